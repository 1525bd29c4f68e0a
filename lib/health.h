/* health: what a monitor is told, whether the site works and its mail gets out. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_HEALTH_H
#define UNDERSIGNED_HEALTH_H

#include "db.h"
#include "reply.h"
#include "request.h"

#define HEALTH_SCHEMA 17 /* the newest of sql/migrations/, which these programs were made for */

/*
 * A JSON object, 200 when the site works, else 503: the database is away, takes no signatures, or
 * has an older schema than the programs need; with ?mail=SECONDS also when mail that somebody waits
 * for is due for longer. Nothing in it is of anybody.
 */
struct reply health_reply(struct db *db, const struct request *request);

#endif
