/* mail: the courier as a command: once from cron, or until it is stopped. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "courier.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Those that end it; blocked in all threads, so that no mail is cut off. */
static void end_signals(sigset_t *signals)
{
	sigemptyset(signals);
	sigaddset(signals, SIGTERM);
	sigaddset(signals, SIGINT);
	pthread_sigmask(SIG_BLOCK, signals, NULL);
}

static void *end_when_told(void *handle)
{
	struct courier *courier = handle;
	sigset_t signals;
	int signal;

	end_signals(&signals);
	while (sigwait(&signals, &signal) != 0)
		;
	courier_end(courier);
	return NULL;
}

static enum command_exit run_once(struct courier *courier, unsigned threads)
{
	sigset_t signals;
	pthread_t listener;
	bool drained;

	end_signals(&signals);
	if (pthread_create(&listener, NULL, end_when_told, courier) != 0)
		return command_no_threads();
	drained = courier_once(courier, threads);
	pthread_kill(listener, SIGTERM);
	pthread_join(listener, NULL);
	if (!drained)
		return command_fail(
			"the relay or the database was away: the lines above say which; "
			"what is still owed goes out with the next run");
	return COMMAND_DONE;
}

static enum command_exit run_until_stopped(struct courier *courier, const struct config *config,
					   unsigned threads)
{
	sigset_t signals;
	int signal;

	end_signals(&signals);
	if (!courier_start(courier, threads))
		return command_no_threads();
	while (sigwait(&signals, &signal) != 0)
		;
	if (!courier_stop(courier, config->mail_lease))
		_exit(COMMAND_FAILED);
	return COMMAND_DONE;
}

enum command_exit mail_command(const struct command *command)
{
	const struct config *config = command->config;
	bool once = command->argc == 1 && strcmp(command->argv[0], "--once") == 0;
	unsigned threads = config->mail_couriers == 0 ? 1 : config->mail_couriers;
	struct courier *courier;
	const struct site *site;
	struct text complaint;

	if (command->argc > 0 && strcmp(command->argv[0], "preview") == 0)
		return mail_preview(command);
	if (command->argc > 0 && strcmp(command->argv[0], "test") == 0)
		return mail_test(command);
	if (command->argc != 0 && !once)
		return command_misused(command);
	if (!site_read(command->arena, config, &site, &complaint))
		return command_fail("%s", complaint.bytes);
	courier = courier_new(command->arena, site,
			      db_new(command->arena, config, config->database_courier));
	if (once)
		return run_once(courier, threads);
	return run_until_stopped(courier, config, threads);
}
