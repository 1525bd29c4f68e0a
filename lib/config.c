/* config: see config.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "inifile.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Where the build put things; Makefile.am says. */
#ifndef INSTALLED_CONF
#error "INSTALLED_CONF, INSTALLED_HTML and INSTALLED_SQL come from Makefile.am"
#endif

/* Mailboxes for everybody, with limits of their own for those who take one. */
#define LARGE_DOMAINS                                                                              \
	"gmail.com googlemail.com yahoo.com ymail.com hotmail.com outlook.com live.com msn.com "   \
	"icloud.com me.com mac.com aol.com comcast.net verizon.net att.net sbcglobal.net cox.net " \
	"charter.net bellsouth.net protonmail.com proton.me pm.me gmx.de gmx.net gmx.com web.de "  \
	"t-online.de freenet.de yahoo.co.uk hotmail.co.uk btinternet.com yahoo.fr hotmail.fr "     \
	"orange.fr free.fr laposte.net wanadoo.fr yahoo.es hotmail.es yahoo.com.mx "               \
	"hotmail.com.mx "                                                                          \
	"yahoo.it libero.it qq.com 163.com 126.com naver.com yahoo.co.jp yahoo.co.in mail.ru "     \
	"yandex.ru fastmail.com zoho.com"

#define UNBOUNDED ((unsigned)INT_MAX)

enum setting_type {
	SETTING_TEXT,
	SETTING_NUMBER,
	SETTING_URL,
	SETTING_RELAY,
	SETTING_TLS,
	SETTING_MAILBOX,
	SETTING_NETWORKS,
	SETTING_HEADER,
	SETTING_ORIGINS
};

struct setting {
	const char *section;
	const char *name;
	enum setting_type type;
	size_t place;
	const char *preset; /* NULL: the admin has to say */
	unsigned least, most;
};

#define PLACE(field) offsetof(struct config, field)

static const struct setting settings[] = {
	{"site", "url", SETTING_URL, PLACE(site_url), NULL, 0, 0},
	{"site", "name", SETTING_TEXT, PLACE(site_name), "Undersigned", 0, 0},
	{"site", "html", SETTING_TEXT, PLACE(site_html), INSTALLED_HTML, 0, 0},
	{"site", "sql", SETTING_TEXT, PLACE(site_sql), INSTALLED_SQL, 0, 0},
	{"site", "secret_file", SETTING_TEXT, PLACE(site_secret_file), "undersigned.secret", 0, 0},
	{"site", "frame_ancestors", SETTING_ORIGINS, PLACE(site_frame_ancestors), "", 0, 0},
	{"database", "connection", SETTING_TEXT, PLACE(database_connection), NULL, 0, 0},
	{"database", "courier", SETTING_TEXT, PLACE(database_courier), "", 0, 0},
	{"database", "owner", SETTING_TEXT, PLACE(database_owner), "", 0, 0},
	{"database", "connect_timeout", SETTING_NUMBER, PLACE(database_connect_timeout), "5", 2,
	 300},
	{"database", "answer_timeout", SETTING_NUMBER, PLACE(database_answer_timeout), "10", 1,
	 3600},
	{"server", "threads", SETTING_NUMBER, PLACE(server_threads), "64", 1, 1024},
	{"server", "batch", SETTING_NUMBER, PLACE(server_batch), "200", 1, 1000},
	{"server", "drain_timeout", SETTING_NUMBER, PLACE(server_drain_timeout), "10", 1, 3600},
	{"server", "body_limit", SETTING_NUMBER, PLACE(server_body_limit), "65536", 1024, 131072},
	{"server", "page_age", SETTING_NUMBER, PLACE(server_page_age), "1", 1, 3600},
	{"server", "proxies", SETTING_NETWORKS, PLACE(server_proxies), "", 0, 0},
	{"server", "proxy_header", SETTING_HEADER, PLACE(server_proxy_header), "x-forwarded-for", 0,
	 0},
	{"form", "min_age", SETTING_NUMBER, PLACE(form_min_age), "2", 0, 60},
	{"form", "max_age", SETTING_NUMBER, PLACE(form_max_age), "86400", 600, UNBOUNDED},
	{"limits", "host_hour", SETTING_NUMBER, PLACE(limits_host_hour), "60", 0, UNBOUNDED},
	{"limits", "host_day", SETTING_NUMBER, PLACE(limits_host_day), "300", 0, UNBOUNDED},
	{"limits", "network_hour", SETTING_NUMBER, PLACE(limits_network_hour), "600", 0, UNBOUNDED},
	{"limits", "network_day", SETTING_NUMBER, PLACE(limits_network_day), "3000", 0, UNBOUNDED},
	{"limits", "domain_hour", SETTING_NUMBER, PLACE(limits_domain_hour), "1000", 0, UNBOUNDED},
	{"limits", "mails_day", SETTING_NUMBER, PLACE(limits_mails_day), "10", 0, UNBOUNDED},
	{"limits", "event", SETTING_NUMBER, PLACE(limits_event), "2000", 1, UNBOUNDED},
	{"limits", "large_domains", SETTING_TEXT, PLACE(limits_large_domains), LARGE_DOMAINS, 0, 0},
	{"mail", "relay", SETTING_RELAY, PLACE(mail_relay), "smtp://127.0.0.1:25", 0, 0},
	{"mail", "user", SETTING_TEXT, PLACE(mail_user), "", 0, 0},
	{"mail", "password", SETTING_TEXT, PLACE(mail_password), "", 0, 0},
	{"mail", "tls", SETTING_TLS, PLACE(mail_tls), "auto", 0, 0},
	{"mail", "from", SETTING_MAILBOX, PLACE(mail_from), NULL, 0, 0},
	{"mail", "from_name", SETTING_TEXT, PLACE(mail_from_name), "", 0, 0},
	{"mail", "couriers", SETTING_NUMBER, PLACE(mail_couriers), "1", 0, 64},
	{"mail", "connect_timeout", SETTING_NUMBER, PLACE(mail_connect_timeout), "10", 1, 300},
	{"mail", "reply_timeout", SETTING_NUMBER, PLACE(mail_reply_timeout), "300", 1, 3600},
	{"mail", "lease", SETTING_NUMBER, PLACE(mail_lease), "900", 10, 86400},
	{"mail", "poll", SETTING_NUMBER, PLACE(mail_poll), "5", 1, 3600},
	{"mail", "batch", SETTING_NUMBER, PLACE(mail_batch), "20", 1, 1000},
};

