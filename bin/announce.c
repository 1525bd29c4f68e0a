/* announce: mails news to the signers who asked for them, once it was looked at. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "announce.h"

#include "announcement_file.h"
#include "digest.h"
#include "file.h"

#include <string.h>

#define MANY_LIMIT 50 /* files, or addresses */

struct announce_options {
	const char *files[MANY_LIMIT];
	size_t file_count;
	const char *addresses[MANY_LIMIT];
	size_t address_count;
	const char *html;
	const char *send; /* a code */
	bool no_wait;
	const char *deed; /* --pause, --resume, --cancel or --follow */
	unsigned long long id;
};

static bool is_deed(const char *name)
{
	return strcmp(name, "--pause") == 0 || strcmp(name, "--resume") == 0 ||
	       strcmp(name, "--cancel") == 0 || strcmp(name, "--follow") == 0;
}

/* An option with a value behind it. */
static bool take_option(struct announce_options *options, const char *name, const char *value)
{
	if (strcmp(name, "--test") == 0 && options->address_count < MANY_LIMIT)
		options->addresses[options->address_count++] = value;
	else if (strcmp(name, "--html") == 0 && options->html == NULL)
		options->html = value;
	else if (strcmp(name, "--send") == 0 && options->send == NULL)
		options->send = value;
	else if (is_deed(name) && options->deed == NULL)
		return text_number(text_of(value), INT32_MAX, &options->id) &&
		       (options->deed = name, options->id > 0);
	else
		return false;
	return true;
}

static bool fits(const struct announce_options *options)
{
	int wanted = (options->address_count > 0) + (options->html != NULL) +
		     (options->send != NULL) + (options->deed != NULL);

	if (wanted > 1 || (options->no_wait && options->send == NULL))
		return false;
	return options->deed != NULL ? options->file_count == 0
				     : wanted == 0 || options->file_count > 0;
}

static bool read_options(const struct command *command, struct announce_options *options)
{
	for (int i = 1; i < command->argc; i++) {
		const char *name = command->argv[i];

		if (strcmp(name, "--no-wait") == 0) {
			options->no_wait = true;
		} else if (strncmp(name, "--", 2) == 0) {
			if (++i == command->argc || !take_option(options, name, command->argv[i]))
				return false;
		} else if (options->file_count < MANY_LIMIT) {
			options->files[options->file_count++] = name;
		} else {
			return false;
		}
	}
	return command->argc > 0 && command->argv[0][0] != '-' && fits(options);
}

/* Eight letters and digits of a hash of all that is said, and of the petition. */
static struct text code_of(struct arena *arena, const char *slug,
			   const struct announcement_words *words)
{
	struct builder said = {.arena = arena}, code = {.arena = arena};
	const char *at;

	builder_string(&said, slug);
	for (; words != NULL; words = words->next)
		builder_format(&said, "\f%s\f%s\f%s", words->language.bytes, words->subject.bytes,
			       words->body.bytes);
	for (at = digest_base64(arena, builder_done(&said)).bytes; code.size < 8; at++) {
		if (strchr("+/=", *at) == NULL)
			builder_add(&code, at, 1);
	}
	return builder_done(&code);
}

static bool is_twice(const struct announcement_words *first, struct text language)
{
	for (; first != NULL; first = first->next) {
		if (text_equal(first->language, language))
			return true;
	}
	return false;
}

/* False when a file cannot be taken, which was said. */
static bool read_files(const struct command *command, const struct announce_options *options,
		       const struct announcement_words **first)
{
	const struct announcement_words **end = first;
	struct arena *arena = command->arena;

	*first = NULL;
	for (size_t i = 0; i < options->file_count; i++) {
		struct announcement_words *words = arena_get(arena, sizeof(*words));
		const char *name = options->files[i];
		struct text content, complaint;

		if (!file_read(arena, name, ANNOUNCEMENT_FILE_LIMIT, &content, &complaint) ||
		    !announcement_file_read(arena, name, content, words, &complaint)) {
			command_fail("%s", complaint.bytes);
			return false;
		}
		if (is_twice(*first, words->language)) {
			command_fail("%s: another file is in this language (%s) already: begin "
				     "each of them with a line \"Language: \" and its code",
				     name, words->language.bytes);
			return false;
		}
		*end = words;
		end = &words->next;
	}
	return true;
}

static enum command_exit send(const struct announce *announce,
			      const struct announce_options *options)
{
	const struct command *command = announce->command;
	const char *slug = command->argv[0];
	enum announcement_outcome outcome;
	enum db_outcome called;
	int64_t id;

	if (strcmp(options->send, announce->code.bytes) != 0)
		return command_fail("nothing was sent: these words have another code, so they are "
				    "not what was looked at; look at them without --send first");
	called = announcement_begin(command->db, command->arena, slug, announce->code,
				    announce->words, &outcome, &id);
	if (called != DB_DONE)
		return command_database(called);
	if (outcome == ANNOUNCEMENT_NOBODY)
		return command_fail(
			"nothing was sent: no confirmed signer of %s has asked for news", slug);
	fprintf(stderr, "announcement %lld %s\n", (long long)id,
		outcome == ANNOUNCEMENT_DONE ? "begun" : "was begun before with these words");
	if (options->no_wait)
		return announce_list(command, slug, id);
	return announce_follow(command, slug, id);
}

static enum command_exit set_state(const struct command *command,
				   const struct announce_options *options)
{
	const char *slug = command->argv[0];
	int64_t id = (int64_t)options->id;
	enum announcement_outcome outcome;
	enum db_outcome called;
	const char *state = "running";

	if (strcmp(options->deed, "--follow") == 0)
		return announce_follow(command, slug, id);
	if (strcmp(options->deed, "--resume") != 0)
		state = strcmp(options->deed, "--pause") == 0 ? "paused" : "cancelled";
	called = announcement_set(command->db, command->arena, slug, id, state, &outcome);
	if (called != DB_DONE)
		return command_database(called);
	switch (outcome) {
	case ANNOUNCEMENT_DONE:
	case ANNOUNCEMENT_UNCHANGED:
		break;
	case ANNOUNCEMENT_ENDED:
		return command_fail("announcement %lld is done or cancelled: undersigned announce "
				    "%s shows what became of it",
				    (long long)id, slug);
	case ANNOUNCEMENT_NOBODY:
	case ANNOUNCEMENT_UNKNOWN:
		return command_fail("%s has no announcement %lld: undersigned announce %s shows "
				    "them all",
				    slug, (long long)id, slug);
	}
	return announce_list(command, slug, id);
}

enum command_exit announce_command(const struct command *command)
{
	struct announce_options options = {0};
	struct announce announce = {.command = command};
	struct petition petition;
	struct text complaint;

	if (!read_options(command, &options))
		return command_misused(command);
	if (!command_petition(command, command->argv[0], &petition))
		return COMMAND_FAILED;
	if (options.deed != NULL)
		return set_state(command, &options);
	if (options.file_count == 0)
		return announce_list(command, command->argv[0], 0);
	if (!read_files(command, &options, &announce.words))
		return COMMAND_FAILED;
	if (!site_read(command->arena, command->config, &announce.site, &complaint))
		return command_fail("%s", complaint.bytes);
	announce.petition = &petition;
	announce.code = code_of(command->arena, command->argv[0], announce.words);
	if (options.send != NULL)
		return send(&announce, &options);
	if (options.address_count > 0)
		return announce_test(&announce, options.addresses, options.address_count);
	return announce_look(&announce, options.html);
}
