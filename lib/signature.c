/* signature: see signature.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "signature.h"

#include <string.h>

struct signature_lanes {
	struct db *db;
	const struct secret *secret;
	bool thanks;
	struct lane *add;
	struct lane *confirm;
	struct question adding, confirming; /* the leader's of each lane */
};

struct confirm_item {
	const struct token *token;
	enum signature_confirm_outcome outcome;
};

/* A word of an SQL function's outcome, and its number in our enum. */
struct outcome_word {
	const char *word;
	int outcome;
};

static int outcome_of(const struct outcome_word *words, struct text word, int otherwise)
{
	for (; words->word != NULL; words++) {
		if (text_is(word, words->word))
			return words->outcome;
	}
	return otherwise;
}

struct text signature_source(struct text typed)
{
	size_t right = strspn(typed.bytes, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
					   "0123456789-_.");

	return right == typed.size && typed.size <= 60 ? typed : text_literal("");
}

enum {
	PETITION,
	REVISION,
	ADDRESS_KEY,
	NONCE,
	ADDRESS,
	GIVEN_NAME,
	FAMILY_NAME,
	POSTAL_CODE,
	COUNTRY,
	COMMENT,
	SHOW_NAME,
	LANGUAGE,
	SOURCE,
	HELD_FOR,
	CONSENTS,
	WORDING,
	HOST,
	NETWORK,
	DOMAIN,
	EVENT,
	LIMITS,
	ADD_COLUMNS
};

static void add_or_null(struct db_array *array, struct text text)
{
	if (text_empty(text))
		db_array_null(array);
	else
		db_array_text(array, text);
}

static void add_key(struct db_array *array, const uint8_t *key)
{
	if (key == NULL)
		db_array_null(array);
	else
		db_array_bytes(array, key, SECRET_METER_KEY_SIZE);
}

static void add_submission(struct db_array *columns, const struct secret *secret,
			   const struct submission *submission)
{
	uint8_t key[SECRET_ADDRESS_KEY_SIZE];

	secret_address_key(secret, submission->address.canonical, key);
	db_array_number(&columns[PETITION], submission->petition);
	db_array_number(&columns[REVISION], submission->revision);
	db_array_bytes(&columns[ADDRESS_KEY], key, sizeof(key));
	db_array_number(&columns[NONCE], (int64_t)secret_nonce());
	db_array_text(&columns[ADDRESS], line_text(submission->address.mailbox));
	db_array_text(&columns[GIVEN_NAME], submission->given_name);
	add_or_null(&columns[FAMILY_NAME], submission->family_name);
	add_or_null(&columns[POSTAL_CODE], submission->postal_code);
	db_array_text(&columns[COUNTRY], submission->country);
	add_or_null(&columns[COMMENT], submission->comment);
	db_array_text(&columns[SHOW_NAME], text_of(db_bool(submission->show_name)));
	db_array_text(&columns[LANGUAGE], submission->language);
	add_or_null(&columns[SOURCE], submission->source);
	add_or_null(&columns[HELD_FOR],
		    text_of(submission->held_for == NULL ? "" : submission->held_for));
	add_or_null(&columns[CONSENTS], submission->consents);
	if (text_empty(submission->consents))
		db_array_null(&columns[WORDING]);
	else
		db_array_number(&columns[WORDING], submission->wording);
	add_key(&columns[HOST], submission->limit.host);
	add_key(&columns[NETWORK], submission->limit.network);
	add_key(&columns[DOMAIN], submission->limit.domain);
	add_or_null(&columns[EVENT], submission->event);
}

/* What none in the whole batch has costs the database nothing. */
static void leave_out(const char *values[ADD_COLUMNS], void *const *items, size_t count)
{
	bool consents = false, host = false, domain = false, event = false;

	values[LIMITS] = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct addition *addition = items[i];
		const struct submission *submission = &addition->submission;

		consents = consents || !text_empty(submission->consents);
		host = host || submission->limit.host != NULL;
		domain = domain || submission->limit.domain != NULL;
		event = event || !text_empty(submission->event);
		if (submission->limit.allowed != NULL)
			values[LIMITS] = submission->limit.allowed;
	}
	if (!consents)
		values[CONSENTS] = values[WORDING] = NULL;
	if (!host)
		values[HOST] = values[NETWORK] = NULL;
	if (!domain)
		values[DOMAIN] = NULL;
	if (!event || !host)
		values[EVENT] = NULL;
}

