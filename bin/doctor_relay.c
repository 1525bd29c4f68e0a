/* doctor_relay: whether the relay is reached, encrypts, and lets us in; no mail is sent. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "doctor.h"

#include "clock.h"
#include "relay.h"
#include "transcript.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE 30.0 /* seconds */

struct hearing {
	struct arena *arena;
	struct transcript transcript;
	bool logged_in;
};

static void hear(void *context, enum smtp_voice voice, struct text line)
{
	struct hearing *hearing = context;

	if (voice == SMTP_OURS && text_starts(line, "AUTH"))
		hearing->logged_in = true;
	(void)transcript_explain(&hearing->transcript, voice, text_copy(hearing->arena, line));
}

/* Where it went wrong: by the last command, or by what TLS has to say. */
static const char *check_of(const struct hearing *hearing, const struct smtp_answer *answer)
{
	const char *command = hearing->transcript.command;

	if (strstr(answer->why.bytes, "certificate") != NULL ||
	    strstr(answer->why.bytes, "TLS") != NULL || strstr(answer->why.bytes, "SSL") != NULL)
		return "relay.tls";
	if (strcmp(command, "AUTH") == 0 || strstr(answer->why.bytes, "Login") != NULL)
		return "relay.login";
	return strcmp(command, "STARTTLS") == 0 ? "relay.tls" : "relay.reach";
}

static void look_at_greeting(struct doctor *doctor)
{
	struct arena *arena = doctor->command->arena;
	struct hearing hearing = {.arena = arena};
	struct smtp_answer answer;
	struct smtp *smtp;
	bool greeted;

	smtp_start();
	smtp = smtp_new(arena, doctor->config);
	smtp_listen(smtp, hear, &hearing);
	smtp_until(smtp, clock_seconds() + PATIENCE);
	greeted = smtp_greet(smtp, arena, &answer);
	smtp_listen(smtp, NULL, NULL);
	if (!greeted)
		finding_problem(
			doctor, check_of(&hearing, &answer),
			text_format(arena, "%s: %s", doctor->config->mail_relay, answer.why.bytes)
				.bytes,
			transcript_advice(&hearing.transcript, &answer));
	else if (doctor->config->mail_user[0] != '\0' && !hearing.logged_in)
		finding_warning(doctor, "relay.login",
				"the relay offers no login: user and password are not used",
				"see whether relay under [mail] has the port for logins, 587 or "
				"465; where it lets this machine in without, take user and "
				"password away");
	else
		finding_ok(doctor, "relay.reach",
			   text_format(arena, "%s greets%s", doctor->config->mail_relay,
				       hearing.logged_in ? " and lets us in" : "")
				   .bytes);
}

/* False when the token cannot be read, so that the relay would be asked in vain. */
static bool look_at_token(struct doctor *doctor)
{
	const char *path = doctor->config->mail_token_file;

	if (strcmp(doctor->config->mail_auth, "xoauth2") != 0 || access(path, R_OK) == 0)
		return true;
	finding_problem(doctor, "relay.login",
			text_format(doctor->command->arena, "%s: %s", path, strerror(errno)).bytes,
			"let the program that renews the token write it there, for the account of "
			"the couriers to read; or mend token_file under [mail]");
	return false;
}

void doctor_relay(struct doctor *doctor)
{
	const struct config *config = doctor->config;

	if (look_at_token(doctor))
		look_at_greeting(doctor);
	if (!relay_is_private(config))
		finding_warning(doctor, "relay.private",
				config->mail_user[0] == '\0'
					? "mails go to the relay in the clear"
					: "mails and the password go to the relay in the clear",
				"say tls = starttls under [mail], or name the relay as smtps://");
}
