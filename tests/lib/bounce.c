/* bounce: finds the mail that a report is about, wherever its name is quoted. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "bounce.h"
#include "check.h"
#include "sample.h"

#include <string.h>

struct find_row {
	const char *name; /* the words, with the name at NAME */
	bool found;
};

static const struct find_row findings[] = {
	{"NAME", true},
	{"To: <bounce+NAME@example.org>", true},
	{"Message-ID: <NAME@example.org>\r\n", true},
	{"bounceNAME@example.org", true}, /* an e is a hexadecimal digit */
	{"deadbeefNAMEdeadbeef", true},
	{"0123456789012345678901234567890123456789 NAME", true},
	{"\xff NAME \xff", true},
	{"", false},
	{"bounce+NA ME@example.org", false},
	{"0123456789012345678901234567890123456789", false},
};

static void finds(const void *row)
{
	const struct find_row *expected = row;
	const struct secret *secret = sample_site()->secret;
	struct text name = secret_mail_write(secret, arena, 3, 77001);
	const char *place = strstr(expected->name, "NAME");
	int before = place == NULL ? 0 : (int)(place - expected->name);
	struct bounce bounce = {0};
	struct text words = text_of(expected->name);

	if (place != NULL)
		words = text_format(arena, "%.*s%s%s", before, expected->name, name.bytes,
				    place + 4);
	assert_int_equal(bounce_find(secret, words, &bounce), expected->found);
	if (expected->found) {
		assert_int_equal(bounce.petition, 3);
		assert_int_equal(bounce.mail, 77001);
	}
}

int main(void)
{
	check_rows("find", finds, findings);
	return check_run();
}
