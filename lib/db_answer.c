/* db_answer: see db_answer.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "db_answer.h"

#include "clock.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>

static bool wait_until(PGconn *pg, double end)
{
	while (PQisBusy(pg)) {
		struct pollfd wire = {.fd = PQsocket(pg), .events = POLLIN};
		double left = end - clock_seconds();

		if (left <= 0 || (poll(&wire, 1, (int)(left * 1000) + 1) < 0 && errno != EINTR))
			return false;
		if (wire.revents != 0 && PQconsumeInput(pg) == 0)
			return false;
	}
	return true;
}

must_check PGresult *db_answer(PGconn *pg, unsigned patience)
{
	double end = clock_seconds() + patience;
	PGresult *answer = NULL, *next;

	for (;;) {
		if (!wait_until(pg, end)) {
			PQclear(answer);
			return NULL;
		}
		next = PQgetResult(pg);
		if (next == NULL)
			return answer;
		PQclear(answer);
		answer = next;
	}
}
