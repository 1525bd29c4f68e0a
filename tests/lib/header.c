/* header: mail headers that every program on the way can read. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "header.h"
#include "check.h"

#include <string.h>

struct encode_row {
	const char *name; /* the words */
	const char *encoded;
	const char *phrase;
};

static const struct encode_row encodings[] = {
	{"", "", "\"\""},
	{"Save the library", "Save the library", "\"Save the library\""},
	{"50% & more: <b>", "50% & more: <b>", "\"50% & more: <b>\""},
	{"a \"b\" \\ c", "a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\""},
	{"a\nb", "a b", "\"a b\""},
	{"a\r\nBcc: b@example.org", "a Bcc: b@example.org", "\"a Bcc: b@example.org\""},
	{"  a   b  ", "a b", "\"a b\""},
	{"\u00e9", "=?UTF-8?Q?=C3=A9?=", "=?UTF-8?Q?=C3=A9?="},
	{"caf\u00e9 noir", "=?UTF-8?Q?caf=C3=A9_noir?=", "=?UTF-8?Q?caf=C3=A9_noir?="},
	{"caf\u00e9\r\nX: y", "=?UTF-8?Q?caf=C3=A9_X=3A_y?=", "=?UTF-8?Q?caf=C3=A9_X=3A_y?="},
	{"\u00e9=?_\"", "=?UTF-8?Q?=C3=A9=3D=3F=5F=22?=", "=?UTF-8?Q?=C3=A9=3D=3F=5F=22?="},
	{"=?UTF-8?Q?a?=", "=?UTF-8?Q?=3D=3FUTF=2D8=3FQ=3Fa=3F=3D?=",
	 "=?UTF-8?Q?=3D=3FUTF=2D8=3FQ=3Fa=3F=3D?="},
	{"a\177", "=?UTF-8?Q?a=7F?=", "=?UTF-8?Q?a=7F?="},
};

static void encodes(const void *row)
{
	const struct encode_row *expected = row;
	struct text words = text_of(expected->name);

	check_text(line_text(header_encode(arena, words)), expected->encoded);
	check_text(line_text(header_phrase(arena, words)), expected->phrase);
}

static int digit_of(char c)
{
	return c <= '9' ? c - '0' : c - 'A' + 10;
}

/* What a mail program shows: encoded words beside each other have no space between them. */
static struct text decoded(struct text encoded)
{
	struct builder builder = {.arena = arena};
	const char *at = encoded.bytes;

	while (*at != '\0') {
		assert_int_equal(strncmp(at, "=?UTF-8?Q?", 10), 0);
		for (at += 10; strncmp(at, "?=", 2) != 0; at++) {
			char c = *at == '_' ? ' ' : *at;

			assert_true(*at > ' ' && *at < 0x7f && *at != '?');
			if (*at == '=') {
				c = (char)(digit_of(at[1]) * 16 + digit_of(at[2]));
				at += 2;
			}
			builder_add(&builder, &c, 1);
		}
		at += at[2] == ' ' ? 3 : 2;
	}
	return builder_done(&builder);
}

/* Each encoded word is at most 75 characters and valid UTF-8 by itself. */
static void check_words(struct text encoded)
{
	const char *word = encoded.bytes;

	while (*word != '\0') {
		size_t size = strcspn(word, " ");
		struct text part, taken;

		assert_in_range(size, 13, 75);
		part = decoded(text_copy(arena, (struct text){word, size}));
		assert_true(text_take(arena, part.bytes, part.size, &taken));
		word += size + (word[size] == ' ');
	}
}

static void splits_between_characters(void)
{
	static const char *const characters[] = {"\u00e9", "\u20ac", "\U0001f600", "a"};

	for (size_t kind = 0; kind < 4; kind++) {
		for (size_t offset = 0; offset < 12; offset++) {
			struct builder words = {.arena = arena};
			struct text typed, encoded;

			for (size_t i = 0; i < offset; i++)
				builder_string(&words, "x");
			for (size_t i = 0; i < 60; i++)
				builder_string(&words, characters[kind]);
			builder_string(&words, "\u00e9");
			typed = builder_done(&words);
			encoded = line_text(header_encode(arena, typed));
			check_words(encoded);
			check_text_bytes(decoded(encoded), typed);
		}
	}
}

