/* network: see network.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "network.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

struct block {
	struct network_address address;
	unsigned bits;
	const struct block *next;
};

struct network_list {
	const struct block *first;
};

static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

static unsigned bits_of(enum network_family family)
{
	switch (family) {
	case NETWORK_FOUR:
		return 32;
	case NETWORK_SIX:
		return 128;
	case NETWORK_UNKNOWN:
	case NETWORK_UNIX:
		break;
	}
	return 0;
}

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* How many bytes stand before a tail that begins with mark and then has only of these; all if it
 * ends otherwise. */
static size_t before_tail(struct text written, char mark, const char *of)
{
	size_t at = written.size;

	while (at > 0 && strchr(of, written.bytes[at - 1]) != NULL)
		at--;
	return at > 0 && written.bytes[at - 1] == mark ? at - 1 : written.size;
}

/* An address without port and brackets. */
static struct network_address bare_read(const char *bytes, size_t size)
{
	struct network_address address = {.family = NETWORK_UNKNOWN};
	char written[INET6_ADDRSTRLEN + 1];

	if (size >= sizeof(written) || memchr(bytes, '\0', size) != NULL)
		return address;
	memcpy(written, bytes, size);
	written[size] = '\0';
	if (inet_pton(AF_INET, written, address.bytes) == 1) {
		address.family = NETWORK_FOUR;
	} else if (inet_pton(AF_INET6, written, address.bytes) == 1) {
		address.family = NETWORK_SIX;
		if (memcmp(address.bytes, mapped, sizeof(mapped)) == 0) {
			address.family = NETWORK_FOUR;
			memmove(address.bytes, address.bytes + sizeof(mapped), 4);
			memset(address.bytes + 4, 0, sizeof(mapped));
		}
	}
	return address;
}

struct network_address network_address_read(struct text written)
{
	size_t host = before_tail(written, ':', DIGITS);
	bool bracketed = host >= 2 && written.bytes[0] == '[' && written.bytes[host - 1] == ']';

	if (text_is(written, "unix:"))
		return (struct network_address){.family = NETWORK_UNIX};
	if (bracketed)
		return bare_read(written.bytes + 1, host - 2);
	/* One colon is before a port; an IPv6 address has at least two. */
	if (memchr(written.bytes, ':', host) == NULL)
		return bare_read(written.bytes, host);
	/* The zone of a link-local address (RFC 4007, section 11) says which of our own links. */
	return bare_read(written.bytes, before_tail(written, '%', DIGITS LETTERS));
}

static bool block_read(struct text written, struct block *block)
{
	const char *slash = memchr(written.bytes, '/', written.size);
	size_t size = slash == NULL ? written.size : (size_t)(slash - written.bytes);
	unsigned long long bits = 0;
	unsigned most;

	if (text_is(written, "unix:")) {
		block->address.family = NETWORK_UNIX;
		return true;
	}
	block->address = bare_read(written.bytes, size);
	most = bits_of(block->address.family);
	block->bits = most;
	if (most == 0 || slash == NULL)
		return most != 0;
	/* ::ffff:192.0.2.0/120 */
	if (most == 32 && memchr(written.bytes, ':', size) != NULL)
		most = 128;
	if (!text_number((struct text){slash + 1, written.size - size - 1}, most, &bits) ||
	    (most == 128 && block->bits == 32 && bits < 96))
		return false;
	block->bits = (unsigned)bits - (most - block->bits);
	return true;
}

must_check bool network_list_read(struct arena *arena, struct text written,
				  const struct network_list **list, struct text *complaint)
{
	struct network_list *read = arena_get(arena, sizeof(*read));
	const char *at = written.bytes;

	*list = read;
	for (at += strspn(at, " ,"); *at != '\0'; at += strspn(at, " ,")) {
		struct block *block = arena_get(arena, sizeof(*block));
		size_t size = strcspn(at, " ,");
		struct text one = text_copy(arena, (struct text){at, size});

		if (!block_read(one, block)) {
			*complaint = text_format(
				arena, "%s is no address and no network like 192.0.2.0/24",
				one.bytes);
			return false;
		}
		block->next = read->first;
		read->first = block;
		at += size;
	}
	return true;
}

