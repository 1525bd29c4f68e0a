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

#define PLACE(field) offsetof(struct config, field)

static const struct setting settings[] = {
	{"site", "url", SETTING_URL, PLACE(site_url), NULL, 0, 0},
	{"site", "name", SETTING_TEXT, PLACE(site_name), "Undersigned", 0, 0},
	{"site", "html", SETTING_TEXT, PLACE(site_html), INSTALLED_HTML, 0, 0},
	{"site", "sql", SETTING_TEXT, PLACE(site_sql), INSTALLED_SQL, 0, 0},
	{"site", "secret_file", SETTING_TEXT, PLACE(site_secret_file), "undersigned.secret", 0, 0},
	{"site", "frame_ancestors", SETTING_ORIGINS, PLACE(site_frame_ancestors), "", 0, 0},
	{"database", "connection", SETTING_CONNECTION, PLACE(database_connection), NULL, 0, 0},
	{"database", "courier", SETTING_CONNECTION, PLACE(database_courier), "", 0, 0},
	{"database", "owner", SETTING_CONNECTION, PLACE(database_owner), "", 0, 0},
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
	{"log", "to", SETTING_SINK, PLACE(log_to), "stderr", 0, 0},
	{"log", "level", SETTING_LEVEL, PLACE(log_level), "notice", 0, 0},
	{"form", "min_age", SETTING_NUMBER, PLACE(form_min_age), "2", 0, 60},
	{"form", "max_age", SETTING_NUMBER, PLACE(form_max_age), "86400", 600, UNBOUNDED},
	{"limits", "host_hour", SETTING_NUMBER, PLACE(limits_host_hour), "60", 0, UNBOUNDED},
	{"limits", "host_day", SETTING_NUMBER, PLACE(limits_host_day), "300", 0, UNBOUNDED},
	{"limits", "network_hour", SETTING_NUMBER, PLACE(limits_network_hour), "600", 0, UNBOUNDED},
	{"limits", "network_day", SETTING_NUMBER, PLACE(limits_network_day), "3000", 0, UNBOUNDED},
	{"limits", "domain_hour", SETTING_NUMBER, PLACE(limits_domain_hour), "1000", 0, UNBOUNDED},
	{"limits", "mails_day", SETTING_NUMBER, PLACE(limits_mails_day), "20", 0, UNBOUNDED},
	{"limits", "bounces", SETTING_NUMBER, PLACE(limits_bounces), "5", 0, UNBOUNDED},
	{"limits", "event", SETTING_NUMBER, PLACE(limits_event), "2000", 1, UNBOUNDED},
	{"limits", "large_domains", SETTING_TEXT, PLACE(limits_large_domains), LARGE_DOMAINS, 0, 0},
	{"purge", "unconfirmed_days", SETTING_NUMBER, PLACE(purge_unconfirmed_days), "30", 1,
	 36500},
	{"purge", "removed_days", SETTING_NUMBER, PLACE(purge_removed_days), "30", 1, 36500},
	{"mail", "relay", SETTING_RELAY, PLACE(mail_relay), "smtp://127.0.0.1:25", 0, 0},
	{"mail", "user", SETTING_TEXT, PLACE(mail_user), "", 0, 0},
	{"mail", "password", SETTING_PASSWORD, PLACE(mail_password), "", 0, 0},
	{"mail", "auth", SETTING_AUTH, PLACE(mail_auth), "auto", 0, 0},
	{"mail", "token_file", SETTING_TEXT, PLACE(mail_token_file), "", 0, 0},
	{"mail", "tls", SETTING_TLS, PLACE(mail_tls), "auto", 0, 0},
	{"mail", "ca_file", SETTING_TEXT, PLACE(mail_ca_file), "", 0, 0},
	{"mail", "smtputf8", SETTING_SWITCH, PLACE(mail_smtputf8), "no", 0, 0},
	{"mail", "from", SETTING_MAILBOX, PLACE(mail_from), NULL, 0, 0},
	{"mail", "from_name", SETTING_TEXT, PLACE(mail_from_name), "", 0, 0},
	{"mail", "announce_from", SETTING_MAILBOX, PLACE(mail_announce_from), "", 0, 0},
	{"mail", "announce_from_name", SETTING_TEXT, PLACE(mail_announce_from_name), "", 0, 0},
	{"mail", "return_path", SETTING_RETURN_PATH, PLACE(mail_return_path), "", 0, 0},
	{"mail", "reminder_after", SETTING_NUMBER, PLACE(mail_reminder_after), "259200", 0,
	 UNBOUNDED},
	{"mail", "thanks", SETTING_SWITCH, PLACE(mail_thanks), "yes", 0, 0},
	{"mail", "couriers", SETTING_NUMBER, PLACE(mail_couriers), "1", 0, 64},
	{"mail", "connection_mails", SETTING_NUMBER, PLACE(mail_connection_mails), "100", 0,
	 UNBOUNDED},
	{"mail", "connect_timeout", SETTING_NUMBER, PLACE(mail_connect_timeout), "10", 1, 300},
	{"mail", "reply_timeout", SETTING_NUMBER, PLACE(mail_reply_timeout), "300", 1, 3600},
	{"mail", "data_timeout", SETTING_NUMBER, PLACE(mail_data_timeout), "600", 1, 3600},
	{"mail", "lease", SETTING_NUMBER, PLACE(mail_lease), "1200", 10, 86400},
	{"mail", "poll", SETTING_NUMBER, PLACE(mail_poll), "5", 1, 3600},
	{"mail", "batch", SETTING_NUMBER, PLACE(mail_batch), "50", 1, 1000},
	{"mail", "hour_limit", SETTING_NUMBER, PLACE(mail_hour_limit), "0", 0, UNBOUNDED},
	{"mail", "day_limit", SETTING_NUMBER, PLACE(mail_day_limit), "0", 0, UNBOUNDED},
};

