/* outbox: see outbox.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "outbox.h"

#include <stdlib.h>

must_check enum db_outcome outbox_claim(struct db *db, struct arena *arena,
					const struct config *config, struct claim *claim)
{
	const char *values[] = {
		db_number(arena, config->mail_batch),
		db_number(arena, config->mail_lease),
		db_number(arena, config->mail_hour_limit),
		db_number(arena, config->mail_day_limit),
		db_number(arena, config->limits_mails_day),
	};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "outbox_claim", values, 5, &rows);
	struct owed *claimed = arena_get(arena, rows.count * sizeof(*claimed));

	for (size_t row = 0; row < rows.count; row++) {
		claimed[row] = (struct owed){
			.petition = rows_number(&rows, row, 0),
			.id = rows_number(&rows, row, 1),
			.attempt = rows_number(&rows, row, 2),
			.kind = rows_text(&rows, row, 3),
			.address = rows_text(&rows, row, 4),
			.signature = rows_number(&rows, row, 5),
			.nonce = rows_number(&rows, row, 6),
			.slug = rows_text(&rows, row, 7),
			.language = rows_text(&rows, row, 8),
			.title = rows_text(&rows, row, 9),
			.target = rows_text(&rows, row, 10),
			.consents = rows_text(&rows, row, 15),
			.announcement = rows_number(&rows, row, 11),
			.subject = rows_text(&rows, row, 12),
			.body = rows_text(&rows, row, 13),
			.words_language = rows_text(&rows, row, 14),
		};
	}
	*claim = (struct claim){claimed, rows.count};
	return outcome;
}

static enum outbox_keeper keeper_of(struct text word)
{
	if (text_is(word, "relay"))
		return OUTBOX_RELAY;
	if (text_is(word, "hour"))
		return OUTBOX_HOUR;
	return text_is(word, "day") ? OUTBOX_DAY : OUTBOX_FREE;
}

struct outbox_rest outbox_next(struct db *db, struct arena *arena, const struct config *config)
{
	const char *values[] = {
		db_number(arena, config->mail_hour_limit),
		db_number(arena, config->mail_day_limit),
	};
	struct rows rows;

	if (db_call(db, arena, "outbox_next", values, 2, &rows) != DB_DONE || rows.count != 1)
		return (struct outbox_rest){.kept_by = OUTBOX_FREE};
	return (struct outbox_rest){
		.is_due =
			!rows_null(&rows, 0, 0) && strtod(rows_text(&rows, 0, 0).bytes, NULL) <= 0,
		.kept_by = keeper_of(rows_text(&rows, 0, 1)),
	};
}

static const char *settlement_word(enum settlement settlement)
{
	switch (settlement) {
	case SETTLEMENT_SENT:
		return "sent";
	case SETTLEMENT_LATER:
		return "later";
	case SETTLEMENT_UNKNOWN:
		return "unknown";
	case SETTLEMENT_REFUSED:
		return "refused";
	case SETTLEMENT_REJECTED:
		return "rejected";
	case SETTLEMENT_UNREACHED:
		return "unreached";
	case SETTLEMENT_RELEASED:
		return "released";
	}
	return "later";
}

enum { PETITION, ID, ATTEMPT, OUTCOME, REPLY_CODE, REPLY, COLUMNS };

must_check enum db_outcome outbox_settle(struct db *db, struct arena *arena,
					 const struct settling *const *settlings, size_t count)
{
	struct db_array columns[COLUMNS] = {0};
	const char *values[COLUMNS];
	struct rows rows;

	for (size_t i = 0; i < COLUMNS; i++)
		columns[i].builder.arena = arena;
	for (size_t i = 0; i < count; i++) {
		const struct settling *settling = settlings[i];

		db_array_number(&columns[PETITION], settling->petition);
		db_array_number(&columns[ID], settling->id);
		db_array_number(&columns[ATTEMPT], settling->attempt);
		db_array_text(&columns[OUTCOME], text_of(settlement_word(settling->settlement)));
		db_array_number(&columns[REPLY_CODE], settling->reply_code);
		db_array_text(&columns[REPLY], settling->reply);
	}
	for (size_t i = 0; i < COLUMNS; i++)
		values[i] = db_array_done(&columns[i]);
	return db_call(db, arena, "outbox_settle", values, COLUMNS, &rows);
}
