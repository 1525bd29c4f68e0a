/* sample: a site to make pages and mails with, of our own html folder. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SAMPLE_H
#define UNDERSIGNED_SAMPLE_H

#include "check.h"
#include "site.h"

/* https://petitions.example.org/cgi-bin, "Ours & Yours"; it ends with the test. */
const struct site *sample_site(void);

/* Fails when the part is in the text. */
void check_lacks(struct text text, const char *part);

#endif
