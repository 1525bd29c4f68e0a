/* secret: what we wrote opens, anything else does not. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "secret.h"
#include "check.h"

#include <ctype.h>
#include <string.h>

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define OTHER_HEX "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static const struct secret *secret_of(const char *hex)
{
	const char *path = check_file("known", text_of(hex), 0600);
	const struct secret *secret;
	struct text complaint;

	if (!secret_read(arena, path, &secret, &complaint))
		fail_msg("%s", complaint.bytes);
	return secret;
}

/* Links and keys made by an older version have to stay what they are: these are its values. */
static void derives_the_same_for_ever(void)
{
	const struct secret *secret = secret_of(HEX);
	struct token token = {1, 2, 3};
	uint8_t key[SECRET_ADDRESS_KEY_SIZE];
	struct builder hex = {.arena = arena};

	secret_address_key(secret, text_literal("ada@example.org"), key);
	for (size_t i = 0; i < sizeof(key); i++)
		builder_format(&hex, "%02x", key[i]);
	check_text(secret_token_write(secret, arena, &token),
		   "0000010000000002000000000003e87ed2f3c68bd2434c650d1b1dba8485");
	check_text(builder_done(&hex), "c78d4859e1d5977b359cfdcd0c4470c6");
	check_text(secret_mail_write(secret, arena, 1, 2),
		   "7c6dbacf8a23a07d38c38e72476b48dd3efe2732");
	check_text(secret_stamp_write(secret, arena, 1, 1700000000),
		   "000000006553f100147c8d9b1671aa8aab69e6482b70929a");
}

static struct text meter_key(const struct secret *secret, const char *kind, int64_t day,
			     const char *counted)
{
	uint8_t key[SECRET_METER_KEY_SIZE];
	struct builder hex = {.arena = arena};

	secret_meter_key(secret, kind, day, text_of(counted), key);
	for (size_t i = 0; i < sizeof(key); i++)
		builder_format(&hex, "%02x", key[i]);
	return builder_done(&hex);
}

static void counts_nothing_together(void)
{
	const struct secret *secret = secret_of(HEX);
	struct text key = meter_key(secret, "network", 20000, "192.0.2.1");

	assert_true(text_equal(key, meter_key(secret_of(HEX), "network", 20000, "192.0.2.1")));
	assert_false(text_equal(key, meter_key(secret, "network", 20001, "192.0.2.1")));
	assert_false(text_equal(key, meter_key(secret, "network", 20000, "192.0.2.2")));
	assert_false(text_equal(key, meter_key(secret, "networ", 20000, "k192.0.2.1")));
	assert_false(
		text_equal(key, meter_key(secret_of(OTHER_HEX), "network", 20000, "192.0.2.1")));
}

struct token_row {
	const char *name;
	struct token token;
};

static const struct token_row tokens[] = {
	{"zeros", {0, 0, 0}},
	{"small", {1, 2, 3}},
	{"largest", {(UINT64_C(1) << 24) - 1, (UINT64_C(1) << 40) - 1, (UINT64_C(1) << 48) - 1}},
	{"each its own", {0x010203, 0x0405060708, 0x090a0b0c0d0e}},
};

static void token_comes_back(const void *row)
{
	const struct token *token = &((const struct token_row *)row)->token;
	const struct secret *secret = secret_of(HEX);
	struct text written = secret_token_write(secret, arena, token);
	struct token read;

	assert_int_equal(written.size, SECRET_TOKEN_LENGTH);
	assert_true(secret_token_read(secret, written, &read));
	assert_true(read.petition == token->petition);
	assert_true(read.signature == token->signature);
	assert_true(read.nonce == token->nonce);
}

/* A digit that is another one. */
static char tampered(char digit)
{
	return digit == '0' ? '1' : '0';
}

