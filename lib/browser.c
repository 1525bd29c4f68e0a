/* browser: see browser.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "browser.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOLDERS 16 /* nftw keeps so many of them open */

extern char **environ;

static const char *const names[] = {"chromium", "chromium-browser", "google-chrome",
				    "google-chrome-stable", NULL};

/* The first of the names on the PATH; NULL when none is. */
static const char *browser_find(struct arena *arena)
{
	const char *path = getenv("PATH");

	while (path != NULL && *path != '\0') {
		size_t size = strcspn(path, ":");

		for (size_t i = 0; names[i] != NULL; i++) {
			const char *file =
				text_format(arena, "%.*s/%s", (int)size, path, names[i]).bytes;

			if (size > 0 && access(file, X_OK) == 0)
				return file;
		}
		path += path[size] == ':' ? size + 1 : size;
	}
	return NULL;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(path);
}

static bool run(const char *program, char *const *arguments)
{
	posix_spawn_file_actions_t actions;
	int status = 0, failed;
	pid_t child;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	failed = posix_spawn(&child, program, &actions, NULL, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (failed != 0)
		return false;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

must_check enum browser_outcome browser_print(struct arena *arena, const char *page,
					      const char *pdf)
{
	const char *program = browser_find(arena);
	const char *profile = text_format(arena, "%s.profile", pdf).bytes;
	char whole[PATH_MAX];
	bool done;

	if (program == NULL)
		return BROWSER_MISSING;
	if (realpath(page, whole) == NULL)
		return BROWSER_FAILED;
	const char *arguments[] = {
		program,
		"--headless",
		"--disable-gpu",
		"--disable-background-networking",
		"--no-first-run",
		"--no-pdf-header-footer",
		text_format(arena, "--user-data-dir=%s", profile).bytes,
		text_format(arena, "--print-to-pdf=%s", pdf).bytes,
		text_format(arena, "file://%s", whole).bytes,
		/* Chromium refuses to shut itself in as root; the page is our own. */
		geteuid() == 0 ? "--no-sandbox" : NULL,
		NULL,
	};
	done = run(program, (char *const *)arguments);
	(void)nftw(profile, remove_one, FOLDERS, FTW_DEPTH | FTW_PHYS);
	return done && access(pdf, R_OK) == 0 ? BROWSER_DONE : BROWSER_FAILED;
}
