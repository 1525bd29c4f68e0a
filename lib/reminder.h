/* reminder: signers who have not confirmed are owed one more mail. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_REMINDER_H
#define UNDERSIGNED_REMINDER_H

#include "db.h"

/*
 * Owes it to all whose time has come since the last call in any process ([mail] reminder_after):
 * each signature is looked at once. Where the database is away, a later call does it. Signing has no
 * part in it.
 */
void reminders_owe(struct db *db, const struct config *config);

#endif
