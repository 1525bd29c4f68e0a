/* page: see page.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "page.h"

#include "progress.h"
#include "render.h"
#include "share.h"
#include "url.h"

#define RETRY_SECONDS 30

struct value *page_values(const struct reader *reader, struct arena *arena, struct text title,
			  struct line canonical)
{
	const struct config *config = reader->site->config;
	const struct language *language = reader->language;
	struct value *values = value_map(arena);
	struct value *map = value_inner(values, "page");

	value_text(map, "title", title);
	value_html(map, "style", reader->site->style);
	value_html(map, "script", reader->site->script);
	value_html(map, "embed", reader->site->embed);
	value_text(map, "canonical", line_text(canonical));
	map = value_inner(values, "site");
	value_text(map, "name", text_of(config->site_name));
	value_text(map, "path", text_of(config->site_path));
	value_text(map, "url", text_of(config->site_url));
	map = value_inner(values, "language");
	value_text(map, "code", text_of(language_code(language)));
	value_text(map, "dir", text_of(language_direction(language)));
	/* Behind a link without and with a query. */
	value_text(map, "keep", line_text(reader_link(reader, arena, line_literal(""))));
	if (reader->lang != NULL)
		value_text(map, "also", text_format(arena, "&lang=%s", reader->lang));
	value_finder(values, "words", language_find, language);
	return values;
}

static void petition_texts(struct value *map, const struct reader *reader,
			   const struct petition *petition)
{
	const struct revision *revision = reader_revision(reader, petition);
	struct arena *arena = map->arena;

	reader_foreign(map, reader, revision->language);
	value_text(map, "title", revision->title);
	value_text(map, "target", revision->target);
	value_html(map, "body", html_markdown(arena, revision->body));
	value_html(map, "letter", html_paragraphs(arena, revision->letter));
	value_text(map, "signer_line", revision->signer_line);
	value_bool(map, "roll_initial", text_is(revision->roll, "initial"));
	value_bool(map, "roll_full", text_is(revision->roll, "full"));
}

static void petition_links(struct value *map, const struct reader *reader, const char *slug)
{
	const struct config *config = reader->site->config;
	struct arena *arena = map->arena;

	value_text(map, "path",
		   line_text(url_path(arena, config->site_path, "petition", slug, NULL)));
	value_text(map, "url",
		   line_text(url_path(arena, config->site_url, "petition", slug, NULL)));
	value_text(map, "sign_path",
		   line_text(url_path(arena, config->site_path, "sign", slug, NULL)));
}

/* Where its version stands, it may be kept for long: another image has another address. */
static void petition_picture(struct value *map, const struct reader *reader,
			     const struct petition *petition)
{
	const struct revision *revision = reader_revision(reader, petition);
	const struct image *image = petition_image(petition, revision);
	struct arena *arena = map->arena;
	struct line url;

	if (image == NULL)
		return;
	map = value_inner(map, "image");
	url = url_path(arena, reader->site->config->site_url, "petition", petition->slug.bytes,
		       image->kind == IMAGE_PNG ? "image.png" : "image.jpg", NULL);
	url = url_with(arena, url, "lang", image->language);
	value_text(map, "url", line_text(url_with(arena, url, "version", image->version)));
	value_text(map, "type", text_format(arena, "image/%s", image_kind_name(image->kind)));
	value_text(map, "width", text_format(arena, "%u", image->width));
	value_text(map, "height", text_format(arena, "%u", image->height));
	value_text(map, "alt", text_empty(image->alt) ? revision->title : image->alt);
}

static void petition_organizations(struct value *map, const struct reader *reader,
				   const struct petition *petition)
{
	struct value *list = value_list(map, "organizations");
	unsigned count = 0;

	for (const struct organization *organization = petition->organizations;
	     organization != NULL; organization = organization->next, count++)
		value_text(value_item(list), "name", organization->name);
	if (count > 0)
		value_text(map, "organizations_text",
			   language_count(reader->language, map->arena, "petition.organizations",
					  count));
}

struct value *page_petition(struct value *values, const struct reader *reader,
			    const struct petition *petition)
{
	struct value *map = value_inner(values, "petition");
	struct progress progress =
		progress_of(reader->language, map->arena, petition->confirmed, petition->goal);

	value_text(map, "slug", petition->slug);
	value_bool(map, petition_state_word(petition->state), true);
	value_bool(map, "confirmation", petition->confirmation);
	petition_texts(map, reader, petition);
	petition_links(map, reader, petition->slug.bytes);
	progress_add(map, &progress);
	if (petition->paper > 0)
		value_text(map, "paper_text",
			   language_count(reader->language, map->arena, "count.paper",
					  petition->paper));
	petition_organizations(map, reader, petition);
	petition_picture(map, reader, petition);
	return map;
}

