/* announce: what the files of the sub-command announce share. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ANNOUNCE_H
#define UNDERSIGNED_ANNOUNCE_H

#include "announcement.h"
#include "command.h"

/* What was written, and for whom. */
struct announce {
	const struct command *command;
	const struct site *site;
	const struct petition *petition;
	const struct announcement_words *words;
	struct text code; /* stands for petition and words: what was seen is what is sent */
};

/* How many would get it, and the mail in each language; nothing is sent or stored. html: a file for
 * the HTML part of the first language, NULL for none. */
enum command_exit announce_look(const struct announce *announce, const char *html);

/* Sends a copy in each language to each of the addresses, at once; nothing is stored. */
enum command_exit announce_test(const struct announce *announce, const char *const *addresses,
				size_t count);

/* Sends with couriers of this process until the announcement runs no longer, and draws a bar. */
enum command_exit announce_follow(const struct command *command, const char *slug, int64_t id);

/* The announcements of a petition, one a line; id 0: all. */
enum command_exit announce_list(const struct command *command, const char *slug, int64_t id);

#endif
