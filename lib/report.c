/* report: see report.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "report.h"

#include "field.h"
#include "mime.h"

#include <ctype.h>
#include <string.h>

/* What the fields of one address say. */
struct fate {
	bool said; /* there are any */
	struct text action;
	struct text status;     /* of the Status field */
	struct text diagnostic; /* of the words of a mail server */
};

static size_t digits_at(const char *at, size_t most)
{
	size_t count = 0;

	while (count < most && isdigit((unsigned char)at[count]))
		count++;
	return at[count] == '\0' || !isdigit((unsigned char)at[count]) ? count : 0;
}

/* RFC 3463, section 2: a class of 2, 4 or 5, two numbers of at most three digits. */
static struct text status_at(struct arena *arena, const char *at)
{
	size_t subject, detail;

	if (*at == '\0' || strchr("245", *at) == NULL || at[1] != '.')
		return text_literal("");
	subject = digits_at(at + 2, 3);
	if (subject == 0 || at[2 + subject] != '.')
		return text_literal("");
	detail = digits_at(at + 3 + subject, 3);
	if (detail == 0)
		return text_literal("");
	return text_format(arena, "%.*s", (int)(3 + subject + detail), at);
}

/* "smtp; 550 5.1.1 <a@b>: no such user": the status that the server gave, else its reply's. */
static struct text diagnostic_status(struct arena *arena, struct text diagnostic)
{
	const char *at = strchr(diagnostic.bytes, ';');
	struct text status;
	size_t digits;

	at = at == NULL ? diagnostic.bytes : at + 1;
	at += strspn(at, " ");
	digits = strspn(at, "0123456789");
	if (digits != 3)
		return status_at(arena, at);
	status = status_at(arena, at + digits + strspn(at + digits, " -#"));
	if (!text_empty(status) || strchr("245", at[0]) == NULL)
		return status;
	return text_format(arena, "%c.0.0", at[0]);
}

/* Some put 5.0.0 whatever happened: then the server that was asked knows better. */
static struct text fate_status(struct arena *arena, const struct fate *fate)
{
	struct text diagnosed = diagnostic_status(arena, fate->diagnostic);
	bool is_vague = text_empty(fate->status) || text_is(fate->status, "5.0.0") ||
			text_is(fate->status, "4.0.0");

	return is_vague && !text_empty(diagnosed) ? diagnosed : fate->status;
}

static enum report_kind fate_kind(const struct fate *fate, struct text status)
{
	if (text_is(fate->action, "delayed"))
		return REPORT_DELAYED;
	/* Delivered, relayed, expanded: somebody has it. */
	if (!text_is(fate->action, "failed") && !text_empty(fate->action))
		return REPORT_NONE;
	if (text_starts(status, "2."))
		return REPORT_NONE;
	return text_starts(status, "5.") ? REPORT_REFUSED : REPORT_FAILED;
}

static struct text action_of(const struct field *field)
{
	static const char *const actions[] = {"failed", "delayed", "delivered", "relayed",
					      "expanded"};

	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		if (field_says(field, actions[i]))
			return text_of(actions[i]);
	}
	return text_literal("");
}

/* Reads a group of fields: those of one address, or of the whole message, which say nothing. */
static struct fate fate_read(struct arena *arena, struct text *rest)
{
	struct fate fate = {false, text_literal(""), text_literal(""), text_literal("")};
	struct field field;

	while (field_next(arena, rest, &field)) {
		bool is_action = field_is(&field, "Action"), is_status = field_is(&field, "Status");

		if (is_action)
			fate.action = action_of(&field);
		else if (is_status)
			fate.status = status_at(arena, field.value.bytes);
		else if (field_is(&field, "Diagnostic-Code"))
			fate.diagnostic = field.value;
		fate.said |= is_action || is_status;
	}
	return fate;
}

static void take_notification(struct arena *arena, struct text content, struct report *report)
{
	bool first = true;

	while (content.size > 0) {
		struct fate fate = fate_read(arena, &content);
		struct text status = fate_status(arena, &fate);
		enum report_kind kind = fate_kind(&fate, status);

		if (!fate.said || (!first && kind >= report->kind))
			continue;
		report->kind = kind;
		report->status = status;
		first = false;
	}
}

/* Reports that a mail is no spam (RFC 6430), or how it was signed (RFC 6591), are no complaints. */
static void take_complaint(struct arena *arena, struct text content, struct report *report)
{
	struct field field;

	while (field_next(arena, &content, &field)) {
		if (field_is(&field, "Feedback-Type") && !text_empty(field.value) &&
		    !field_says(&field, "not-spam") && !field_says(&field, "auth-failure"))
			report->kind = REPORT_COMPLAINED;
	}
}

static bool is_from_server(struct arena *arena, struct text headers)
{
	struct field field;

	while (field_next(arena, &headers, &field)) {
		if (field_is(&field, "From") &&
		    strcasestr(field.value.bytes, "mailer-daemon@") != NULL)
			return true;
	}
	return false;
}

static bool is_notification(struct text type)
{
	return text_is(type, "message/delivery-status") ||
	       text_is(type, "message/global-delivery-status");
}

static bool may_quote(struct text type)
{
	return text_is(type, "headers") || text_is(type, "text/plain") ||
	       text_is(type, "text/rfc822-headers") || text_starts(type, "message/");
}

must_check bool report_read(struct arena *arena, struct text message, struct report *report)
{
	struct builder words = {.arena = arena};
	const struct mime_part *parts;
	bool understood = false;
	size_t count;

	*report = (struct report){REPORT_NONE, text_literal(""), text_literal("")};
	if (!mime_read(arena, message, &parts, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool is_complaint = text_is(parts[i].type, "message/feedback-report");

		if (may_quote(parts[i].type)) {
			builder_text(&words, parts[i].content);
			builder_string(&words, "\n");
		}
		if (is_complaint && !understood)
			take_complaint(arena, parts[i].content, report);
		else if (is_notification(parts[i].type) && !understood)
			take_notification(arena, parts[i].content, report);
		/* A receipt (RFC 8098) says that it was read, however it is sent. */
		understood |= is_complaint || is_notification(parts[i].type) ||
			      text_is(parts[i].type, "message/disposition-notification");
	}
	if (!understood && count > 0 && is_from_server(arena, parts[0].content))
		report->kind = REPORT_FAILED;
	report->words = builder_done(&words);
	return true;
}
