/* doctor_programs: the programs that the web server runs, and the sockets that they wait at. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "doctor.h"

#include "file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const programs[] = {"petition", "sign", "signature"};

#define PROGRAMS (sizeof(programs) / sizeof(programs[0]))

#define THERE_MEND "make install, or say with --cgi-bin in which folder they are"

/* suEXEC refuses them as well. */
#define CHANGED_BY_OTHERS (S_IWGRP | S_IWOTH)

static struct text of(const struct doctor *doctor, const char *path, mode_t mode, const char *what)
{
	return text_format(doctor->command->arena, "%s has mode %04o: %s", path, mode & 07777U,
			   what);
}

/* False when it was found to be wrong. */
static bool look_at_program(struct doctor *doctor, const char *path)
{
	struct arena *arena = doctor->command->arena;
	struct stat file;

	if (stat(path, &file) != 0 || !S_ISREG(file.st_mode)) {
		finding_problem(doctor, "programs.there",
				text_format(arena, "%s: %s", path, strerror(ENOENT)).bytes,
				THERE_MEND);
		return false;
	}
	if ((file.st_mode & (S_IXUSR | S_IRUSR)) != (S_IXUSR | S_IRUSR)) {
		finding_problem(doctor, "programs.mode",
				of(doctor, path, file.st_mode, "it cannot be run").bytes,
				text_format(arena, "chmod 755 %s", path).bytes);
		return false;
	}
	if ((file.st_mode & (CHANGED_BY_OTHERS | S_ISUID | S_ISGID)) != 0) {
		finding_problem(
			doctor, "programs.mode",
			of(doctor, path, file.st_mode,
			   "others may change it, or it runs as somebody else; suEXEC refuses it")
				.bytes,
			text_format(arena, "chmod 755 %s", path).bytes);
		return false;
	}
	return true;
}

static bool look_at_folder(struct doctor *doctor)
{
	struct stat folder;

	if (stat(doctor->cgi, &folder) != 0 || (folder.st_mode & CHANGED_BY_OTHERS) == 0)
		return true;
	finding_problem(doctor, "programs.folder",
			of(doctor, doctor->cgi, folder.st_mode,
			   "others may put programs there; suEXEC refuses those in it")
				.bytes,
			text_format(doctor->command->arena, "chmod 755 %s", doctor->cgi).bytes);
	return false;
}

static bool has_any(const struct doctor *doctor)
{
	for (size_t i = 0; i < PROGRAMS; i++) {
		if (access(text_format(doctor->command->arena, "%s/%s", doctor->cgi, programs[i])
				   .bytes,
			   F_OK) == 0)
			return true;
	}
	return false;
}

static void look_at_programs(struct doctor *doctor)
{
	struct arena *arena = doctor->command->arena;
	bool right;

	if (!has_any(doctor)) {
		finding_problem(
			doctor, "programs.there",
			text_format(arena, "%s has none of the programs", doctor->cgi).bytes,
			THERE_MEND);
		return;
	}
	right = look_at_folder(doctor);
	for (size_t i = 0; i < PROGRAMS; i++) {
		const char *path = text_format(arena, "%s/%s", doctor->cgi, programs[i]).bytes;

		right = look_at_program(doctor, path) && right;
	}
	if (right)
		finding_ok(doctor, "programs.mode",
			   text_format(arena,
				       "%s has the three programs, which nobody else may change",
				       doctor->cgi)
				   .bytes);
}

/* A web server that starts the programs by itself has none. */
static void look_at_sockets(struct doctor *doctor)
{
	struct arena *arena = doctor->command->arena;
	const char *const *names;
	struct text complaint;
	bool any = false, right = true;

	if (!file_names(arena, doctor->sockets, ".sock", &names, &complaint))
		return;
	for (; *names != NULL; names++) {
		const char *path = text_format(arena, "%s/%s", doctor->sockets, *names).bytes;
		struct stat file;

		if (stat(path, &file) != 0 || !S_ISSOCK(file.st_mode))
			continue;
		any = true;
		if ((file.st_mode & S_IWOTH) == 0)
			continue;
		right = false;
		finding_problem(
			doctor, "sockets.mode",
			of(doctor, path, file.st_mode,
			   "every account of this machine may speak to the program")
				.bytes,
			"give it to the web server's group with mode 660: SocketMode=0660 of "
			"systemd, -M 0660 of spawn-fcgi");
	}
	if (any && right)
		finding_ok(doctor, "sockets.mode",
			   text_format(arena, "the sockets in %s are for the web server alone",
				       doctor->sockets)
				   .bytes);
}

void doctor_programs(struct doctor *doctor)
{
	look_at_programs(doctor);
	look_at_sockets(doctor);
}
