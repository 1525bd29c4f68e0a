/* network: addresses as they are written, and who asked through which proxies. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "network.h"
#include "check.h"

#include <string.h>

/* An address in full: "4:c0000201", "6:20010db8…", "unix" or "unknown". */
static const char *plain(const struct network_address *address)
{
	struct builder hex = {.arena = arena};
	size_t size = address->family == NETWORK_FOUR ? 4 : 16;

	if (address->family == NETWORK_UNKNOWN)
		return "unknown";
	if (address->family == NETWORK_UNIX)
		return "unix";
	builder_format(&hex, "%d:", address->family == NETWORK_FOUR ? 4 : 6);
	for (size_t i = 0; i < size; i++)
		builder_format(&hex, "%02x", address->bytes[i]);
	return builder_done(&hex).bytes;
}

struct address_row {
	const char *name; /* as it is written */
	const char *plain;
};

#define DOC "20010db8"
#define ZEROS "00000000"

static const struct address_row addresses[] = {
	{"192.0.2.1", "4:c0000201"},
	{"192.0.2.1:8080", "4:c0000201"},
	{"[192.0.2.1]", "4:c0000201"},
	{"0.0.0.0", "4:00000000"},
	{"255.255.255.255", "4:ffffffff"},
	{"2001:db8::1", "6:" DOC ZEROS ZEROS "00000001"},
	{"2001:DB8:0:0::1", "6:" DOC ZEROS ZEROS "00000001"},
	{"[2001:db8::1]", "6:" DOC ZEROS ZEROS "00000001"},
	{"[2001:db8::1]:443", "6:" DOC ZEROS ZEROS "00000001"},
	{"::", "6:" ZEROS ZEROS ZEROS ZEROS},
	{"::1", "6:" ZEROS ZEROS ZEROS "00000001"},
	{"fe80::1%eth0", "6:fe800000" ZEROS ZEROS "00000001"},
	{"::ffff:192.0.2.1", "4:c0000201"},
	{"::ffff:c000:201", "4:c0000201"},
	{"[::FFFF:192.0.2.1]:80", "4:c0000201"},
	{"64:ff9b::192.0.2.1", "6:0064ff9b" ZEROS ZEROS "c0000201"},
	{"unix:", "unix"},
	{"unix:/run/socket", "unknown"},
	{"", "unknown"},
	{":", "unknown"},
	{"[", "unknown"},
	{"[]", "unknown"},
	{"[::1", "unknown"},
	{"[::1]x", "unknown"},
	{"[::1]:x", "unknown"},
	{"192.0.2.1:x", "unknown"},
	{"192.0.2.1:", "4:c0000201"},
	{"192.0.2.1%eth0", "unknown"},
	{"fe80::1%eth0\"", "unknown"},
	{"unknown", "unknown"},
	{"_hidden", "unknown"},
	{"localhost", "unknown"},
	{"192.0.2", "unknown"},
	{"192.0.2.256", "unknown"},
	{"192.0.2.01", "unknown"},
	{"0x7f.1", "unknown"},
	{"192.0.2.1 ", "unknown"},
	{"2001:db8:::1", "unknown"},
	{"1:2:3:4:5:6:7:8:9", "unknown"},
	{"2001:0db8:0000:0000:0000:0000:0000:00000000000000000000000001", "unknown"},
};

static void reads_an_address(const void *row)
{
	const struct address_row *expected = row;
	struct network_address address = network_address_read(text_of(expected->name));

	assert_string_equal(plain(&address), expected->plain);
}

static const struct network_list *list_of(const char *written)
{
	const struct network_list *list;
	struct text complaint;

	if (!network_list_read(arena, text_of(written), &list, &complaint))
		fail_msg("%s", complaint.bytes);
	return list;
}

struct list_row {
	const char *name; /* the list */
	const char *address;
	bool has;
};

