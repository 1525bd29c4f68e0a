/* sign: takes a signature. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "courier.h"
#include "ask.h"
#include "consent.h"
#include "entry.h"
#include "event.h"
#include "form.h"
#include "log.h"
#include "page.h"
#include "serve.h"
#include "signature.h"
#include "typo.h"
#include "url.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

struct shared {
	const struct site *site;
	struct catalog *catalog;
	struct signature_lanes *lanes;
	struct wordings *wordings;
	const struct limits *limits;
	struct courier *courier; /* NULL: undersigned mail does it */
};

/* The form as it came, judged field by field. */
struct taken {
	const struct shared *shared;
	const struct site *site;
	const struct request *request;
	struct reader reader;
	const struct edition *edition;
	struct entry entry;
	struct addition addition;
};

static void *start(struct arena *process, const struct site *site)
{
	struct shared *shared = arena_get(process, sizeof(*shared));
	const struct config *config = site->config;
	struct db *db = db_new(process, config, config->database_connection);

	shared->site = site;
	shared->catalog = catalog_new(process, db, config->server_page_age);
	shared->lanes = signature_lanes_new(process, db, site->secret, config);
	shared->wordings = wordings_new(process, db);
	shared->limits = limits_new(process, config, site->secret);
	if (http_start() != HTTP_FASTCGI || config->mail_couriers == 0)
		return shared;
	shared->courier =
		courier_new(process, site, db_new(process, config, config->database_courier));
	/* Without them signatures are taken all the same; the log says it. */
	courier_start(shared->courier, config->mail_couriers);
	return shared;
}

static void end(void *context)
{
	const struct shared *shared = context;

	if (shared->courier != NULL)
		courier_end(shared->courier);
}

static bool stop(void *context, unsigned seconds)
{
	const struct shared *shared = context;

	return shared->courier == NULL || courier_stop(shared->courier, seconds);
}

/* The stamp that goes back with the page: the same while it is right, so that the form's age goes
 * on from where it was. */
static struct text take_stamp(struct taken *taken)
{
	const struct config *config = taken->site->config;
	uint64_t petition = (uint64_t)taken->edition->petition.id;
	struct text stamp = form_field(taken->entry.form, "stamp");
	int64_t shown = 0, now = time(NULL);
	const char *error = NULL;

	if (!secret_stamp_read(taken->site->secret, stamp, petition, &shown))
		error = "stamp_missing";
	else if (now - shown > (int64_t)config->form_max_age)
		error = "stamp_old";
	else if (now - shown < (int64_t)config->form_min_age)
		error = "stamp_quick";
	entry_note(&taken->entry, "stamp", text_literal(""), error);
	if (shown > 0 && now - shown <= (int64_t)config->form_max_age)
		return stamp;
	return secret_stamp_write(taken->site->secret, taken->request->arena, petition, now);
}

/* The words that were on the page; there may be newer ones by now. Whoever makes up a number changes
 * nothing but the own signature. */
static unsigned take_revision(const struct taken *taken, unsigned current)
{
	unsigned long long shown;

	if (!text_number(form_field(taken->entry.form, "revision"), current, &shown) || shown == 0)
		return current;
	return (unsigned)shown;
}

/* Asks for the address that was perhaps meant; not again when the same was sent
 * once more, and not when the offer was taken. */
static void take_meant(struct taken *taken, struct page_form *page)
{
	const struct form *form = taken->entry.form;
	struct page_field *field = &taken->entry.fields[taken->entry.count - 1];
	struct address *address = &taken->addition.submission.address;
	struct text meant;

	page->meant = page->kept = text_literal("");
	if (field->error != NULL)
		return;
	meant = typo_meant(taken->request->arena, address);
	if (text_empty(meant))
		return;
	if (text_equal(form_field(form, "email_meant"), meant) &&
	    address_parse(taken->request->arena, meant, address) != ADDRESS_MALFORMED) {
		field->value = meant;
		return;
	}
	page->kept = field->value;
	if (!text_equal(form_field(form, "email_kept"), field->value))
		page->meant = meant;
}

