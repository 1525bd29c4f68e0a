/* moderate_screen: the terminal: a key at a time, and a signature as it is shown. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "moderate.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define CONTROL_C 3
#define CONTROL_D 4

static struct termios before;
static sigset_t unblocked;

/* Only so that ppoll() returns: the terminal is to be left as it was found. */
static void end(int number)
{
	(void)number;
}

must_check bool screen_open(void)
{
	const struct sigaction action = {.sa_handler = end};
	struct termios keys;
	sigset_t ending;

	if (isatty(STDOUT_FILENO) != 1 || tcgetattr(STDIN_FILENO, &before) != 0)
		return false;
	keys = before;
	keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
	keys.c_cc[VMIN] = 1;
	keys.c_cc[VTIME] = 0;
	/* Heard while a key is waited for, and at no other time. */
	sigemptyset(&ending);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGHUP);
	sigprocmask(SIG_BLOCK, &ending, &unblocked);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	return tcsetattr(STDIN_FILENO, TCSANOW, &keys) == 0;
}

void screen_close(void)
{
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

char screen_key(void)
{
	struct pollfd keyboard = {.fd = STDIN_FILENO, .events = POLLIN};
	char key;

	fflush(stdout);
	if (ppoll(&keyboard, 1, NULL, &unblocked) != 1 || read(STDIN_FILENO, &key, 1) != 1 ||
	    key == CONTROL_C || key == CONTROL_D)
		return 'q';
	return key;
}

/* What somebody typed must not move the cursor: it was checked when it came, and is once more. */
static struct text harmless(struct arena *arena, struct text typed)
{
	struct text taken;

	return text_take(arena, typed.bytes, typed.size, &taken) ? taken : text_literal("?");
}

static void show_fact(struct arena *arena, const char *name, struct text fact)
{
	if (!text_empty(fact))
		printf("  %-9s %s\n", name, harmless(arena, fact).bytes);
}

static void show_comment(struct arena *arena, struct text comment)
{
	const char *line = harmless(arena, comment).bytes;

	if (text_empty(comment))
		return;
	putchar('\n');
	while (*line != '\0') {
		int size = (int)strcspn(line, "\n");

		printf("    %.*s\n", size, line);
		line += size + (line[size] == '\n');
	}
}

void screen_show(struct arena *arena, const struct moderate_item *item)
{
	bool held = item->subject == MODERATE_HELD;

	printf("\n%s %s, signed %s UTC\n", held ? "Held signature" : "Comment of signature",
	       item->id.bytes, item->at.bytes);
	show_fact(arena, "held for", item->held_for);
	show_fact(arena, "domain", item->domain);
	show_fact(arena, "name", item->public_name);
	show_fact(arena, "postcode", item->postal_code);
	show_fact(arena, "country", item->country);
	show_fact(arena, "language", item->language);
	show_fact(arena, "source", item->source);
	show_comment(arena, item->comment);
	printf("\n%s, [s]kip, [u]ndo, [q]uit? ",
	       held ? "[r]elease, [x] remove" : "[a]pprove, [h]ide");
}