static void token_with_a_wrong_digit_is_refused(void)
{
	const struct secret *secret = secret_of(HEX);
	struct token token = {7, 1234567, 987654321}, read;
	struct text written = secret_token_write(secret, arena, &token);

	for (size_t i = 0; i < written.size; i++) {
		char *copy = arena_copy(arena, written.bytes, written.size);

		copy[i] = tampered(copy[i]);
		assert_false(secret_token_read(secret, (struct text){copy, written.size}, &read));
		copy[i] = 'g';
		assert_false(secret_token_read(secret, (struct text){copy, written.size}, &read));
	}
}

static void token_of_another_length_is_refused(void)
{
	const struct secret *secret = secret_of(HEX);
	struct token token = {7, 8, 9}, read;
	struct text written = secret_token_write(secret, arena, &token);

	for (size_t size = 0; size < written.size; size++)
		assert_false(secret_token_read(secret, (struct text){written.bytes, size}, &read));
	assert_false(secret_token_read(secret, text_format(arena, "%s0", written.bytes), &read));
	assert_false(secret_token_read(secret, text_format(arena, "%s00", written.bytes), &read));
	assert_false(secret_token_read(secret, text_format(arena, " %s", written.bytes), &read));
}

static void token_of_another_secret_is_refused(void)
{
	struct token token = {7, 8, 9}, read;
	struct text written = secret_token_write(secret_of(HEX), arena, &token);

	assert_false(secret_token_read(secret_of(OTHER_HEX), written, &read));
}

static void stamp_comes_back(void)
{
	const struct secret *secret = secret_of(HEX);
	const int64_t times[] = {0, 1, 1700000000, INT64_MAX};

	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		struct text stamp = secret_stamp_write(secret, arena, 5, times[i]);
		int64_t time = -1;

		assert_true(secret_stamp_read(secret, stamp, 5, &time));
		assert_true(time == times[i]);
	}
}

/* A page shows a right stamp again and replaces a wrong one: the time must not tell it otherwise. */
static void refused_stamp_has_no_time(struct text stamp, uint64_t petition)
{
	int64_t time = -1;

	assert_false(secret_stamp_read(secret_of(HEX), stamp, petition, &time));
	assert_true(time == -1);
}

static void stamp_with_a_wrong_digit_is_refused(void)
{
	struct text stamp = secret_stamp_write(secret_of(HEX), arena, 5, 1700000000);

	for (size_t i = 0; i < stamp.size; i++) {
		char *copy = arena_copy(arena, stamp.bytes, stamp.size);

		copy[i] = tampered(copy[i]);
		refused_stamp_has_no_time((struct text){copy, stamp.size}, 5);
	}
}

static void stamp_of_another_length_is_refused(void)
{
	struct text stamp = secret_stamp_write(secret_of(HEX), arena, 5, 1700000000);

	for (size_t size = 0; size < stamp.size; size++)
		refused_stamp_has_no_time((struct text){stamp.bytes, size}, 5);
	refused_stamp_has_no_time(text_format(arena, "%s00", stamp.bytes), 5);
}

static void stamp_of_another_petition_is_refused(void)
{
	refused_stamp_has_no_time(secret_stamp_write(secret_of(HEX), arena, 5, 1700000000), 6);
}

static void stamp_of_another_secret_is_refused(void)
{
	refused_stamp_has_no_time(secret_stamp_write(secret_of(OTHER_HEX), arena, 5, 1700000000),
				  5);
}

/* One use's hash never opens another use. */
static void uses_have_their_own_keys(void)
{
	const struct secret *secret = secret_of(HEX);
	uint8_t key[SECRET_ADDRESS_KEY_SIZE];
	const char sixteen[16] = {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2};
	struct builder hex = {.arena = arena};
	struct text stamp = secret_stamp_write(secret, arena, 1, 2);
	struct text name = secret_mail_write(secret, arena, 1, 2);

	secret_address_key(secret, (struct text){sixteen, sizeof(sixteen)}, key);
	for (size_t i = 0; i < sizeof(key); i++)
		builder_format(&hex, "%02x", key[i]);
	assert_string_not_equal(name.bytes, stamp.bytes + 16);
	assert_string_not_equal(name.bytes, builder_done(&hex).bytes);
	assert_string_not_equal(stamp.bytes + 16, builder_done(&hex).bytes);
}

