/* log: one line per fact, key=value, on standard error, which is the web server's error log. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_LOG_H
#define UNDERSIGNED_LOG_H

enum log_level { LOG_ERROR, LOG_WARNING, LOG_NOTICE };

/* The name that starts each line; a string that lives as long as the process. */
void log_name(const char *program);

/*
 * Writes "program level=… event=EVENT KEY=VALUE …" with one write(2). The format spells the keys,
 * as in "petition=%s tries=%d"; a value with a space belongs in double quotes. Control characters
 * and bytes over the 1,000th go. Never pass anything that a signer typed, an address or a token.
 */
void log_fact(enum log_level level, const char *event, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
