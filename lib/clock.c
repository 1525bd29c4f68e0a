/* clock: see clock.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "clock.h"

#include <time.h>

double clock_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
