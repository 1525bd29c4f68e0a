/* settings: any configuration is right in all its parts, or is refused with a sentence. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <string.h>

static void judge(const struct config *config)
{
	const char *const texts[] = {
		config->site_url,
		config->site_path,
		config->site_name,
		config->site_html,
		config->site_sql,
		config->site_secret_file,
		config->database_connection,
		config->database_courier,
		config->database_owner,
		config->mail_relay,
		config->mail_user,
		config->mail_password,
		config->mail_tls,
		config->mail_from,
		config->mail_from_name,
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		fuzz_must(texts[i] != NULL && strchr(texts[i], '\n') == NULL, "a text is one line");
	fuzz_must(config->site_path[0] == '\0' || config->site_path[0] == '/', "a path is one");
	fuzz_must(strchr(config->mail_from, '@') != NULL, "a sender has an @");
	fuzz_must(config->server_threads >= 1 && config->server_batch >= 1 &&
			  config->server_body_limit >= 1024 && config->mail_lease >= 10 &&
			  config->form_max_age > config->form_min_age,
		  "numbers are in their range");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *path = fuzz_file(arena, fuzz_text(arena, data, size));
	const struct config *config;
	struct text complaint = {0};

	if (config_read(arena, path, &config, &complaint))
		judge(config);
	else
		fuzz_must(text_starts(complaint, path), "a complaint names the file");
	arena_free(arena);
	return 0;
}
