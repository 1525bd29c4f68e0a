/* undersigned: the command for admins and organizers: finds the sub-command and runs it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "log.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct sub_command {
	const char *name;
	/* Each line a way to call it; what begins with a space goes on with the line before. */
	const char *usage;
	const char *deed;
	enum command_exit (*run)(const struct command *command);
};

static const struct sub_command sub_commands[] = {
	{"setup", "setup [--plan | --remove]",
	 "make or migrate the schema, and the secret; safe to repeat", setup_command},
	{"import", "import FILE", "take a petition from a text file, new or revised",
	 import_command},
	{"edit", "edit SLUG [--lang CODE] [--file FILE] [--yes | --dry-run]",
	 "new words in an editor, with the difference shown", edit_command},
	{"list", "list", "the petitions, one a line: slug, count, goal, state, language, title",
	 list_command},
	{"show", "show SLUG", "one petition: its words, its organizations, its count",
	 show_command},
	{"open", "open SLUG [--why TEXT]", "let a paused petition be signed", open_command},
	{"pause", "pause SLUG [--why TEXT]", "take no signatures for now", pause_command},
	{"close", "close SLUG [--why TEXT | --on DATE]",
	 "take no more signatures, at once or after --on DATE", close_command},
	{"reopen", "reopen SLUG [--why TEXT]", "let a closed or retired petition be signed again",
	 reopen_command},
	{"retire", "retire SLUG [--why TEXT]",
	 "take a petition off the site; what was signed stays", retire_command},
	{"set", "set SLUG Goal|Closes|Erases|Confirmation|Time-Zone VALUE",
	 "its Goal, Closes, Erases, Confirmation or Time-Zone", set_command},
	{"copy", "copy SLUG NEW-SLUG", "a new petition of the same words, paused", copy_command},
	{"mail",
	 "mail [--once]\nmail preview KIND [--lang CODE] [--petition SLUG] [--html]\nmail test "
	 "ADDRESS [--lang CODE]",
	 "send the mail that is owed; mail preview KIND shows one", mail_command},
	{"outbox",
	 "outbox [--json]\noutbox retry dead|waiting [--petition SLUG] [--kind KIND] [--domain "
	 "DOMAIN] [--count N]\noutbox drop due|waiting|dead [--petition SLUG] [--kind KIND] "
	 "[--domain DOMAIN] [--count N]",
	 "how the mail stands; try dead mail again, or give mail up", outbox_command},
	{"held",
	 "held SLUG\nheld SLUG --release REASON [--count N]\nheld SLUG --remove REASON [--count N] "
	 "[--why TEXT]",
	 "what waits for the organizers: list it, release it, remove it", held_command},
	{"moderate", "moderate SLUG [--why TEXT]",
	 "what waits for the organizers, one by one; a key decides", moderate_command},
	{"remove",
	 "remove SLUG [--source S] [--domain D] [--country C] [--language L] [--postal-code P]\n "
	 "[--held-for H] [--state S] [--name LIKE] [--comment LIKE] [--since TIME]\n [--until "
	 "TIME] [--ids N,N,...] [--count N --why TEXT]\nremove SLUG --undo NUMBER",
	 "the signatures that meet a condition; counts them first", remove_command},
	{"purge", "purge [--dry-run | --batch N]",
	 "erase what is too old, as the form promised; for cron", purge_command},
	{"tombstones", "tombstones write FILE [--sent DAYS]\ntombstones apply FILE",
	 "what a restored backup must not bring back: write it, apply it", tombstones_command},
	{"secret", "secret [rotate [--days N] [--after MINUTES]]",
	 "the keys of links; a new one, while old links go on for a time", secret_command},
	{"event", "event SLUG [--hours N [--name TEXT] [--most N] | --end CODE]",
	 "a link for a stall, where hundreds sign over one network", event_command},
	{"organization", "organization [login NAME | revoke NAME]",
	 "the organizations; login NAME makes one see its own signers", organization_command},
	{"organizer", "organizer [login LOGIN | grant LOGIN SLUG|--all | revoke LOGIN SLUG|--all]",
	 "the organizers' logins, and which petitions each of them reads", organizer_command},
	{"count", "count --check | --refresh",
	 "hold counts and summaries against the signatures; or --refresh", count_command},
	{"announce",
	 "announce SLUG [FILE ... [--html OUT | --test ADDRESS ... | --send CODE "
	 "[--no-wait]]]\nannounce SLUG --pause N | --resume N | --cancel N | --follow N",
	 "news to the signers who asked for them: look, test, send, pause", announce_command},
	{"bounce", "bounce [--explain] [ADDRESS] < MESSAGE",
	 "take a report of mail that did not arrive, piped in by the mail server", bounce_command},
	{"poster", "poster SLUG [--lang CODE] [--source NAME] [--strips] [--out FILE]",
	 "a page to print, with a QR code; to a file with --out FILE", poster_command},
	{"export",
	 "export SLUG [--format csv|jsonl|osdi] [--organization NAME] [--since TIME] [--after ID] "
	 "[--bom] [--raw]",
	 "confirmed signatures as CSV, JSON or OSDI, as their signers allow", export_command},
	{"share", "share SLUG (--organization NAME | --all) [--out FOLDER]",
	 "a file for each organization, with those who consent to it", share_command},
	{"paper",
	 "paper SLUG [FILE [--country CODE] [--namesakes] [--dry-run] [--refused FILE]]\npaper "
	 "SLUG --remove SHEET[:LINE] --why TEXT",
	 "signatures that were collected on paper: take a file, list, remove", paper_command},
	{"deliver",
	 "deliver SLUG --out DIR [--paper a4|letter] [--lang CODE] [--no-pdf]\ndeliver SLUG "
	 "--dry-run",
	 "the letter and the roll of its signers, to print and hand over", deliver_command},
	{"stats", "stats SLUG [--json]",
	 "how a petition fares: days, sources, countries, in a terminal", stats_command},
	{"report", "report SLUG [--lang CODE]",
	 "the same drawn on a page: undersigned report SLUG > report.html", report_command},
	{"doctor", "doctor [--json] [--account NAME] [--cgi-bin FOLDER] [--sockets FOLDER]",
	 "look at all that the site needs, and say how to mend it", doctor_command},
	{"config", "config check | config show",
	 "whether the configuration is right; each setting as it stands", config_command},
	{"log", "log explain [CODE]", "what an event of the log means, and what to do about it",
	 log_command},
};