static const struct list_row lists[] = {
	{"", "192.0.2.1", false},
	{"192.0.2.1", "192.0.2.1", true},
	{"192.0.2.1", "192.0.2.2", false},
	{"192.0.2.1", "::ffff:192.0.2.1", true},
	{"::ffff:192.0.2.1", "192.0.2.1", true},
	{"::ffff:192.0.2.0/120", "192.0.2.77", true},
	{"::ffff:192.0.2.0/120", "192.0.3.77", false},
	{"192.0.2.0/24", "192.0.2.255", true},
	{"192.0.2.0/24", "192.0.3.0", false},
	{"192.0.2.1/24", "192.0.2.9", true},
	{"192.0.2.128/25", "192.0.2.129", true},
	{"192.0.2.128/25", "192.0.2.127", false},
	{"192.0.2.4/31", "192.0.2.5", true},
	{"192.0.2.4/31", "192.0.2.6", false},
	{"192.0.2.4/32", "192.0.2.5", false},
	{"0.0.0.0/0", "203.0.113.1", true},
	{"0.0.0.0/0", "2001:db8::1", false},
	{"::/0", "2001:db8::1", true},
	{"::/0", "192.0.2.1", false},
	{"2001:db8::/32", "2001:db8:ffff::1", true},
	{"2001:db8::/32", "2001:db9::1", false},
	{"2001:db8::/33", "2001:db8:8000::1", false},
	{"2001:db8::1", "2001:db8::1", true},
	{"2001:db8::1/128", "2001:db8::2", false},
	{"unix:", "unix:", true},
	{"unix:", "", false},
	{"0.0.0.0/0 ::/0", "", false},
	{"0.0.0.0/0 ::/0", "unix:", false},
	{"192.0.2.1, 198.51.100.0/24,unix:  2001:db8::/32", "198.51.100.7", true},
	{"192.0.2.1, 198.51.100.0/24,unix:  2001:db8::/32", "2001:db8::", true},
	{"192.0.2.1, 198.51.100.0/24,unix:  2001:db8::/32", "unix:", true},
};

static void looks_into_a_list(const void *row)
{
	const struct list_row *expected = row;
	struct network_address address = network_address_read(text_of(expected->address));

	assert_int_equal(network_list_has(list_of(expected->name), &address), expected->has);
}

static const struct {
	const char *name; /* the list */
	const char *wrong;
} wrong_lists[] = {
	{"proxy.example.org", "proxy.example.org"},
	{"192.0.2.1, 192.0.2", "192.0.2"},
	{"192.0.2.0/33", "192.0.2.0/33"},
	{"192.0.2.0/", "192.0.2.0/"},
	{"192.0.2.0/-1", "192.0.2.0/-1"},
	{"192.0.2.0/24/8", "192.0.2.0/24/8"},
	{"2001:db8::/129", "2001:db8::/129"},
	{"::ffff:192.0.2.0/24", "::ffff:192.0.2.0/24"},
	{"/24", "/24"},
	{"unix", "unix"},
};

static void refuses_a_list(const void *row)
{
	const char *const *expected = row;
	const struct network_list *list;
	struct text complaint = text_literal("");

	assert_false(network_list_read(arena, text_of(expected[0]), &list, &complaint));
	check_text(complaint, text_format(arena,
					  "%s is no address and no network like "
					  "192.0.2.0/24",
					  expected[1])
				      .bytes);
}

struct client_row {
	const char *name; /* the header */
	const char *peer;
	const char *client;
};

#define PROXIES "127.0.0.1 unix: 198.51.100.0/24 2001:db8:cafe::/48"
#define STRANGER "192.0.2.1"

static const struct client_row x_forwarded_for[] = {
	{"", STRANGER, STRANGER},
	{"", "127.0.0.1", ""},
	{"", "unix:", ""},
	{"", "", ""},
	{"203.0.113.9", STRANGER, STRANGER},
	{"203.0.113.9", "", ""},
	{"203.0.113.9", "127.0.0.1", "203.0.113.9"},
	{"203.0.113.9", "unix:", "203.0.113.9"},
	{"203.0.113.9", "::ffff:127.0.0.1", "203.0.113.9"},
	{"203.0.113.9", "::1", "::1"},
	{"spoofed, 1.1.1.1, 203.0.113.9", "127.0.0.1", "203.0.113.9"},
	{"1.1.1.1,203.0.113.9,198.51.100.1", "127.0.0.1", "203.0.113.9"},
	{"1.1.1.1 , 203.0.113.9 , 198.51.100.1 , 198.51.100.2", "unix:", "203.0.113.9"},
	{"198.51.100.1, 127.0.0.1", "127.0.0.1", ""},
	{"203.0.113.9, unknown", "127.0.0.1", ""},
	{"203.0.113.9,", "127.0.0.1", ""},
	{"203.0.113.9:1234", "127.0.0.1", "203.0.113.9"},
	{"[2001:db8::9]:1234", "127.0.0.1", "2001:db8::9"},
	{"2001:db8::9, 2001:db8:cafe::1", "127.0.0.1", "2001:db8::9"},
	{"\", 203.0.113.9", "127.0.0.1", "203.0.113.9"},
	{"1.1.1.1, \"203.0.113.9, 198.51.100.1\"", "127.0.0.1", ""},
};