static void form_countries(struct value *values, const struct reader *reader, struct text chosen)
{
	struct value *list = value_list(values, "countries");
	const struct language_entry *entry = language_countries(reader->language);

	for (; entry != NULL; entry = entry->next) {
		struct value *item = value_item(list);

		value_text(item, "code", text_of(entry->key));
		value_text(item, "name", entry->word);
		value_bool(item, "selected", text_is(chosen, entry->key));
	}
}

/* "Zoë, Ireland" */
static struct text voice_from(const struct voice *voice, const struct reader *reader,
			      struct arena *arena)
{
	struct text key = text_format(arena, "country.%s", voice->country.bytes);
	struct text area;

	if (!language_find(reader->language, key, &area))
		return voice->given_name;
	return language_say(reader->language, arena, "voice.from", "name", voice->given_name.bytes,
			    "area", area.bytes, NULL);
}

static void page_voices(struct value *values, const struct reader *reader,
			const struct voice *voices)
{
	struct value *map = voices == NULL ? NULL : value_inner(values, "voices");
	struct value *comments = voices == NULL ? NULL : value_list(map, "comments");
	struct value *names = voices == NULL ? NULL : value_list(map, "names");

	for (; voices != NULL; voices = voices->next) {
		struct text from = voice_from(voices, reader, values->arena);
		struct value *item;

		if (text_empty(voices->comment)) {
			value_item_text(names, from);
			continue;
		}
		item = value_item(comments);
		value_html(item, "comment", html_paragraphs(values->arena, voices->comment));
		value_text(item, "from", from);
	}
	if (map != NULL)
		value_bool(map, "any_names", names->first != NULL);
}

static bool form_is_wrong(const struct page_form *form)
{
	for (size_t i = 0; i < form->count; i++) {
		if (form->fields[i].error != NULL)
			return true;
	}
	return false;
}

static void form_fields(struct value *values, struct value *map, const struct reader *reader,
			const struct page_form *form)
{
	struct value *errors = value_list(values, "errors");
	struct arena *arena = values->arena;

	for (size_t i = 0; i < form->count; i++) {
		const struct page_field *field = &form->fields[i];
		struct value *inner = value_inner(map, field->name);
		struct value *error;
		struct text message;

		value_text(inner, "value", field->value);
		if (field->error == NULL)
			continue;
		message = language_say(reader->language, arena,
				       text_format(arena, "error.%s", field->error).bytes,
				       "example", field->example.bytes, NULL);
		value_text(inner, "error", message);
		error = value_item(errors);
		value_text(error, "field", text_of(field->name));
		value_text(error, "message", message);
	}
}

/* Offered, and never forced: what was typed is taken when it is sent once more. */
static void form_meant(struct value *values, struct value *map, const struct reader *reader,
		       struct text meant)
{
	struct arena *arena = map->arena;
	struct value *question;

	if (text_empty(meant))
		return;
	value_text(map, "meant", meant);
	value_text(
		map, "meant_text",
		language_say(reader->language, arena, "form.meant", "address", meant.bytes, NULL));
	question = value_inner(values, "question");
	value_text(question, "message",
		   language_say(reader->language, arena, "form.meant_question", "address",
				meant.bytes, NULL));
}

/* The petition's page says in its title what the form wants. */
static const char *title_name(const struct page_form *form)
{
	if (form_is_wrong(form))
		return "page.error_title";
	return text_empty(form->meant) ? "page.petition_title" : "page.question_title";
}

struct value *page_form(struct value *values, const struct reader *reader,
			const struct page_form *form)
{
	struct value *map = value_inner(values, "form");

	value_bool(map, "show_name", form->show_name);
	value_bool(values, "has_errors", form_is_wrong(form));
	form_fields(values, map, reader, form);
	form_countries(values, reader, form->country);
	return map;
}

