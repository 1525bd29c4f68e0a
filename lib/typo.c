/* typo: see typo.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "typo.h"

#include <string.h>

/* Where many have their mail. Short ones are left out: too much is close to them. */
static const char *const common[] = {
	"gmail.com",   "googlemail.com", "yahoo.com",      "hotmail.com",   "outlook.com",
	"icloud.com",  "protonmail.com", "proton.me",      "comcast.net",   "verizon.net",
	"att.net",     "sbcglobal.net",  "bellsouth.net",  "earthlink.net", "rocketmail.com",
	"yahoo.co.uk", "hotmail.co.uk",  "btinternet.com",
};

/* Real ones that are close to those. */
static const char *const real[] = {
	"ymail.com", "mail.com", "email.com", "cloud.com", "jmail.com",  "att.com",
	"at.net",    "tt.net",   "yahoo.ca",  "gmx.com",   "hotmail.ca",
};

static bool is_listed(const char *const *list, size_t count, const char *domain)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i], domain) == 0)
			return true;
	}
	return false;
}

/* One character wrong, missing or surplus, or two neighbours swapped. (Damerau, "A technique for
 * computer detection and correction of spelling errors", 1964.) */
static bool is_slip(const char *typed, const char *meant)
{
	size_t typed_size = strlen(typed), meant_size = strlen(meant);

	while (*typed != '\0' && *typed == *meant) {
		typed++, meant++;
		typed_size--, meant_size--;
	}
	if (typed_size == meant_size)
		return (typed_size > 0 && strcmp(typed + 1, meant + 1) == 0) ||
		       (typed_size > 1 && typed[0] == meant[1] && typed[1] == meant[0] &&
			strcmp(typed + 2, meant + 2) == 0);
	if (typed_size == meant_size + 1)
		return strcmp(typed + 1, meant) == 0;
	return typed_size + 1 == meant_size && strcmp(typed, meant + 1) == 0;
}

struct text typo_meant(struct arena *arena, const struct address *address)
{
	const size_t commons = sizeof(common) / sizeof(common[0]);
	const char *mailbox = address->mailbox.bytes;
	const char *domain = strrchr(mailbox, '@') + 1;

	if (is_listed(common, commons, domain) ||
	    is_listed(real, sizeof(real) / sizeof(real[0]), domain))
		return text_literal("");
	for (size_t i = 0; i < commons; i++) {
		if (is_slip(domain, common[i]))
			return text_format(arena, "%.*s%s", (int)(domain - mailbox), mailbox,
					   common[i]);
	}
	return text_literal("");
}
