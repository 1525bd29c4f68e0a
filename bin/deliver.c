/* deliver: the letter and the roll of its signers, to print and hand over. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "book.h"
#include "volume.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct options {
	const char *slug, *out, *language;
	enum book_paper paper;
	bool dry_run, no_pdf;
};

static bool paper_read(const char *word, enum book_paper *paper)
{
	if (strcmp(word, "a4") == 0)
		*paper = BOOK_A4;
	else if (strcmp(word, "letter") == 0)
		*paper = BOOK_LETTER;
	else
		return false;
	return true;
}

/* An option with a value behind it. */
static bool value_read(struct options *options, const char *name, const char *value)
{
	if (strcmp(name, "--paper") == 0)
		return paper_read(value, &options->paper);
	if (strcmp(name, "--out") == 0)
		options->out = value;
	else if (strcmp(name, "--lang") == 0)
		options->language = value;
	else
		return false;
	return true;
}

static bool options_read(const struct command *command, struct options *options)
{
	*options = (struct options){.paper = BOOK_A4};
	for (int i = 0; i < command->argc; i++) {
		const char *word = command->argv[i];

		if (strcmp(word, "--dry-run") == 0)
			options->dry_run = true;
		else if (strcmp(word, "--no-pdf") == 0)
			options->no_pdf = true;
		else if (options->slug == NULL && strncmp(word, "--", 2) != 0)
			options->slug = word;
		else if (i + 1 == command->argc || !value_read(options, word, command->argv[++i]))
			return false;
	}
	return options->slug != NULL && options->dry_run == (options->out == NULL);
}

static enum command_exit delivery_failed(enum delivery_outcome outcome)
{
	switch (outcome) {
	case DELIVERY_CHANGED:
		return command_fail("another run began the same delivery meanwhile, and nothing "
				    "counts as delivered: wait until it has ended, then run this "
				    "again");
	case DELIVERY_AWAY:
		return command_database(DB_AWAY);
	case DELIVERY_REFUSED:
	case DELIVERY_DONE:
		break;
	}
	return command_database(DB_REFUSED);
}

static void count_lines(struct book *book, const struct delivery_line *lines, size_t count)
{
	struct arena *scratch = arena_new();

	book->signatures += count;
	for (size_t i = 0; i < count; i++) {
		book->withheld += text_empty(lines[i].name);
		book->comments += !text_empty(lines[i].comment);
		if (book->areas.arena != NULL)
			totals_add(&book->areas, book_area_key(scratch, &lines[i]));
		arena_reset(scratch);
	}
	arena_free(scratch);
}

/* Reads the roll to its end, counts it into the book, and writes it where there are volumes. */
static enum delivery_outcome roll_read(const struct command *command, struct delivery *delivery,
				       struct book *book, struct volumes *volumes)
{
	struct bar bar = {.what = "deliver"};
	struct arena *arena = arena_new();
	const struct delivery_line *lines;
	enum delivery_outcome outcome;
	uint64_t most = book->petition->confirmed;
	size_t count;

	do {
		arena_reset(arena);
		outcome = delivery_page(command->db, arena, delivery, &lines, &count);
		if (outcome != DELIVERY_DONE)
			break;
		if (volumes != NULL)
			volumes_add(volumes, lines, count);
		count_lines(book, lines, count);
		if (most > 0 && book->signatures <= most)
			bar_draw(&bar, (unsigned)(book->signatures * 100 / most));
	} while (count > 0);
	bar_end(&bar);
	arena_free(arena);
	return outcome;
}

static void print_counts(const struct book *book)
{
	printf("signatures\t%llu\nnamed\t%llu\nwithheld\t%llu\ncomments\t%llu\n",
	       (unsigned long long)book->signatures,
	       (unsigned long long)(book->signatures - book->withheld),
	       (unsigned long long)book->withheld, (unsigned long long)book->comments);
}

