/* draw: see draw.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "draw.h"

#ifdef HAVE_DRAWING
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#define MARGIN 88.0
#define INSIDE (DRAW_WIDTH - 2 * MARGIN)
#define TITLE_TOP 176.0
#define TITLE_HEIGHT 292.0
#define FOOT_LINE 548.0 /* where the stroke and the site's name stand */
#define SERIF "Iowan Old Style, Palatino, P052, Gentium, Noto Serif, DejaVu Serif, serif"
#define SANS "Noto Sans, Open Sans, Lato, DejaVu Sans, sans"

/* The colours of html/style.css. */
struct colour {
	double red, green, blue;
};
static const struct colour desk = {0.965, 0.961, 0.949}, sheet = {1, 1, 1},
			   line = {0.863, 0.855, 0.831}, ink = {0.098, 0.106, 0.125},
			   soft = {0.333, 0.349, 0.388}, blue = {0.114, 0.227, 0.604};

struct canvas {
	struct arena *arena;
	const struct drawing *drawing;
	cairo_t *cairo;
	PangoContext *context;
	bool right_to_left;
	bool letters_missing;
};

static void surface_release(void *surface)
{
	cairo_surface_destroy(surface);
}

static void cairo_release(void *cairo)
{
	cairo_destroy(cairo);
}

static void use(const struct canvas *canvas, const struct colour *colour)
{
	cairo_set_source_rgb(canvas->cairo, colour->red, colour->green, colour->blue);
}

