/* serve: see serve.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "serve.h"

#include "log.h"
#include "page.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BODY_LIMIT_PRESET 65536
#define COMPLAIN_EACH 60 /* seconds */
#define STACK_SIZE ((size_t)524288)

struct server {
	const struct program *program;
	const struct site *site; /* NULL: the configuration cannot be used */
	struct text complaint;   /* why not */
	time_t complain_at;      /* monotonic */
	void *shared;
	struct http_port *port;
	unsigned limit;

	pthread_mutex_t lock;
	pthread_cond_t ended;
	unsigned workers;
	unsigned waiting; /* workers without a request */
	bool any_ended;
	pthread_t last_ended;
};

static void worker_start(struct server *server);

/* NULL when the server stops. Who has got a request sees to it that another waits for the next. */
static struct http *wait_for_request(struct server *server)
{
	struct http *http;
	bool another;

	pthread_mutex_lock(&server->lock);
	server->waiting++;
	pthread_mutex_unlock(&server->lock);
	http = http_wait(server->port);
	pthread_mutex_lock(&server->lock);
	server->waiting--;
	another = http != NULL && server->waiting == 0 && server->workers < server->limit;
	pthread_mutex_unlock(&server->lock);
	if (another)
		worker_start(server);
	return http;
}

/* There are no templates and no words for it. The line of the start stands where whoever started us
 * has our standard error go, which need not be where the web server's admin looks. */
static struct reply unusable(struct server *server, const struct request *request)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec >= server->complain_at) {
		http_complain(request, server->complaint);
		server->complain_at = now.tv_sec + COMPLAIN_EACH;
	}
	return (struct reply){.status = 503, .retry_after = 60, .body = text_literal("")};
}

static struct reply answer(struct server *server, enum http_outcome outcome,
			   const struct request *request)
{
	log_request(request_id(request, server->site->config->proxies));
	switch (outcome) {
	case HTTP_TAKEN:
		return server->program->handle(server->shared, request);
	case HTTP_LARGE:
		return problem_reply(server->site, request, PROBLEM_TOO_LARGE, line_literal(""));
	case HTTP_SHORT:
	case HTTP_NONE:
		break;
	}
	return problem_reply(server->site, request, PROBLEM_BAD_REQUEST, line_literal(""));
}

static void serve_requests(struct server *server)
{
	struct http *http;
	unsigned body_limit =
		server->site == NULL ? BODY_LIMIT_PRESET : server->site->config->server_body_limit;

	while ((http = wait_for_request(server)) != NULL) {
		const struct request *request;
		enum http_outcome outcome = http_take(http, body_limit, &request);
		struct reply reply;

		if (outcome == HTTP_NONE)
			continue;
		reply = server->site == NULL ? unusable(server, request)
					     : answer(server, outcome, request);
		if (reply.status != 0)
			http_reply(request, &reply);
		log_request("");
	}
}

/* Each joins the one that ended before it, and the main thread the last: libraries release what
 * they keep for a thread when it has ended, not when it says so. */
static void worker_end(struct server *server)
{
	pthread_t before;
	bool any_before;

	pthread_mutex_lock(&server->lock);
	before = server->last_ended;
	any_before = server->any_ended;
	server->last_ended = pthread_self();
	server->any_ended = true;
	server->workers--;
	pthread_cond_signal(&server->ended);
	pthread_mutex_unlock(&server->lock);
	if (any_before)
		pthread_join(before, NULL);
}

static void *worker(void *handle)
{
	struct server *server = handle;

	serve_requests(server);
	worker_end(server);
	return NULL;
}

static void worker_start(struct server *server)
{
	pthread_attr_t attributes;
	pthread_t thread;

	pthread_mutex_lock(&server->lock);
	server->workers++;
	pthread_mutex_unlock(&server->lock);
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	if (pthread_create(&thread, &attributes, worker, server) != 0) {
		log_fact(LOG_WARNING, "worker_not_started", "workers=%u", server->workers - 1);
		pthread_mutex_lock(&server->lock);
		server->workers--;
		pthread_mutex_unlock(&server->lock);
	}
	pthread_attr_destroy(&attributes);
}

