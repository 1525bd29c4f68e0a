/* doctor: looks at all that the site needs, and says how to mend what is wrong. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "doctor.h"

#include "json.h"
#include "log.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SOCKETS "/run/undersigned"

/* Where the build put them; Makefile.am says. */
#ifndef INSTALLED_CGI
#error "INSTALLED_CGI comes from Makefile.am"
#endif

static const char *const states[] = {"ok", "warning", "problem"};

static void finding_add(struct doctor *doctor, struct finding finding)
{
	struct finding *kept = arena_get(doctor->command->arena, sizeof(*kept));

	*kept = finding;
	*doctor->end = kept;
	doctor->end = &kept->next;
	doctor->counts[finding.state]++;
}

void finding_ok(struct doctor *doctor, const char *check, const char *what)
{
	finding_add(doctor, (struct finding){FINDING_OK, check, what, NULL, NULL});
}

void finding_warning(struct doctor *doctor, const char *check, const char *what, const char *mend)
{
	finding_add(doctor, (struct finding){FINDING_WARNING, check, what, mend, NULL});
}

void finding_problem(struct doctor *doctor, const char *check, const char *what, const char *mend)
{
	finding_add(doctor, (struct finding){FINDING_PROBLEM, check, what, mend, NULL});
}

static void print_for_people(const struct doctor *doctor)
{
	for (const struct finding *finding = doctor->first; finding != NULL;
	     finding = finding->next) {
		printf("%-8s %-22s %s\n", states[finding->state], finding->check, finding->what);
		if (finding->mend != NULL)
			printf("%-8s %-22s -> %s\n", "", "", finding->mend);
	}
	printf("%u problems, %u warnings\n", doctor->counts[FINDING_PROBLEM],
	       doctor->counts[FINDING_WARNING]);
}

static void print_for_programs(const struct doctor *doctor)
{
	for (const struct finding *finding = doctor->first; finding != NULL;
	     finding = finding->next)
		printf("%s\t%s\t%s\t%s\n", states[finding->state], finding->check, finding->what,
		       finding->mend == NULL ? "" : finding->mend);
}

static void print_json(const struct doctor *doctor)
{
	struct json json = {.builder = {.arena = doctor->command->arena}};

	json_open(&json, NULL, '{');
	json_number(&json, "problems", doctor->counts[FINDING_PROBLEM]);
	json_number(&json, "warnings", doctor->counts[FINDING_WARNING]);
	json_open(&json, "findings", '[');
	for (const struct finding *finding = doctor->first; finding != NULL;
	     finding = finding->next) {
		json_open(&json, NULL, '{');
		json_text(&json, "state", text_of(states[finding->state]));
		json_text(&json, "check", text_of(finding->check));
		json_text(&json, "what", text_of(finding->what));
		if (finding->mend == NULL)
			json_null(&json, "mend");
		else
			json_text(&json, "mend", text_of(finding->mend));
		json_close(&json, '{');
	}
	json_close(&json, '[');
	json_close(&json, '{');
	puts(json_done(&json).bytes);
}

static bool options_read(struct doctor *doctor, bool *json)
{
	struct {
		const char *name;
		const char **value;
	} options[] = {
		{"--account", &doctor->account},
		{"--cgi-bin", &doctor->cgi},
		{"--sockets", &doctor->sockets},
	};
	const struct command *command = doctor->command;
	size_t count = sizeof(options) / sizeof(options[0]);

	for (int i = 0; i < command->argc; i++) {
		size_t at = 0;

		while (at < count && strcmp(options[at].name, command->argv[i]) != 0)
			at++;
		if (at < count && i + 1 < command->argc)
			*options[at].value = command->argv[++i];
		else if (at == count && strcmp(command->argv[i], "--json") == 0)
			*json = true;
		else
			return false;
	}
	return true;
}

enum command_exit doctor_command(const struct command *command)
{
	struct doctor doctor = {.command = command, .cgi = INSTALLED_CGI, .sockets = SOCKETS};
	bool json = false;

	doctor.end = &doctor.first;
	if (!options_read(&doctor, &json))
		return command_misused(command);
	/* What goes wrong is a finding. */
	log_open(SINK_NONE, LOG_ERROR);
	doctor_configuration(&doctor);
	if (doctor.config != NULL) {
		doctor_files(&doctor);
		doctor_programs(&doctor);
		doctor_database(&doctor);
		doctor_relay(&doctor);
	}
	if (json)
		print_json(&doctor);
	else if (isatty(STDOUT_FILENO) == 1)
		print_for_people(&doctor);
	else
		print_for_programs(&doctor);
	return doctor.counts[FINDING_PROBLEM] == 0 ? COMMAND_DONE : COMMAND_FAILED;
}