/* Words in a font of that size, wrapped to the width. */
static PangoLayout *words_set(struct canvas *canvas, struct text words, const char *font,
			      double size)
{
	PangoLayout *layout = pango_layout_new(canvas->context);
	PangoFontDescription *description = pango_font_description_from_string(font);

	arena_defer(canvas->arena, g_object_unref, layout);
	pango_font_description_set_absolute_size(description, size * PANGO_SCALE);
	pango_layout_set_font_description(layout, description);
	pango_font_description_free(description);
	pango_layout_set_text(layout, words.bytes, (int)words.size);
	pango_layout_set_width(layout, (int)(INSIDE * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_alignment(layout,
				   canvas->right_to_left ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
	canvas->letters_missing |= pango_layout_get_unknown_glyphs_count(layout) > 0;
	return layout;
}

static double height_of(PangoLayout *layout)
{
	int height;

	pango_layout_get_pixel_size(layout, NULL, &height);
	return height;
}

static double width_of(PangoLayout *layout)
{
	int width;

	pango_layout_get_pixel_size(layout, &width, NULL);
	return width;
}

static void put(const struct canvas *canvas, PangoLayout *layout, double left, double top)
{
	cairo_move_to(canvas->cairo, left, top);
	pango_cairo_show_layout(canvas->cairo, layout);
}

static void draw_sheet(const struct canvas *canvas)
{
	use(canvas, &desk);
	cairo_paint(canvas->cairo);
	cairo_rectangle(canvas->cairo, 32.5, 32.5, DRAW_WIDTH - 65, DRAW_HEIGHT - 65);
	use(canvas, &sheet);
	cairo_fill_preserve(canvas->cairo);
	use(canvas, &line);
	cairo_set_line_width(canvas->cairo, 1);
	cairo_stroke(canvas->cairo);
	cairo_rectangle(canvas->cairo, canvas->right_to_left ? DRAW_WIDTH - 46 : 32, 32, 14,
			DRAW_HEIGHT - 64);
	use(canvas, &blue);
	cairo_fill(canvas->cairo);
}

static void draw_addressed(struct canvas *canvas)
{
	PangoLayout *layout = words_set(canvas, canvas->drawing->addressed, SANS " 500", 34);

	pango_layout_set_height(layout, -1);
	pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	use(canvas, &soft);
	put(canvas, layout, MARGIN, 104);
}

static bool fits(PangoLayout *layout)
{
	return height_of(layout) <= TITLE_HEIGHT && width_of(layout) <= INSIDE;
}

/* As large as fits without a word being broken; what is too long at the smallest size ends in an
 * ellipsis. */
static void draw_title(struct canvas *canvas)
{
	PangoLayout *layout = NULL;

	for (double size = 104; size >= 36 && (layout == NULL || !fits(layout)); size -= 4) {
		layout = words_set(canvas, canvas->drawing->title, SERIF " bold", size);
		pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
		pango_layout_set_line_spacing(layout, 0.95f);
	}
	if (!fits(layout)) {
		pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
		pango_layout_set_height(layout, (int)(TITLE_HEIGHT * PANGO_SCALE));
		pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	}
	use(canvas, &ink);
	put(canvas, layout, MARGIN, TITLE_TOP);
}

/* The stroke of a pen of html/stroke.html, over the line on which one signs. */
static void draw_stroke(const struct canvas *canvas)
{
	cairo_t *cairo = canvas->cairo;

	cairo_save(cairo);
	cairo_translate(cairo, canvas->right_to_left ? DRAW_WIDTH - MARGIN - 330 : MARGIN,
			FOOT_LINE - 44);
	cairo_scale(cairo, 1.1, 2.2);
	cairo_move_to(cairo, 3, 13);
	cairo_curve_to(cairo, 60, 5, 118, 3, 168, 6);
	cairo_curve_to(cairo, 218, 9, 106, 18, 138, 17);
	cairo_curve_to(cairo, 170, 16, 238, 8, 297, 3);
	cairo_restore(cairo);
	use(canvas, &blue);
	cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
	cairo_set_line_width(cairo, 6);
	cairo_stroke(cairo);
}

static void draw_site(struct canvas *canvas)
{
	PangoLayout *layout = words_set(canvas, canvas->drawing->site, SERIF " italic bold", 36);
	double left, width;

	pango_layout_set_width(layout, (int)(560 * PANGO_SCALE));
	pango_layout_set_height(layout, -1);
	pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	pango_layout_set_alignment(layout,
				   canvas->right_to_left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
	width = width_of(layout);
	left = canvas->right_to_left ? MARGIN : DRAW_WIDTH - MARGIN - 560;
	use(canvas, &ink);
	put(canvas, layout, left, FOOT_LINE - height_of(layout));
	use(canvas, &blue);
	cairo_rectangle(canvas->cairo, canvas->right_to_left ? MARGIN : DRAW_WIDTH - MARGIN - width,
			FOOT_LINE + 4, width, 4);
	cairo_fill(canvas->cairo);
}

static bool is_right_to_left(const struct canvas *canvas)
{
	const struct drawing *drawing = canvas->drawing;
	PangoLayout *layout;

	if (drawing->direction != NULL)
		return text_is(text_literal("rtl"), drawing->direction);
	layout = pango_layout_new(canvas->context);
	arena_defer(canvas->arena, g_object_unref, layout);
	pango_layout_set_text(layout, drawing->title.bytes, (int)drawing->title.size);
	return pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL;
}

static struct canvas canvas_new(struct arena *arena, const struct drawing *drawing,
				cairo_surface_t *surface)
{
	struct canvas canvas = {.arena = arena, .drawing = drawing};

	arena_defer(arena, surface_release, surface);
	canvas.cairo = cairo_create(surface);
	arena_defer(arena, cairo_release, canvas.cairo);
	canvas.context = pango_cairo_create_context(canvas.cairo);
	arena_defer(arena, g_object_unref, canvas.context);
	canvas.right_to_left = is_right_to_left(&canvas);
	pango_context_set_base_dir(canvas.context, canvas.right_to_left ? PANGO_DIRECTION_RTL
									: PANGO_DIRECTION_LTR);
	pango_context_set_language(canvas.context,
				   pango_language_from_string(drawing->language.bytes));
	return canvas;
}

static cairo_status_t take_bytes(void *context, const unsigned char *bytes, unsigned size)
{
	builder_add(context, (const char *)bytes, size);
	return CAIRO_STATUS_SUCCESS;
}

/* Pango would end the process. */
static bool has_fonts(void)
{
	const FcFontSet *fonts = FcConfigGetFonts(NULL, FcSetSystem);

	return fonts != NULL && fonts->nfont > 0;
}

must_check enum draw_outcome draw_image(struct arena *arena, const struct drawing *drawing,
					struct text *png)
{
	struct builder file = {.arena = arena};
	cairo_surface_t *surface;
	struct canvas canvas;

	if (FcInit() != FcTrue || !has_fonts())
		return DRAW_NO_FONT;
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, DRAW_WIDTH, DRAW_HEIGHT);
	canvas = canvas_new(arena, drawing, surface);
	draw_sheet(&canvas);
	draw_addressed(&canvas);
	draw_title(&canvas);
	draw_stroke(&canvas);
	draw_site(&canvas);
	if (canvas.letters_missing)
		return DRAW_NO_LETTERS;
	if (cairo_surface_write_to_png_stream(surface, take_bytes, &file) != CAIRO_STATUS_SUCCESS)
		return DRAW_FAILED;
	*png = builder_done(&file);
	return DRAW_DONE;
}
#else
must_check enum draw_outcome draw_image(struct arena *arena, const struct drawing *drawing,
					struct text *png)
{
	(void)arena;
	(void)drawing;
	(void)png;
	return DRAW_NO_LIBRARY;
}
#endif
