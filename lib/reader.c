/* reader: see reader.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "reader.h"

#include "accept.h"
#include "cldr.h"
#include "url.h"

#include <string.h>

/* The languages to choose from, and where they came from. */
struct choice {
	const char *codes[ACCEPT_LIMIT + 1];
	const void *of[ACCEPT_LIMIT];
	size_t count;
};

static void choice_add(struct choice *choice, const char *code, const void *of)
{
	if (choice->count == ACCEPT_LIMIT)
		return;
	choice->codes[choice->count] = code;
	choice->of[choice->count++] = of;
}

static struct choice site_choice(const struct site *site)
{
	const struct language *const *language = languages_all(site->languages);
	struct choice choice = {0};

	for (; *language != NULL; language++)
		choice_add(&choice, language_code(*language), *language);
	return choice;
}

static struct choice text_choice(const struct petition *petition)
{
	const struct revision *revision = petition->revisions;
	struct choice choice = {0};

	for (; revision != NULL; revision = revision->next)
		choice_add(&choice, revision->language.bytes, revision);
	return choice;
}

struct reader page_reader(const struct site *site, const struct request *request)
{
	struct reader reader = {
		.site = site,
		.wanted = request_query(request, "lang"),
		.accepted = request->accept_language,
	};
	struct choice choice = site_choice(site);
	int place = accept_language(choice.codes, reader.wanted);

	if (place != -1)
		reader.lang = choice.codes[place];
	else
		place = accept_choose(choice.codes, reader.accepted);
	reader.guessed = place == -1;
	reader.language = choice.of[place == -1 ? 0 : place];
	return reader;
}

struct reader reader_signed(const struct site *site, const struct request *request,
			    struct text language)
{
	struct reader reader = page_reader(site, request);

	if (reader.lang != NULL)
		return reader;
	reader.wanted = language;
	reader.language = language_choose(site->languages, language, text_literal(""));
	reader.guessed = false;
	return reader;
}

void reader_of_petition(struct reader *reader, const struct petition *petition)
{
	struct choice choice = text_choice(petition);
	int place = accept_language(choice.codes, reader->wanted);

	if (place != -1)
		reader->lang = choice.codes[place];
	if (reader->guessed)
		reader->language = language_choose(reader->site->languages,
						   reader_revision(reader, petition)->language,
						   text_literal(""));
}

/* By what was asked for, else by what the words are in, as a fallback the first. */
static int text_place(const struct reader *reader, const struct choice *choice)
{
	int place = accept_language(choice->codes, reader->wanted);

	if (place == -1)
		place = accept_choose(choice->codes, reader->accepted);
	if (place == -1 && !reader->guessed)
		place = accept_language(choice->codes, text_of(language_code(reader->language)));
	return place == -1 ? 0 : place;
}

const struct revision *reader_revision(const struct reader *reader, const struct petition *petition)
{
	struct choice choice = text_choice(petition);

	return choice.of[text_place(reader, &choice)];
}

const struct petition_entry *reader_entry(const struct reader *reader,
					  const struct petition_entry *entry,
					  const struct petition_entry **next)
{
	struct text slug = entry->slug;
	struct choice choice = {0};
	int place;

	for (; entry != NULL && text_equal(entry->slug, slug); entry = entry->next)
		choice_add(&choice, entry->language.bytes, entry);
	*next = entry;
	place = accept_language(choice.codes, text_of(language_code(reader->language)));
	return choice.of[place == -1 ? 0 : place];
}

struct text reader_key(const struct reader *reader, struct arena *arena,
		       const struct petition *petition)
{
	const char *text =
		petition == NULL ? "" : reader_revision(reader, petition)->language.bytes;

	return text_format(arena, "%s %s %s", language_code(reader->language),
			   reader->lang == NULL ? "" : reader->lang, text);
}

struct line reader_link(const struct reader *reader, struct arena *arena, struct line url)
{
	if (reader->lang == NULL)
		return url;
	return url_with(arena, url, "lang", text_of(reader->lang));
}

