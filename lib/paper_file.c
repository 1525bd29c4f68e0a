/* paper_file: see paper_file.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "paper_file.h"

#include "digest.h"
#include "moment.h"
#include "postal.h"

#include <string.h>
#include <strings.h>

#define NAME_LIMIT 100 /* characters, as the form has it */
#define NOWHERE CSV_CELLS_LIMIT

enum column { GIVEN_NAME, FAMILY_NAME, EMAIL, POSTAL_CODE, COUNTRY, SIGNED_ON, SHOW_NAME, REASON };
#define COLUMNS (REASON + 1)

/* What columns are called, by us and by others. reason is that of a file of refused lines. */
static const struct {
	const char *name;
	enum column column;
} names[] = {
	{"given_name", GIVEN_NAME},
	{"first_name", GIVEN_NAME},
	{"name", GIVEN_NAME},
	{"family_name", FAMILY_NAME},
	{"last_name", FAMILY_NAME},
	{"surname", FAMILY_NAME},
	{"email", EMAIL},
	{"e_mail", EMAIL},
	{"postal_code", POSTAL_CODE},
	{"postcode", POSTAL_CODE},
	{"zip", POSTAL_CODE},
	{"zip_code", POSTAL_CODE},
	{"country", COUNTRY},
	{"signed_on", SIGNED_ON},
	{"date", SIGNED_ON},
	{"show_name", SHOW_NAME},
	{"reason", REASON},
};

/* Where each column is in a row; NOWHERE if it is not. */
struct layout {
	size_t places[COLUMNS];
};

/* "First name" is first_name. */
static struct text name_fold(struct arena *arena, struct text cell)
{
	struct text part = text_part(cell.bytes, cell.size);
	char *folded = arena_copy(arena, part.bytes, part.size);

	for (size_t i = 0; i < part.size; i++) {
		if (folded[i] == ' ' || folded[i] == '-')
			folded[i] = '_';
	}
	return (struct text){folded, part.size};
}

static bool column_find(struct text name, enum column *column)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcasecmp(name.bytes, names[i].name) == 0) {
			*column = names[i].column;
			return true;
		}
	}
	return false;
}

static bool layout_read(struct arena *arena, const struct csv_row *row, struct layout *layout,
			struct text *complaint)
{
	enum column column;

	for (size_t i = 0; i < COLUMNS; i++)
		layout->places[i] = NOWHERE;
	for (size_t i = 0; i < row->count; i++) {
		struct text name = name_fold(arena, row->cells[i]);

		if (text_empty(name))
			continue;
		if (!column_find(name, &column) || layout->places[column] != NOWHERE) {
			*complaint = text_format(arena,
						 "column %zu is \"%s\": the first line names each "
						 "column once, of " PAPER_COLUMNS,
						 i + 1, name.bytes);
			return false;
		}
		layout->places[column] = i;
	}
	if (layout->places[GIVEN_NAME] != NOWHERE)
		return true;
	*complaint = text_literal("no column is given_name: the first line names the columns, "
				  "of " PAPER_COLUMNS);
	return false;
}

/* What spreadsheets of some countries have between cells. */
static char separator_of(struct text content)
{
	size_t end = strcspn(content.bytes, "\r\n");
	char best = ',';
	size_t most = 0;

	for (const char *separator = ",;\t"; *separator != '\0'; separator++) {
		size_t count = 0;

		for (size_t i = 0; i < end; i++)
			count += content.bytes[i] == *separator;
		if (count > most) {
			most = count;
			best = *separator;
		}
	}
	return best;
}

/* The text of a cell. False when it is not UTF-8. */
static bool cell_take(struct arena *arena, const struct paper_line *line,
		      const struct layout *layout, enum column column, struct text *text)
{
	size_t place = layout->places[column];
	struct text cell;

	*text = text_literal("");
	if (place >= line->count)
		return true;
	cell = csv_bare(line->cells[place]);
	return text_take(arena, cell.bytes, cell.size, text);
}

static const char *judge_name(struct arena *arena, struct paper_line *line)
{
	line->given_name = line_text(line_fold(arena, line->given_name));
	line->family_name = line_text(line_fold(arena, line->family_name));
	if (text_empty(line->given_name))
		return text_empty(line->family_name) ? "there is no name"
						     : "there is no first name";
	if (text_length(line->given_name) > NAME_LIMIT ||
	    text_length(line->family_name) > NAME_LIMIT)
		return "a name has more than 100 characters";
	return NULL;
}

static const char *judge_address(struct arena *arena, struct text typed, struct paper_line *line)
{
	switch (address_parse(arena, typed, &line->address)) {
	case ADDRESS_RIGHT:
		return NULL;
	case ADDRESS_EMPTY:
		line->address.canonical = text_literal("");
		return NULL;
	case ADDRESS_LONG:
	case ADDRESS_MALFORMED:
	case ADDRESS_NOT_ASCII:
		break;
	}
	return "the e-mail address cannot be one: mend it, or leave it empty";
}