/* Somebody waits who sees that it takes long, and can stop it. */
#define PATIENCE 3600 /* seconds */
#define SUB_COMMANDS (sizeof(sub_commands) / sizeof(sub_commands[0]))

enum command_exit command_fail(const char *format, ...)
{
	va_list arguments;

	fputs("undersigned: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	return COMMAND_FAILED;
}

static void print_calls(FILE *to, const char *usage)
{
	const char *at = usage;

	while (*at != '\0') {
		int size = (int)strcspn(at, "\n");

		fputs(at == usage ? "usage: " : "       ", to);
		fprintf(to, "%s%.*s\n", *at == ' ' ? "" : "undersigned [--config FILE] ", size, at);
		at += size + (at[size] == '\n');
	}
}

enum command_exit command_misused(const struct command *command)
{
	print_calls(stderr, command->usage);
	return COMMAND_USAGE;
}

enum command_exit command_database(enum db_outcome outcome)
{
	if (outcome == DB_AWAY)
		return command_fail("the database is not reached: the line above says why; see "
				    "[database] in the configuration, then try again");
	return command_fail("the database refused that: the line above says why; if it names a "
			    "missing function, run undersigned setup");
}

enum command_exit command_no_threads(void)
{
	return command_fail("no thread could be started: this machine allows too few processes "
			    "(ulimit -u)");
}

must_check bool command_petition(const struct command *command, const char *slug,
				 struct petition *petition)
{
	switch (petition_find(command->db, command->arena, text_of(slug), petition)) {
	case PETITION_FOUND:
		return true;
	case PETITION_UNKNOWN:
		command_fail("there is no petition %s: undersigned list shows them all", slug);
		return false;
	case PETITION_AWAY:
		break;
	}
	command_database(DB_AWAY);
	return false;
}

enum command_exit command_no_roles(enum db_outcome outcome)
{
	if (outcome == DB_AWAY)
		return command_database(outcome);
	return command_fail("the database refused that: the line above says why; logins are made "
			    "by an owner that may make roles (alter role ... createrole), after "
			    "undersigned setup; where there is one role only, undersigned share "
			    "writes files");
}

must_check bool command_reader(const struct command *command, const struct petition *petition,
			       const char *language, struct reader *reader)
{
	struct text complaint;

	*reader = (struct reader){
		.wanted =
			text_of(language == NULL ? petition->revisions->language.bytes : language),
		.accepted = text_literal(""),
		.source = text_literal(""),
		.event = text_literal(""),
	};
	if (!site_read(command->arena, command->config, &reader->site, &complaint)) {
		command_fail("%s", complaint.bytes);
		return false;
	}
	reader->language =
		language_choose(reader->site->languages, reader->wanted, reader->accepted);
	if (language == NULL || strcmp(language_code(reader->language), language) == 0)
		return true;
	command_fail("there are no words in %s: %s/words has a file for each language", language,
		     command->config->site_html);
	return false;
}

static void print_usage(FILE *to)
{
	fputs("usage: undersigned [--config FILE] COMMAND\n\n", to);
	for (size_t i = 0; i < SUB_COMMANDS; i++)
		fprintf(to, "  %-12s %s\n", sub_commands[i].name, sub_commands[i].deed);
	fputs("\nHow one is called: undersigned COMMAND --help.", to);
	fputs("\nThe configuration is FILE, else what UNDERSIGNED_CONF names, else ", to);
	fprintf(to, "%s.\nSee undersigned(1) and undersigned.conf(5).\n", config_path(NULL));
}

/* What helps where the configuration is wrong. */
static bool begins_without(const struct sub_command *sub)
{
	return sub->run == doctor_command || sub->run == config_command || sub->run == log_command;
}

static enum command_exit run_configured(const struct sub_command *sub, struct command *command)
{
	const struct config *config;
	struct text complaint;

