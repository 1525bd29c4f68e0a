/* language: the words of each language, their plural forms, and the choice of one. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_LANGUAGE_H
#define UNDERSIGNED_LANGUAGE_H

#include "text.h"

/* The words of one language: html/words/CODE.ini, read once, const afterwards. */
struct language;

/* All languages of a site, from FOLDER/CODE.ini. False with a sentence for the admin, as when a word is
 * empty. */
struct languages;
must_check bool languages_read(struct arena *arena, const char *folder,
			       const struct languages **languages, struct text *complaint);

/*
 * The reader's language: wanted ("" if none was asked for by ?lang=) when there are words for it,
 * else the best of the Accept-Language header (RFC 9110, 12.5.4; the first range that matches,
 * weights aside from q=0 are taken in the order written), else English. Never NULL.
 */
const struct language *language_choose(const struct languages *languages, struct text wanted,
				       struct text accepted);

const char *language_code(const struct language *language); /* "en": BCP 47 */

/* The word of "section.key"; false when there is none. For render's finder: context a language. */
bool language_find(const void *language, struct text name, struct text *word);

/* The entries of a section in the file's order, as a chain; NULL if none. */
struct language_entry {
	const char *key;
	struct text word;
	const struct language_entry *next;
};
const struct language_entry *language_section(const struct language *language, const char *section);

/* The word with each {name} replaced. Pairs of (const char *name, const char *value), then NULL. A
 * word that is not there is its own name, so that it is seen. */
struct text language_say(const struct language *language, struct arena *arena, const char *name,
			 ...) __attribute__((sentinel));

/* The word's form for this many (NAME.one, NAME.other: CLDR), with {count} written the reader's
 * way. */
struct text language_count(const struct language *language, struct arena *arena, const char *name,
			   unsigned long long count);

/* The number with the language's thousands separator. */
struct text language_number(const struct language *language, struct arena *arena,
			    unsigned long long number);

#endif