/* Judges everything, and notes it in the order of the form. */
static void take_fields(struct taken *taken, struct page_form *form)
{
	const struct petition *petition = &taken->edition->petition;
	const char *language = language_code(taken->reader.language);
	struct submission *submission = &taken->addition.submission;
	struct entry *entry = &taken->entry;

	submission->petition = petition->id;
	submission->revision =
		take_revision(taken, reader_revision(&taken->reader, petition)->number);
	submission->language = text_of(language);
	submission->source = signature_source(form_field(entry->form, "source"));
	submission->event = event_code(form_field(entry->form, "event"));
	submission->show_name = text_is(form_field(entry->form, "show_name"), "yes");
	submission->given_name = entry_line(entry, "given_name", SIGNATURE_NAME_LIMIT, false);
	submission->family_name = entry_line(entry, "family_name", SIGNATURE_NAME_LIMIT, true);
	entry_address(entry, "email", &submission->address);
	take_meant(taken, form);
	submission->postal_code = entry_postal_code(entry);
	submission->country = entry_country(entry);
	submission->comment = entry_comment(entry);
	/* People do not see this field; programs that fill in everything do. */
	if (!text_empty(form_field(entry->form, "website")))
		submission->held_for = "honeypot";
	form->stamp = take_stamp(taken);
	form->source = submission->source;
	form->event = submission->event;
	form->country = submission->country;
	form->show_name = submission->show_name;
	form->typed = entry->form;
	form->fields = entry->fields;
	form->count = entry->count;
}

static struct line petition_link(const struct taken *taken, const char *view)
{
	struct arena *arena = taken->request->arena;

	return reader_link(&taken->reader, arena,
			   url_path(arena, taken->site->config->site_path, "petition",
				    taken->edition->petition.slug.bytes, view, NULL));
}

static struct reply show_again(const struct taken *taken, const struct page_form *form)
{
	struct text page =
		page_of_petition(&taken->reader, taken->request->arena, taken->edition, form);
	struct reply reply = page_reply_body(&taken->reader, page);

	reply.status = 422;
	return reply;
}

/* New, repeated, held and suppressed addresses get the same answer, byte for byte. */
static struct reply thanks(const struct taken *taken, enum signature_add_outcome outcome)
{
	switch (outcome) {
	case SIGNATURE_ADDED:
	case SIGNATURE_HELD:
	case SIGNATURE_REPEATED:
	case SIGNATURE_SUPPRESSED:
		break;
	case SIGNATURE_PAUSED:
		return problem_reply(taken->site, taken->request, PROBLEM_PAUSED,
				     petition_link(taken, NULL));
	case SIGNATURE_CLOSED:
		return problem_reply(taken->site, taken->request, PROBLEM_CLOSED,
				     petition_link(taken, NULL));
	case SIGNATURE_AWAY:
		return problem_reply(taken->site, taken->request, PROBLEM_DATABASE,
				     petition_link(taken, NULL));
	case SIGNATURE_REFUSED:
		return problem_reply(taken->site, taken->request, PROBLEM_INTERNAL,
				     petition_link(taken, NULL));
	}
	return (struct reply){
		.status = 303,
		.location = petition_link(taken, "thanks"),
		.body = text_literal(""),
	};
}

/* By the thread that stored it, with others: the reply is made here, not in handle. */
static void settled(struct addition *addition, enum signature_add_outcome outcome)
{
	const struct taken *taken = addition->context;
	struct courier *courier = taken->shared->courier;
	struct reply reply = thanks(taken, outcome);

	if (courier != NULL && (outcome == SIGNATURE_ADDED || outcome == SIGNATURE_REPEATED))
		courier_wake(courier);
	http_reply(taken->request, &reply);
}

/* Said once: the admin may have forgotten to list a proxy. */
static void hint(void)
{
	static atomic_flag said = ATOMIC_FLAG_INIT;

	if (!atomic_flag_test_and_set(&said))
		log_fact(LOG_NOTICE, "client_not_known",
			 "limits=off hint=\"[server] proxies in undersigned.conf(5)\"");
}

