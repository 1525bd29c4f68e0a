/* http: see http.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http.h"

#include "form.h"
#include "log.h"

#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LISTENER 0 /* FastCGI specification 1.0, section 2.2 */

struct http {
	bool cgi;
	bool done;               /* CGI has one request */
	unsigned long long left; /* bytes of its body that were not read yet */
	FCGX_Request fastcgi;
};

enum http_start http_start(void)
{
	struct sockaddr_storage peer;
	socklen_t size = sizeof(peer);
	int listens = 0;
	socklen_t listens_size = sizeof(listens);

	if (getenv("REQUEST_METHOD") != NULL && getenv("GATEWAY_INTERFACE") != NULL)
		return HTTP_CGI;
	if (getsockopt(LISTENER, SOL_SOCKET, SO_ACCEPTCONN, &listens, &listens_size) == 0 &&
	    listens != 0 && getpeername(LISTENER, (struct sockaddr *)&peer, &size) != 0)
		return HTTP_FASTCGI;
	return HTTP_SHELL;
}

struct http *http_new(struct arena *process)
{
	struct http *http = arena_get(process, sizeof(*http));

	http->cgi = http_start() == HTTP_CGI;
	if (http->cgi)
		return http;
	/* Several workers may be woken for one request: accept must not block the late ones. */
	fcntl(LISTENER, F_SETFL, fcntl(LISTENER, F_GETFL) | O_NONBLOCK);
	if (FCGX_Init() != 0 ||
	    FCGX_InitRequest(&http->fastcgi, LISTENER, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
		log_fact(LOG_ERROR, "fastcgi_init", "action=exit");
		exit(1);
	}
	return http;
}

bool http_is_kept(const struct http *http)
{
	return http->fastcgi.keepConnection && http->fastcgi.ipcFd >= 0;
}

must_check bool http_wait(struct http *http, int stop_fd)
{
	struct pollfd both[2] = {{.fd = stop_fd, .events = POLLIN}, {.events = POLLIN}};

	if (http->cgi)
		return !http->done;
	both[1].fd = http_is_kept(http) ? http->fastcgi.ipcFd : LISTENER;
	while (poll(both, 2, -1) < 0)
		;
	return both[0].revents == 0;
}

static struct text parameter(const struct http *http, struct arena *arena, const char *name)
{
	const char *value = http->cgi ? getenv(name) : FCGX_GetParam(name, http->fastcgi.envp);
	size_t size;

	if (value == NULL)
		return text_literal("");
	size = strlen(value);
	return (struct text){arena_copy(arena, value, size), size};
}

static enum http_method method_of(struct text name)
{
	if (text_is(name, "GET"))
		return METHOD_GET;
	if (text_is(name, "HEAD"))
		return METHOD_HEAD;
	if (text_is(name, "POST"))
		return METHOD_POST;
	return METHOD_OTHER;
}

/* CGI's input need not end behind CONTENT_LENGTH bytes (RFC 3875, section 4.2). */
static size_t read_body(struct http *http, char *bytes, size_t size)
{
	size_t total = 0;
	ssize_t some = 1;

	if (!http->cgi)
		return (size_t)FCGX_GetStr(bytes, (int)size, http->fastcgi.in);
	while (total < size && http->left > 0 && some > 0) {
		size_t wanted = size - total < http->left ? size - total : (size_t)http->left;

		some = read(STDIN_FILENO, bytes + total, wanted);
		total += some > 0 ? (size_t)some : 0;
		http->left -= some > 0 ? (unsigned long long)some : 0;
	}
	return total;
}

/* A Unix socket that is closed with a request unread takes the answer back (unix(7), ECONNRESET);
 * and what is left on a connection that is kept would stand where the next request begins. */
static void read_to_end(struct http *http)
{
	char piece[8192];

	while (read_body(http, piece, sizeof(piece)) == sizeof(piece))
		;
}

static enum http_outcome take_body(struct http *http, unsigned limit, struct request *request)
{
	struct text length = parameter(http, request->arena, "CONTENT_LENGTH");
	unsigned long long size = 0;
	char *bytes;

	request->body = text_literal("");
	if (text_empty(length))
		return HTTP_TAKEN;
	if (!text_number(length, 1ULL << 40, &size))
		return HTTP_SHORT;
	http->left = size;
	if (size > limit)
		return HTTP_LARGE;
	bytes = arena_get(request->arena, size + 1);
	if (read_body(http, bytes, size) != size)
		return HTTP_SHORT;
	request->body = (struct text){bytes, size};
	return HTTP_TAKEN;
}

must_check enum http_outcome http_take(struct http *http, unsigned body_limit,
				       struct request *request)
{
	struct arena *arena = request->arena;