static const char *judge_place(struct arena *arena, const struct paper_judge *judge,
			       struct paper_line *line)
{
	char *code = arena_copy(arena, line->country.bytes, line->country.size);
	struct text found, example;

	for (size_t i = 0; i < line->country.size; i++) {
		if (code[i] >= 'a' && code[i] <= 'z')
			code[i] = (char)(code[i] - 'a' + 'A');
	}
	line->country.bytes = code;
	if (text_empty(line->country) && judge->country != NULL)
		line->country = text_of(judge->country);
	if (text_empty(line->country))
		return "there is no country: fill it in, or say --country";
	if (line->country.size != 2 ||
	    !language_find(judge->language, text_format(arena, "country.%s", line->country.bytes),
			   &found))
		return "the country is not one: two letters, as US";
	if (text_empty(line->postal_code))
		return NULL;
	switch (postal_judge(line->postal_code, line->country, &example)) {
	case POSTAL_RIGHT:
	case POSTAL_EMPTY:
		return NULL;
	case POSTAL_STRANGE:
		return text_format(arena, "the postal code is not as in %s: %s",
				   line->country.bytes, example.bytes)
			.bytes;
	case POSTAL_LONG:
	case POSTAL_MALFORMED:
		break;
	}
	return "the postal code is not one: mend it, or leave it empty";
}

static const char *judge_day(const struct paper_judge *judge, struct text day)
{
	if (text_empty(day))
		return NULL;
	if (!moment_is_day(day))
		return "the day is not one: write it as 2030-12-31";
	return strcmp(day.bytes, judge->today) > 0 ? "the day is yet to come" : NULL;
}

/* *yes: of yes and no in a few ways, empty for no. */
static const char *judge_word(struct text word, bool *yes)
{
	static const char *const words[] = {"no", "yes", "false", "true", "n", "y", "0", "1"};

	*yes = false;
	if (text_empty(word))
		return NULL;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcasecmp(word.bytes, words[i]) == 0) {
			*yes = i % 2 == 1;
			return NULL;
		}
	}
	return "show_name is yes or no";
}

static const char *line_judge(struct arena *arena, const struct paper_judge *judge,
			      const struct layout *layout, struct paper_line *line)
{
	struct text email, word;
	const char *refused;

	if (!cell_take(arena, line, layout, GIVEN_NAME, &line->given_name) ||
	    !cell_take(arena, line, layout, FAMILY_NAME, &line->family_name) ||
	    !cell_take(arena, line, layout, POSTAL_CODE, &line->postal_code) ||
	    !cell_take(arena, line, layout, COUNTRY, &line->country) ||
	    !cell_take(arena, line, layout, SIGNED_ON, &line->signed_on) ||
	    !cell_take(arena, line, layout, EMAIL, &email) ||
	    !cell_take(arena, line, layout, SHOW_NAME, &word))
		return "it is not UTF-8: save the file as UTF-8";
	refused = judge_name(arena, line);
	if (refused == NULL)
		refused = judge_address(arena, email, line);
	if (refused == NULL)
		refused = judge_place(arena, judge, line);
	if (refused == NULL)
		refused = judge_day(judge, line->signed_on);
	return refused != NULL ? refused : judge_word(word, &line->show_name);
}

static const struct text *cells_keep(struct arena *arena, const struct csv_row *row)
{
	return (const struct text *)(void *)arena_copy(arena, row->cells,
						       row->count * sizeof(row->cells[0]));
}

must_check bool paper_file_read(struct arena *arena, struct text content,
				const struct paper_judge *judge, struct paper *paper,
				struct text *complaint)
{
	struct csv_reader reader = {.rest = content};
	struct paper_line **end = &paper->lines;
	char separator = separator_of(content);
	struct layout layout;
	struct csv_row row;
	enum csv_outcome outcome = csv_read(&reader, arena, separator, &row);

	*paper = (struct paper){.digest = digest_base64(arena, content)};
	if (outcome == CSV_END)
		*complaint = text_literal("it is empty: the first line names the columns");
	else if (outcome == CSV_ROW && !layout_read(arena, &row, &layout, complaint))
		return false;
	if (outcome == CSV_ROW) {
		paper->names = cells_keep(arena, &row);
		paper->columns = row.count;
	}
	while (outcome == CSV_ROW &&
	       (outcome = csv_read(&reader, arena, separator, &row)) == CSV_ROW) {
		struct paper_line *line = arena_get(arena, sizeof(*line));

		line->number = reader.line;
		line->cells = cells_keep(arena, &row);
		line->count = row.count;
		line->refused = line_judge(arena, judge, &layout, line);
		*end = line;
		end = &line->next;
		paper->count++;
	}
	if (outcome == CSV_OPEN)
		*complaint = text_format(arena, "line %u: a quote is never closed", reader.line);
	return outcome == CSV_END && paper->columns > 0;
}