static void keeps_spaces_between_words(void)
{
	struct builder words = {.arena = arena};
	struct text typed;

	for (int i = 0; i < 50; i++)
		builder_string(&words, i == 0 ? "\u00e9a" : " \u00e9b");
	typed = builder_done(&words);
	check_text_bytes(decoded(line_text(header_encode(arena, typed))), typed);
}

struct fold_row {
	const char *name;
	const char *header;
	const char *value;
	const char *folded;
};

#define TEN "123456789 "
#define SIXTY TEN TEN TEN TEN TEN TEN

static const struct fold_row folds[] = {
	{"empty", "Subject", "", "Subject: "},
	{"short", "Subject", "a b", "Subject: a b"},
	{"76 columns", "To", SIXTY "123456789 12", "To: " SIXTY "123456789 12"},
	{"77 columns", "To", SIXTY "123456789 123", "To: " SIXTY "123456789\r\n 123"},
	{"many lines", "To", SIXTY SIXTY "1",
	 "To: " SIXTY "123456789\r\n 123456789 " TEN TEN TEN TEN "1"},
	{"a long word first", "To", SIXTY "1", "To: " SIXTY "1"},
};

static void folds_at_spaces(const void *row)
{
	const struct fold_row *expected = row;
	struct line value = {expected->value, strlen(expected->value)};

	check_text(header_fold(arena, expected->header, value), expected->folded);
}

static void long_word_stays_whole(void)
{
	char *word = arena_get(arena, 201);
	struct line value = {word, 200};

	memset(word, 'w', 200);
	check_text(header_fold(arena, "Message-ID", value),
		   text_format(arena, "Message-ID: %s", word).bytes);
	value = line_fold(arena, text_format(arena, "a %s b", word));
	check_text(header_fold(arena, "X", value),
		   text_format(arena, "X: a\r\n %s\r\n b", word).bytes);
}

/* RFC 2047, section 2: no line with an encoded word has more than 76 characters. */
static void encoded_lines_are_short(void)
{
	for (size_t size = 1; size < 200; size++) {
		struct builder words = {.arena = arena};
		struct text folded;
		const char *at;

		for (size_t i = 0; i < size; i++)
			builder_string(&words, i % 7 == 6 ? " " : i % 5 == 0 ? "\u00e9" : "a");
		folded = header_fold(arena, "Subject", header_encode(arena, builder_done(&words)));
		for (at = folded.bytes; *at != '\0';) {
			size_t length = strcspn(at, "\r");

			assert_in_range(length, 1, 76);
			at += length;
			if (*at != '\0') {
				assert_memory_equal(at, "\r\n ", 3);
				at += 2;
			}
		}
	}
}

/* A newline in a header is only there where a space follows: nothing begins a header of its own. */
static void folding_never_begins_a_header(void)
{
	struct line value = line_fold(arena, text_literal(SIXTY "\r\nBcc: b@example.org " SIXTY));
	struct text folded = header_fold(arena, "Subject", value);

	for (const char *at = folded.bytes; (at = strchr(at, '\n')) != NULL; at++)
		assert_int_equal(at[1], ' ');
}

struct date_row {
	const char *name; /* the date */
	long long time;
};

static const struct date_row dates[] = {
	{"Thu, 1 Jan 1970 00:00:00 +0000", 0},
	{"Thu, 29 Feb 2024 12:34:56 +0000", 1709210096},
	{"Sun, 31 Dec 2023 23:59:59 +0000", 1704067199},
	{"Tue, 19 Jan 2038 03:14:08 +0000", 2147483648},
};

static void writes_a_date(const void *row)
{
	const struct date_row *date = row;

	check_text(line_text(header_date(arena, date->time)), date->name);
}

int main(void)
{
	check_rows("encode", encodes, encodings);
	check("splits between characters", splits_between_characters);
	check("keeps spaces between words", keeps_spaces_between_words);
	check_rows("fold", folds_at_spaces, folds);
	check("a long word stays whole", long_word_stays_whole);
	check("encoded lines are short", encoded_lines_are_short);
	check("folding never begins a header", folding_never_begins_a_header);
	check_rows("date", writes_a_date, dates);
	return check_run();
}
