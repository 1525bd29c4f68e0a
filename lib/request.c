/* request: see request.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "request.h"

#include "form.h"

#include <string.h>

/* "https://example.org:8443/prefix" has the host "example.org:8443". */
static struct text host_of(const char *url)
{
	const char *host = strstr(url, "://");

	if (host == NULL)
		return text_literal("");
	return (struct text){host + 3, strcspn(host + 3, "/")};
}

bool request_is_cross_site(const struct request *request, const char *own_url)
{
	struct text from = host_of(request->origin.bytes);

	if (!text_empty(request->fetch_site))
		return !text_is(request->fetch_site, "same-origin") &&
		       !text_is(request->fetch_site, "none");
	if (text_empty(request->origin))
		return false;
	return text_empty(from) ||
	       (!text_equal(from, request->host) && !text_equal(from, host_of(own_url)));
}

#define ID_LEAST 8
#define ID_MOST 64

#define ID_LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+/="

static bool is_id(struct text text, const char *letters)
{
	return text.size >= ID_LEAST && text.size <= ID_MOST &&
	       strspn(text.bytes, letters) == text.size;
}

const char *request_id(const struct request *request, const struct network_list *proxies)
{
	struct network_address peer;

	/* mod_unique_id's own alphabet has an @; in what came over the network it may be an address. */
	if (!text_empty(request->server_id))
		return is_id(request->server_id, ID_LETTERS "@") ? request->server_id.bytes : "";
	if (!is_id(request->proxy_id, ID_LETTERS))
		return "";
	peer = network_address_read(request->remote);
	return network_list_has(proxies, &peer) ? request->proxy_id.bytes : "";
}

struct text request_query(const struct request *request, const char *name)
{
	const struct form *form;

	if (form_read(request->arena, request->query, &form) != FORM_READ)
		return text_literal("");
	return form_field(form, name);
}
