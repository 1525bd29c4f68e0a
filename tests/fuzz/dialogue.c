/* dialogue: whatever a relay says, one outcome follows, and only a 2xx after the dot is a yes. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "dialogue.h"

#include "fuzz.h"

#include <string.h>

static void hear(struct dialogue *dialogue, const uint8_t *data, size_t size)
{
	const char *at = (const char *)data, *end = at + size;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t length = newline == NULL ? (size_t)(end - at) : (size_t)(newline + 1 - at);

		dialogue_hear(dialogue, at, length);
		at += length;
	}
}

static void say(struct dialogue *dialogue, const char *command)
{
	dialogue_say(dialogue, command, strlen(command));
}

/* The first byte says how far the conversation had come. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const commands[] = {"EHLO us\r\n", "AUTH PLAIN\r\n",
					       "MAIL FROM:<a@b.example>\r\n",
					       "RCPT TO:<b@b.example>\r\n", "DATA\r\n"};
	struct dialogue dialogue = {0};
	size_t commanded = size == 0 ? 0 : data[0] % 6;

	dialogue_begin(&dialogue);
	for (size_t i = 0; i < commanded; i++)
		say(&dialogue, commands[i]);
	if (size > 0)
		hear(&dialogue, data + 1, size - 1);
	fuzz_must(dialogue.code < 1000, "a code has three digits");
	fuzz_must(memchr(dialogue.status, '\0', sizeof(dialogue.status)) != NULL, "a status ends");
	fuzz_must(strspn(dialogue.status, "0123456789.") == strlen(dialogue.status),
		  "and is made of numbers");
	if (dialogue_outcome(&dialogue) == SMTP_SENT)
		fuzz_must(dialogue.stage == DIALOGUE_DOT && dialogue.code / 100 == 2,
			  "only a yes after the dot is a yes");
	if (dialogue_outcome(&dialogue) == SMTP_REFUSED)
		fuzz_must(dialogue.stage >= DIALOGUE_RCPT && dialogue.code / 100 == 5,
			  "only a no for the address is a no");
	return 0;
}
