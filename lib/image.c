/* image: see image.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "image.h"

#include <string.h>

/* Smaller ones are not shown as a picture above the words, larger ones not at all. */
#define WIDTH_LEAST 600
#define HEIGHT_LEAST 315
#define SIDE_MOST 5000

const char *image_kind_name(enum image_kind kind)
{
	switch (kind) {
	case IMAGE_PNG:
		return "png";
	case IMAGE_JPEG:
		break;
	}
	return "jpeg";
}

static unsigned big_endian(const char *bytes, size_t size)
{
	unsigned number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | (unsigned char)bytes[i];
	return number;
}

/* The header chunk comes first (PNG specification, 5.6). */
static bool judge_png(struct text content, struct image *image)
{
	if (content.size < 33 || memcmp(content.bytes + 12, "IHDR", 4) != 0)
		return false;
	image->kind = IMAGE_PNG;
	image->width = big_endian(content.bytes + 16, 4);
	image->height = big_endian(content.bytes + 20, 4);
	return true;
}

/* A frame header, SOF0 to SOF15, but not the tables in between (ITU T.81, table B.1). */
static bool is_frame(unsigned marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 &&
	       marker != 0xcc;
}

/* From segment to segment until the frame header (ITU T.81, B.1.1.4 and B.2.2). */
static bool judge_jpeg(struct text content, struct image *image)
{
	size_t at = 2;

	image->kind = IMAGE_JPEG;
	while (at + 9 <= content.size && (unsigned char)content.bytes[at] == 0xff) {
		unsigned marker = (unsigned char)content.bytes[at + 1];

		if (is_frame(marker)) {
			image->height = big_endian(content.bytes + at + 5, 2);
			image->width = big_endian(content.bytes + at + 7, 2);
			return true;
		}
		/* Any number of 0xff may stand before a marker. */
		at += marker == 0xff ? 1 : 2 + big_endian(content.bytes + at + 2, 2);
	}
	return false;
}

must_check bool image_judge(struct text content, struct image *image, const char **wrong)
{
	bool png = content.size > 8 && memcmp(content.bytes, "\x89PNG\r\n\x1a\n", 8) == 0;
	bool jpeg = content.size > 3 && memcmp(content.bytes, "\xff\xd8\xff", 3) == 0;

	*wrong = NULL;
	if (!png && !jpeg)
		*wrong = "this is neither a PNG nor a JPEG file: export it as one of them";
	else if (!(png ? judge_png(content, image) : judge_jpeg(content, image)))
		*wrong = "the file is damaged: export it again";
	else if (image->width < WIDTH_LEAST || image->height < HEIGHT_LEAST)
		*wrong = "the image is too small: 600 by 315 pixels is the least, 1200 by 630 is "
			 "best";
	else if (image->width > SIDE_MOST || image->height > SIDE_MOST)
		*wrong = "the image is too large: 5000 pixels a side is the most, 1200 by 630 is "
			 "best";
	return *wrong == NULL;
}

must_check enum db_outcome image_list(struct db *db, struct arena *arena, int64_t petition,
				      const struct image **first)
{
	const char *values[] = {db_number(arena, petition)};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "image_list", values, 1, &rows);

	*first = NULL;
	for (size_t row = rows.count; row-- > 0;) {
		struct image *image = arena_get(arena, sizeof(*image));

		image->language = rows_text(&rows, row, 0);
		image->kind = text_is(rows_text(&rows, row, 1), "png") ? IMAGE_PNG : IMAGE_JPEG;
		image->width = (unsigned)rows_number(&rows, row, 2);
		image->height = (unsigned)rows_number(&rows, row, 3);
		image->version = rows_text(&rows, row, 4);
		image->alt = rows_text(&rows, row, 5);
		image->next = *first;
		*first = image;
	}
	return outcome;
}

must_check enum db_outcome image_find(struct db *db, struct arena *arena, int64_t petition,
				      struct text language, struct text *content)
{
	const char *values[] = {db_number(arena, petition), language.bytes};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "image_find", values, 2, &rows);

	*content = rows.count == 0 ? text_literal("") : rows_bytes(&rows, arena, 0, 0);
	return outcome;
}

must_check enum db_outcome image_set(struct db *db, struct arena *arena,
				     const struct image_import *import, struct text *deed)
{
	const struct image *image = &import->image;
	const char *values[] = {
		import->slug.bytes,
		image->language.bytes,
		image_kind_name(image->kind),
		db_number(arena, image->width),
		db_number(arena, image->height),
		db_bool(import->drawn),
		db_bool(import->afresh),
		image->alt.bytes,
		text_empty(import->content) ? NULL : db_bytes(arena, import->content),
	};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "image_set", values, 9, &rows);

	*deed = rows.count == 0 ? text_literal("unknown") : rows_text(&rows, 0, 0);
	return outcome;
}
