/* petition: shows the list, a petition with its form, its count, the thank-you page, the embed. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "event.h"
#include "feed.h"
#include "health.h"
#include "json.h"
#include "page.h"
#include "progress.h"
#include "serve.h"
#include "share.h"
#include "signature.h"
#include "url.h"

#include <string.h>
#include <time.h>

struct shared {
	const struct site *site;
	struct db *db;
	struct catalog *catalog;
};

/* What a page is made of; a page that was made before is not made again. */
struct wanted {
	const struct site *site;
	const struct edition *edition;
	struct reader reader;
	struct text source;
	struct text event; /* empty: none */
};

static void *start(struct arena *process, const struct site *site)
{
	struct shared *shared = arena_get(process, sizeof(*shared));
	const struct config *config = site->config;

	shared->site = site;
	shared->db = db_new(process, config, config->database_connection);
	shared->catalog = catalog_new(process, shared->db, config->server_page_age);
	return shared;
}

static struct text title_of(const struct wanted *wanted, struct arena *arena, const char *name)
{
	return language_say(wanted->reader.language, arena, name, "site",
			    wanted->site->config->site_name, NULL);
}

static void list_add(struct value *list, const struct wanted *wanted,
		     const struct petition_entry *entry)
{
	struct arena *arena = list->arena;
	struct value *map = value_inner(value_item(list), "petition");
	struct progress progress =
		progress_of(wanted->reader.language, arena, entry->confirmed, entry->goal);

	reader_foreign(map, &wanted->reader, entry->language);
	value_text(map, "title", entry->title);
	value_text(map, "target", entry->target);
	value_text(map, "path",
		   line_text(url_path(arena, wanted->site->config->site_path, "petition",
				      entry->slug.bytes, NULL)));
	progress_add(map, &progress);
}

static struct text make_list(void *context, struct arena *arena)
{
	const struct wanted *wanted = context;
	const struct reader *reader = &wanted->reader;
	struct line url = url_path(arena, wanted->site->config->site_url, "petition", NULL);
	struct value *values =
		page_values(reader, arena, title_of(wanted, arena, "page.list_title"),
			    reader_canonical(reader, arena, url, NULL));
	struct value *open = value_list(values, "open");
	struct value *closed = value_list(values, "closed");
	const struct petition_entry *next = wanted->edition->list;

	reader_languages(values, reader, url, NULL);
	while (next != NULL) {
		const struct petition_entry *entry = reader_entry(reader, next, &next);

		list_add(entry->state == PETITION_OPEN ? open : closed, wanted, entry);
	}
	value_bool(values, "any_open", open->first != NULL);
	value_bool(values, "any_closed", closed->first != NULL);
	return page_reply(reader, arena, "petitions.html", values).body;
}

static struct text make_petition(void *context, struct arena *arena)
{
	const struct wanted *wanted = context;
	const struct page_form form = {
		.stamp = secret_stamp_write(wanted->site->secret, arena,
					    (uint64_t)wanted->edition->petition.id,
					    wanted->edition->time),
		.source = wanted->source,
		.event = wanted->event,
		.country = text_literal(""),
	};

	return page_of_petition(&wanted->reader, arena, wanted->edition, &form);
}

/* A page with the petition's values and a title of its own. */
static struct text make_plain(const struct wanted *wanted, struct arena *arena, const char *title,
			      const char *template)
{
	const struct petition *petition = &wanted->edition->petition;
	const struct config *config = wanted->site->config;
	struct value *values = page_values(
		&wanted->reader, arena, title_of(wanted, arena, title),
		url_path(arena, config->site_url, "petition", petition->slug.bytes, NULL));

	reader_languages(values, &wanted->reader, line_literal(""), petition);
	page_petition(values, &wanted->reader, petition);
	share_links(values, &wanted->reader, petition);
	value_text(values, "source",
		   text_empty(wanted->source) ? text_literal("embed") : wanted->source);
	value_text(value_inner(values, "mail"), "from", text_of(config->mail_from));
	return page_reply(&wanted->reader, arena, template, values).body;
}

static struct text make_thanks(void *context, struct arena *arena)
{
	return make_plain(context, arena, "page.thanks_title", "thanks.html");
}

static struct text make_embed(void *context, struct arena *arena)
{
	const struct wanted *wanted = context;
	const char *title =
		reader_revision(&wanted->reader, &wanted->edition->petition)->title.bytes;

	return make_plain(wanted, arena, title, "embed.html");
}

enum view_kind { VIEW_PLAIN, VIEW_SCRIPTED, VIEW_FRAMED };

/* What stands behind /petition/SLUG. */
struct view {
	const char *path;
	struct text (*make)(void *context, struct arena *arena);
	enum view_kind kind;
};

