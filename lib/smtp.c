/* smtp: see smtp.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "smtp.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ANSWERED_DATA 354 /* the relay waits for the message: RFC 5321, section 4.1.1.4 */

/* Which command the last reply answers. */
enum stage { STAGE_GREETING, STAGE_MAIL, STAGE_RCPT, STAGE_DATA };

struct smtp {
	CURL *curl;
	const struct config *config;
	enum stage stage;
	char status[16]; /* the enhanced status code of the last reply */
};

void smtp_start(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

static size_t reply_take(char *bytes, size_t one, size_t size, void *context)
{
	struct smtp *smtp = context;
	char line[32] = "";

	(void)one;
	memcpy(line, bytes, size < sizeof(line) - 1 ? size : sizeof(line) - 1);
	smtp->status[0] = '\0';
	if (sscanf(line, "%*3[0-9]%*1[ -]%11[0-9.]", smtp->status) != 1 ||
	    strchr(smtp->status, '.') == NULL)
		smtp->status[0] = '\0';
	return size;
}

static int command_take(CURL *curl, curl_infotype type, char *bytes, size_t size, void *context)
{
	struct smtp *smtp = context;

	(void)curl;
	if (type != CURLINFO_HEADER_OUT || size < 4)
		return 0;
	if (memcmp(bytes, "MAIL", 4) == 0)
		smtp->stage = STAGE_MAIL;
	else if (memcmp(bytes, "RCPT", 4) == 0)
		smtp->stage = STAGE_RCPT;
	else if (memcmp(bytes, "DATA", 4) == 0)
		smtp->stage = STAGE_DATA;
	return 0;
}

static void smtp_release(void *handle)
{
	struct smtp *smtp = handle;

	curl_easy_cleanup(smtp->curl);
}

static bool is_loopback(const char *relay)
{
	const char *host = strstr(relay, "://") + 3;

	return strncmp(host, "127.", 4) == 0 || strncmp(host, "[::1]", 5) == 0 ||
	       strncmp(host, "localhost", 9) == 0;
}

static long tls_of(const struct config *config)
{
	if (strcmp(config->mail_tls, "starttls") == 0 ||
	    (strcmp(config->mail_tls, "auto") == 0 && !is_loopback(config->mail_relay)))
		return CURLUSESSL_ALL;
	return CURLUSESSL_NONE;
}

/* The path of an SMTP URL is the name for EHLO: ours is the site's host. */
static const char *relay_url(struct arena *arena, const struct config *config)
{
	const char *host = strstr(config->site_url, "://") + 3;

	return text_format(arena, "%s/%.*s", config->mail_relay, (int)strcspn(host, ":/"), host)
		.bytes;
}

struct smtp *smtp_new(struct arena *arena, const struct config *config)
{
	struct smtp *smtp = arena_get(arena, sizeof(*smtp));
	CURL *curl = curl_easy_init();

	if (curl == NULL)
		abort();
	smtp->curl = curl;
	smtp->config = config;
	arena_defer(arena, smtp_release, smtp);
	curl_easy_setopt(curl, CURLOPT_URL, relay_url(arena, config));
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, tls_of(config));
	if (config->mail_user[0] != '\0') {
		curl_easy_setopt(curl, CURLOPT_USERNAME, config->mail_user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, config->mail_password);
	}
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)config->mail_connect_timeout);
	curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)config->mail_reply_timeout);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)config->mail_lease * 2 / 3);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, reply_take);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, smtp);
	curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, command_take);
	curl_easy_setopt(curl, CURLOPT_DEBUGDATA, smtp);
	return smtp;
}

static void list_release(void *list)
{
	curl_slist_free_all(list);
}

static void mime_release(void *mime)
{
	curl_mime_free(mime);
}

static struct curl_slist *headers_of(struct smtp *smtp, struct arena *arena,
				     const struct mail *mail)
{
	struct curl_slist *list = NULL;
	size_t count;
	const struct text *headers = mail_headers(arena, mail, smtp->config, time(NULL), &count);

	for (size_t i = 0; i < count; i++)
		list = curl_slist_append(list, headers[i].bytes);
	arena_defer(arena, list_release, list);
	return list;
}

/* Quoted-printable would spell a bare LF "=0A" instead of ending the line. */
static struct text with_crlf(struct arena *arena, struct text text)
{
	struct builder builder = {.arena = arena};
	const char *at = text.bytes, *newline;

	while ((newline = strchr(at, '\n')) != NULL) {
		builder_add(&builder, at, (size_t)(newline - at));
		builder_string(&builder, "\r\n");
		at = newline + 1;
	}
	builder_string(&builder, at);
	return builder_done(&builder);
}

static void add_part(struct arena *arena, curl_mime *mime, const char *type, struct text content)
{
	curl_mimepart *part = curl_mime_addpart(mime);
	struct text lines = with_crlf(arena, content);

	curl_mime_data(part, lines.bytes, lines.size);
	curl_mime_type(part, type);
	curl_mime_encoder(part, "quoted-printable");
}

static enum smtp_outcome outcome_of(const struct smtp *smtp, CURLcode result, long code)
{
	if (result == CURLE_OK)
		return SMTP_SENT;
	if (code == ANSWERED_DATA)
		return SMTP_UNKNOWN;
	if (smtp->stage == STAGE_GREETING || code == 0 || code == 421)
		return SMTP_UNREACHED;
	if (code >= 500 && smtp->stage != STAGE_MAIL)
		return SMTP_REFUSED;
	return SMTP_LATER;
}

struct smtp_answer smtp_send(struct smtp *smtp, struct arena *arena, const struct mail *mail)
{
	curl_mime *mime = curl_mime_init(smtp->curl);
	struct curl_slist *to =
		curl_slist_append(NULL, text_format(arena, "<%s>", mail->to.bytes).bytes);
	CURLcode result;
	long code = 0;

	arena_defer(arena, mime_release, mime);
	arena_defer(arena, list_release, to);
	add_part(arena, mime, "text/plain; charset=utf-8", mail->text);
	add_part(arena, mime, "text/html; charset=utf-8", mail->html);
	curl_easy_setopt(
		smtp->curl, CURLOPT_MAIL_FROM,
		text_format(arena, "<%s>", mail_return_path(mail, smtp->config).bytes).bytes);
	curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(smtp->curl, CURLOPT_HTTPHEADER, headers_of(smtp, arena, mail));
	curl_easy_setopt(smtp->curl, CURLOPT_MIMEPOST, mime);
	smtp->stage = STAGE_GREETING;
	smtp->status[0] = '\0';
	result = curl_easy_perform(smtp->curl);
	curl_easy_getinfo(smtp->curl, CURLINFO_RESPONSE_CODE, &code);
	curl_easy_setopt(smtp->curl, CURLOPT_MIMEPOST, NULL);
	curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
	curl_easy_setopt(smtp->curl, CURLOPT_HTTPHEADER, NULL);
	return (struct smtp_answer){
		.outcome = outcome_of(smtp, result, code),
		.code = code > 0 ? (unsigned)code : 0,
		.status = text_format(arena, "%s", smtp->status),
	};
}
