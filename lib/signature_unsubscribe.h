/* signature_unsubscribe: the way out of news that stands in each mail with news. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SIGNATURE_UNSUBSCRIBE_H
#define UNDERSIGNED_SIGNATURE_UNSUBSCRIBE_H

#include "signature.h"
#include "signature_way.h"

/*
 * /signature/TOKEN/unsubscribe. A GET shows a button and changes nothing: mail scanners open links.
 * A POST takes the consent to news about the petition back, and answers at once, without a
 * redirect: mail providers send it themselves when a reader presses their button (RFC 8058). The
 * token is all that it needs; what is in its body does not matter, nor whose page it came from.
 * Twice is the same as once.
 */
struct reply unsubscribe_answer(const struct way *way, const struct token *token);

#endif
