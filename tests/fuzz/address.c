/* address: what is taken for an address goes into an envelope without harm. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "address.h"

#include "fuzz.h"
#include "typo.h"

#include <string.h>
#include <unistr.h>

static void judge(struct arena *arena, const struct address *address)
{
	struct text mailbox = line_text(address->mailbox);
	struct text meant = typo_meant(arena, address);
	struct address again;

	fuzz_must(mailbox.size <= ADDRESS_LIMIT, "the mailbox is not too long");
	for (size_t i = 0; i < mailbox.size; i++)
		fuzz_must(mailbox.bytes[i] > ' ' && mailbox.bytes[i] < 0x7f &&
				  strchr("<>()[],;:\\\"", mailbox.bytes[i]) == NULL,
			  "nothing in the mailbox means something to SMTP");
	fuzz_must(strchr(mailbox.bytes, '@') == strrchr(mailbox.bytes, '@'), "one @");
	fuzz_must(strpbrk(address->canonical.bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL,
		  "the canonical form is in lower case");
	fuzz_must(address_parse(arena, mailbox, &again) == ADDRESS_RIGHT &&
			  text_equal(line_text(again.mailbox), mailbox) &&
			  text_equal(again.canonical, address->canonical),
		  "the mailbox is an address, the same one");
	fuzz_must(text_empty(meant) || (address_parse(arena, meant, &again) == ADDRESS_RIGHT &&
					text_empty(typo_meant(arena, &again))),
		  "what was meant is an address, and no slip of another");
}

/* One that only SMTPUTF8 can carry. */
static void judge_utf8(struct arena *arena, const struct address *address)
{
	struct text mailbox = line_text(address->mailbox);
	struct address again;

	fuzz_must(mailbox.size <= ADDRESS_LIMIT, "the mailbox is not too long");
	fuzz_must(u8_check((const uint8_t *)mailbox.bytes, mailbox.size) == NULL, "it is UTF-8");
	for (size_t i = 0; i < mailbox.size; i++)
		fuzz_must((unsigned char)mailbox.bytes[i] > ' ' && mailbox.bytes[i] != 0x7f &&
				  strchr("<>()[],;:\\\"", mailbox.bytes[i]) == NULL,
			  "nothing in the mailbox means something to SMTP");
	fuzz_must(strchr(mailbox.bytes, '@') == strrchr(mailbox.bytes, '@'), "one @");
	fuzz_must(address_parse(arena, mailbox, &again) == ADDRESS_NOT_ASCII &&
			  text_equal(line_text(again.mailbox), mailbox) &&
			  text_equal(again.canonical, address->canonical),
		  "the mailbox is an address, the same one");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct address address;
	struct text typed;

	if (text_take(arena, (const char *)data, size, &typed)) {
		fuzz_typed(arena, typed);
		switch (address_parse(arena, typed, &address)) {
		case ADDRESS_RIGHT:
			judge(arena, &address);
			break;
		case ADDRESS_NOT_ASCII:
			judge_utf8(arena, &address);
			break;
		case ADDRESS_EMPTY:
		case ADDRESS_LONG:
		case ADDRESS_MALFORMED:
			break;
		}
	}
	arena_free(arena);
	return 0;
}
