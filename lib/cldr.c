/* cldr: see cldr.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cldr.h"

#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#define FORM_LIMIT 16
#define WORDS_LIMIT 200 /* UTF-16 units of a number, a date or a name */

struct cldr {
	const char *language, *locale;
	pthread_mutex_t lock; /* of opening; and of dates, which change while they format */
	UPluralRules *rules;
	UNumberFormatter *numbers;
	UDateFormat *dates;
	UCollator *order;
};

static void cldr_release(void *handle)
{
	struct cldr *cldr = handle;

	if (cldr->rules != NULL)
		uplrules_close(cldr->rules);
	if (cldr->numbers != NULL)
		unumf_close(cldr->numbers);
	if (cldr->dates != NULL)
		udat_close(cldr->dates);
	if (cldr->order != NULL)
		ucol_close(cldr->order);
	pthread_mutex_destroy(&cldr->lock);
}

struct cldr *cldr_new(struct arena *arena, const char *language, const char *locale)
{
	struct cldr *cldr = arena_get(arena, sizeof(*cldr));

	cldr->language = language;
	cldr->locale = locale;
	pthread_mutex_init(&cldr->lock, NULL);
	arena_defer(arena, cldr_release, cldr);
	return cldr;
}

/* ICU's own name of a BCP 47 tag; its root's, "", when the tag is none. */
struct name {
	char icu[ULOC_FULLNAME_CAPACITY];
};

static struct name name_of(const char *tag)
{
	struct name name = {""};
	UErrorCode error = U_ZERO_ERROR;

	uloc_forLanguageTag(tag, name.icu, sizeof(name.icu), NULL, &error);
	if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING)
		name.icu[0] = '\0';
	return name;
}

/* With three bytes for a unit there is always room. */
static struct text utf8_of(struct arena *arena, const UChar *units, int32_t size)
{
	char *bytes = arena_get(arena, 3 * (size_t)size + 1);
	UErrorCode error = U_ZERO_ERROR;
	int32_t written = 0;

	u_strToUTF8(bytes, 3 * size + 1, &written, units, size, &error);
	return U_FAILURE(error) ? text_literal("") : (struct text){bytes, (size_t)written};
}

static const UPluralRules *rules_of(struct cldr *cldr)
{
	UErrorCode error = U_ZERO_ERROR;

	pthread_mutex_lock(&cldr->lock);
	if (cldr->rules == NULL)
		cldr->rules = uplrules_open(name_of(cldr->language).icu, &error);
	pthread_mutex_unlock(&cldr->lock);
	return cldr->rules;
}

static const UNumberFormatter *numbers_of(struct cldr *cldr)
{
	UErrorCode error = U_ZERO_ERROR;

	pthread_mutex_lock(&cldr->lock);
	if (cldr->numbers == NULL)
		cldr->numbers =
			unumf_openForSkeletonAndLocale(u"", 0, name_of(cldr->locale).icu, &error);
	pthread_mutex_unlock(&cldr->lock);
	return cldr->numbers;
}

