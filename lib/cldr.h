/* cldr: how a language writes numbers, plural forms, dates, lists. The only user of ICU. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_CLDR_H
#define UNDERSIGNED_CLDR_H

#include "text.h"

/*
 * What Unicode's locale data (CLDR) says of one language. Nothing is looked up before it is needed,
 * then it is kept until the arena ends. Threads may share it. Of a language that ICU does not know,
 * CLDR's root is taken; where its data is missing, plain digits.
 */
struct cldr;

/* language decides on plural forms; locale on numbers, dates and sorting ("es-US"). Both BCP 47. */
struct cldr *cldr_new(struct arena *arena, const char *language, const char *locale);

/* The plural form for this many: zero, one, two, few, many or other. */
const char *cldr_form(struct cldr *cldr, struct arena *arena, unsigned long long count);

/* The number in the language's digits, in groups. */
struct text cldr_number(struct cldr *cldr, struct arena *arena, unsigned long long number);

/* The day, with the month in words; empty where ICU cannot say it. */
struct text cldr_date(struct cldr *cldr, struct arena *arena, int year, int month, int day);

/* Where the words stand among each other in the language's order: the longer keys are all in the
 * arena, and strcmp orders them. */
struct text cldr_sort_key(struct cldr *cldr, struct arena *arena, struct text words);

/* "ltr" or "rtl", as the language's script is written. */
const char *cldr_direction(const char *language);

/* The language's name in itself: "Kreyòl ayisyen". Its code where ICU does not know it. */
struct text cldr_name(struct arena *arena, const char *language);

/* Whether readers of one read the other: the same language in the same script ("zh-CN" and
 * "zh-Hans"), whatever the country. */
bool cldr_same(const char *one, const char *other);

#endif
