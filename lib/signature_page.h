/* signature_page: the pages of a signer's own signature. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SIGNATURE_PAGE_H
#define UNDERSIGNED_SIGNATURE_PAGE_H

#include "entry.h"
#include "page.h"
#include "signature_consents.h"
#include "signature_deed.h"

/* The signature that a link opened, and who sees it. */
struct own_page {
	struct reader reader;
	struct arena *arena;
	struct line path; /* of the page */
	const struct signature *signature;
	const struct petition *petition;
	const struct consent *consents;
	struct text done;          /* the deed that led here; empty: none */
	const struct entry *entry; /* a form to be mended; NULL: none */
	const char *mended;        /* the deed that it is for */
};

/* The signature, with what its signer may do now. With a form to be mended it comes as a 422. */
struct reply signature_page(const struct own_page *page);

/* All that is stored about the signer. */
struct reply signature_data_page(const struct own_page *page, const struct event *events);

#endif
