/* db_connection: reads what a connection string of libpq says, and shows it without its passwords. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_DB_CONNECTION_H
#define UNDERSIGNED_DB_CONNECTION_H

#include "text.h"

/*
 * The connection string anew, as keyword=value, with asterisks in the stead of passwords. False with
 * libpq's complaint when it is none: that may quote from it.
 */
must_check bool db_connection_show(struct arena *arena, const char *connection, struct text *shown,
				   struct text *complaint);

#endif