	if (!config_read(command->arena, command->config_file, &config, &complaint))
		return command_fail("%s", complaint.bytes);
	/* Who sits there reads the sentence that follows, and the line above it. */
	log_open(isatty(STDERR_FILENO) == 1 ? SINK_STDERR : config->log_sink, config->log_least);
	command->config = config;
	command->db = db_new(command->arena, config, config->database_owner);
	db_patience(command->db, PATIENCE);
	return sub->run(command);
}

static enum command_exit sub_command_run(const struct sub_command *sub, const char *config_file,
					 int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct command command = {
		.arena = arena,
		.usage = sub->usage,
		.config_file = config_path(config_file),
		.argc = argc,
		.argv = argv,
	};
	enum command_exit status;

	if (argc > 0 && strcmp(argv[0], "--help") == 0) {
		print_calls(stdout, sub->usage);
		printf("\n%s; see undersigned(1)\n", sub->deed);
		status = COMMAND_DONE;
	} else {
		status = begins_without(sub) ? sub->run(&command) : run_configured(sub, &command);
	}
	arena_free(arena);
	return status;
}

static const struct sub_command *sub_command_named(const char *name)
{
	for (size_t i = 0; i < SUB_COMMANDS; i++) {
		if (strcmp(sub_commands[i].name, name) == 0)
			return &sub_commands[i];
	}
	return NULL;
}

int main(int argc, char **argv)
{
	const struct sub_command *sub;
	const char *config_file = NULL;
	enum command_exit status;
	int at = 1;

	signal(SIGPIPE, SIG_IGN);
	log_name("undersigned");
	if (at + 1 < argc && strcmp(argv[at], "--config") == 0) {
		config_file = argv[at + 1];
		at += 2;
	}
	if (at >= argc) {
		print_usage(stderr);
		return COMMAND_USAGE;
	}
	if (strcmp(argv[at], "--help") == 0) {
		print_usage(stdout);
		return COMMAND_DONE;
	}
	if (strcmp(argv[at], "--version") == 0) {
		printf("undersigned %s\n", VERSION);
		return COMMAND_DONE;
	}
	sub = sub_command_named(argv[at]);
	if (sub == NULL) {
		fprintf(stderr, "undersigned: %s is not a command; these are:\n", argv[at]);
		print_usage(stderr);
		return COMMAND_USAGE;
	}
	at++;
	status = sub_command_run(sub, config_file, argc - at, argv + at);
	/* A mail server keeps what it could not hand over, and sends nothing back. */
	if (sub->run == bounce_command && status != COMMAND_DONE)
		return COMMAND_LATER;
	return (int)status;
}
