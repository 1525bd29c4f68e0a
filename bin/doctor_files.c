/* doctor_files: the files that the programs read: configuration, secret, templates, SQL. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "doctor.h"

#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOR_OTHERS (S_IRWXO | S_IWGRP)
#define GROUPS_LIMIT 64

static struct arena *arena_of(const struct doctor *doctor)
{
	return doctor->command->arena;
}

/* Secrets are for their owner to write and for one group to read at the most. */
static void look_at_mode(struct doctor *doctor, const char *check, const char *path)
{
	struct arena *arena = arena_of(doctor);
	struct stat file;

	if (stat(path, &file) != 0)
		return;
	if ((file.st_mode & FOR_OTHERS) == 0)
		finding_ok(
			doctor, check,
			text_format(arena, "%s has mode %03o", path, file.st_mode & 0777U).bytes);
	else
		finding_problem(
			doctor, check,
			text_format(arena, "%s has mode %03o: others can read or change it", path,
				    file.st_mode & 0777U)
				.bytes,
			text_format(arena,
				    "chmod 640 %s, or 600 where the programs run as its owner",
				    path)
				.bytes);
}

void doctor_configuration(struct doctor *doctor)
{
	const struct command *command = doctor->command;
	struct text complaint;
	const char *path = command->config_file;

	if (!config_check(command->arena, path, &doctor->config, &complaint)) {
		doctor->config = NULL;
		finding_problem(doctor, "configuration.settings", complaint.bytes,
				"mend that first: nothing else was looked at; undersigned.conf(5) "
				"explains each setting");
		return;
	}
	finding_ok(doctor, "configuration.settings",
		   text_format(command->arena, "%s is right", path).bytes);
	look_at_mode(doctor, "configuration.mode", path);
}

static bool look_at_secret(struct doctor *doctor)
{
	const char *path = doctor->config->site_secret_file;
	const struct secret *secret;
	struct text complaint;

	if (!secret_read(arena_of(doctor), path, &secret, &complaint)) {
		finding_problem(doctor, "secret.file", complaint.bytes,
				"the same secret has to be kept for as long as the links in mails "
				"are to work: bring it back from the backup, with mode 600; only a "
				"new site has none, and undersigned setup makes it");
		return false;
	}
	finding_ok(doctor, "secret.file", text_format(arena_of(doctor), "%s is right", path).bytes);
	look_at_mode(doctor, "secret.mode", path);
	return true;
}

/* What the programs render by name, and the mails; all else is a part of these. */
static const char *template_missing(const struct doctor *doctor, const struct site *site)
{
	static const char *const pages[] = {
		"petition", "petitions", "thanks",        "signature", "signature_data",
		"embed",    "problem",   "unsubscribe",   "poster",    "signature_way",
		"overview", "book",      "book_comments", "book_roll",
	};
	static const char *const mails[] = {
		"confirmation", "released",  "reminder",   "link", "repeated",     "thanks",
		"consent",      "may_write", "withdrawal", "test", "announcement",
	};
	struct arena *arena = arena_of(doctor);
	const char *name;

	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		name = text_format(arena, "%s.html", pages[i]).bytes;
		if (templates_find(site->templates, name) == NULL)
			return name;
	}
	for (size_t i = 0; i < 2 * sizeof(mails) / sizeof(mails[0]); i++) {
		name = text_format(arena, "mail/%s.%s", mails[i / 2], i % 2 == 0 ? "txt" : "html")
			       .bytes;
		if (templates_find(site->templates, name) == NULL)
			return name;
	}
	return templates_missing(site->templates, arena);
}

static void look_at_templates(struct doctor *doctor)
{
	struct arena *arena = arena_of(doctor);
	const char *folder = doctor->config->site_html, *missing;
	const char *mend = "bring the folder html back as the release has it (make install), or "
			   "mend html under [site]";
	const struct site *site;
	struct text complaint;

	if (!site_read(arena, doctor->config, &site, &complaint)) {
		finding_problem(doctor, "files.templates", complaint.bytes, mend);
		return;
	}
	missing = template_missing(doctor, site);
	if (missing == NULL)
		finding_ok(doctor, "files.templates",
			   text_format(arena, "%s is whole", folder).bytes);
	else
		finding_problem(
			doctor, "files.templates",
			text_format(arena, "%s lacks a template: %s", folder, missing).bytes, mend);
}

