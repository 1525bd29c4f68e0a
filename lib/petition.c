/* petition: see petition.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "petition.h"

/* The columns of petition_find. */
enum {
	ID,
	SLUG,
	STATE,
	GOAL,
	CLOSES_ON,
	CONFIRMATION,
	CONFIRMED,
	REVISION,
	LANGUAGE,
	TITLE,
	TARGET,
	BODY,
	LETTER,
	SIGNER_LINE,
	ERASE_ON,
	PAPER,
	ROLL
};

static const char *const state_words[] = {
	[PETITION_OPEN] = "open",
	[PETITION_PAUSED] = "paused",
	[PETITION_CLOSED] = "closed",
	[PETITION_RETIRED] = "retired",
};

const char *petition_state_word(enum petition_state state)
{
	return state_words[state];
}

/* One that a later release knows is not signed by this one. */
static enum petition_state state_of(struct text word)
{
	enum petition_state state = PETITION_OPEN;

	while (state != PETITION_RETIRED && !text_is(word, state_words[state]))
		state++;
	return state;
}

static const struct revision *revision_read(struct arena *arena, const struct rows *rows,
					    size_t row)
{
	struct revision *revision = arena_get(arena, sizeof(*revision));

	revision->number = (unsigned)rows_number(rows, row, REVISION);
	revision->language = rows_text(rows, row, LANGUAGE);
	revision->title = rows_text(rows, row, TITLE);
	revision->target = rows_text(rows, row, TARGET);
	revision->body = rows_text(rows, row, BODY);
	revision->letter = rows_text(rows, row, LETTER);
	revision->signer_line = rows_text(rows, row, SIGNER_LINE);
	revision->roll = rows_text(rows, row, ROLL);
	if (row + 1 < rows->count)
		revision->next = revision_read(arena, rows, row + 1);
	return revision;
}

must_check enum petition_outcome petition_find(struct db *db, struct arena *arena, struct text slug,
					       struct petition *petition)
{
	const char *values[] = {slug.bytes};
	struct rows rows;

	if (db_call(db, arena, "petition_find", values, 1, &rows) != DB_DONE)
		return PETITION_AWAY;
	if (rows.count == 0)
		return PETITION_UNKNOWN;
	petition->id = rows_number(&rows, 0, ID);
	petition->slug = rows_text(&rows, 0, SLUG);
	petition->state = state_of(rows_text(&rows, 0, STATE));
	petition->goal = (uint64_t)rows_number(&rows, 0, GOAL);
	petition->closes_on = rows_text(&rows, 0, CLOSES_ON);
	petition->confirmation = text_is(rows_text(&rows, 0, CONFIRMATION), "required");
	petition->erase_on = rows_text(&rows, 0, ERASE_ON);
	petition->confirmed = (uint64_t)rows_number(&rows, 0, CONFIRMED);
	petition->paper = (uint64_t)rows_number(&rows, 0, PAPER);
	petition->revisions = revision_read(arena, &rows, 0);
	if (organizations_find(db, arena, petition->id, &petition->organizations) != DB_DONE ||
	    image_list(db, arena, petition->id, &petition->images) != DB_DONE)
		return PETITION_AWAY;
	return PETITION_FOUND;
}

const struct revision *petition_revision(const struct petition *petition, const char *language)
{
	for (const struct revision *revision = petition->revisions; revision != NULL;
	     revision = revision->next) {
		if (text_is(revision->language, language))
			return revision;
	}
	return petition->revisions;
}

static const struct image *image_in(const struct image *images, struct text language)
{
	while (images != NULL && !text_equal(images->language, language))
		images = images->next;
	return images;
}

const struct image *petition_image(const struct petition *petition, const struct revision *revision)
{
	const struct image *own = image_in(petition->images, revision->language);

	return own != NULL ? own : image_in(petition->images, petition->revisions->language);
}

must_check enum db_outcome petition_list(struct db *db, struct arena *arena, bool whole,
					 const struct petition_entry **first)
{
	const char *values[] = {db_bool(whole)};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "petition_list", values, 1, &rows);

	*first = NULL;
	for (size_t row = rows.count; row-- > 0;) {
		struct petition_entry *entry = arena_get(arena, sizeof(*entry));

		entry->slug = rows_text(&rows, row, 0);
		entry->language = rows_text(&rows, row, 1);
		entry->title = rows_text(&rows, row, 2);
		entry->target = rows_text(&rows, row, 3);
		entry->state = state_of(rows_text(&rows, row, 4));
		entry->confirmed = (uint64_t)rows_number(&rows, row, 5);
		entry->goal = (uint64_t)rows_number(&rows, row, 6);
		entry->created_at = rows_text(&rows, row, 7);
		entry->revised_at = rows_text(&rows, row, 8);
		entry->next = *first;
		*first = entry;
	}
	return outcome;
}

must_check enum db_outcome petition_import(struct db *db, struct arena *arena,
					   const struct petition_import *import, struct text *deed,
					   uint64_t *revision)
{
	struct db_array organizations = {{.arena = arena}};
	struct rows rows;
	enum db_outcome outcome;

	for (const struct organization *organization = import->organizations; organization != NULL;
	     organization = organization->next)
		db_array_text(&organizations, organization->name);
	{
		const char *values[] = {
			import->slug.bytes,
			import->language.bytes,
			import->goal.bytes,
			import->closes_on.bytes,
			import->confirmation.bytes,
			import->title.bytes,
			import->target.bytes,
			import->body.bytes,
			import->letter.bytes,
			import->signer_line.bytes,
			import->organizations == NULL ? NULL : db_array_done(&organizations),
			import->erase_on.bytes,
			import->roll.bytes,
			import->time_zone.bytes,
		};

		outcome = db_call(db, arena, "petition_import", values, 14, &rows);
	}
	if (outcome == DB_DONE) {
		*deed = rows_text(&rows, 0, 0);
		*revision = (uint64_t)rows_number(&rows, 0, 2);
	}
	return outcome;
}
