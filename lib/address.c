/* address: see address.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "address.h"

#include <idn2.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#define LABEL_LIMIT 63 /* RFC 1035, section 2.3.4 */
#define NFKC_GROWTH 18 /* UAX #15, section 14 */
#define LOWER_GROWTH 4 /* more than any letter needs, in bytes */

static bool is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* atext of RFC 5322, section 3.2.3 */
static bool is_atom(char c)
{
	return is_alphanumeric(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/* The bytes of the character there; 0 when no local part has it. */
static size_t letter_size(const char *bytes, size_t size)
{
	ucs4_t c;
	int taken = u8_mbtouc(&c, (const uint8_t *)bytes, size);

	if (!uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
							 UC_CATEGORY_MASK_N))
		return 0;
	return (size_t)taken;
}

/* Whether it is written in the one way that all programs agree on. */
static bool is_normal(const char *bytes, size_t size)
{
	uint8_t buffer[ADDRESS_LOCAL_LIMIT * NFKC_GROWTH];
	size_t length = sizeof(buffer);
	uint8_t *normal = u8_normalize(UNINORM_NFKC, (const uint8_t *)bytes, size, buffer, &length);

	return normal == buffer && length == size && memcmp(normal, bytes, size) == 0;
}

static enum address_outcome local_check(const char *bytes, size_t size)
{
	bool ascii = true;

	for (size_t i = 0; i < size;) {
		size_t taken = 1;

		if ((unsigned char)bytes[i] >= 0x80) {
			ascii = false;
			taken = letter_size(bytes + i, size - i);
		} else if (bytes[i] == '.') {
			taken = i == 0 || i + 1 == size || bytes[i + 1] == '.' ? 0 : 1;
		} else if (!is_atom(bytes[i])) {
			taken = 0;
		}
		if (taken == 0)
			return ADDRESS_MALFORMED;
		i += taken;
	}
	if (size > ADDRESS_LOCAL_LIMIT)
		return ADDRESS_LONG;
	if (size == 0 || (!ascii && !is_normal(bytes, size)))
		return ADDRESS_MALFORMED;
	return ascii ? ADDRESS_RIGHT : ADDRESS_NOT_ASCII;
}

static bool label_is_right(const char *bytes, size_t size)
{
	if (size == 0 || size > LABEL_LIMIT || bytes[0] == '-' || bytes[size - 1] == '-')
		return false;
	for (size_t i = 0; i < size; i++) {
		if (!is_alphanumeric(bytes[i]) && bytes[i] != '-')
			return false;
	}
	return true;
}

/* At least two labels, the last of them not a number: a host name, not an IP address. */
static bool domain_is_right(const char *domain)
{
	size_t labels = 0;
	const char *label = domain;

	for (;;) {
		size_t size = strcspn(label, ".");

		if (!label_is_right(label, size))
			return false;
		labels++;
		if (label[size] == '\0')
			return labels >= 2 && strspn(label, "0123456789") < size;
		label += size + 1;
	}
}

static bool domain_to_ascii(struct arena *arena, const char *typed, char **domain)
{
	char *converted = NULL;
	size_t size = strlen(typed);
	bool ascii = true;

	for (size_t i = 0; i < size; i++)
		ascii = ascii && (unsigned char)typed[i] < 0x80;
	if (!ascii) {
		if (idn2_to_ascii_8z(typed, &converted, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) !=
		    IDN2_OK)
			return false;
		typed = converted;
		size = strlen(converted);
	}
	*domain = arena_copy(arena, typed, size);
	for (size_t i = 0; i < size; i++)
		(*domain)[i] = lower((*domain)[i]);
	idn2_free(converted);
	return domain_is_right(*domain);
}

/* As lower_copy, of what is ASCII: nearly every address is, and is spared Unicode's tables. */
static struct text lower_plain(struct arena *arena, struct text text)
{
	char *lowered = arena_copy(arena, text.bytes, text.size);

	for (size_t i = 0; i < text.size; i++) {
		if (lowered[i] >= 'A' && lowered[i] <= 'Z')
			lowered[i] = (char)(lowered[i] + ('a' - 'A'));
	}
	return (struct text){lowered, text.size};
}

static struct text lower_copy(struct arena *arena, struct text text)
{
	size_t room = LOWER_GROWTH * text.size + 1;
	uint8_t *buffer = arena_get(arena, room), *lowered;

	lowered = u8_tolower((const uint8_t *)text.bytes, text.size, NULL, UNINORM_NFC, buffer,
			     &room);
	if (lowered != buffer)
		abort();
	buffer[room] = '\0';
	return (struct text){(const char *)buffer, room};
}

must_check enum address_outcome address_parse(struct arena *arena, struct text typed,
					      struct address *address)
{
	const char *at = strrchr(typed.bytes, '@');
	enum address_outcome outcome;
	struct text mailbox;
	char *domain;

	if (text_empty(typed))
		return ADDRESS_EMPTY;
	if (at == NULL)
		return ADDRESS_MALFORMED;
	outcome = local_check(typed.bytes, (size_t)(at - typed.bytes));
	if (outcome != ADDRESS_RIGHT && outcome != ADDRESS_NOT_ASCII)
		return outcome;
	if (!domain_to_ascii(arena, at + 1, &domain))
		return typed.size > ADDRESS_LIMIT ? ADDRESS_LONG : ADDRESS_MALFORMED;
	mailbox = text_format(arena, "%.*s@%s", (int)(at - typed.bytes), typed.bytes, domain);
	if (mailbox.size > ADDRESS_LIMIT)
		return ADDRESS_LONG;
	address->canonical = outcome == ADDRESS_NOT_ASCII ? lower_copy(arena, mailbox)
							  : lower_plain(arena, mailbox);
	return line_take(mailbox, &address->mailbox) ? outcome : ADDRESS_MALFORMED;
}
