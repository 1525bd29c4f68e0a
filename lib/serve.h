/* serve: accept, handle, write the reply, reset the arena: the loop of every program. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SERVE_H
#define UNDERSIGNED_SERVE_H

#include "http.h"
#include "site.h"

/*
 * One program of cgi-bin/. start makes what its threads share, in the process's arena; handle turns
 * a request into a reply, which may use the request's arena; a reply of status 0 means that it has
 * seen to http_reply itself, which may still be to come. Told to end, the process calls end, which
 * lets what start began come to its end meanwhile and waits for nothing; stop waits for that, at most
 * so many seconds, after the last reply; false when something of it still runs. Both may be NULL.
 */
struct program {
	const char *name;
	void *(*start)(struct arena *process, const struct site *site);
	struct reply (*handle)(void *shared, const struct request *request);
	void (*end)(void *shared);
	bool (*stop)(void *shared, unsigned seconds);
};

/*
 * Serves until the web server or the admin says TERM, USR1 or INT, then lets running requests end
 * (at most drain_timeout) and returns the process's exit status. Threads come as they are needed,
 * up to the setting: a server that sends one request at a time gets two. As plain CGI it serves one
 * request. A configuration that cannot be used is said in the log, and every request is answered
 * 503: a program that exits at start is banned by some hosts.
 */
int serve(int argc, char **argv, const struct program *program);

#endif