static void look_at_sql(struct doctor *doctor)
{
	static const char *const parts[] = {"setup.sql", "migrations", "functions",
					    "summaries", "views",      "roles.sql"};
	struct arena *arena = arena_of(doctor);
	const char *folder = doctor->config->site_sql;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		const char *part = text_format(arena, "%s/%s", folder, parts[i]).bytes;

		if (access(part, R_OK) != 0) {
			finding_problem(
				doctor, "files.sql",
				text_format(arena, "%s: %s", part, strerror(errno)).bytes,
				"bring the folder sql back as the release has it (make install), "
				"or mend sql under [site]: undersigned setup needs it");
			return;
		}
	}
	finding_ok(doctor, "files.sql", text_format(arena, "%s is whole", folder).bytes);
}

/* Who runs the programs, as the kernel sees them. */
struct account {
	uid_t user;
	gid_t groups[GROUPS_LIMIT];
	int count;
};

static bool may(const struct account *account, const struct stat *file, mode_t bit)
{
	if (account->user == 0)
		return true;
	if (file->st_uid == account->user)
		return (file->st_mode & (bit << 6)) != 0;
	for (int i = 0; i < account->count; i++) {
		if (file->st_gid == account->groups[i])
			return (file->st_mode & (bit << 3)) != 0;
	}
	return (file->st_mode & bit) != 0;
}

/* The first thing on the way that the account may not pass, or the file that it may not read; NULL if
 * it may. */
static const char *way_closed(struct arena *arena, const struct account *account, const char *path)
{
	const char *closed = NULL;
	char way[PATH_MAX];
	size_t size;

	if (realpath(path, way) == NULL)
		return path;
	size = strlen(way);
	for (size_t end = 1; closed == NULL && end <= size; end++) {
		const char *part = text_format(arena, "%.*s", (int)end, way).bytes;
		bool last = end == size;
		struct stat status;

		if (!last && way[end] != '/')
			continue;
		if (stat(part, &status) != 0 || !may(account, &status, last ? S_IROTH : S_IXOTH))
			closed = part;
	}
	return closed;
}

static void look_at_account(struct doctor *doctor)
{
	struct arena *arena = arena_of(doctor);
	const struct passwd *known = getpwnam(doctor->account);
	struct account account = {.count = GROUPS_LIMIT};
	const char *read[] = {
		doctor->command->config_file,
		doctor->config->site_secret_file,
		text_format(arena, "%s/petition.html", doctor->config->site_html).bytes,
	};

	if (known == NULL) {
		finding_problem(doctor, "account.reads",
				text_format(arena, "there is no account %s", doctor->account).bytes,
				"say --account with the account that the web server runs the "
				"programs as");
		return;
	}
	account.user = known->pw_uid;
	if (getgrouplist(known->pw_name, known->pw_gid, account.groups, &account.count) < 0)
		account.count = GROUPS_LIMIT;
	for (size_t i = 0; i < sizeof(read) / sizeof(read[0]); i++) {
		const char *closed = way_closed(arena, &account, read[i]);

		if (closed == NULL)
			continue;
		finding_problem(
			doctor, "account.reads",
			text_format(arena, "%s may not read %s: %s stops it", doctor->account,
				    read[i], closed)
				.bytes,
			"give the file to that account's group: chgrp, then chmod 640; and let it "
			"pass each folder on the way: chmod o+x");
		return;
	}
	finding_ok(doctor, "account.reads",
		   text_format(arena, "%s may read configuration, secret and templates",
			       doctor->account)
			   .bytes);
}

static void look_at_syslog(struct doctor *doctor)
{
	struct stat log;

	if (doctor->config->log_sink != SINK_SYSLOG)
		return;
	if (stat("/dev/log", &log) == 0)
		finding_ok(doctor, "log.syslog", "/dev/log is there");
	else
		finding_warning(doctor, "log.syslog",
				"/dev/log is not there: what is logged gets lost",
				"start a syslog, or say to = stderr under [log]");
}

void doctor_files(struct doctor *doctor)
{
	if (look_at_secret(doctor))
		look_at_templates(doctor);
	look_at_sql(doctor);
	look_at_syslog(doctor);
	if (doctor->account != NULL)
		look_at_account(doctor);
}
