/* page: what the database and signers give comes out escaped, and each problem has its page. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "page.h"
#include "digest.h"
#include "sample.h"

#include <string.h>

static struct edition edition(void)
{
	static const struct organization second = {2, text_literal("B & C"), text_literal("b-c"),
						   NULL};
	static const struct organization first = {1, text_literal("A <i>"), text_literal("a"),
						  &second};
	static const struct revision revision = {
		.number = 2,
		.language = text_literal("en"),
		.title = text_literal("Save <us>"),
		.target = text_literal("Mayor & \"M\""),
		.body = text_literal("**Stop** <script>alert(1)</script>"),
		.letter = text_literal("Dear <b>you</b>,\n\nplease."),
		.signer_line = text_literal("[Your Name]"),
	};

	return (struct edition){
		.petition =
			{
				.id = 5,
				.slug = text_literal("save-us"),
				.state = PETITION_OPEN,
				.confirmation = true,
				.goal = 5000,
				.closes_on = text_literal(""),
				.erase_on = text_literal("2031-05-01"),
				.confirmed = 1234,
				.revisions = &revision,
				.organizations = &first,
			},
	};
}

static struct request plain_request(void)
{
	struct text none = text_literal("");

	return (struct request){.arena = arena, .query = none, .accept_language = none};
}

static const struct page_field *fields(const char *error)
{
	static struct page_field typed[] = {
		{.name = "given_name", .value = text_literal("Ada \"><script>")},
		{.name = "family_name", .value = text_literal("L")},
		{.name = "email", .value = text_literal("a@b")},
		{.name = "postal_code", .value = text_literal("1")},
		{.name = "country", .value = text_literal("DE")},
		{.name = "comment", .value = text_literal("</textarea><b>")},
	};

	typed[2].error = error;
	return typed;
}

static struct text page_of(const struct edition *shown, const char *error)
{
	const struct request request = plain_request();
	struct page_form form = {
		.stamp = text_literal("0123"),
		.source = text_literal("mail"),
		.country = text_literal("DE"),
		.show_name = true,
		.fields = fields(error),
		.count = 6,
	};
	struct reader reader = page_reader(sample_site(), &request);

	return page_of_petition(&reader, arena, shown, &form);
}

static void shows_a_petition(void)
{
	struct edition shown = edition();
	struct text page = page_of(&shown, NULL);

	check_part(page, "<html lang=\"en\" dir=\"ltr\">");
	check_part(page, "<title>Save &lt;us&gt; – Ours &amp; Yours</title>");
	check_part(page, "<h1>Save &lt;us&gt;</h1>");
	check_part(page, "<strong>Mayor &amp; &quot;M&quot;</strong>");
	check_part(page, "<p><strong>Stop</strong> ");
	check_part(page, "<p>Dear &lt;b&gt;you&lt;/b&gt;,</p>");
	check_part(page, "1,234 people have signed");
	check_part(page, "Goal: 5,000");
	check_part(page, "value=\"24\"");
	check_part(page, "2 participating organizations");
	check_part(page, "<li><bdi>A &lt;i&gt;</bdi></li>");
	check_part(page, "<li><bdi>B &amp; C</bdi></li>");
	check_part(page, "action=\"/cgi-bin/sign/save-us\"");
	check_part(page, "href=\"https://petitions.example.org/cgi-bin/petition/save-us\"");
	check_part(page, "name=\"stamp\" value=\"0123\"");
	check_part(page, "name=\"source\" value=\"mail\"");
	check_part(page, "<meta name=\"description\" content=\"Stop alert(1)\">");
	check_part(page, "\"description\": \"Stop alert(1)\", \"inLanguage\": \"en\"");
	check_part(page, "data-count=\"/cgi-bin/petition/save-us/count.json?lang=en\"");
	check_lacks(page, "<script>");
	check_lacks(page, "{{");
	check_lacks(page, "class=\"errors\"");
}

static void keeps_what_was_typed(void)
{
	struct edition shown = edition();
	struct text page = page_of(&shown, "email_malformed");

	check_part(page, "<title>Error: Save &lt;us&gt;");
	check_part(page, "class=\"errors\"");
	check_part(page, "<a href=\"#email\">Enter an e-mail address like name@example.org</a>");
	check_part(page, "value=\"Ada &quot;&gt;&lt;script&gt;\"");
	check_part(page, "\n&lt;/textarea&gt;&lt;b&gt;</textarea>");
	check_part(page, "value=\"DE\" selected");
	check_part(page, "type=\"checkbox\" value=\"yes\"");
	check_part(page, " checked>");
	check_lacks(page, "<script>");
	check_lacks(page, "<script type=\"module\">");
}

static void shows_a_petition_that_takes_none_without_a_form(void)
{
	struct edition shown = edition();
	struct text page;

	shown.petition.state = PETITION_CLOSED;
	page = page_of(&shown, NULL);
	check_lacks(page, "<form");
	check_part(page, "This petition is closed");
	shown.petition.state = PETITION_PAUSED;
	page = page_of(&shown, NULL);
	check_lacks(page, "<form");
	check_lacks(page, "This petition is closed");
	check_part(page, "This petition is paused");
}

struct percent_row {
	const char *name;
	uint64_t confirmed, goal;
	const char *percent; /* NULL: no goal */
};

