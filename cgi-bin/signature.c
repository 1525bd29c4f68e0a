/* signature: the signer's own page: confirm it, see it, change it, take it back. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "signature.h"
#include "entry.h"
#include "form.h"
#include "page.h"
#include "serve.h"
#include "signature_deed.h"
#include "signature_page.h"
#include "signature_unsubscribe.h"
#include "signature_way.h"
#include "url.h"

#include <string.h>

struct shared {
	const struct site *site;
	struct db *db;
	struct catalog *catalog;
	struct signature_lanes *lanes;
	struct wordings *wordings;
};

/* A request, and the signature that its link opens. */
struct opened {
	const struct shared *shared;
	const struct request *request;
	struct way way; /* for those whose link does not open it */
	struct token token;
	struct text view; /* behind the token: "", "data" or "data.json" */
	struct entry entry;
	const char *mended; /* the deed whose form the entry is */
};

static void *start(struct arena *process, const struct site *site)
{
	struct shared *shared = arena_get(process, sizeof(*shared));
	const struct config *config = site->config;

	shared->site = site;
	shared->db = db_new(process, config, config->database_connection);
	shared->catalog = catalog_new(process, shared->db, config->server_page_age);
	shared->lanes = signature_lanes_new(process, shared->db, site->secret, config);
	shared->wordings = wordings_new(process, shared->db);
	return shared;
}

static struct reply problem(const struct opened *opened, enum problem problem)
{
	return problem_reply(opened->shared->site, opened->request, problem, line_literal(""));
}

static struct own own_of(const struct opened *opened)
{
	return (struct own){opened->shared->db, opened->request->arena, &opened->token};
}

/* The link as it is, whatever a mail program made of it. */
static struct line own_link(const struct opened *opened)
{
	struct arena *arena = opened->request->arena;
	const struct site *site = opened->shared->site;

	return url_path(arena, site->config->site_path, "signature",
			secret_token_write(site->secret, arena, &opened->token).bytes, NULL);
}

/* The same for redirects: in the language that was asked for. */
static struct line kept_link(const struct opened *opened)
{
	struct reader reader = page_reader(opened->shared->site, opened->request);

	return reader_link(&reader, opened->request->arena, own_link(opened));
}

static struct reply lead_to(struct line link)
{
	return (struct reply){.status = 303, .location = link, .body = text_literal("")};
}

/* What was done shows on the page that comes next, which can be reloaded without harm. */
static struct reply done(const struct opened *opened, const char *deed)
{
	return lead_to(url_with(opened->request->arena, kept_link(opened), "done", text_of(deed)));
}

static struct reply show_damaged(const struct opened *opened)
{
	return way_show_instead(&opened->way, "problem.token_title", "problem.token_text");
}

static struct reply show_used(const struct opened *opened)
{
	return way_show_instead(&opened->way, "problem.token_used_title",
				"problem.token_used_text");
}

/* Who has just confirmed wants to see a count with the own name in it, not that of a second ago. */
static enum petition_outcome find_petition(const struct opened *opened, struct text slug,
					   struct petition *petition)
{
	const struct shared *shared = opened->shared;
	struct arena *arena = opened->request->arena;
	const struct edition *edition;
	enum petition_outcome outcome;

	if (!text_empty(request_query(opened->request, "done")))
		return petition_find(shared->db, arena, slug, petition);
	outcome = catalog_petition(shared->catalog, arena, slug, &edition);
	if (outcome == PETITION_FOUND)
		*petition = edition->petition;
	return outcome;
}

static struct reply show_data(const struct opened *opened, const struct own_page *page)
{
	struct own own = own_of(opened);
	const struct event *events;

	if (!signature_history(&own, &events))
		return problem(opened, PROBLEM_DATABASE);
	return signature_data_page(page, events);
}

static struct reply send_data(const struct opened *opened, const struct own_page *page)
{
	struct own own = own_of(opened);
	struct text data;

	if (!signature_data(&own, &data))
		return problem(opened, PROBLEM_DATABASE);
	return (struct reply){
		.status = 200,
		.type = "application/json",
		.body = data,
		.download = line_fold(page->arena, text_format(page->arena, "%s.json",
							       page->petition->slug.bytes)),
	};
}

static struct reply show_signature(const struct opened *opened, struct own_page *page)
{
	bool erased = page->signature->state == STATE_REMOVED;

