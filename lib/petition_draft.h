/* petition_draft: the current words of a petition as the file that an organizer goes on with. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_PETITION_DRAFT_H
#define UNDERSIGNED_PETITION_DRAFT_H

#include "petition_file.h"

/* False when petition_file_read would not find these words in it, as with a text in which a line
 * begins with "To:". */
must_check bool petition_draft_write(struct arena *arena, const struct petition *petition,
				     const struct revision *revision, struct text *draft);

#endif
