/* form: a request body to named fields, each a checked text. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_FORM_H
#define UNDERSIGNED_FORM_H

#include "text.h"

#define FORM_FIELD_LIMIT 600 /* fields in one body: a coalition has a box for each organization */

/* A body of application/x-www-form-urlencoded (URL Standard, section 5.1). */
struct form;

enum form_outcome {
	FORM_READ,
	FORM_BROKEN, /* not UTF-8, or a NUL inside */
	FORM_CROWDED /* more than FORM_FIELD_LIMIT fields */
};

must_check enum form_outcome form_read(struct arena *arena, struct text body,
				       const struct form **form);

/* The field's first value; empty when it is not there. */
struct text form_field(const struct form *form, const char *name);

/* Whether any field of that name has that value: a box among several was ticked. */
bool form_has(const struct form *form, const char *name, struct text value);

#endif
