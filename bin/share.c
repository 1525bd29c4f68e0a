/* share: files for the organizations, each with the signers who consent to it, and no others. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct options {
	const char *petition;
	const char *organization; /* NULL: each of them */
	bool all;
	const char *folder;
};

/* A file that is there as a whole, under its name, or not at all; nobody else reads it. */
struct whole_file {
	struct text path;
	struct text part; /* while it is written */
	FILE *to;
};

static bool options_read(const struct command *command, struct options *options)
{
	*options = (struct options){.folder = "."};
	for (int i = 0; i < command->argc; i++) {
		const char *word = command->argv[i];
		const char **value = strcmp(word, "--organization") == 0 ? &options->organization
				     : strcmp(word, "--out") == 0        ? &options->folder
									 : NULL;

		if (value != NULL && i + 1 < command->argc)
			*value = command->argv[++i];
		else if (strcmp(word, "--all") == 0)
			options->all = true;
		else if (options->petition == NULL && strncmp(word, "--", 2) != 0)
			options->petition = word;
		else
			return false;
	}
	return options->petition != NULL && options->all == (options->organization == NULL);
}

static bool file_failed(const struct whole_file *file)
{
	command_fail("%s: %s; mend that, or name another folder with --out", file->part.bytes,
		     strerror(errno));
	return false;
}

static bool file_begin(struct arena *arena, struct text path, struct whole_file *file)
{
	int number;

	file->path = path;
	file->part = text_format(arena, "%s.part", path.bytes);
	/* What was left of one that was interrupted. */
	unlink(file->part.bytes);
	number = open(file->part.bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (number < 0)
		return file_failed(file);
	file->to = fdopen(number, "w");
	return file->to != NULL || file_failed(file);
}

static bool file_end(const struct whole_file *file, bool whole)
{
	bool right = whole && fflush(file->to) == 0 && fsync(fileno(file->to)) == 0;

	if (whole && !right)
		file_failed(file);
	fclose(file->to);
	if (right && rename(file->part.bytes, file->path.bytes) != 0)
		right = file_failed(file);
	if (!right)
		unlink(file->part.bytes);
	return right;
}

/* What an organization has to know about its list. */
static bool letter_write(struct arena *arena, const struct export *export, const char *petition,
			 struct text list)
{
	const char *name = export_organization_name(export).bytes;
	const char *slash = strrchr(list.bytes, '/');
	struct text path = text_format(arena, "%.*stxt", (int)(list.size - 3), list.bytes);
	struct whole_file file;

	if (!file_begin(arena, path, &file))
		return false;
	fprintf(file.to,
		"Signers of the petition %s who said yes to %s\n\n"
		"%s holds the name and the e-mail address of each of them, the words\n"
		"that they said yes to (asked), when, and on a page of which language. They allow "
		"%s\n"
		"to write to them, and nobody else.\n\n"
		"It is as of %s. This list takes the place of each one before: who is on an\n"
		"older one and not on this one has taken it back, and is to be erased.\n",
		petition, name, slash == NULL ? list.bytes : slash + 1, name,
		export_seen_until(export).bytes);
	return file_end(&file, ferror(file.to) == 0);
}

static bool list_write(const struct command *command, struct export *export,
		       struct whole_file *file, uint64_t *count)
{
	static const struct export_style style = {EXPORT_CSV, CSV_SAFE};
	struct text head = export_head(export, &style, command->arena);
	struct export_file list = {.to = file->to};
	bool right;

	fputs(CSV_MARK, file->to);
	right = fwrite(head.bytes, 1, head.size, file->to) == head.size &&
		export_write(export, &style, &list) == COMMAND_DONE;
	*count = list.count;
	return file_end(file, right);
}

static enum command_exit share_one(const struct command *command, const struct options *options,
				   const char *organization)
{
	struct export_wanted wanted = {.petition = options->petition, .organization = organization};
	struct arena *arena = command->arena;
	struct whole_file file;
	struct export *export;
	enum export_outcome outcome = export_open(command->db, arena, &wanted, &export);
	uint64_t count;

	if (outcome != EXPORT_OPENED)
		return export_unopened(outcome, &wanted);
	if (!file_begin(arena,
			text_format(arena, "%s/%s-%s.csv", options->folder, options->petition,
				    export_organization_slug(export).bytes),
			&file) ||
	    !list_write(command, export, &file, &count) ||
	    !letter_write(arena, export, options->petition, file.path))
		return COMMAND_FAILED;
	printf("%s\t%llu\n", file.path.bytes, (unsigned long long)count);
	return COMMAND_DONE;
}

enum command_exit share_command(const struct command *command)
{
	enum command_exit status = COMMAND_DONE;
	const struct organization *organization;
	struct petition petition;
	struct options options;

	if (!options_read(command, &options))
		return command_misused(command);
	if (!options.all)
		return share_one(command, &options, options.organization);
	if (!command_petition(command, options.petition, &petition))
		return COMMAND_FAILED;
	for (organization = petition.organizations; organization != NULL && status == COMMAND_DONE;
	     organization = organization->next)
		status = share_one(command, &options, organization->slug.bytes);
	return status;
}