#define SETTINGS (sizeof(settings) / sizeof(settings[0]))

struct reading {
	struct arena *arena;
	struct config *config;
	bool seen[SETTINGS];
};

const char *config_path(const char *argument)
{
	const char *named = getenv("UNDERSIGNED_CONF");

	if (argument != NULL)
		return argument;
	return named != NULL && named[0] != '\0' ? named : INSTALLED_CONF;
}

/* "https://example.org/cgi-bin": a scheme, a host, perhaps a prefix. */
static bool url_is_right(struct text value)
{
	const char *host = strstr(value.bytes, "://");

	return (text_starts(value, "http://") || text_starts(value, "https://")) &&
	       host[3] != '\0' && host[3] != '/' && value.bytes[value.size - 1] != '/' &&
	       strpbrk(value.bytes, "?# \"'<>\\") == NULL;
}

/* "smtp://[::1]:25": a scheme, a host, perhaps a port; the password has a setting of its own. */
static bool relay_is_right(struct text value)
{
	const char *host = strstr(value.bytes, "://");

	return (text_starts(value, "smtp://") || text_starts(value, "smtps://")) &&
	       host[3] != '\0' && host[3] != ':' && strpbrk(host + 3, "/?#@ \"'<>\\") == NULL;
}

/* It goes into the envelope and into headers as it is. */
static bool mailbox_is_right(struct text value)
{
	const char *at = strchr(value.bytes, '@');

	return at != NULL && at > value.bytes && at[1] != '\0' && strchr(at + 1, '@') == NULL &&
	       strspn(value.bytes, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789.!#$%&'*+-/=?^_`{|}~@") == value.size;
}

static const char *networks_complaint(struct arena *arena, struct text value)
{
	const struct network_list *list;
	struct text complaint;

	if (network_list_read(arena, value, &list, &complaint))
		return NULL;
	return text_format(arena, "must hold addresses and networks: %s", complaint.bytes).bytes;
}

/* A scheme, a host, perhaps all hosts below it, perhaps a port; nothing that ends a header. */
static bool origin_is_right(const char *origin, size_t size)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789.-";
	size_t scheme = strncmp(origin, "https://", 8) == 0  ? 8
			: strncmp(origin, "http://", 7) == 0 ? 7
							     : 0;
	size_t at = scheme + (strncmp(origin + scheme, "*.", 2) == 0 ? 2 : 0);
	size_t host = strspn(origin + at, letters);

	at += host;
	if (origin[at] == ':' && strspn(origin + at + 1, "0123456789") > 0)
		at += 1 + strspn(origin + at + 1, "0123456789");
	return scheme > 0 && host > 0 && at == size;
}

static bool origins_are_right(struct text value)
{
	const char *at = value.bytes + strspn(value.bytes, " ");

	while (*at != '\0') {
		size_t size = strcspn(at, " ");

		if (!origin_is_right(at, size))
			return false;
		at += size + strspn(at + size, " ");
	}
	return true;
}

/* The sentence that says what the value should be; NULL when it is right. */
static const char *value_complaint(struct arena *arena, const struct setting *setting,
				   struct text value)
{
	unsigned long long number;

