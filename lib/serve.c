/* serve: see serve.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "serve.h"

#include "crew.h"
#include "log.h"
#include "page.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BODY_LIMIT_PRESET 65536
#define COMPLAIN_EACH 60 /* seconds */

struct server {
	const struct program *program;
	const struct site *site; /* NULL: the configuration cannot be used */
	struct text complaint;   /* why not */
	time_t complain_at;      /* monotonic */
	void *shared;
	struct http_port *port;
};

static void *wait_for_request(void *handle)
{
	struct server *server = handle;

	return http_wait(server->port);
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

static void serve_request(void *handle, void *piece)
{
	struct server *server = handle;
	unsigned body_limit =
		server->site == NULL ? BODY_LIMIT_PRESET : server->site->config->server_body_limit;
	const struct request *request;
	enum http_outcome outcome = http_take(piece, body_limit, &request);
	struct reply reply;

	if (outcome == HTTP_NONE)
		return;
	reply = server->site == NULL ? unusable(server, request) : answer(server, outcome, request);
	if (reply.status != 0)
		http_reply(request, &reply);
	log_request("");
}

static void end(const struct server *server)
{
	if (server->site != NULL && server->program->end != NULL)
		server->program->end(server->shared);
}

static bool stop(const struct server *server, unsigned seconds)
{
	if (server->site == NULL || server->program->stop == NULL ||
	    server->program->stop(server->shared, seconds))
		return true;
	log_fact(LOG_WARNING, "stop_timeout", "action=exit");
	return false;
}

/*
 * libfcgi is not made for signals: one in the middle of a read cuts the request short, and its own
 * handler hangs a threaded process. So all threads block them, this one waits for them, and an
 * eventfd tells the workers, who look at it between requests only. False when something still runs.
 */
static bool serve_fastcgi(struct server *server, struct arena *process)
{
	static const struct crew_work work = {wait_for_request, serve_request};
	unsigned threads = server->site == NULL ? 1 : server->site->config->server_threads;
	unsigned timeout = server->site == NULL ? 1 : server->site->config->server_drain_timeout;
	struct crew *crew = crew_new(process, &work, server, threads);
	sigset_t signals;
	int signal;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGUSR1);
	sigaddset(&signals, SIGINT);
	crew_start(crew);
	while (sigwait(&signals, &signal) != 0)
		;
	end(server);
	http_port_stop(server->port);
	if (crew_end(crew, timeout))
		return stop(server, timeout);
	log_fact(LOG_WARNING, "drain_timeout", "seconds=%u", timeout);
	(void)stop(server, 1);
	return false;
}

static bool serve_cgi(struct server *server)
{
	struct http *http = http_wait(server->port);

	if (http != NULL)
		serve_request(server, http);
	return stop(server, 1);
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

	log_name(program->name);
	if (start == HTTP_SHELL)
		return say_usage(argc, argv, program->name);
	block_signals();
	process = arena_new();
	server.port = http_port_new(process);
	read_site(&server, process);
	if (server.site != NULL)
		server.shared = program->start(process, server.site);
	if (!(start == HTTP_CGI ? serve_cgi(&server) : serve_fastcgi(&server, process)))
		_exit(1);
	arena_free(process);
	return 0;
}
