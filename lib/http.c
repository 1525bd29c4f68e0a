/* http: see http.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http.h"

#include "log.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define LISTENER 0 /* FastCGI specification 1.0, section 2.2 */

/* How long the end waits for what comes on a connection that was just accepted: two seconds. */
#define FRESH_PAUSES 200
static const struct timespec a_moment = {.tv_nsec = 10000000};

struct http {
	struct http_port *port;
	struct request request; /* with an arena that is made once */
	bool cgi;
	unsigned long long left; /* bytes of a CGI body that were not read yet */
	FCGX_Request fastcgi;
	atomic_bool heard;
	bool fresh;        /* nothing has come yet */
	struct http *next; /* among the spare ones */
};

struct http_port {
	struct http *cgi; /* the one request of CGI, until it is taken */
	int epoll;
	int stop_fd;
	atomic_bool stopping;
	atomic_uint fresh; /* connections on which nothing has come yet */
	pthread_mutex_t lock;
	bool closed;         /* accepts no more */
	struct arena *arena; /* of the connections; NULL: CGI */
	struct http *spare;
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

/* Wakes one worker once, who then has it alone until it is heard again. */
static void hear(const struct http_port *port, int fd, void *who)
{
	struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.ptr = who};

	if (epoll_ctl(port->epoll, EPOLL_CTL_MOD, fd, &event) != 0)
		(void)epoll_ctl(port->epoll, EPOLL_CTL_ADD, fd, &event);
}

static void arena_release(void *handle)
{
	arena_free(handle);
}

static struct http *http_new(struct http_port *port, struct arena *arena)
{
	struct http *http = arena_get(arena, sizeof(*http));

	http->port = port;
	http->request.arena = arena_new();
	arena_defer(arena, arena_release, http->request.arena);
	return http;
}

static void port_release(void *handle)
{
	struct http_port *port = handle;

	close(port->epoll);
	close(port->stop_fd);
	arena_free(port->arena);
	pthread_mutex_destroy(&port->lock);
}

struct http_port *http_port_new(struct arena *process)
{
	struct http_port *port = arena_get(process, sizeof(*port));
	struct epoll_event stop = {.events = EPOLLIN, .data.ptr = &port->stop_fd};

	if (http_start() == HTTP_CGI) {
		port->cgi = http_new(port, process);
		port->cgi->cgi = true;
		return port;
	}
	port->epoll = epoll_create1(EPOLL_CLOEXEC);
	port->stop_fd = eventfd(0, EFD_CLOEXEC);
	if (FCGX_Init() != 0 || port->epoll < 0 || port->stop_fd < 0 ||
	    epoll_ctl(port->epoll, EPOLL_CTL_ADD, port->stop_fd, &stop) != 0) {
		log_fact(LOG_ERROR, "fastcgi_init", "action=exit");
		exit(1);
	}
	pthread_mutex_init(&port->lock, NULL);
	port->arena = arena_new();
	arena_defer(process, port_release, port);
	/* The web server may be gone before its connection is accepted. */
	fcntl(LISTENER, F_SETFL, fcntl(LISTENER, F_GETFL) | O_NONBLOCK);
	hear(port, LISTENER, port);
	return port;
}

/* What the kernel queues from now on is for the next process at the same listener. */
static void port_close(struct http_port *port)
{
	pthread_mutex_lock(&port->lock);
	port->closed = true;
	(void)epoll_ctl(port->epoll, EPOLL_CTL_DEL, LISTENER, NULL);
	pthread_mutex_unlock(&port->lock);
}

void http_port_stop(struct http_port *port)
{
	uint64_t one = 1;

	port_close(port);
	for (int i = 0; i < FRESH_PAUSES && atomic_load(&port->fresh) > 0; i++)
		nanosleep(&a_moment, NULL);
	atomic_store(&port->stopping, true);
	(void)!write(port->stop_fd, &one, sizeof(one));
}

static struct http *spare_take(struct http_port *port)
{
	struct http *http;

	pthread_mutex_lock(&port->lock);
	http = port->spare;
	if (http != NULL)
		port->spare = http->next;
	else
		http = http_new(port, port->arena);
	pthread_mutex_unlock(&port->lock);
	return http;
}

/* libfcgi would accept by itself, then wait for the first byte: given a connection that looks kept,
 * and no listener, it does neither. */
static struct http *connection_accept(struct http_port *port)
{
	struct http *http;
	int fd = -1;

	pthread_mutex_lock(&port->lock);
	if (!port->closed) {
		fd = accept4(LISTENER, NULL, NULL, SOCK_CLOEXEC);
		/* Without a descriptor to be had it would be heard again at once, and again. */
		if (fd < 0 && (errno == EMFILE || errno == ENFILE))
			nanosleep(&a_moment, NULL);
		hear(port, LISTENER, port);
	}
	if (fd >= 0)
		atomic_fetch_add(&port->fresh, 1);
	pthread_mutex_unlock(&port->lock);
	if (fd < 0)
		return NULL;
	http = spare_take(port);
	http->fresh = true;
	FCGX_InitRequest(&http->fastcgi, -1, FCGI_FAIL_ACCEPT_ON_INTR);
	http->fastcgi.ipcFd = fd;
	http->fastcgi.keepConnection = 1;
	return http;
}

/* Most web servers connect only when they have a request to send. */
static bool has_begun(const struct http *http)
{
	struct pollfd wire = {.fd = http->fastcgi.ipcFd, .events = POLLIN};

	return poll(&wire, 1, 0) > 0;
}

