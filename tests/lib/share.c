/* share: each way carries the message, the petition's address and a source of its own. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "share.h"
#include "sample.h"

#include <string.h>

#define ADDRESS "https%3A%2F%2Fpetitions.example.org%2Fcgi-bin%2Fpetition%2Fsave-us%3Fsource%3D"
#define MESSAGE                                                                                    \
	"I%20have%20signed%20%E2%80%9CSave%20%3Cus%3E%20%26%20%22it%22%E2%80%9D.%20Will%20you%"    \
	"20sign%2C%20too%3F"

static const struct revision revision = {
	.number = 1,
	.language = text_literal("es"),
	.title = text_literal("Save <us> & \"it\""),
	.body = text_literal("# Now\n\nFirst *words* </script>.\n\nMore."),
};
static const struct petition petition = {
	.slug = text_literal("save-us"),
	.confirmed = 7,
	.revisions = &revision,
};

static const struct reader *english(void)
{
	static struct reader reader;
	const struct request request = {
		.arena = arena, .query = text_literal(""), .accept_language = text_literal("")};

	reader = page_reader(sample_site(), &request);
	return &reader;
}

static const struct value *shared(void)
{
	struct value *values = value_map(arena);

	share_links(values, english(), &petition);
	return value_named(values, text_literal("share"));
}

struct way_row {
	const char *name; /* as the reader sees it */
	const char *link;
};

static const struct way_row rows[] = {
	{"E-mail", "mailto:?subject=Save%20%3Cus%3E%20%26%20%22it%22&body=" MESSAGE "%20" ADDRESS
		   "share-mail"},
	{"Text message", "sms:?body=" MESSAGE "%20" ADDRESS "share-sms"},
	{"WhatsApp", "https://wa.me/?text=" MESSAGE "%20" ADDRESS "share-whatsapp"},
	{"Telegram", "https://t.me/share/url?url=" ADDRESS "share-telegram&text=" MESSAGE},
	{"Facebook", "https://www.facebook.com/sharer/sharer.php?u=" ADDRESS "share-facebook"},
	{"X", "https://x.com/intent/post?url=" ADDRESS "share-x&text=" MESSAGE},
	{"Bluesky", "https://bsky.app/intent/compose?text=" MESSAGE "%20" ADDRESS "share-bluesky"},
	{"Mastodon",
	 "https://share.joinmastodon.org/#text=" MESSAGE "%20" ADDRESS "share-mastodon"},
};

static void leads_on(const void *row)
{
	const struct way_row *expected = row;
	const struct value *way = value_named(shared(), text_literal("ways"))->first;

	while (way != NULL &&
	       !text_is(value_named(way, text_literal("name"))->text, expected->name))
		way = way->next;
	assert_non_null(way);
	check_text(value_named(way, text_literal("link"))->text, expected->link);
}

static void has_a_link_to_copy(void)
{
	check_text(value_named(shared(), text_literal("url"))->text,
		   "https://petitions.example.org/cgi-bin/petition/save-us?source=share-link");
}

static void describes_the_petition(void)
{
	struct value *map = value_map(arena);
	struct html data;

	share_data(map, english(), &petition);
	check_text(value_named(map, text_literal("summary"))->text, "First words .");
	data = value_named(map, text_literal("data"))->html;
	check_text((struct text){data.bytes, data.size},
		   "{\"@context\": \"https://schema.org\", \"@type\": \"WebPage\", \"url\": "
		   "\"https://petitions.example.org/cgi-bin/petition/save-us\", \"name\": "
		   "\"Save \\u003cus\\u003e \\u0026 \\\"it\\\"\", \"description\": "
		   "\"First words .\", \"inLanguage\": \"es\", \"interactionStatistic\": "
		   "{\"@type\": \"InteractionCounter\", \"interactionType\": "
		   "\"https://schema.org/EndorseAction\", \"userInteractionCount\": 7}}");
}

int main(void)
{
	check_rows("way", leads_on, rows);
	check("has a link to copy", has_a_link_to_copy);
	check("describes the petition", describes_the_petition);
	return check_run();
}
