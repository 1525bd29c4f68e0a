/* language: see language.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language.h"

#include "file.h"
#include "inifile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define FALLBACK "en"

struct word {
	const char *name; /* "section.key" */
	struct text word;
	struct language_entry entry;
};

struct language {
	struct arena *arena;
	const char *code;
	struct word *words; /* in the file's order */
	size_t size, room;
	const struct word **sorted; /* by name */
	struct language *next;
};

struct languages {
	struct language *first;
	const struct language *fallback;
};

static int by_name(const void *one, const void *other)
{
	return strcmp((*(const struct word *const *)one)->name,
		      (*(const struct word *const *)other)->name);
}

static bool take_word(void *context, const struct inifile_entry *entry, struct text *complaint)
{
	struct language *language = context;
	struct word *word;

	if (entry->value.size == 0) {
		*complaint = text_format(language->arena,
					 "%s has no words: write them behind the =, or remove the "
					 "line",
					 entry->name);
		return false;
	}
	if (language->size == language->room) {
		struct word *words = language->words;

		language->room = language->room == 0 ? 512 : 2 * language->room;
		language->words = arena_get(language->arena, language->room * sizeof(*words));
		if (language->size > 0)
			memcpy(language->words, words, language->size * sizeof(*words));
	}
	word = &language->words[language->size++];
	word->name = text_format(language->arena, "%s.%s", entry->section, entry->name).bytes;
	word->word = entry->value;
	word->entry.key = entry->name;
	word->entry.word = entry->value;
	return true;
}

/* An index by name, and in each entry the next of its section. */
static void words_link(struct language *language)
{
	language->sorted = arena_get(language->arena, language->size * sizeof(*language->sorted));
	for (size_t i = 0; i < language->size; i++) {
		struct word *word = &language->words[i];
		size_t section = (size_t)(strchr(word->name, '.') - word->name) + 1;

		language->sorted[i] = word;
		if (i + 1 < language->size && strncmp(word->name, word[1].name, section) == 0)
			word->entry.next = &word[1].entry;
	}
	qsort(language->sorted, language->size, sizeof(*language->sorted), by_name);
}

static const struct word *word_named(const struct language *language, const char *name)
{
	const struct word key = {.name = name};
	const struct word *pointer = &key;
	const struct word **found =
		bsearch(&pointer, language->sorted, language->size, sizeof(pointer), by_name);

	return found == NULL ? NULL : *found;
}

must_check bool languages_read(struct arena *arena, const char *folder,
			       const struct languages **languages, struct text *complaint)
{
	struct languages *all = arena_get(arena, sizeof(*all));
	const char *const *names;

	if (!file_names(arena, folder, ".ini", &names, complaint))
		return false;
	for (; *names != NULL; names++) {
		struct language *language = arena_get(arena, sizeof(*language));
		const char *path = text_format(arena, "%s/%s", folder, *names).bytes;

		language->arena = arena;
		language->code = arena_copy(arena, *names, strlen(*names) - strlen(".ini"));
		if (!inifile_read(arena, path, take_word, language, complaint))
			return false;
		words_link(language);
		language->next = all->first;
		all->first = language;
		if (strcmp(language->code, FALLBACK) == 0)
			all->fallback = language;
	}
	if (all->fallback == NULL) {
		*complaint =
			text_format(arena, "%s/" FALLBACK ".ini: is missing: restore it", folder);
		return false;
	}
	*languages = all;
	return true;
}

/* "es" serves "es-MX", but where there is "pt-BR", "pt" does not serve it; case does not matter (RFC
 * 4647, section 3.4). */
static const struct language *language_named(const struct languages *languages, struct text range)
{
	const struct language *best = NULL;
	size_t longest = 0;

	for (const struct language *language = languages->first; language != NULL;
	     language = language->next) {
		size_t size = strlen(language->code);

		if (size <= longest || range.size < size ||
		    strncasecmp(range.bytes, language->code, size) != 0 ||
		    (range.size > size && range.bytes[size] != '-'))
			continue;
		best = language;
		longest = size;
	}
	return best;
}

