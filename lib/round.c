/* round: see round.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "round.h"

#include "clock.h"
#include "compose.h"
#include "log.h"

#define EMPTY_LIMIT 100 /* claims in a row that bring nothing but dropped mail */
#define OPEN_LIMIT 3 /* mails that the relay took and are not settled, when another one is begun */

/* What a courier says of one mail, with memory for its words. */
struct report {
	struct arena *arena;
	struct slip slip;
};

/* One courier. */
struct run {
	struct round *round;
	struct smtp *smtp;
	struct arena *scratch; /* of the mail that it has */
	struct tab tab;
	struct report reports[OPEN_LIMIT + 1];
	unsigned turn;      /* of the report that is told, or never was one */
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

static struct settling settling_of(const struct owed *owed, enum settlement settlement)
{
	return (struct settling){
		.petition = owed->petition,
		.id = owed->id,
		.attempt = owed->attempt,
		.settlement = settlement,
		.reply = text_literal(""),
	};
}

/* Whether what was sent is known, but for so many mails: else nothing more is to be sent. */
static bool is_known(struct run *run, unsigned most)
{
	if (!settler_wait(run->round->settler, &run->tab, most))
		run->end = ROUND_DATABASE;
	return run->end != ROUND_DATABASE;
}

/* Says what became of a mail; not more than OPEN_LIMIT are open. */
static void settle(struct run *run, const struct sack_mail *mail, const struct settling *settling)
{
	struct report *report = &run->reports[run->turn];

	run->turn = (run->turn + 1) % (OPEN_LIMIT + 1);
	arena_reset(report->arena);
	report->slip = (struct slip){.settling = *settling, .tab = &run->tab, .ends = mail->ends};
	report->slip.settling.reply = text_copy(report->arena, settling->reply);
	settler_put(run->round->settler, &report->slip);
}

/* Hands a mail to the relay and settles it. */
static void send_one(struct run *run, const struct sack_mail *taken)
{
	const struct owed *owed = taken->owed;
	struct settling settling = settling_of(owed, SETTLEMENT_LATER);
	struct smtp_answer answer = {0};
	struct text why = text_literal("");
	struct mail mail;

	settling.reply = text_literal("not composed");
	smtp_until(run->smtp, taken->ends);
	if (compose_mail(run->round->site, run->scratch, owed, &mail)) {
		answer = smtp_send(run->smtp, run->scratch, &mail);
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
	settle(run, taken, &settling);
	arena_reset(run->scratch);
	if (settling.settlement == SETTLEMENT_UNREACHED)
		run->end = ROUND_RELAY;
}

/* Gives back a mail that was not begun. */
static void release(struct run *run, const struct sack_mail *mail)
{
	struct settling settling = settling_of(mail->owed, SETTLEMENT_RELEASED);

	if (is_known(run, OPEN_LIMIT))
		settle(run, mail, &settling);
}

/* Whether a mail may be begun. */
static bool goes_on(struct run *run)
{
	if (run->end == ROUND_EMPTY && atomic_load(&run->round->stopping))
		run->end = ROUND_STOPPED;
	return run->end == ROUND_EMPTY && is_known(run, OPEN_LIMIT);
}

/* Takes a mail, and sends it in its time. */
static enum sack_outcome go_once(struct run *run)
{
	struct sack *sack = run->round->sack;
	struct sack_mail mail;
	enum sack_outcome outcome = sack_take(sack, &mail);

	if (outcome != SACK_MAIL)
		return outcome;
	if (goes_on(run) && clock_seconds() < mail.begin_by)
		send_one(run, &mail);
	else
		release(run, &mail);
	sack_done(sack, &mail);
	return outcome;
}

/* What stops one courier stops the others: they have no use for what is left, either. */
static void give_back(struct run *run)
{
	struct sack_mail mail;

	while (run->end != ROUND_EMPTY && sack_take_left(run->round->sack, &mail)) {
		release(run, &mail);
		sack_done(run->round->sack, &mail);
	}
}

/* Goes on until there is no more, or something is in the way. */
static struct outbox_rest go(struct run *run)
{
	struct outbox_rest rest = {.kept_by = OUTBOX_FREE};
	bool all_told = true;
	unsigned empty = 0;

	while (goes_on(run)) {
		enum sack_outcome outcome = go_once(run);

		if (outcome == SACK_MAIL) {
			all_told = false;
			empty = 0;
		} else if (!all_told) {
			/* Once it is, the relay may be known to be back, an announcement to be done;
			 * or the database is back. */
			all_told = is_known(run, 0);
		} else if (outcome == SACK_AWAY) {
			run->end = ROUND_DATABASE;
		} else {
			/* Behind mail that nobody wants any more there may be some that goes. */
			rest = outbox_next(run->round->db, run->scratch, run->round->site->config);
			arena_reset(run->scratch);
			if (++empty > EMPTY_LIMIT || !rest.is_due)
				break;
		}
	}
	give_back(run);
	return rest;
}

must_check enum round_end round_run(struct round *round, struct smtp *smtp,
				    enum outbox_keeper *keeper)
{
	struct run run = {.round = round, .smtp = smtp, .scratch = arena_new(), .end = ROUND_EMPTY};
	struct outbox_rest rest;

	for (size_t i = 0; i < OPEN_LIMIT + 1; i++)
		run.reports[i].arena = arena_new();
	rest = go(&run);
	if (!settler_wait(round->settler, &run.tab, 0))
		run.end = ROUND_DATABASE;
	for (size_t i = 0; i < OPEN_LIMIT + 1; i++)
		arena_free(run.reports[i].arena);
	arena_free(run.scratch);
	*keeper = rest.kept_by;
	if (run.end == ROUND_EMPTY && rest.kept_by != OUTBOX_FREE)
		return ROUND_WAITS;
	return run.end;
}
