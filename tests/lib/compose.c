/* compose: the mail that asks for a confirmation, always the same, with nothing that was typed. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "compose.h"
#include "sample.h"

#include <string.h>

static struct owed owed(void)
{
	return (struct owed){
		.petition = 3,
		.id = 77,
		.attempt = 1,
		.kind = text_literal("confirmation"),
		.address = text_literal("ada@example.org"),
		.signature = 1234,
		.nonce = 5678,
		.slug = text_literal("save-the-library"),
		.language = text_literal("en"),
		.title = text_literal("Save the <library> & more"),
		.target = text_literal("Mayor \"M\""),
	};
}

static struct mail compose(const struct site *site, const struct owed *row)
{
	struct mail mail = {0};

	assert_true(compose_mail(site, arena, row, &mail));
	return mail;
}

static void has_what_a_signer_needs(void)
{
	const struct owed row = owed();
	struct mail mail = compose(sample_site(), &row);

	check_text(line_text(mail.to), "ada@example.org");
	check_text(mail.subject, "Please confirm your signature: Save the <library> & more");
	check_part(mail.text, "Save the <library> & more\n");
	check_part(mail.text, "To: Mayor \"M\"\n");
	check_part(mail.text, "https://petitions.example.org/cgi-bin/petition/save-the-library\n");
	check_part(mail.text, "Ours & Yours");
	check_part(mail.html, "Save the &lt;library&gt; &amp; more");
	check_part(mail.html, "Mayor &quot;M&quot;");
	check_part(mail.html, "Ours &amp; Yours");
	check_lacks(mail.html, "<library>");
	check_lacks(mail.text, "{{");
	check_lacks(mail.html, "{{");
}

static void link_opens_the_signature(void)
{
	static const char start[] = "https://petitions.example.org/cgi-bin/signature/";
	const struct site *site = sample_site();
	const struct owed row = owed();
	struct mail mail = compose(site, &row);
	const char *link = strstr(mail.text.bytes, start);
	struct text written;
	struct token token;

	assert_non_null(link);
	link += sizeof(start) - 1;
	written = text_copy(arena, (struct text){link, strcspn(link, "\n")});
	assert_true(secret_token_read(site->secret, written, &token));
	assert_true(token.petition == 3 && token.signature == 1234 && token.nonce == 5678);
	check_part(mail.html, text_format(arena, "href=\"%s%s\"", start, written.bytes).bytes);
}

static void is_the_same_each_time(void)
{
	const struct site *site = sample_site();
	const struct owed first = owed();
	struct owed again = owed();
	struct mail one, two;

	again.attempt = 19;
	one = compose(site, &first);
	two = compose(site, &again);
	check_text_bytes(line_text(two.message_id), line_text(one.message_id));
	check_text_bytes(two.text, one.text);
	check_text_bytes(two.html, one.html);
	check_text_bytes(two.subject, one.subject);
}

static void message_id_is_ours_and_no_guess(void)
{
	const struct site *site = sample_site();
	const struct owed row = owed();
	struct owed other = owed();
	struct mail mail = compose(site, &row);
	struct line id = mail.message_id;

	assert_int_equal(id.size, strlen("<@mail.example.org>") + SECRET_MAIL_LENGTH);
	assert_int_equal(id.bytes[0], '<');
	assert_string_equal(id.bytes + 1 + SECRET_MAIL_LENGTH, "@mail.example.org>");
	other.id++;
	assert_string_not_equal(compose(site, &other).message_id.bytes, id.bytes);
}

struct return_row {
	const char *name; /* the setting */
	const char *before;
	const char *after;
};

static const struct return_row returns[] = {
	{"bounce@example.org", "bounce+", "@example.org"},
	{"bounce-*@example.org", "bounce-", "@example.org"},
	{"*@bounce.example.org", "", "@bounce.example.org"},
	{"b*-x@example.org", "b", "-x@example.org"},
};

/* What comes back tells which mail it was, and to nobody else. */
static void return_path_names_the_mail(const void *row)
{
	const struct return_row *expected = row;
	const struct site *site = sample_site();
	struct config config = *site->config;
	struct site other = *site;
	const struct owed mail_row = owed();
	struct line path;
	uint64_t petition, mail;

	config.mail_return_path = expected->name;
	other.config = &config;
	path = compose(&other, &mail_row).return_path;
	assert_int_equal(path.size,
			 strlen(expected->before) + SECRET_MAIL_LENGTH + strlen(expected->after));
	assert_memory_equal(path.bytes, expected->before, strlen(expected->before));
	path.bytes += strlen(expected->before);
	assert_string_equal(path.bytes + SECRET_MAIL_LENGTH, expected->after);
	assert_true(secret_mail_read(site->secret, (struct text){path.bytes, SECRET_MAIL_LENGTH},
				     &petition, &mail));
	assert_int_equal(petition, mail_row.petition);
	assert_int_equal(mail, mail_row.id);
}

static void no_return_path_unless_set(void)
{
	const struct owed row = owed();

	check_text(line_text(compose(sample_site(), &row).return_path), "");
}

static void speaks_english_where_it_has_no_words(void)
{
	struct owed row = owed();

	row.language = text_literal("xx");
	check_part(compose(sample_site(), &row).text, "Hello,");
}

struct wrong_row {
	const char *name;
	const char *kind;
	const char *address;
};

static const struct wrong_row wrongs[] = {
	{"no template", "unheard-of", "ada@example.org"},
	{"a path for a kind", "../petition", "ada@example.org"},
	{"an address of two lines", "confirmation", "ada@example.org\r\nBcc: bob@example.org"},
	{"an address with a newline", "confirmation", "ada@example.org\n"},
};

static void refuses(const void *row)
{
	const struct wrong_row *wrong = row;
	struct owed bad = owed();
	struct mail mail;

	bad.kind = text_of(wrong->kind);
	bad.address = text_of(wrong->address);
	assert_false(compose_mail(sample_site(), arena, &bad, &mail));
}

int main(void)
{
	check("has what a signer needs", has_what_a_signer_needs);
	check("link opens the signature", link_opens_the_signature);
	check("is the same each time", is_the_same_each_time);
	check("Message-ID is ours and no guess", message_id_is_ours_and_no_guess);
	check_rows("return path", return_path_names_the_mail, returns);
	check("no return path unless it is set", no_return_path_unless_set);
	check("speaks English where it has no words", speaks_english_where_it_has_no_words);
	check_rows("refuses", refuses, wrongs);
	return check_run();
}
