/* request: what a browser asks, as the web server passes it on. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_REQUEST_H
#define UNDERSIGNED_REQUEST_H

#include "network.h"

struct http;

enum http_method { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_OTHER };

/* Memory of the request's arena. Header texts are as the web server gave them, "" if not sent. */
struct request {
	struct http *http; /* who waits for the reply */
	struct arena *arena;
	enum http_method method;
	struct text path; /* PATH_INFO, decoded by the web server: "" or "/…" */
	struct text query;
	struct text body;
	struct text host;
	struct text origin;
	struct text fetch_site; /* Sec-Fetch-Site */
	struct text accept_language;
	struct text remote;          /* REMOTE_ADDR: the peer of the web server */
	struct text x_forwarded_for; /* several lines joined, in their order */
	struct text forwarded;
	struct text server_id; /* what the web server calls the request: see request_id */
	struct text proxy_id;  /* X-Request-Id */
};

/*
 * Whether a page of another site made the browser send this. Sec-Fetch-Site says it where browsers
 * send it (W3C Fetch Metadata), else Origin (RFC 6454), which has to be own_url's or the request's
 * own host; without either nothing is known, and it is not.
 */
bool request_is_cross_site(const struct request *request, const char *own_url);

/*
 * What the request is called in other logs, for our own: by the web server (REQUEST_ID, which a
 * configuration of nginx may set, or UNIQUE_ID of Apache's mod_unique_id), else by one of our
 * proxies. "" when neither does, or says what is no id: it is 8 to 64 letters, digits and a few signs.
 */
const char *request_id(const struct request *request, const struct network_list *proxies);

/* The value of name in the query string, percent-decoded and checked; "" when it is not there. */
struct text request_query(const struct request *request, const char *name);

#endif
