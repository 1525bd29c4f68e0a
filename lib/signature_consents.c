/* signature_consents: see signature_consents.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "signature_consents.h"

#include "ask.h"

/* Of news, whose organization has no slug, it is the word alone. */
static const char *field_of(struct arena *arena, const struct consent *consent)
{
	return text_format(arena, "consent-%s", consent->slug.bytes).bytes;
}

void consents_show(struct value *values, const struct reader *reader,
		   const struct consent *consents)
{
	struct value *list = value_list(values, "consents");
	struct arena *arena = values->arena;

	value_bool(values, "has_consents", consents != NULL);
	for (; consents != NULL; consents = consents->next) {
		struct value *item = value_item(list);

		value_text(item, "field", text_of(field_of(arena, consents)));
		value_text(item, "name",
			   text_empty(consents->slug)
				   ? language_say(reader->language, arena, "consent.updates", NULL)
				   : consents->name);
		value_bool(item, "given", consents->given);
	}
}

must_check bool consents_take(const struct consents_taken *taken, const struct consent *consents)
{
	const struct entry *entry = taken->entry;
	struct consent_change change = {
		.language = text_of(language_code(entry->language)),
		.source = text_literal(""),
	};

	if (wording_find(taken->wordings, change.language,
			 ask_wording(entry->language, entry->arena), &change.wording) != DB_DONE)
		return false;
	for (; consents != NULL; consents = consents->next) {
		const char *name = field_of(entry->arena, consents);

		change.organization = consents->slug;
		change.given = text_is(form_field(entry->form, name), "yes");
		if (change.given != consents->given &&
		    consent_set(taken->db, entry->arena, taken->token, &change) == CONSENT_AWAY)
			return false;
	}
	return true;
}
