/* slug: which names an address may have, and what becomes of a title. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "slug.h"
#include "check.h"

#include <string.h>

struct slug_row {
	const char *name; /* the title */
	const char *slug;
};

#define TEN "abcdefghi "

static const struct slug_row titles[] = {
	{"Save the library", "save-the-library"},
	{"ICE’s Machine", "ices-machine"},
	{"ICE's Machine", "ices-machine"},
	{"‘Stop’ “it”", "stop-it"},
	{"Amazon: no more technology", "amazon-no-more-technology"},
	{"ICE and DHS—all of them", "ice-and-dhs-all-of-them"},
	{"Jobs & homes, now!", "jobs-homes-now"},
	{"A/B.C_D+E", "a-b-c-d-e"},
	{"  --a--  b--  ", "a-b"},
	{"Café für alle", "cafe-fur-alle"},
	{"Žádost Škoda", "zadost-skoda"},
	{"ﬁnal ①", "final-1"},
	{"ＡＢＣ", "abc"},
	{"2030", "2030"},
	{"Стоп", ""},
	{"Стоп 2030", "2030"},
	{"!?", ""},
	{"", ""},
	{TEN TEN TEN TEN TEN "abcdefghi",
	 "abcdefghi-abcdefghi-abcdefghi-abcdefghi-abcdefghi-abcdefghi"},
	{TEN TEN TEN TEN TEN "abcdefghi j",
	 "abcdefghi-abcdefghi-abcdefghi-abcdefghi-abcdefghi-abcdefghi"},
	{TEN TEN TEN TEN TEN TEN "j",
	 "abcdefghi-abcdefghi-abcdefghi-abcdefghi-abcdefghi-abcdefghi"},
	{TEN TEN TEN TEN TEN "abcdefghijkl", "abcdefghi-abcdefghi-abcdefghi-abcdefghi-abcdefghi"},
};

static void makes(const void *row)
{
	const struct slug_row *title = row;
	struct text slug = slug_make(arena, text_of(title->name));

	check_text(slug, title->slug);
	assert_int_equal(slug.bytes[slug.size], '\0');
	assert_true(text_empty(slug) || slug_is_right(slug));
}

static void makes_one_of_a_long_word(void)
{
	char *word = arena_get(arena, 1001);
	struct text slug;

	memset(word, 'a', 1000);
	slug = slug_make(arena, (struct text){word, 1000});
	assert_int_equal(slug.size, SLUG_MADE_LIMIT);
	assert_true(slug_is_right(slug));
}

/* U+FDFA is eleven times as long in NFKD. */
static void takes_the_longest_expansion(void)
{
	check_text(slug_make(arena, text_literal("\ufdfa\ufdfa\ufdfa\ufdfa a")), "a");
}

static void knows_a_right_one(void)
{
	char longest[SLUG_LIMIT + 2];

	memset(longest, 'a', sizeof(longest));
	assert_false(slug_is_right(text_literal("")));
	longest[SLUG_LIMIT] = '\0';
	assert_true(slug_is_right(text_of(longest)));
	longest[SLUG_LIMIT] = 'a';
	longest[SLUG_LIMIT + 1] = '\0';
	assert_false(slug_is_right(text_of(longest)));
	assert_true(slug_is_right(text_literal("a--b")));
	assert_false(slug_is_right(text_literal("a b")));
	assert_false(slug_is_right(text_literal("A")));
	assert_false(slug_is_right(text_literal("-a")));
	assert_false(slug_is_right(text_literal("a-")));
	assert_false(slug_is_right(text_literal("health")));
	assert_true(slug_is_right(text_literal("healthy")));
	assert_false(slug_is_right(text_literal("a\n")));
}

int main(void)
{
	check_rows("make", makes, titles);
	check("makes one of a long word", makes_one_of_a_long_word);
	check("takes the longest expansion", takes_the_longest_expansion);
	check("knows a right one", knows_a_right_one);
	return check_run();
}
