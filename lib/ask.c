/* ask: see ask.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ask.h"

#define FOLD_LIMIT 6 /* organizations that the form shows at once */

static bool is_ticked(const struct ask *ask, const struct organization *organization)
{
	return ask->typed != NULL && form_has(ask->typed, "consent", organization->slug);
}

static bool wants_news(const struct ask *ask)
{
	return ask->typed != NULL && text_is(form_field(ask->typed, "updates"), "yes");
}

static void add_box(struct value *list, const struct ask *ask,
		    const struct organization *organization)
{
	struct value *item = value_item(list);

	value_text(item, "slug", organization->slug);
	value_text(item, "name", organization->name);
	value_bool(item, "ticked", is_ticked(ask, organization));
}

/* Whoever sent the link comes first; all others are there as they were. */
static void add_boxes(struct value *map, const struct ask *ask)
{
	const struct organization *first = ask->petition->organizations;
	struct value *list = value_list(map, "organizations");
	bool any_ticked = false;
	unsigned count = 0;

	for (const struct organization *each = first; each != NULL; each = each->next) {
		if (text_equal(each->slug, ask->source))
			add_box(list, ask, each);
		any_ticked = any_ticked || is_ticked(ask, each);
		count++;
	}
	for (const struct organization *each = first; each != NULL; each = each->next) {
		if (!text_equal(each->slug, ask->source))
			add_box(list, ask, each);
	}
	value_bool(map, "asks", count > 0);
	if (count > FOLD_LIMIT)
		value_text(map, "fold",
			   language_count(ask->language, map->arena, "consent.choose", count));
	value_bool(map, "unfolded", any_ticked);
}

static struct text until_text(const struct ask *ask, struct arena *arena)
{
	struct text day = ask->petition->erase_on;

	if (text_empty(day))
		return day;
	return language_say(ask->language, arena, "privacy.until_text", "date",
			    language_day(ask->language, arena, day).bytes, NULL);
}

void ask_values(struct value *map, const struct ask *ask)
{
	add_boxes(map, ask);
	value_bool(map, "updates", wants_news(ask));
	value_text(map, "until", until_text(ask, map->arena));
	value_text(map, "unconfirmed",
		   language_count(ask->language, map->arena, "privacy.unconfirmed",
				  ask->unconfirmed_days));
}

struct text ask_wording(const struct language *language, struct arena *arena)
{
	return text_format(arena, "%s\n%s\n%s",
			   language_say(language, arena, "consent.question", NULL).bytes,
			   language_say(language, arena, "consent.hint", NULL).bytes,
			   language_say(language, arena, "consent.updates", NULL).bytes);
}

struct text ask_ticked(const struct ask *ask, struct arena *arena)
{
	struct builder ids = {.arena = arena};

	for (const struct organization *each = ask->petition->organizations; each != NULL;
	     each = each->next) {
		if (is_ticked(ask, each))
			builder_format(&ids, "%s%lld", ids.size == 0 ? "" : ",",
				       (long long)each->id);
	}
	if (wants_news(ask))
		builder_format(&ids, "%s0", ids.size == 0 ? "" : ",");
	return builder_done(&ids);
}