static enum lane_outcome lane_outcome_of(enum db_outcome outcome, const struct rows *rows,
					 size_t count)
{
	switch (outcome) {
	case DB_DONE:
		return rows->count == count ? LANE_DONE : LANE_REFUSED;
	case DB_AWAY:
		return LANE_AWAY;
	case DB_REFUSED:
		return LANE_REFUSED;
	}
	return LANE_REFUSED;
}

static bool add_ask(void *context, struct arena *scratch, void *const *items, size_t count)
{
	struct signature_lanes *lanes = context;
	struct db_array columns[ADD_COLUMNS] = {0};
	const char **values = arena_get(scratch, sizeof(*values) * ADD_COLUMNS);

	for (size_t i = 0; i < ADD_COLUMNS; i++)
		columns[i].builder.arena = scratch;
	for (size_t i = 0; i < count; i++)
		add_submission(columns, lanes->secret,
			       &((const struct addition *)items[i])->submission);
	for (size_t i = 0; i < ADD_COLUMNS; i++)
		values[i] = db_array_done(&columns[i]);
	leave_out(values, items, count);
	lanes->adding = (struct question){
		.function = "signature_add", .values = values, .count = ADD_COLUMNS};
	return db_ask(lanes->db, scratch, &lanes->adding) == DB_DONE;
}

static enum lane_outcome add_take(void *context, struct arena *scratch, void *const *items,
				  size_t count)
{
	static const struct outcome_word words[] = {
		{"added", SIGNATURE_ADDED},
		{"held", SIGNATURE_HELD},
		{"repeated", SIGNATURE_REPEATED},
		{"suppressed", SIGNATURE_SUPPRESSED},
		{"paused", SIGNATURE_PAUSED},
		{"closed", SIGNATURE_CLOSED},
		{NULL, 0},
	};
	struct signature_lanes *lanes = context;
	struct rows rows;
	enum lane_outcome outcome =
		lane_outcome_of(db_take(lanes->db, scratch, &lanes->adding, &rows), &rows, count);

	for (size_t i = 0; outcome == LANE_DONE && i < count; i++)
		((struct addition *)items[i])->outcome = (enum signature_add_outcome)outcome_of(
			words, rows_text(&rows, i, 1), SIGNATURE_REFUSED);
	return outcome;
}

static bool confirm_ask(void *context, struct arena *scratch, void *const *items, size_t count)
{
	struct signature_lanes *lanes = context;
	struct db_array columns[3] = {
		{{.arena = scratch}}, {{.arena = scratch}}, {{.arena = scratch}}};
	const char **values = arena_get(scratch, sizeof(*values) * 4);

	for (size_t i = 0; i < count; i++) {
		const struct token *token = ((struct confirm_item *)items[i])->token;

		db_array_number(&columns[0], (int64_t)token->petition);
		db_array_number(&columns[1], (int64_t)token->signature);
		db_array_number(&columns[2], (int64_t)token->nonce);
	}
	for (size_t i = 0; i < 3; i++)
		values[i] = db_array_done(&columns[i]);
	values[3] = db_bool(lanes->thanks);
	lanes->confirming =
		(struct question){.function = "signature_confirm", .values = values, .count = 4};
	return db_ask(lanes->db, scratch, &lanes->confirming) == DB_DONE;
}

static enum lane_outcome confirm_take(void *context, struct arena *scratch, void *const *items,
				      size_t count)
{
	static const struct outcome_word words[] = {
		{"confirmed", SIGNATURE_CONFIRMED},
		{"already", SIGNATURE_ALREADY},
		{"held", SIGNATURE_CONFIRM_HELD},
		{"withdrawn", SIGNATURE_GONE},
		{NULL, 0},
	};
	struct signature_lanes *lanes = context;
	struct rows rows;
	enum lane_outcome outcome = lane_outcome_of(
		db_take(lanes->db, scratch, &lanes->confirming, &rows), &rows, count);

	for (size_t i = 0; outcome == LANE_DONE && i < count; i++)
		((struct confirm_item *)items[i])->outcome =
			(enum signature_confirm_outcome)outcome_of(words, rows_text(&rows, i, 1),
								   SIGNATURE_CONFIRM_UNKNOWN);
	return outcome;
}

struct signature_lanes *signature_lanes_new(struct arena *arena, struct db *db,
					    const struct secret *secret,
					    const struct config *config)
{
	static const struct lane_work adding = {add_ask, add_take};
	static const struct lane_work confirming = {confirm_ask, confirm_take};
	struct signature_lanes *lanes = arena_get(arena, sizeof(*lanes));

	lanes->db = db;
	lanes->secret = secret;
	lanes->thanks = config->mail_thanks;
	lanes->add = lane_new(arena, &adding, lanes, config->server_batch);
	lanes->confirm = lane_new(arena, &confirming, lanes, config->server_batch);
	return lanes;
}

