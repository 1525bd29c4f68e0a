/* config: the settings, read once from the configuration file, const afterwards. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_CONFIG_H
#define UNDERSIGNED_CONFIG_H

#include "log.h"
#include "network.h"
#include "setting.h"

/*
 * One field per setting, in the order of the table in config.c, which holds the names, places and
 * defaults; undersigned.conf(5) explains them. Times are in seconds, sizes in bytes. Texts are
 * never NULL; empty means not set.
 */
struct config {
	const char *site_url;  /* before /petition: scheme, host, prefix; no slash at the end */
	const char *site_path; /* its path: "" or "/cgi-bin"; derived, not a setting */
	const char *site_name;
	const char *site_html;            /* folder of templates, words, style */
	const char *site_sql;             /* folder of the SQL files */
	const char *site_secret_file;     /* absolute, or made so from the file's own folder */
	const char *site_frame_ancestors; /* whose pages may frame an embed, as CSP says it */

	const char *database_connection; /* libpq's connection string, for the three programs */
	const char *database_courier;    /* for the courier; the same where not set */
	const char *database_owner;      /* for the command; the same where not set */
	unsigned database_connect_timeout;
	unsigned database_answer_timeout;

	unsigned server_threads; /* at most so many at once in a process */
	unsigned server_batch;   /* at most so many signatures in a commit */
	unsigned server_drain_timeout;
	unsigned server_body_limit;
	unsigned server_page_age; /* a page and its count are as old as this at the most */
	const char *server_proxies;
	const char *server_proxy_header; /* x-forwarded-for or forwarded */

	const struct network_list *proxies; /* server_proxies, read; derived, not a setting */
	enum network_header proxy_header;   /* server_proxy_header; derived, not a setting */

	const char *log_to;    /* stderr or syslog */
	const char *log_level; /* error, warning or notice: what is logged, down to that */

	enum sink log_sink; /* log_to, and log_level; derived, not settings */
	enum log_level log_least;

	unsigned form_min_age;
	unsigned form_max_age;

	/* Signatures from one client, from the network around it, of one address domain; mails to
	 * one address. 0: no limit. */
	unsigned limits_host_hour;
	unsigned limits_host_day;
	unsigned limits_network_hour;
	unsigned limits_network_day;
	unsigned limits_domain_hour;
	unsigned limits_mails_day;
	unsigned limits_bounces; /* mails that fail in 30 days, until an address is suppressed */
	unsigned limits_event;   /* signatures that an event takes, unless said otherwise */
	const char *limits_large_domains; /* with so many mailboxes that they have no limit */

	unsigned purge_unconfirmed_days; /* until what was not confirmed is erased */
	unsigned purge_removed_days;     /* until what was removed cannot be put back any more */

	const char *mail_relay; /* smtp://host[:port] or smtps://host[:port] */
	const char *mail_user;
	const char *mail_password;
	const char *mail_auth;       /* auto, plain, login or xoauth2 */
	const char *mail_token_file; /* of xoauth2 */
	const char *mail_tls;        /* auto, none or starttls */
	const char *mail_ca_file;    /* whom to trust; empty: whom the system trusts */
	bool mail_smtputf8;          /* the relay carries addresses of any script */
	const char *mail_from;
	const char *mail_from_name;
	const char *mail_announce_from; /* of announcements; the same where not set */
	const char *mail_announce_from_name;
	const char *mail_return_path; /* reports come to it, with a mail's name at its "*" or behind
				       * a "+" */
	unsigned mail_reminder_after; /* 0: nobody is reminded */
	bool mail_thanks;             /* those who confirm get a mail that says so */
	unsigned mail_couriers;       /* threads in sign */
	unsigned mail_connection_mails; /* then it is dialled anew; 0: never */
	unsigned mail_connect_timeout;
	unsigned mail_reply_timeout;
	unsigned mail_data_timeout; /* for the reply to a whole message */
	unsigned mail_lease;
	unsigned mail_poll;
	unsigned mail_batch;
	unsigned mail_hour_limit; /* handed to the relay by all couriers together; 0: no limit */
	unsigned mail_day_limit;
};

/* Which file: the argument if not NULL, else UNDERSIGNED_CONF, else the installed one. */
const char *config_path(const char *argument);

/*
 * Reads the file. False with a sentence for the admin (file, line, what to do) when it cannot be
 * read, when others can read it, or when a setting is unknown, missing or malformed.
 */
must_check bool config_read(struct arena *arena, const char *path, const struct config **config,
			    struct text *complaint);

/* One setting as it stands. */
struct config_item {
	const char *section;
	const char *name;
	enum setting_type type;
	struct text value; /* as it was written, or its preset */
	unsigned line;     /* 0: the preset */
};

/* Reads the file as config_read does, and gives all settings, a section's one after the other. */
must_check bool config_items(struct arena *arena, const char *path,
			     const struct config_item **items, size_t *count,
			     struct text *complaint);

#endif