	if (erased && (opened->view.size > 0 ||
		       (!text_is(page->done, "disown") && !text_is(page->done, "erase"))))
		return show_used(opened);
	if (text_is(opened->view, "data"))
		return show_data(opened, page);
	if (text_is(opened->view, "data.json"))
		return send_data(opened, page);
	if (consent_list(opened->shared->db, page->arena, &opened->token, &page->consents) !=
	    DB_DONE)
		return problem(opened, PROBLEM_DATABASE);
	return signature_page(page);
}

static struct reply show(const struct opened *opened)
{
	struct arena *arena = opened->request->arena;
	struct signature signature;
	struct petition petition;
	struct own_page page = {
		.arena = arena,
		.path = own_link(opened),
		.signature = &signature,
		.petition = &petition,
		.done = request_query(opened->request, "done"),
		.entry = opened->mended == NULL ? NULL : &opened->entry,
		.mended = opened->mended,
	};

	switch (signature_find(opened->shared->db, arena, &opened->token, &signature)) {
	case SIGNATURE_FOUND:
		break;
	case SIGNATURE_UNKNOWN:
		return show_used(opened);
	case SIGNATURE_FIND_AWAY:
		return problem(opened, PROBLEM_DATABASE);
	}
	page.reader = reader_signed(opened->shared->site, opened->request, signature.language);
	switch (find_petition(opened, signature.petition, &petition)) {
	case PETITION_FOUND:
		return show_signature(opened, &page);
	case PETITION_UNKNOWN:
		return show_used(opened);
	case PETITION_AWAY:
		break;
	}
	return problem(opened, PROBLEM_DATABASE);
}

static struct reply confirm(struct opened *opened)
{
	switch (signature_confirm(opened->shared->lanes, &opened->token)) {
	case SIGNATURE_CONFIRMED:
	case SIGNATURE_ALREADY:
	case SIGNATURE_CONFIRM_HELD:
	case SIGNATURE_GONE:
		return done(opened, "confirm");
	case SIGNATURE_CONFIRM_UNKNOWN:
		return show_used(opened);
	case SIGNATURE_CONFIRM_AWAY:
		break;
	}
	return problem(opened, PROBLEM_DATABASE);
}

static struct reply answer(const struct opened *opened, enum deed_outcome outcome, const char *deed)
{
	switch (outcome) {
	case DEED_DONE:
	case DEED_UNCHANGED:
	case DEED_HELD:
		return done(opened, deed);
	case DEED_GONE:
	case DEED_CLOSED:
	case DEED_OTHER_ADDRESS:
		return lead_to(kept_link(opened));
	case DEED_UNKNOWN:
		return show_used(opened);
	case DEED_AWAY:
		break;
	}
	return problem(opened, PROBLEM_DATABASE);
}

static struct reply mend(struct opened *opened, const char *deed)
{
	opened->mended = deed;
	return show(opened);
}

static void take_person(struct entry *entry, struct submission *typed)
{
	typed->given_name = entry_line(entry, "given_name", SIGNATURE_NAME_LIMIT, false);
	typed->family_name = entry_line(entry, "family_name", SIGNATURE_NAME_LIMIT, true);
	typed->postal_code = entry_postal_code(entry);
	typed->country = entry_country(entry);
}

static struct reply correct(struct opened *opened)
{
	struct own own = own_of(opened);
	struct submission typed = {0};

	take_person(&opened->entry, &typed);
	if (opened->entry.wrong)
		return mend(opened, "correct");
	return answer(opened, signature_correct(&own, &typed), "correct");
}

static struct reply sign_again(struct opened *opened)
{
	struct entry *entry = &opened->entry;
	struct own own = own_of(opened);
	uint8_t key[SECRET_ADDRESS_KEY_SIZE];
	struct submission typed = {
		.show_name = text_is(form_field(entry->form, "show_name"), "yes"),
	};
	enum deed_outcome outcome;

	entry_address(entry, "email", &typed.address);
	take_person(entry, &typed);
	if (entry->wrong)
		return mend(opened, "sign_again");
	secret_address_key(opened->shared->site->secret, typed.address.canonical, key);
	outcome = signature_sign_again(&own, key, &typed);
	if (outcome != DEED_OTHER_ADDRESS)
		return answer(opened, outcome, "sign_again");
	entry_note(entry, "email", line_text(typed.address.mailbox), "email_other");
	return mend(opened, "sign_again");
}

static struct reply write_comment(struct opened *opened)
{
	struct own own = own_of(opened);
	struct text comment = entry_comment(&opened->entry);