static void settled(void *item, enum lane_outcome outcome)
{
	struct addition *addition = item;

	if (outcome == LANE_AWAY)
		addition->outcome = SIGNATURE_AWAY;
	else if (outcome == LANE_REFUSED)
		addition->outcome = SIGNATURE_REFUSED;
	addition->settled(addition, addition->outcome);
}

void signature_add(struct signature_lanes *lanes, struct addition *addition)
{
	addition->place = (struct lane_place){.item = addition, .settled = settled};
	lane_put(lanes->add, &addition->place);
}

must_check enum signature_confirm_outcome signature_confirm(struct signature_lanes *lanes,
							    const struct token *token)
{
	struct confirm_item item = {.token = token};

	if (lane_do(lanes->confirm, &item) != LANE_DONE)
		return SIGNATURE_CONFIRM_AWAY;
	return item.outcome;
}

/* The columns of signature_find. */
enum {
	FOUND_STATE,
	FOUND_SLUG,
	FOUND_LANGUAGE,
	FOUND_GIVEN_NAME,
	FOUND_FAMILY_NAME,
	FOUND_POSTAL_CODE,
	FOUND_COUNTRY,
	FOUND_COMMENT,
	FOUND_SHOW_NAME,
	FOUND_TITLE = 11,
	FOUND_TARGET,
	FOUND_LETTER,
	FOUND_SIGNER_LINE,
	FOUND_COMMENT_HIDDEN,
	FOUND_COMMENT_APPROVED,
	FOUND_ADDRESS,
	FOUND_SOURCE,
	FOUND_HELD_FOR,
	FOUND_WORDS_LANGUAGE
};

must_check enum signature_find_outcome signature_find(struct db *db, struct arena *arena,
						      const struct token *token,
						      struct signature *signature)
{
	static const struct outcome_word states[] = {
		{"pending", STATE_PENDING}, {"confirmed", STATE_CONFIRMED},
		{"held", STATE_HELD},       {"withdrawn", STATE_WITHDRAWN},
		{"removed", STATE_REMOVED}, {NULL, 0},
	};
	const char *values[] = {db_number(arena, (int64_t)token->petition),
				db_number(arena, (int64_t)token->signature),
				db_number(arena, (int64_t)token->nonce)};
	struct rows rows;

	if (db_call(db, arena, "signature_find", values, 3, &rows) != DB_DONE)
		return SIGNATURE_FIND_AWAY;
	if (rows.count == 0)
		return SIGNATURE_UNKNOWN;
	signature->state = (enum signature_state)outcome_of(
		states, rows_text(&rows, 0, FOUND_STATE), STATE_REMOVED);
	signature->petition = rows_text(&rows, 0, FOUND_SLUG);
	signature->language = rows_text(&rows, 0, FOUND_LANGUAGE);
	signature->given_name = rows_text(&rows, 0, FOUND_GIVEN_NAME);
	signature->family_name = rows_text(&rows, 0, FOUND_FAMILY_NAME);
	signature->postal_code = rows_text(&rows, 0, FOUND_POSTAL_CODE);
	signature->country = rows_text(&rows, 0, FOUND_COUNTRY);
	signature->comment = rows_text(&rows, 0, FOUND_COMMENT);
	signature->address = rows_text(&rows, 0, FOUND_ADDRESS);
	signature->source = rows_text(&rows, 0, FOUND_SOURCE);
	signature->held_for = rows_text(&rows, 0, FOUND_HELD_FOR);
	signature->words_language = rows_text(&rows, 0, FOUND_WORDS_LANGUAGE);
	signature->show_name = rows_bool(&rows, 0, FOUND_SHOW_NAME);
	signature->comment_hidden = rows_bool(&rows, 0, FOUND_COMMENT_HIDDEN);
	signature->comment_approved = rows_bool(&rows, 0, FOUND_COMMENT_APPROVED);
	signature->title = rows_text(&rows, 0, FOUND_TITLE);
	signature->target = rows_text(&rows, 0, FOUND_TARGET);
	signature->letter = rows_text(&rows, 0, FOUND_LETTER);
	signature->signer_line = rows_text(&rows, 0, FOUND_SIGNER_LINE);
	return SIGNATURE_FOUND;
}
