/* reader: who reads a page: the language of its words, of a petition's text, and of its links. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_READER_H
#define UNDERSIGNED_READER_H

#include "http.h"
#include "petition.h"
#include "site.h"
#include "value.h"

/*
 * A site has words in some languages, a petition its text in others: each is chosen for itself, by
 * ?lang=, else by Accept-Language. Where neither is of use, the text is in the petition's first
 * language and the words go with it, English if there are none.
 */
struct reader {
	const struct site *site;
	const struct language *language; /* of the words */
	struct text wanted;              /* ?lang=, as it came */
	struct text accepted;            /* Accept-Language, as it came */
	const char *lang;                /* of links: ?lang= as the site knows it; NULL: none */
	struct text source, event;       /* of the link: those to other languages keep them */
	bool guessed;                    /* nothing that came was of use for the words */
};
struct reader page_reader(const struct site *site, const struct request *request);

/* Of a signature's own page and mails: in the language that was signed in, unless ?lang= asks for
 * another. */
struct reader reader_signed(const struct site *site, const struct request *request,
			    struct text language);

/* Of a reader, all that a page depends on; petition NULL: a page without one. */
struct text reader_key(const struct reader *reader, struct arena *arena,
		       const struct petition *petition);

/* Once it is known which petition is read; before anything of it is shown. */
void reader_of_petition(struct reader *reader, const struct petition *petition);

/* The text of a petition for this reader. */
const struct revision *reader_revision(const struct reader *reader,
				       const struct petition *petition);

/* The entry of a petition in a list, by the language of the words; *next: the next petition's. */
const struct petition_entry *reader_entry(const struct reader *reader,
					  const struct petition_entry *entry,
					  const struct petition_entry **next);

/* A link on a page of this reader: keeps the ?lang= that was asked for. */
struct line reader_link(const struct reader *reader, struct arena *arena, struct line url);

/* Whether Accept-Language had a say in it; petition NULL: in a page without one. */
bool reader_varies(const struct reader *reader, const struct petition *petition);

/*
 * Adds to a page's values the languages it can be read in: "choice" with "languages" for the reader, and,
 * unless url (without ?lang=) is empty, "alternates" (hreflang) for search engines. To these, a page
 * without petition (NULL) is there in each language that has words; with one, in those of its text.
 */
void reader_languages(struct value *values, const struct reader *reader, struct line url,
		      const struct petition *petition);

/* The address under which search engines are to know a page: with its language if the link had one
 * and the text is in it. */
struct line reader_canonical(const struct reader *reader, struct arena *arena, struct line url,
			     const struct petition *petition);

/* Marks text in a language that is not the page's: "foreign" with code and dir. The last call of a
 * map is what holds. */
void reader_foreign(struct value *map, const struct reader *reader, struct text language);

#endif
