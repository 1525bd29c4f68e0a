/* sample: see sample.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "sample.h"
#include "keyring.h"

#include <string.h>

const struct site *sample_site(void)
{
	const char *secret = text_format(arena, "%s/secret", check_folder()).bytes;
	struct config *config = arena_get(arena, sizeof(*config));
	struct text complaint = text_literal("");
	const struct site *site = NULL;

	config->site_url = "https://petitions.example.org/cgi-bin";
	config->site_path = "/cgi-bin";
	config->site_name = "Ours & Yours";
	config->site_html = check_source("html");
	config->site_secret_file = secret;
	config->mail_from = "petitions@mail.example.org";
	config->mail_return_path = "";
	if (!keyring_create(arena, secret, &complaint) ||
	    !site_read(arena, config, &site, &complaint))
		fail_msg("%s", complaint.bytes);
	return site;
}

void check_lacks(struct text text, const char *part)
{
	if (strstr(text.bytes, part) != NULL)
		fail_msg("\"%s\" is in it", part);
}
