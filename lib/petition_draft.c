/* petition_draft: see petition_draft.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "petition_draft.h"

static bool same_organizations(const struct organization *one, const struct organization *other)
{
	while (one != NULL && other != NULL && text_equal(one->name, other->name)) {
		one = one->next;
		other = other->next;
	}
	return one == NULL && other == NULL;
}

static bool reads_back(struct arena *arena, struct text draft, const struct petition *petition,
		       const struct revision *revision)
{
	struct petition_import read;
	struct text complaint;

	return petition_file_read(arena, "draft", draft, &read, &complaint) &&
	       text_equal(read.slug, petition->slug) &&
	       text_equal(read.language, revision->language) &&
	       text_equal(read.title, revision->title) &&
	       text_equal(read.target, revision->target) && text_equal(read.body, revision->body) &&
	       text_equal(read.letter, revision->letter) &&
	       text_equal(read.signer_line, revision->signer_line) &&
	       same_organizations(read.organizations, petition->organizations);
}

must_check bool petition_draft_write(struct arena *arena, const struct petition *petition,
				     const struct revision *revision, struct text *draft)
{
	struct builder builder = {.arena = arena};

	builder_format(&builder, "Slug: %s\nLanguage: %s\n\n%s\n\n%s\n\n%s\n\n",
		       petition->slug.bytes, revision->language.bytes, revision->title.bytes,
		       revision->target.bytes, revision->body.bytes);
	if (petition->organizations != NULL)
		builder_string(&builder, "Participating Organizations:\n\n");
	for (const struct organization *organization = petition->organizations;
	     organization != NULL; organization = organization->next)
		builder_format(&builder, "%s\n", organization->name.bytes);
	builder_format(&builder, "\nTo: %s\nFrom: %s\n\n%s\n", revision->target.bytes,
		       revision->signer_line.bytes, revision->letter.bytes);
	*draft = builder_done(&builder);
	return reads_back(arena, *draft, petition, revision);
}
