/* signature_unsubscribe: see signature_unsubscribe.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "signature_unsubscribe.h"

#include "consent.h"
#include "url.h"

static struct reply show_used(const struct way *way)
{
	return way_show_instead(way, "problem.token_used_title", "problem.token_used_text");
}

static struct reply show_away(const struct way *way)
{
	return problem_reply(way->site, way->request, PROBLEM_DATABASE, line_literal(""));
}

/* Whether news may come. False when the database is away. */
static bool find_news(const struct way *way, const struct token *token, bool *given)
{
	const struct consent *consent;

	*given = false;
	if (consent_list(way->db, way->request->arena, token, &consent) != DB_DONE)
		return false;
	for (; consent != NULL; consent = consent->next)
		*given = *given || (text_empty(consent->slug) && consent->given);
	return true;
}

static struct reply show(const struct way *way, const struct token *token,
			 const struct signature *signature)
{
	struct reader reader = reader_signed(way->site, way->request, signature->language);
	struct arena *arena = way->request->arena;
	const char *site = way->site->config->site_name;
	struct line own = url_path(arena, way->site->config->site_path, "signature",
				   secret_token_write(way->site->secret, arena, token).bytes, NULL);
	struct value *values, *map;
	bool given;

	if (!find_news(way, token, &given))
		return show_away(way);
	values = page_values(
		&reader, arena,
		language_say(reader.language, arena, "page.signature_title", "site", site, NULL),
		line_literal(""));
	map = value_inner(values, "petition");
	value_text(map, "title", signature->title);
	value_text(map, "target", signature->target);
	reader_foreign(map, &reader, signature->words_language);
	map = value_inner(values, "signature");
	value_text(map, "path", line_text(own));
	value_bool(map, "given", given);
	return page_reply(&reader, arena, "unsubscribe.html", values);
}

/* Nothing can be taken back from a signature that was erased: there is no news for it either. */
static bool take_back(const struct way *way, const struct token *token)
{
	const struct consent_change change = {
		.organization = text_literal(""),
		.language = text_literal(""),
		/* No receipt is mailed: the answer is one. */
		.source = text_literal("unsubscribe"),
	};

	switch (consent_set(way->db, way->request->arena, token, &change)) {
	case CONSENT_GIVEN:
	case CONSENT_REVOKED:
	case CONSENT_UNCHANGED:
	case CONSENT_GONE:
	case CONSENT_UNKNOWN:
		return true;
	case CONSENT_AWAY:
		break;
	}
	return false;
}

struct reply unsubscribe_answer(const struct way *way, const struct token *token)
{
	struct signature signature;

	if (way->request->method == METHOD_POST && !take_back(way, token))
		return show_away(way);
	switch (signature_find(way->db, way->request->arena, token, &signature)) {
	case SIGNATURE_FOUND:
		return show(way, token, &signature);
	case SIGNATURE_UNKNOWN:
		return show_used(way);
	case SIGNATURE_FIND_AWAY:
		break;
	}
	return show_away(way);
}
