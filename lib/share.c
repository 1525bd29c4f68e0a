/* share: see share.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "share.h"

#include "json.h"
#include "url.h"

#define SUMMARY_LIMIT ((size_t)200)

enum part { PART_NONE, PART_URL, PART_TITLE, PART_MESSAGE, PART_BOTH };

struct way {
	const char *name; /* a key of [share], and behind "share-" the source */
	const char *before;
	const char *first_name;
	enum part first;
	const char *second_name;
	enum part second;
};

/* RFC 6068, RFC 5724, and what each service says of links that begin a message. The page that
 * Mastodon's makers keep for all its servers gets the message behind a #, which browsers do not
 * send. */
static const struct way ways[] = {
	{"mail", "mailto:", "?subject=", PART_TITLE, "&body=", PART_BOTH},
	{"sms", "sms:", "?body=", PART_BOTH, "", PART_NONE},
	{"whatsapp", "https://wa.me/", "?text=", PART_BOTH, "", PART_NONE},
	{"telegram", "https://t.me/share/url", "?url=", PART_URL, "&text=", PART_MESSAGE},
	{"facebook", "https://www.facebook.com/sharer/sharer.php", "?u=", PART_URL, "", PART_NONE},
	{"x", "https://x.com/intent/post", "?url=", PART_URL, "&text=", PART_MESSAGE},
	{"bluesky", "https://bsky.app/intent/compose", "?text=", PART_BOTH, "", PART_NONE},
	{"mastodon", "https://share.joinmastodon.org/", "#text=", PART_BOTH, "", PART_NONE},
};

struct passed {
	struct text title;
	struct text message;
	struct line url;
};

static struct line url_for(struct arena *arena, const struct reader *reader, struct text slug,
			   const char *source)
{
	struct line url =
		url_path(arena, reader->site->config->site_url, "petition", slug.bytes, NULL);

	return url_with(arena, reader_link(reader, arena, url), "source",
			text_format(arena, "share-%s", source));
}

static void add_part(struct builder *link, const char *name, enum part part,
		     const struct passed *passed)
{
	struct text both =
		text_format(link->arena, "%s %s", passed->message.bytes, passed->url.bytes);

	builder_string(link, name);
	switch (part) {
	case PART_NONE:
		break;
	case PART_URL:
		url_encode(link, line_text(passed->url));
		break;
	case PART_TITLE:
		url_encode(link, passed->title);
		break;
	case PART_MESSAGE:
		url_encode(link, passed->message);
		break;
	case PART_BOTH:
		url_encode(link, both);
		break;
	}
}

static struct text way_link(struct arena *arena, const struct way *way, const struct passed *passed)
{
	struct builder link = {.arena = arena};

	builder_string(&link, way->before);
	add_part(&link, way->first_name, way->first, passed);
	add_part(&link, way->second_name, way->second, passed);
	return builder_done(&link);
}

void share_links(struct value *values, const struct reader *reader, const struct petition *petition)
{
	struct arena *arena = values->arena;
	struct value *map = value_inner(values, "share");
	struct value *list = value_list(map, "ways");
	const struct language *language = reader->language;
	struct text title = reader_revision(reader, petition)->title;
	struct passed passed = {
		.title = title,
		.message =
			language_say(language, arena, "share.message", "title", title.bytes, NULL),
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct value *item = value_item(list);

		passed.url = url_for(arena, reader, petition->slug, ways[i].name);
		value_text(item, "link", way_link(arena, &ways[i], &passed));
		value_text(item, "name",
			   language_say(language, arena,
					text_format(arena, "share.%s", ways[i].name).bytes, NULL));
	}
	value_text(map, "url", line_text(url_for(arena, reader, petition->slug, "link")));
}

/* A petition is a page that one can endorse; schema.org has no closer word. */
void share_data(struct value *map, const struct reader *reader, const struct petition *petition)
{
	struct arena *arena = map->arena;
	const struct revision *revision = reader_revision(reader, petition);
	struct text summary = html_summary(arena, revision->body, SUMMARY_LIMIT);
	struct json json = {.builder = {.arena = arena}};

	value_text(map, "summary", summary);
	json_open(&json, NULL, '{');
	json_text(&json, "@context", text_literal("https://schema.org"));
	json_text(&json, "@type", text_literal("WebPage"));
	json_text(&json, "url",
		  line_text(url_path(arena, reader->site->config->site_url, "petition",
				     petition->slug.bytes, NULL)));
	json_text(&json, "name", revision->title);
	json_text(&json, "description", summary);
	json_text(&json, "inLanguage", revision->language);
	json_open(&json, "interactionStatistic", '{');
	json_text(&json, "@type", text_literal("InteractionCounter"));
	json_text(&json, "interactionType", text_literal("https://schema.org/EndorseAction"));
	json_number(&json, "userInteractionCount", petition->confirmed);
	json_close(&json, '{');
	json_close(&json, '{');
	value_html(map, "data", html_json(arena, json_done(&json)));
}
