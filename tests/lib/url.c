/* url: whatever a link is made of, it stays one link and one line. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "url.h"
#include "check.h"

struct part_row {
	const char *name; /* the part */
	const char *encoded;
};

static const struct part_row parts[] = {
	{"", ""},
	{"amazon-ice", "amazon-ice"},
	{"ABCxyz019-._~", "ABCxyz019-._~"},
	{"a b", "a%20b"},
	{"a/b", "a%2Fb"},
	{"../..", "..%2F.."},
	{"a?b#c&d=e", "a%3Fb%23c%26d%3De"},
	{"100%", "100%25"},
	{"a+b", "a%2Bb"},
	{"a\r\nSet-Cookie: b", "a%0D%0ASet-Cookie%3A%20b"},
	{"\u00e9\u4f8b", "%C3%A9%E4%BE%8B"},
	{"\"<script>'", "%22%3Cscript%3E%27"},
	{"javascript:alert(1)", "javascript%3Aalert%281%29"},
	{"//evil.example", "%2F%2Fevil.example"},
	{"\177\200\377", "%7F%80%FF"},
};

static void encodes_a_part(const void *row)
{
	const struct part_row *part = row;
	struct line url =
		url_path(arena, "https://example.org/cgi-bin", "petition", part->name, NULL);

	check_text(
		line_text(url),
		text_format(arena, "https://example.org/cgi-bin/petition/%s", part->encoded).bytes);
	assert_int_equal(url.bytes[url.size], '\0');
}

static void encodes_a_value(const void *row)
{
	const struct part_row *part = row;
	struct line url = url_with(arena, line_literal("/petition"), "source", text_of(part->name));

	check_text(line_text(url), text_format(arena, "/petition?source=%s", part->encoded).bytes);
}

static void joins_parts(void)
{
	check_text(line_text(url_path(arena, "", NULL)), "");
	check_text(line_text(url_path(arena, "", "petition", NULL)), "/petition");
	check_text(line_text(url_path(arena, "/cgi-bin", "petition", "a", "thanks", NULL)),
		   "/cgi-bin/petition/a/thanks");
}

static void adds_values(void)
{
	struct line url = url_with(arena, line_literal("/a"), "b c", text_literal("d"));

	url = url_with(arena, url, "e", text_literal("f&g"));
	check_text(line_text(url), "/a?b%20c=d&e=f%26g");
}

int main(void)
{
	check_rows("part", encodes_a_part, parts);
	check_rows("value", encodes_a_value, parts);
	check("joins parts", joins_parts);
	check("adds values", adds_values);
	return check_run();
}
