/* log: what each event of the log means, and what to do about it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include <stdio.h>
#include <string.h>

/* Each event that the sources log, and no other: tests/rules/events. */
static const struct event {
	const char *code;
	const char *means;
	const char *what_to_do;
} events[] = {
	{"client_not_known",
	 "the web server says an address of this machine or of a private network for a signer: "
	 "there "
	 "is a proxy before it that the site was not told of; the limits of [limits] for hosts and "
	 "networks are off for such signers",
	 "name the proxy's address in proxies under [server]; behind nginx, in set_real_ip_from of "
	 "nginx itself"},
	{"configuration",
	 "the program cannot use its configuration, its secret, or its templates and words, as the "
	 "message says; it answers each request with 503",
	 "mend what the message names, see that undersigned doctor finds nothing, and restart the "
	 "programs"},
	{"courier_not_started", "the system gave no thread to a courier; fewer of them send mail",
	 "lower couriers under [mail], or raise the account's limit of processes"},
	{"database_away",
	 "PostgreSQL was not reached, or gave no answer in time, as the message says; signers are "
	 "asked to try again, and nothing is lost that was acknowledged",
	 "start PostgreSQL, or mend the connection strings under [database]; the programs come "
	 "back "
	 "by themselves"},
	{"database_back", "PostgreSQL is reached again", "nothing"},
	{"database_refused", "PostgreSQL answered a call with an error, as the message says",
	 "run undersigned setup, which is wanted after each update; if that does not help, report "
	 "the line"},
	{"drain_timeout",
	 "the program was told to end, and a request took longer than drain_timeout; it was cut "
	 "off",
	 "nothing where it happens once; else raise drain_timeout under [server]"},
	{"fastcgi_init", "libfcgi or the system gave the program no way to wait for requests",
	 "raise the account's limit of open files; see how the web server starts the program"},
	{"mail_not_composed", "a mail could not be made: its template is missing or not right",
	 "restore the folder mail/ of the templates (html under [site]); undersigned mail preview "
	 "shows the mail"},
	{"mail_not_sent",
	 "the relay did not take a mail, as reply, status and why say; it is tried again later, or "
	 "given up where the reply is final",
	 "nothing for one mail; where there are many, undersigned mail test shows what the relay "
	 "has against them"},
	{"mail_not_settled",
	 "what became of a mail could not be noted, because the database was away or another "
	 "courier "
	 "had it already; it may come twice",
	 "nothing where it happens once; see to the database"},
	{"mail_waits",
	 "mail that is due waits: for the relay to come back, or for hour_limit or day_limit; "
	 "for=nothing: it goes on",
	 "undersigned outbox tells more"},
	{"out_of_memory",
	 "the system gave no memory, and the program ended; another one is started",
	 "lower threads under [server], or raise the account's limit of memory"},
	{"password_not_taken", "libpq could not make what PostgreSQL stores of a new password",
	 "see the message; the login was not changed"},
	{"stop_timeout", "a mail took too long when the program ended; it may come twice",
	 "nothing where it happens once"},
	{"worker_not_started",
	 "the system gave no thread for one more request; it waits for another",
	 "lower threads under [server], or raise the account's limit of processes"},
};

#define EVENTS (sizeof(events) / sizeof(events[0]))

/* As somebody may copy it from the log. */
static const char *code_of(const char *typed)
{
	return strncmp(typed, "event=", 6) == 0 ? typed + 6 : typed;
}

static enum command_exit explain(const char *code)
{
	for (size_t i = 0; i < EVENTS; i++) {
		if (strcmp(events[i].code, code) != 0)
			continue;
		printf("%s: %s.\nWhat to do: %s.\n", events[i].code, events[i].means,
		       events[i].what_to_do);
		return COMMAND_DONE;
	}
	return command_fail("there is no event %s: undersigned log explain lists them all", code);
}

enum command_exit log_command(const struct command *command)
{
	if (command->argc == 0 || command->argc > 2 || strcmp(command->argv[0], "explain") != 0)
		return command_misused(command);
	if (command->argc == 2)
		return explain(code_of(command->argv[1]));
	for (size_t i = 0; i < EVENTS; i++)
		printf("%s\t%s\n", events[i].code, events[i].means);
	return COMMAND_DONE;
}