static const struct view views[] = {
	{"", make_petition, VIEW_SCRIPTED},
	{"/thanks", make_thanks, VIEW_SCRIPTED},
	{"/embed", make_embed, VIEW_FRAMED},
};

/* NULL of the list. */
static const struct petition *petition_of(const struct wanted *wanted)
{
	const struct petition *petition = &wanted->edition->petition;

	return petition->revisions == NULL ? NULL : petition;
}

/* Of many who come at once one has to wait for the next page (RFC 5861). Not so for the count, which a
 * script would ask for twice. */
#define STALE_AGE 2

static struct reply cached_page(const struct wanted *wanted, struct arena *arena,
				const struct view *view)
{
	const struct site *site = wanted->site;
	const struct petition *petition = petition_of(wanted);
	struct text key = text_format(arena, "%s %s %s %s", view->path,
				      reader_key(&wanted->reader, arena, petition).bytes,
				      wanted->source.bytes, wanted->event.bytes);
	struct reply reply =
		page_reply_body(&wanted->reader, edition_page(wanted->edition, arena, key,
							      view->make, (void *)wanted));

	reply.max_age = site->config->server_page_age;
	reply.stale_age = STALE_AGE;
	reply.vary_language = reader_varies(&wanted->reader, petition);
	switch (view->kind) {
	case VIEW_PLAIN:
		break;
	case VIEW_SCRIPTED:
		reply.script_digest = site->script_digest;
		break;
	case VIEW_FRAMED:
		reply.script_digest = site->embed_digest;
		reply.frame_ancestors = site->config->site_frame_ancestors;
		break;
	}
	return reply;
}

/* {"count": confirmed, "goal": goal or null, "at": time}; asked with ?lang=, also as a page says it */
static struct reply count_reply(const struct wanted *wanted, const struct request *request)
{
	const struct petition *petition = &wanted->edition->petition;
	struct json json = {.builder = {.arena = request->arena}};
	struct progress said = progress_of(wanted->reader.language, request->arena,
					   petition->confirmed, petition->goal);
	bool worded = !text_empty(request_query(request, "lang"));
	time_t read = (time_t)wanted->edition->time;
	struct tm utc;
	char at[32];

	strftime(at, sizeof(at), "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&read, &utc));
	json_open(&json, NULL, '{');
	json_number(&json, "count", petition->confirmed);
	if (petition->goal == 0)
		json_null(&json, "goal");
	else
		json_number(&json, "goal", petition->goal);
	json_text(&json, "at", text_of(at));
	if (worded) {
		json_text(&json, "text", said.count_text);
		json_text(&json, "goal_text", said.goal_text);
		json_text(&json, "percent", said.percent);
		json_text(&json, "percent_text", said.percent_text);
	}
	json_close(&json, '{');
	return (struct reply){
		.status = 200,
		.type = "application/json",
		.body = json_done(&json),
		.max_age = wanted->site->config->server_page_age,
		.vary_language = worded,
	};
}

static struct reply show_feed(const struct shared *shared, const struct request *request,
			      const struct wanted *wanted)
{
	const struct petition *petition = &wanted->edition->petition;
	const struct milestone *milestones;
	struct reply reply;

	/* Not as a page of the edition: asking the database would hold up those who want pages. */
	if (milestone_list(shared->db, request->arena, petition->slug, &milestones) != DB_DONE ||
	    milestones == NULL)
		return problem_reply(shared->site, request, PROBLEM_DATABASE, line_literal(""));
	reply = feed_reply(
		feed_of_milestones(&wanted->reader, request->arena, petition, milestones));
	reply.max_age = wanted->site->config->server_page_age;
	reply.stale_age = STALE_AGE;
	reply.vary_language = reader_varies(&wanted->reader, petition);
	return reply;
}

#define VERSION_AGE 31536000 /* a year: as long as caches take it for */

/* The language is that of an image, so nobody's Accept-Language has a say in it. */
static struct reply show_image(const struct shared *shared, const struct request *request,
			       const struct wanted *wanted, enum image_kind kind)
{
	const struct petition *petition = &wanted->edition->petition;
	const struct revision *revision =
		petition_revision(petition, request_query(request, "lang").bytes);
	const struct image *image = petition_image(petition, revision);
	struct reply reply = {.status = 200};

	if (image == NULL || image->kind != kind)
		return problem_reply(shared->site, request, PROBLEM_NOT_FOUND, line_literal(""));
	if (image_find(shared->db, request->arena, petition->id, image->language, &reply.body) !=
		    DB_DONE ||
	    text_empty(reply.body))
		return problem_reply(shared->site, request, PROBLEM_DATABASE, line_literal(""));
	reply.type = text_format(request->arena, "image/%s", image_kind_name(kind)).bytes;
	reply.max_age = text_equal(request_query(request, "version"), image->version)
				? VERSION_AGE
				: shared->site->config->server_page_age;
	return reply;
}

static struct reply show_view(const struct shared *shared, const struct request *request,
			      const struct wanted *wanted, struct text rest)
{
	if (text_is(rest, "/count.json"))
		return count_reply(wanted, request);
	if (text_is(rest, "/feed.atom"))
		return show_feed(shared, request, wanted);
	if (text_is(rest, "/image.png"))
		return show_image(shared, request, wanted, IMAGE_PNG);
	if (text_is(rest, "/image.jpg"))
		return show_image(shared, request, wanted, IMAGE_JPEG);
	for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
		if (text_is(rest, views[i].path))
			return cached_page(wanted, request->arena, &views[i]);
	}
	return problem_reply(shared->site, request, PROBLEM_NOT_FOUND, line_literal(""));
}

