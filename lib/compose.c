/* compose: see compose.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "compose.h"

#include "announcement_mail.h"
#include "log.h"
#include "render.h"
#include "share.h"
#include "url.h"
#include "wrap.h"

#include <string.h>

#define TEXT_COLUMNS 76 /* RFC 5322, section 2.1.1, asks for 78 at the most */

/* Who may write to the signer, for the mails that tell it. */
static void add_consents(struct value *values, struct text consents)
{
	struct value *map, *names;

	if (text_empty(consents))
		return;
	map = value_inner(values, "consents");
	names = value_list(map, "names");
	for (const char *at = consents.bytes; *at != '\0'; at += strcspn(at, "\n") + 1) {
		size_t size = strcspn(at, "\n");

		if (size == 0)
			value_bool(map, "news", true);
		else
			value_item_text(names, text_copy(values->arena, text_part(at, size)));
	}
}

/* Links with which the petition is passed on, as on its page. */
static void add_share(struct value *values, const struct site *site,
		      const struct language *language, const struct owed *owed)
{
	const struct reader reader = {.site = site,
				      .language = language,
				      .wanted = text_literal(""),
				      .accepted = text_literal("")};
	const struct revision revision = {.language = owed->language, .title = owed->title};
	const struct petition petition = {.slug = owed->slug, .revisions = &revision};

	share_links(values, &reader, &petition);
}

static struct value *mail_values(const struct site *site, struct arena *arena,
				 const struct language *language, const struct owed *owed)
{
	const struct config *config = site->config;
	struct value *values = value_map(arena);
	struct value *map = value_inner(values, "site");
	struct token token = {(uint64_t)owed->petition, (uint64_t)owed->signature,
			      (uint64_t)owed->nonce};
	struct text written = secret_token_write(site->secret, arena, &token);

	value_text(map, "name", text_of(config->site_name));
	value_text(map, "url", text_of(config->site_url));
	map = value_inner(values, "language");
	value_text(map, "code", text_of(language_code(language)));
	value_text(map, "dir", text_of(language_direction(language)));
	map = value_inner(values, "petition");
	value_text(map, "title", owed->title);
	value_text(map, "target", owed->target);
	value_text(
		map, "url",
		line_text(url_path(arena, config->site_url, "petition", owed->slug.bytes, NULL)));
	map = value_inner(values, "signature");
	value_text(map, "url",
		   line_text(url_path(arena, config->site_url, "signature", written.bytes, NULL)));
	value_text(map, "code", secret_code_write(site->secret, arena, &token));
	value_finder(values, "words", language_find, language);
	add_consents(values, owed->consents);
	if (text_is(owed->kind, "thanks"))
		add_share(values, site, language, owed);
	if (owed->announcement != 0)
		announcement_values(values, site, language, owed);
	return values;
}

/* The domain of the From address: it is ours, and unique with the name before it (RFC 5322,
 * section 3.6.4). */
static struct line message_id(const struct site *site, struct arena *arena, struct text name)
{
	const char *at = strrchr(site->config->mail_from, '@');
	struct text id =
		text_format(arena, "<%s@%s>", name.bytes, at == NULL ? "localhost" : at + 1);

	return line_fold(arena, id);
}

/* A report comes back to the name of its mail. Empty where no mailbox for them is set. */
static struct line return_path(const struct site *site, struct arena *arena, struct text name)
{
	const char *set = site->config->mail_return_path;
	const char *star = strchr(set, '*');
	size_t before = star == NULL ? strcspn(set, "@") : (size_t)(star - set);
	const char *after = star == NULL ? set + before : star + 1;

	if (set[0] == '\0')
		return line_literal("");
	return line_fold(arena, text_format(arena, "%.*s%s%s%s", (int)before, set,
					    star == NULL ? "+" : "", name.bytes, after));
}

must_check bool compose_mail(const struct site *site, struct arena *arena, const struct owed *owed,
			     struct mail *mail)
{
	const struct language *language =
		language_choose(site->languages, owed->language, text_literal(""));
	struct value *values = mail_values(site, arena, language, owed);
	struct text written = secret_mail_write(site->secret, arena, (uint64_t)owed->petition,
						(uint64_t)owed->id);
	const char *name = text_format(arena, "mail/%s", owed->kind.bytes).bytes;
	const char *subject = text_format(arena, "mail.%s_subject", owed->kind.bytes).bytes;
	struct html html = render_html(site->templates, arena,
				       text_format(arena, "%s.html", name).bytes, values);

	*mail = (struct mail){0};
	mail->text = render_text(site->templates, arena, text_format(arena, "%s.txt", name).bytes,
				 values);
	mail->text = wrap_text(arena, mail->text, TEXT_COLUMNS);
	mail->html = (struct text){html.bytes, html.size};
	mail->subject = language_say(language, arena, subject, "title", owed->title.bytes, NULL);
	if (owed->announcement != 0)
		announcement_dress(site, arena, owed, mail);
	mail->message_id = message_id(site, arena, written);
	mail->return_path = return_path(site, arena, written);
	if (text_empty(mail->text) || html.size == 0 || !line_take(owed->address, &mail->to)) {
		log_fact(LOG_ERROR, "mail_not_composed", "mail=%lld kind=%s", (long long)owed->id,
			 owed->kind.bytes);
		return false;
	}
	return true;
}