static const struct percent_row percents[] = {
	{"nobody", 0, 100, "value=\"0\""},
	{"half", 500, 1000, "value=\"50\""},
	{"just below", 999, 1000, "value=\"99\""},
	{"reached", 1000, 1000, "value=\"100\""},
	{"more than that", 5000, 1000, "value=\"100\""},
	{"no goal", 5000, 0, NULL},
	{"a large number", UINT64_MAX / 100, 1000000000, "value=\"100\""},
};

static void shows_the_progress(const void *row)
{
	const struct percent_row *expected = row;
	struct edition shown = edition();
	struct text page;

	shown.petition.confirmed = expected->confirmed;
	shown.petition.goal = expected->goal;
	page = page_of(&shown, NULL);
	if (expected->percent == NULL)
		check_lacks(page, "<progress");
	else
		check_part(page, text_format(arena, "<progress %s", expected->percent).bytes);
}

static void shows_voices(void)
{
	static const struct voice last = {text_literal("<i>Ned"), text_literal(""),
					  text_literal(""), NULL};
	static const struct voice second = {text_literal("Zo\u00eb"), text_literal("IE"),
					    text_literal(""), &last};
	static const struct voice first = {text_literal("Ann"), text_literal("XX"),
					   text_literal("For <us>.\n\nAll."), &second};
	struct edition shown = edition();
	struct text page;

	check_lacks(page_of(&shown, NULL), "class=\"voices\"");
	shown.voices = &first;
	page = page_of(&shown, NULL);
	check_part(page, "<p>For &lt;us&gt;.</p>\n<p>All.</p>");
	check_part(page, "<figcaption dir=\"auto\">Ann</figcaption>");
	check_part(page, "<li dir=\"auto\">Zo\u00eb, Ireland</li>");
	check_part(page, "<li dir=\"auto\">&lt;i&gt;Ned</li>");
	check_lacks(page_of(&shown, "email_malformed"), "class=\"voices\"");
}

struct problem_row {
	const char *name;
	enum problem problem;
	unsigned status;
};

static const struct problem_row problems[] = {
	{"We could not read that", PROBLEM_BAD_REQUEST, 400},
	{"That came from another site", PROBLEM_FORBIDDEN, 403},
	{"There is nothing at this address", PROBLEM_NOT_FOUND, 404},
	{"This address cannot be used that way", PROBLEM_METHOD, 405},
	{"That is more than we can take", PROBLEM_TOO_LARGE, 413},
	{"We will be right back", PROBLEM_DATABASE, 503},
	{"This petition is closed", PROBLEM_CLOSED, 422},
	{"This petition is paused", PROBLEM_PAUSED, 422},
	{"This petition is no longer here", PROBLEM_RETIRED, 410},
	{"Something went wrong here", PROBLEM_INTERNAL, 500},
};

static void shows_a_problem(const void *row)
{
	const struct problem_row *expected = row;
	const struct request request = plain_request();
	const struct site *site = sample_site();
	struct reply reply = problem_reply(site, &request, expected->problem, line_literal(""));

	assert_int_equal(reply.status, expected->status);
	assert_int_equal(reply.retry_after > 0, expected->status == 503);
	assert_string_equal(reply.type, "text/html; charset=utf-8");
	assert_string_equal(reply.style_digest, site->style_digest);
	assert_int_equal(reply.max_age, 0);
	check_part(reply.body, text_format(arena, "<h1>%s</h1>", expected->name).bytes);
	check_part(reply.body, "href=\"/cgi-bin/petition\"");
	check_lacks(reply.body, "problem.");
	check_lacks(reply.body, "{{");
}

static void leads_on_from_a_problem(void)
{
	const struct request request = plain_request();
	struct reply reply = problem_reply(sample_site(), &request, PROBLEM_CLOSED,
					   line_literal("/cgi-bin/petition/save-us"));

	check_part(reply.body, "href=\"/cgi-bin/petition/save-us\"");
}

static void says_which_methods_there_are(void)
{
	const struct request request = plain_request();
	struct reply reply = problem_method(sample_site(), &request, "GET, HEAD");

	assert_int_equal(reply.status, 405);
	assert_string_equal(reply.allow, "GET, HEAD");
}

/* The digest that lets the style sheet in is that of what stands between the tags. */
static void digest_is_of_the_inlined_style(void)
{
	const struct request request = plain_request();
	struct reply reply =
		problem_reply(sample_site(), &request, PROBLEM_NOT_FOUND, line_literal(""));
	const char *start = strstr(reply.body.bytes, "<style>") + strlen("<style>");
	const char *end = strstr(start, "</style>");
	struct text style = {start, (size_t)(end - start)};

	check_text(digest_base64(arena, style), reply.style_digest);
}

int main(void)
{
	check("shows a petition", shows_a_petition);
	check("keeps what was typed", keeps_what_was_typed);
	check("shows a petition that takes none without a form",
	      shows_a_petition_that_takes_none_without_a_form);
	check_rows("progress", shows_the_progress, percents);
	check("shows voices", shows_voices);
	check_rows("problem", shows_a_problem, problems);
	check("leads on from a problem", leads_on_from_a_problem);
	check("says which methods there are", says_which_methods_there_are);
	check("digest is of the inlined style", digest_is_of_the_inlined_style);
	return check_run();
}