static bool block_has(const struct block *block, const struct network_address *address)
{
	size_t whole = block->bits / 8;
	unsigned rest = block->bits % 8;

	if (block->address.family != address->family ||
	    memcmp(block->address.bytes, address->bytes, whole) != 0)
		return false;
	return rest == 0 ||
	       (block->address.bytes[whole] ^ address->bytes[whole]) >> (8 - rest) == 0;
}

bool network_list_has(const struct network_list *list, const struct network_address *address)
{
	for (const struct block *block = list->first; block != NULL; block = block->next) {
		if (block_has(block, address))
			return true;
	}
	return false;
}

/* Takes what stands behind the last comma off the header's end; of a Forwarded, a comma in quotes is
 * none. From the right, so that nothing a stranger has begun on the left can swallow what our proxy
 * has added. */
static struct text element_take(struct text *header, enum network_header kind)
{
	size_t at = header->size;
	bool quoted = false;
	struct text element;

	for (; at > 0 && (quoted || header->bytes[at - 1] != ','); at--) {
		if (kind == NETWORK_FORWARDED && header->bytes[at - 1] == '"' &&
		    (at < 2 || header->bytes[at - 2] != '\\'))
			quoted = !quoted;
	}
	if (quoted)
		return text_literal("");
	element = text_part(header->bytes + at, header->size - at);
	header->size = at == 0 ? 0 : at - 1;
	return element;
}

/* The node of "for=192.0.2.1;proto=https" (RFC 7239, section 4), without its quotes. */
static struct text for_of(struct text element)
{
	const char *at = element.bytes, *end = at + element.size;

	while (at < end) {
		const char *semicolon = memchr(at, ';', (size_t)(end - at));
		const char *stop = semicolon == NULL ? end : semicolon;
		struct text pair = text_part(at, (size_t)(stop - at));

		if (pair.size > 4 && strncasecmp(pair.bytes, "for=", 4) == 0) {
			pair = text_part(pair.bytes + 4, pair.size - 4);
			if (pair.size >= 2 && pair.bytes[0] == '"' &&
			    pair.bytes[pair.size - 1] == '"')
				pair = (struct text){pair.bytes + 1, pair.size - 2};
			return pair;
		}
		at = stop + 1;
	}
	return text_literal("");
}

struct network_address network_client(const struct network_list *proxies, struct text peer,
				      enum network_header kind, struct text header)
{
	struct network_address client = network_address_read(peer);

	while (network_list_has(proxies, &client)) {
		struct text element;

		if (text_empty(header))
			return (struct network_address){.family = NETWORK_UNKNOWN};
		element = element_take(&header, kind);
		client =
			network_address_read(kind == NETWORK_FORWARDED ? for_of(element) : element);
	}
	return client;
}

bool network_is_public(const struct network_address *address)
{
	const uint8_t *bytes = address->bytes;
	static const uint8_t none[15];

	switch (address->family) {
	case NETWORK_FOUR:
		return bytes[0] != 0 && bytes[0] != 10 && bytes[0] != 127 &&
		       !(bytes[0] == 169 && bytes[1] == 254) &&
		       !(bytes[0] == 172 && bytes[1] >> 4 == 1) &&
		       !(bytes[0] == 192 && bytes[1] == 168);
	case NETWORK_SIX:
		return !(bytes[0] >> 1 == 0xfc >> 1) && !(bytes[0] == 0xfe && bytes[1] >> 6 == 2) &&
		       !(memcmp(bytes, none, sizeof(none)) == 0 && bytes[15] <= 1);
	case NETWORK_UNKNOWN:
	case NETWORK_UNIX:
		break;
	}
	return false;
}

struct text network_block(struct arena *arena, const struct network_address *address,
			  enum network_width width)
{
	bool four = address->family == NETWORK_FOUR;
	size_t host = four ? 4 : 8, around = four ? 3 : 6;
	size_t size = width == NETWORK_HOST ? host : around;
	char *bytes = arena_get(arena, 1 + size + 1);

	bytes[0] = four ? '4' : '6';
	memcpy(bytes + 1, address->bytes, size);
	return (struct text){bytes, 1 + size};
}