static void address_keys_differ(void)
{
	const struct secret *secret = secret_of(HEX);
	uint8_t ada[SECRET_ADDRESS_KEY_SIZE], again[SECRET_ADDRESS_KEY_SIZE],
		bob[SECRET_ADDRESS_KEY_SIZE];

	secret_address_key(secret, text_literal("ada@example.org"), ada);
	secret_address_key(secret, text_literal("ada@example.org"), again);
	secret_address_key(secret, text_literal("bob@example.org"), bob);
	assert_memory_equal(ada, again, sizeof(ada));
	assert_memory_not_equal(ada, bob, sizeof(ada));
	secret_address_key(secret_of(OTHER_HEX), text_literal("ada@example.org"), again);
	assert_memory_not_equal(ada, again, sizeof(ada));
}

static void mail_names_differ(void)
{
	const struct secret *secret = secret_of(HEX);
	struct text name = secret_mail_write(secret, arena, 1, 2);
	struct text next = secret_mail_write(secret, arena, 1, 3);

	assert_int_equal(name.size, SECRET_MAIL_LENGTH);
	assert_true(text_equal(name, secret_mail_write(secret, arena, 1, 2)));
	assert_false(text_equal(name, secret_mail_write(secret, arena, 2, 1)));
	assert_string_not_equal(name.bytes + SECRET_MAIL_LENGTH / 2,
				next.bytes + SECRET_MAIL_LENGTH / 2);
}

struct mail_row {
	const char *name;
	uint64_t petition;
	uint64_t mail;
};

static const struct mail_row mails[] = {
	{"the first", 0, 0},
	{"one", 1, 1000},
	{"the last", 0xffffff, 0xffffffffffffff},
};

static void reads_mail_names(const void *row)
{
	const struct mail_row *mail = row;
	const struct secret *secret = secret_of(HEX);
	struct text name = secret_mail_write(secret, arena, mail->petition, mail->mail);
	char *capitals = arena_copy(arena, name.bytes, name.size);
	uint64_t petition, number;

	for (size_t i = 0; i < name.size; i++)
		capitals[i] = (char)toupper((unsigned char)capitals[i]);
	assert_true(secret_mail_read(secret, name, &petition, &number));
	assert_int_equal(petition, mail->petition);
	assert_int_equal(number, mail->mail);
	assert_true(secret_mail_read(secret, text_of(capitals), &petition, &number));
	assert_int_equal(number, mail->mail);
	assert_false(secret_mail_read(secret_of(OTHER_HEX), name, &petition, &number));
}

static void reads_no_mail_name_that_is_not_ours(void)
{
	const struct secret *secret = secret_of(HEX);
	struct text name = secret_mail_write(secret, arena, 1, 2);
	uint64_t petition, mail;

	for (size_t i = 0; i < name.size; i++) {
		char *changed = arena_copy(arena, name.bytes, name.size);

		changed[i] = changed[i] == '0' ? '1' : '0';
		assert_false(secret_mail_read(secret, text_of(changed), &petition, &mail));
		changed[i] = '\0';
		assert_false(secret_mail_read(secret, text_of(changed), &petition, &mail));
	}
	assert_false(
		secret_mail_read(secret, text_format(arena, "%s00", name.bytes), &petition, &mail));
	assert_false(secret_mail_read(secret, text_literal(""), &petition, &mail));
}

static void nonces_differ_and_fit(void)
{
	uint64_t before = secret_nonce();

	for (int i = 0; i < 1000; i++) {
		uint64_t nonce = secret_nonce();

		assert_true(nonce < UINT64_C(1) << 48);
		assert_true(nonce != before);
		before = nonce;
	}
}

struct damage_row {
	const char *name; /* before and behind the token's halves, and between them */
	const char *before, *between, *behind;
};

