/* log: see log.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char *name = "undersigned";
static enum log_level most = LOG_NOTICE;
static _Thread_local char request[LOG_REQUEST_LIMIT + 1];

void log_name(const char *program)
{
	name = program;
}

void log_open(enum sink sink, enum log_level least)
{
	sink_open(sink, name);
	most = least;
}

void log_request(const char *id)
{
	snprintf(request, sizeof(request), "%s", id);
}

/* Whether the quote that stands here ends a value: the line ends behind it, or another key follows. */
static bool quote_ends(const char *behind)
{
	size_t key;

	if (behind[0] == '\0')
		return true;
	if (behind[0] != ' ')
		return false;
	key = strspn(behind + 1, "abcdefghijklmnopqrstuvwxyz_");
	return key > 0 && behind[1 + key] == '=';
}

/* One line, and quotes only around values: those inside become apostrophes. */
static void line_mend(char *line)
{
	bool quoted = false;

	for (size_t i = 0; line[i] != '\0'; i++) {
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			line[i] = ' ';
		if (line[i] != '"')
			continue;
		if (!quoted && i > 0 && line[i - 1] == '=')
			quoted = true;
		else if (quoted && quote_ends(line + i + 1))
			quoted = false;
		else
			line[i] = '\'';
	}
}

void log_fact(enum log_level level, const char *event, const char *format, ...)
{
	static const struct {
		const char *name;
		int severity;
	} levels[] = {{"error", 3}, {"warning", 4}, {"notice", 5}};
	char line[1024];
	size_t size;
	va_list arguments;

	if (level > most)
		return;
	snprintf(line, sizeof(line), "%s level=%s event=%s %s%s%s", name, levels[level].name, event,
		 request[0] == '\0' ? "" : "request=", request, request[0] == '\0' ? "" : " ");
	size = strlen(line);
	va_start(arguments, format);
	vsnprintf(line + size, sizeof(line) - size, format, arguments);
	va_end(arguments);
	line_mend(line);
	sink_write(levels[level].severity, line, strlen(line));
}