	if (!http->cgi && FCGX_Accept_r(&http->fastcgi) != 0)
		return HTTP_NONE;
	http->done = true;
	request->method = method_of(parameter(http, arena, "REQUEST_METHOD"));
	request->path = parameter(http, arena, "PATH_INFO");
	request->query = parameter(http, arena, "QUERY_STRING");
	request->host = parameter(http, arena, "HTTP_HOST");
	request->origin = parameter(http, arena, "HTTP_ORIGIN");
	request->fetch_site = parameter(http, arena, "HTTP_SEC_FETCH_SITE");
	request->accept_language = parameter(http, arena, "HTTP_ACCEPT_LANGUAGE");
	return take_body(http, body_limit, request);
}

static const char *reason(unsigned status)
{
	static const struct {
		unsigned status;
		const char *reason;
	} reasons[] = {
		{200, "OK"},
		{303, "See Other"},
		{400, "Bad Request"},
		{403, "Forbidden"},
		{404, "Not Found"},
		{405, "Method Not Allowed"},
		{413, "Content Too Large"},
		{422, "Unprocessable Content"},
		{503, "Service Unavailable"},
	};

	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].status == status)
			return reasons[i].reason;
	}
	return "Internal Server Error";
}

/* Referrer-Policy is not no-referrer: browsers would send "Origin: null" with our own form (Fetch
 * Standard, "append a request Origin header"). */
static void add_security(struct builder *head, const struct reply *reply)
{
	builder_string(head, "Content-Security-Policy: default-src 'none'; img-src 'self' data:; "
			     "form-action 'self'; base-uri 'none'");
	if (reply->style_digest != NULL)
		builder_format(head, "; style-src 'sha256-%s'", reply->style_digest);
	if (!reply->may_be_framed)
		builder_string(head, "; frame-ancestors 'none'\r\nX-Frame-Options: DENY");
	builder_string(head, "\r\nX-Content-Type-Options: nosniff\r\n"
			     "Referrer-Policy: same-origin\r\n"
			     "Cross-Origin-Opener-Policy: same-origin\r\n");
}

static struct text head_of(struct arena *arena, const struct reply *reply)
{
	struct builder head = {.arena = arena};

	builder_format(&head, "Status: %u %s\r\n", reply->status, reason(reply->status));
	if (reply->location.size > 0)
		builder_format(&head, "Location: %s\r\n", reply->location.bytes);
	if (reply->type != NULL)
		builder_format(&head, "Content-Type: %s\r\n", reply->type);
	if (reply->max_age > 0)
		builder_format(&head, "Cache-Control: public, max-age=%u\r\n", reply->max_age);
	else
		builder_string(&head, "Cache-Control: no-store\r\n");
	if (reply->retry_after > 0)
		builder_format(&head, "Retry-After: %u\r\n", reply->retry_after);
	if (reply->vary_language)
		builder_string(&head, "Vary: Accept-Language\r\n");
	if (reply->allow != NULL)
		builder_format(&head, "Allow: %s\r\n", reply->allow);
	add_security(&head, reply);
	builder_format(&head, "Content-Length: %zu\r\n\r\n", reply->body.size);
	return builder_done(&head);
}

static void write_all(const char *bytes, size_t size)
{
	ssize_t some = 1;

	for (; size > 0 && some > 0; bytes += some, size -= (size_t)some)
		some = write(STDOUT_FILENO, bytes, size);
}

void http_reply(struct http *http, const struct request *request, const struct reply *reply)
{
	struct text head = head_of(request->arena, reply);
	size_t size = request->method == METHOD_HEAD ? 0 : reply->body.size;

	read_to_end(http);
	if (http->cgi) {
		write_all(head.bytes, head.size);
		write_all(reply->body.bytes, size);
		return;
	}
	FCGX_PutStr(head.bytes, (int)head.size, http->fastcgi.out);
	FCGX_PutStr(reply->body.bytes, (int)size, http->fastcgi.out);
	FCGX_Finish_r(&http->fastcgi);
}

/* "https://example.org:8443/prefix" has the host "example.org:8443". */
static struct text host_of(const char *url)
{
	const char *host = strstr(url, "://");

	if (host == NULL)
		return text_literal("");
	return (struct text){host + 3, strcspn(host + 3, "/")};
}

bool request_is_cross_site(const struct request *request, const char *own_url)
{
	struct text from = host_of(request->origin.bytes);

	if (!text_empty(request->fetch_site))
		return !text_is(request->fetch_site, "same-origin") &&
		       !text_is(request->fetch_site, "none");
	if (text_empty(request->origin))
		return false;
	return text_empty(from) ||
	       (!text_equal(from, request->host) && !text_equal(from, host_of(own_url)));
}

struct text request_query(const struct request *request, const char *name)
{
	const struct form *form;

	if (form_read(request->arena, request->query, &form) != FORM_READ)
		return text_literal("");
	return form_field(form, name);
}
