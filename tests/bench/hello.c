/* hello: the least that a FastCGI program can do, to measure everything else against. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <fcgiapp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ?bytes=N&headers=N: the size of its answer, for pages of the same size. */
#define BYTES_PRESET 6
#define BYTES_MAX 1000000
#define HEADERS_MAX 8000
/* As many as the preset of [server] threads. */
#define THREADS 64

static char page[BYTES_MAX];
static char filling[HEADERS_MAX];

static int number_of(const char *query, const char *name, int preset, int most)
{
	const char *found = query == NULL ? NULL : strstr(query, name);
	int number = found == NULL ? preset : atoi(found + strlen(name));

	return number < 0 || number > most ? preset : number;
}

/* What is left of a request would be taken for the next one on the same connection. */
static void body_skip(FCGX_Request *request)
{
	char bytes[4096];

	while (FCGX_GetStr(bytes, sizeof(bytes), request->in) > 0)
		;
}

static void answer(FCGX_Request *request)
{
	const char *query = FCGX_GetParam("QUERY_STRING", request->envp);
	int bytes = number_of(query, "bytes=", BYTES_PRESET, BYTES_MAX);
	int headers = number_of(query, "headers=", 0, HEADERS_MAX);
	char head[256];
	int size = snprintf(head, sizeof(head),
			    "Content-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n"
			    "X-Filling: ",
			    bytes);

	body_skip(request);
	FCGX_PutStr(head, size, request->out);
	FCGX_PutStr(filling, headers, request->out);
	FCGX_PutStr("\r\n\r\n", 4, request->out);
	FCGX_PutStr(page, bytes, request->out);
}

static void *serve(void *unused)
{
	FCGX_Request request;

	FCGX_InitRequest(&request, 0, 0);
	while (FCGX_Accept_r(&request) == 0) {
		answer(&request);
		FCGX_Finish_r(&request);
	}
	return unused;
}

int main(void)
{
	pthread_t thread;

	memset(page, 'h', sizeof(page));
	memset(filling, 'h', sizeof(filling));
	if (FCGX_IsCGI()) {
		printf("Content-Type: text/html\r\n\r\nhello\n");
		return 0;
	}
	if (FCGX_Init() != 0)
		return 1;
	for (int i = 1; i < THREADS; i++) {
		if (pthread_create(&thread, NULL, serve, NULL) != 0)
			return 1;
	}
	serve(NULL);
	return 0;
}
