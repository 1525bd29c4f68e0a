/* network: where a request comes from, as far as it can be believed, and the blocks around it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_NETWORK_H
#define UNDERSIGNED_NETWORK_H

#include "text.h"

#include <stdint.h>

enum network_family {
	NETWORK_UNKNOWN, /* nobody said, or not in a way that we understand */
	NETWORK_UNIX,    /* a socket of this machine */
	NETWORK_FOUR,
	NETWORK_SIX /* never an IPv4 address in IPv6's clothes (RFC 4291, 2.5.5.2): that is IPv4 */
};

struct network_address {
	enum network_family family;
	uint8_t bytes[16]; /* in network order; the first 4 of IPv4 */
};

/* "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80" or "unix:"; else unknown. */
struct network_address network_address_read(struct text written);

/* Addresses and networks ("192.0.2.0/24", "2001:db8::/32", "unix:"), with spaces or commas between
 * them. False with a sentence that names the wrong one. */
struct network_list;
must_check bool network_list_read(struct arena *arena, struct text written,
				  const struct network_list **list, struct text *complaint);
bool network_list_has(const struct network_list *list, const struct network_address *address);

/* How proxies say on whose behalf they ask. */
enum network_header {
	NETWORK_X_FORWARDED_FOR,
	NETWORK_FORWARDED /* RFC 7239 */
};

/*
 * Who asked. That is the peer, unless it is one of our proxies: then it is whom the header's last
 * element names; if that is one of ours again, the element before it, and so on. What a stranger
 * has written into the header stands before all that and is not looked at. Unknown when the
 * proxies do not say, or when all of it is ours.
 */
struct network_address network_client(const struct network_list *proxies, struct text peer,
				      enum network_header kind, struct text header);

/* Whether it is an address of the internet at large: not this machine's, not a private network's,
 * where it may be a proxy that nobody has told us of. */
bool network_is_public(const struct network_address *address);

/* What counts as one client (IPv4 /32, IPv6 /64: what a household is given), and the network around
 * it (/24, /48). */
enum network_width { NETWORK_HOST, NETWORK_AROUND };
struct text network_block(struct arena *arena, const struct network_address *address,
			  enum network_width width);

#endif
