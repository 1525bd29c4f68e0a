/* log: see log.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static const char *name = "undersigned";

void log_name(const char *program)
{
	name = program;
}

void log_fact(enum log_level level, const char *event, const char *format, ...)
{
	static const char *const names[] = {"error", "warning", "notice"};
	char line[1024];
	size_t size;
	va_list arguments;

	snprintf(line, sizeof(line), "%s level=%s event=%s ", name, names[level], event);
	for (size = 0; line[size] != '\0'; size++)
		;
	va_start(arguments, format);
	vsnprintf(line + size, sizeof(line) - size, format, arguments);
	va_end(arguments);
	for (size = 0; line[size] != '\0'; size++) {
		if ((unsigned char)line[size] < 0x20 || line[size] == 0x7f)
			line[size] = ' ';
	}
	line[size] = '\n';
	(void)!write(STDERR_FILENO, line, size + 1);
}
