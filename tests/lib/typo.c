/* typo: which domains are taken for a slip, and of which. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "typo.h"
#include "check.h"

struct row {
	const char *name; /* what is typed */
	const char *meant;
};

static const struct row rows[] = {
	{"ada@gmail.com", ""},
	{"Ada+tag@gmail.con", "Ada+tag@gmail.com"},
	{"ada@gmial.com", "ada@gmail.com"},
	{"ada@gmai.com", "ada@gmail.com"},
	{"ada@gmaill.com", "ada@gmail.com"},
	{"ada@ggmail.com", "ada@gmail.com"},
	{"ada@mgail.com", "ada@gmail.com"},
	{"ada@gmail.co", "ada@gmail.com"},
	{"ada@gmail.comm", "ada@gmail.com"},
	{"ada@gmail.cmo", "ada@gmail.com"},
	{"ada@GMIAL.COM", "ada@gmail.com"},
	{"ada@hotmial.com", "ada@hotmail.com"},
	{"ada@hotmail.con", "ada@hotmail.com"},
	{"ada@yaho.com", "ada@yahoo.com"},
	{"ada@outlok.com", "ada@outlook.com"},
	{"ada@iclould.com", "ada@icloud.com"},
	{"ada@comcast.net", ""},
	{"ada@comcst.net", "ada@comcast.net"},
	/* Two slips, or a real neighbour. */
	{"ada@gmial.con", ""},
	{"ada@ymail.com", ""},
	{"ada@mail.com", ""},
	{"ada@email.com", ""},
	{"ada@cloud.com", ""},
	{"ada@yahoo.ca", ""},
	{"ada@yahoo.fr", ""},
	{"ada@gmx.com", ""},
	{"ada@gmail.com.example.org", ""},
	{"ada@mail.gmail.com", ""},
	{"ada@example.org", ""},
	{"ada@a.org", ""},
	{"ada@b\u00fccher.example", ""},
};

static void offers(const void *row)
{
	const struct row *typed = row;
	struct address address;

	assert_int_equal(address_parse(arena, text_of(typed->name), &address), ADDRESS_RIGHT);
	check_text(typo_meant(arena, &address), typed->meant);
}

int main(void)
{
	check_rows("offers", offers, rows);
	return check_run();
}