/* Whether a range is refused by ";q=0". */
static bool is_refused(struct text range)
{
	const char *semicolon = memchr(range.bytes, ';', range.size);
	struct text weight;

	if (semicolon == NULL)
		return false;
	weight = text_part(semicolon + 1, (size_t)(range.bytes + range.size - semicolon - 1));
	return weight.size >= 3 && strncasecmp(weight.bytes, "q=0", 3) == 0 &&
	       strspn(weight.bytes + 3, ".0") >= weight.size - 3;
}

const struct language *language_choose(const struct languages *languages, struct text wanted,
				       struct text accepted)
{
	const struct language *language = language_named(languages, wanted);
	const char *at = accepted.bytes;
	const char *end = accepted.bytes + accepted.size;

	while (language == NULL && at < end) {
		const char *comma = memchr(at, ',', (size_t)(end - at));
		size_t size = (size_t)((comma == NULL ? end : comma) - at);
		struct text range = text_part(at, size);
		const char *weight = memchr(range.bytes, ';', range.size);

		if (!is_refused(range)) {
			if (weight != NULL)
				range.size = (size_t)(weight - range.bytes);
			language = language_named(languages, text_part(range.bytes, range.size));
		}
		at += size + 1;
	}
	return language == NULL ? languages->fallback : language;
}

const char *language_code(const struct language *language)
{
	return language->code;
}

bool language_find(const void *language, struct text name, struct text *word)
{
	char key[100];
	const struct word *found;

	if (name.size >= sizeof(key))
		return false;
	memcpy(key, name.bytes, name.size);
	key[name.size] = '\0';
	found = word_named(language, key);
	if (found != NULL)
		*word = found->word;
	return found != NULL;
}

const struct language_entry *language_section(const struct language *language, const char *section)
{
	const struct language_entry *first = NULL;
	size_t size = strlen(section);

	for (size_t i = 0; i < language->size && first == NULL; i++) {
		const struct word *word = &language->words[i];

		if (strncmp(word->name, section, size) == 0 && word->name[size] == '.')
			first = &word->entry;
	}
	return first;
}

struct pair {
	const char *name;
	const char *value;
};

/* Replaces each {name} that is among the pairs; other braces stay. */
static struct text fill(struct arena *arena, struct text word, const struct pair *pairs,
			size_t count)
{
	struct builder builder = {.arena = arena};
	const char *at = word.bytes;
	const char *brace;

	while ((brace = strchr(at, '{')) != NULL) {
		size_t size = strcspn(brace + 1, "}");
		size_t i = 0;

		while (i < count && (strncmp(pairs[i].name, brace + 1, size) != 0 ||
				     pairs[i].name[size] != '\0'))
			i++;
		builder_add(&builder, at, (size_t)(brace - at));
		if (i < count && brace[1 + size] == '}') {
			builder_string(&builder, pairs[i].value);
			at = brace + size + 2;
		} else {
			builder_string(&builder, "{");
			at = brace + 1;
		}
	}
	builder_string(&builder, at);
	return builder_done(&builder);
}

struct text language_say(const struct language *language, struct arena *arena, const char *name,
			 ...)
{
	const struct word *word = word_named(language, name);
	struct pair pairs[8];
	size_t count = 0;
	va_list arguments;

	va_start(arguments, name);
	while (count < sizeof(pairs) / sizeof(pairs[0]) &&
	       (pairs[count].name = va_arg(arguments, const char *)) != NULL)
		pairs[count++].value = va_arg(arguments, const char *);
	va_end(arguments);
	return word == NULL ? text_of(name) : fill(arena, word->word, pairs, count);
}

struct text language_number(const struct language *language, struct arena *arena,
			    unsigned long long number)
{
	const struct word *separator = word_named(language, "language.thousands");
	struct builder builder = {.arena = arena};
	char digits[24];
	int size = snprintf(digits, sizeof(digits), "%llu", number);

	for (int i = 0; i < size; i++) {
		if (i > 0 && (size - i) % 3 == 0 && separator != NULL)
			builder_text(&builder, separator->word);
		builder_add(&builder, &digits[i], 1);
	}
	return builder_done(&builder);
}

struct text language_count(const struct language *language, struct arena *arena, const char *name,
			   unsigned long long count)
{
	const char *form = count == 1 ? "one" : "other";
	const char *key = text_format(arena, "%s.%s", name, form).bytes;

	return language_say(language, arena, key, "count",
			    language_number(language, arena, count).bytes, NULL);
}
