/* crew: all the work is done, whatever sleeps over it, and no crowd of threads waits for it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "check.h"
#include "crew.h"

#include <pthread.h>
#include <unistd.h>

#define LIMIT 24 /* threads; more than are awake where eleven processors are */

/* Pieces wait here for whoever comes, and are held at work until they are let go. */
struct door {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	unsigned pieces, waiting, inside, done;
	bool closed, held, paused;
};

static void *door_wait(void *context)
{
	struct door *door = context;
	void *piece;

	pthread_mutex_lock(&door->lock);
	door->waiting++;
	while (door->pieces == 0 && !door->closed)
		pthread_cond_wait(&door->changed, &door->lock);
	door->waiting--;
	piece = door->pieces == 0 ? NULL : door;
	door->pieces -= piece != NULL;
	pthread_mutex_unlock(&door->lock);
	return piece;
}

static void door_work(void *context, void *piece)
{
	struct door *door = context;

	(void)piece;
	if (door->paused)
		crew_pause();
	pthread_mutex_lock(&door->lock);
	door->inside++;
	pthread_cond_broadcast(&door->changed);
	while (door->held)
		pthread_cond_wait(&door->changed, &door->lock);
	door->inside--;
	door->done++;
	pthread_cond_broadcast(&door->changed);
	pthread_mutex_unlock(&door->lock);
	if (door->paused)
		crew_resume();
}

static struct crew *open_door(struct door *door)
{
	static const struct crew_work work = {door_wait, door_work};
	struct crew *crew = crew_new(arena, &work, door, LIMIT);

	pthread_mutex_init(&door->lock, NULL);
	pthread_cond_init(&door->changed, NULL);
	crew_start(crew);
	return crew;
}

static void bring(struct door *door, unsigned pieces, bool held)
{
	pthread_mutex_lock(&door->lock);
	door->pieces += pieces;
	door->held = held;
	pthread_cond_broadcast(&door->changed);
	pthread_mutex_unlock(&door->lock);
}

static void await(struct door *door, const unsigned *counter, unsigned wanted)
{
	pthread_mutex_lock(&door->lock);
	while (*counter != wanted)
		pthread_cond_wait(&door->changed, &door->lock);
	pthread_mutex_unlock(&door->lock);
}

static bool close_door(struct door *door, struct crew *crew, unsigned seconds)
{
	pthread_mutex_lock(&door->lock);
	door->closed = true;
	pthread_cond_broadcast(&door->changed);
	pthread_mutex_unlock(&door->lock);
	return crew_end(crew, seconds);
}

static void wakes_another(bool paused)
{
	struct door door = {.paused = paused};
	struct crew *crew = open_door(&door);

	bring(&door, LIMIT + 1, true);
	await(&door, &door.inside, LIMIT);
	assert_int_equal(door.pieces, 1);
	bring(&door, 0, false);
	await(&door, &door.done, LIMIT + 1);
	assert_true(close_door(&door, crew, 60));
}

static void wakes_another_for_one_that_says_it_sleeps(void)
{
	wakes_another(true);
}

static void wakes_another_for_one_that_is_seen_to_sleep(void)
{
	wakes_another(false);
}

static unsigned waiting_at(struct door *door)
{
	unsigned waiting;

	pthread_mutex_lock(&door->lock);
	waiting = door->waiting;
	pthread_mutex_unlock(&door->lock);
	return waiting;
}

/* All have been at work; those who come back are more than are of use. */
static void lets_few_wait(void)
{
	unsigned processors = (unsigned)sysconf(_SC_NPROCESSORS_ONLN);
	unsigned few = processors < 2 ? 4 : 2 * processors, before;
	struct door door = {.paused = true};
	struct crew *crew = open_door(&door);

	bring(&door, LIMIT, true);
	await(&door, &door.inside, LIMIT);
	bring(&door, 0, false);
	await(&door, &door.done, LIMIT);
	do {
		before = waiting_at(&door);
		usleep(200000);
	} while (before == 0 || before != waiting_at(&door));
	assert_int_equal(before, few < LIMIT ? few : LIMIT);
	assert_true(close_door(&door, crew, 60));
}

static void ends_late_or_whole(void)
{
	struct door door = {0};
	struct crew *crew = open_door(&door);

	bring(&door, 1, true);
	await(&door, &door.inside, 1);
	assert_false(close_door(&door, crew, 0));
	bring(&door, 0, false);
	assert_true(crew_end(crew, 60));
	assert_int_equal(door.done, 1);
}

static void leaves_other_threads_alone(void)
{
	crew_pause();
	crew_resume();
}

int main(void)
{
	check("another comes for one that says it sleeps",
	      wakes_another_for_one_that_says_it_sleeps);
	check("another comes for one that is seen to sleep",
	      wakes_another_for_one_that_is_seen_to_sleep);
	check("few of many wait", lets_few_wait);
	check("the end waits for who is at work", ends_late_or_whole);
	check("a thread of no crew may pause", leaves_other_threads_alone);
	return check_run();
}
