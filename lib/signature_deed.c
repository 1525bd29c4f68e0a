/* signature_deed: see signature_deed.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "signature_deed.h"

#define VALUES_LIMIT 10

/* The values of a call: the three numbers of the link, then what more it takes. */
struct call {
	const char *values[VALUES_LIMIT];
	size_t count;
	struct rows rows;
};

static struct call call_of(const struct own *own)
{
	return (struct call){
		.values =
			{
				db_number(own->arena, (int64_t)own->token->petition),
				db_number(own->arena, (int64_t)own->token->signature),
				db_number(own->arena, (int64_t)own->token->nonce),
			},
		.count = 3,
	};
}

static void call_add(struct call *call, const char *value)
{
	call->values[call->count++] = value;
}

static void call_add_text(struct call *call, struct text text)
{
	call_add(call, text_empty(text) ? NULL : text.bytes);
}

static const char *key_value(struct arena *arena, const uint8_t key[SECRET_ADDRESS_KEY_SIZE])
{
	return db_bytes(arena, (struct text){(const char *)key, SECRET_ADDRESS_KEY_SIZE});
}

static enum deed_outcome outcome_of(enum db_outcome outcome, const struct call *call)
{
	static const struct {
		const char *word;
		enum deed_outcome outcome;
	} words[] = {
		{"done", DEED_DONE},     {"unchanged", DEED_UNCHANGED},
		{"held", DEED_HELD},     {"other_address", DEED_OTHER_ADDRESS},
		{"closed", DEED_CLOSED}, {"gone", DEED_GONE},
	};

	if (outcome != DB_DONE || call->rows.count == 0)
		return DEED_AWAY;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (text_is(rows_text(&call->rows, 0, 0), words[i].word))
			return words[i].outcome;
	}
	return DEED_UNKNOWN;
}

must_check enum deed_outcome signature_correct(const struct own *own,
					       const struct submission *typed)
{
	struct call call = call_of(own);

	call_add(&call, typed->given_name.bytes);
	call_add_text(&call, typed->family_name);
	call_add_text(&call, typed->postal_code);
	call_add(&call, typed->country.bytes);
	return outcome_of(db_call(own->db, own->arena, "signature_correct", call.values, call.count,
				  &call.rows),
			  &call);
}

static enum deed_outcome set_name(const struct own *own, bool shown)
{
	struct call call = call_of(own);

	call_add(&call, db_bool(shown));
	return outcome_of(db_call(own->db, own->arena, "signature_show_name", call.values,
				  call.count, &call.rows),
			  &call);
}

must_check enum deed_outcome signature_show_name(const struct own *own)
{
	return set_name(own, true);
}

must_check enum deed_outcome signature_hide_name(const struct own *own)
{
	return set_name(own, false);
}

must_check enum deed_outcome signature_comment(const struct own *own, struct text comment)
{
	struct call call = call_of(own);

	call_add_text(&call, comment);
	return outcome_of(db_call(own->db, own->arena, "signature_comment", call.values, call.count,
				  &call.rows),
			  &call);
}

static enum deed_outcome set_comment(const struct own *own, bool shown)
{
	struct call call = call_of(own);

	call_add(&call, db_bool(shown));
	return outcome_of(db_call(own->db, own->arena, "signature_show_comment", call.values,
				  call.count, &call.rows),
			  &call);
}

must_check enum deed_outcome signature_erase_comment(const struct own *own)
{
	return signature_comment(own, text_literal(""));
}

must_check enum deed_outcome signature_show_comment(const struct own *own)
{
	return set_comment(own, true);
}

must_check enum deed_outcome signature_hide_comment(const struct own *own)
{
	return set_comment(own, false);
}

must_check enum deed_outcome signature_withdraw(const struct own *own)
{
	struct call call = call_of(own);

	return outcome_of(db_call(own->db, own->arena, "signature_withdraw", call.values,
				  call.count, &call.rows),
			  &call);
}

must_check enum deed_outcome signature_sign_again(const struct own *own,
						  const uint8_t key[SECRET_ADDRESS_KEY_SIZE],
						  const struct submission *typed)
{
	struct call call = call_of(own);

	call_add(&call, key_value(own->arena, key));
	call_add(&call, typed->address.mailbox.bytes);
	call_add(&call, typed->given_name.bytes);
	call_add_text(&call, typed->family_name);
	call_add_text(&call, typed->postal_code);
	call_add(&call, typed->country.bytes);
	call_add(&call, db_bool(typed->show_name));
	return outcome_of(db_call(own->db, own->arena, "signature_sign_again", call.values,
				  call.count, &call.rows),
			  &call);
}

must_check enum deed_outcome signature_erase(const struct own *own)
{
	struct call call = call_of(own);

	return outcome_of(db_call(own->db, own->arena, "signature_erase", call.values, call.count,
				  &call.rows),
			  &call);
}

must_check enum deed_outcome signature_disown(const struct own *own)
{
	struct call call = call_of(own);

	return outcome_of(db_call(own->db, own->arena, "signature_disown", call.values, call.count,
				  &call.rows),
			  &call);
}

must_check bool signature_history(const struct own *own, const struct event **first)
{
	struct call call = call_of(own);
	enum db_outcome outcome = db_call(own->db, own->arena, "signature_history", call.values,
					  call.count, &call.rows);

	*first = NULL;
	for (size_t row = call.rows.count; row-- > 0;) {
		struct event *event = arena_get(own->arena, sizeof(*event));

		event->day = rows_text(&call.rows, row, 0);
		event->time = rows_text(&call.rows, row, 1);
		event->what = rows_text(&call.rows, row, 2);
		event->organization = rows_text(&call.rows, row, 3);
		event->next = *first;
		*first = event;
	}
	return outcome == DB_DONE;
}

must_check bool signature_data(const struct own *own, struct text *data)
{
	struct call call = call_of(own);

	*data = text_literal("");
	if (db_call(own->db, own->arena, "signature_data", call.values, call.count, &call.rows) !=
	    DB_DONE)
		return false;
	if (call.rows.count > 0)
		*data = rows_text(&call.rows, 0, 0);
	return true;
}

must_check bool signature_list(struct db *db, struct arena *arena,
			       const uint8_t key[SECRET_ADDRESS_KEY_SIZE], struct owned *owned)
{
	const char *values[] = {key_value(arena, key)};
	struct rows rows;

	if (db_call(db, arena, "signature_list", values, 1, &rows) != DB_DONE)
		return false;
	owned->count = rows.count;
	owned->tokens = arena_get(arena, rows.count * sizeof(*owned->tokens));
	for (size_t row = 0; row < rows.count; row++)
		owned->tokens[row] = (struct token){
			(uint64_t)rows_number(&rows, row, 0),
			(uint64_t)rows_number(&rows, row, 1),
			(uint64_t)rows_number(&rows, row, 2),
		};
	return true;
}

must_check bool signature_link(struct db *db, struct arena *arena,
			       const uint8_t key[SECRET_ADDRESS_KEY_SIZE])
{
	const char *values[] = {key_value(arena, key)};
	struct rows rows;

	return db_call(db, arena, "signature_link", values, 1, &rows) == DB_DONE;
}