static const struct damage_row damages[] = {
	{"nothing", "", "", ""},
	{"brackets", "<", "", ">"},
	{"the end of a sentence", "", "", ">).,"},
	{"a space", "", " ", ""},
	{"a line end", "", "\r\n ", "\n"},
	{"a soft line break", "", "=\r\n", ""},
	{"encoded again", "", "%0A", "%3E"},
	{"a quote", "\"", "", "\""},
	{"other words", "", "", "/and more"},
};

static void mends_a_token(const void *row)
{
	const struct damage_row *damage = row;
	struct token token = {7, 1234567, 987654321};
	struct text written = secret_token_write(secret_of(HEX), arena, &token);
	struct text damaged = text_format(arena, "%s%.30s%s%s%s", damage->before, written.bytes,
					  damage->between, written.bytes + 30, damage->behind);

	check_text(secret_token_mend(arena, damaged), written.bytes);
}

static void does_not_mend_what_is_missing(void)
{
	const struct secret *secret = secret_of(HEX);
	struct token token = {7, 8, 9}, read;
	struct text written = secret_token_write(secret, arena, &token);
	struct text longer = text_format(arena, "%s00", written.bytes);
	struct text upper = text_copy(arena, written);

	for (char *at = (char *)upper.bytes; *at != '\0'; at++)
		*at = *at >= 'a' ? (char)(*at - 32) : *at;
	assert_true(secret_token_read(secret, secret_token_mend(arena, upper), &read));
	assert_false(secret_token_read(secret, secret_token_mend(arena, longer), &read));
	written.size -= 2;
	assert_false(secret_token_read(secret, secret_token_mend(arena, written), &read));
	assert_int_equal(secret_token_mend(arena, text_literal("")).size, 0);
}

