/* render: the public Mustache specification's cases, and what we add to it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "render.h"
#include "check.h"

#include <string.h>

/*
 * The specification has its cases as YAML, each with its own data. Here one map has all the data,
 * so that a case is a row. Left out, since our templates refuse them: triple mustache, ampersand,
 * set-delimiter tags; and numbers and lists in lists, which we do not have.
 */
static struct value *data(void)
{
	struct value *map = value_map(arena), *inner, *list;

	value_text(map, "title", text_literal("Save the library"));
	value_text(map, "tag", text_literal("{{title}}"));
	value_text(map, "markup", text_literal("& \" < >"));
	value_html(map, "ready", html_own(text_literal("<\n->")));
	value_text(map, "bar", text_literal("|"));
	value_text(map, "greater", text_literal(">"));
	value_text(map, "empty", text_literal(""));
	value_bool(map, "yes", true);
	value_bool(map, "no", false);
	value_text(map, "key.dotted", text_literal("never seen"));

	inner = value_inner(map, "target");
	value_text(inner, "name", text_literal("Ada"));
	value_text(value_inner(inner, "empty_inside"), "x", text_literal("y"));
	value_bool(inner, "no", false);
	value_list(inner, "none");

	inner = value_inner(map, "a");
	value_text(inner, "one", text_literal("1"));
	value_inner(inner, "b");
	inner = value_inner(inner, "c");
	value_text(inner, "two", text_literal("2"));
	inner = value_inner(inner, "d");
	value_text(inner, "three", text_literal("3"));
	value_text(value_inner(value_inner(inner, "e"), "f"), "name", text_literal("deep"));
	value_text(value_inner(map, "b"), "c", text_literal("WRONG"));

	list = value_list(map, "list");
	value_text(value_item(list), "item", text_literal("1"));
	value_text(value_item(list), "item", text_literal("2"));
	value_text(value_item(list), "item", text_literal("3"));
	list = value_list(map, "words");
	value_item_text(list, text_literal("a"));
	value_item_text(list, text_literal("<"));
	value_item_text(list, text_literal(""));
	value_item_text(list, text_literal("c"));
	value_list(map, "none");

	value_text(map, "content", text_literal("X"));
	inner = value_item(value_list(map, "nodes"));
	value_text(inner, "content", text_literal("Y"));
	value_list(inner, "nodes");
	return map;
}

struct spec_row {
	const char *name;
	const char *source;
	const char *expected;
	const char *partial; /* {{>part}} */
};

static const struct spec_row interpolation[] = {
	{"no interpolation", "Hello from {Mustache}!\n", "Hello from {Mustache}!\n", NULL},
	{"basic", "Sign {{title}}!\n", "Sign Save the library!\n", NULL},
	{"no re-interpolation", "{{tag}}: {{title}}", "{{title}}: Save the library", NULL},
	{"escaping", "These: {{markup}}\n", "These: &amp; &quot; &lt; &gt;\n", NULL},
	{"null", "I ({{missing}}) am", "I () am", NULL},
	{"context miss", "I ({{cannot}}) be seen", "I () be seen", NULL},
	{"dotted, basic", "'{{target.name}}' == '{{#target}}{{name}}{{/target}}'", "'Ada' == 'Ada'",
	 NULL},
	{"dotted, arbitrary depth", "{{a.c.d.e.f.name}}", "deep", NULL},
	{"dotted, broken chain", "'{{a.c.x.name}}' == ''", "'' == ''", NULL},
	{"dotted, broken chain resolution", "'{{a.b.c.name}}' == ''", "'' == ''", NULL},
	{"dotted, initial resolution", "'{{#a}}{{c.d.three}}{{/a}}' == '3'", "'3' == '3'", NULL},
	{"dotted, context precedence", "{{#a}}{{b.c}}{{/a}}", "", NULL},
	{"dotted names are never single keys", "{{key.dotted}}", "", NULL},
	{"dotted, inside a text", "{{title.bytes}}", "", NULL},
	{"implicit iterator", "{{#title}}{{.}}{{/title}}", "Save the library", NULL},
	{"implicit iterator escapes", "{{#markup}}{{.}}{{/markup}}", "&amp; &quot; &lt; &gt;",
	 NULL},
	{"surrounding whitespace", "| {{bar}} |", "| | |", NULL},
	{"standalone", "  {{bar}}\n", "  |\n", NULL},
	{"padding", "|{{ greater }}|", "|&gt;|", NULL},
	{"padding of other whitespace", "|{{\t\n greater \n}}|", "|&gt;|", NULL},
};

