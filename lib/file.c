/* file: see file.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

must_check bool file_read(struct arena *arena, const char *path, size_t most, struct text *content,
			  struct text *complaint)
{
	struct builder builder = {.arena = arena};
	bool standard = strcmp(path, "-") == 0;
	FILE *file = standard ? stdin : fopen(path, "re");
	char piece[8192];
	size_t size;
	bool right;

	if (file == NULL) {
		*complaint = text_format(arena, "%s: %s", path, strerror(errno));
		return false;
	}
	while (builder.size <= most && (size = fread(piece, 1, sizeof(piece), file)) > 0)
		builder_add(&builder, piece, size);
	right = ferror(file) == 0 && builder.size <= most;
	if (ferror(file) != 0)
		*complaint = text_format(arena, "%s: %s", path, strerror(errno));
	else if (!right)
		*complaint = text_format(arena, "%s: is longer than %zu bytes", path, most);
	if (!standard)
		fclose(file);
	*content = builder_done(&builder);
	return right;
}

bool file_ends(const char *name, const char *ending)
{
	size_t size = strlen(name), tail = strlen(ending);

	return size > tail && strcmp(name + size - tail, ending) == 0;
}

static int by_bytes(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

must_check bool file_names(struct arena *arena, const char *folder, const char *ending,
			   const char *const **names, struct text *complaint)
{
	struct builder found = {.arena = arena};
	const char *none = NULL;
	DIR *entries = opendir(folder);
	struct dirent *entry;

	if (entries == NULL) {
		*complaint = text_format(arena, "%s: %s", folder, strerror(errno));
		return false;
	}
	while ((entry = readdir(entries)) != NULL) {
		const char *name = entry->d_name;

		if (name[0] == '.' || !file_ends(name, ending))
			continue;
		name = arena_copy(arena, name, strlen(name));
		builder_add(&found, (const char *)&name, sizeof(name));
	}
	closedir(entries);
	if (found.size > 0)
		qsort(found.bytes, found.size / sizeof(none), sizeof(none), by_bytes);
	builder_add(&found, (const char *)&none, sizeof(none));
	*names = (const char *const *)(void *)found.bytes;
	return true;
}