static enum command_exit look(const struct command *command, const struct petition *petition)
{
	struct delivery delivery = {.petition = petition->id};
	struct book book = {.petition = petition, .delivery = &delivery};
	enum delivery_outcome outcome = roll_read(command, &delivery, &book, NULL);

	if (outcome != DELIVERY_DONE)
		return delivery_failed(outcome);
	print_counts(&book);
	return COMMAND_DONE;
}

/* False when the folder is there with something in it, or cannot be made, which was said. */
static bool folder_make(const char *folder)
{
	if (mkdir(folder, 0700) == 0 ||
	    (errno == EEXIST && rmdir(folder) == 0 && mkdir(folder, 0700) == 0))
		return true;
	command_fail("the folder %s: %s; name one that is not there yet", folder, strerror(errno));
	return false;
}

static enum command_exit finish(const struct command *command, const struct options *options,
				struct volumes *volumes, const struct book *book)
{
	enum delivery_outcome outcome;

	switch (volumes_end(volumes, book, !options->no_pdf)) {
	case VOLUMES_DONE:
		break;
	case VOLUMES_NO_BROWSER:
		fputs("undersigned: no Chromium or Chrome is installed, so there is no PDF: open "
		      "book.html in any browser and print it\n",
		      stderr);
		break;
	case VOLUMES_FAILED:
		return command_fail("%s: %s; mend that, remove the folder, then run this again: "
				    "nothing counts as delivered",
				    options->out, strerror(errno));
	}
	outcome = delivery_end(command->db, command->arena, book->delivery, book->signatures,
			       volumes_checksum(volumes));
	if (outcome != DELIVERY_DONE)
		return delivery_failed(outcome);
	printf("delivery\t%lld\n", (long long)book->delivery->number);
	print_counts(book);
	for (const char *const *file = volumes_files(volumes); *file != NULL; file++)
		printf("file\t%s/%s\n", options->out, *file);
	return COMMAND_DONE;
}

static enum command_exit deliver(const struct command *command, const struct options *options,
				 const struct petition *petition, const struct reader *reader)
{
	struct delivery delivery;
	struct book book = {.petition = petition,
			    .delivery = &delivery,
			    .paper = options->paper,
			    .areas = {.arena = command->arena}};
	struct volumes *volumes;
	enum delivery_outcome outcome;

	if (!folder_make(options->out))
		return COMMAND_FAILED;
	outcome = delivery_begin(command->db, command->arena, petition->slug, &delivery);
	if (outcome != DELIVERY_DONE)
		return delivery_failed(outcome);
	volumes = volumes_open(reader, command->arena, options->out, &delivery);
	outcome = roll_read(command, &delivery, &book, volumes);
	if (outcome != DELIVERY_DONE)
		return delivery_failed(outcome);
	return finish(command, options, volumes, &book);
}

/* False when all was delivered before, or that cannot be known, which was said. */
static bool any_new(const struct command *command, const struct petition *petition)
{
	struct delivery delivery = {.petition = petition->id};
	const struct delivery_line *lines;
	enum delivery_outcome outcome;
	size_t count;

	outcome = delivery_page(command->db, command->arena, &delivery, &lines, &count);
	if (outcome != DELIVERY_DONE)
		delivery_failed(outcome);
	else if (count == 0)
		command_fail("%s has no confirmed signature that was not delivered before: nothing "
			     "was written",
			     petition->slug.bytes);
	return outcome == DELIVERY_DONE && count > 0;
}

enum command_exit deliver_command(const struct command *command)
{
	struct reader reader;
	struct petition petition;
	struct options options;

	if (!options_read(command, &options))
		return command_misused(command);
	if (!command_petition(command, options.slug, &petition))
		return COMMAND_FAILED;
	if (options.dry_run)
		return look(command, &petition);
	if (!command_reader(command, &petition, options.language, &reader) ||
	    !any_new(command, &petition))
		return COMMAND_FAILED;
	return deliver(command, &options, &petition, &reader);
}
