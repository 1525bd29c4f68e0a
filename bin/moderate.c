/* moderate: shows what waits for an organizer, one by one; a key decides. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "moderate.h"

#include <stdio.h>
#include <string.h>

#define PAGE "20" /* as many are read at once */

struct review {
	const struct command *command;
	const char *slug;
	const char *why; /* of removals */
	enum moderate_subject subject;
	struct moderate_item *last;
	bool away; /* the database did not do it, which was said */
	unsigned counts[MODERATE_DECISIONS];
};

static struct moderate_item *item_read(struct review *review, const struct rows *rows, size_t row)
{
	struct moderate_item *item = arena_get(review->command->arena, sizeof(*item));

	item->subject = review->subject;
	item->petition_id = rows_text(rows, row, 0);
	item->id = rows_text(rows, row, 1);
	item->at = rows_text(rows, row, 2);
	item->held_for = rows_text(rows, row, 3);
	item->domain = rows_text(rows, row, 4);
	item->public_name = rows_text(rows, row, 5);
	item->postal_code = rows_text(rows, row, 6);
	item->country = rows_text(rows, row, 7);
	item->language = rows_text(rows, row, 8);
	item->source = rows_text(rows, row, 9);
	item->comment = rows_text(rows, row, 10);
	item->before = review->last;
	if (review->last != NULL)
		review->last->behind = item;
	return item;
}

static bool review_db_call(struct review *review, const char *function, const char *const *values,
			   size_t count, struct rows *rows)
{
	enum db_outcome outcome =
		db_call(review->command->db, review->command->arena, function, values, count, rows);

	if (outcome == DB_DONE)
		return true;
	putchar('\n');
	(void)command_database(outcome);
	review->away = true;
	return false;
}

/* Held signatures first: their signers wait. True when there are more. */
static bool read_page(struct review *review)
{
	static const char *const subjects[] = {"held", "comments"};

	for (;;) {
		bool goes_on = review->last != NULL && review->last->subject == review->subject;
		const char *values[] = {review->slug, subjects[review->subject],
					goes_on ? review->last->id.bytes : "0", PAGE};
		struct rows rows;

		if (!review_db_call(review, "moderation_list", values, 4, &rows))
			return false;
		for (size_t row = 0; row < rows.count; row++)
			review->last = item_read(review, &rows, row);
		if (rows.count > 0)
			return true;
		if (review->subject == MODERATE_COMMENTS)
			return false;
		review->subject = MODERATE_COMMENTS;
	}
}

static bool release(struct review *review, struct moderate_item *item)
{
	const char *values[] = {item->petition_id.bytes, item->id.bytes};
	struct rows rows;

	return review_db_call(review, "signature_release", values, 2, &rows);
}

static bool take_away(struct review *review, struct moderate_item *item)
{
	const char *condition =
		text_format(review->command->arena, "{\"ids\": [%s]}", item->id.bytes).bytes;
	const char *values[] = {review->slug, condition, "1", review->why};
	struct rows rows;

	if (!review_db_call(review, "removal_make", values, 4, &rows))
		return false;
	item->removal = rows_text(&rows, 0, 2);
	return true;
}

static bool approve(struct review *review, struct moderate_item *item)
{
	const char *values[] = {review->slug, item->id.bytes, "true", item->comment.bytes};
	struct rows rows;

	if (!review_db_call(review, "comment_approve", values, 4, &rows))
		return false;
	if (text_is(rows_text(&rows, 0, 0), "approved"))
		return true;
	puts("its words are others meanwhile, and wait for you: call moderate again");
	item->decision = MODERATE_SKIPPED;
	return true;
}

static bool hide(struct review *review, struct moderate_item *item)
{
	const char *values[] = {review->slug, item->id.bytes};
	struct rows rows;

	return review_db_call(review, "comment_hide", values, 2, &rows);
}

static bool skip(struct review *review, struct moderate_item *item)
{
	(void)review;
	(void)item;
	return true;
}

