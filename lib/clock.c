/* clock: see clock.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "clock.h"

double clock_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void clock_condition(pthread_cond_t *condition)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(condition, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

struct timespec clock_after(unsigned seconds, long nanoseconds)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	time.tv_sec += (time_t)seconds + (time.tv_nsec + nanoseconds) / 1000000000;
	time.tv_nsec = (time.tv_nsec + nanoseconds) % 1000000000;
	return time;
}
