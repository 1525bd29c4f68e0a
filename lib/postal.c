/* postal: see postal.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "postal.h"

#include <string.h>
#include <unictype.h>
#include <unistr.h>

/* Codes of these countries, with a space before and behind each; an example of each form that they
 * have: a digit stands for any digit, a letter for any letter. (UPU, addressing systems.) */
struct form {
	const char *countries;
	const char *examples[8];
};

/* Post goes without (UPU, addressing). */
static const char without[] =
	" AE AG AN AO AW BF BI BJ BO BQ BS BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GD GH GM GN GQ "
	"GY HK JM KI KM KN KP LC ML MO MR MS MW NR NU QA RW SB SC SL SR ST SY TD TF TG TK TL TO TT "
	"TV UG VU WS YE ZW ";

static const struct form forms[] = {
	{" US AS GU MH MP PR PW UM VI ", {"12345", "12345-6789"}},
	{" CA ", {"A1A 1A1"}},
	{" GB ",
	 {"SW1A 1AA", "M1 1AA", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "BFPO 12",
	  "BFPO 123"}},
	{" GG IM JE ", {"AB1 2CD", "AB12 3CD"}},
	{" AD FO IS LS MG OM PG ", {"123"}},
	{" AF AL AM AT AU BD BE BG CC CH CV CX CY DK GE GL GW HM HU LI LR LU MD MK NE NF NO NZ PA "
	 "PH "
	 "SI SJ TN ZA ",
	 {"1234"}},
	{" AX BA BT CU DE DO DZ EE ES FI FR GF GP GR GT HR ID IQ IT JO KE KW LA LK MA MC ME MM MQ "
	 "MV "
	 "MX MY NC NP PE PF PK PM RE SD SE SK SM SN TH TR TZ UA UY VA WF YT ZM BL MF CZ ",
	 {"12345"}},
	{" BY CN CO EC IN KG KZ NG RO RU SG TJ TM UZ ", {"123456"}},
	{" BR ", {"12345-678"}},
	{" JP ", {"123-4567"}},
	{" NL ", {"1234 AB"}},
	{" PL ", {"12-345"}},
	{" PT ", {"1234-567", "1234"}},
	{" KR ", {"12345", "123-456"}},
	{" TW ", {"12345", "123", "123456"}},
	{" IL ", {"1234567", "12345"}},
	{" RS VN ", {"12345", "123456"}},
	{" SA ", {"12345", "12345-6789"}},
};

static bool names(const char *countries, struct text country)
{
	char code[] = " XX ";

	if (country.size != 2)
		return false;
	memcpy(code + 1, country.bytes, 2);
	return strstr(countries, code) != NULL;
}

/* What stands between letters and digits, seen or unseen, and the sign before codes in Japan. */
static bool is_between(ucs4_t c)
{
	return uc_is_general_category(c, UC_CATEGORY_Zs) ||
	       uc_is_general_category(c, UC_CATEGORY_Pd) ||
	       uc_is_general_category(c, UC_CATEGORY_Cf) || c == '.' || c == 0x3012;
}

/* The code without what is between its letters and digits: 1 for a digit, A for a letter. False
 * when there is something else in it. */
static bool fold(struct text typed, char folded[POSTAL_LIMIT + 1])
{
	const uint8_t *at = (const uint8_t *)typed.bytes;
	size_t size = 0;
	ucs4_t c;

	while ((at = u8_next(&c, at)) != NULL) {
		if (uc_decimal_value(c) >= 0)
			folded[size++] = '1';
		else if (uc_is_general_category(c, UC_CATEGORY_L))
			folded[size++] = 'A';
		else if (!is_between(c))
			return false;
	}
	folded[size] = '\0';
	return size > 0;
}

/* As it is, or with letters of the country in front of what begins with a digit. */
static bool matches(const char *folded, const char *example)
{
	char wanted[POSTAL_LIMIT + 1];
	size_t letters = strspn(folded, "A");

	if (!fold(text_of(example), wanted))
		return false;
	if (strcmp(folded, wanted) == 0)
		return true;
	return wanted[0] == '1' && letters <= 3 && strcmp(folded + letters, wanted) == 0;
}

must_check enum postal_outcome postal_judge(struct text typed, struct text country,
					    struct text *example)
{
	const struct form *form = forms, *end = forms + sizeof(forms) / sizeof(forms[0]);
	char folded[POSTAL_LIMIT + 1];

	if (text_empty(typed))
		return names(without, country) ? POSTAL_RIGHT : POSTAL_EMPTY;
	if (text_length(typed) > POSTAL_LIMIT)
		return POSTAL_LONG;
	if (!fold(typed, folded))
		return POSTAL_MALFORMED;
	while (form < end && !names(form->countries, country))
		form++;
	if (form == end)
		return POSTAL_RIGHT;
	for (size_t i = 0; i < 8 && form->examples[i] != NULL; i++) {
		if (matches(folded, form->examples[i]))
			return POSTAL_RIGHT;
	}
	*example = text_of(form->examples[0]);
	return POSTAL_STRANGE;
}