/* The kernel gives a connection from one worker to the next in order; C is told by the flag. */
static void connection_hear(const struct http_port *port, struct http *http)
{
	atomic_store(&http->heard, true);
	hear(port, http->fastcgi.ipcFd, http);
}

must_check struct http *http_wait(struct http_port *port)
{
	struct http *http = port->cgi;

	if (http != NULL)
		port->cgi = NULL;
	while (http == NULL && port->arena != NULL && !atomic_load(&port->stopping)) {
		struct epoll_event event;

		if (epoll_wait(port->epoll, &event, 1, -1) != 1 || event.data.ptr == &port->stop_fd)
			continue;
		if (event.data.ptr != port) {
			http = event.data.ptr;
			(void)atomic_exchange(&http->heard, false);
			break;
		}
		http = connection_accept(port);
		if (http != NULL && !has_begun(http)) {
			connection_hear(port, http);
			http = NULL;
		}
	}
	if (http != NULL && http->fresh) {
		atomic_fetch_sub(&port->fresh, 1);
		http->fresh = false;
	}
	return http;
}

static void give_back(struct http *http)
{
	struct http_port *port = http->port;

	arena_reset(http->request.arena);
	if (http->cgi)
		return;
	if (http->fastcgi.ipcFd >= 0) {
		connection_hear(port, http);
		return;
	}
	pthread_mutex_lock(&port->lock);
	http->next = port->spare;
	port->spare = http;
	pthread_mutex_unlock(&port->lock);
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

/* Of a header that is there several times, nginx before 1.23 gives each line: the first is what a
 * stranger has sent, the last what the proxy has added. */
static struct text joined_parameter(const struct http *http, struct arena *arena, const char *name)
{
	struct builder joined = {.arena = arena};
	size_t size = strlen(name);

	if (http->cgi)
		return parameter(http, arena, name);
	for (char **each = http->fastcgi.envp; *each != NULL; each++) {
		if (strncmp(*each, name, size) != 0 || (*each)[size] != '=')
			continue;
		if (joined.size > 0)
			builder_string(&joined, ", ");
		builder_string(&joined, *each + size + 1);
	}
	return builder_done(&joined);
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
	unsigned long long announced = 0;
	size_t size;
	char *bytes;

	request->body = text_literal("");
	if (text_empty(length))
		return HTTP_TAKEN;
	if (!text_number(length, 1ULL << 40, &announced))
		return HTTP_SHORT;
	http->left = announced;
	if (announced > limit)
		return HTTP_LARGE;
	size = (size_t)announced;
	bytes = arena_get(request->arena, size + 1);
	if (read_body(http, bytes, size) != size)
		return HTTP_SHORT;
	request->body = (struct text){bytes, size};
	return HTTP_TAKEN;
}

must_check enum http_outcome http_take(struct http *http, unsigned body_limit,
				       const struct request **taken)
{
	struct request *request = &http->request;
	struct arena *arena = request->arena;

	*taken = request;
	if (!http->cgi && FCGX_Accept_r(&http->fastcgi) != 0) {
		give_back(http);
		return HTTP_NONE;
	}
	*request = (struct request){.http = http, .arena = arena};
	request->method = method_of(parameter(http, arena, "REQUEST_METHOD"));
	request->path = parameter(http, arena, "PATH_INFO");
	request->query = parameter(http, arena, "QUERY_STRING");
	request->host = parameter(http, arena, "HTTP_HOST");
	request->origin = parameter(http, arena, "HTTP_ORIGIN");
	request->fetch_site = parameter(http, arena, "HTTP_SEC_FETCH_SITE");
	request->remote = parameter(http, arena, "REMOTE_ADDR");
	request->x_forwarded_for = joined_parameter(http, arena, "HTTP_X_FORWARDED_FOR");
	request->forwarded = joined_parameter(http, arena, "HTTP_FORWARDED");
	request->server_id = parameter(http, arena, "REQUEST_ID");
	if (text_empty(request->server_id))
		request->server_id = parameter(http, arena, "UNIQUE_ID");
	request->proxy_id = parameter(http, arena, "HTTP_X_REQUEST_ID");
	request->accept_language = parameter(http, arena, "HTTP_ACCEPT_LANGUAGE");
	return take_body(http, body_limit, request);
}

void http_complain(const struct request *request, struct text complaint)
{
	if (!request->http->cgi)
		FCGX_PutStr(complaint.bytes, (int)complaint.size, request->http->fastcgi.err);
}

static void write_all(const char *bytes, size_t size)
{
	for (ssize_t some = 1; size > 0 && some > 0; bytes += some, size -= (size_t)some)
		some = write(STDOUT_FILENO, bytes, size);
}

void http_reply(const struct request *request, const struct reply *reply)
{
	struct http *http = request->http;
	struct text head = reply_head(request->arena, reply);
	size_t size = request->method == METHOD_HEAD ? 0 : reply->body.size;

	read_to_end(http);
	if (http->cgi) {
		write_all(head.bytes, head.size);
		write_all(reply->body.bytes, size);
	} else {
		FCGX_PutStr(head.bytes, (int)head.size, http->fastcgi.out);
		FCGX_PutStr(reply->body.bytes, (int)size, http->fastcgi.out);
		/* libfcgi would wait for two seconds until the web server has closed it. */
		if (!http->fastcgi.keepConnection)
			FCGX_Detach(&http->fastcgi);
		FCGX_Finish_r(&http->fastcgi);
	}
	give_back(http);
}
