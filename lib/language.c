/* language: see language.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language.h"

#include "accept.h"
#include "cldr.h"
#include "file.h"
#include "inifile.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FALLBACK "en"

struct word {
	const char *name; /* "section.key" */
	const char *key;  /* what stands behind the dot */
	struct text word;
};

struct language {
	struct arena *arena;
	const char *code;
	struct word *words; /* in the file's order */
	size_t size, room;
	const struct word **sorted; /* by name */
	struct cldr *cldr;
	const struct language *fallback; /* English; itself in English */
	struct countries *countries;
};

struct languages {
	const struct language **all; /* English first; a NULL behind the last */
	const char **codes;          /* of the same */
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
	word->key = entry->name;
	return true;
}

/* An index by name. */
static void words_link(struct language *language)
{
	language->sorted = arena_get(language->arena, language->size * sizeof(*language->sorted));
	for (size_t i = 0; i < language->size; i++)
		language->sorted[i] = &language->words[i];
	qsort(language->sorted, language->size, sizeof(*language->sorted), by_name);
}

static const struct word *word_own(const struct language *language, const char *name)
{
	const struct word key = {.name = name};
	const struct word *pointer = &key;
	const struct word **found =
		bsearch(&pointer, language->sorted, language->size, sizeof(pointer), by_name);

	return found == NULL ? NULL : *found;
}

/* In English rather than not at all. */
static const struct word *word_named(const struct language *language, const char *name)
{
	const struct word *word = word_own(language, name);

	return word == NULL ? word_own(language->fallback, name) : word;
}

/* Sorted when they are first asked for: plain CGI does not always need them. */
struct countries {
	pthread_mutex_t lock;
	struct arena *arena; /* NULL: not sorted yet */
	const struct language_entry *first;
};

static void countries_release(void *handle)
{
	struct countries *countries = handle;

	if (countries->arena != NULL)
		arena_free(countries->arena);
	pthread_mutex_destroy(&countries->lock);
}

static bool language_read(struct language *language, const char *path, struct text *complaint)
{
	struct arena *arena = language->arena;
	const struct word *locale;

	if (!inifile_read(arena, path, take_word, language, complaint))
		return false;
	words_link(language);
	locale = word_own(language, "language.locale");
	language->cldr = cldr_new(arena, language->code,
				  locale == NULL ? language->code : locale->word.bytes);
	language->countries = arena_get(arena, sizeof(*language->countries));
	pthread_mutex_init(&language->countries->lock, NULL);
	arena_defer(arena, countries_release, language->countries);
	return true;
}

/* Reads them all, and puts English at the top. */
static bool files_read(struct arena *arena, const char *folder, const char *const *names,
		       struct language **read, struct text *complaint)
{
	size_t place = 1;

	for (; *names != NULL; names++) {
		struct language *language = arena_get(arena, sizeof(*language));
		const char *path = text_format(arena, "%s/%s", folder, *names).bytes;

		language->arena = arena;
		language->code = arena_copy(arena, *names, strlen(*names) - strlen(".ini"));
		if (!language_read(language, path, complaint))
			return false;
		read[strcmp(language->code, FALLBACK) == 0 ? 0 : place++] = language;
	}
	if (read[0] != NULL)
		return true;
	*complaint = text_format(arena, "%s/" FALLBACK ".ini: is missing: restore it", folder);
	return false;
}

must_check bool languages_read(struct arena *arena, const char *folder,
			       const struct languages **languages, struct text *complaint)
{
	struct languages *all = arena_get(arena, sizeof(*all));
	const char *const *names;
	struct language **read;
	size_t count = 0;

	if (!file_names(arena, folder, ".ini", &names, complaint))
		return false;
	while (names[count] != NULL)
		count++;
	read = arena_get(arena, (count + 2) * sizeof(const struct language *));
	if (!files_read(arena, folder, names, read, complaint))
		return false;
	all->codes = arena_get(arena, (count + 1) * sizeof(const char *));
	all->all = arena_get(arena, (count + 1) * sizeof(const struct language *));
	for (size_t i = 0; i < count; i++) {
		read[i]->fallback = read[0];
		all->all[i] = read[i];
		all->codes[i] = read[i]->code;
	}
	*languages = all;
	return true;
}

const struct language *language_choose(const struct languages *languages, struct text wanted,
				       struct text accepted)
{
	int place = accept_language(languages->codes, wanted);

