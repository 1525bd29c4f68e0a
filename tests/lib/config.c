/* config: every setting with its preset, and each complaint with file and line. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>

#define SITE "[site]\nurl = https://example.org\n"
#define DATABASE "[database]\nconnection = dbname=petitions\n"
#define MAIL "[mail]\nfrom = petitions@example.org\n"
#define LEAST SITE DATABASE MAIL /* two, two and two lines */

static const struct config *read_config(struct text content)
{
	const char *path = check_file("undersigned.conf", content, 0600);
	const struct config *config = NULL;
	struct text complaint;

	if (!config_read(arena, path, &config, &complaint))
		fail_msg("%s", complaint.bytes);
	return config;
}

static void has_presets(void)
{
	const struct config *config = read_config(text_literal(LEAST));

	assert_string_equal(config->site_url, "https://example.org");
	assert_string_equal(config->site_path, "");
	assert_string_equal(config->site_name, "Undersigned");
	assert_string_equal(config->site_html, INSTALLED_HTML);
	assert_string_equal(config->site_sql, INSTALLED_SQL);
	assert_string_equal(config->site_secret_file,
			    text_format(arena, "%s/undersigned.secret", check_folder()).bytes);
	assert_string_equal(config->site_frame_ancestors, "'self' ");
	assert_string_equal(config->database_connection, "dbname=petitions");
	assert_string_equal(config->database_courier, "dbname=petitions");
	assert_string_equal(config->database_owner, "dbname=petitions");
	assert_int_equal(config->database_connect_timeout, 5);
	assert_int_equal(config->database_answer_timeout, 10);
	assert_int_equal(config->server_threads, 64);
	assert_int_equal(config->server_batch, 200);
	assert_int_equal(config->server_drain_timeout, 10);
	assert_int_equal(config->server_body_limit, 65536);
	assert_int_equal(config->server_page_age, 1);
	assert_int_equal(config->proxy_header, NETWORK_X_FORWARDED_FOR);
	assert_int_equal(config->log_sink, SINK_STDERR);
	assert_int_equal(config->log_least, LOG_NOTICE);
	assert_int_equal(config->form_min_age, 2);
	assert_int_equal(config->form_max_age, 86400);
	assert_string_equal(config->mail_relay, "smtp://127.0.0.1:25");
	assert_string_equal(config->mail_user, "");
	assert_string_equal(config->mail_password, "");
	assert_string_equal(config->mail_auth, "auto");
	assert_string_equal(config->mail_token_file, "");
	assert_string_equal(config->mail_tls, "auto");
	assert_string_equal(config->mail_ca_file, "");
	assert_false(config->mail_smtputf8);
	assert_string_equal(config->mail_from, "petitions@example.org");
	assert_string_equal(config->mail_from_name, "Undersigned");
	assert_int_equal(config->mail_couriers, 1);
	assert_int_equal(config->mail_connect_timeout, 10);
	assert_int_equal(config->mail_reply_timeout, 300);
	assert_int_equal(config->mail_data_timeout, 600);
	assert_int_equal(config->mail_lease, 1200);
	assert_int_equal(config->mail_poll, 5);
	assert_int_equal(config->mail_batch, 50);
}