bool reader_varies(const struct reader *reader, const struct petition *petition)
{
	struct choice site = site_choice(reader->site);
	bool settled = accept_language(site.codes, reader->wanted) != -1;

	if (settled && petition != NULL) {
		struct choice text = text_choice(petition);

		settled = text.count == 1 || accept_language(text.codes, reader->wanted) != -1;
	}
	return !settled;
}

static bool choice_has(const struct choice *choice, const char *code)
{
	for (size_t i = 0; i < choice->count; i++) {
		if (strcmp(choice->codes[i], code) == 0)
			return true;
	}
	return false;
}

/* The link is to the page that it stands on. */
static void add_language(struct value *list, const struct reader *reader, const char *code,
			 struct text name)
{
	const char *current = reader->lang == NULL ? language_code(reader->language) : reader->lang;
	struct value *item = value_item(list);
	struct line link = url_with(item->arena, line_literal(""), "lang", text_of(code));

	if (!text_empty(reader->source))
		link = url_with(item->arena, link, "source", reader->source);
	if (!text_empty(reader->event))
		link = url_with(item->arena, link, "event", reader->event);
	value_text(item, "code", text_of(code));
	value_text(item, "name", name);
	value_text(item, "dir", text_of(cldr_direction(code)));
	value_text(item, "link", line_text(link));
	value_bool(item, "current", strcmp(code, current) == 0);
}

/* Whoever reads Chinese wants the form in Chinese even where the text is not: all languages that
 * have words, then those that only the text is in. */
static void add_choice(struct value *values, const struct reader *reader, const struct choice *site,
		       const struct choice *text)
{
	struct value *list;

	if (site->count == 1 &&
	    (text->count == 0 || (text->count == 1 && choice_has(site, text->codes[0]))))
		return;
	list = value_list(value_inner(values, "choice"), "languages");
	for (size_t i = 0; i < site->count; i++)
		add_language(list, reader, site->codes[i],
			     language_name(site->of[i], values->arena));
	for (size_t i = 0; i < text->count; i++) {
		if (!choice_has(site, text->codes[i]))
			add_language(list, reader, text->codes[i],
				     cldr_name(values->arena, text->codes[i]));
	}
}

static void add_alternate(struct value *list, const char *code, struct line url)
{
	struct value *item = value_item(list);

	value_text(item, "code", text_of(code));
	value_text(item, "url", line_text(url));
}

void reader_languages(struct value *values, const struct reader *reader, struct line url,
		      const struct petition *petition)
{
	struct choice text = petition == NULL ? (struct choice){0} : text_choice(petition);
	struct choice site = site_choice(reader->site);
	const struct choice *alternates = petition == NULL ? &site : &text;
	struct value *list = value_list(values, "alternates");

	add_choice(values, reader, &site, &text);
	if (alternates->count < 2 || url.size == 0)
		return;
	for (size_t i = 0; i < alternates->count; i++)
		add_alternate(list, alternates->codes[i],
			      url_with(values->arena, url, "lang", text_of(alternates->codes[i])));
	add_alternate(list, "x-default", url);
}

struct line reader_canonical(const struct reader *reader, struct arena *arena, struct line url,
			     const struct petition *petition)
{
	struct choice text;

	if (reader->lang == NULL)
		return url;
	if (petition != NULL) {
		text = text_choice(petition);
		if (text.count == 1 || !choice_has(&text, reader->lang))
			return url;
	}
	return reader_link(reader, arena, url);
}

void reader_foreign(struct value *map, const struct reader *reader, struct text language)
{
	struct value *foreign;

	value_bool(map, "foreign", false);
	if (text_is(language, language_code(reader->language)))
		return;
	foreign = value_inner(map, "foreign");
	value_text(foreign, "code", language);
	value_text(foreign, "dir", text_of(cldr_direction(language.bytes)));
}
