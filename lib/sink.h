/* sink: where the lines of the log go: standard error, which may be the journal, or syslog. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SINK_H
#define UNDERSIGNED_SINK_H

#include <stddef.h>

enum sink {
	SINK_STDERR,
	SINK_SYSLOG,
	SINK_NONE /* for who hears of it in another way */
};

/* Before the first thread; else it is standard error. program lives as long as the process. */
void sink_open(enum sink sink, const char *program);

/*
 * Writes one line, without its newline, at once. severity is syslog's: 3 error, 4 warning, 5 notice
 * (RFC 5424). Standard error gets it with the line where that is the journal: sd-daemon(3).
 */
void sink_write(int severity, const char *line, size_t size);

#endif
