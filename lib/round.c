/* round: see round.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "round.h"

#include "clock.h"
#include "compose.h"
#include "log.h"

#define EMPTY_LIMIT 100 /* claims in a row that bring nothing but dropped mail */
#define OPEN_LIMIT 1 /* mails that the relay took and are not settled, when another one is begun */

/* The mails of one claim. Its memory lasts until all of them are settled. */
struct load {
	struct round *round;
	struct smtp *smtp;
	struct arena *arena;
	struct claim claim;
	struct tab tab;
	double begun_by;    /* clock_seconds */
	enum round_end end; /* ROUND_EMPTY: goes on */
};

static enum settlement settlement_of(enum smtp_outcome outcome)
{
	switch (outcome) {
	case SMTP_SENT:
		return SETTLEMENT_SENT;
	case SMTP_LATER:
		return SETTLEMENT_LATER;
	case SMTP_UNREACHED:
		return SETTLEMENT_UNREACHED;
	case SMTP_UNKNOWN:
		return SETTLEMENT_UNKNOWN;
	case SMTP_REFUSED:
		return SETTLEMENT_REFUSED;
	case SMTP_REJECTED:
		return SETTLEMENT_REJECTED;
	}
	return SETTLEMENT_LATER;
}

static void settle(struct load *load, const struct settling *settling)
{
	struct slip *slip = arena_get(load->arena, sizeof(*slip));

	slip->settling = *settling;
	slip->settling.reply = text_copy(load->arena, settling->reply);
	slip->tab = &load->tab;
	settler_put(load->round->settler, slip);
}

/* Hands one mail to the relay and settles it. scratch is the mail's own. */
static void send_one(struct load *load, struct arena *scratch, const struct owed *owed)
{
	struct settling settling = {.owed = owed, .settlement = SETTLEMENT_LATER};
	struct smtp_answer answer = {0};
	struct text why = text_literal("");
	struct mail mail;

	settling.reply = text_literal("not composed");
	if (compose_mail(load->round->site, scratch, owed, &mail)) {
		answer = smtp_send(load->smtp, scratch, &mail);
		settling.settlement = settlement_of(answer.outcome);
		settling.reply_code = answer.code;
		settling.reply = answer.status;
		why = answer.why;
	}
	if (settling.settlement != SETTLEMENT_SENT)
		log_fact(LOG_WARNING, "mail_not_sent",
			 "mail=%lld attempt=%lld reply=%u status=%s why=\"%s\"",
			 (long long)owed->id, (long long)owed->attempt, answer.code,
			 settling.reply.bytes, why.bytes);
	settle(load, &settling);
	if (settling.settlement == SETTLEMENT_UNREACHED)
		load->end = ROUND_RELAY;
}

/* Whether the next mail of the load may be begun. */
static bool goes_on(struct load *load)
{
	if (load->end == ROUND_EMPTY && !settler_wait(load->round->settler, &load->tab, OPEN_LIMIT))
		load->end = ROUND_DATABASE;
	if (load->end == ROUND_EMPTY && atomic_load(&load->round->stopping))
		load->end = ROUND_STOPPED;
	return load->end == ROUND_EMPTY && clock_seconds() < load->begun_by;
}

static void send_claimed(struct load *load)
{
	struct arena *scratch = arena_new();
	size_t i;

	for (i = 0; i < load->claim.count && goes_on(load); i++) {
		send_one(load, scratch, &load->claim.owed[i]);
		arena_reset(scratch);
	}
	for (; i < load->claim.count && load->end != ROUND_DATABASE; i++) {
		struct settling released = {.owed = &load->claim.owed[i],
					    .settlement = SETTLEMENT_RELEASED,
					    .reply = text_literal("")};

		settle(load, &released);
	}
	if (!settler_wait(load->round->settler, &load->tab, 0))
		load->end = ROUND_DATABASE;
	arena_free(scratch);
}

/* Claims mail, and sends it. False when that is not to be done again at once. */
static bool go_once(struct load *load)
{
	const struct config *config = load->round->site->config;
	double now = clock_seconds();

	if (atomic_load(&load->round->stopping)) {
		load->end = ROUND_STOPPED;
		return false;
	}
	/* A mail may take two thirds of a lease: it has to begin in the first third. */
	load->begun_by = now + config->mail_lease / 3.0;
	load->tab = (struct tab){.ends = now + config->mail_lease};
	smtp_until(load->smtp, load->tab.ends);
	if (outbox_claim(load->round->db, load->arena, config, &load->claim) == DB_DONE)
		send_claimed(load);
	else
		load->end = ROUND_DATABASE;
	return load->end == ROUND_EMPTY;
}

must_check enum round_end round_run(struct round *round, struct smtp *smtp,
				    enum outbox_keeper *keeper)
{
	struct arena *arena = arena_new();
	struct load load = {.round = round, .smtp = smtp, .arena = arena, .end = ROUND_EMPTY};
	struct outbox_rest rest = {.kept_by = OUTBOX_FREE};
	unsigned empty = 0;

	while (go_once(&load)) {
		empty = load.claim.count > 0 ? 0 : empty + 1;
		/* Behind mail that nobody wants any more there may be some that goes. */
		if (empty > 0) {
			rest = outbox_next(round->db, arena, round->site->config);
			if (empty > EMPTY_LIMIT || !rest.is_due)
				break;
		}
		arena_reset(arena);
	}
	arena_free(arena);
	*keeper = rest.kept_by;
	if (load.end == ROUND_EMPTY && rest.kept_by != OUTBOX_FREE)
		return ROUND_WAITS;
	return load.end;
}
