/* log: one line per fact, key=value, on standard error (the web server's error log) or to syslog. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_LOG_H
#define UNDERSIGNED_LOG_H

#include "sink.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_NOTICE };

/* The name that starts each line; a string that lives as long as the process. */
void log_name(const char *program);

/* Where lines go from now on, and down to which level. Before the first thread; else all of them go
 * to standard error. */
void log_open(enum sink sink, enum log_level least);

/* Each line of this thread says request=ID from now on, until it is said with "". The string is of
 * letters, digits and punctuation without quotes and spaces, and cut at the limit. */
#define LOG_REQUEST_LIMIT 64
void log_request(const char *id);

/*
 * Writes "program level=… event=EVENT request=ID KEY=VALUE …" at once. The format spells the keys,
 * as in "petition=%s tries=%d"; a value with a space belongs in double quotes, and those inside
 * it become apostrophes. Control characters and bytes over the 1,000th go. Never pass anything that a signer typed, an address or a token.
 * What each event means stands in bin/log.c.
 */
void log_fact(enum log_level level, const char *event, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
