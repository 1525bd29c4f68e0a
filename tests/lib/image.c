/* image: what an image file is, by its bytes. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "image.h"
#include "check.h"

#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define PNG_REST "\x8\0\0\0\0\0\0\0\0"
#define JPEG "\xff\xd8\xff\xe0\0\4ab"
#define FRAME(height, width) "\xff\xc0\0\x0b\x8" height width "\1\1\x11\0"

struct row {
	const char *name;
	struct text content;
	unsigned width, height; /* 0: refused */
};

static const struct row rows[] = {
	{"a PNG", text_bytes(PNG "\0\0\x4\xb0\0\0\x2\x76" PNG_REST), 1200, 630},
	{"the smallest PNG", text_bytes(PNG "\0\0\x2\x58\0\0\x1\x3b" PNG_REST), 600, 315},
	{"a PNG that is too narrow", text_bytes(PNG "\0\0\x2\x57\0\0\x1\x3b" PNG_REST), 0, 0},
	{"a PNG that is too low", text_bytes(PNG "\0\0\x2\x58\0\0\x1\x3a" PNG_REST), 0, 0},
	{"the largest PNG", text_bytes(PNG "\0\0\x13\x88\0\0\x13\x88" PNG_REST), 5000, 5000},
	{"a PNG that is too wide", text_bytes(PNG "\0\0\x13\x89\0\0\x13\x88" PNG_REST), 0, 0},
	{"a PNG beyond all measure", text_bytes(PNG "\xff\xff\xff\xff\xff\xff\xff\xff" PNG_REST), 0,
	 0},
	{"a PNG that ends early", text_bytes(PNG "\0\0\x4\xb0\0\0\x2\x76"), 0, 0},
	{"a PNG's first bytes", text_bytes("\x89PNG\r\n\x1a\n"), 0, 0},
	{"a PNG without a header",
	 text_bytes("\x89PNG\r\n\x1a\n\0\0\0\rIDAT\0\0\x4\xb0\0\0\x2\x76" PNG_REST), 0, 0},
	{"a JPEG", text_bytes(JPEG FRAME("\x2\x76", "\x4\xb0")), 1200, 630},
	{"a JPEG with 0xff before the frame",
	 text_bytes(JPEG "\xff\xff" FRAME("\x2\x76", "\x4\xb0")), 1200, 630},
	{"a JPEG with tables before the frame",
	 text_bytes(JPEG "\xff\xc4\0\2" FRAME("\x2\x76", "\x4\xb0")), 1200, 630},
	{"a JPEG with a segment beyond its end",
	 text_bytes(JPEG "\xff\xdb\xff\xff" FRAME("\x2\x76", "\x4\xb0")), 0, 0},
	{"a JPEG with a segment of no length", text_bytes(JPEG "\xff\xdb\0\0\0\0\0\0\0\0\0\0\0\0"),
	 0, 0},
	{"a JPEG that ends early", text_bytes(JPEG), 0, 0},
	{"a JPEG that ends in its frame", text_bytes(JPEG "\xff\xc0\0\x0b\x8\x2\x76\x4"), 0, 0},
	{"a JPEG's first bytes", text_bytes("\xff\xd8\xff"), 0, 0},
	{"a GIF", text_bytes("GIF89a and all the rest of it, which nobody reads"), 0, 0},
	{"an SVG", text_bytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), 0, 0},
	{"nothing", text_bytes(""), 0, 0},
};

static void judges(const void *given)
{
	const struct row *row = given;
	struct image image = {0};
	const char *wrong;
	bool right = image_judge(row->content, &image, &wrong);

	assert_int_equal(right, row->width > 0);
	assert_int_equal(wrong == NULL, right);
	if (!right)
		return;
	assert_int_equal(image.width, row->width);
	assert_int_equal(image.height, row->height);
	assert_int_equal(image.kind, row->content.bytes[0] == '\x89' ? IMAGE_PNG : IMAGE_JPEG);
}

static void names_its_kind(void)
{
	assert_string_equal(image_kind_name(IMAGE_PNG), "png");
	assert_string_equal(image_kind_name(IMAGE_JPEG), "jpeg");
}

int main(void)
{
	check_rows("judges", judges, rows);
	check("names its kind", names_its_kind);
	return check_run();
}
