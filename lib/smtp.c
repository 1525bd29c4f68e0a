/* smtp: see smtp.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "smtp.h"

#include "clock.h"
#include "file.h"
#include "relay.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define TOKEN_LIMIT 16384
/* Most mails are smaller. libcurl would get three times 64 KB for each and give them back to the system. */
#define BUFFER_SIZE 16384
#define QUIT_TIMEOUT 1L /* seconds */

struct smtp {
	CURL *curl;
	const struct config *config;
	struct dialogue dialogue;
	unsigned carried; /* mails on this connection */
	double until;     /* see smtp_until */
	bool went_well;   /* what libcurl did last */
	char complaint[CURL_ERROR_SIZE];
	void (*hear)(void *context, enum smtp_voice voice, struct text line);
	void *context;
};

void smtp_start(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

void smtp_until(struct smtp *smtp, double seconds)
{
	smtp->until = seconds;
}

static bool is_late(const struct smtp *smtp)
{
	return smtp->until > 0 && clock_seconds() >= smtp->until;
}

/* libcurl calls it between all that it does; its own time-outs do not see that we were asleep. */
static int go_on(void *context, curl_off_t down, curl_off_t downloaded, curl_off_t up,
		 curl_off_t uploaded)
{
	(void)down;
	(void)downloaded;
	(void)up;
	(void)uploaded;
	return is_late(context) ? 1 : 0;
}

bool smtp_offers_utf8(const struct smtp *smtp)
{
	return smtp->dialogue.smtputf8;
}

void smtp_listen(struct smtp *smtp,
		 void (*hear)(void *context, enum smtp_voice voice, struct text line),
		 void *context)
{
	smtp->hear = hear;
	smtp->context = context;
}

static size_t reply_take(char *bytes, size_t one, size_t size, void *context)
{
	struct smtp *smtp = context;

	(void)one;
	dialogue_hear(&smtp->dialogue, bytes, size);
	if (smtp->dialogue.stage == DIALOGUE_DOT)
		curl_easy_setopt(smtp->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT,
				 (long)smtp->config->mail_data_timeout);
	return size;
}

/* The reply to NOOP is content to libcurl, which would print it. */
static size_t content_drop(char *bytes, size_t one, size_t size, void *context)
{
	(void)bytes;
	(void)context;
	return one * size;
}

static void pass_on(const struct smtp *smtp, enum smtp_voice voice, const char *bytes, size_t size)
{
	if (smtp->hear == NULL)
		return;
	while (size > 0 && (bytes[size - 1] == '\n' || bytes[size - 1] == '\r'))
		size--;
	smtp->hear(smtp->context, voice, (struct text){bytes, size});
}

/* Of a login only its name is passed on. */
static void pass_command(const struct smtp *smtp, const char *bytes, size_t size)
{
	char line[64] = "(secret)";

	if (!smtp->dialogue.in_auth) {
		pass_on(smtp, SMTP_OURS, bytes, size);
		return;
	}
	if (size > 5 && strncmp(bytes, "AUTH ", 5) == 0) {
		size_t name = 5;

		while (name < size && name < 32 && strchr(" \r\n", bytes[name]) == NULL)
			name++;
		memcpy(line, bytes, name);
		strcpy(line + name, name < size && bytes[name] == ' ' ? " (secret)" : "");
	}
	pass_on(smtp, SMTP_OURS, line, strlen(line));
}

static int speech_take(CURL *curl, curl_infotype type, char *bytes, size_t size, void *context)
{
	struct smtp *smtp = context;

	if (type == CURLINFO_HEADER_OUT) {
		dialogue_say(&smtp->dialogue, bytes, size);
		if (smtp->dialogue.over)
			curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, QUIT_TIMEOUT);
		pass_command(smtp, bytes, size);
	} else if (type == CURLINFO_HEADER_IN) {
		pass_on(smtp, SMTP_THEIRS, bytes, size);
	} else if (type == CURLINFO_TEXT) {
		pass_on(smtp, SMTP_ASIDE, bytes, size);
	}
	return 0;
}

