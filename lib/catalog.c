/* catalog: see catalog.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "catalog.h"

#include <pthread.h>
#include <time.h>

#define PAGES_LIMIT 64
#define VOICES_AGE 10000 /* milliseconds */
#define READING_AGE 60000

struct page {
	struct text key, body;
	struct page *next;
};

struct edition_private {
	struct edition edition;
	struct arena *arena;
	unsigned users;    /* under the catalog's lock */
	int64_t voices_at; /* milliseconds, monotonic */
	struct catalog *catalog;
	pthread_mutex_t pages_lock;
	struct page *pages;
	size_t pages_count;
};

struct entry {
	const char *slug; /* empty: the list */
	struct edition_private *current;
	int64_t read_at; /* milliseconds, monotonic; of the last try */
	bool reading;
	struct entry *next;
};

struct catalog {
	struct db *db;
	int64_t max_age; /* milliseconds */
	pthread_mutex_t lock;
	struct arena *arena;   /* of the entries */
	struct entry *entries; /* of what was found: never of a slug that somebody invented */
};

static int64_t now_milliseconds(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* With the catalog's lock held. */
static void edition_drop(struct edition_private *edition)
{
	if (edition == NULL || --edition->users > 0)
		return;
	pthread_mutex_destroy(&edition->pages_lock);
	arena_free(edition->arena);
}

static void edition_release(void *handle)
{
	struct edition_private *edition = handle;
	struct catalog *catalog = edition->catalog;

	pthread_mutex_lock(&catalog->lock);
	edition_drop(edition);
	pthread_mutex_unlock(&catalog->lock);
}

static void catalog_release(void *handle)
{
	struct catalog *catalog = handle;

	for (struct entry *entry = catalog->entries; entry != NULL; entry = entry->next)
		edition_drop(entry->current);
	arena_free(catalog->arena);
	pthread_mutex_destroy(&catalog->lock);
}

struct catalog *catalog_new(struct arena *arena, struct db *db, unsigned max_age)
{
	struct catalog *catalog = arena_get(arena, sizeof(*catalog));

	catalog->db = db;
	catalog->arena = arena_new();
	catalog->max_age = (int64_t)max_age * 1000;
	pthread_mutex_init(&catalog->lock, NULL);
	arena_defer(arena, catalog_release, catalog);
	return catalog;
}

static struct entry *entry_find(const struct catalog *catalog, struct text slug)
{
	struct entry *entry = catalog->entries;

	while (entry != NULL && !text_is(slug, entry->slug))
		entry = entry->next;
	return entry;
}

static struct entry *entry_add(struct catalog *catalog, struct text slug)
{
	struct entry *entry = arena_get(catalog->arena, sizeof(*entry));

	entry->slug = text_copy(catalog->arena, slug).bytes;
	entry->next = catalog->entries;
	catalog->entries = entry;
	return entry;
}

/* The first who finds it too old reads it; the others go on with it, also until a database that says
 * nothing is given up, unless it is older by far. */
static bool is_fresh(const struct catalog *catalog, struct entry *entry, int64_t now)
{
	int64_t age = now - entry->read_at;

	if (age < catalog->max_age || (entry->reading && age < READING_AGE))
		return true;
	entry->reading = true;
	return false;
}

static struct edition_private *edition_new(struct catalog *catalog)
{
	struct arena *arena = arena_new();
	struct edition_private *edition = arena_get(arena, sizeof(*edition));

	edition->arena = arena;
	edition->catalog = catalog;
	edition->users = 1;
	edition->edition.private = edition;
	edition->edition.time = now_milliseconds(CLOCK_REALTIME) / 1000;
	pthread_mutex_init(&edition->pages_lock, NULL);
	return edition;
}

/* From the edition before, while they are fresh there or the database does not say. */
static void voices_read(struct edition_private *edition, const struct edition_private *before)
{
	int64_t now = now_milliseconds(CLOCK_MONOTONIC);

	if (before != NULL && before->edition.petition.id != edition->edition.petition.id)
		before = NULL;
	edition->voices_at = before == NULL ? 0 : before->voices_at;
	if (before == NULL || now - before->voices_at >= VOICES_AGE) {
		edition->voices_at = now;
		if (voices_find(edition->catalog->db, edition->arena, edition->edition.petition.id,
				&edition->edition.voices) == DB_DONE)
			return;
	}
	if (before != NULL)
		edition->edition.voices = voices_copy(edition->arena, before->edition.voices);
}

static enum petition_outcome edition_read(struct edition_private *edition, struct text slug,
					  const struct edition_private *before)
{
	struct db *db = edition->catalog->db;
	enum petition_outcome outcome;

	if (!text_empty(slug)) {
		outcome = petition_find(db, edition->arena, slug, &edition->edition.petition);
		if (outcome == PETITION_FOUND)
			voices_read(edition, before);
		return outcome;
	}
	if (petition_list(db, edition->arena, false, &edition->edition.list) != DB_DONE)
		return PETITION_AWAY;
	return PETITION_FOUND;
}

/* With the lock held: puts a fresh edition in the place of the older one. */
static void entry_renew(struct catalog *catalog, struct text slug, struct edition_private *fresh)
{
	struct entry *entry = entry_find(catalog, slug);

	if (entry == NULL)
		entry = entry_add(catalog, slug);
	edition_drop(entry->current);
	entry->current = fresh;
	entry->read_at = now_milliseconds(CLOCK_MONOTONIC);
	entry->reading = false;
	fresh->users++;
}

/* NULL when the database is away and nothing was read before it went. With the lock held. */
static struct edition_private *entry_keep(struct catalog *catalog, struct text slug)
{
	struct entry *entry = entry_find(catalog, slug);

	if (entry == NULL)
		return NULL;
	entry->read_at = now_milliseconds(CLOCK_MONOTONIC);
	entry->reading = false;
	entry->current->users++;
	return entry->current;
}

/* It is gone: whoever comes next reads again. With the lock held. */
static void entry_unread(struct catalog *catalog, struct text slug)
{
	struct entry *entry = entry_find(catalog, slug);

	if (entry != NULL)
		entry->reading = false;
}

/* *edition: the one before, or NULL; then the one to show. */
static enum petition_outcome catalog_read(struct catalog *catalog, struct text slug,
					  struct edition_private **edition)
{
	struct edition_private *fresh = edition_new(catalog);
	struct edition_private *before = *edition;
	enum petition_outcome outcome = edition_read(fresh, slug, before);

	*edition = NULL;
	pthread_mutex_lock(&catalog->lock);
	edition_drop(before);
	switch (outcome) {
	case PETITION_FOUND:
		entry_renew(catalog, slug, fresh);
		*edition = fresh;
		break;
	case PETITION_AWAY:
		*edition = entry_keep(catalog, slug);
		outcome = *edition == NULL ? PETITION_AWAY : PETITION_FOUND;
		edition_drop(fresh);
		break;
	case PETITION_UNKNOWN:
		entry_unread(catalog, slug);
		edition_drop(fresh);
		break;
	}
	pthread_mutex_unlock(&catalog->lock);
	return outcome;
}

must_check enum petition_outcome catalog_petition(struct catalog *catalog, struct arena *arena,
						  struct text slug, const struct edition **edition)
{
	enum petition_outcome outcome = PETITION_FOUND;
	struct edition_private *found = NULL;
	struct entry *entry;
	bool fresh = false;

	pthread_mutex_lock(&catalog->lock);
	entry = entry_find(catalog, slug);
	if (entry != NULL) {
		found = entry->current;
		found->users++;
		fresh = is_fresh(catalog, entry, now_milliseconds(CLOCK_MONOTONIC));
	}
	pthread_mutex_unlock(&catalog->lock);
	if (!fresh)
		outcome = catalog_read(catalog, slug, &found);
	if (found == NULL)
		return outcome;
	arena_defer(arena, edition_release, found);
	*edition = &found->edition;
	return outcome;
}

must_check enum db_outcome catalog_list(struct catalog *catalog, struct arena *arena,
					const struct edition **edition)
{
	return catalog_petition(catalog, arena, text_literal(""), edition) == PETITION_FOUND
		       ? DB_DONE
		       : DB_AWAY;
}

struct text edition_page(const struct edition *edition, struct arena *arena, struct text key,
			 struct text (*make)(void *context, struct arena *arena), void *context)
{
	struct edition_private *private = edition->private;
	struct page *page;
	struct text body;
	bool full;

	pthread_mutex_lock(&private->pages_lock);
	page = private->pages;
	while (page != NULL && !text_equal(page->key, key))
		page = page->next;
	full = page == NULL && private->pages_count == PAGES_LIMIT;
	if (page == NULL && !full) {
		page = arena_get(private->arena, sizeof(*page));
		page->key = text_copy(private->arena, key);
		page->body = make(context, private->arena);
		page->next = private->pages;
		private->pages = page;
		private->pages_count++;
	}
	body = full ? text_literal("") : page->body;
	pthread_mutex_unlock(&private->pages_lock);
	return full ? make(context, arena) : body;
}