static void code_is_what_was_written(void)
{
	const struct secret *secret = secret_of(HEX);
	struct token token = {7, 8, 9}, other = {7, 8, 10};
	const char *code = secret_code_write(secret, arena, &token).bytes;
	struct text bare = text_format(arena, " %.4s %s. ", code, code + 5);
	char *wrong = arena_copy(arena, code, 9);

	assert_int_equal(strlen(code), 9);
	assert_int_equal(code[4], '-');
	assert_int_equal(strspn(code, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"), 9);
	assert_true(secret_code_check(secret, text_of(code), &token));
	assert_true(secret_code_check(secret, bare, &token));
	assert_false(secret_code_check(secret, text_of(code), &other));
	assert_false(secret_code_check(secret_of(OTHER_HEX), text_of(code), &token));
	wrong[8] = wrong[8] == 'Z' ? 'Y' : 'Z';
	assert_false(secret_code_check(secret, text_of(wrong), &token));
	assert_false(secret_code_check(secret, text_format(arena, "%s0", code), &token));
	assert_false(secret_code_check(secret, text_literal("ABCD"), &token));
	assert_false(secret_code_check(secret, text_literal(""), &token));
}

/* Letters that look like digits are these, and case does not matter: whichever codes have them. */
static void code_is_read_as_it_looks(void)
{
	const struct secret *secret = secret_of(HEX);

	for (uint64_t nonce = 0; nonce < 200; nonce++) {
		struct token token = {7, 8, nonce};
		struct text code = secret_code_write(secret, arena, &token);
		char *typed = arena_copy(arena, code.bytes, code.size);

		for (char *at = typed; *at != '\0'; at++) {
			if (*at == '0' || *at == '1')
				*at = *at == '0' ? 'o' : nonce % 2 == 0 ? 'l' : 'I';
			else if (*at >= 'A')
				*at = (char)(*at + 32);
		}
		assert_true(secret_code_check(secret, text_of(typed), &token));
	}
}

static const struct secret *rotated(const char *first, const char *second)
{
	return secret_of(
		text_format(arena, HEX " - %s\n" OTHER_HEX " %s -\n", first, second).bytes);
}

#define PAST "2001-01-01T00:00:00Z"
#define FUTURE "2999-01-01T00:00:00Z"

static bool opens(const struct secret *secret, struct text written)
{
	struct token token;

	return secret_token_read(secret, written, &token);
}

static void old_links_open_until_their_time_is_over(void)
{
	struct token token = {1, 2, 3};
	struct text old = secret_token_write(secret_of(HEX), arena, &token);
	struct text code = secret_code_write(secret_of(HEX), arena, &token);
	struct text stamp = secret_stamp_write(secret_of(HEX), arena, 1, 1700000000);
	const struct secret *both = rotated(FUTURE, PAST), *ended = rotated(PAST, PAST);
	int64_t time;

	assert_true(opens(both, old));
	assert_true(secret_code_check(both, code, &token));
	assert_true(secret_stamp_read(both, stamp, 1, &time));
	assert_false(opens(ended, old));
	assert_false(secret_code_check(ended, code, &token));
	assert_false(secret_stamp_read(ended, stamp, 1, &time));
}

static void the_latest_key_writes_once_its_time_has_come(void)
{
	struct token token = {1, 2, 3};
	struct text old = secret_token_write(secret_of(HEX), arena, &token);
	struct text new = secret_token_write(secret_of(OTHER_HEX), arena, &token);
	const struct secret *waiting = rotated(FUTURE, FUTURE);

	check_text(secret_token_write(rotated(FUTURE, PAST), arena, &token), new.bytes);
	check_text(secret_token_write(waiting, arena, &token), old.bytes);
	/* The clock of another host may be ahead. */
	assert_true(opens(waiting, new));
}

static void what_is_stored_stays_the_same(void)
{
	const struct secret *old = secret_of(HEX), *ended = rotated(PAST, PAST);
	uint8_t one[SECRET_ADDRESS_KEY_SIZE], two[SECRET_ADDRESS_KEY_SIZE];
	uint64_t petition, mail;

	secret_address_key(old, text_literal("ada@example.org"), one);
	secret_address_key(ended, text_literal("ada@example.org"), two);
	assert_memory_equal(one, two, sizeof(one));
	secret_meter_key(old, "paper", 0, text_literal("ada"), one);
	secret_meter_key(ended, "paper", 0, text_literal("ada"), two);
	assert_memory_equal(one, two, sizeof(one));
	/* And a report of an old mail finds it. */
	assert_true(secret_mail_read(ended, secret_mail_write(old, arena, 4, 5), &petition, &mail));
	assert_true(petition == 4 && mail == 5);
	assert_true(
		secret_mail_read(ended, secret_mail_write(ended, arena, 6, 7), &petition, &mail));
	assert_true(petition == 6 && mail == 7);
}

int main(void)
{
	check("old links open until their time is over", old_links_open_until_their_time_is_over);
	check("the latest key writes once its time has come",
	      the_latest_key_writes_once_its_time_has_come);
	check("what is stored stays the same", what_is_stored_stays_the_same);
	check("derives the same for ever", derives_the_same_for_ever);
	check("counts nothing together", counts_nothing_together);
	check_rows("token", token_comes_back, tokens);
	check("token with a wrong digit", token_with_a_wrong_digit_is_refused);
	check("token of another length", token_of_another_length_is_refused);
	check("token of another secret", token_of_another_secret_is_refused);
	check_rows("mends", mends_a_token, damages);
	check("does not mend what is missing", does_not_mend_what_is_missing);
	check("code is what was written", code_is_what_was_written);
	check("code is read as it looks", code_is_read_as_it_looks);
	check("stamp comes back", stamp_comes_back);
	check("stamp with a wrong digit", stamp_with_a_wrong_digit_is_refused);
	check("stamp of another length", stamp_of_another_length_is_refused);
	check("stamp of another petition", stamp_of_another_petition_is_refused);
	check("stamp of another secret", stamp_of_another_secret_is_refused);
	check("uses have their own keys", uses_have_their_own_keys);
	check("address keys differ", address_keys_differ);
	check("mail names differ", mail_names_differ);
	check_rows("mail name", reads_mail_names, mails);
	check("reads no mail name that is not ours", reads_no_mail_name_that_is_not_ours);
	check("nonces differ and fit", nonces_differ_and_fit);
	return check_run();
}
