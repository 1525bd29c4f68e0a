/* value: names are found, the newest first; what is true to a section. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "value.h"
#include "check.h"

static bool find_word(const void *context, struct text name, struct text *found)
{
	*found =
		text_format(arena, "%s of %.*s", (const char *)context, (int)name.size, name.bytes);
	return !text_starts(name, "none");
}

static const struct value *find(const struct value *map, const char *name)
{
	return value_named(map, text_of(name));
}

static void keeps_each_kind(void)
{
	struct value *map = value_map(arena);

	value_text(map, "text", text_literal("a"));
	value_html(map, "html", html_own(text_literal("<b>")));
	value_bool(map, "yes", true);
	value_text(value_inner(map, "inner"), "text", text_literal("b"));
	check_text(find(map, "text")->text, "a");
	assert_string_equal(find(map, "html")->html.bytes, "<b>");
	assert_true(find(map, "yes")->yes);
	check_text(find(find(map, "inner"), "text")->text, "b");
	assert_null(find(map, "none"));
	assert_null(find(map, "tex"));
	assert_null(find(map, ""));
}

static void name_needs_no_nul(void)
{
	struct value *map = value_map(arena);

	value_text(map, "name", text_literal("a"));
	check_text(value_named(map, (struct text){"name.first", 4})->text, "a");
}

static void newest_hides_older(void)
{
	struct value *map = value_map(arena);

	value_text(map, "title", text_literal("old"));
	value_text(map, "title", text_literal("new"));
	check_text(find(map, "title")->text, "new");
}

static void list_keeps_the_order(void)
{
	struct value *list = value_list(value_map(arena), "list");
	const struct value *item;

	value_text(value_item(list), "n", text_literal("1"));
	value_item_text(list, text_literal("2"));
	value_text(value_item(list), "n", text_literal("3"));
	item = list->first;
	check_text(find(item, "n")->text, "1");
	item = item->next;
	check_text(item->text, "2");
	item = item->next;
	check_text(find(item, "n")->text, "3");
	assert_null(item->next);
}

static void finder_is_asked(void)
{
	struct value *map = value_map(arena);

	value_finder(map, "words", find_word, "en");
	check_text(find(find(map, "words"), "form.title")->text, "en of form.title");
	assert_null(find(find(map, "words"), "none"));
}

static void nothing_is_inside_a_text(void)
{
	struct value *map = value_map(arena);

	value_text(map, "a", text_literal("b"));
	value_bool(map, "c", true);
	value_list(map, "d");
	assert_null(find(find(map, "a"), "b"));
	assert_null(find(find(map, "c"), "b"));
	assert_null(find(find(map, "d"), "b"));
}

static void knows_what_is_true(void)
{
	struct value *map = value_map(arena);

	value_bool(map, "yes", true);
	value_bool(map, "no", false);
	value_text(map, "text", text_literal("0"));
	value_text(map, "empty text", text_literal(""));
	value_html(map, "html", html_own(text_literal("<b>")));
	value_html(map, "empty html", html_own(text_literal("")));
	value_item(value_list(map, "list"));
	value_list(map, "empty list");
	value_inner(map, "map");
	value_finder(map, "finder", find_word, "");
	assert_true(value_true(find(map, "yes")));
	assert_false(value_true(find(map, "no")));
	assert_true(value_true(find(map, "text")));
	assert_false(value_true(find(map, "empty text")));
	assert_true(value_true(find(map, "html")));
	assert_false(value_true(find(map, "empty html")));
	assert_true(value_true(find(map, "list")));
	assert_false(value_true(find(map, "empty list")));
	assert_true(value_true(find(map, "map")));
	assert_true(value_true(find(map, "finder")));
	assert_false(value_true(NULL));
}

int main(void)
{
	check("keeps each kind", keeps_each_kind);
	check("name needs no NUL", name_needs_no_nul);
	check("newest hides older", newest_hides_older);
	check("list keeps the order", list_keeps_the_order);
	check("finder is asked", finder_is_asked);
	check("nothing is inside a text", nothing_is_inside_a_text);
	check("knows what is true", knows_what_is_true);
	return check_run();
}
