/* command: what the sub-commands of undersigned share. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_COMMAND_H
#define UNDERSIGNED_COMMAND_H

#include "db.h"
#include "export_line.h"
#include "petition.h"
#include "reader.h"
#include "site.h"

#include <stdio.h>

enum command_exit {
	COMMAND_DONE = 0,
	COMMAND_FAILED = 1,
	COMMAND_USAGE = 2,
	COMMAND_LATER = 75, /* a mail server tries again: EX_TEMPFAIL of sysexits.h */
};

/* What a sub-command gets. */
struct command {
	struct arena *arena;
	const char *usage; /* how it is called */
	const char *config_file;
	const struct config *config; /* NULL for those that begin without */
	struct db *db;               /* as the owner; NULL likewise */
	int argc;                    /* of its own arguments */
	char **argv;
};

enum command_exit setup_command(const struct command *command);
enum command_exit import_command(const struct command *command);
enum command_exit list_command(const struct command *command);
enum command_exit show_command(const struct command *command);
enum command_exit open_command(const struct command *command);
enum command_exit pause_command(const struct command *command);
enum command_exit close_command(const struct command *command);
enum command_exit reopen_command(const struct command *command);
enum command_exit retire_command(const struct command *command);
enum command_exit set_command(const struct command *command);
enum command_exit copy_command(const struct command *command);
enum command_exit mail_command(const struct command *command);
enum command_exit outbox_command(const struct command *command);
enum command_exit mail_preview(const struct command *command);
enum command_exit mail_test(const struct command *command);
enum command_exit count_command(const struct command *command);
enum command_exit held_command(const struct command *command);
enum command_exit remove_command(const struct command *command);
enum command_exit moderate_command(const struct command *command);
enum command_exit purge_command(const struct command *command);
enum command_exit tombstones_command(const struct command *command);
enum command_exit secret_command(const struct command *command);
enum command_exit edit_command(const struct command *command);
enum command_exit event_command(const struct command *command);
enum command_exit poster_command(const struct command *command);
enum command_exit organization_command(const struct command *command);
enum command_exit organizer_command(const struct command *command);
enum command_exit export_command(const struct command *command);
enum command_exit bounce_command(const struct command *command);
enum command_exit share_command(const struct command *command);
enum command_exit paper_command(const struct command *command);
enum command_exit announce_command(const struct command *command);
enum command_exit deliver_command(const struct command *command);
enum command_exit stats_command(const struct command *command);
enum command_exit report_command(const struct command *command);
/* These three begin without a configuration. */
enum command_exit doctor_command(const struct command *command);
enum command_exit config_command(const struct command *command);
enum command_exit log_command(const struct command *command);

/* Reads the configuration, and the connection strings in it. False with a sentence that names file,
 * line and what to do. */
must_check bool config_check(struct arena *arena, const char *path, const struct config **config,
			     struct text *complaint);

/* Reads and judges the image that a petition's file names. False when it cannot be taken, which was
 * said. */
must_check bool import_image_take(struct arena *arena, const char *file,
				  const struct petition_import *petition,
				  struct image_import *import);

/* Stores it; draws it first where none was named. That it cannot be drawn is said and no failure. */
must_check enum command_exit import_image_store(const struct command *command,
						const struct petition_import *petition,
						struct image_import *import);

/* Sets one thing of a petition, named as its file names it. */
enum command_exit set_one(const struct command *command, const char *slug, const char *name,
			  const char *value);
/* Where an export goes. */
struct export_file {
	FILE *to;
	bool goes_on;   /* one that stopped is gone on with; else it is begun anew */
	uint64_t count; /* signatures written so far */
};

/*
 * Writes what is left of an export, a page at a time. Where it has to stop (the file takes no more,
 * a signal, the database is away) it says how to go on. A bar is drawn.
 */
must_check enum command_exit export_write(struct export *export, const struct export_style *style,
					  struct export_file *file);

/* The sentence for an export that could not be opened. Returns COMMAND_FAILED. */
enum command_exit export_unopened(enum export_outcome outcome, const struct export_wanted *wanted);

/* How far something long is, drawn on standard error where that is a terminal; nothing elsewhere.
 * Start with {.what = "export"}; bar_end takes it away. */
struct bar {
	const char *what;
	const char *behind; /* stands behind the percentage, and may change without it; or NULL */
	unsigned shown;     /* percent, and one more */
};
void bar_draw(struct bar *bar, unsigned percent);
void bar_end(struct bar *bar);

/* How the mail stands: for people on a terminal, else for programs. */
enum command_exit outbox_report(const struct command *command, bool json);

/* "undersigned: " and the sentence, on standard error. Returns COMMAND_FAILED. */
enum command_exit command_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says that the sub-command was called wrongly. Returns COMMAND_USAGE. */
enum command_exit command_misused(const struct command *command);

/* Finds the petition of that slug. False when there is none, or no database, which was said. */
must_check bool command_petition(const struct command *command, const char *slug,
				 struct petition *petition);

/* Who reads what is printed about it: in that language, or in the petition's first if it is NULL. False
 * when there are no words in that language, which was said. */
must_check bool command_reader(const struct command *command, const struct petition *petition,
			       const char *language, struct reader *reader);

/* The sentence for a call of the database that did not do it. Returns COMMAND_FAILED. */
enum command_exit command_database(enum db_outcome outcome);

/* The sentence where a thread could not be started. Returns COMMAND_FAILED. */
enum command_exit command_no_threads(void);

/* The same where the login may not make roles. */
enum command_exit command_no_roles(enum db_outcome outcome);

/* A new password for a login, and what the server is to store of it. */
must_check enum db_outcome login_password(const struct command *command, const char *login,
					  struct text *password, const char **verifier);

/* Login and password on standard output; on standard error what it reads and how to connect. */
void login_print(const char *login, struct text password, const char *reads);

#endif