static void smtp_release(void *handle)
{
	struct smtp *smtp = handle;
	curl_socket_t connection;

	smtp->hear = NULL;
	/* QUIT is said, but nobody waits for its answer: libcurl would for two minutes. */
	if (curl_easy_getinfo(smtp->curl, CURLINFO_ACTIVESOCKET, &connection) == CURLE_OK &&
	    connection != CURL_SOCKET_BAD)
		shutdown(connection, SHUT_RD);
	curl_easy_cleanup(smtp->curl);
}

static void set_login(CURL *curl, const struct config *config)
{
	static const struct {
		const char *name, *options;
	} logins[] = {
		{"plain", "AUTH=PLAIN"},
		{"login", "AUTH=LOGIN"},
		{"xoauth2", "AUTH=XOAUTH2"},
	};

	if (config->mail_user[0] == '\0')
		return;
	curl_easy_setopt(curl, CURLOPT_USERNAME, config->mail_user);
	curl_easy_setopt(curl, CURLOPT_PASSWORD, config->mail_password);
	for (size_t i = 0; i < sizeof(logins) / sizeof(logins[0]); i++) {
		if (strcmp(config->mail_auth, logins[i].name) == 0)
			curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, logins[i].options);
	}
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
	curl_easy_setopt(curl, CURLOPT_USE_SSL,
			 relay_wants_tls(config) ? CURLUSESSL_ALL : CURLUSESSL_NONE);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
	if (config->mail_ca_file[0] != '\0')
		curl_easy_setopt(curl, CURLOPT_CAINFO, config->mail_ca_file);
	set_login(curl, config);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, (long)BUFFER_SIZE);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)config->mail_connect_timeout);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)config->mail_lease * 2 / 3);
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, go_on);
	curl_easy_setopt(curl, CURLOPT_XFERINFODATA, smtp);
	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP");
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, smtp->complaint);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, content_drop);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, reply_take);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, smtp);
	curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, speech_take);
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

static void add_part(struct arena *arena, curl_mime *mime, const char *type, struct text content)
{
	curl_mimepart *part = curl_mime_addpart(mime);
	struct text lines = mail_lines(arena, content);

	curl_mime_data(part, lines.bytes, lines.size);
	curl_mime_type(part, type);
	curl_mime_encoder(part, "quoted-printable");
}

/* Whether the connection ends with the next mail. */
static bool is_last(const struct smtp *smtp)
{
	unsigned most = smtp->config->mail_connection_mails;

	return most > 0 && smtp->carried + 1 >= most;
}

static void count_mail(struct smtp *smtp)
{
	long dialled = 0;

	curl_easy_getinfo(smtp->curl, CURLINFO_NUM_CONNECTS, &dialled);
	smtp->carried = is_last(smtp) ? 0 : dialled > 0 ? 1 : smtp->carried + 1;
}

/* The outcome of what libcurl is set to do. */
static struct smtp_answer perform(struct smtp *smtp, struct arena *arena)
{
	struct smtp_answer answer;
	CURLcode result;

	dialogue_begin(&smtp->dialogue);
	smtp->complaint[0] = '\0';
	curl_easy_setopt(smtp->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT,
			 (long)smtp->config->mail_reply_timeout);
	curl_easy_setopt(smtp->curl, CURLOPT_FORBID_REUSE, is_last(smtp) ? 1L : 0L);
	result = curl_easy_perform(smtp->curl);
	smtp->went_well = result == CURLE_OK;
	count_mail(smtp);
	answer = (struct smtp_answer){
		.outcome = dialogue_outcome(&smtp->dialogue),
		.code = smtp->dialogue.code,
		.status = text_format(arena, "%s", smtp->dialogue.status),
		.why = text_literal(""),
	};
	if (answer.code >= 400)
		answer.why = text_format(arena, "the relay answered %u %s", answer.code,
					 answer.status.bytes);
	else if (answer.outcome != SMTP_SENT)
		answer.why = text_format(arena, "%s",
					 smtp->complaint[0] != '\0' ? smtp->complaint
								    : curl_easy_strerror(result));
	return answer;
}

