/* poster: a page to print and put up, with a QR code that leads to the petition. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "page.h"
#include "petition.h"
#include "qr.h"
#include "render.h"
#include "signature.h"
#include "url.h"

#include <stdio.h>
#include <string.h>

#define STRIPS 8       /* to tear off */
#define WORDS_MOST 520 /* characters of title and organizations; of more their number is said */

/* Titles up to so many characters are set in that size. */
static const struct {
	size_t most;
	const char *name;
} sizes[] = {{28, "huge"}, {60, "large"}, {120, "middle"}, {(size_t)-1, "small"}};

struct options {
	const char *slug;
	const char *language; /* NULL: the petition's first */
	struct text source;
	bool strips;
	const char *out; /* NULL: standard output */
};

static bool options_read(const struct command *command, struct options *options)
{
	const char *source = "poster";

	*options = (struct options){0};
	for (int i = 0; i < command->argc; i++) {
		const char *word = command->argv[i];
		const char **value = strcmp(word, "--lang") == 0     ? &options->language
				     : strcmp(word, "--source") == 0 ? &source
				     : strcmp(word, "--out") == 0    ? &options->out
								     : NULL;

		if (value != NULL && i + 1 < command->argc)
			*value = command->argv[++i];
		else if (strcmp(word, "--strips") == 0)
			options->strips = true;
		else if (options->slug == NULL && strncmp(word, "--", 2) != 0)
			options->slug = word;
		else
			return false;
	}
	options->source = signature_source(text_of(source));
	return options->slug != NULL && !text_empty(options->source);
}

static bool reader_find(const struct options *options, const struct petition *petition,
			struct reader *reader)
{
	const char *wanted =
		options->language != NULL ? options->language : petition->revisions->language.bytes;
	const struct revision *revision = petition_revision(petition, wanted);

	reader->language =
		language_choose(reader->site->languages, text_of(wanted), text_literal(""));
	if (options->language == NULL)
		return true;
	if (text_is(revision->language, wanted) &&
	    strcmp(language_code(reader->language), wanted) == 0)
		return true;
	command_fail("%s is not there in %s: import it in that language, for which there have to "
		     "be words in %s/words",
		     options->slug, wanted, reader->site->config->site_html);
	return false;
}

/* What the code leads to; without the language, where the poster is in the petition's first, so that
 * the phone's own has a say. */
static struct line link_of(const struct options *options, struct arena *arena, const char *site_url)
{
	struct line url = url_path(arena, site_url, "petition", options->slug, NULL);

	url = url_with(arena, url, "source", options->source);
	if (options->language != NULL)
		url = url_with(arena, url, "lang", text_of(options->language));
	return url;
}

/* What people type has no scheme. In pieces, so that a line ends behind a slash. */
static void add_address(struct value *map, const struct options *options, const char *site_url)
{
	struct value *pieces = value_list(map, "address");
	struct line url = url_path(map->arena, site_url, "petition", options->slug, NULL);
	const char *scheme = strstr(url.bytes, "://");

	for (const char *at = scheme == NULL ? url.bytes : scheme + 3; *at != '\0';) {
		size_t size = strcspn(at, "/");

		size += at[size] == '/';
		value_item_text(pieces, text_copy(map->arena, text_part(at, size)));
		at += size;
	}
}

static struct text first_paragraph(struct arena *arena, struct text body)
{
	const char *end = strstr(body.bytes, "\n\n");

	return end == NULL ? body
			   : text_copy(arena, text_part(body.bytes, (size_t)(end - body.bytes)));
}

static const char *size_of(struct text title)
{
	size_t i = 0;

	while (text_length(title) > sizes[i].most)
		i++;
	return sizes[i].name;
}

static bool names_fit(const struct petition *petition, const struct revision *revision)
{
	/* A line of the title takes the room of three lines of names. */
	size_t length = 3 * text_length(revision->title);

	for (const struct organization *organization = petition->organizations;
	     organization != NULL; organization = organization->next)
		length += text_length(organization->name);
	return length <= WORDS_MOST;
}

/* What stands on it besides the petition's own words. */
struct print {
	const struct options *options;
	const struct petition *petition;
	struct reader reader;
	struct qr qr;
};

static void poster_values(struct value *map, const struct print *print,
			  const struct revision *revision)
{
	const struct options *options = print->options;
	struct value *strips = value_list(map, "strips");
	struct arena *arena = map->arena;

	value_text(map, "size", text_of(size_of(revision->title)));
	value_html(map, "lead", html_markdown(arena, first_paragraph(arena, revision->body)));
	add_address(map, options, print->reader.site->config->site_url);
	value_bool(map, "names", names_fit(print->petition, revision));
	value_bool(map, "torn", options->strips);
	for (unsigned i = 0; i < STRIPS; i++)
		value_item(strips);
}

static struct html poster_make(const struct print *print, struct arena *arena)
{
	const struct reader *reader = &print->reader;
	const struct revision *revision =
		petition_revision(print->petition, language_code(reader->language));
	struct value *values = page_values(reader, arena, revision->title, line_literal(""));
	struct value *map = value_inner(values, "qr");

	value_text(map, "side", text_format(arena, "%u", print->qr.side));
	value_text(map, "path", print->qr.path);
	poster_values(value_inner(values, "poster"), print, revision);
	page_petition(values, reader, print->petition);
	return render_html(reader->site->templates, arena, "poster.html", values);
}

static enum command_exit poster_write(struct html poster, const char *path)
{
	FILE *file = path == NULL ? stdout : fopen(path, "w");
	bool written = file != NULL && fwrite(poster.bytes, 1, poster.size, file) == poster.size;

	if (file != NULL)
		written = (path == NULL ? fflush(file) : fclose(file)) == 0 && written;
	if (!written)
		return command_fail("%s cannot be written",
				    path == NULL ? "standard output" : path);
	return COMMAND_DONE;
}

static enum command_exit poster_of(const struct command *command, const struct options *options,
				   const struct petition *petition)
{
	struct print print = {.options = options, .petition = petition};
	struct arena *arena = command->arena;
	struct text complaint;
	struct line link = link_of(options, arena, command->config->site_url);

	if (!site_read(arena, command->config, &print.reader.site, &complaint))
		return command_fail("%s", complaint.bytes);
	if (!reader_find(options, petition, &print.reader))
		return COMMAND_FAILED;
	switch (qr_draw(arena, link, &print.qr)) {
	case QR_DONE:
		return poster_write(poster_make(&print, arena), options->out);
	case QR_NO_LIBRARY:
		return command_fail("this was built without drawing: build it again where "
				    "pangocairo and libqrencode are installed");
	case QR_LONG:
		break;
	}
	return command_fail("the petition's address is too long for a QR code: choose a shorter "
			    "[site] url");
}

enum command_exit poster_command(const struct command *command)
{
	struct petition petition;
	struct options options;

	if (!options_read(command, &options))
		return command_misused(command);
	if (!command_petition(command, options.slug, &petition))
		return COMMAND_FAILED;
	return poster_of(command, &options, &petition);
}
