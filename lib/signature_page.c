/* signature_page: see signature_page.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "signature_page.h"

#include "share.h"

#include <string.h>

#define FIELDS_LIMIT (ENTRY_FIELD_LIMIT + 8)

static bool is_shown(const struct signature *signature)
{
	return signature->show_name;
}

static bool is_hidden(const struct signature *signature)
{
	return !signature->show_name;
}

static bool has_comment(const struct signature *signature)
{
	return !text_empty(signature->comment);
}

static bool has_no_comment(const struct signature *signature)
{
	return text_empty(signature->comment);
}

static bool comment_shows(const struct signature *signature)
{
	return !signature->comment_hidden;
}

static bool comment_hides(const struct signature *signature)
{
	return signature->comment_hidden;
}

static bool stands(const struct signature *signature)
{
	return signature->state == STATE_CONFIRMED || signature->state == STATE_HELD;
}

/* What the page says of a deed, while it is true: anybody can write a link that ends in its name. */
static const struct notice {
	const char *deed;
	bool (*holds)(const struct signature *signature);
} notices[] = {
	{"correct", stands},
	{"show_name", is_shown},
	{"hide_name", is_hidden},
	{"comment", has_comment},
	{"erase_comment", has_no_comment},
	{"show_comment", comment_shows},
	{"hide_comment", comment_hides},
	{"consents", stands},
};

static void say_notice(struct value *values, const struct own_page *page)
{
	for (size_t i = 0; i < sizeof(notices) / sizeof(notices[0]); i++) {
		const struct notice *notice = &notices[i];

		if (text_is(page->done, notice->deed) && stands(page->signature) &&
		    notice->holds(page->signature))
			value_text(
				values, "notice",
				language_say(
					page->reader.language, page->arena,
					text_format(page->arena, "notice.%s", notice->deed).bytes,
					NULL));
	}
}

static const char *state_word(enum signature_state state)
{
	switch (state) {
	case STATE_PENDING:
		return "pending";
	case STATE_CONFIRMED:
		return "confirmed";
	case STATE_HELD:
		return "held";
	case STATE_WITHDRAWN:
		return "withdrawn";
	case STATE_REMOVED:
		return "removed";
	}
	return "removed";
}

/* The page's heading by where the signature is, and by what has just been done. */
static const char *heading_word(const struct own_page *page)
{
	enum signature_state state = page->signature->state;

	if (state == STATE_CONFIRMED &&
	    (text_is(page->done, "confirm") || text_is(page->done, "sign_again")))
		return "thanks";
	if (state == STATE_REMOVED)
		return text_is(page->done, "erase") ? "erased" : "disowned";
	return state_word(state);
}

static void say_heading(struct value *values, const struct own_page *page)
{
	const struct language *language = page->reader.language;
	struct arena *arena = page->arena;
	const char *word = heading_word(page);
	const char *title = text_format(arena, "signature.%s_title", word).bytes;
	const char *text = text_format(arena, "signature.%s_text", word).bytes;

	if (strcmp(word, "thanks") == 0)
		title = "thanks.title";
	value_text(values, "title", language_say(language, arena, title, NULL));
	value_text(values, "text", language_say(language, arena, text, NULL));
}

static struct text name_of(const struct own_page *page)
{
	const struct signature *signature = page->signature;

	if (text_empty(signature->family_name))
		return signature->given_name;
	return text_format(page->arena, "%s %s", signature->given_name.bytes,
			   signature->family_name.bytes);
}

static void add_signature(struct value *values, const struct own_page *page)
{
	const struct signature *signature = page->signature;
	struct value *map = value_inner(values, "signature");

	value_text(map, "path", line_text(page->path));
	value_text(map, "name", name_of(page));
	value_html(map, "letter", html_paragraphs(page->arena, signature->letter));
	value_text(map, "comment", signature->comment);
	value_bool(map, "comment_hidden", signature->comment_hidden);
	value_bool(map, "show_name", signature->show_name);
	value_bool(map, "stands", stands(signature));
	value_bool(map, state_word(signature->state), true);
}

