/* language: the words of each language, its plural forms, numbers and dates; the choice of one. */
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
 * else the best for the Accept-Language header (accept.h), else English. Never NULL.
 */
const struct language *language_choose(const struct languages *languages, struct text wanted,
				       struct text accepted);

/* All of them, English first, the others by their codes; a NULL behind the last. */
const struct language *const *languages_all(const struct languages *languages);

const char *language_code(const struct language *language);      /* "en": BCP 47 */
const char *language_direction(const struct language *language); /* "ltr" or "rtl" */

/* In its own words: "Kreyòl ayisyen". */
struct text language_name(const struct language *language, struct arena *arena);

/* The word of "section.key"; false when there is none. For render's finder: context a language.
 * Here and below, a word that a language lacks is taken from English. */
bool language_find(const void *language, struct text name, struct text *word);

/* The entries of [country] in the order of the language's readers, as a chain; NULL if none. They are
 * sorted when they are first asked for. */
struct language_entry {
	const char *key;
	struct text word;
	const struct language_entry *next;
};
const struct language_entry *language_countries(const struct language *language);

/* The word with each {name} replaced. Pairs of (const char *name, const char *value), then NULL. A
 * word that is not there is its own name, so that it is seen. */
struct text language_say(const struct language *language, struct arena *arena, const char *name,
			 ...) __attribute__((sentinel));

/* The word's form for this many (NAME.one, NAME.other: CLDR; .other stands in for a form that is
 * not there), with {count} written the reader's way. */
struct text language_count(const struct language *language, struct arena *arena, const char *name,
			   unsigned long long count);

/* The number in the digits and groups of [language] locale, or of the language itself. */
struct text language_number(const struct language *language, struct arena *arena,
			    unsigned long long number);

/* A day, the month in words: as [date] of the words file says, else as CLDR does. */
struct date {
	unsigned year, month, day; /* 2026, 1 to 12, 1 to 31 */
};
struct text language_date(const struct language *language, struct arena *arena, struct date date);

/* The same for a text that begins with YYYY-MM-DD; any other is given back. */
struct text language_day(const struct language *language, struct arena *arena, struct text day);

#endif