static const struct spec_row sections[] = {
	{"truthy", "\"{{#yes}}This is shown.{{/yes}}\"", "\"This is shown.\"", NULL},
	{"falsey", "\"{{#no}}This is not.{{/no}}\"", "\"\"", NULL},
	{"null is falsey", "\"{{#missing}}This is not.{{/missing}}\"", "\"\"", NULL},
	{"empty text is falsey", "\"{{#empty}}This is not.{{/empty}}\"", "\"\"", NULL},
	{"context", "\"{{#target}}Hi {{name}}.{{/target}}\"", "\"Hi Ada.\"", NULL},
	{"parent contexts", "{{#target}}{{name}}, {{title}}, {{bar}}{{/target}}",
	 "Ada, Save the library, |", NULL},
	{"variable test", "{{#title}}{{.}} is {{title}}{{/title}}",
	 "Save the library is Save the library", NULL},
	{"list contexts", "{{#list}}{{#words}}{{item}}{{.}}{{/words}}{{/list}}",
	 "1a1&lt;11c2a2&lt;22c3a3&lt;33c", NULL},
	{"deeply nested contexts",
	 "{{#a}}\n{{one}}\n{{#c}}\n{{one}}{{two}}\n{{#d}}\n{{one}}{{two}}{{three}}\n"
	 "{{#e}}{{f.name}}{{two}}{{/e}}\n{{/d}}\n{{one}}{{two}}{{three}}\n{{/c}}\n{{one}}{{two}}\n"
	 "{{/a}}\n",
	 "1\n12\n123\ndeep2\n12\n1\n", NULL},
	{"list", "\"{{#list}}{{item}}{{/list}}\"", "\"123\"", NULL},
	{"empty list", "\"{{#none}}Yay lists!{{/none}}\"", "\"\"", NULL},
	{"doubled", "{{#yes}}\n* first\n{{/yes}}\n* {{bar}}\n{{#yes}}\n* third\n{{/yes}}\n",
	 "* first\n* |\n* third\n", NULL},
	{"nested truthy", "| A {{#yes}}B {{#yes}}C{{/yes}} D{{/yes}} E |", "| A B C D E |", NULL},
	{"nested falsey", "| A {{#no}}B {{#no}}C{{/no}} D{{/no}} E |", "| A  E |", NULL},
	{"context misses", "[{{#missing}}Found!{{/missing}}]", "[]", NULL},
	{"implicit iterator", "\"{{#words}}({{.}}){{/words}}\"", "\"(a)(&lt;)()(c)\"", NULL},
	{"implicit iterator as a section", "{{#words}}{{#.}}({{.}}){{/.}}{{/words}}",
	 "(a)(&lt;)(c)", NULL},
	{"dotted truthy", "\"{{#a.c.d}}Here{{/a.c.d}}\" == \"Here\"", "\"Here\" == \"Here\"", NULL},
	{"dotted falsey", "\"{{#target.no}}Not Here{{/target.no}}\" == \"\"", "\"\" == \"\"", NULL},
	{"dotted broken chain", "\"{{#a.x.c}}Not Here{{/a.x.c}}\" == \"\"", "\"\" == \"\"", NULL},
	{"surrounding whitespace", " | {{#yes}}\t|\t{{/yes}} | \n", " | \t|\t | \n", NULL},
	{"internal whitespace", " | {{#yes}} {{! Important }}\n {{/yes}} | \n", " |  \n  | \n",
	 NULL},
	{"indented inline sections", " {{#yes}}YES{{/yes}}\n {{#yes}}GOOD{{/yes}}\n",
	 " YES\n GOOD\n", NULL},
	{"standalone lines", "| This Is\n{{#yes}}\n|\n{{/yes}}\n| A Line\n",
	 "| This Is\n|\n| A Line\n", NULL},
	{"indented standalone lines", "| This Is\n  {{#yes}}\n|\n  {{/yes}}\n| A Line\n",
	 "| This Is\n|\n| A Line\n", NULL},
	{"standalone line endings", "|\r\n{{#yes}}\r\n{{/yes}}\r\n|", "|\r\n|", NULL},
	{"standalone without previous line", "  {{#yes}}\n#{{/yes}}\n/", "#\n/", NULL},
	{"standalone without newline", "#{{#yes}}\n/\n  {{/yes}}", "#\n/\n", NULL},
	{"padding", "|{{# yes }}={{/ yes }}|", "|=|", NULL},
	{"false in front of text stays in its line", "{{#no}}a{{/no}}b\n", "b\n", NULL},
};

