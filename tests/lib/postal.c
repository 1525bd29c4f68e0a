/* postal: which codes are right in which country, and what is said of the others. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "postal.h"
#include "check.h"

struct row {
	const char *name; /* what is typed */
	const char *country;
	enum postal_outcome outcome;
	const char *example;
};

#define TEN "1234567890"

static const struct row rows[] = {
	{"10025", "US", POSTAL_RIGHT, ""},
	{"10025-1234", "US", POSTAL_RIGHT, ""},
	{"10025 1234", "US", POSTAL_RIGHT, ""},
	{"100251234", "US", POSTAL_RIGHT, ""},
	{"1002", "US", POSTAL_STRANGE, "12345"},
	{"100255", "US", POSTAL_STRANGE, "12345"},
	{"NY 10025", "US", POSTAL_RIGHT, ""},
	{"NEW YORK", "US", POSTAL_STRANGE, "12345"},
	{"00901", "PR", POSTAL_RIGHT, ""},
	{"K1A 0B1", "CA", POSTAL_RIGHT, ""},
	{"k1a0b1", "CA", POSTAL_RIGHT, ""},
	{"K1A-0B1", "CA", POSTAL_RIGHT, ""},
	{"KIA OB1", "CA", POSTAL_STRANGE, "A1A 1A1"},
	{"SW1A 1AA", "GB", POSTAL_RIGHT, ""},
	{"sw1a1aa", "GB", POSTAL_RIGHT, ""},
	{"M1 1AE", "GB", POSTAL_RIGHT, ""},
	{"B33 8TH", "GB", POSTAL_RIGHT, ""},
	{"CR2 6XH", "GB", POSTAL_RIGHT, ""},
	{"DN55 1PT", "GB", POSTAL_RIGHT, ""},
	{"W1A 0AX", "GB", POSTAL_RIGHT, ""},
	{"BFPO 801", "GB", POSTAL_RIGHT, ""},
	{"SW1A", "GB", POSTAL_STRANGE, "SW1A 1AA"},
	{"JE2 3AB", "JE", POSTAL_RIGHT, ""},
	{"10115", "DE", POSTAL_RIGHT, ""},
	{"D-10115", "DE", POSTAL_RIGHT, ""},
	{"1011", "DE", POSTAL_STRANGE, "12345"},
	{"75 008", "FR", POSTAL_RIGHT, ""},
	{"CH-8001", "CH", POSTAL_RIGHT, ""},
	{"1012 AB", "NL", POSTAL_RIGHT, ""},
	{"1012ab", "NL", POSTAL_RIGHT, ""},
	{"NL-1012 AB", "NL", POSTAL_RIGHT, ""},
	{"1012", "NL", POSTAL_STRANGE, "1234 AB"},
	{"00-950", "PL", POSTAL_RIGHT, ""},
	{"1000-205", "PT", POSTAL_RIGHT, ""},
	{"111 22", "SE", POSTAL_RIGHT, ""},
	{"01310-100", "BR", POSTAL_RIGHT, ""},
	{"C.P. 06000", "MX", POSTAL_RIGHT, ""},
	{"HT6110", "HT", POSTAL_RIGHT, ""},
	{"100000", "CN", POSTAL_RIGHT, ""},
	{"110 001", "IN", POSTAL_RIGHT, ""},
	{"100-0001", "JP", POSTAL_RIGHT, ""},
	{"\u3012100-0001", "JP", POSTAL_RIGHT, ""},
	{"\uff11\uff10\uff10\uff0d\uff10\uff10\uff10\uff11", "JP", POSTAL_RIGHT, ""},
	{"\u0661\u0661\u0661\u0662\u0661", "JO", POSTAL_RIGHT, ""},
	{"\u200e10115", "DE", POSTAL_RIGHT, ""},
	{"10115\u00a0", "DE", POSTAL_RIGHT, ""},
	{"AD500", "AD", POSTAL_RIGHT, ""},
	{"D02 X285", "IE", POSTAL_RIGHT, ""},
	{"C1425DKA", "AR", POSTAL_RIGHT, ""},
	{"00120", "VA", POSTAL_RIGHT, ""},
	/* Where there are none, or none chosen, whatever may be one is. */
	{"", "US", POSTAL_EMPTY, ""},
	{"", "", POSTAL_EMPTY, ""},
	{"", "XX", POSTAL_EMPTY, ""},
	{"", "AE AG", POSTAL_EMPTY, ""},
	{"", "HK", POSTAL_RIGHT, ""},
	{"", "AE", POSTAL_RIGHT, ""},
	{"", "ZW", POSTAL_RIGHT, ""},
	{"999077", "HK", POSTAL_RIGHT, ""},
	{"10115", "", POSTAL_RIGHT, ""},
	{"A1", "", POSTAL_RIGHT, ""},
	{"SW1A 1AA", "XX", POSTAL_RIGHT, ""},
	/* What is in none. */
	{"10115\n", "DE", POSTAL_MALFORMED, ""},
	{"10/115", "DE", POSTAL_MALFORMED, ""},
	{"<b>", "", POSTAL_MALFORMED, ""},
	{"10115,", "DE", POSTAL_MALFORMED, ""},
	{"a@example.org", "DE", POSTAL_MALFORMED, ""},
	{"- -", "DE", POSTAL_MALFORMED, ""},
	{"\U0001f600", "US", POSTAL_MALFORMED, ""},
	{TEN TEN, "", POSTAL_RIGHT, ""},
	{TEN TEN "1", "", POSTAL_LONG, ""},
	{TEN TEN "\n", "", POSTAL_LONG, ""},
};

static void judges(const void *row)
{
	const struct row *code = row;
	struct text example = text_literal("");

	assert_int_equal(postal_judge(text_of(code->name), text_of(code->country), &example),
			 code->outcome);
	check_text(example, code->example);
}

int main(void)
{
	check_rows("judges", judges, rows);
	return check_run();
}
