/* export_line: the signatures of an export as lines of CSV, of JSON, or as OSDI has them. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_EXPORT_LINE_H
#define UNDERSIGNED_EXPORT_LINE_H

#include "csv.h"
#include "export.h"

enum export_format {
	EXPORT_CSV,
	EXPORT_JSONL, /* an object a line, its members named as the columns */
	EXPORT_OSDI /* a signature a line in the shape of OSDI (opensupporter.github.io/osdi-docs), with
			 Action Network's names: what its record_signature_helper takes */
};

struct export_style {
	enum export_format format;
	enum csv_cells cells; /* of CSV */
};

/* What comes before the first page: the names of CSV's columns. */
struct text export_head(const struct export *export, const struct export_style *style,
			struct arena *arena);

/* The signatures of a page, a line each. */
struct text export_lines(const struct export *export, const struct export_style *style,
			 const struct rows *page, struct arena *arena);

#endif