static const struct spec_row inverted[] = {
	{"falsey", "\"{{^no}}This is shown.{{/no}}\"", "\"This is shown.\"", NULL},
	{"truthy", "\"{{^yes}}This is not.{{/yes}}\"", "\"\"", NULL},
	{"null is falsey", "\"{{^missing}}This is shown.{{/missing}}\"", "\"This is shown.\"",
	 NULL},
	{"empty text is falsey", "\"{{^empty}}This is shown.{{/empty}}\"", "\"This is shown.\"",
	 NULL},
	{"context", "\"{{^target}}Hi {{name}}.{{/target}}\"", "\"\"", NULL},
	{"list", "\"{{^list}}{{item}}{{/list}}\"", "\"\"", NULL},
	{"empty list", "\"{{^none}}Yay lists!{{/none}}\"", "\"Yay lists!\"", NULL},
	{"doubled", "{{^no}}\n* first\n{{/no}}\n* {{bar}}\n{{^no}}\n* third\n{{/no}}\n",
	 "* first\n* |\n* third\n", NULL},
	{"nested falsey", "| A {{^no}}B {{^no}}C{{/no}} D{{/no}} E |", "| A B C D E |", NULL},
	{"nested truthy", "| A {{^yes}}B {{^yes}}C{{/yes}} D{{/yes}} E |", "| A  E |", NULL},
	{"context misses", "[{{^missing}}Cannot find it!{{/missing}}]", "[Cannot find it!]", NULL},
	{"dotted truthy", "\"{{^a.c.d}}Not Here{{/a.c.d}}\" == \"\"", "\"\" == \"\"", NULL},
	{"dotted falsey", "\"{{^target.none}}Not Here{{/target.none}}\"", "\"Not Here\"", NULL},
	{"dotted broken chain", "\"{{^a.x.c}}Not Here{{/a.x.c}}\"", "\"Not Here\"", NULL},
	{"surrounding whitespace", " | {{^no}}\t|\t{{/no}} | \n", " | \t|\t | \n", NULL},
	{"internal whitespace", " | {{^no}} {{! Important }}\n {{/no}} | \n", " |  \n  | \n", NULL},
	{"indented inline sections", " {{^no}}NO{{/no}}\n {{^no}}WAY{{/no}}\n", " NO\n WAY\n",
	 NULL},
	{"standalone lines", "| This Is\n{{^no}}\n|\n{{/no}}\n| A Line\n",
	 "| This Is\n|\n| A Line\n", NULL},
	{"indented standalone lines", "| This Is\n  {{^no}}\n|\n  {{/no}}\n| A Line\n",
	 "| This Is\n|\n| A Line\n", NULL},
	{"standalone line endings", "|\r\n{{^no}}\r\n{{/no}}\r\n|", "|\r\n|", NULL},
	{"standalone without previous line", "  {{^no}}\n^{{/no}}\n/", "^\n/", NULL},
	{"standalone without newline", "^{{^no}}\n/\n  {{/no}}", "^\n/\n", NULL},
	{"padding", "|{{^ no }}={{/ no }}|", "|=|", NULL},
};

static const struct spec_row partials[] = {
	{"basic", "\"{{>part}}\"", "\"from the partial\"", "from the partial"},
	{"failed lookup", "\"{{>missing}}\"", "\"\"", NULL},
	{"context", "\"{{>part}}\"", "\"*Save the library*\"", "*{{title}}*"},
	{"recursion", "{{>part}}", "X<Y<>>", "{{content}}<{{#nodes}}{{>part}}{{/nodes}}>"},
	{"surrounding whitespace", "| {{>part}} |", "| \t|\t |", "\t|\t"},
	{"inline indentation", "  {{bar}}  {{> part}}\n", "  |  >\n>\n", ">\n>"},
	{"standalone line endings", "|\r\n{{>part}}\r\n|", "|\r\n>|", ">"},
	{"standalone without previous line", "  {{>part}}\n>", "  >\n  >>", ">\n>"},
	{"standalone without newline", ">\n  {{>part}}", ">\n  >\n  >", ">\n>"},
	{"standalone indentation", "\\\n {{>part}}\n/\n", "\\\n |\n <\n->\n |\n/\n",
	 "|\n{{ready}}\n|\n"},
	{"indentation before a section", " {{>part}}\n", " a\n b\n", "{{#yes}}a{{/yes}}\nb\n"},
	{"indentation before a comment", " {{>part}}\n", " a\n", "{{! x }}a\n"},
	{"indentation of a section's lines", "\t{{>part}}\n", "\ta\n\tb\n",
	 "{{#yes}}\na\n{{/yes}}\nb\n"},
	{"indentation of a false section", "\t{{>part}}\n", "\tb\n", "{{#no}}\na\n{{/no}}\nb\n"},
	{"padding", "|{{> part }}|", "|[]|", "[]"},
};

