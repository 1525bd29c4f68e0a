/* http: a request in, a reply out, over FastCGI or plain CGI. The only user of libfcgi. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_HTTP_H
#define UNDERSIGNED_HTTP_H

#include "reply.h"
#include "request.h"

/* How the process was started. */
enum http_start {
	HTTP_FASTCGI, /* descriptor 0 listens */
	HTTP_CGI,     /* one request in the environment */
	HTTP_SHELL    /* neither: somebody typed the name */
};
enum http_start http_start(void);

/*
 * The side of the process that faces the web server: the listener, and the connections that are
 * kept open between two requests, however many. Threads wait at it; a connection that brings
 * nothing keeps none of them. It lives as long as the process.
 */
struct http_port;
struct http_port *http_port_new(struct arena *process);

/* Accepts nothing more; http_wait gives NULL once connections that were just accepted have brought
 * what they were made for, or after two seconds. */
void http_port_stop(struct http_port *port);

/* A connection on which a request begins; the caller alone has it. NULL when there is nothing more
 * to do. */
struct http;
must_check struct http *http_wait(struct http_port *port);

enum http_outcome {
	HTTP_TAKEN,
	HTTP_NONE,  /* the web server went away again */
	HTTP_SHORT, /* fewer bytes came than CONTENT_LENGTH says: 400 */
	HTTP_LARGE  /* the body is over the limit: 413 */
};

/* Reads the request, which lives with its arena until http_reply: there is exactly one, by any thread.
 * With HTTP_NONE there is no request, and the connection is no longer the caller's. */
must_check enum http_outcome http_take(struct http *http, unsigned body_limit,
				       const struct request **request);

/* Tells the web server, which writes it to its own error log, where our standard error may not go.
 * With CGI that is one log, and this says nothing. */
void http_complain(const struct request *request, struct text complaint);

/* Sends the reply with the security headers that every answer has, and ends the request with all
 * that is in its arena. The connection may bring the next one. */
void http_reply(const struct request *request, const struct reply *reply);

#endif