/* As a decimal, since ICU's integers end where a count could still go on; NULL when ICU cannot. */
static UFormattedNumber *number_format(struct cldr *cldr, unsigned long long number)
{
	const UNumberFormatter *formatter = numbers_of(cldr);
	UErrorCode error = U_ZERO_ERROR;
	UFormattedNumber *formatted;
	char digits[24];
	char *digit = digits + sizeof(digits);

	if (formatter == NULL)
		return NULL;
	formatted = unumf_openResult(&error);
	do {
		*--digit = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	unumf_formatDecimal(formatter, digit, (int32_t)(digits + sizeof(digits) - digit), formatted,
			    &error);
	if (U_SUCCESS(error))
		return formatted;
	unumf_closeResult(formatted);
	return NULL;
}

const char *cldr_form(struct cldr *cldr, struct arena *arena, unsigned long long count)
{
	const UPluralRules *rules = rules_of(cldr);
	UFormattedNumber *formatted = rules == NULL ? NULL : number_format(cldr, count);
	UErrorCode error = U_ZERO_ERROR;
	UChar form[FORM_LIMIT];
	int32_t size;

	if (formatted == NULL)
		return "other";
	size = uplrules_selectFormatted(rules, formatted, form, FORM_LIMIT, &error);
	unumf_closeResult(formatted);
	return U_FAILURE(error) ? "other" : utf8_of(arena, form, size).bytes;
}

struct text cldr_number(struct cldr *cldr, struct arena *arena, unsigned long long number)
{
	UFormattedNumber *formatted = number_format(cldr, number);
	UErrorCode error = U_ZERO_ERROR;
	UChar words[WORDS_LIMIT];
	int32_t size;

	if (formatted == NULL)
		return text_format(arena, "%llu", number);
	size = unumf_resultToString(formatted, words, WORDS_LIMIT, &error);
	unumf_closeResult(formatted);
	return U_FAILURE(error) ? text_format(arena, "%llu", number) : utf8_of(arena, words, size);
}

struct text cldr_date(struct cldr *cldr, struct arena *arena, int year, int month, int day)
{
	struct tm date = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
	UErrorCode error = U_ZERO_ERROR;
	UChar words[WORDS_LIMIT];
	int32_t size = 0;

	pthread_mutex_lock(&cldr->lock);
	if (cldr->dates == NULL)
		cldr->dates = udat_open(UDAT_NONE, UDAT_LONG, name_of(cldr->locale).icu, u"UTC", -1,
					NULL, 0, &error);
	if (cldr->dates != NULL)
		size = udat_format(cldr->dates, 1000.0 * (double)timegm(&date), words, WORDS_LIMIT,
				   NULL, &error);
	pthread_mutex_unlock(&cldr->lock);
	return U_FAILURE(error) ? text_literal("") : utf8_of(arena, words, size);
}

static const UCollator *order_of(struct cldr *cldr)
{
	UErrorCode error = U_ZERO_ERROR;

	pthread_mutex_lock(&cldr->lock);
	if (cldr->order == NULL)
		cldr->order = ucol_open(name_of(cldr->locale).icu, &error);
	pthread_mutex_unlock(&cldr->lock);
	return cldr->order;
}

struct text cldr_sort_key(struct cldr *cldr, struct arena *arena, struct text words)
{
	const UCollator *order = order_of(cldr);
	UChar *units = arena_get(arena, (words.size + 1) * sizeof(*units));
	UErrorCode error = U_ZERO_ERROR;
	int32_t size = 0, room;
	char *key;

	u_strFromUTF8(units, (int32_t)words.size + 1, &size, words.bytes, (int32_t)words.size,
		      &error);
	if (order == NULL || U_FAILURE(error))
		return words;
	room = ucol_getSortKey(order, units, size, NULL, 0);
	key = arena_get(arena, (size_t)room + 1);
	ucol_getSortKey(order, units, size, (uint8_t *)key, room);
	return text_of(key);
}

const char *cldr_direction(const char *language)
{
	return uloc_isRightToLeft(name_of(language).icu) ? "rtl" : "ltr";
}

struct text cldr_name(struct arena *arena, const char *language)
{
	struct name name = name_of(language);
	UErrorCode error = U_ZERO_ERROR;
	UChar words[WORDS_LIMIT];
	int32_t size = uloc_getDisplayName(name.icu, name.icu, words, WORDS_LIMIT, &error);

	return U_FAILURE(error) || size == 0 ? text_of(language) : utf8_of(arena, words, size);
}

/* "zh-CN" to "zh_Hans", "es-MX" to "es_Latn". */
static bool script_of(const char *tag, char *script, size_t room)
{
	struct name name = name_of(tag);
	char likely[ULOC_FULLNAME_CAPACITY];
	UErrorCode error = U_ZERO_ERROR;
	char *region;

	uloc_addLikelySubtags(name.icu, likely, sizeof(likely), &error);
	/* Of a tag that is none, ICU would think that it is English. */
	if (name.icu[0] == '\0' || U_FAILURE(error) || strlen(likely) >= room)
		return false;
	strcpy(script, likely);
	region = strchr(script, '_');
	region = region == NULL ? NULL : strchr(region + 1, '_');
	if (region != NULL)
		*region = '\0';
	return script[0] != '\0';
}

bool cldr_same(const char *one, const char *other)
{
	char first[ULOC_FULLNAME_CAPACITY], second[ULOC_FULLNAME_CAPACITY];

	return script_of(one, first, sizeof(first)) && script_of(other, second, sizeof(second)) &&
	       strcmp(first, second) == 0;
}
