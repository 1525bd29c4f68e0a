/* edit: a new revision of a petition's words, with the difference shown before it is taken. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "file.h"
#include "petition_draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_LIMIT 1000

struct edit {
	const struct command *command;
	const char *slug;
	const char *language; /* NULL: the first one */
	const char *file;     /* NULL: an editor is asked */
	bool yes, dry;
	struct petition petition;
	char path[PATH_LIMIT]; /* of the draft; empty: there is none */
	struct petition_import words;
};

static bool read_options(const struct command *command, struct edit *edit)
{
	for (int i = 1; i < command->argc; i++) {
		const char *option = command->argv[i];
		bool last = i + 1 == command->argc;

		if (strcmp(option, "--yes") == 0)
			edit->yes = true;
		else if (strcmp(option, "--dry-run") == 0)
			edit->dry = true;
		else if (strcmp(option, "--lang") == 0 && !last)
			edit->language = command->argv[++i];
		else if (strcmp(option, "--file") == 0 && !last)
			edit->file = command->argv[++i];
		else
			return false;
	}
	return command->argc > 0 && !(edit->yes && edit->dry);
}

static const char *editor(void)
{
	const char *visual = getenv("VISUAL"), *plain = getenv("EDITOR");

	if (visual != NULL && visual[0] != '\0')
		return visual;
	return plain != NULL && plain[0] != '\0' ? plain : "vi";
}

static bool write_draft(struct edit *edit, struct text draft)
{
	const char *folder = getenv("TMPDIR");
	FILE *file;
	int place;

	snprintf(edit->path, sizeof(edit->path), "%s/undersigned-XXXXXX.txt",
		 folder != NULL && folder[0] != '\0' ? folder : "/tmp");
	place = mkstemps(edit->path, (int)strlen(".txt"));
	file = place == -1 ? NULL : fdopen(place, "w");
	if (file == NULL) {
		edit->path[0] = '\0';
		return false;
	}
	fwrite(draft.bytes, 1, draft.size, file);
	return fclose(file) == 0;
}

/* The words as an editor leaves them. */
static bool ask_editor(struct edit *edit)
{
	struct arena *arena = edit->command->arena;
	const struct revision *revision =
		edit->language == NULL ? edit->petition.revisions
				       : petition_revision(&edit->petition, edit->language);
	struct text draft;

	if (edit->language != NULL && !text_is(revision->language, edit->language))
		return command_fail("%s has no text in %s: undersigned import takes one",
				    edit->slug, edit->language) == COMMAND_DONE;
	if (!petition_draft_write(arena, &edit->petition, revision, &draft))
		return command_fail("the words of %s cannot be written as a petition file: import "
				    "a file of your own",
				    edit->slug) == COMMAND_DONE;
	if (!write_draft(edit, draft))
		return command_fail(
			       "no file can be written in TMPDIR: name another folder there") ==
		       COMMAND_DONE;
	edit->file = edit->path;
	/* As the shell would: an editor's setting may have options. */
	if (system(text_format(arena, "%s '%s'", editor(), edit->path).bytes) != 0)
		return command_fail("the editor %s failed; its text is kept in %s", editor(),
				    edit->path) == COMMAND_DONE;
	return true;
}

static bool read_words(struct edit *edit)
{
	struct arena *arena = edit->command->arena;
	struct text content, complaint;

	if (!file_read(arena, edit->file, PETITION_FILE_LIMIT, &content, &complaint) ||
	    !petition_file_read(arena, edit->file, content, &edit->words, &complaint))
		return command_fail("%s; mend it, then undersigned edit %s --file %s",
				    complaint.bytes, edit->slug, edit->file) == COMMAND_DONE;
	if (!text_is(edit->words.slug, edit->slug))
		return command_fail("the file is of %s, not of %s: mend its line \"Slug:\"",
				    edit->words.slug.bytes, edit->slug) == COMMAND_DONE;
	return true;
}

/* Shows it. *changed: whether there is any. */
static enum db_outcome show_difference(const struct edit *edit, bool *changed)
{
	const struct petition_import *words = &edit->words;
	struct db_array names = {{.arena = edit->command->arena}};
	struct text part = text_literal("");
	struct rows rows;
	enum db_outcome outcome;

	for (const struct organization *organization = words->organizations; organization != NULL;
	     organization = organization->next)
		db_array_text(&names, organization->name);
	{
		const char *values[] = {
			edit->slug,
			words->language.bytes,
			words->title.bytes,
			words->target.bytes,
			words->body.bytes,
			words->letter.bytes,
			words->signer_line.bytes,
			words->organizations == NULL ? NULL : db_array_done(&names),
		};

		outcome = db_call(edit->command->db, edit->command->arena, "petition_difference",
				  values, 8, &rows);
	}
	for (size_t row = 0; outcome == DB_DONE && row < rows.count; row++) {
		if (!text_equal(part, rows_text(&rows, row, 0)))
			printf("[%s]\n", rows_text(&rows, row, 0).bytes);
		part = rows_text(&rows, row, 0);
		printf("%s %s\n", rows_text(&rows, row, 1).bytes, rows_text(&rows, row, 2).bytes);
	}
	*changed = outcome == DB_DONE && rows.count > 0;
	return outcome;
}

/* Whoever is not asked has to say it beforehand. */
static bool is_wanted(const struct edit *edit)
{
	char line[8] = "";

	if (edit->yes || edit->dry)
		return edit->yes;
	if (isatty(STDIN_FILENO) != 1) {
		fputs("nothing was done: to take it, say --yes\n", stderr);
		return false;
	}
	fputs("\nTake it as a new revision? What was signed stays as it was. [y/N] ", stdout);
	fflush(stdout);
	return fgets(line, sizeof(line), stdin) != NULL && (line[0] == 'y' || line[0] == 'Y');
}

static enum command_exit take(const struct edit *edit)
{
	struct text deed;
	uint64_t revision;
	enum db_outcome outcome = petition_import(edit->command->db, edit->command->arena,
						  &edit->words, &deed, &revision);

	if (outcome != DB_DONE)
		return command_database(outcome);
	printf("%s\t%s\trevision %llu\n", edit->slug, deed.bytes, (unsigned long long)revision);
	return COMMAND_DONE;
}

static enum command_exit finish(const struct edit *edit)
{
	bool changed;
	enum db_outcome outcome = show_difference(edit, &changed);

	if (outcome != DB_DONE)
		return command_database(outcome);
	if (!changed) {
		puts("nothing has changed");
		return COMMAND_DONE;
	}
	return is_wanted(edit) ? take(edit) : COMMAND_DONE;
}

enum command_exit edit_command(const struct command *command)
{
	struct edit edit = {.command = command};
	enum command_exit status;

	if (!read_options(command, &edit))
		return command_misused(command);
	edit.slug = command->argv[0];
	if (!command_petition(command, edit.slug, &edit.petition))
		return COMMAND_FAILED;
	if ((edit.file == NULL && !ask_editor(&edit)) || !read_words(&edit))
		return COMMAND_FAILED;
	status = finish(&edit);
	if (edit.path[0] != '\0' && status == COMMAND_DONE)
		unlink(edit.path);
	return status;
}
