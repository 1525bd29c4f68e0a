/* html: nothing that was typed becomes markup that runs. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "html.h"
#include "check.h"

#include <string.h>

struct html_row {
	const char *name;
	const char *typed;
	const char *html;
};

static const struct html_row escapes[] = {
	{"nothing", "", ""},
	{"plain", "Ada Lovelace", "Ada Lovelace"},
	{"all five", "&<>\"'", "&amp;&lt;&gt;&quot;&#39;"},
	{"at the ends", "<b>", "&lt;b&gt;"},
	{"a script", "<script>alert('x')</script>",
	 "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"},
	{"an attribute", "\" onload=\"x", "&quot; onload=&quot;x"},
	{"an entity again", "&amp;", "&amp;amp;"},
	{"UTF-8", "\u00e9 \u2014 \U0001f600", "\u00e9 \u2014 \U0001f600"},
	{"newline", "a\nb", "a\nb"},
};

static void escapes_text(const void *row)
{
	const struct html_row *expected = row;
	struct builder builder = {.arena = arena};

	html_escape(&builder, text_of(expected->typed));
	check_text(builder_done(&builder), expected->html);
}

static const struct html_row paragraphs[] = {
	{"nothing", "", ""},
	{"one", "Dear Sir", "<p>Dear Sir</p>\n"},
	{"a line break", "a\nb", "<p>a<br>\nb</p>\n"},
	{"two", "a\n\nb", "<p>a</p>\n<p>b</p>\n"},
	{"many empty lines", "a\n\n\n\nb", "<p>a</p>\n<p>b</p>\n"},
	{"a blank line of spaces", "a\n  \nb", "<p>a</p>\n<p>b</p>\n"},
	{"spaces at the ends of lines", "a  \n  b", "<p>a<br>\nb</p>\n"},
	{"ends with newlines", "a\n\n", "<p>a</p>\n"},
	{"begins with newlines", "\n\na", "<p>a</p>\n"},
	{"markup", "<b>a</b>\n\n&", "<p>&lt;b&gt;a&lt;/b&gt;</p>\n<p>&amp;</p>\n"},
	{"markdown stays", "**a** [b](c)", "<p>**a** [b](c)</p>\n"},
};

static void makes_paragraphs(const void *row)
{
	const struct html_row *expected = row;
	struct html html = html_paragraphs(arena, text_of(expected->typed));

	check_text((struct text){html.bytes, html.size}, expected->html);
}

static const struct html_row markdowns[] = {
	{"nothing", "", ""},
	{"a paragraph", "Dear *all*", "<p>Dear <em>all</em></p>\n"},
	{"strong", "**stop**", "<p><strong>stop</strong></p>\n"},
	{"a list", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
	{"a link", "[a](https://example.org/?b=c&d)",
	 "<p><a href=\"https://example.org/?b=c&amp;d\">a</a></p>\n"},
	{"a mailto link", "[a](mailto:b@example.org)",
	 "<p><a href=\"mailto:b@example.org\">a</a></p>\n"},
	{"heading 1", "# a", "<h2>a</h2>\n"},
	{"heading 2", "## a", "<h3>a</h3>\n"},
	{"heading 5", "##### a", "<h6>a</h6>\n"},
	{"heading 6", "###### a", "<h6>a</h6>\n"},
	{"underlined heading", "a\n=", "<h2>a</h2>\n"},
	{"heading in a quote", "> # a", "<blockquote>\n<h2>a</h2>\n</blockquote>\n"},
	{"text with <", "1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"},
	{"raw inline html", "a <b>c</b>",
	 "<p>a <!-- raw HTML omitted -->c<!-- raw HTML omitted --></p>\n"},
	{"a raw script", "<script>alert(1)</script>", "<!-- raw HTML omitted -->\n"},
	{"a raw block", "<div onclick=\"x\">\na\n</div>", "<!-- raw HTML omitted -->\n"},
	{"a raw image", "a <img src=x onerror=alert(1)>", "<p>a <!-- raw HTML omitted --></p>\n"},
	{"a raw comment", "<!-- a -->", "<!-- raw HTML omitted -->\n"},
	{"a script link", "[a](javascript:alert(1))", "<p><a href=\"\">a</a></p>\n"},
	{"a script link in capitals", "[a](JavaScript:alert(1))", "<p><a href=\"\">a</a></p>\n"},
	{"a script link as an entity", "[a](&#106;avascript:alert(1))",
	 "<p><a href=\"\">a</a></p>\n"},
	{"a script autolink", "<javascript:alert(1)>",
	 "<p><a href=\"\">javascript:alert(1)</a></p>\n"},
	{"a script reference", "[a]\n\n[a]: javascript:alert(1)", "<p><a href=\"\">a</a></p>\n"},
	{"a script image", "![a](javascript:alert(1))", "<p><a href=\"\">a</a></p>\n"},
	{"an image of this site", "![a](/b/c-1.png)",
	 "<p><img src=\"/b/c-1.png\" alt=\"a\" /></p>\n"},
	{"an image of another site", "x ![a *b*](https://example.org/c.png) y",
	 "<p>x <a href=\"https://example.org/c.png\">a <em>b</em></a> y</p>\n"},
	{"an image without a scheme", "![a](//example.org/c)",
	 "<p><a href=\"//example.org/c\">a</a></p>\n"},
	{"an image with a backslash", "![a](/\\example.org/c)",
	 "<p><a href=\"/%5Cexample.org/c\">a</a></p>\n"},
	{"an image without words", "![](https://example.org/c)",
	 "<p><a href=\"https://example.org/c\">https://example.org/c</a></p>\n"},
	{"an image in a link", "[![a](https://example.org/c) b](d)",
	 "<p><a href=\"d\">a b</a></p>\n"},
	{"an image in an image", "![a ![b](https://example.org/b)](https://example.org/c)",
	 "<p><a href=\"https://example.org/c\">a b</a></p>\n"},
	{"an image by reference", "![a][b]\n\n[b]: https://example.org/c 'd'",
	 "<p><a href=\"https://example.org/c\">a</a></p>\n"},
	{"a vbscript link", "[a](vbscript:x)", "<p><a href=\"\">a</a></p>\n"},
	{"a file link", "[a](file:///etc/passwd)", "<p><a href=\"\">a</a></p>\n"},
	{"a data link", "[a](data:text/html,<script>alert(1)</script>)",
	 "<p><a href=\"\">a</a></p>\n"},
	{"quotes in a link", "[a](<b\" onclick=\"c>)",
	 "<p><a href=\"b%22%20onclick=%22c\">a</a></p>\n"},
	{"quotes in a title", "[a](b '\"<c>')",
	 "<p><a href=\"b\" title=\"&quot;&lt;c&gt;\">a</a></p>\n"},
	{"code is escaped", "`<b>`", "<p><code>&lt;b&gt;</code></p>\n"},
};

static void makes_markup(const void *row)
{
	const struct html_row *expected = row;
	struct html html = html_markdown(arena, text_of(expected->typed));

	check_text((struct text){html.bytes, html.size}, expected->html);
}

struct summary_row {
	const char *name;
	const char *typed;
	size_t most;
	const char *summary;
};

static const struct summary_row summaries[] = {
	{"nothing", "", 9, ""},
	{"no paragraph", "# a", 9, ""},
	{"short enough", "one two", 7, "one two"},
	{"cut behind a word", "one two three", 9, "one two…"},
	{"cut behind a whole word", "one two three", 7, "one two…"},
	{"cut in a long word", "onetwothree", 6, "onetwo…"},
	{"cut in front of a character", "一二三四五六", 10, "一二三…"},
	{"without markup", "*a* [b](c) `d` ![e](f) <i>g</i>", 99, "a b d e g"},
	{"lines", "a\nb  \nc\n\nd", 99, "a b c"},
	{"behind a heading", "# a\n\nb", 99, "b"},
};

static void sums_up(const void *row)
{
	const struct summary_row *expected = row;

	check_text(html_summary(arena, text_of(expected->typed), expected->most),
		   expected->summary);
}

#define ORIGIN "https://example.org"

struct mail_row {
	const char *name;
	const char *typed;
	const char *html;
	const char *plain;
};

static const struct mail_row mails[] = {
	{"nothing", "", "", ""},
	{"a paragraph", "Dear *all*", "<p>Dear <em>all</em></p>\n", "Dear all"},
	{"markup is left out", "a <b>b</b>",
	 "<p>a <!-- raw HTML omitted -->b<!-- raw HTML omitted --></p>\n", "a b"},
	{"a heading", "# One\n\ntwo", "<h2>One</h2>\n<p>two</p>\n", "One\n\ntwo"},
	{"a list", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n", "  - a\n  - b"},
	{"a paragraph of two lines", "a\nb  \nc", "<p>a\nb<br />\nc</p>\n", "a b\nc"},
	{"numbers", "3. a\n4. b\n   - c\n\nd",
	 "<ol start=\"3\">\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ol>\n<p>d</p>\n",
	 " 3. a\n 4. b\n      - c\n\nd"},
	{"a loose list", "- a\n\n  b\n\n- c",
	 "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n",
	 "  - a\n\n    b\n\n  - c"},
	{"a quotation", "> a\n\nb", "<blockquote>\n<p>a</p>\n</blockquote>\n<p>b</p>\n",
	 "    a\n\nb"},
	{"code", "`x`\n\n    y", "<p><code>x</code></p>\n<pre><code>y\n</code></pre>\n", "x\n\ny"},
	{"a rule", "a\n\n---\n\nb", "<p>a</p>\n<hr />\n<p>b</p>\n", "a\n\n* * *\n\nb"},
	{"a link", "[here](https://a.example/?x=1&y)",
	 "<p><a href=\"https://a.example/?x=1&amp;y\">here</a></p>\n",
	 "here <https://a.example/?x=1&y>"},
	{"a link that is its words", "<https://a.example/>",
	 "<p><a href=\"https://a.example/\">https://a.example/</a></p>\n", "https://a.example/"},
	{"an address", "<a@example.org>",
	 "<p><a href=\"mailto:a@example.org\">a@example.org</a></p>\n", "a@example.org"},
	{"a path of the site", "[all](/petition)",
	 "<p><a href=\"" ORIGIN "/petition\">all</a></p>\n", "all <" ORIGIN "/petition>"},
	{"no path", "[all](//evil.example/)", "<p><a href=\"//evil.example/\">all</a></p>\n",
	 "all <//evil.example/>"},
	{"a picture", "![A cat](https://a.example/cat.png)",
	 "<p><a href=\"https://a.example/cat.png\">A cat</a></p>\n",
	 "A cat <https://a.example/cat.png>"},
	{"a picture of the site", "![A cat](/cat.png)",
	 "<p><a href=\"" ORIGIN "/cat.png\">A cat</a></p>\n", "A cat <" ORIGIN "/cat.png>"},
	{"a script", "[x](javascript:alert)", "<p><a href=\"\">x</a></p>\n",
	 "x <javascript:alert>"},
};

static void makes_mails(const void *row)
{
	const struct mail_row *expected = row;
	struct html html = html_mail(arena, text_of(expected->typed), ORIGIN);

	check_text((struct text){html.bytes, html.size}, expected->html);
	check_text(html_plain(arena, text_of(expected->typed), ORIGIN), expected->plain);
}

static void keeps_json_in_its_element(void)
{
	struct html html = html_json(arena, text_literal("{\"a\": \"</script>&<!--\"}"));

	check_text((struct text){html.bytes, html.size},
		   "{\"a\": \"\\u003c/script\\u003e\\u0026\\u003c!--\"}");
}

static void survives_deep_nesting(void)
{
	size_t size = 20000;
	char *deep = arena_get(arena, size + 1);
	struct html html;

	memset(deep, '>', size);
	html = html_markdown(arena, (struct text){deep, size});
	assert_true(html.size > 0);
	memset(deep, '[', size);
	html = html_markdown(arena, (struct text){deep, size});
	assert_true(html.size >= size);
}

static void takes_own_files_as_they_are(void)
{
	struct html html = html_own(text_literal("<b>"));

	check_text((struct text){html.bytes, html.size}, "<b>");
}

int main(void)
{
	check_rows("escape", escapes_text, escapes);
	check_rows("paragraphs", makes_paragraphs, paragraphs);
	check_rows("markdown", makes_markup, markdowns);
	check_rows("summary", sums_up, summaries);
	check_rows("mail", makes_mails, mails);
	check("keeps JSON in its element", keeps_json_in_its_element);
	check("survives deep nesting", survives_deep_nesting);
	check("takes own files as they are", takes_own_files_as_they_are);
	return check_run();
}
