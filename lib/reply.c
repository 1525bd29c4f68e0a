/* reply: see reply.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "reply.h"

static const char *reason(unsigned status)
{
	static const struct {
		unsigned status;
		const char *reason;
	} reasons[] = {
		{200, "OK"},
		{303, "See Other"},
		{400, "Bad Request"},
		{403, "Forbidden"},
		{404, "Not Found"},
		{405, "Method Not Allowed"},
		{410, "Gone"},
		{413, "Content Too Large"},
		{422, "Unprocessable Content"},
		{503, "Service Unavailable"},
	};

	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].status == status)
			return reasons[i].reason;
	}
	return "Internal Server Error";
}

/* Referrer-Policy is not no-referrer: browsers would send "Origin: null" with our own form (Fetch
 * Standard, "append a request Origin header"). */
static void add_security(struct builder *head, const struct reply *reply)
{
	builder_string(head, "Content-Security-Policy: default-src 'none'; img-src 'self' data:; "
			     "form-action 'self'; base-uri 'none'");
	if (reply->style_digest != NULL)
		builder_format(head, "; style-src 'sha256-%s'", reply->style_digest);
	if (reply->script_digest != NULL)
		builder_format(head, "; script-src 'sha256-%s'; connect-src 'self'",
			       reply->script_digest);
	if (reply->frame_ancestors != NULL)
		builder_format(head, "; frame-ancestors %s", reply->frame_ancestors);
	else
		builder_string(head, "; frame-ancestors 'none'\r\nX-Frame-Options: DENY");
	builder_string(head, "\r\nX-Content-Type-Options: nosniff\r\n"
			     "Referrer-Policy: same-origin\r\n"
			     "Cross-Origin-Opener-Policy: same-origin\r\n");
}

struct text reply_head(struct arena *arena, const struct reply *reply)
{
	struct builder head = {.arena = arena};

	builder_format(&head, "Status: %u %s\r\n", reply->status, reason(reply->status));
	if (reply->location.size > 0)
		builder_format(&head, "Location: %s\r\n", reply->location.bytes);
	if (reply->type != NULL)
		builder_format(&head, "Content-Type: %s\r\n", reply->type);
	if (reply->language != NULL)
		builder_format(&head, "Content-Language: %s\r\n", reply->language);
	if (reply->download.size > 0)
		builder_format(&head, "Content-Disposition: attachment; filename=\"%s\"\r\n",
			       reply->download.bytes);
	if (reply->max_age > 0 && reply->stale_age > 0)
		builder_format(&head,
			       "Cache-Control: public, max-age=%u, stale-while-revalidate=%u\r\n",
			       reply->max_age, reply->stale_age);
	else if (reply->max_age > 0)
		builder_format(&head, "Cache-Control: public, max-age=%u\r\n", reply->max_age);
	else
		builder_string(&head, "Cache-Control: no-store\r\n");
	if (reply->retry_after > 0)
		builder_format(&head, "Retry-After: %u\r\n", reply->retry_after);
	if (reply->vary_language)
		builder_string(&head, "Vary: Accept-Language\r\n");
	if (reply->allow != NULL)
		builder_format(&head, "Allow: %s\r\n", reply->allow);
	add_security(&head, reply);
	builder_format(&head, "Content-Length: %zu\r\n\r\n", reply->body.size);
	return builder_done(&head);
}
