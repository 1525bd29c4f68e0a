/* announce_follow: an announcement on its way: sends it, draws how far it is, lists what became. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "announce.h"

#include "courier.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#define RATE_SECONDS 20 /* the rate is that of so many seconds before */

/* How many mails were settled at each of the last seconds, the newest at count % RATE_SECONDS. */
struct pace {
	uint64_t settled[RATE_SECONDS];
	long long time[RATE_SECONDS]; /* milliseconds, monotonic */
	size_t count;
};

static long long now_milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Mails an hour, so that a slow one is not 0 in the second. */
static uint64_t pace_add(struct pace *pace, uint64_t settled)
{
	size_t newest = pace->count % RATE_SECONDS;
	size_t oldest = pace->count < RATE_SECONDS ? 0 : (newest + 1) % RATE_SECONDS;
	long long elapsed;

	pace->settled[newest] = settled;
	pace->time[newest] = now_milliseconds();
	pace->count++;
	elapsed = pace->time[newest] - pace->time[oldest];
	if (elapsed <= 0 || settled < pace->settled[oldest])
		return 0;
	return (settled - pace->settled[oldest]) * 3600000 / (uint64_t)elapsed;
}

static struct text time_left(struct arena *arena, uint64_t left, uint64_t hour_rate)
{
	uint64_t seconds;

	if (hour_rate == 0)
		return text_literal("");
	seconds = left * 3600 / hour_rate;
	if (seconds >= 7200)
		return text_format(arena, ", %llu h left", (unsigned long long)seconds / 3600);
	if (seconds >= 120)
		return text_format(arena, ", %llu min left", (unsigned long long)seconds / 60);
	return text_format(arena, ", %llu s left", (unsigned long long)seconds);
}

static void draw(struct bar *bar, struct pace *pace, struct arena *scratch,
		 const struct announcement_progress *progress)
{
	uint64_t left =
		progress->expected > progress->settled ? progress->expected - progress->settled : 0;
	uint64_t rate = pace_add(pace, progress->settled);
	struct text speed =
		rate >= 3600 ? text_format(scratch, "%llu/s", (unsigned long long)rate / 3600)
			     : text_format(scratch, "%llu/h", (unsigned long long)rate);

	bar->behind =
		text_format(scratch, " %llu of %llu, %s%s", (unsigned long long)progress->settled,
			    (unsigned long long)progress->expected, speed.bytes,
			    time_left(scratch, left, rate).bytes)
			.bytes;
	bar_draw(bar,
		 progress->expected == 0 ? 100 : (unsigned)(100 - left * 100 / progress->expected));
}

/* Looks each second until it runs no longer, or a signal comes, which is told by *stopped. */
static enum db_outcome watch(const struct command *command, const char *slug, int64_t id,
			     bool *stopped)
{
	struct arena *scratch = arena_new();
	struct bar bar = {.what = "announce"};
	struct pace pace = {0};
	struct announcement_progress progress;
	enum db_outcome outcome;
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	for (;;) {
		const struct timespec second = {.tv_sec = 1};

		outcome = announcement_progress(command->db, scratch, slug, id, &progress);
		if (outcome != DB_DONE || !progress.running)
			break;
		draw(&bar, &pace, scratch, &progress);
		*stopped = sigtimedwait(&signals, NULL, &second) > 0;
		if (*stopped)
			break;
		arena_reset(scratch);
	}
	bar_end(&bar);
	arena_free(scratch);
	return outcome;
}

enum command_exit announce_follow(const struct command *command, const char *slug, int64_t id)
{
	const struct config *config = command->config;
	struct arena *arena = command->arena;
	struct courier *courier;
	const struct site *site;
	struct text complaint;
	enum db_outcome outcome;
	sigset_t signals;
	bool stopped = false;

	if (!site_read(arena, config, &site, &complaint))
		return command_fail("%s", complaint.bytes);
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	courier = courier_new(arena, site, db_new(arena, config, config->database_courier));
	if (!courier_start(courier, config->mail_couriers == 0 ? 1 : config->mail_couriers))
		return command_no_threads();
	outcome = watch(command, slug, id, &stopped);
	if (!courier_stop(courier, config->mail_lease))
		_exit(COMMAND_FAILED);
	if (outcome != DB_DONE)
		return command_database(outcome);
	if (stopped)
		fprintf(stderr,
			"announcement %lld is not stopped: other couriers go on with it, and so "
			"does --follow %lld; to stop it, say --pause %lld\n",
			(long long)id, (long long)id, (long long)id);
	return announce_list(command, slug, id);
}

/* On a terminal in columns. */
static void print_one(const struct announcement *announcement, bool wide)
{
	printf(wide ? "%3lld  %-9s  %-16s" : "%lld\t%s\t%s", (long long)announcement->id,
	       announcement->state.bytes, announcement->begun_at.bytes);
	printf(wide ? "  %8llu  %8llu  %8llu" : "\t%llu\t%llu\t%llu",
	       (unsigned long long)announcement->expected, (unsigned long long)announcement->sent,
	       (unsigned long long)announcement->owed);
	printf(wide ? "  %8llu  %8llu  %s\n" : "\t%llu\t%llu\t%s\n",
	       (unsigned long long)announcement->dropped, (unsigned long long)announcement->dead,
	       announcement->subject.bytes);
}

enum command_exit announce_list(const struct command *command, const char *slug, int64_t id)
{
	const struct announcement *announcement;
	enum db_outcome outcome =
		announcement_list(command->db, command->arena, slug, id, &announcement);
	bool wide = isatty(STDOUT_FILENO) == 1;

	if (outcome != DB_DONE)
		return command_database(outcome);
	if (id != 0 && announcement == NULL)
		return command_fail("%s has no announcement %lld: undersigned announce %s shows "
				    "them all",
				    slug, (long long)id, slug);
	if (wide && announcement != NULL)
		printf("%3s  %-9s  %-16s  %8s  %8s  %8s  %8s  %8s  %s\n", "", "state",
		       "begun (UTC)", "signers", "sent", "owed", "dropped", "dead", "subject");
	for (; announcement != NULL; announcement = announcement->next)
		print_one(announcement, wide);
	return COMMAND_DONE;
}
