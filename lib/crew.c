/* crew: see crew.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "crew.h"

#include "clock.h"
#include "log.h"

#include <pthread.h>
#include <unistd.h>

#define AWAKE_EACH 2 /* a processor */
#define AWAKE_LEAST 4
#define MOMENT_NS 10000000
#define STACK_SIZE ((size_t)524288)

/* On the stack of its thread. */
struct member {
	struct crew *crew;
	bool works;
	bool sleeps;    /* over its work */
	unsigned since; /* the moment when it began, or woke */
	struct member *next;
};

struct crew {
	const struct crew_work *work;
	void *context;
	unsigned limit, most; /* threads; awake */

	pthread_mutex_t lock;
	pthread_cond_t room, ended;
	struct member *members;
	unsigned count;
	unsigned awake;   /* at the door or at work, and not asleep over it */
	unsigned waiting; /* at the door */
	unsigned parked;  /* neither */
	bool watched;     /* one of those parked looks around each moment */
	unsigned moment;
	bool ending;
	bool any_ended;
	pthread_t last_ended;
};

static _Thread_local struct member *self;

static void crew_release(void *handle)
{
	struct crew *crew = handle;

	pthread_mutex_destroy(&crew->lock);
	pthread_cond_destroy(&crew->room);
	pthread_cond_destroy(&crew->ended);
}

static unsigned most_awake(unsigned limit)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned most = processors < 2 ? AWAKE_LEAST : AWAKE_EACH * (unsigned)processors;

	return most < limit ? most : limit;
}

struct crew *crew_new(struct arena *process, const struct crew_work *work, void *context,
		      unsigned limit)
{
	struct crew *crew = arena_get(process, sizeof(*crew));

	crew->work = work;
	crew->context = context;
	crew->limit = limit;
	crew->most = most_awake(limit);
	pthread_mutex_init(&crew->lock, NULL);
	clock_condition(&crew->room);
	clock_condition(&crew->ended);
	arena_defer(process, crew_release, crew);
	return crew;
}

/* Whether the caller, once it has let go of the lock, has to start a thread: nobody is at the door,
 * nor parked and able to come there. */
static bool call_another(struct crew *crew)
{
	if (crew->waiting > 0)
		return false;
	if (crew->parked > 0) {
		if (crew->awake < crew->most || !crew->watched)
			pthread_cond_signal(&crew->room);
		return false;
	}
	if (crew->count >= crew->limit)
		return false;
	crew->count++;
	return true;
}

/* Who has been at one piece for more than a moment sleeps over it, whatever it waits for. */
static void look_around(struct crew *crew)
{
	crew->moment++;
	for (struct member *member = crew->members; member != NULL; member = member->next) {
		if (!member->works || member->sleeps || crew->moment - member->since < 2)
			continue;
		member->sleeps = true;
		crew->awake--;
	}
}

static void park(struct crew *crew)
{
	crew->parked++;
	if (crew->waiting > 0 || crew->watched) {
		pthread_cond_wait(&crew->room, &crew->lock);
	} else {
		struct timespec until = clock_after(0, MOMENT_NS);

		crew->watched = true;
		if (pthread_cond_timedwait(&crew->room, &crew->lock, &until) != 0)
			look_around(crew);
		crew->watched = false;
	}
	crew->parked--;
}

static void crew_add(struct crew *crew);

/* The next piece, or NULL when there will be none. */
static void *come(struct crew *crew, struct member *member)
{
	bool another;
	void *piece;

	pthread_mutex_lock(&crew->lock);
	if (member->works && !member->sleeps)
		crew->awake--;
	member->works = member->sleeps = false;
	while (!crew->ending && crew->awake >= crew->most)
		park(crew);
	crew->awake++;
	crew->waiting++;
	pthread_mutex_unlock(&crew->lock);
	piece = crew->work->wait(crew->context);
	pthread_mutex_lock(&crew->lock);
	crew->waiting--;
	member->works = piece != NULL;
	member->since = crew->moment;
	another = piece != NULL && call_another(crew);
	pthread_mutex_unlock(&crew->lock);
	if (another)
		crew_add(crew);
	return piece;
}

/* Each joins the one that ended before it, and crew_end the last: libraries release what they keep
 * for a thread when it has ended, not when it says so. */
static void leave(struct crew *crew, struct member *member)
{
	struct member **place = &crew->members;
	pthread_t before;
	bool any_before;

	pthread_mutex_lock(&crew->lock);
	while (*place != member)
		place = &(*place)->next;
	*place = member->next;
	before = crew->last_ended;
	any_before = crew->any_ended;
	crew->last_ended = pthread_self();
	crew->any_ended = true;
	crew->awake--;
	crew->count--;
	pthread_cond_signal(&crew->ended);
	pthread_mutex_unlock(&crew->lock);
	if (any_before)
		pthread_join(before, NULL);
}

static void *run(void *handle)
{
	struct crew *crew = handle;
	struct member member = {.crew = crew};
	void *piece;

	self = &member;
	pthread_mutex_lock(&crew->lock);
	member.next = crew->members;
	crew->members = &member;
	pthread_mutex_unlock(&crew->lock);
	while ((piece = come(crew, &member)) != NULL)
		crew->work->work(crew->context, piece);
	leave(crew, &member);
	return NULL;
}

/* It is counted already. */
static void crew_add(struct crew *crew)
{
	pthread_attr_t attributes;
	pthread_t thread;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	if (pthread_create(&thread, &attributes, run, crew) != 0) {
		pthread_mutex_lock(&crew->lock);
		crew->count--;
		log_fact(LOG_WARNING, "worker_not_started", "workers=%u", crew->count);
		pthread_mutex_unlock(&crew->lock);
	}
	pthread_attr_destroy(&attributes);
}

void crew_start(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	crew->count++;
	pthread_mutex_unlock(&crew->lock);
	crew_add(crew);
}

must_check bool crew_end(struct crew *crew, unsigned seconds)
{
	struct timespec until = clock_after(seconds, 0);
	bool ended, any;
	pthread_t last;
	int late = 0;

	pthread_mutex_lock(&crew->lock);
	crew->ending = true;
	pthread_cond_broadcast(&crew->room);
	while (crew->count > 0 && late == 0)
		late = pthread_cond_timedwait(&crew->ended, &crew->lock, &until);
	ended = crew->count == 0;
	last = crew->last_ended;
	any = crew->any_ended;
	crew->any_ended = false;
	pthread_mutex_unlock(&crew->lock);
	if (any)
		pthread_join(last, NULL);
	return ended;
}

void crew_pause(void)
{
	struct crew *crew;
	bool another;

	if (self == NULL)
		return;
	crew = self->crew;
	pthread_mutex_lock(&crew->lock);
	if (!self->sleeps)
		crew->awake--;
	self->sleeps = true;
	another = call_another(crew);
	pthread_mutex_unlock(&crew->lock);
	if (another)
		crew_add(crew);
}

void crew_resume(void)
{
	struct crew *crew;

	if (self == NULL)
		return;
	crew = self->crew;
	pthread_mutex_lock(&crew->lock);
	if (self->sleeps)
		crew->awake++;
	self->sleeps = false;
	self->since = crew->moment;
	pthread_mutex_unlock(&crew->lock);
}