static const struct spec_row comments[] = {
	{"inline", "12345{{! Comment Block! }}67890", "1234567890", NULL},
	{"multiline", "12345{{!\n  This is a\n  multi-line comment...\n}}67890\n", "1234567890\n",
	 NULL},
	{"standalone", "Begin.\n{{! Comment Block! }}\nEnd.\n", "Begin.\nEnd.\n", NULL},
	{"indented standalone", "Begin.\n  {{! Indented Comment Block! }}\nEnd.\n",
	 "Begin.\nEnd.\n", NULL},
	{"standalone line endings", "|\r\n{{! Standalone Comment }}\r\n|", "|\r\n|", NULL},
	{"standalone without previous line", "  {{! I'm Still Standalone }}\n!", "!", NULL},
	{"standalone without newline", "!\n  {{! I'm Still Standalone }}", "!\n", NULL},
	{"multiline standalone", "Begin.\n{{!\nSomething's going on here...\n}}\nEnd.\n",
	 "Begin.\nEnd.\n", NULL},
	{"indented multiline standalone", "Begin.\n  {{!\n    Something's\n  }}\nEnd.\n",
	 "Begin.\nEnd.\n", NULL},
	{"indented inline", "  12 {{! 34 }}\n", "  12 \n", NULL},
	{"surrounding whitespace", "12345 {{! Comment Block! }} 67890", "12345  67890", NULL},
	{"variable name collision", "comments never show: >{{!title}}<{{! title}}<",
	 "comments never show: ><<", NULL},
	{"a tag inside", "{{! {{title }}!", "!", NULL},
	{"without a word", "a{{!}}b", "ab", NULL},
};

static void add(struct templates *templates, const char *name, const char *source)
{
	struct text complaint;

	if (!templates_add(templates, name, text_of(source), &complaint))
		fail_msg("%s", complaint.bytes);
}

static void renders(const void *row)
{
	const struct spec_row *expected = row;
	struct templates *templates = templates_new(arena);
	struct html html;

	add(templates, "t.html", expected->source);
	if (expected->partial != NULL)
		add(templates, "part.html", expected->partial);
	html = render_html(templates, arena, "t.html", data());
	check_text((struct text){html.bytes, html.size}, expected->expected);
	assert_int_equal(html.bytes[html.size], '\0');
}

static struct text render_with(const struct value *map, const char *source)
{
	struct templates *templates = templates_new(arena);
	struct html html;

	add(templates, "t.html", source);
	html = render_html(templates, arena, "t.html", map);
	return (struct text){html.bytes, html.size};
}

static void nested_partials_indent_their_own_lines(void)
{
	struct templates *templates = templates_new(arena);
	struct html html;

	add(templates, "t.html", "  {{>outer}}\n");
	add(templates, "outer.html", "a\n\t{{>inner}}\nb {{>inner}}\n");
	add(templates, "inner.html", "c\nd\n");
	html = render_html(templates, arena, "t.html", data());
	check_text((struct text){html.bytes, html.size}, "  a\n  \tc\n  \td\n  b c\nd\n\n");
}

static void markup_goes_in_as_it_is(void)
{
	struct value *map = value_map(arena);

	value_html(map, "body", html_own(text_literal("<b>&amp;</b>")));
	value_text(map, "typed", text_literal("<b>&amp;</b>"));
	check_text(render_with(map, "{{body}} {{typed}}"),
		   "<b>&amp;</b> &lt;b&gt;&amp;amp;&lt;/b&gt;");
}

