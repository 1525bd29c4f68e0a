/* moment: see moment.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "moment.h"

#include <stdio.h>
#include <string.h>

#define DAY_SIZE 10

/* Of the shape: d stands for a digit. How many bytes, 0 when it is not so. */
static size_t shaped(struct text text, size_t at, const char *shape)
{
	size_t size = strlen(shape);

	if (text.size - at < size)
		return 0;
	for (size_t i = 0; i < size; i++) {
		char byte = text.bytes[at + i];
		bool digit = byte >= '0' && byte <= '9';

		if (shape[i] == 'd' ? !digit : byte != shape[i])
			return 0;
	}
	return size;
}

static unsigned two_digits(const char *bytes)
{
	return (unsigned)(bytes[0] - '0') * 10 + (unsigned)(bytes[1] - '0');
}

static unsigned days_of(unsigned year, unsigned month)
{
	static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool begins_with_day(struct text text)
{
	unsigned year, month, day;

	if (shaped(text, 0, "dddd-dd-dd") == 0)
		return false;
	year = two_digits(text.bytes) * 100 + two_digits(text.bytes + 2);
	month = two_digits(text.bytes + 5);
	day = two_digits(text.bytes + 8);
	return year >= 2000 && month >= 1 && month <= 12 && day >= 1 && day <= days_of(year, month);
}

must_check bool moment_is_day(struct text typed)
{
	return typed.size == DAY_SIZE && begins_with_day(typed);
}

/* Where the parts of a second end, if there are any. */
static size_t behind_fraction(struct text text, size_t at)
{
	size_t digits = 0;

	if (at == text.size || text.bytes[at] != '.')
		return at;
	while (shaped(text, at + 1 + digits, "d") > 0)
		digits++;
	return digits == 0 ? at : at + 1 + digits;
}

static bool is_zone(struct text text, size_t at)
{
	if (text.size == at + 1)
		return text.bytes[at] == 'Z';
	return text.size == at + 6 &&
	       (shaped(text, at, "+dd:dd") > 0 || shaped(text, at, "-dd:dd") > 0) &&
	       two_digits(text.bytes + at + 1) <= 14 && two_digits(text.bytes + at + 4) <= 59;
}

must_check bool moment_is_time(struct text typed)
{
	size_t at = DAY_SIZE;

	if (moment_is_day(typed))
		return true;
	if (!begins_with_day(typed) || shaped(typed, at, "Tdd:dd") == 0 ||
	    two_digits(typed.bytes + at + 1) > 23 || two_digits(typed.bytes + at + 4) > 59)
		return false;
	at += 6;
	if (shaped(typed, at, ":dd") > 0) {
		if (two_digits(typed.bytes + at + 1) > 59)
			return false;
		at = behind_fraction(typed, at + 3);
	}
	return is_zone(typed, at);
}
