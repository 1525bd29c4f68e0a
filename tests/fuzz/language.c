/* language: any file of words is read or refused, and any header chooses among them. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language.h"

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Made once: each run puts its own file there. */
static const char *folder(void)
{
	static char made[200];
	const char *parent = getenv("TMPDIR");

	if (made[0] == '\0') {
		snprintf(made, sizeof(made), "%s/undersigned-XXXXXX",
			 parent == NULL ? "/tmp" : parent);
		fuzz_must(mkdtemp(made) != NULL, "a folder can be made");
	}
	return made;
}

static void use(struct arena *arena, const struct language *language)
{
	const struct language_entry *entry = language_countries(language);
	struct text word = text_literal(""), taken;

	for (; entry != NULL; entry = entry->next) {
		const char *name = text_format(arena, "country.%s", entry->key).bytes;

		fuzz_must(text_take(arena, entry->word.bytes, entry->word.size, &taken),
			  "a word is UTF-8");
		(void)language_find(language, text_of(name), &word);
		fuzz_must(language_say(language, arena, name, "name", "value", "other", "{name}",
				       NULL)
					  .bytes != NULL,
			  "a word is filled in");
	}
	fuzz_must(language_count(language, arena, "section.count", 1234567).size > 0,
		  "a count is said");
	fuzz_must(language_number(language, arena, 18446744073709551615ULL).size >= 20,
		  "a number is written");
}

/* The language wanted, the Accept-Language header, then the file of words. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct text words = fuzz_text(arena, data, size);
	struct text wanted = fuzz_line(arena, &words), accepted = fuzz_line(arena, &words);
	const char *english = text_format(arena, "%s/en.ini", folder()).bytes;
	const char *german = text_format(arena, "%s/de.ini", folder()).bytes;
	const struct languages *languages;
	struct text complaint = {0};

	unlink(english);
	unlink(german);
	fuzz_must(symlink(fuzz_file(arena, words), english) == 0 &&
			  symlink(fuzz_file(arena, text_literal("[language]\nlocale = de-AT\n")),
				  german) == 0,
		  "files can be put there");
	if (languages_read(arena, folder(), &languages, &complaint))
		use(arena, language_choose(languages, wanted, accepted));
	else
		fuzz_must(text_starts(complaint, folder()), "a complaint names the file");
	arena_free(arena);
	return 0;
}
