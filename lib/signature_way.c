/* signature_way: see signature_way.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "signature_way.h"

#include "meter.h"
#include "signature_deed.h"
#include "url.h"

#include <time.h>

#define CODE_LIMIT 40 /* characters; more are no code, however it was typed */
#define CODE_TRIES 10 /* for one address in CODE_SECONDS */
#define CODE_SECONDS 3600
#define DAY_SECONDS 86400

struct way_page {
	unsigned status;
	const char *title; /* a word, and so is text; notice may be NULL */
	const char *text;
	const char *notice;
	const struct entry *entry; /* a form to be mended; NULL: none */
};

static struct reply page_show(const struct way *way, const struct way_page *page)
{
	struct reader reader = page_reader(way->site, way->request);
	const struct language *language = reader.language;
	struct arena *arena = way->request->arena;
	struct text heading = language_say(language, arena, page->title, NULL);
	const char *title = page->entry == NULL ? "page.problem_title" : "page.error_title";
	struct page_form form = {.country = text_literal("")};
	struct value *values;
	struct reply reply;

	values = page_values(&reader, arena,
			     language_say(language, arena, title, "title", heading.bytes, "site",
					  way->site->config->site_name, NULL),
			     line_literal(""));
	value_text(values, "title", heading);
	value_text(values, "text", language_say(language, arena, page->text, NULL));
	if (page->notice != NULL)
		value_text(values, "notice", language_say(language, arena, page->notice, NULL));
	if (page->entry != NULL) {
		form.fields = page->entry->fields;
		form.count = page->entry->count;
	}
	reader_languages(values, &reader, line_literal(""), NULL);
	page_form(values, &reader, &form);
	reply = page_reply(&reader, arena, "signature_way.html", values);
	reply.status = page->status;
	return reply;
}

struct reply way_show(const struct way *way)
{
	struct way_page page = {.status = 200, .title = "way.title", .text = "way.text"};

	if (text_is(request_query(way->request, "done"), "link"))
		page.notice = "notice.link";
	return page_show(way, &page);
}

struct reply way_show_instead(const struct way *way, const char *title, const char *text)
{
	struct way_page page = {.status = 404, .title = title, .text = text};

	return page_show(way, &page);
}

static struct reply mend(const struct way *way, const struct entry *entry)
{
	struct way_page page = {422, "way.title", "way.text", NULL, entry};

	return page_show(way, &page);
}

static struct reply away(const struct way *way)
{
	return problem_reply(way->site, way->request, PROBLEM_DATABASE, line_literal(""));
}

static struct reply lead_to(const struct way *way, struct line link)
{
	struct reader reader = page_reader(way->site, way->request);

	return (struct reply){.status = 303,
			      .location = reader_link(&reader, way->request->arena, link),
			      .body = text_literal("")};
}

/* NULL when the code is that of none of them. */
static const struct token *find_token(const struct way *way, const struct owned *owned,
				      struct text code)
{
	const struct token *found = NULL;

	for (size_t i = 0; i < owned->count; i++) {
		if (secret_code_check(way->site->secret, code, &owned->tokens[i]))
			found = &owned->tokens[i];
	}
	return found;
}

static struct reply judge_code(const struct way *way, struct entry *entry,
			       const struct address *address, struct text code)
{
	const struct secret *secret = way->site->secret;
	struct arena *arena = way->request->arena;
	uint8_t meter[SECRET_METER_KEY_SIZE], key[SECRET_ADDRESS_KEY_SIZE];
	const struct token *found = NULL;
	struct owned owned;
	uint64_t tries;

	secret_meter_key(secret, "code", time(NULL) / DAY_SECONDS, address->canonical, meter);
	secret_address_key(secret, address->canonical, key);
	if (meter_add(way->db, arena, meter, CODE_SECONDS, &tries) != DB_DONE ||
	    !signature_list(way->db, arena, key, &owned))
		return away(way);
	if (tries <= CODE_TRIES)
		found = find_token(way, &owned, code);
	if (found != NULL)
		return lead_to(way, url_path(arena, way->site->config->site_path, "signature",
					     secret_token_write(secret, arena, found).bytes, NULL));
	entry_note(entry, "code", code, "code_wrong");
	return mend(way, entry);
}

static struct reply take_code(const struct way *way, struct entry *entry)
{
	struct address address;
	struct text code;

	entry_address(entry, "email", &address);
	code = entry_line(entry, "code", CODE_LIMIT, false);
	return entry->wrong ? mend(way, entry) : judge_code(way, entry, &address, code);
}

static struct reply take_link(const struct way *way, struct entry *entry)
{
	struct arena *arena = way->request->arena;
	uint8_t key[SECRET_ADDRESS_KEY_SIZE];
	struct address address;

	entry_address(entry, "address", &address);
	if (entry->wrong)
		return mend(way, entry);
	secret_address_key(way->site->secret, address.canonical, key);
	if (!signature_link(way->db, arena, key))
		return away(way);
	return lead_to(way,
		       url_with(arena,
				url_path(arena, way->site->config->site_path, "signature", NULL),
				"done", text_literal("link")));
}

struct reply way_take(const struct way *way, struct entry *entry)
{
	struct text action = form_field(entry->form, "action");

	if (text_is(action, "open"))
		return take_code(way, entry);
	if (text_is(action, "link"))
		return take_link(way, entry);
	return problem_reply(way->site, way->request, PROBLEM_BAD_REQUEST, line_literal(""));
}