static void other_values_write_nothing(void)
{
	struct value *map = data();

	check_text(render_with(map, "[{{yes}}{{no}}{{list}}{{target}}{{.}}]"), "[]");
}

static bool find_word(const void *context, struct text name, struct text *found)
{
	*found = text_format(arena, "%s:%.*s", (const char *)context, (int)name.size, name.bytes);
	return text_starts(name, "form.");
}

static void words_are_found_by_dotted_names(void)
{
	struct value *map = data();

	value_finder(map, "words", find_word, "en");
	check_text(render_with(map, "{{words.form.title}}"), "en:form.title");
	check_text(render_with(map, "{{words.form.signed.one}}"), "en:form.signed.one");
	check_text(render_with(map, "[{{words.mail.title}}{{words}}{{words.}}{{.words}}]"), "[]");
	check_text(render_with(map, "{{#words.form.a}}{{.}}{{/words.form.a}}"), "en:form.a");
	check_text(render_with(map, "{{^words.mail.a}}none{{/words.mail.a}}"), "none");
	check_text(render_with(map, "{{#list}}{{words.form.a}}{{/list}}"),
		   "en:form.aen:form.aen:form.a");
}

static void odd_names_write_nothing(void)
{
	check_text(render_with(data(), "[{{..}}{{a..one}}{{.a}}{{a.}}{{a b}}]"), "[]");
}

/* Each inner section pushes a context; none of them may write past the stack. */
static void sections_nest_to_the_limit(void)
{
	struct value *map = value_map(arena), *inner = map;
	struct builder builder = {.arena = arena};

	for (int i = 0; i < 31; i++) {
		inner = value_inner(inner, "a");
		builder_string(&builder, "{{#a}}");
	}
	value_text(inner, "b", text_literal("deep"));
	builder_string(&builder, "{{b}}");
	for (int i = 0; i < 31; i++)
		builder_string(&builder, "{{/a}}");
	check_text(render_with(map, builder_done(&builder).bytes), "deep");
}

static void partials_nest_to_the_limit(void)
{
	struct templates *templates = templates_new(arena);
	struct value *map = value_map(arena);
	struct html html;

	add(templates, "a.html", "x{{>a}}");
	html = render_html(templates, arena, "a.html", map);
	assert_int_equal(html.size, 32);
	value_bool(map, "b", true);
	add(templates, "c.html", "{{#b}}{{#b}}{{#b}}{{#b}}x{{>c}}{{/b}}{{/b}}{{/b}}{{/b}}");
	html = render_html(templates, arena, "c.html", map);
	assert_in_range(html.size, 8, 32);
}

static void missing_template_is_empty(void)
{
	struct html html = render_html(templates_new(arena), arena, "none.html", data());

	assert_int_equal(html.size, 0);
	assert_string_equal(html.bytes, "");
}

static void partial_of_a_long_name_is_empty(void)
{
	struct builder builder = {.arena = arena};

	for (int i = 0; i < 300; i++)
		builder_string(&builder, i == 0 ? "[{{>" : "a");
	builder_string(&builder, "}}]");
	check_text(render_with(data(), builder_done(&builder).bytes), "[]");
}

static void text_is_not_escaped(void)
{
	struct templates *templates = templates_new(arena);

	add(templates, "mail.txt", "{{markup}} {{>part}}[{{ready}}]\n{{#yes}}\ny\n{{/yes}}\n");
	add(templates, "part.txt", "'");
	add(templates, "part.html", "WRONG");
	check_text(render_text(templates, arena, "mail.txt", data()), "& \" < > '[]\ny\n");
}

int main(void)
{
	check_rows("interpolation", renders, interpolation);
	check_rows("sections", renders, sections);
	check_rows("inverted", renders, inverted);
	check_rows("partials", renders, partials);
	check_rows("comments", renders, comments);
	check("nested partials indent their own lines", nested_partials_indent_their_own_lines);
	check("markup goes in as it is", markup_goes_in_as_it_is);
	check("other values write nothing", other_values_write_nothing);
	check("words are found by dotted names", words_are_found_by_dotted_names);
	check("odd names write nothing", odd_names_write_nothing);
	check("sections nest to the limit", sections_nest_to_the_limit);
	check("partials nest to the limit", partials_nest_to_the_limit);
	check("a missing template is empty", missing_template_is_empty);
	check("a partial of a long name is empty", partial_of_a_long_name_is_empty);
	check("text is not escaped", text_is_not_escaped);
	return check_run();
}