static void take_client(struct taken *taken)
{
	const struct request *request = taken->request;
	const struct config *config = taken->site->config;
	struct text forwarded = config->proxy_header == NETWORK_FORWARDED
					? request->forwarded
					: request->x_forwarded_for;
	struct network_address client =
		network_client(config->proxies, request->remote, config->proxy_header, forwarded);

	taken->addition.submission.limit = limit_keys(taken->shared->limits, request->arena,
						      &client, &taken->addition.submission.address);
	if (!network_is_public(&client))
		hint();
}

/* What was ticked, and in which words it was asked. False when the database is away. */
static bool take_consents(struct taken *taken)
{
	struct submission *submission = &taken->addition.submission;
	const struct language *language = taken->reader.language;
	struct arena *arena = taken->request->arena;
	const struct ask ask = {
		.language = language,
		.petition = &taken->edition->petition,
		.source = submission->source,
		.typed = taken->entry.form,
	};

	submission->consents = ask_ticked(&ask, arena);
	return text_empty(submission->consents) ||
	       wording_find(taken->shared->wordings, text_of(language_code(language)),
			    ask_wording(language, arena), &submission->wording) == DB_DONE;
}

static struct reply take(struct taken *taken)
{
	enum petition_state state = taken->edition->petition.state;
	const struct request *request = taken->request;
	struct page_form form = {0};

	taken->entry = (struct entry){.language = taken->reader.language,
				      .arena = request->arena,
				      .smtputf8 = taken->site->config->mail_smtputf8};
	if (form_read(request->arena, request->body, &taken->entry.form) != FORM_READ)
		return problem_reply(taken->site, request, PROBLEM_BAD_REQUEST,
				     petition_link(taken, NULL));
	if (state != PETITION_OPEN)
		return problem_reply(taken->site, request, page_obstacle(state),
				     state == PETITION_RETIRED ? line_literal("")
							       : petition_link(taken, NULL));
	take_fields(taken, &form);
	if (taken->entry.wrong || !text_empty(form.meant))
		return show_again(taken, &form);
	if (!take_consents(taken))
		return problem_reply(taken->site, request, PROBLEM_DATABASE,
				     petition_link(taken, NULL));
	take_client(taken);
	taken->addition.context = taken;
	taken->addition.settled = settled;
	signature_add(taken->shared->lanes, &taken->addition);
	return (struct reply){0};
}

static struct reply handle(void *context, const struct request *request)
{
	const struct shared *shared = context;
	const struct site *site = shared->site;
	struct taken *taken = arena_get(request->arena, sizeof(*taken));
	struct text slug;

	if (request->method != METHOD_POST)
		return problem_method(site, request, "POST");
	if (request_is_cross_site(request, site->config->site_url))
		return problem_reply(site, request, PROBLEM_FORBIDDEN, line_literal(""));
	if (request->path.size < 2 ||
	    !text_take(request->arena, request->path.bytes + 1, request->path.size - 1, &slug) ||
	    text_empty(slug))
		return problem_reply(site, request, PROBLEM_NOT_FOUND, line_literal(""));
	*taken = (struct taken){.shared = shared, .site = site, .request = request};
	taken->reader = page_reader(site, request);
	switch (catalog_petition(shared->catalog, request->arena, slug, &taken->edition)) {
	case PETITION_FOUND:
		reader_of_petition(&taken->reader, &taken->edition->petition);
		return take(taken);
	case PETITION_UNKNOWN:
		return problem_reply(site, request, PROBLEM_NOT_FOUND, line_literal(""));
	case PETITION_AWAY:
		break;
	}
	return problem_reply(site, request, PROBLEM_DATABASE, line_literal(""));
}

int main(int argc, char **argv)
{
	static const struct program program = {"sign", start, handle, end, stop};

	return serve(argc, argv, &program);
}
