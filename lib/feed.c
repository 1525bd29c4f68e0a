/* feed: see feed.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "feed.h"

#include "render.h"
#include "url.h"

#include <string.h>

#define PETITIONS_LIMIT 50
#define SOURCE "feed"                 /* of the signers who come by it */
#define NO_DAY "2005-12-01T00:00:00Z" /* of a feed without an entry: RFC 4287's */

struct feed {
	const struct reader *reader;
	struct arena *arena;
	struct value *values, *entries;
	struct line page;    /* that it tells of */
	struct text id;      /* of its entries the begin */
	struct text updated; /* by its latest entry */
};

/* The title is a word of [page] with these values. */
static struct feed feed_begin(const struct reader *reader, struct arena *arena, struct text title,
			      struct line page)
{
	struct feed feed = {.reader = reader, .arena = arena, .page = page};

	feed.values = page_values(reader, arena, title, page);
	feed.entries = value_list(feed.values, "entries");
	feed.updated = text_literal(NO_DAY);
	return feed;
}

/* "tag:example.org,2026-11-24:/petition/SLUG": without a port, as RFC 4151 has it. */
static struct text feed_id(const struct feed *feed, struct text made_at, struct text slug)
{
	const struct config *config = feed->reader->site->config;
	const char *scheme = strstr(config->site_url, "://");
	const char *host = scheme == NULL ? config->site_url : scheme + 3;
	struct text begin = text_format(feed->arena, "tag:%.*s,%.10s:%s", (int)strcspn(host, ":/"),
					host, made_at.bytes, config->site_path);

	if (text_empty(slug))
		return line_text(url_path(feed->arena, begin.bytes, "petition", NULL));
	return line_text(url_path(feed->arena, begin.bytes, "petition", slug.bytes, NULL));
}

/* The page in the language of the entry. */
static struct line page_in(const struct feed *feed, struct line page, struct text language)
{
	return url_with(feed->arena, page, "lang", language);
}

static struct value *feed_entry(struct feed *feed, struct text id, struct line page,
				struct text updated)
{
	struct value *entry = value_item(feed->entries);
	struct line url = url_with(feed->arena, page, "source", text_literal(SOURCE));

	value_text(entry, "id", id);
	value_text(entry, "url", line_text(url));
	value_text(entry, "updated", updated);
	value_text(entry, "published", updated);
	if (strcmp(feed->updated.bytes, updated.bytes) < 0)
		feed->updated = updated;
	return entry;
}

/* Its own link has the language that it is in. */
static struct text feed_end(struct feed *feed)
{
	struct value *map = value_inner(feed->values, "feed");
	struct line url = url_path(feed->arena, feed->page.bytes, "feed.atom", NULL);
	const char *language = language_code(feed->reader->language);
	struct html done;

	url = url_with(feed->arena, url, "lang", text_of(language));
	value_text(map, "id", feed->id);
	value_text(map, "url", line_text(url));
	value_text(map, "updated", feed->updated);
	done = render_html(feed->reader->site->templates, feed->arena, "feed.xml", feed->values);
	return (struct text){done.bytes, done.size};
}

/* "To: Jeff Bezos" */
static struct text addressed(const struct feed *feed, struct text target)
{
	struct text to = language_say(feed->reader->language, feed->arena, "letter.to", NULL);

	return text_format(feed->arena, "%s %s", to.bytes, target.bytes);
}

static void add_petition(struct feed *feed, const struct petition_entry *petition)
{
	struct line page = url_path(feed->arena, feed->page.bytes, petition->slug.bytes, NULL);
	struct text id = feed_id(feed, petition->created_at, petition->slug);
	struct value *entry =
		feed_entry(feed, id, page_in(feed, page, petition->language), petition->revised_at);

	value_text(entry, "published", petition->created_at);
	value_text(entry, "title", petition->title);
	value_text(entry, "summary", addressed(feed, petition->target));
	value_text(entry, "spoken", petition->language);
}

struct text feed_of_petitions(const struct reader *reader, struct arena *arena,
			      const struct petition_entry *list)
{
	const struct config *config = reader->site->config;
	struct text title = language_say(reader->language, arena, "page.list_title", "site",
					 config->site_name, NULL);
	struct feed feed = feed_begin(reader, arena, title,
				      url_path(arena, config->site_url, "petition", NULL));

	feed.id = feed_id(&feed, text_literal(NO_DAY), text_literal(""));
	for (unsigned count = 0; list != NULL && count < PETITIONS_LIMIT; count++)
		add_petition(&feed, reader_entry(reader, list, &list));
	return feed_end(&feed);
}

static struct text deed_id(const struct feed *feed, const struct milestone *milestone)
{
	const char *id = feed->id.bytes;

	switch (milestone->deed) {
	case MILESTONE_OPENED:
		return text_format(feed->arena, "%s/opened", id);
	case MILESTONE_REACHED:
		return text_format(feed->arena, "%s/reached/%llu", id,
				   (unsigned long long)milestone->count);
	case MILESTONE_CLOSED:
		break;
	}
	return text_format(feed->arena, "%s/closed", id);
}

static void add_milestone(struct feed *feed, const struct milestone *milestone,
			  const struct revision *revision)
{
	struct text language = text_of(language_code(feed->reader->language));
	struct value *entry = feed_entry(feed, deed_id(feed, milestone),
					 page_in(feed, feed->page, language), milestone->at);

	value_text(entry, "title", milestone_say(feed->reader->language, feed->arena, milestone));
	value_text(entry, "summary",
		   text_format(feed->arena, "%s (%s)", revision->title.bytes,
			       addressed(feed, revision->target).bytes));
	value_text(entry, "spoken", language);
}

struct text feed_of_milestones(const struct reader *reader, struct arena *arena,
			       const struct petition *petition, const struct milestone *milestones)
{
	const struct config *config = reader->site->config;
	const struct revision *revision = reader_revision(reader, petition);
	struct text title = language_say(reader->language, arena, "page.petition_title", "title",
					 revision->title.bytes, "site", config->site_name, NULL);
	struct feed feed = feed_begin(
		reader, arena, title,
		url_path(arena, config->site_url, "petition", petition->slug.bytes, NULL));
	const struct milestone *first = milestones;

	while (first->deed != MILESTONE_OPENED && first->next != NULL)
		first = first->next;
	feed.id = feed_id(&feed, first->at, petition->slug);
	for (; milestones != NULL; milestones = milestones->next)
		add_milestone(&feed, milestones, revision);
	return feed_end(&feed);
}

struct reply feed_reply(struct text feed)
{
	return (struct reply){
		.status = 200,
		.type = "application/atom+xml; charset=utf-8",
		.body = feed,
	};
}
