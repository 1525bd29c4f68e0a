/* moderate: what waits for a decision, and the terminal on which it is shown. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_MODERATE_H
#define UNDERSIGNED_MODERATE_H

#include "command.h"

enum moderate_subject { MODERATE_HELD, MODERATE_COMMENTS };

/* What was decided; also the places of their counts. */
enum moderate_decision {
	MODERATE_SKIPPED,
	MODERATE_RELEASED,
	MODERATE_REMOVED,
	MODERATE_APPROVED,
	MODERATE_HIDDEN,
	MODERATE_DECISIONS
};

/* A signature that waits, between the one before and the one behind. */
struct moderate_item {
	enum moderate_subject subject;
	struct text petition_id, id;
	struct text at, held_for, domain, public_name, postal_code, country, language, source;
	struct text comment;
	enum moderate_decision decision;
	struct text removal; /* its number, where it was removed */
	struct moderate_item *before, *behind;
};

/* One key at a time, without echo, until screen_close. False when this is no terminal. */
must_check bool screen_open(void);
void screen_close(void);

/* The next key; 'q' when the terminal is gone, on Ctrl-C and Ctrl-D, or when the process is to end. */
char screen_key(void);

void screen_show(struct arena *arena, const struct moderate_item *item);

#endif
