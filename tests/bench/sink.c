/* sink: an SMTP server that takes every mail and keeps none, faster than any courier. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINE_MAX_BYTES 65536

struct client {
	int fd;
	size_t size;
	char bytes[LINE_MAX_BYTES];
};

static bool say(const struct client *client, const char *reply)
{
	return write(client->fd, reply, strlen(reply)) == (ssize_t)strlen(reply);
}

/* Adds what came to what is there; false at the end of the connection. */
static bool hear(struct client *client)
{
	ssize_t got = read(client->fd, client->bytes + client->size,
			   sizeof(client->bytes) - 1 - client->size);

	if (got <= 0)
		return false;
	client->size += (size_t)got;
	client->bytes[client->size] = '\0';
	return true;
}

static void forget(struct client *client, size_t size)
{
	client->size -= size;
	memmove(client->bytes, client->bytes + size, client->size + 1);
}

/* Reads up to the dot that stands alone, keeping only what might be the beginning of it. */
static bool hear_mail(struct client *client)
{
	static const char dot[] = "\r\n.\r\n";
	const size_t dot_size = sizeof(dot) - 1;
	char *end;

	while ((end = memmem(client->bytes, client->size, dot, dot_size)) == NULL) {
		if (client->size >= dot_size)
			forget(client, client->size - (dot_size - 1));
		if (!hear(client))
			return false;
	}
	forget(client, (size_t)(end - client->bytes) + dot_size);
	return true;
}

/* One command; false when that was the last. */
static bool command(struct client *client)
{
	char *end;
	bool mail;

	while ((end = strchr(client->bytes, '\n')) == NULL) {
		if (!hear(client))
			return false;
	}
	mail = strncasecmp(client->bytes, "DATA", 4) == 0;
	if (strncasecmp(client->bytes, "QUIT", 4) == 0) {
		say(client, "221 bye\r\n");
		return false;
	}
	forget(client, (size_t)(end - client->bytes) + 1);
	if (mail)
		return say(client, "354 go on\r\n") && hear_mail(client) &&
		       say(client, "250 taken\r\n");
	return say(client, "250 sink\r\n");
}

static void *serve(void *handle)
{
	struct client client = {.fd = (int)(intptr_t)handle};

	if (say(&client, "220 sink\r\n")) {
		while (command(&client))
			;
	}
	close(client.fd);
	return NULL;
}

/* On a port of its own choice, which it prints. */
int main(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t size = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 128) != 0 ||
	    getsockname(listener, (struct sockaddr *)&address, &size) != 0)
		return 1;
	printf("%d\n", ntohs(address.sin_port));
	fflush(stdout);
	for (;;) {
		int fd = accept(listener, NULL, NULL);
		pthread_t thread;

		if (fd < 0)
			continue;
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
		if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)fd) == 0)
			pthread_detach(thread);
		else
			close(fd);
	}
}
