/* petition_file: reads the petition that somebody wrote as a plain text file. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_PETITION_FILE_H
#define UNDERSIGNED_PETITION_FILE_H

#include "petition.h"

#define PETITION_FILE_LIMIT ((size_t)262144) /* bytes */

/*
 * The layout, from the top:
 *   "Slug:", "Language:", "Goal:", "Closes:", "Erases:", "Confirmation:", "Roll:",
 *   "Time-Zone:", "Image:" (the name of a file), "Image-Alt:" lines, each optional
 *   the title, one line
 *   the target, one short line alone; may be left out, the "To:" line says it too
 *   the text: paragraphs of Markdown
 *   "Participating Organizations:" and one name a line; may be left out
 *   "To:" and "From:" lines (either may be left out, not both), then the letter
 * The slug, when not given, is made of the title's letters and digits; the language is English.
 *
 * content is the file's bytes. False with a sentence "NAME:LINE: …" when it cannot be understood.
 */
must_check bool petition_file_read(struct arena *arena, const char *name, struct text content,
				   struct petition_import *petition, struct text *complaint);

#endif
