/* moment: a day or a time that somebody typed, proven to be one. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_MOMENT_H
#define UNDERSIGNED_MOMENT_H

#include "text.h"

/* A day of the calendar that PostgreSQL takes: YYYY-MM-DD, of 2000 to 9999. */
must_check bool moment_is_day(struct text typed);

/* A day, or a day and a time of it as RFC 3339 writes them: 2030-12-31T23:59:00Z, with or without
 * seconds and parts of them, Z or an offset as +05:30 behind. */
must_check bool moment_is_time(struct text typed);

#endif
