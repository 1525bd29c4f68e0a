/* address: an e-mail address, parsed once, with its canonical form. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ADDRESS_H
#define UNDERSIGNED_ADDRESS_H

#include "text.h"

#define ADDRESS_LIMIT 254      /* RFC 5321, section 4.5.3.1.3, less the angle brackets */
#define ADDRESS_LOCAL_LIMIT 64 /* RFC 5321, section 4.5.3.1.1 */

/* Made by address_parse only. */
struct address {
	struct line mailbox;   /* as typed, the domain in A-labels and lower case: for SMTP */
	struct text canonical; /* all in lower case: the same however somebody writes it */
};

enum address_outcome {
	ADDRESS_RIGHT,
	ADDRESS_EMPTY,
	ADDRESS_LONG,
	ADDRESS_MALFORMED, /* no dot-atom local part (RFC 5322, 3.2.3), or no host name */
	ADDRESS_NOT_ASCII, /* right, but with a local part that only SMTPUTF8 (RFC 6531) can carry */
};

/*
 * Quoted local parts, comments and address literals are malformed: nobody's mailbox needs them and
 * injections do. Of other scripts a local part may have letters, marks and digits, none that looks
 * like another way to write something else (NFKC): no full-width @. Domains in other scripts become A-labels (IDNA 2008). A plus tag stays: it is the
 * owner's business.
 */
must_check enum address_outcome address_parse(struct arena *arena, struct text typed,
					      struct address *address);

#endif