static const struct client_row forwarded[] = {
	{"for=203.0.113.9", STRANGER, STRANGER},
	{"for=203.0.113.9", "127.0.0.1", "203.0.113.9"},
	{"For=203.0.113.9;proto=https;by=198.51.100.1", "127.0.0.1", "203.0.113.9"},
	{"proto=https; FOR=203.0.113.9", "127.0.0.1", "203.0.113.9"},
	{"for=\"203.0.113.9:47011\"", "127.0.0.1", "203.0.113.9"},
	{"for=\"[2001:db8::9]\"", "127.0.0.1", "2001:db8::9"},
	{"for=\"[2001:db8::9]:4711\";by=_us", "127.0.0.1", "2001:db8::9"},
	{"for=1.1.1.1, for=203.0.113.9, for=198.51.100.1", "127.0.0.1", "203.0.113.9"},
	{"for=1.1.1.1,for=203.0.113.9;host=\"a,b\"", "127.0.0.1", "203.0.113.9"},
	{"for=203.0.113.9;host=\"a\\\",b\"", "127.0.0.1", "203.0.113.9"},
	{"for=\"1.1.1.1, for=203.0.113.9", "127.0.0.1", "203.0.113.9"},
	{"for=\"_mystery\\", "127.0.0.1", ""},
	{"for=unknown", "127.0.0.1", ""},
	{"for=_hidden", "127.0.0.1", ""},
	{"by=203.0.113.9", "127.0.0.1", ""},
	{"for", "127.0.0.1", ""},
	{"for=", "127.0.0.1", ""},
	{"for=\"", "127.0.0.1", ""},
	{"for=203.0.113.9;\"", "127.0.0.1", ""},
	{"203.0.113.9", "127.0.0.1", ""},
	{";;;,,,", "127.0.0.1", ""},
};

static void check_client(const struct client_row *row, enum network_header kind)
{
	struct network_address expected = network_address_read(text_of(row->client));
	struct network_address client =
		network_client(list_of(PROXIES), text_of(row->peer), kind, text_of(row->name));

	assert_string_equal(plain(&client), plain(&expected));
}

static void believes_x_forwarded_for(const void *row)
{
	check_client(row, NETWORK_X_FORWARDED_FOR);
}

static void believes_forwarded(const void *row)
{
	check_client(row, NETWORK_FORWARDED);
}

struct public_row {
	const char *name; /* the address */
	bool is_public;
};

static const struct public_row publics[] = {
	{"192.0.2.1", true},
	{"126.255.255.255", true},
	{"127.0.0.1", false},
	{"127.9.9.9", false},
	{"128.0.0.1", true},
	{"0.0.0.0", false},
	{"10.0.0.1", false},
	{"11.0.0.1", true},
	{"172.15.0.1", true},
	{"172.16.0.1", false},
	{"172.31.255.1", false},
	{"172.32.0.1", true},
	{"192.168.1.1", false},
	{"192.167.1.1", true},
	{"169.254.1.1", false},
	{"169.253.1.1", true},
	{"::", false},
	{"::1", false},
	{"::2", true},
	{"::ffff:10.0.0.1", false},
	{"fc00::1", false},
	{"fd12:3456::1", false},
	{"fe00::1", true},
	{"fe80::1", false},
	{"febf::1", false},
	{"fec0::1", true},
	{"2001:db8::1", true},
	{"unix:", false},
	{"", false},
};

static void knows_public_addresses(const void *row)
{
	const struct public_row *expected = row;
	struct network_address address = network_address_read(text_of(expected->name));

	assert_int_equal(network_is_public(&address), expected->is_public);
}

struct block_row {
	const char *name; /* the one address */
	const char *other;
	bool same_host, same_around;
};

static const struct block_row blocks[] = {
	{"192.0.2.1", "192.0.2.1", true, true},
	{"192.0.2.1", "::ffff:192.0.2.1", true, true},
	{"192.0.2.1", "192.0.2.2", false, true},
	{"192.0.2.1", "192.0.3.1", false, false},
	{"2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true, true},
	{"2001:db8:1:2::1", "2001:db8:1:3::1", false, true},
	{"2001:db8:1:2::1", "2001:db8:2:2::1", false, false},
	{"192.0.2.1", "c000:201::", false, false},
};

static void knows_neighbours(const void *row)
{
	const struct block_row *expected = row;
	struct network_address one = network_address_read(text_of(expected->name));
	struct network_address other = network_address_read(text_of(expected->other));
	struct text host = network_block(arena, &one, NETWORK_HOST);
	struct text around = network_block(arena, &one, NETWORK_AROUND);

	assert_int_equal(text_equal(host, network_block(arena, &other, NETWORK_HOST)),
			 expected->same_host);
	assert_int_equal(text_equal(around, network_block(arena, &other, NETWORK_AROUND)),
			 expected->same_around);
	assert_false(text_equal(host, around));
}

int main(void)
{
	check_rows("address", reads_an_address, addresses);
	check_rows("list", looks_into_a_list, lists);
	check_rows("wrong list", refuses_a_list, wrong_lists);
	check_rows("X-Forwarded-For", believes_x_forwarded_for, x_forwarded_for);
	check_rows("Forwarded", believes_forwarded, forwarded);
	check_rows("public", knows_public_addresses, publics);
	check_rows("block", knows_neighbours, blocks);
	return check_run();
}