static const struct key {
	char key;
	enum moderate_decision decision;
	bool held, comment; /* may be pressed there */
	bool (*deed)(struct review *review, struct moderate_item *item);
	const char *done;
} keys[] = {
	{'s', MODERATE_SKIPPED, true, true, skip, "skipped"},
	{'r', MODERATE_RELEASED, true, false, release, "released"},
	{'x', MODERATE_REMOVED, true, false, take_away, "removed"},
	{'a', MODERATE_APPROVED, false, true, approve, "approved"},
	{'h', MODERATE_HIDDEN, false, true, hide, "hidden"},
};

#define KEYS (sizeof(keys) / sizeof(keys[0]))

static bool undo_decision(struct review *review, const struct moderate_item *item)
{
	const char *values[] = {review->slug, item->id.bytes, item->held_for.bytes};
	const char *removal[] = {review->slug, item->removal.bytes};
	struct rows rows;

	switch (item->decision) {
	case MODERATE_RELEASED:
		return review_db_call(review, "signature_hold", values, 3, &rows);
	case MODERATE_REMOVED:
		return review_db_call(review, "removal_undo", removal, 2, &rows);
	case MODERATE_APPROVED:
	case MODERATE_HIDDEN:
		return review_db_call(review, "comment_reset", values, 2, &rows);
	case MODERATE_SKIPPED:
	case MODERATE_DECISIONS:
		break;
	}
	return true;
}

/* The one before, as if nothing had been decided about it. */
static struct moderate_item *undo(struct review *review, struct moderate_item *item)
{
	if (item->before == NULL) {
		puts("nothing to undo");
		return item;
	}
	if (!undo_decision(review, item->before))
		return item;
	review->counts[item->before->decision]--;
	puts("undone");
	return item->before;
}

static const struct key *key_of(const struct moderate_item *item, char pressed)
{
	for (size_t i = 0; i < KEYS; i++) {
		bool fits = item->subject == MODERATE_HELD ? keys[i].held : keys[i].comment;

		if (keys[i].key == pressed && fits)
			return &keys[i];
	}
	return NULL;
}

/* The item to show next; NULL when the review ends. */
static struct moderate_item *decide(struct review *review, struct moderate_item *item)
{
	const struct key *key = NULL;
	char pressed = 0;

	screen_show(review->command->arena, item);
	while (key == NULL) {
		pressed = screen_key();
		if (pressed == 'q' || pressed == 'u')
			break;
		key = key_of(item, pressed);
	}
	if (pressed == 'q')
		return NULL;
	if (key == NULL)
		return undo(review, item);
	item->decision = key->decision;
	if (!key->deed(review, item))
		return NULL;
	review->counts[item->decision]++;
	if (item->decision == key->decision)
		puts(key->done);
	if (item->behind == NULL && !read_page(review))
		return NULL;
	return item->behind;
}

static void say_end(const struct review *review)
{
	putchar('\n');
	for (size_t i = 0; i < KEYS; i++)
		printf("%u %s%s", review->counts[keys[i].decision], keys[i].done,
		       i + 1 < KEYS ? ", " : "\n");
}

static enum command_exit review_all(struct review *review)
{
	struct moderate_item *item = NULL;

	if (read_page(review)) {
		item = review->last;
		while (item->before != NULL)
			item = item->before;
	} else if (!review->away) {
		printf("nothing waits under %s\n", review->slug);
		return COMMAND_DONE;
	}
	while (item != NULL)
		item = decide(review, item);
	say_end(review);
	return review->away ? COMMAND_FAILED : COMMAND_DONE;
}

enum command_exit moderate_command(const struct command *command)
{
	struct review review = {.command = command, .why = "removed in review"};
	struct petition petition;
	enum command_exit status;

	if (command->argc == 3 && strcmp(command->argv[1], "--why") == 0)
		review.why = command->argv[2];
	else if (command->argc != 1)
		return command_misused(command);
	review.slug = command->argv[0];
	if (!command_petition(command, review.slug, &petition))
		return COMMAND_FAILED;
	if (!screen_open())
		return command_fail(
			"moderate needs a terminal, to ask for each one; without, the views "
			"held_signatures and comments_waiting show what waits, and "
			"signature_release, removal_make, comment_approve and comment_hide decide");
	status = review_all(&review);
	screen_close();
	return status;
}