#define SETTINGS (sizeof(settings) / sizeof(settings[0]))

struct reading {
	struct arena *arena;
	struct config *config;
	struct config_item items[SETTINGS];
};

const char *config_path(const char *argument)
{
	const char *named = getenv("UNDERSIGNED_CONF");

	if (argument != NULL)
		return argument;
	return named != NULL && named[0] != '\0' ? named : INSTALLED_CONF;
}

static void setting_store(struct reading *reading, size_t which, struct text value, unsigned line)
{
	const struct setting *setting = &settings[which];
	char *field = (char *)reading->config + setting->place;
	unsigned long long number = 0;

	if (setting->type == SETTING_SWITCH)
		*(bool *)(void *)field = text_is(value, "yes");
	else if (setting->type != SETTING_NUMBER)
		*(const char **)(void *)field = value.bytes;
	else if (text_number(value, setting->most, &number))
		*(unsigned *)(void *)field = (unsigned)number;
	reading->items[which] = (struct config_item){
		.section = setting->section,
		.name = setting->name,
		.type = setting->type,
		.value = value,
		.line = line,
	};
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
		wrong = reading->items[i].line > 0
				? "is said twice: remove one of the lines"
				: setting_complaint(reading->arena, setting, entry->value);
		if (wrong != NULL) {
			*complaint = text_format(reading->arena, "[%s] %s %s", setting->section,
						 setting->name, wrong);
			return false;
		}
		setting_store(reading, i, entry->value, entry->line);
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

		if (reading->items[i].line > 0)
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
		setting_store(reading, i, text_of(setting->preset), 0);
	}
	return true;
}

/* What one setting cannot know of another. */
static bool settings_agree(struct reading *reading, const char *path, struct text *complaint)
{
	const struct config *config = reading->config;

	if (strcmp(config->mail_auth, "xoauth2") != 0 ||
	    (config->mail_user[0] != '\0' && config->mail_token_file[0] != '\0'))
		return true;
	*complaint = text_format(reading->arena,
				 "%s: [mail] auth = xoauth2 needs user and token_file, see "
				 "undersigned.conf(5)",
				 path);
	return false;
}

static const char *beside(struct arena *arena, const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');

	if (name[0] == '/' || slash == NULL)
		return name;
	return text_format(arena, "%.*s/%s", (int)(slash - path), path, name).bytes;
}

/* That they can be read is known: setting_complaint has done it. */
static void derive_proxies(struct arena *arena, struct config *config)
{
	struct text complaint;

	(void)!network_list_read(arena, text_of(config->server_proxies), &config->proxies,
				 &complaint);
	config->proxy_header = text_is(text_of(config->server_proxy_header), "forwarded")
				       ? NETWORK_FORWARDED
				       : NETWORK_X_FORWARDED_FOR;
}

static void derive_log(struct config *config)
{
	config->log_sink = strcmp(config->log_to, "syslog") == 0 ? SINK_SYSLOG : SINK_STDERR;
	config->log_least = strcmp(config->log_level, "error") == 0     ? LOG_ERROR
			    : strcmp(config->log_level, "warning") == 0 ? LOG_WARNING
									: LOG_NOTICE;
}

static void derive(struct arena *arena, const char *path, struct config *config)
{
	const char *host = strstr(config->site_url, "://") + 3;
	const char *prefix = strchr(host, '/');

	config->site_path = prefix == NULL ? "" : prefix;
	config->site_frame_ancestors =
		text_format(arena, "'self' %s", config->site_frame_ancestors).bytes;
	config->site_secret_file = beside(arena, path, config->site_secret_file);
	if (config->mail_ca_file[0] != '\0')
		config->mail_ca_file = beside(arena, path, config->mail_ca_file);
	if (config->mail_token_file[0] != '\0')
		config->mail_token_file = beside(arena, path, config->mail_token_file);
	derive_proxies(arena, config);
	derive_log(config);
	if (config->database_courier[0] == '\0')
		config->database_courier = config->database_connection;
	if (config->database_owner[0] == '\0')
		config->database_owner = config->database_connection;
	if (config->mail_from_name[0] == '\0')
		config->mail_from_name = config->site_name;
	if (config->mail_announce_from[0] == '\0')
		config->mail_announce_from = config->mail_from;
	if (config->mail_announce_from_name[0] == '\0')
		config->mail_announce_from_name = config->mail_from_name;
}

static bool may_be_read(struct arena *arena, const char *path, struct text *complaint)
{
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
	return true;
}

static bool read_all(struct reading *reading, const char *path, struct text *complaint)
{
	struct arena *arena = reading->arena;

	reading->config = arena_get(arena, sizeof(*reading->config));
	if (!may_be_read(arena, path, complaint) ||
	    !inifile_read(arena, path, take_setting, reading, complaint) ||
	    !preset_missing(reading, path, complaint) || !settings_agree(reading, path, complaint))
		return false;
	derive(arena, path, reading->config);
	return true;
}

must_check bool config_read(struct arena *arena, const char *path, const struct config **config,
			    struct text *complaint)
{
	struct reading reading = {.arena = arena};

	if (!read_all(&reading, path, complaint))
		return false;
	*config = reading.config;
	return true;
}

must_check bool config_items(struct arena *arena, const char *path,
			     const struct config_item **items, size_t *count,
			     struct text *complaint)
{
	struct reading *reading = arena_get(arena, sizeof(*reading));

	reading->arena = arena;
	*items = reading->items;
	*count = SETTINGS;
	return read_all(reading, path, complaint);
}
