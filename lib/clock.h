/* clock: how long something takes, and until when to wait for it, whatever is done to the date. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_CLOCK_H
#define UNDERSIGNED_CLOCK_H

#include <pthread.h>
#include <time.h>

/* Since some moment in the past; they pass while this process is stopped, too, or the machine is
 * asleep. */
double clock_seconds(void);

/* A condition for pthread_cond_timedwait until a time of clock_after. */
void clock_condition(pthread_cond_t *condition);

/* So long from now; nanoseconds: less than a second. Does not go on while the machine is asleep. */
struct timespec clock_after(unsigned seconds, long nanoseconds);

#endif
