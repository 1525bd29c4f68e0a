/* sink: a line for syslog goes to syslog, whole and once; one for nobody goes nowhere. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "sink.h"
#include "check.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

static char said[200];
static const char *named;

static void say(int severity, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));
static void say(int severity, const char *format, va_list arguments)
{
	size_t size = strlen(said);

	snprintf(said + size, sizeof(said) - size, "%d ", severity);
	size = strlen(said);
	vsnprintf(said + size, sizeof(said) - size, format, arguments);
	strcat(said, "\n");
}

/* In the stead of the C library's, under the name that a hardened build calls as well. */
void openlog(const char *ident, int option, int facility)
{
	assert_int_equal(option & LOG_PID, LOG_PID);
	assert_int_equal(facility, LOG_DAEMON);
	named = ident;
}

void syslog(int severity, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(severity, format, arguments);
	va_end(arguments);
}

void __syslog_chk(int severity, int flag, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void __syslog_chk(int severity, int flag, const char *format, ...)
{
	va_list arguments;

	(void)flag;
	va_start(arguments, format);
	say(severity, format, arguments);
	va_end(arguments);
}

static size_t write_apart(const char *line)
{
	const char *caught = check_file("caught", text_literal(""), 0600);
	int file = open(caught, O_RDWR | O_CLOEXEC), saved = dup(STDERR_FILENO);
	off_t size;

	assert_true(file >= 0);
	dup2(file, STDERR_FILENO);
	sink_write(4, line, strlen(line));
	dup2(saved, STDERR_FILENO);
	close(saved);
	size = lseek(file, 0, SEEK_END);
	close(file);
	assert_true(size >= 0);
	return (size_t)size;
}

static void speaks_to_syslog(void)
{
	sink_open(SINK_SYSLOG, "sign");
	assert_int_equal(write_apart("sign level=warning event=a why=\"100%s\""), 0);
	assert_string_equal(named, "sign");
	assert_string_equal(said, "4 sign level=warning event=a why=\"100%s\"\n");
}

static void speaks_to_nobody(void)
{
	sink_open(SINK_NONE, "sign");
	said[0] = '\0';
	assert_int_equal(write_apart("a"), 0);
	assert_string_equal(said, "");
}

int main(void)
{
	check("speaks to syslog", speaks_to_syslog);
	check("speaks to nobody", speaks_to_nobody);
	return check_run();
}
