/* accept: see accept.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "accept.h"

#include "cldr.h"

#include <string.h>
#include <strings.h>

#define TAG_LIMIT 35 /* characters: RFC 5646, section 4.4.1 */
#define WEIGHT_FULL 1000

static const char tag_characters[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

/* Whether code is wanted, or wanted less some of its last parts. */
static bool begins_with(const char *wanted, const char *code)
{
	size_t size = strlen(code);

	return strncasecmp(wanted, code, size) == 0 &&
	       (wanted[size] == '\0' || wanted[size] == '-');
}

/* The letters before the first hyphen: only then it is worth asking for the script. */
static bool begins_alike(const char *one, const char *other)
{
	size_t size = strcspn(one, "-");

	return size == strcspn(other, "-") && strncasecmp(one, other, size) == 0;
}

int accept_language(const char *const *codes, struct text wanted)
{
	char tag[TAG_LIMIT + 1];
	size_t longest = 0;
	int best = -1;

	if (text_empty(wanted) || wanted.size > TAG_LIMIT)
		return -1;
	memcpy(tag, wanted.bytes, wanted.size);
	tag[wanted.size] = '\0';
	if (strspn(tag, tag_characters) != wanted.size)
		return -1;
	for (int i = 0; i < ACCEPT_LIMIT && codes[i] != NULL; i++) {
		if (strlen(codes[i]) > longest && begins_with(tag, codes[i])) {
			best = i;
			longest = strlen(codes[i]);
		}
	}
	for (int i = 0; i < ACCEPT_LIMIT && codes[i] != NULL && best == -1; i++) {
		if (begins_alike(tag, codes[i]) && cldr_same(tag, codes[i]))
			best = i;
	}
	return best;
}

/* "q=0.8" in thousandths; without one that can be read, the full weight. */
static unsigned weight_read(struct text weight)
{
	unsigned thousandths = 0;

	if (weight.size < 3 || strncasecmp(weight.bytes, "q=", 2) != 0 || weight.bytes[2] != '0')
		return WEIGHT_FULL;
	for (size_t i = 0, place = 100; i < 3; i++, place /= 10) {
		char digit = weight.size > 4 + i ? weight.bytes[4 + i] : '0';

		if (digit < '0' || digit > '9')
			break;
		thousandths += (unsigned)(digit - '0') * (unsigned)place;
	}
	return thousandths;
}

/* The part of a header before the next comma, and its weight. */
static struct text range_next(const char **at, const char *end, unsigned *weight)
{
	const char *start = *at;
	const char *comma = memchr(start, ',', (size_t)(end - start));
	const char *stop = comma == NULL ? end : comma;
	const char *semicolon = memchr(start, ';', (size_t)(stop - start));

	*at = stop + 1;
	*weight = WEIGHT_FULL;
	if (semicolon == NULL)
		return text_part(start, (size_t)(stop - start));
	*weight = weight_read(text_part(semicolon + 1, (size_t)(stop - semicolon - 1)));
	return text_part(start, (size_t)(semicolon - start));
}

static int first_unnamed(const char *const *codes, const bool *named)
{
	for (int i = 0; i < ACCEPT_LIMIT && codes[i] != NULL; i++) {
		if (!named[i])
			return i;
	}
	return -1;
}

int accept_choose(const char *const *codes, struct text accepted)
{
	const char *at = accepted.bytes;
	const char *end = accepted.bytes + accepted.size;
	bool named[ACCEPT_LIMIT] = {false};
	unsigned weight, any = 0, most = 0;
	int best = -1;

	while (at < end) {
		struct text range = range_next(&at, end, &weight);
		int found = accept_language(codes, range);

		if (range.size == 1 && range.bytes[0] == '*')
			any = weight;
		if (found == -1)
			continue;
		named[found] = true;
		if (weight > most) {
			most = weight;
			best = found;
		}
	}
	return any > most ? first_unnamed(codes, named) : best;
}
