/* site: what every program starts with: settings, secret, templates, words, style, scripts. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SITE_H
#define UNDERSIGNED_SITE_H

#include "config.h"
#include "language.h"
#include "secret.h"
#include "template.h"
#include "html.h"

/* Read at start, const afterwards, shared by all threads. */
struct site {
	const struct config *config;
	const struct secret *secret;
	const struct templates *templates;
	const struct languages *languages;
	struct html style;
	const char *style_digest; /* for the Content-Security-Policy, as are the others */
	struct html script;       /* of petitions' pages, which are whole without it */
	const char *script_digest;
	struct html embed; /* the script of an embed */
	const char *embed_digest;
};

/* Reads all of it. False with a sentence for the admin. */
must_check bool site_read(struct arena *arena, const struct config *config,
			  const struct site **site, struct text *complaint);

#endif
