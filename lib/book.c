/* book: see book.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "book.h"

#include "page.h"
#include "render.h"

#include <string.h>

#define COUNTRY_SIZE 2
#define AREAS_LEAST 2 /* of a country: with one, the country says it all */
/* Where the template is cut: no text that was typed holds ASCII's record separator. */
#define COMMENTS_MARK "\036comments"
#define ROLL_MARK "\036roll"

struct text book_area_key(struct arena *arena, const struct delivery_line *line)
{
	return text_format(arena, "%2s%s", line->country.bytes, line->area.bytes);
}

static struct text number_of(const struct reader *reader, struct arena *arena, uint64_t number)
{
	return language_number(reader->language, arena, number);
}

/* Empty when it is not known. */
static struct text country_of(const struct reader *reader, struct arena *arena, struct text country)
{
	struct text word = country;

	(void)language_find(reader->language, text_format(arena, "country.%s", country.bytes),
			    &word);
	return word;
}

/* "101, Germany" */
static struct text place_of(const struct reader *reader, struct arena *arena,
			    const struct delivery_line *line)
{
	struct text country = country_of(reader, arena, line->country);

	if (text_empty(line->area) || !line->shows_area)
		return country;
	return text_empty(country) ? line->area
				   : text_format(arena, "%s, %s", line->area.bytes, country.bytes);
}

struct html book_roll(const struct reader *reader, struct arena *arena,
		      const struct delivery_line *lines, size_t count, uint64_t number)
{
	struct value *values = value_map(arena);
	struct value *list = value_list(values, "lines");

	value_finder(values, "words", language_find, reader->language);
	for (size_t i = 0; i < count; i++) {
		struct value *line = value_item(list);

		value_text(line, "number", number_of(reader, arena, number + i));
		value_text(line, "name", lines[i].name);
		value_text(line, "place", place_of(reader, arena, &lines[i]));
	}
	return render_html(reader->site->templates, arena, "book_roll.html", values);
}

struct html book_comments(const struct reader *reader, struct arena *arena,
			  const struct delivery_line *lines, size_t count)
{
	struct value *values = value_map(arena);
	struct value *list = value_list(values, "comments");

	for (size_t i = 0; i < count; i++) {
		struct value *comment;

		if (text_empty(lines[i].comment))
			continue;
		comment = value_item(list);
		value_text(comment, "code", lines[i].language);
		value_text(comment, "comment", lines[i].comment);
		value_text(comment, "name", lines[i].name);
		value_text(comment, "place", place_of(reader, arena, &lines[i]));
	}
	return render_html(reader->site->templates, arena, "book_comments.html", values);
}

/* For a string of CSS (CSS Syntax Level 3, 4.3.7), in which HTML has nothing to escape either. */
static struct text css_string(struct arena *arena, struct text text)
{
	struct builder builder = {.arena = arena};

	for (size_t i = 0; i < text.size; i++) {
		if (strchr("\"\\<>&'\n", text.bytes[i]) != NULL)
			builder_format(&builder, "\\%06x", (unsigned char)text.bytes[i]);
		else
			builder_add(&builder, text.bytes + i, 1);
	}
	return builder_done(&builder);
}

/* The areas of a country from first on; *end: the first one of the next. */
static uint64_t country_count(const struct totals *areas, size_t first, size_t *end)
{
	const char *country = areas->sorted[first].name.bytes;
	uint64_t count = 0;
	size_t at = first;

	for (;
	     at < areas->count && strncmp(areas->sorted[at].name.bytes, country, COUNTRY_SIZE) == 0;
	     at++)
		count += areas->sorted[at].count;
	*end = at;
	return count;
}

static void add_area(struct value *list, struct text name, struct text number, const char *kind)
{
	struct value *area = value_item(list);

	value_text(area, "name", name);
	value_text(area, "number", number);
	value_text(area, "kind", text_of(kind));
}

/* By country, each followed by its own areas. */
static void add_areas(struct value *values, const struct reader *reader, const struct totals *areas)
{
	struct arena *arena = values->arena;
	struct value *list = value_list(values, "areas");
	struct text none = language_say(reader->language, arena, "report.none", NULL);
	size_t end;

	for (size_t first = 0; first < areas->count; first = end) {
		uint64_t count = country_count(areas, first, &end);
		struct text code = {areas->sorted[first].name.bytes, COUNTRY_SIZE};
		struct text country = country_of(reader, arena, text_copy(arena, code));

		add_area(list, code.bytes[0] == ' ' ? none : country,
			 number_of(reader, arena, count), "sum");
		for (size_t at = first; at < end && end - first >= AREAS_LEAST; at++) {
			const struct total *area = &areas->sorted[at];
			const char *name = area->name.bytes + COUNTRY_SIZE;

			add_area(list, *name == '\0' ? none : text_of(name),
				 number_of(reader, arena, area->count), "part");
		}
	}
}

static void add_numbers(struct value *map, const struct reader *reader, const struct book *book)
{
	static const char *const papers[] = {[BOOK_A4] = "A4", [BOOK_LETTER] = "letter"};
	struct arena *arena = map->arena;
	uint64_t before = book->delivery->before;
	struct text first = number_of(reader, arena, before + book->from);
	struct text last = number_of(reader, arena, before + book->to);

	value_text(map, "paper", text_of(papers[book->paper]));
	value_bool(map, "first", book->volume == 1);
	value_text(map, "signatures_text",
		   language_count(reader->language, arena, "delivery.signed", book->signatures));
	value_text(map, "from",
		   language_count(reader->language, arena, "delivery.signers", book->signatures));
	value_text(map, "range", text_format(arena, "%s–%s", first.bytes, last.bytes));
	if (book->comments > 0)
		value_text(map, "comments", number_of(reader, arena, book->comments));
	if (before > 0)
		value_text(map, "part_text",
			   language_count(reader->language, arena, "delivery.before", before));
}

/* Cuts the text at the mark; *rest: what stands behind it, which may be all. */
static struct text cut(struct text whole, const char *mark, struct text *rest)
{
	const char *at = strstr(whole.bytes, mark);

	if (at == NULL) {
		*rest = whole;
		return text_literal("");
	}
	*rest = text_of(at + strlen(mark));
	return (struct text){whole.bytes, (size_t)(at - whole.bytes)};
}

struct book_frame book_frame(const struct reader *reader, struct arena *arena,
			     const struct book *book)
{
	const struct revision *revision = reader_revision(reader, book->petition);
	struct text title = language_say(reader->language, arena, "delivery.title", "title",
					 revision->title.bytes, NULL);
	struct value *values = page_values(reader, arena, title, line_literal(""));
	struct value *map = value_inner(values, "book");
	struct book_frame frame;
	struct html whole;
	struct text rest;

	page_petition(values, reader, book->petition);
	value_text(map, "head", css_string(arena, revision->title));
	value_text(map, "comments_here", text_literal(COMMENTS_MARK));
	value_text(map, "roll_here", text_literal(ROLL_MARK));
	add_numbers(map, reader, book);
	add_areas(values, reader, &book->areas);
	whole = render_html(reader->site->templates, arena, "book.html", values);
	frame.before = cut((struct text){whole.bytes, whole.size}, COMMENTS_MARK, &rest);
	frame.between = cut(rest, ROLL_MARK, &frame.behind);
	return frame;
}