/* False when a request ran longer than the setting allows. */
static bool workers_ended(struct server *server, unsigned timeout)
{
	struct timespec until;
	pthread_t last;
	bool ended, any;
	int late = 0;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += timeout;
	pthread_mutex_lock(&server->lock);
	while (server->workers > 0 && late == 0)
		late = pthread_cond_timedwait(&server->ended, &server->lock, &until);
	ended = server->workers == 0;
	last = server->last_ended;
	any = server->any_ended;
	server->any_ended = false;
	pthread_mutex_unlock(&server->lock);
	if (any)
		pthread_join(last, NULL);
	return ended;
}

/*
 * libfcgi is not made for signals: one in the middle of a read cuts the request short, and its own
 * handler hangs a threaded process. So all threads block them, this one waits for them, and an
 * eventfd tells the workers, who look at it between requests only.
 */
static int serve_fastcgi(struct server *server)
{
	unsigned timeout = server->site == NULL ? 1 : server->site->config->server_drain_timeout;
	sigset_t signals;
	int signal;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGUSR1);
	sigaddset(&signals, SIGINT);
	worker_start(server);
	while (sigwait(&signals, &signal) != 0)
		;
	http_port_stop(server->port);
	if (!workers_ended(server, timeout)) {
		log_fact(LOG_WARNING, "drain_timeout", "seconds=%u", timeout);
		_exit(1);
	}
	return 0;
}

static int serve_cgi(struct server *server)
{
	server->workers = server->limit = 1;
	serve_requests(server);
	return 0;
}

static void read_site(struct server *server, struct arena *process)
{
	const struct config *config;
	struct text complaint;

	if (config_read(process, config_path(NULL), &config, &complaint)) {
		log_open(config->log_sink, config->log_least);
		if (site_read(process, config, &server->site, &complaint))
			return;
	}
	log_fact(LOG_ERROR, "configuration", "message=\"%s\"", complaint.bytes);
	server->complaint = text_format(process, "%s: %s", server->program->name, complaint.bytes);
}

static int say_usage(int argc, char **argv, const char *name)
{
	if (argc > 1 && strcmp(argv[1], "--version") == 0) {
		printf("%s %s\n", name, VERSION);
		return 0;
	}
	fprintf(argc > 1 && strcmp(argv[1], "--help") == 0 ? stdout : stderr,
		"%s is run by a web server, through FastCGI or CGI; see undersigned(1) and "
		"INSTALL.md.\nIt reads the file that UNDERSIGNED_CONF names, else %s.\n",
		name, config_path(NULL));
	return argc > 1 && strcmp(argv[1], "--help") == 0 ? 0 : 2;
}

static void block_signals(void)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGUSR1);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
}

int serve(int argc, char **argv, const struct program *program)
{
	enum http_start start = http_start();
	struct server server = {.program = program};
	struct arena *process;
	int status;

	log_name(program->name);
	if (start == HTTP_SHELL)
		return say_usage(argc, argv, program->name);
	block_signals();
	process = arena_new();
	pthread_mutex_init(&server.lock, NULL);
	pthread_cond_init(&server.ended, NULL);
	server.port = http_port_new(process);
	read_site(&server, process);
	server.limit = server.site == NULL ? 1 : server.site->config->server_threads;
	if (server.site != NULL)
		server.shared = program->start(process, server.site);
	status = start == HTTP_CGI ? serve_cgi(&server) : serve_fastcgi(&server);
	if (server.site != NULL && program->stop != NULL && !program->stop(server.shared)) {
		log_fact(LOG_WARNING, "stop_timeout", "action=exit");
		_exit(1);
	}
	arena_free(process);
	return status;
}
