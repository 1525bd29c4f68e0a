/* config: says whether the configuration is right, and shows each setting as it stands. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "db_connection.h"
#include "inifile.h"

#include <stdio.h>
#include <string.h>

#define MASK "********"

/* Empty is what is not set. */
static bool connection_check(struct arena *arena, const char *path, const struct config_item *item,
			     struct text *complaint)
{
	struct text shown, why;

	if (item->type != SETTING_CONNECTION || text_empty(item->value) ||
	    db_connection_show(arena, item->value.bytes, &shown, &why))
		return true;
	*complaint = text_format(arena,
				 "%s:%u: [%s] %s is no connection string of libpq (%s): write it "
				 "like host=localhost user=petition password=… dbname=petition",
				 path, item->line, item->section, item->name, why.bytes);
	return false;
}

must_check bool config_check(struct arena *arena, const char *path, const struct config **config,
			     struct text *complaint)
{
	const struct config_item *items;
	size_t count;

	if (!config_read(arena, path, config, complaint) ||
	    !config_items(arena, path, &items, &count, complaint))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!connection_check(arena, path, &items[i], complaint))
			return false;
	}
	return true;
}

static struct text shown_value(struct arena *arena, const struct config_item *item)
{
	struct text shown, why;

	if (text_empty(item->value))
		return item->value;
	if (item->type == SETTING_PASSWORD)
		return text_literal(MASK);
	if (item->type != SETTING_CONNECTION)
		return item->value;
	return db_connection_show(arena, item->value.bytes, &shown, &why) ? shown
									  : text_literal(MASK);
}

static void show_item(struct arena *arena, const struct config_item *item)
{
	struct text value = shown_value(arena, item);

	if (item->line > 0)
		printf("; line %u\n", item->line);
	else
		puts("; preset");
	if (text_empty(value))
		printf(";%s =\n", item->name);
	else
		fputs(inifile_entry_write(arena, item->name, value).bytes, stdout);
}

static enum command_exit show(const struct command *command)
{
	const struct config_item *items;
	const char *section = "";
	struct text complaint;
	size_t count;

	if (!config_items(command->arena, command->config_file, &items, &count, &complaint))
		return command_fail("%s", complaint.bytes);
	printf("; %s as undersigned %s reads it; what is secret is masked\n", command->config_file,
	       VERSION);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(section, items[i].section) != 0)
			printf("\n[%s]\n", items[i].section);
		section = items[i].section;
		show_item(command->arena, &items[i]);
	}
	return COMMAND_DONE;
}

static enum command_exit check(const struct command *command)
{
	const struct config *config;
	struct text complaint;

	if (!config_check(command->arena, command->config_file, &config, &complaint))
		return command_fail("%s", complaint.bytes);
	printf("%s is right; undersigned doctor looks at what it names\n", command->config_file);
	return COMMAND_DONE;
}

enum command_exit config_command(const struct command *command)
{
	if (command->argc == 1 && strcmp(command->argv[0], "check") == 0)
		return check(command);
	if (command->argc == 1 && strcmp(command->argv[0], "show") == 0)
		return show(command);
	return command_misused(command);
}