	if (opened->entry.wrong)
		return mend(opened, "comment");
	return answer(opened, signature_comment(&own, comment),
		      text_empty(comment) ? "erase_comment" : "comment");
}

static struct reply choose_consents(struct opened *opened)
{
	const struct shared *shared = opened->shared;
	struct consents_taken taken = {shared->db, shared->wordings, &opened->token,
				       &opened->entry};
	struct arena *arena = opened->request->arena;
	const struct consent *first;
	struct signature signature;

	/* What is answered is kept with the question, in the language that it was asked in. */
	if (signature_find(shared->db, arena, &opened->token, &signature) == SIGNATURE_FOUND)
		opened->entry.language =
			reader_signed(shared->site, opened->request, signature.language).language;
	if (consent_list(shared->db, arena, &opened->token, &first) != DB_DONE ||
	    !consents_take(&taken, first))
		return problem(opened, PROBLEM_DATABASE);
	return first == NULL ? show_used(opened) : done(opened, "consents");
}

/* A form's button: what it does at once, or with what was typed. */
static const struct deed {
	const char *name;
	enum deed_outcome (*at_once)(const struct own *own);
	struct reply (*with_form)(struct opened *opened);
} deeds[] = {
	{"confirm", NULL, confirm},
	{"correct", NULL, correct},
	{"comment", NULL, write_comment},
	{"erase_comment", signature_erase_comment, NULL},
	{"show_comment", signature_show_comment, NULL},
	{"hide_comment", signature_hide_comment, NULL},
	{"show_name", signature_show_name, NULL},
	{"hide_name", signature_hide_name, NULL},
	{"consents", NULL, choose_consents},
	{"withdraw", signature_withdraw, NULL},
	{"sign_again", NULL, sign_again},
	{"erase", signature_erase, NULL},
	{"disown", signature_disown, NULL},
};

static struct reply act(struct opened *opened)
{
	struct text action = form_field(opened->entry.form, "action");
	struct own own = own_of(opened);

	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++) {
		const struct deed *deed = &deeds[i];

		if (text_is(action, deed->name))
			return deed->at_once == NULL
				       ? deed->with_form(opened)
				       : answer(opened, deed->at_once(&own), deed->name);
	}
	return problem(opened, PROBLEM_BAD_REQUEST);
}

/* The path behind the program: a token, and perhaps which view of its signature is wanted. */
static bool take_path(struct opened *opened)
{
	struct arena *arena = opened->request->arena;
	struct text path = opened->request->path;
	const char *end = memchr(path.bytes + 1, '/', path.size - 1);
	struct text written = {path.bytes + 1, path.size - 1};

	opened->view = text_literal("");
	if (end != NULL) {
		written.size = (size_t)(end - written.bytes);
		opened->view = text_of(end + 1);
	}
	return secret_token_read(opened->shared->site->secret, secret_token_mend(arena, written),
				 &opened->token);
}

static struct reply take_form(struct opened *opened, bool has_token)
{
	const struct request *request = opened->request;
	const struct site *site = opened->shared->site;
	struct entry *entry = &opened->entry;

	if (request_is_cross_site(request, site->config->site_url))
		return problem(opened, PROBLEM_FORBIDDEN);
	entry->arena = request->arena;
	entry->smtputf8 = site->config->mail_smtputf8;
	entry->language = page_reader(site, request).language;
	if (form_read(request->arena, request->body, &entry->form) != FORM_READ)
		return problem(opened, PROBLEM_BAD_REQUEST);
	return has_token ? act(opened) : way_take(&opened->way, entry);
}

static struct reply handle(void *context, const struct request *request)
{
	struct opened opened = {.shared = context, .request = request};
	bool has_path = request->path.size > 1;

	opened.way = (struct way){opened.shared->site, opened.shared->db, request};
	if (request->method == METHOD_OTHER)
		return problem_method(opened.shared->site, request, "GET, HEAD, POST");
	if (has_path && !take_path(&opened))
		return show_damaged(&opened);
	if (has_path && text_is(opened.view, "unsubscribe"))
		return unsubscribe_answer(&opened.way, &opened.token);
	if (request->method == METHOD_POST)
		return take_form(&opened, has_path);
	return has_path ? show(&opened) : way_show(&opened.way);
}

int main(int argc, char **argv)
{
	static const struct program program = {"signature", start, handle, NULL, NULL};

	return serve(argc, argv, &program);
}
