/* petition_file: any file is a petition whole, or is refused with a line. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "petition_file.h"

#include "fuzz.h"
#include "html.h"

#include <stdlib.h>
#include <string.h>

static void judge(struct arena *arena, const struct petition_import *petition)
{
	const struct text texts[] = {petition->slug,   petition->language, petition->title,
				     petition->target, petition->body,     petition->letter};
	const struct organization *organization = petition->organizations;
	struct line line;
	struct html html;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		fuzz_must(!text_empty(texts[i]), "all that a petition needs is there");
		fuzz_typed(arena, texts[i]);
	}
	fuzz_typed(arena, petition->signer_line);
	fuzz_must(strspn(petition->slug.bytes, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
				  petition->slug.size &&
			  petition->slug.size <= 80,
		  "the slug is one");
	fuzz_must(line_take(petition->title, &line) && line_take(petition->target, &line) &&
			  line_take(petition->signer_line, &line),
		  "title, target and signer line have one line");
	for (; organization != NULL; organization = organization->next) {
		fuzz_must(!text_empty(organization->name), "an organization has a name");
		fuzz_typed(arena, organization->name);
	}
	html = html_markdown(arena, petition->body);
	fuzz_must(strstr(html.bytes, "<script") == NULL, "raw markup is left out");
	html = html_paragraphs(arena, petition->letter);
	fuzz_must(strstr(html.bytes, "<script") == NULL, "markup in a letter is escaped");
}

static void judge_complaint(struct text complaint, struct text content)
{
	unsigned long line, lines = 1;
	char *end = NULL;

	fuzz_must(text_starts(complaint, "FILE:"), "a complaint names the file");
	line = strtoul(complaint.bytes + strlen("FILE:"), &end, 10);
	for (size_t i = 0; i < content.size; i++)
		lines += content.bytes[i] == '\n' || content.bytes[i] == '\r';
	/* NEL, LS and PS end a line, too. */
	lines += content.size / 2;
	fuzz_must(*end == ':' && line >= 1 && line <= lines, "and a line of it");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct text content = fuzz_text(arena, data, size);
	struct text complaint = {0};
	struct petition_import petition;

	if (petition_file_read(arena, "FILE", content, &petition, &complaint))
		judge(arena, &petition);
	else
		judge_complaint(complaint, content);
	arena_free(arena);
	return 0;
}