static void takes_every_setting(void)
{
	const struct config *config = read_config(text_literal(
		"[site]\nurl = https://example.org:8443/cgi-bin\nname = Ours\nhtml = /h\n"
		"sql = /s\nsecret_file = /k/secret\n"
		"frame_ancestors = https://a.example  http://*.b.example:8080\n"
		"[database]\nconnection = a\ncourier = b\nowner = c\nconnect_timeout = 2\n"
		"answer_timeout = 3\n"
		"[server]\nthreads = 4\nbatch = 5\ndrain_timeout = 6\nbody_limit = 2000\n"
		"page_age = 7\nproxies = 192.0.2.0/24, ::1\nproxy_header = "
		"forwarded\n[log]\nto = syslog\nlevel = warning\n[form]\nmin_age = 0\nmax_age = "
		"800\n"
		"[mail]\nrelay = smtps://mail.example.org:465\nuser = u\npassword = p w\n"
		"tls = starttls\nfrom = f@example.org\nfrom_name = We\nreturn_path = "
		"b-*@example.org\ncouriers = 0\n"
		"auth = xoauth2\ntoken_file = keys/t\nca_file = /c\nsmtputf8 = yes\n"
		"connect_timeout = 8\nreply_timeout = 9\ndata_timeout = 10\nlease = 11\npoll = "
		"12\nbatch = 13\n"));
	struct network_address proxy = network_address_read(text_literal("192.0.2.77"));

	assert_string_equal(config->site_url, "https://example.org:8443/cgi-bin");
	assert_string_equal(config->site_path, "/cgi-bin");
	assert_string_equal(config->site_name, "Ours");
	assert_string_equal(config->site_html, "/h");
	assert_string_equal(config->site_sql, "/s");
	assert_string_equal(config->site_secret_file, "/k/secret");
	assert_string_equal(config->site_frame_ancestors,
			    "'self' https://a.example http://*.b.example:8080");
	assert_string_equal(config->database_connection, "a");
	assert_string_equal(config->database_courier, "b");
	assert_string_equal(config->database_owner, "c");
	assert_int_equal(config->database_connect_timeout, 2);
	assert_int_equal(config->database_answer_timeout, 3);
	assert_int_equal(config->server_threads, 4);
	assert_int_equal(config->server_batch, 5);
	assert_int_equal(config->server_drain_timeout, 6);
	assert_int_equal(config->server_body_limit, 2000);
	assert_int_equal(config->server_page_age, 7);
	assert_string_equal(config->server_proxies, "192.0.2.0/24, ::1");
	assert_true(network_list_has(config->proxies, &proxy));
	assert_int_equal(config->proxy_header, NETWORK_FORWARDED);
	assert_int_equal(config->log_sink, SINK_SYSLOG);
	assert_int_equal(config->log_least, LOG_WARNING);
	assert_int_equal(config->form_min_age, 0);
	assert_int_equal(config->form_max_age, 800);
	assert_string_equal(config->mail_relay, "smtps://mail.example.org:465");
	assert_string_equal(config->mail_user, "u");
	assert_string_equal(config->mail_password, "p w");
	assert_string_equal(config->mail_auth, "xoauth2");
	assert_string_equal(config->mail_token_file,
			    text_format(arena, "%s/keys/t", check_folder()).bytes);
	assert_string_equal(config->mail_tls, "starttls");
	assert_string_equal(config->mail_ca_file, "/c");
	assert_true(config->mail_smtputf8);
	assert_string_equal(config->mail_from, "f@example.org");
	assert_string_equal(config->mail_from_name, "We");
	assert_string_equal(config->mail_return_path, "b-*@example.org");
	assert_int_equal(config->mail_couriers, 0);
	assert_int_equal(config->mail_connect_timeout, 8);
	assert_int_equal(config->mail_reply_timeout, 9);
	assert_int_equal(config->mail_data_timeout, 10);
	assert_int_equal(config->mail_lease, 11);
	assert_int_equal(config->mail_poll, 12);
	assert_int_equal(config->mail_batch, 13);
}

static void names_the_sender_as_the_site(void)
{
	const struct config *config = read_config(text_literal(SITE "name = Ours\n" DATABASE MAIL));

	assert_string_equal(config->mail_from_name, "Ours");
}

static void finds_the_secret_beside_the_file(void)
{
	const struct config *config =
		read_config(text_literal(SITE "secret_file = keys/a\n" DATABASE MAIL));

	assert_string_equal(config->site_secret_file,
			    text_format(arena, "%s/keys/a", check_folder()).bytes);
}

