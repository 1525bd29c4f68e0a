/* petition_key: see petition_key.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "petition_key.h"

#include "moment.h"
#include "slug.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* BCP 47's shape: "en", "zh-Hans", "pt-BR". */
static bool language_is_right(struct text language)
{
	size_t letters = strspn(language.bytes, "abcdefghijklmnopqrstuvwxyz");

	return letters >= 2 && letters <= 3 && language.size <= 35 &&
	       (language.bytes[letters] == '\0' || language.bytes[letters] == '-') &&
	       strspn(language.bytes,
		      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
		       language.size;
}

static bool goal_is_right(struct text goal)
{
	struct text digits = {goal.bytes, strspn(goal.bytes, "0123456789")};
	struct text behind = text_part(goal.bytes + digits.size, goal.size - digits.size);
	unsigned long long number;

	return text_number(digits, 1000000000, &number) && number > 0 &&
	       (text_empty(behind) ||
		(goal.bytes[digits.size] == ' ' && text_is(behind, "rising")));
}

static bool confirmation_is_right(struct text confirmation)
{
	return text_is(confirmation, "required") || text_is(confirmation, "none");
}

static bool roll_is_right(struct text roll)
{
	return text_is(roll, "first") || text_is(roll, "initial") || text_is(roll, "full");
}

/* Its shape; whether there is one of that name, the database knows. */
static bool time_zone_is_right(struct text zone)
{
	return zone.size >= 1 && zone.size <= 64 &&
	       strspn(zone.bytes, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				  "_+-/") == zone.size;
}

static bool is_said(struct text value)
{
	return !text_empty(value);
}

static const struct petition_key keys[] = {
	{"Slug:", offsetof(struct petition_import, slug), slug_is_right,
	 "the slug has small letters, digits and hyphens only, as in \"save-the-library\"; "
	 "\"health\" is taken, for monitors"},
	{"Language:", offsetof(struct petition_import, language), language_is_right,
	 "the language is a code like en, es or zh-Hans"},
	{"Goal:", offsetof(struct petition_import, goal), goal_is_right,
	 "the goal is a whole number above 0, digits only, as in \"Goal: 50000\" or \"Goal: "
	 "50000 rising\""},
	{"Closes:", offsetof(struct petition_import, closes_on), moment_is_day,
	 "the last day is a date like 2030-12-31"},
	{"Erases:", offsetof(struct petition_import, erase_on), moment_is_day,
	 "the day by which what signers typed is erased is a date like 2032-12-31"},
	{"Confirmation:", offsetof(struct petition_import, confirmation), confirmation_is_right,
	 "confirmation is required or none"},
	{"Roll:", offsetof(struct petition_import, roll), roll_is_right,
	 "the roll names signers by first, initial or full"},
	{"Time-Zone:", offsetof(struct petition_import, time_zone), time_zone_is_right,
	 "the time zone is a name like Europe/Berlin or America/New_York"},
	{"Image:", offsetof(struct petition_import, image), is_said,
	 "name the image's file, a PNG or JPEG, or write \"Image: drawn\""},
	{"Image-Alt:", offsetof(struct petition_import, image_alt), is_said,
	 "say in a sentence what the image shows"},
};

const struct petition_key *petition_key_at(const char *line)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (strncasecmp(line, keys[i].key, strlen(keys[i].key)) == 0)
			return &keys[i];
	}
	return NULL;
}