/* With the connection that is there; if the relay has closed that, with another one. */
static struct smtp_answer perform_connected(struct smtp *smtp, struct arena *arena)
{
	struct smtp_answer answer = perform(smtp, arena);
	long dialled = 0;

	curl_easy_getinfo(smtp->curl, CURLINFO_NUM_CONNECTS, &dialled);
	if (answer.outcome != SMTP_UNREACHED || dialled > 0 ||
	    smtp->dialogue.stage == DIALOGUE_DOT || is_late(smtp))
		return answer;
	curl_easy_setopt(smtp->curl, CURLOPT_FRESH_CONNECT, 1L);
	answer = perform(smtp, arena);
	curl_easy_setopt(smtp->curl, CURLOPT_FRESH_CONNECT, 0L);
	return answer;
}

static struct smtp_answer not_sent(enum smtp_outcome outcome, struct text why)
{
	return (struct smtp_answer){.outcome = outcome, .status = text_literal(""), .why = why};
}

/* A token lasts for an hour or so; whatever renews it writes the file. */
static bool set_token(struct smtp *smtp, struct arena *arena, struct text *complaint)
{
	struct text content;
	struct line token;

	if (strcmp(smtp->config->mail_auth, "xoauth2") != 0)
		return true;
	if (!file_read(arena, smtp->config->mail_token_file, TOKEN_LIMIT, &content, complaint))
		return false;
	token = line_fold(arena, content);
	curl_easy_setopt(smtp->curl, CURLOPT_XOAUTH2_BEARER, token.bytes);
	return true;
}

static bool is_ascii(struct line line)
{
	for (size_t i = 0; i < line.size; i++) {
		if ((unsigned char)line.bytes[i] >= 0x80)
			return false;
	}
	return true;
}

static struct smtp_answer send_message(struct smtp *smtp, struct arena *arena,
				       const struct mail *mail)
{
	curl_mime *mime = curl_mime_init(smtp->curl);
	struct curl_slist *to =
		curl_slist_append(NULL, text_format(arena, "<%s>", mail->to.bytes).bytes);
	struct smtp_answer answer;

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
	answer = perform_connected(smtp, arena);
	curl_easy_setopt(smtp->curl, CURLOPT_MIMEPOST, NULL);
	curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
	curl_easy_setopt(smtp->curl, CURLOPT_HTTPHEADER, NULL);
	return answer;
}

must_check bool smtp_greet(struct smtp *smtp, struct arena *arena, struct smtp_answer *answer)
{
	struct text complaint;

	if (!set_token(smtp, arena, &complaint)) {
		*answer = not_sent(SMTP_UNREACHED, complaint);
		return false;
	}
	*answer = perform_connected(smtp, arena);
	return smtp->went_well;
}

static struct smtp_answer send_in_time(struct smtp *smtp, struct arena *arena,
				       const struct mail *mail)
{
	struct text complaint;

	if (!set_token(smtp, arena, &complaint))
		return not_sent(SMTP_UNREACHED, complaint);
	if (!is_ascii(mail->to) && !smtp->dialogue.smtputf8) {
		/* What the relay offers is known after a greeting. */
		struct smtp_answer greeted = perform_connected(smtp, arena);

		if (!smtp->went_well)
			return greeted;
		if (!smtp->dialogue.smtputf8)
			return not_sent(SMTP_LATER,
					text_literal("the relay does not offer SMTPUTF8"));
	}
	return send_message(smtp, arena, mail);
}

struct smtp_answer smtp_send(struct smtp *smtp, struct arena *arena, const struct mail *mail)
{
	struct smtp_answer answer;

	if (is_late(smtp))
		return not_sent(SMTP_LATER, text_literal("its lease has ended"));
	answer = send_in_time(smtp, arena, mail);
	/* That we have slept says nothing of the relay. */
	if (answer.outcome == SMTP_UNREACHED && is_late(smtp))
		answer.outcome = SMTP_LATER;
	return answer;
}