struct wrong_row {
	const char *name;
	struct text content;
	const char *complaint; /* behind the file's name */
};

/* The setting stands in line 7 of the file. */
#define SEVENTH(section, line) text_bytes(LEAST section "\n" line)

static const struct wrong_row wrongs[] = {
	{"nothing", text_bytes(""), ": [site] url is missing: add a line \"url = "},
	{"no connection", text_bytes(SITE MAIL), ": [database] connection is missing"},
	{"no sender", text_bytes(SITE DATABASE), ": [mail] from is missing"},
	{"unknown setting", text_bytes("[site]\nurl = https://a.org\ncolour = red\n"),
	 ":3: [site] colour is not a setting"},
	{"unknown section", text_bytes("[sites]\nurl = https://a.org\n"),
	 ":2: [sites] url is not a setting"},
	{"no section", text_bytes("url = https://a.org\n"), ":1: [] url is not a setting"},
	{"of another section", text_bytes("[mail]\n\nurl = https://a.org\n"),
	 ":3: [mail] url is not a setting"},
	{"other letters", text_bytes("[site]\nURL = https://a.org\n"),
	 ":2: [site] URL is not a setting"},
	{"twice", text_bytes(LEAST "\nfrom = b@example.org\n"), ":8: [mail] from is said twice"},
	{"no entry", text_bytes(LEAST "what\n"), ":7: this is neither"},
	{"required, but empty", text_bytes(SITE "[database]\nconnection =\n" MAIL),
	 ":4: [database] connection needs a value"},

	{"url without scheme", text_bytes("[site]\nurl = example.org\n"),
	 ":2: [site] url must be like https://"},
	{"url of another scheme", text_bytes("[site]\nurl = ftp://example.org\n"),
	 ":2: [site] url must be like"},
	{"url without host", text_bytes("[site]\nurl = https://\n"), ":2: [site] url must be"},
	{"url with a path only", text_bytes("[site]\nurl = https:///cgi-bin\n"),
	 ":2: [site] url must be"},
	{"url with a slash at the end", text_bytes("[site]\nurl = https://a.org/\n"),
	 ":2: [site] url must be"},
	{"url with a query", text_bytes("[site]\nurl = https://a.org/?x\n"),
	 ":2: [site] url must be"},
	{"url with a quote", text_bytes("[site]\nurl = https://a.org/\"x\n"),
	 ":2: [site] url must be"},
	{"url with a space", text_bytes("[site]\nurl = https://a.org/a b\n"),
	 ":2: [site] url must be"},
	{"origin without scheme", SEVENTH("[site]", "frame_ancestors = a.org"),
	 ":8: [site] frame_ancestors must be origins like https://"},
	{"origin with a path", SEVENTH("[site]", "frame_ancestors = https://b.org https://a.org/"),
	 ":8: [site] frame_ancestors must be"},
	{"origin that is all of them", SEVENTH("[site]", "frame_ancestors = *"),
	 ":8: [site] frame_ancestors must be"},
	{"origin with a directive", SEVENTH("[site]", "frame_ancestors = https://a.org, x"),
	 ":8: [site] frame_ancestors must be"},
	{"origin without host", SEVENTH("[site]", "frame_ancestors = https://*."),
	 ":8: [site] frame_ancestors must be"},
	{"origin without port", SEVENTH("[site]", "frame_ancestors = https://a.org:"),
	 ":8: [site] frame_ancestors must be"},
	{"url empty", text_bytes("[site]\nurl =\n"), ":2: [site] url must be"},

	{"number in words", SEVENTH("[server]", "threads = many"),
	 ":8: [server] threads must be a whole number from 1 to 1024"},
	{"number empty", SEVENTH("[server]", "threads ="), ":8: [server] threads must be a whole"},
	{"number with a unit", SEVENTH("[server]", "drain_timeout = 10s"),
	 ":8: [server] drain_timeout must be a whole number from 1 to 3600"},
	{"number below zero", SEVENTH("[form]", "min_age = -1"), ":8: [form] min_age must be"},
	{"number broken", SEVENTH("[form]", "min_age = 1.5"), ":8: [form] min_age must be"},
	{"number too small", SEVENTH("[server]", "body_limit = 1023"),
	 ":8: [server] body_limit must be a whole number from 1024 to 131072"},
	{"number too large", SEVENTH("[server]", "body_limit = 131073"),
	 ":8: [server] body_limit must be"},
	{"number enormous", SEVENTH("[form]", "max_age = 18446744073709551617"),
	 ":8: [form] max_age must be a whole number from 600 to 2147483647"},

	{"relay without scheme", SEVENTH("", "relay = mail.example.org"),
	 ":8: [mail] relay must be like smtp://"},
	{"relay of another scheme", SEVENTH("", "relay = http://mail.example.org"),
	 ":8: [mail] relay must be like"},
	{"relay without host", SEVENTH("", "relay = smtp://"), ":8: [mail] relay must be like"},
	{"relay with a path", SEVENTH("", "relay = smtp://mail.example.org/x"),
	 ":8: [mail] relay must be like"},
	{"relay with a space", SEVENTH("", "relay = smtp://mail.example.org :25"),
	 ":8: [mail] relay must be like"},
	{"auth in another word", SEVENTH("", "auth = cram-md5"),
	 ":8: [mail] auth must be auto, plain, login or xoauth2"},
	{"a token without its file", SEVENTH("", "auth = xoauth2\nuser = u"),
	 ": [mail] auth = xoauth2 needs user and token_file"},
	{"a token without a user", SEVENTH("", "auth = xoauth2\ntoken_file = t"),
	 ": [mail] auth = xoauth2 needs user and token_file"},
	{"neither yes nor no", SEVENTH("", "smtputf8 = maybe"),
	 ":8: [mail] smtputf8 must be yes or no"},
	{"tls in another word", SEVENTH("", "tls = yes"),
	 ":8: [mail] tls must be auto, none or starttls"},
	{"proxies by name", SEVENTH("[server]", "proxies = ::1 proxy.example.org"),
	 ":8: [server] proxies must hold addresses and networks: proxy.example.org is no address "
	 "and no network like 192.0.2.0/24"},
	{"proxy_header of its own", SEVENTH("[server]", "proxy_header = x-real-ip"),
	 ":8: [server] proxy_header must be x-forwarded-for or forwarded"},

	{"reports to no mailbox", text_bytes("[mail]\nreturn_path = bounce\n"),
	 ":2: [mail] return_path must be like bounce@example.org or"},
	{"reports to a long name",
	 text_bytes("[mail]\nreturn_path = petitions-bounce-reports@b.org\n"),
	 ":2: [mail] return_path must be like bounce@example.org or"},
	{"reports to two asterisks", text_bytes("[mail]\nreturn_path = b-*-*@example.org\n"),
	 ":2: [mail] return_path must be like bounce@example.org or"},
	{"reports to an asterisk in a domain",
	 text_bytes("[mail]\nreturn_path = b@*.example.org\n"),
	 ":2: [mail] return_path must be like bounce@example.org or"},
	{"sender without domain", text_bytes("[mail]\nfrom = petitions\n"),
	 ":2: [mail] from must be an address like"},
	{"sender without name", text_bytes("[mail]\nfrom = @example.org\n"),
	 ":2: [mail] from must be an address like"},
	{"sender with a display name", text_bytes("[mail]\nfrom = Us <us@example.org>\n"),
	 ":2: [mail] from must be an address like"},
	{"sender with two addresses", text_bytes("[mail]\nfrom = a@example.org,b@example.org\n"),
	 ":2: [mail] from must be an address like"},
	{"sender not in ASCII", text_bytes("[mail]\nfrom = bj\u00f6rn@example.org\n"),
	 ":2: [mail] from must be an address like"},
	{"sender empty", text_bytes("[mail]\nfrom =\n"), ":2: [mail] from must be an address"},
};