	if (place == -1)
		place = accept_choose(languages->codes, accepted);
	return place == -1 ? languages->all[0] : languages->all[place];
}

const struct language *const *languages_all(const struct languages *languages)
{
	return languages->all;
}

const char *language_code(const struct language *language)
{
	return language->code;
}

const char *language_direction(const struct language *language)
{
	return cldr_direction(language->code);
}

struct text language_name(const struct language *language, struct arena *arena)
{
	const struct word *name = word_own(language, "language.name");

	return name == NULL ? cldr_name(arena, language->code) : name->word;
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

/* A country, and its place in the language's order. */
struct country {
	struct language_entry entry;
	struct text key;
};

static int by_order(const void *one, const void *other)
{
	return strcmp(((const struct country *)one)->key.bytes,
		      ((const struct country *)other)->key.bytes);
}

/* Those of the English words, each in the language's own where it has it. */
static size_t countries_collect(const struct language *language, struct arena *arena,
				struct country *countries)
{
	const struct language *english = language->fallback;
	size_t count = 0;

	for (size_t i = 0; i < english->size; i++) {
		const struct word *word = &english->words[i];
		struct country *country = &countries[count];

		if (strncmp(word->name, "country.", 8) != 0)
			continue;
		country->entry.key = word->key;
		country->entry.word = word_named(language, word->name)->word;
		country->key = cldr_sort_key(language->cldr, arena, country->entry.word);
		count++;
	}
	return count;
}

static const struct language_entry *countries_sort(const struct language *language,
						   struct arena *arena)
{
	struct country *countries = arena_get(arena, language->fallback->size * sizeof(*countries));
	size_t count = countries_collect(language, arena, countries);

	qsort(countries, count, sizeof(*countries), by_order);
	for (size_t i = 0; i + 1 < count; i++)
		countries[i].entry.next = &countries[i + 1].entry;
	return count == 0 ? NULL : &countries[0].entry;
}

const struct language_entry *language_countries(const struct language *language)
{
	struct countries *countries = language->countries;

	pthread_mutex_lock(&countries->lock);
	if (countries->arena == NULL) {
		countries->arena = arena_new();
		countries->first = countries_sort(language, countries->arena);
	}
	pthread_mutex_unlock(&countries->lock);
	return countries->first;
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
	return cldr_number(language->cldr, arena, number);
}

/* The form that the language has for this many, else its .other; NULL when it has none at all. */
static const struct word *form_of(const struct language *language, struct arena *arena,
				  const char *name, unsigned long long count)
{
	const char *form = cldr_form(language->cldr, arena, count);
	const struct word *word = word_own(language, text_format(arena, "%s.%s", name, form).bytes);

	return word != NULL ? word : word_own(language, text_format(arena, "%s.other", name).bytes);
}

struct text language_count(const struct language *language, struct arena *arena, const char *name,
			   unsigned long long count)
{
	const struct pair pair = {"count", language_number(language, arena, count).bytes};
	const struct word *word = form_of(language, arena, name, count);

	if (word == NULL)
		word = form_of(language->fallback, arena, name, count);
	return word == NULL ? text_of(name) : fill(arena, word->word, &pair, 1);
}

/* In the words file's own months and order, for languages that CLDR does not know. */
static struct text own_date(const struct language *language, struct arena *arena,
			    const struct date *date)
{
	const char *key = text_format(arena, "date.month_%u", date->month).bytes;
	const struct word *format = word_own(language, "date.format");
	const struct word *month = word_own(language, key);
	struct pair pairs[] = {
		{"day", text_format(arena, "%u", date->day).bytes},
		{"month", month == NULL ? "" : month->word.bytes},
		{"year", text_format(arena, "%u", date->year).bytes},
	};

	if (format == NULL || month == NULL)
		return text_literal("");
	return fill(arena, format->word, pairs, 3);
}

struct text language_date(const struct language *language, struct arena *arena, struct date date)
{
	struct text written = own_date(language, arena, &date);

	if (text_empty(written))
		written = cldr_date(language->cldr, arena, (int)date.year, (int)date.month,
				    (int)date.day);
	return text_empty(written)
		       ? text_format(arena, "%04u-%02u-%02u", date.year, date.month, date.day)
		       : written;
}

struct text language_day(const struct language *language, struct arena *arena, struct text day)
{
	struct date date;

	if (sscanf(day.bytes, "%4u-%2u-%2u", &date.year, &date.month, &date.day) != 3)
		return day;
	return language_date(language, arena, date);
}