static struct text make_feed(void *context, struct arena *arena)
{
	const struct wanted *wanted = context;

	return feed_of_petitions(&wanted->reader, arena, wanted->edition->list);
}

/* What stands at /petition, and what no slug can be named: there is no "." in a slug. */
static const struct view list_views[] = {
	{"", make_list, VIEW_PLAIN},
	{"/", make_list, VIEW_PLAIN},
	{"/feed.atom", make_feed, VIEW_PLAIN},
};

static const struct view *list_view(struct text path)
{
	for (size_t i = 0; i < sizeof(list_views) / sizeof(list_views[0]); i++) {
		if (text_is(path, list_views[i].path))
			return &list_views[i];
	}
	return NULL;
}

static struct reply show_list(const struct shared *shared, const struct request *request,
			      const struct view *view)
{
	struct wanted wanted = {.site = shared->site, .reader = page_reader(shared->site, request)};
	struct reply reply;

	wanted.source = wanted.event = text_literal("");
	if (catalog_list(shared->catalog, request->arena, &wanted.edition) != DB_DONE)
		return problem_reply(shared->site, request, PROBLEM_DATABASE, line_literal(""));
	reply = cached_page(&wanted, request->arena, view);
	if (view->make == make_feed)
		reply.type = feed_reply(reply.body).type;
	return reply;
}

static struct reply show_petition(const struct shared *shared, const struct request *request,
				  struct text path)
{
	const char *slash = memchr(path.bytes, '/', path.size);
	size_t size = slash == NULL ? path.size : (size_t)(slash - path.bytes);
	struct text slug = text_copy(request->arena, (struct text){path.bytes, size});
	struct wanted wanted = {.site = shared->site, .reader = page_reader(shared->site, request)};

	wanted.source = signature_source(request_query(request, "source"));
	wanted.event = event_code(request_query(request, "event"));
	wanted.reader.event = wanted.event;
	wanted.reader.source = wanted.source;
	if (text_empty(slug))
		return problem_reply(shared->site, request, PROBLEM_NOT_FOUND, line_literal(""));
	switch (catalog_petition(shared->catalog, request->arena, slug, &wanted.edition)) {
	case PETITION_FOUND:
		if (wanted.edition->petition.state == PETITION_RETIRED)
			return problem_reply(shared->site, request, PROBLEM_RETIRED,
					     line_literal(""));
		reader_of_petition(&wanted.reader, &wanted.edition->petition);
		return show_view(shared, request, &wanted,
				 (struct text){path.bytes + size, path.size - size});
	case PETITION_UNKNOWN:
		return problem_reply(shared->site, request, PROBLEM_NOT_FOUND, line_literal(""));
	case PETITION_AWAY:
		break;
	}
	return problem_reply(shared->site, request, PROBLEM_DATABASE, line_literal(""));
}

static struct reply handle(void *context, const struct request *request)
{
	const struct shared *shared = context;
	const struct view *view = list_view(request->path);
	struct text path;

	if (request->method != METHOD_GET && request->method != METHOD_HEAD)
		return problem_method(shared->site, request, "GET, HEAD");
	if (text_is(request->path, "/health"))
		return health_reply(shared->db, request);
	if (view != NULL)
		return show_list(shared, request, view);
	if (!text_take(request->arena, request->path.bytes + 1, request->path.size - 1, &path))
		return problem_reply(shared->site, request, PROBLEM_BAD_REQUEST, line_literal(""));
	return show_petition(shared, request, path);
}

int main(int argc, char **argv)
{
	static const struct program program = {"petition", start, handle, NULL, NULL};

	return serve(argc, argv, &program);
}