static void refuses(const void *row)
{
	const struct wrong_row *wrong = row;
	const char *path = check_file("wrong.conf", wrong->content, 0600);
	const struct config *config;
	struct text complaint;

	assert_false(config_read(arena, path, &config, &complaint));
	check_part(complaint,
		   text_format(arena, "%s/wrong.conf%s", check_folder(), wrong->complaint).bytes);
}

struct mode_row {
	const char *name;
	unsigned mode;
	bool right;
};

static const struct mode_row modes[] = {
	{"owner only", 0600, true},
	{"owner and group", 0640, true},
	{"read only", 0440, true},
	{"others may read", 0644, false},
	{"others may read only", 0604, false},
};

static void minds_who_can_read(const void *row)
{
	const struct mode_row *expected = row;
	const char *path = check_file("mode.conf", text_literal(LEAST), expected->mode);
	const struct config *config;
	struct text complaint;

	assert_int_equal(config_read(arena, path, &config, &complaint), expected->right);
	if (!expected->right)
		check_part(complaint, "/mode.conf: others can read it, and it holds secrets: chmod "
				      "o-rwx /");
}

static void says_what_is_missing(void)
{
	const struct config *config;
	struct text complaint;

	assert_false(config_read(arena, "/nowhere/undersigned.conf", &config, &complaint));
	check_part(complaint, "/nowhere/undersigned.conf: No such file or directory: ");
}

