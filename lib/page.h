/* page: the pages that more than one program shows, and their replies. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_PAGE_H
#define UNDERSIGNED_PAGE_H

#include "ask.h"
#include "catalog.h"
#include "reader.h"

/* The values of every page: words, language, site, page. title is the page's name in the words. */
struct value *page_values(const struct reader *reader, struct arena *arena, struct text title,
			  struct line canonical);

/* Adds the petition, and returns its map. */
struct value *page_petition(struct value *values, const struct reader *reader,
			    const struct petition *petition);

/* A field of the form as it was typed, and the word of what is wrong with it, NULL if nothing. */
struct page_field {
	const char *name;
	struct text value;
	const char *error;   /* a key of [error] */
	struct text example; /* fills in {example} of that word */
};

/* The form of a petition's page. */
struct page_form {
	struct text stamp;
	struct text source;
	struct text event;   /* empty: none */
	struct text country; /* its code; empty: not chosen */
	bool show_name;
	const struct form *typed; /* for what was ticked; NULL: the form is new */
	struct text meant;        /* the address that was perhaps meant; empty: none */
	struct text kept;         /* the address that was asked for already; empty: none */
	const struct page_field *fields;
	size_t count;
};

/* Adds a form's fields with what is wrong with them, and the countries; returns the form's map. */
struct value *page_form(struct value *values, const struct reader *reader,
			const struct page_form *form);

/* The petition with its form: with errors in it, they come first. */
struct text page_of_petition(const struct reader *reader, struct arena *arena,
			     const struct edition *edition, const struct page_form *form);

/* The template filled with the values, as a 200 reply of text/html that nobody keeps. */
struct reply page_reply(const struct reader *reader, struct arena *arena, const char *template,
			const struct value *values);
struct reply page_reply_body(const struct reader *reader, struct text body);

/* What can be wrong with a request; problem_reply says it on a page of its own. */
enum problem {
	PROBLEM_BAD_REQUEST,
	PROBLEM_FORBIDDEN,
	PROBLEM_NOT_FOUND,
	PROBLEM_METHOD,
	PROBLEM_TOO_LARGE,
	PROBLEM_DATABASE,
	PROBLEM_CLOSED,
	PROBLEM_PAUSED,
	PROBLEM_RETIRED,
	PROBLEM_INTERNAL
};

/* Why a petition that is not open takes no signature. */
enum problem page_obstacle(enum petition_state state);

/* next: where its button leads; empty: to the list of petitions. */
struct reply problem_reply(const struct site *site, const struct request *request,
			   enum problem problem, struct line next);

/* A 405 that says which methods there are. */
struct reply problem_method(const struct site *site, const struct request *request,
			    const char *allowed);

#endif
