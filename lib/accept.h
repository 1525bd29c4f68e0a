/* accept: which of some languages serves a reader best. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ACCEPT_H
#define UNDERSIGNED_ACCEPT_H

#include "text.h"

#define ACCEPT_LIMIT 64 /* languages to choose from; further ones are not looked at */

/*
 * The place in codes (BCP 47, a NULL behind the last) of the language that serves a reader of this
 * one: the longest that it begins with ("es" for "es-MX", RFC 4647, section 3.4), else the first of
 * the same language and script ("zh-Hans" for "zh-CN", not for "zh-TW"). Case does not matter. -1
 * when none does.
 */
int accept_language(const char *const *codes, struct text wanted);

/*
 * The same for an Accept-Language header (RFC 9110, 12.5.4): the highest weight decides, among
 * equals the first; "*" stands for the first code that the header does not name.
 */
int accept_choose(const char *const *codes, struct text accepted);

#endif
