/* sink: see sink.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "sink.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <syslog.h>
#include <unistd.h>

static enum sink open_sink = SINK_STDERR;

void sink_open(enum sink sink, const char *program)
{
	if (sink == SINK_SYSLOG)
		openlog(program, LOG_PID, LOG_DAEMON);
	open_sink = sink;
}

/* A web server hands the variable on to programs whose standard error is another file: systemd.exec(5)
 * says to compare. */
static bool is_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	struct stat file;
	char known[64];

	if (stream == NULL || fstat(STDERR_FILENO, &file) != 0)
		return false;
	snprintf(known, sizeof(known), "%ju:%ju", (uintmax_t)file.st_dev, (uintmax_t)file.st_ino);
	return strcmp(known, stream) == 0;
}

void sink_write(int severity, const char *line, size_t size)
{
	char prefix[8] = "", newline[] = "\n";
	struct iovec pieces[] = {
		{prefix, 0},
		{(void *)(uintptr_t)line, size},
		{newline, 1},
	};

	switch (open_sink) {
	case SINK_SYSLOG:
		syslog(severity, "%.*s", (int)size, line);
		return;
	case SINK_NONE:
		return;
	case SINK_STDERR:
		break;
	}
	if (is_journal())
		pieces[0].iov_len = (size_t)snprintf(prefix, sizeof(prefix), "<%d>", severity);
	(void)!writev(STDERR_FILENO, pieces, 3);
}
