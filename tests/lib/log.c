/* log: one line per fact, whatever is in it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "check.h"
#include "log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int saved;
static const char *caught;

static void catch_begin(void)
{
	int file;

	caught = check_file("log", text_literal(""), 0600);
	file = open(caught, O_WRONLY | O_TRUNC | O_CLOEXEC);
	assert_true(file >= 0);
	saved = dup(STDERR_FILENO);
	dup2(file, STDERR_FILENO);
	close(file);
}

static struct text catch_end(void)
{
	char *bytes = arena_get(arena, 4096);
	ssize_t size;
	int file;

	dup2(saved, STDERR_FILENO);
	close(saved);
	file = open(caught, O_RDONLY | O_CLOEXEC);
	size = read(file, bytes, 4095);
	close(file);
	assert_true(size >= 0);
	return (struct text){bytes, (size_t)size};
}

static void says_a_fact(void)
{
	log_name("sign");
	catch_begin();
	log_fact(LOG_WARNING, "mail_not_sent", "mail=%d reply=%u", 7, 421U);
	check_text(catch_end(), "sign level=warning event=mail_not_sent mail=7 reply=421\n");
}

static void has_each_level(void)
{
	log_name("x");
	catch_begin();
	log_fact(LOG_ERROR, "a", "b=%d", 1);
	log_fact(LOG_NOTICE, "c", "d=%d", 2);
	check_text(catch_end(), "x level=error event=a b=1\nx level=notice event=c d=2\n");
}

static void stays_one_line(void)
{
	catch_begin();
	log_fact(LOG_ERROR, "a", "message=\"%s\"", "one\ntwo\r\nx level=error\033[2J\177");
	check_text(catch_end(), "x level=error event=a message=\"one two  x level=error [2J \"\n");
}

static void keeps_values_apart(void)
{
	catch_begin();
	log_fact(LOG_ERROR, "a", "message=\"%s\" b=%d", "role \"web\" is =\"odd\" here", 1);
	check_text(catch_end(),
		   "x level=error event=a message=\"role 'web' is ='odd' here\" b=1\n");
}

static void cuts_a_long_fact(void)
{
	char *wide = arena_get(arena, 3001);
	struct text line;

	memset(wide, 'w', 3000);
	catch_begin();
	log_fact(LOG_ERROR, "a", "b=%s", wide);
	line = catch_end();
	assert_in_range(line.size, 1000, 1024);
	assert_ptr_equal(strchr(line.bytes, '\n'), line.bytes + line.size - 1);
}

static void leaves_out_what_is_not_wanted(void)
{
	log_open(SINK_STDERR, LOG_WARNING);
	catch_begin();
	log_fact(LOG_NOTICE, "a", "b=%d", 1);
	log_fact(LOG_WARNING, "c", "d=%d", 2);
	check_text(catch_end(), "x level=warning event=c d=2\n");
	log_open(SINK_STDERR, LOG_NOTICE);
}

static void says_of_which_request(void)
{
	log_request("1a2b-3c4d");
	catch_begin();
	log_fact(LOG_ERROR, "a", "b=%d", 1);
	log_request("");
	log_fact(LOG_ERROR, "a", "b=%d", 2);
	check_text(catch_end(), "x level=error event=a request=1a2b-3c4d b=1\n"
				"x level=error event=a b=2\n");
}

static void says_the_level_to_the_journal(void)
{
	struct stat file;

	catch_begin();
	assert_int_equal(fstat(STDERR_FILENO, &file), 0);
	setenv("JOURNAL_STREAM",
	       text_format(arena, "%ju:%ju", (uintmax_t)file.st_dev, (uintmax_t)file.st_ino).bytes,
	       1);
	log_fact(LOG_ERROR, "a", "b=%d", 1);
	log_fact(LOG_NOTICE, "a", "b=%d", 2);
	setenv("JOURNAL_STREAM", "8:12345", 1);
	log_fact(LOG_WARNING, "a", "b=%d", 3);
	unsetenv("JOURNAL_STREAM");
	check_text(catch_end(), "<3>x level=error event=a b=1\n<5>x level=notice event=a b=2\n"
				"x level=warning event=a b=3\n");
}

int main(void)
{
	check("says a fact", says_a_fact);
	check("has each level", has_each_level);
	check("stays one line", stays_one_line);
	check("keeps values apart", keeps_values_apart);
	check("cuts a long fact", cuts_a_long_fact);
	check("leaves out what is not wanted", leaves_out_what_is_not_wanted);
	check("says of which request", says_of_which_request);
	check("says the level to the journal", says_the_level_to_the_journal);
	return check_run();
}
