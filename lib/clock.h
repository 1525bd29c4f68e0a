/* clock: seconds that pass while this process is stopped or the machine is asleep, too. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_CLOCK_H
#define UNDERSIGNED_CLOCK_H

/* Since some moment in the past; for how long something takes, whatever is done to the date. */
double clock_seconds(void);

#endif
