/* accept: which language serves a reader, whatever the browser sends. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "accept.h"
#include "check.h"

/* A site's languages. */
static const char *const codes[] = {"en", "ar", "es", "ht", "pt-BR", "zh-Hans", "zh-Hant", NULL};

struct row {
	const char *name; /* what the reader wants */
	const char *code; /* NULL: none */
};

static void check_code(int place, const char *code)
{
	if (code == NULL)
		assert_int_equal(place, -1);
	else if (place == -1)
		fail_msg("none instead of %s", code);
	else
		assert_string_equal(codes[place], code);
}

static const struct row ranges[] = {
	{"en", "en"},
	{"EN-us", "en"},
	{"ar-MA", "ar"},
	{"ht", "ht"},
	{"pt", "pt-BR"},
	{"pt-PT", "pt-BR"},
	{"zh", "zh-Hans"},
	{"zh-CN", "zh-Hans"},
	{"zh-SG", "zh-Hans"},
	{"zh-TW", "zh-Hant"},
	{"zh-HK", "zh-Hant"},
	{"zh-Hant-CN", "zh-Hant"},
	{"ZH-hans", "zh-Hans"},
	{"zh-Latn", NULL},
	{"e", NULL},
	{"eng-x", NULL},
	{"espo", NULL},
	{"de", NULL},
	{"*", NULL},
	{"", NULL},
	{"es\n", NULL},
	{"es/../en", NULL},
	{"es-abcdefgh-abcdefgh-abcdefgh-abcdefgh", NULL},
	{"-", NULL},
	{"zh-", "zh-Hans"},
};

static void serves(const void *row)
{
	const struct row *expected = row;

	check_code(accept_language(codes, text_of(expected->name)), expected->code);
}

static const struct row headers[] = {
	{"", NULL},
	{"es", "es"},
	{"fr", NULL},
	{"fr-CA,fr;q=0.9,es;q=0.5", "es"},
	{"es;q=0.5, ar;q=0.7, en;q=0.6", "ar"},
	{"es;q=0.5, ar", "ar"},
	{"es, ar", "es"},
	{"es;q=0.7, ar;q=0.70", "es"},
	{"es;q=0.701, ar;q=0.702", "ar"},
	{"es;q=0.01, ar;q=0.001", "es"},
	{"es;q=0", NULL},
	{"es;q=0.000, ar;q=0.1", "ar"},
	{"ES ; Q=0.2 , ar ; q=0.3", "ar"},
	{"es;q=1.000, ar;q=0.9", "es"},
	{"es;q=1, ar", "es"},
	{"zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant"},
	{"zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"},
	{"*", "en"},
	{"*;q=0", NULL},
	{"en;q=0, *", "ar"},
	{"es;q=0.5, *;q=0.8", "en"},
	{"es;q=0.8, *;q=0.5", "es"},
	{"en;q=0.1,ar;q=0.1,es;q=0.1,ht;q=0.1,pt-BR;q=0.1,zh;q=0.1,zh-Hant;q=0.1,*", NULL},
	{",,es", "es"},
	{";q=1, es;q=0.1", "es"},
	{"es;q=", "es"},
	{"es;level=1", "es"},
	{"es;q=x, ar", "es"},
	{"es;q=0.x, ar", "ar"},
};

static void chooses(const void *row)
{
	const struct row *expected = row;

	check_code(accept_choose(codes, text_of(expected->name)), expected->code);
}

static void none_to_choose_from(void)
{
	static const char *const none[] = {NULL};

	assert_int_equal(accept_language(none, text_literal("en")), -1);
	assert_int_equal(accept_choose(none, text_literal("en, *")), -1);
}

int main(void)
{
	check_rows("serves", serves, ranges);
	check_rows("chooses", chooses, headers);
	check("none to choose from", none_to_choose_from);
	return check_run();
}
