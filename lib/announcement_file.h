/* announcement_file: reads the announcement that somebody wrote as a Markdown file. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ANNOUNCEMENT_FILE_H
#define UNDERSIGNED_ANNOUNCEMENT_FILE_H

#include "announcement.h"

#define ANNOUNCEMENT_FILE_LIMIT ((size_t)65536) /* bytes: a mail twice as large is cut by some */

/*
 * The layout, from the top:
 *   a "Language:" line; may be left out, the words are in English then
 *   the subject: a line "Subject: …", or the first heading, "# …"
 *   the news: paragraphs of Markdown
 * content is the file's bytes. False with a sentence "NAME:LINE: …" when it cannot be understood.
 */
must_check bool announcement_file_read(struct arena *arena, const char *name, struct text content,
				       struct announcement_words *words, struct text *complaint);

#endif
