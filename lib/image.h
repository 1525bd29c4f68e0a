/* image: the picture that a petition is shown with where its link is shared. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_IMAGE_H
#define UNDERSIGNED_IMAGE_H

#include "db.h"

#define IMAGE_LIMIT ((size_t)1048576) /* bytes: sites that show it give up on larger ones */
#define IMAGE_WIDTH 1200              /* pixels: what they show whole */
#define IMAGE_HEIGHT 630

enum image_kind { IMAGE_PNG, IMAGE_JPEG };

/* One language's image; no version: there is none. */
struct image {
	struct text language;
	enum image_kind kind;
	unsigned width, height; /* pixels */
	struct text version;    /* changes with the content */
	struct text alt;        /* what it shows; empty where the petition's title says it */
	const struct image *next;
};

/* The kind's name in paths and types: "png", "jpeg". */
const char *image_kind_name(enum image_kind kind);

/* Takes kind and size from the bytes, whatever the file is called. False with what is wrong with
 * them, to be put behind the file's name. */
must_check bool image_judge(struct text content, struct image *image, const char **wrong);

/* All images of a petition; *first is NULL when there are none. */
must_check enum db_outcome image_list(struct db *db, struct arena *arena, int64_t petition,
				      const struct image **first);

/* The content; empty when it is there no longer. */
must_check enum db_outcome image_find(struct db *db, struct arena *arena, int64_t petition,
				      struct text language, struct text *content);

/* What an import gives. */
struct image_import {
	struct text slug;
	struct image image;
	bool drawn;          /* by us, of the petition's words */
	bool afresh;         /* in the place of one that was given */
	struct text content; /* empty: there is to be none */
};

/* *deed: set, unchanged, kept, removed or unknown, as in image_set.sql. */
must_check enum db_outcome image_set(struct db *db, struct arena *arena,
				     const struct image_import *import, struct text *deed);

#endif