	switch (setting->type) {
	case SETTING_TEXT:
		if (setting->preset == NULL && text_empty(value))
			return "needs a value";
		return NULL;
	case SETTING_NUMBER:
		if (text_number(value, setting->most, &number) && number >= setting->least)
			return NULL;
		return text_format(arena, "must be a whole number from %u to %u", setting->least,
				   setting->most)
			.bytes;
	case SETTING_URL:
		return url_is_right(value)
			       ? NULL
			       : "must be like https://example.org or https://example.org/cgi-bin";
	case SETTING_RELAY:
		return relay_is_right(value)
			       ? NULL
			       : "must be like smtp://mail.example.org:587 or smtps://…:465";
	case SETTING_TLS:
		return text_is(value, "auto") || text_is(value, "none") ||
				       text_is(value, "starttls")
			       ? NULL
			       : "must be auto, none or starttls";
	case SETTING_MAILBOX:
		return mailbox_is_right(value) ? NULL
					       : "must be an address like petitions@example.org";
	case SETTING_NETWORKS:
		return networks_complaint(arena, value);
	case SETTING_HEADER:
		return text_is(value, "x-forwarded-for") || text_is(value, "forwarded")
			       ? NULL
			       : "must be x-forwarded-for or forwarded";
	case SETTING_ORIGINS:
		return origins_are_right(value)
			       ? NULL
			       : "must be origins like https://example.org https://*.example.net";
	}
	return NULL;
}

static void setting_store(struct config *config, const struct setting *setting, struct text value)
{
	char *field = (char *)config + setting->place;
	unsigned long long number = 0;

	if (setting->type != SETTING_NUMBER)
		*(const char **)(void *)field = value.bytes;
	else if (text_number(value, setting->most, &number))
		*(unsigned *)(void *)field = (unsigned)number;
}

static bool take_setting(void *context, const struct inifile_entry *entry, struct text *complaint)
{
	struct reading *reading = context;

	for (size_t i = 0; i < SETTINGS; i++) {
		const struct setting *setting = &settings[i];
		const char *wrong;

		if (strcmp(setting->section, entry->section) != 0 ||
		    strcmp(setting->name, entry->name) != 0)
			continue;
		wrong = reading->seen[i] ? "is said twice: remove one of the lines"
					 : value_complaint(reading->arena, setting, entry->value);
		if (wrong != NULL) {
			*complaint = text_format(reading->arena, "[%s] %s %s", setting->section,
						 setting->name, wrong);
			return false;
		}
		setting_store(reading->config, setting, entry->value);
		reading->seen[i] = true;
		return true;
	}
	*complaint = text_format(reading->arena,
				 "[%s] %s is not a setting: undersigned.conf(5) lists them all",
				 entry->section, entry->name);
	return false;
}

static bool preset_missing(struct reading *reading, const char *path, struct text *complaint)
{
	for (size_t i = 0; i < SETTINGS; i++) {
		const struct setting *setting = &settings[i];

		if (reading->seen[i])
			continue;
		if (setting->preset == NULL) {
			*complaint =
				text_format(reading->arena,
					    "%s: [%s] %s is missing: add a line \"%s = …\" under "
					    "[%s], see undersigned.conf(5)",
					    path, setting->section, setting->name, setting->name,
					    setting->section);
			return false;
		}
		setting_store(reading->config, setting, text_of(setting->preset));
	}
	return true;
}

static const char *beside(struct arena *arena, const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');

	if (name[0] == '/' || slash == NULL)
		return name;
	return text_format(arena, "%.*s/%s", (int)(slash - path), path, name).bytes;
}

/* That they can be read is known: value_complaint has done it. */
static void derive_proxies(struct arena *arena, struct config *config)
{
	struct text complaint;

	(void)!network_list_read(arena, text_of(config->server_proxies), &config->proxies,
				 &complaint);
	config->proxy_header = text_is(text_of(config->server_proxy_header), "forwarded")
				       ? NETWORK_FORWARDED
				       : NETWORK_X_FORWARDED_FOR;
}

static void derive(struct arena *arena, const char *path, struct config *config)
{
	const char *host = strstr(config->site_url, "://") + 3;
	const char *prefix = strchr(host, '/');

	config->site_path = prefix == NULL ? "" : prefix;
	config->site_frame_ancestors =
		text_format(arena, "'self' %s", config->site_frame_ancestors).bytes;
	config->site_secret_file = beside(arena, path, config->site_secret_file);
	derive_proxies(arena, config);
	if (config->database_courier[0] == '\0')
		config->database_courier = config->database_connection;
	if (config->database_owner[0] == '\0')
		config->database_owner = config->database_connection;
	if (config->mail_from_name[0] == '\0')
		config->mail_from_name = config->site_name;
}

must_check bool config_read(struct arena *arena, const char *path, const struct config **config,
			    struct text *complaint)
{
	struct reading reading = {.arena = arena};
	struct stat file;

	if (stat(path, &file) != 0) {
		*complaint =
			text_format(arena,
				    "%s: %s: put the configuration there, or name another file "
				    "with UNDERSIGNED_CONF or --config",
				    path, strerror(errno));
		return false;
	}
	if (file.st_mode & S_IROTH) {
		*complaint = text_format(
			arena, "%s: others can read it, and it holds secrets: chmod o-rwx %s", path,
			path);
		return false;
	}
	reading.config = arena_get(arena, sizeof(*reading.config));
	if (!inifile_read(arena, path, take_setting, &reading, complaint) ||
	    !preset_missing(&reading, path, complaint))
		return false;
	derive(arena, path, reading.config);
	*config = reading.config;
	return true;
}
