/* site: see site.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "site.h"

#include "digest.h"
#include "file.h"

#define INLINED_LIMIT ((size_t)262144)

/* A file that pages hold as it is, and its digest. */
static bool read_inlined(struct arena *arena, const char *path, struct html *content,
			 const char **digest, struct text *complaint)
{
	struct text read;

	if (!file_read(arena, path, INLINED_LIMIT, &read, complaint))
		return false;
	*content = html_own(read);
	*digest = digest_base64(arena, read).bytes;
	return true;
}

must_check bool site_read(struct arena *arena, const struct config *config,
			  const struct site **site, struct text *complaint)
{
	struct site *read = arena_get(arena, sizeof(*read));
	struct templates *templates = templates_new(arena);
	const char *html = config->site_html;
	const char *mail = text_format(arena, "%s/mail", html).bytes;
	const char *words = text_format(arena, "%s/words", html).bytes;
	const char *style = text_format(arena, "%s/style.css", html).bytes;
	const char *script = text_format(arena, "%s/script.js", html).bytes;
	const char *embed = text_format(arena, "%s/embed.js", html).bytes;

	if (!secret_read(arena, config->site_secret_file, &read->secret, complaint) ||
	    !templates_read(templates, html, "", ".html", complaint) ||
	    !templates_read(templates, html, "", ".xml", complaint) ||
	    !templates_read(templates, mail, "mail/", ".html", complaint) ||
	    !templates_read(templates, mail, "mail/", ".txt", complaint) ||
	    !languages_read(arena, words, &read->languages, complaint) ||
	    !read_inlined(arena, style, &read->style, &read->style_digest, complaint) ||
	    !read_inlined(arena, script, &read->script, &read->script_digest, complaint) ||
	    !read_inlined(arena, embed, &read->embed, &read->embed_digest, complaint))
		return false;
	read->config = config;
	read->templates = templates;
	*site = read;
	return true;
}
