/* network: whatever a stranger writes into a header, our proxies' word is what counts. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "network.h"

#include "fuzz.h"

#include <string.h>

static bool same(const struct network_address *one, const struct network_address *other)
{
	return one->family == other->family &&
	       memcmp(one->bytes, other->bytes, sizeof(one->bytes)) == 0;
}

static void ask(struct arena *arena, struct text header, enum network_header kind)
{
	static const char *const peers[] = {"127.0.0.1", "unix:", "2001:db8::1", "192.0.2.1"};
	const struct network_list *proxies;
	struct text complaint;

	fuzz_must(network_list_read(arena, text_literal("127.0.0.1 unix: 2001:db8::/32"), &proxies,
				    &complaint),
		  "the list is read");
	for (size_t i = 0; i < sizeof(peers) / sizeof(peers[0]); i++) {
		struct text peer = text_of(peers[i]);
		struct text spoofed = text_format(arena, "for=\"192.0.2.9\\,%s", header.bytes);
		struct network_address client = network_client(proxies, peer, kind, header), again;

		fuzz_must(!network_list_has(proxies, &client), "a client is none of our proxies");
		again = network_client(proxies, peer, kind, spoofed);
		fuzz_must(client.family == NETWORK_UNKNOWN || same(&client, &again),
			  "what stands before it changes nothing");
		(void)network_block(arena, &client, NETWORK_HOST);
		(void)network_is_public(&client);
	}
}

/* A first line that is a list of proxies; the rest is a header. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct text header = fuzz_text(arena, data, size);
	struct text list = fuzz_line(arena, &header);
	const struct network_list *read;
	struct text complaint;

	if (memchr(header.bytes, '\0', header.size) == NULL) {
		ask(arena, header, NETWORK_X_FORWARDED_FOR);
		ask(arena, header, NETWORK_FORWARDED);
	}
	if (memchr(list.bytes, '\0', list.size) == NULL &&
	    !network_list_read(arena, list, &read, &complaint))
		fuzz_must(complaint.size > 0, "a list that is refused is told why");
	arena_free(arena);
	return 0;
}
