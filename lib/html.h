/* html: markup, which only this module and template make; typed text goes in escaped. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_HTML_H
#define UNDERSIGNED_HTML_H

#include "text.h"

/* Markup that is safe to send: the one type that a page takes as it is. */
struct html {
	const char *bytes;
	size_t size;
};

/* Adds text with & < > " ' escaped, for element content and quoted attributes. */
void html_escape(struct builder *builder, struct text text);

/* CommonMark to markup through cmark's safe mode: raw HTML and javascript: links are left out, of a
 * picture that is not at a path of this site ("/…") a link stays. Headings are pushed down one
 * level, since the page has the first one. */
struct html html_markdown(struct arena *arena, struct text markdown);

/* The same for a mail, which nobody's server is to be asked for: every picture is a link to it, and
 * paths of this site begin with origin (scheme and host). */
struct html html_mail(struct arena *arena, struct text markdown, const char *origin);

/* CommonMark as words without markup, for the text of a mail: behind the words of a link stands
 * where it leads. A paragraph is one line. */
struct text html_plain(struct arena *arena, struct text markdown, const char *origin);

/* The words of the first paragraph without their markup; over most bytes, cut behind a word. */
struct text html_summary(struct arena *arena, struct text markdown, size_t most);

/* JSON as the content of a script element: nothing in it can end that. */
struct html html_json(struct arena *arena, struct text json);

/* Plain words: each paragraph (an empty line ends it) in <p>, each newline a <br>. */
struct html html_paragraphs(struct arena *arena, struct text words);

/* A file of the site's own html folder. */
struct html html_own(struct text content);

#endif
