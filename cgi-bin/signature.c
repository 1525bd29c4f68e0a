/* signature: the signer's own page: shows it, confirms it, takes "It wasn't me". */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "signature.h"
#include "form.h"
#include "page.h"
#include "serve.h"
#include "url.h"

#include <string.h>

struct shared {
	const struct site *site;
	struct db *db;
	struct catalog *catalog;
	struct signature_lanes *lanes;
};

/* A request whose token is right. */
struct opened {
	const struct shared *shared;
	const struct request *request;
	struct text written; /* the token as in the link */
	struct token token;
};

static void *start(struct arena *process, const struct site *site)
{
	struct shared *shared = arena_get(process, sizeof(*shared));
	const struct config *config = site->config;

	shared->site = site;
	shared->db = db_new(process, config, config->database_connection);
	shared->catalog = catalog_new(process, shared->db, config->server_page_age);
	shared->lanes =
		signature_lanes_new(process, shared->db, site->secret, config->server_batch);
	return shared;
}

static struct reply problem(const struct opened *opened, enum problem problem)
{
	return problem_reply(opened->shared->site, opened->request, problem, line_literal(""));
}

static struct line own_link(const struct opened *opened)
{
	return url_path(opened->request->arena, opened->shared->site->config->site_path,
			"signature", opened->written.bytes, NULL);
}

/* What was done shows on the page that comes next, which can be reloaded without harm. */
static struct reply done(const struct opened *opened, const char *deed)
{
	struct reader reader = page_reader(opened->shared->site, opened->request);
	struct arena *arena = opened->request->arena;
	struct line link = reader_link(&reader, arena, own_link(opened));

	return (struct reply){
		.status = 303,
		.location = url_with(arena, link, "done", text_of(deed)),
		.body = text_literal(""),
	};
}

static void signed_values(struct value *values, const struct opened *opened,
			  const struct signature *signature)
{
	struct value *map = value_inner(values, "signature");
	struct arena *arena = opened->request->arena;

	value_text(map, "path", line_text(own_link(opened)));
	value_text(map, "name",
		   text_format(arena, "%s %s", signature->given_name.bytes,
			       signature->family_name.bytes));
	value_html(map, "letter", html_paragraphs(arena, signature->letter));
	value_bool(map, "pending", signature->state == STATE_PENDING);
	value_bool(map, "confirmed", signature->state == STATE_CONFIRMED);
	value_bool(map, "held", signature->state == STATE_HELD);
	value_bool(map, "withdrawn", signature->state == STATE_WITHDRAWN);
}

static struct reply show_signature(const struct opened *opened, const struct signature *signature,
				   const struct petition *counted)
{
	const struct site *site = opened->shared->site;
	struct reader reader = reader_signed(site, opened->request, signature->language);
	struct arena *arena = opened->request->arena;
	struct text deed = request_query(opened->request, "done");
	struct text title = language_say(reader.language, arena, "page.signature_title", "site",
					 site->config->site_name, NULL);
	struct value *values = page_values(&reader, arena, title, line_literal(""));
	struct value *petition = page_petition(values, &reader, counted);

	reader_languages(values, &reader, line_literal(""), counted);
	value_text(petition, "title", signature->title);
	value_text(petition, "target", signature->target);
	value_bool(values, "disowned", signature->state == STATE_REMOVED);
	value_bool(values, "just_confirmed", text_is(deed, "confirm"));
	if (signature->state != STATE_REMOVED)
		signed_values(values, opened, signature);
	else if (!text_is(deed, "disown"))
		return problem(opened, PROBLEM_TOKEN_USED);
	return page_reply(&reader, arena, "signature.html", values);
}

/* Who has just confirmed wants to see a count with the own name in it, not that of a second ago. */
static enum petition_outcome find_petition(const struct opened *opened, struct text slug,
					   struct petition *petition)
{
	const struct shared *shared = opened->shared;
	struct arena *arena = opened->request->arena;
	const struct edition *edition;
	enum petition_outcome outcome;

	if (text_is(request_query(opened->request, "done"), "confirm"))
		return petition_find(shared->db, arena, slug, petition);
	outcome = catalog_petition(shared->catalog, arena, slug, &edition);
	if (outcome == PETITION_FOUND)
		*petition = edition->petition;
	return outcome;
}

static struct reply show(const struct opened *opened)
{
	struct arena *arena = opened->request->arena;
	struct signature signature;
	struct petition petition;

	switch (signature_find(opened->shared->db, arena, &opened->token, &signature)) {
	case SIGNATURE_FOUND:
		break;
	case SIGNATURE_UNKNOWN:
		return problem(opened, PROBLEM_TOKEN_USED);
	case SIGNATURE_FIND_AWAY:
		return problem(opened, PROBLEM_DATABASE);
	}
	switch (find_petition(opened, signature.petition, &petition)) {
	case PETITION_FOUND:
		return show_signature(opened, &signature, &petition);
	case PETITION_UNKNOWN:
		return problem(opened, PROBLEM_TOKEN_USED);
	case PETITION_AWAY:
		break;
	}
	return problem(opened, PROBLEM_DATABASE);
}

static struct reply confirm(const struct opened *opened)
{
	switch (signature_confirm(opened->shared->lanes, &opened->token)) {
	case SIGNATURE_CONFIRMED:
	case SIGNATURE_ALREADY:
	case SIGNATURE_CONFIRM_HELD:
	case SIGNATURE_GONE:
		return done(opened, "confirm");
	case SIGNATURE_CONFIRM_UNKNOWN:
		return problem(opened, PROBLEM_TOKEN_USED);
	case SIGNATURE_CONFIRM_AWAY:
		break;
	}
	return problem(opened, PROBLEM_DATABASE);
}

static struct reply disown(const struct opened *opened)
{
	switch (signature_disown(opened->shared->db, opened->request->arena, &opened->token)) {
	case SIGNATURE_DISOWNED:
		return done(opened, "disown");
	case SIGNATURE_NOT_THERE:
		return problem(opened, PROBLEM_TOKEN_USED);
	case SIGNATURE_DISOWN_AWAY:
		break;
	}
	return problem(opened, PROBLEM_DATABASE);
}

static struct reply act(const struct opened *opened)
{
	const struct request *request = opened->request;
	const struct form *form;
	struct text action;

	if (request_is_cross_site(request, opened->shared->site->config->site_url))
		return problem(opened, PROBLEM_FORBIDDEN);
	if (form_read(request->arena, request->body, &form) != FORM_READ)
		return problem(opened, PROBLEM_BAD_REQUEST);
	action = form_field(form, "action");
	if (text_is(action, "confirm"))
		return confirm(opened);
	if (text_is(action, "disown"))
		return disown(opened);
	return problem(opened, PROBLEM_BAD_REQUEST);
}

static struct reply handle(void *context, const struct request *request)
{
	struct opened opened = {.shared = context, .request = request};
	struct text path = request->path;

	if (request->method == METHOD_OTHER)
		return problem_method(opened.shared->site, request, "GET, HEAD, POST");
	if (path.size < 2)
		return problem(&opened, PROBLEM_TOKEN);
	opened.written = text_copy(request->arena, (struct text){path.bytes + 1, path.size - 1});
	if (!secret_token_read(opened.shared->site->secret, opened.written, &opened.token))
		return problem(&opened, PROBLEM_TOKEN);
	return request->method == METHOD_POST ? act(&opened) : show(&opened);
}

int main(int argc, char **argv)
{
	static const struct program program = {"signature", start, handle, NULL};

	return serve(argc, argv, &program);
}
