/* site: see site.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "site.h"

#include "file.h"

#define STYLE_LIMIT ((size_t)262144)

must_check bool site_read(struct arena *arena, const struct config *config,
			  const struct site **site, struct text *complaint)
{
	struct site *read = arena_get(arena, sizeof(*read));
	struct templates *templates = templates_new(arena);
	const char *html = config->site_html;
	const char *mail = text_format(arena, "%s/mail", html).bytes;
	const char *words = text_format(arena, "%s/words", html).bytes;
	const char *style = text_format(arena, "%s/style.css", html).bytes;
	struct text sheet;

	if (!secret_read(arena, config->site_secret_file, &read->secret, complaint) ||
	    !templates_read(templates, html, "", ".html", complaint) ||
	    !templates_read(templates, html, "", ".xml", complaint) ||
	    !templates_read(templates, mail, "mail/", ".html", complaint) ||
	    !templates_read(templates, mail, "mail/", ".txt", complaint) ||
	    !languages_read(arena, words, &read->languages, complaint) ||
	    !file_read(arena, style, STYLE_LIMIT, &sheet, complaint))
		return false;
	read->config = config;
	read->templates = templates;
	read->style = html_own(sheet);
	read->style_digest = secret_digest(arena, sheet).bytes;
	*site = read;
	return true;
}