static void finds_the_path(void)
{
	unsetenv("UNDERSIGNED_CONF");
	assert_string_equal(config_path(NULL), INSTALLED_CONF);
	assert_string_equal(config_path("/a"), "/a");
	setenv("UNDERSIGNED_CONF", "", 1);
	assert_string_equal(config_path(NULL), INSTALLED_CONF);
	setenv("UNDERSIGNED_CONF", "/b", 1);
	assert_string_equal(config_path(NULL), "/b");
	assert_string_equal(config_path("/a"), "/a");
	unsetenv("UNDERSIGNED_CONF");
}

static const struct config_item *item_named(const struct config_item *items, size_t count,
					    const char *section, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(items[i].section, section) == 0 && strcmp(items[i].name, name) == 0)
			return &items[i];
	}
	fail_msg("there is no [%s] %s", section, name);
	return NULL;
}

static void says_where_each_comes_from(void)
{
	const char *path = check_file("items.conf", text_literal(LEAST "password = p w\n"), 0600);
	const struct config_item *items, *item;
	struct text complaint;
	size_t count;

	if (!config_items(arena, path, &items, &count, &complaint))
		fail_msg("%s", complaint.bytes);
	item = item_named(items, count, "site", "url");
	check_text(item->value, "https://example.org");
	assert_int_equal(item->line, 2);
	item = item_named(items, count, "mail", "password");
	check_text(item->value, "p w");
	assert_int_equal(item->line, 7);
	assert_int_equal(item->type, SETTING_PASSWORD);
	item = item_named(items, count, "database", "connection");
	assert_int_equal(item->type, SETTING_CONNECTION);
	item = item_named(items, count, "server", "threads");
	check_text(item->value, "64");
	assert_int_equal(item->line, 0);
}

int main(void)
{
	check("has presets", has_presets);
	check("takes every setting", takes_every_setting);
	check("names the sender as the site", names_the_sender_as_the_site);
	check("finds the secret beside the file", finds_the_secret_beside_the_file);
	check_rows("refuses", refuses, wrongs);
	check_rows("mode", minds_who_can_read, modes);
	check("says what is missing", says_what_is_missing);
	check("finds the path", finds_the_path);
	check("says where each comes from", says_where_each_comes_from);
	return check_run();
}
