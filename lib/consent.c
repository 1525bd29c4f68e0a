/* consent: see consent.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "consent.h"

#include <pthread.h>

struct wording {
	struct text language;
	struct text words;
	int64_t id;
	struct wording *next;
};

struct wordings {
	struct db *db;
	pthread_mutex_t lock;
	struct arena *arena; /* of what was found */
	struct wording *first;
};

static void wordings_release(void *handle)
{
	struct wordings *wordings = handle;

	pthread_mutex_destroy(&wordings->lock);
	arena_free(wordings->arena);
}

struct wordings *wordings_new(struct arena *process, struct db *db)
{
	struct wordings *wordings = arena_get(process, sizeof(*wordings));

	wordings->db = db;
	wordings->arena = arena_new();
	pthread_mutex_init(&wordings->lock, NULL);
	arena_defer(process, wordings_release, wordings);
	return wordings;
}

/* With the lock held. */
static enum db_outcome wording_add(struct wordings *wordings, struct text language,
				   struct text words, int64_t *id)
{
	const char *values[] = {language.bytes, words.bytes};
	struct arena *scratch = arena_new();
	struct wording *wording;
	struct rows rows;
	enum db_outcome outcome = db_call(wordings->db, scratch, "wording_add", values, 2, &rows);

	if (outcome == DB_DONE)
		*id = rows_number(&rows, 0, 0);
	arena_free(scratch);
	if (outcome != DB_DONE)
		return outcome;
	wording = arena_get(wordings->arena, sizeof(*wording));
	wording->language = text_copy(wordings->arena, language);
	wording->words = text_copy(wordings->arena, words);
	wording->id = *id;
	wording->next = wordings->first;
	wordings->first = wording;
	return DB_DONE;
}

must_check enum db_outcome wording_find(struct wordings *wordings, struct text language,
					struct text words, int64_t *id)
{
	enum db_outcome outcome = DB_DONE;
	const struct wording *wording;

	pthread_mutex_lock(&wordings->lock);
	wording = wordings->first;
	while (wording != NULL &&
	       !(text_equal(wording->language, language) && text_equal(wording->words, words)))
		wording = wording->next;
	if (wording == NULL)
		outcome = wording_add(wordings, language, words, id);
	else
		*id = wording->id;
	pthread_mutex_unlock(&wordings->lock);
	return outcome;
}

must_check enum db_outcome consent_list(struct db *db, struct arena *arena,
					const struct token *token, const struct consent **first)
{
	const char *values[] = {
		db_number(arena, (int64_t)token->petition),
		db_number(arena, (int64_t)token->signature),
		db_number(arena, (int64_t)token->nonce),
	};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "consent_list", values, 3, &rows);

	*first = NULL;
	for (size_t row = rows.count; row-- > 0;) {
		struct consent *consent = arena_get(arena, sizeof(*consent));

		consent->slug = rows_text(&rows, row, 0);
		consent->name = rows_text(&rows, row, 1);
		consent->given = rows_bool(&rows, row, 2);
		consent->given_at = rows_text(&rows, row, 3);
		consent->next = *first;
		*first = consent;
	}
	return outcome;
}

static enum consent_set_outcome outcome_of(struct text word)
{
	static const char *const words[] = {
		[CONSENT_GIVEN] = "given",
		[CONSENT_REVOKED] = "revoked",
		[CONSENT_UNCHANGED] = "unchanged",
		[CONSENT_GONE] = "gone",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (text_is(word, words[i]))
			return (enum consent_set_outcome)i;
	}
	return CONSENT_UNKNOWN;
}

must_check enum consent_set_outcome consent_set(struct db *db, struct arena *arena,
						const struct token *token,
						const struct consent_change *change)
{
	const char *values[] = {
		db_number(arena, (int64_t)token->petition),
		db_number(arena, (int64_t)token->signature),
		db_number(arena, (int64_t)token->nonce),
		change->organization.bytes,
		db_bool(change->given),
		db_number(arena, change->wording),
		change->language.bytes,
		text_empty(change->source) ? NULL : change->source.bytes,
	};
	struct rows rows;

	if (db_call(db, arena, "consent_set", values, 8, &rows) != DB_DONE)
		return CONSENT_AWAY;
	return outcome_of(rows_text(&rows, 0, 0));
}