struct text page_of_petition(const struct reader *reader, struct arena *arena,
			     const struct edition *edition, const struct page_form *form)
{
	const struct petition *petition = &edition->petition;
	const struct revision *revision = reader_revision(reader, petition);
	struct line url = url_path(arena, reader->site->config->site_url, "petition",
				   petition->slug.bytes, NULL);
	const struct ask ask = {
		.language = reader->language,
		.petition = petition,
		.unconfirmed_days = reader->site->config->purge_unconfirmed_days,
		.source = form->source,
		.typed = form->typed,
	};
	struct value *values, *map;
	struct html page;

	values = page_values(reader, arena,
			     language_say(reader->language, arena, title_name(form), "title",
					  revision->title.bytes, "site",
					  reader->site->config->site_name, NULL),
			     reader_canonical(reader, arena, url, petition));
	/* In another language, what was typed would be lost. */
	if (!form_is_wrong(form) && text_empty(form->meant))
		reader_languages(values, reader, url, petition);
	map = page_petition(values, reader, petition);
	share_data(map, reader, petition);
	page_voices(values, reader, edition->voices);
	map = page_form(values, reader, form);
	value_text(map, "revision", text_format(arena, "%u", revision->number));
	value_text(map, "source", form->source);
	value_text(map, "event", form->event);
	value_bool(values, "has_errors", form_is_wrong(form) || !text_empty(form->meant));
	value_bool(values, "only_question", !form_is_wrong(form));
	form_meant(values, map, reader, form->meant);
	value_text(map, "kept", form->kept);
	ask_values(map, &ask);
	/* After the fields: one of them, when it is wrong, goes by this name too. */
	value_text(map, "stamp", form->stamp);
	page = render_html(reader->site->templates, arena, "petition.html", values);
	return (struct text){page.bytes, page.size};
}

struct reply page_reply_body(const struct reader *reader, struct text body)
{
	return (struct reply){
		.status = 200,
		.type = "text/html; charset=utf-8",
		.body = body,
		.style_digest = reader->site->style_digest,
		.language = language_code(reader->language),
	};
}

struct reply page_reply(const struct reader *reader, struct arena *arena, const char *template,
			const struct value *values)
{
	struct html html = render_html(reader->site->templates, arena, template, values);

	return page_reply_body(reader, (struct text){html.bytes, html.size});
}

struct problem_kind {
	unsigned status;
	const char *title;
	const char *text;
};

static const struct problem_kind problem_kinds[] = {
	[PROBLEM_BAD_REQUEST] = {400, "problem.bad_request_title", "problem.bad_request_text"},
	[PROBLEM_FORBIDDEN] = {403, "problem.forbidden_title", "problem.forbidden_text"},
	[PROBLEM_NOT_FOUND] = {404, "problem.not_found_title", "problem.not_found_text"},
	[PROBLEM_METHOD] = {405, "problem.method_title", "problem.method_text"},
	[PROBLEM_TOO_LARGE] = {413, "problem.too_large_title", "problem.too_large_text"},
	[PROBLEM_DATABASE] = {503, "problem.database_title", "problem.database_text"},
	[PROBLEM_CLOSED] = {422, "problem.closed_title", "problem.closed_text"},
	[PROBLEM_PAUSED] = {422, "problem.paused_title", "problem.paused_text"},
	[PROBLEM_RETIRED] = {410, "problem.retired_title", "problem.retired_text"},
	[PROBLEM_INTERNAL] = {500, "problem.internal_title", "problem.internal_text"},
};

enum problem page_obstacle(enum petition_state state)
{
	switch (state) {
	case PETITION_PAUSED:
		return PROBLEM_PAUSED;
	case PETITION_RETIRED:
		return PROBLEM_RETIRED;
	case PETITION_OPEN:
	case PETITION_CLOSED:
		break;
	}
	return PROBLEM_CLOSED;
}

struct reply problem_reply(const struct site *site, const struct request *request,
			   enum problem problem, struct line next)
{
	const struct problem_kind *kind = &problem_kinds[problem];
	struct reader reader = page_reader(site, request);
	struct arena *arena = request->arena;
	struct text title = language_say(reader.language, arena, kind->title, NULL);
	struct value *values, *map;
	struct reply reply;

	values = page_values(&reader, arena,
			     language_say(reader.language, arena, "page.problem_title", "title",
					  title.bytes, "site", site->config->site_name, NULL),
			     line_literal(""));
	if (next.size == 0)
		next = reader_link(&reader, arena,
				   url_path(arena, site->config->site_path, "petition", NULL));
	map = value_inner(values, "problem");
	value_text(map, "title", title);
	value_text(map, "text", language_say(reader.language, arena, kind->text, NULL));
	value_text(map, "path", line_text(next));
	reply = page_reply(&reader, arena, "problem.html", values);
	reply.status = kind->status;
	reply.retry_after = kind->status == 503 ? RETRY_SECONDS : 0;
	return reply;
}

struct reply problem_method(const struct site *site, const struct request *request,
			    const char *allowed)
{
	struct reply reply = problem_reply(site, request, PROBLEM_METHOD, line_literal(""));

	reply.allow = allowed;
	return reply;
}
