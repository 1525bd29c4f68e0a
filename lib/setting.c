/* setting: see setting.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "setting.h"

#include "network.h"

#include <string.h>

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

/* The name of a mail (secret_mail_write) has to fit in as well: RFC 5321, section 4.5.3.1.1. */
#define RETURN_PATH_LOCAL_LIMIT 23
#define RETURN_PATH_LIMIT 213

/* A mailbox, perhaps with an asterisk where the mail's name goes. */
static bool return_path_is_right(struct text value)
{
	size_t local = strcspn(value.bytes, "@");
	const char *star = strchr(value.bytes, '*');

	return mailbox_is_right(value) && local <= RETURN_PATH_LOCAL_LIMIT &&
	       value.size <= RETURN_PATH_LIMIT &&
	       (star == NULL || (star < value.bytes + local && strchr(star + 1, '*') == NULL));
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

static const struct choice {
	enum setting_type type;
	const char *words[4];
	const char *complaint;
} choices[] = {
	{SETTING_TLS, {"auto", "none", "starttls", NULL}, "must be auto, none or starttls"},
	{SETTING_AUTH,
	 {"auto", "plain", "login", "xoauth2"},
	 "must be auto, plain, login or xoauth2"},
	{SETTING_SWITCH, {"yes", "no", NULL, NULL}, "must be yes or no"},
	{SETTING_HEADER,
	 {"x-forwarded-for", "forwarded", NULL, NULL},
	 "must be x-forwarded-for or forwarded"},
	{SETTING_SINK, {"stderr", "syslog", NULL, NULL}, "must be stderr or syslog"},
	{SETTING_LEVEL, {"error", "warning", "notice", NULL}, "must be error, warning or notice"},
};

static const char *choice_complaint(enum setting_type type, struct text value)
{
	const struct choice *choice = choices;

	while (choice->type != type)
		choice++;
	for (size_t i = 0; i < 4 && choice->words[i] != NULL; i++) {
		if (text_is(value, choice->words[i]))
			return NULL;
	}
	return choice->complaint;
}

const char *setting_complaint(struct arena *arena, const struct setting *setting, struct text value)
{
	unsigned long long number;

	switch (setting->type) {
	case SETTING_TEXT:
	case SETTING_PASSWORD:
	case SETTING_CONNECTION:
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
	case SETTING_MAILBOX:
		return mailbox_is_right(value) ? NULL
					       : "must be an address like petitions@example.org";
	case SETTING_RETURN_PATH:
		return return_path_is_right(value)
			       ? NULL
			       : "must be like bounce@example.org or bounce-*@example.org, with at "
				 "most 23 characters before the @";
	case SETTING_NETWORKS:
		return networks_complaint(arena, value);
	case SETTING_ORIGINS:
		return origins_are_right(value)
			       ? NULL
			       : "must be origins like https://example.org https://*.example.net";
	case SETTING_TLS:
	case SETTING_AUTH:
	case SETTING_SWITCH:
	case SETTING_HEADER:
	case SETTING_SINK:
	case SETTING_LEVEL:
		return choice_complaint(setting->type, value);
	}
	return NULL;
}
