/* entry: see entry.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "entry.h"

void entry_note(struct entry *entry, const char *name, struct text value, const char *error)
{
	entry->wrong = entry->wrong || error != NULL;
	if (entry->count < ENTRY_FIELD_LIMIT)
		entry->fields[entry->count++] =
			(struct page_field){.name = name, .value = value, .error = error};
}

struct text entry_line(struct entry *entry, const char *name, size_t limit, bool optional)
{
	struct text value = form_field(entry->form, name);
	const char *what = NULL;
	struct line line;

	if (text_empty(value) && !optional)
		what = "empty";
	else if (text_length(value) > limit)
		what = "long";
	else if (!line_take(value, &line))
		what = "malformed";
	entry_note(entry, name, value,
		   what == NULL ? NULL : text_format(entry->arena, "%s_%s", name, what).bytes);
	return value;
}

void entry_address(struct entry *entry, const char *name, struct address *address)
{
	struct text value = form_field(entry->form, name);
	const char *error = NULL;

	switch (address_parse(entry->arena, value, address)) {
	case ADDRESS_RIGHT:
		break;
	case ADDRESS_EMPTY:
		error = "email_empty";
		break;
	case ADDRESS_LONG:
		error = "email_long";
		break;
	case ADDRESS_MALFORMED:
		error = "email_malformed";
		break;
	case ADDRESS_NOT_ASCII:
		error = entry->smtputf8 ? NULL : "email_not_ascii";
		break;
	}
	entry_note(entry, name, value, error);
}

struct text entry_postal_code(struct entry *entry)
{
	static const char *const errors[] = {
		[POSTAL_RIGHT] = NULL,
		[POSTAL_EMPTY] = "postal_code_empty",
		[POSTAL_LONG] = "postal_code_long",
		[POSTAL_MALFORMED] = "postal_code_malformed",
		[POSTAL_STRANGE] = "postal_code_strange",
	};
	struct text value = form_field(entry->form, "postal_code");
	struct text example = text_literal("");
	enum postal_outcome outcome =
		postal_judge(value, form_field(entry->form, "country"), &example);

	entry_note(entry, "postal_code", value, errors[outcome]);
	entry->fields[entry->count - 1].example = example;
	return value;
}

struct text entry_country(struct entry *entry)
{
	struct text value = form_field(entry->form, "country");
	struct text name = text_format(entry->arena, "country.%s", value.bytes);
	const char *error = NULL;
	struct text word;

	if (text_empty(value))
		error = "country_empty";
	else if (value.size != 2 || !language_find(entry->language, name, &word))
		error = "country_malformed";
	entry_note(entry, "country", value, error);
	return value;
}

struct text entry_comment(struct entry *entry)
{
	struct text value = form_field(entry->form, "comment");

	entry_note(entry, "comment", value,
		   text_length(value) > SIGNATURE_COMMENT_LIMIT ? "comment_long" : NULL);
	return value;
}