/* What the signature holds, or what was typed instead and is wrong. */
static void add_fields(struct value *values, const struct own_page *page)
{
	const struct signature *signature = page->signature;
	struct page_field fields[FIELDS_LIMIT] = {
		{.name = "given_name", .value = signature->given_name},
		{.name = "family_name", .value = signature->family_name},
		{.name = "postal_code", .value = signature->postal_code},
		{.name = "country", .value = signature->country},
		{.name = "comment", .value = signature->comment},
	};
	struct page_form form = {.fields = fields, .count = 5, .country = signature->country};
	const struct entry *entry = page->entry;

	if (entry != NULL) {
		memcpy(&fields[form.count], entry->fields, entry->count * sizeof(*fields));
		form.count += entry->count;
		form.country = form_field(entry->form, "country");
		form.show_name = text_is(form_field(entry->form, "show_name"), "yes");
	}
	page_form(values, &page->reader, &form);
}

static struct value *own_values(const struct own_page *page)
{
	const struct reader *reader = &page->reader;
	const char *site = reader->site->config->site_name;
	struct text title = language_say(reader->language, page->arena, "page.signature_title",
					 "site", site, NULL);
	struct value *values, *petition;

	if (page->entry != NULL)
		title = language_say(reader->language, page->arena, "page.error_title", "title",
				     title.bytes, "site", site, NULL);
	values = page_values(reader, page->arena, title, line_literal(""));
	petition = page_petition(values, reader, page->petition);
	reader_languages(values, reader, line_literal(""), page->petition);
	reader_foreign(petition, reader, page->signature->words_language);
	value_text(petition, "title", page->signature->title);
	value_text(petition, "target", page->signature->target);
	add_signature(values, page);
	return values;
}

struct reply signature_page(const struct own_page *page)
{
	struct value *values = own_values(page);
	struct reply reply;

	say_heading(values, page);
	say_notice(values, page);
	add_fields(values, page);
	consents_show(values, &page->reader, page->consents);
	share_links(values, &page->reader, page->petition);
	if (page->entry != NULL)
		value_bool(value_inner(values, "open"), page->mended, true);
	reply = page_reply(&page->reader, page->arena, "signature.html", values);
	if (page->entry != NULL)
		reply.status = 422;
	return reply;
}

static void add_fact(struct value *list, const struct own_page *page, const char *word,
		     struct text value)
{
	struct value *item;

	if (text_empty(value))
		return;
	item = value_item(list);
	value_text(item, "name", language_say(page->reader.language, page->arena, word, NULL));
	value_text(item, "value", value);
}

static void add_facts(struct value *values, const struct own_page *page)
{
	const struct signature *signature = page->signature;
	const struct language *language = page->reader.language;
	struct arena *arena = page->arena;
	struct value *list = value_list(values, "facts");
	const char *state = text_format(arena, "state.%s", state_word(signature->state)).bytes;
	const char *country = text_format(arena, "country.%s", signature->country.bytes).bytes;
	struct text word = text_literal("");

	(void)language_find(language, text_of(country), &word);
	add_fact(list, page, "stored.state", language_say(language, arena, state, NULL));
	add_fact(list, page, "form.given_name", signature->given_name);
	add_fact(list, page, "form.family_name", signature->family_name);
	add_fact(list, page, "form.email", signature->address);
	add_fact(list, page, "form.postal_code", signature->postal_code);
	add_fact(list, page, "form.country", word);
	add_fact(list, page, "form.comment", signature->comment);
	if (stands(signature) || signature->state == STATE_PENDING)
		add_fact(list, page, "stored.show_name",
			 language_say(language, arena,
				      signature->show_name ? "stored.yes" : "stored.no", NULL));
	add_fact(list, page, "stored.language", signature->language);
	add_fact(list, page, "stored.source", signature->source);
	add_fact(list, page, "stored.held_for", signature->held_for);
}

static void add_events(struct value *values, const struct own_page *page,
		       const struct event *events)
{
	const struct language *language = page->reader.language;
	struct arena *arena = page->arena;
	struct value *list = value_list(values, "events");

	for (const struct event *event = events; event != NULL; event = event->next) {
		struct value *item = value_item(list);
		const char *word = text_format(arena, "event.%s", event->what.bytes).bytes;

		value_text(item, "day", event->day);
		value_text(item, "date", language_day(language, arena, event->day));
		value_text(item, "time", event->time);
		value_text(item, "what", language_say(language, arena, word, NULL));
		value_text(item, "organization", event->organization);
	}
}

struct reply signature_data_page(const struct own_page *page, const struct event *events)
{
	struct value *values = own_values(page);

	add_facts(values, page);
	add_events(values, page, events);
	return page_reply(&page->reader, page->arena, "signature_data.html", values);
}
