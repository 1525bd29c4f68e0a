/* signature: what is judged before the database sees it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "signature.h"
#include "check.h"
#include "keyring.h"

struct source_row {
	const char *name; /* what is typed */
	const char *source;
};

#define TEN "abcdefghij"

static const struct source_row sources[] = {
	{"", ""},
	{"mail", "mail"},
	{"Mail-2030_a.b", "Mail-2030_a.b"},
	{TEN TEN TEN TEN TEN TEN, TEN TEN TEN TEN TEN TEN},
	{TEN TEN TEN TEN TEN TEN "k", ""},
	{"a b", ""},
	{"a/b", ""},
	{"caf\u00e9", ""},
	{"a\nb", ""},
	{"<script>", ""},
	{"a@example.org", ""},
	{"a%20b", ""},
	{" a", ""},
};

static void judges_a_source(const void *row)
{
	const struct source_row *source = row;

	check_text(signature_source(text_of(source->name)), source->source);
}

static const struct config config = {
	.database_connect_timeout = 2, .database_answer_timeout = 1, .server_batch = 10};

/* A server that is not there: the folder of its socket is missing. */
static struct db *nobody(void)
{
	return db_new(arena, &config, "host=/nowhere dbname=none");
}

static void keep(struct addition *addition, enum signature_add_outcome outcome)
{
	*(enum signature_add_outcome *)addition->context = outcome;
}

static void is_away_without_a_database(void)
{
	const char *path = text_format(arena, "%s/secret", check_folder()).bytes;
	enum signature_add_outcome outcome = SIGNATURE_ADDED;
	struct addition addition = {.settled = keep, .context = &outcome};
	struct submission *submission = &addition.submission;
	const struct secret *secret;
	struct signature_lanes *lanes;
	struct token token = {1, 2, 3};
	struct signature signature;
	struct text complaint;

	assert_true(keyring_create(arena, path, &complaint));
	assert_true(secret_read(arena, path, &secret, &complaint));
	*submission = (struct submission){.petition = 1, .given_name = text_literal("Ada")};
	assert_int_equal(address_parse(arena, text_literal("a@example.org"), &submission->address),
			 ADDRESS_RIGHT);
	submission->family_name = submission->postal_code = submission->country =
		submission->comment = submission->language = submission->source =
			submission->consents = text_literal("");
	lanes = signature_lanes_new(arena, nobody(), secret, &config);
	signature_add(lanes, &addition);
	assert_int_equal(outcome, SIGNATURE_AWAY);
	assert_int_equal(signature_confirm(lanes, &token), SIGNATURE_CONFIRM_AWAY);
	assert_int_equal(signature_find(nobody(), arena, &token, &signature), SIGNATURE_FIND_AWAY);
}

int main(void)
{
	check_rows("source", judges_a_source, sources);
	check("is away without a database", is_away_without_a_database);
	return check_run();
}
