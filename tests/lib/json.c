/* json: commas and quotes where they belong, whatever the texts hold. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "json.h"
#include "check.h"

static void writes_an_object(void)
{
	struct json json = {.builder = {.arena = arena}};

	json_open(&json, NULL, '{');
	json_text(&json, "a", text_literal("b"));
	json_number(&json, "n", 18446744073709551615ULL);
	json_null(&json, "none");
	json_open(&json, "list", '[');
	json_text(&json, NULL, text_literal("c"));
	json_open(&json, NULL, '{');
	json_close(&json, '{');
	json_bool(&json, NULL, true);
	json_close(&json, '[');
	json_bool(&json, "no", false);
	json_close(&json, '{');
	check_text(json_done(&json), "{\"a\": \"b\", \"n\": 18446744073709551615, \"none\": null, "
				     "\"list\": [\"c\", {}, true], \"no\": false}");
}

static void escapes_texts(void)
{
	struct json json = {.builder = {.arena = arena}};

	json_text(&json, NULL, text_literal("\"\\\n\t\x01/</script>\u00e9\u2028"));
	check_text(json_done(&json), "\"\\\"\\\\\\u000a\\u0009\\u0001/</script>\u00e9\u2028\"");
}

int main(void)
{
	check("writes an object", writes_an_object);
	check("escapes texts", escapes_texts);
	return check_run();
}
