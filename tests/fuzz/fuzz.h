/* fuzz: what the fuzz targets share: what must hold of every text, and files without a disk. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_FUZZ_H
#define UNDERSIGNED_FUZZ_H

#include "text.h"

#include <stdint.h>

/* libFuzzer calls it with whatever it thinks of. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the run, saying what does not hold, where it does not. */
void fuzz_must(bool holds, const char *what);

/* Holds what text.h promises of a text that somebody typed. */
void fuzz_typed(struct arena *arena, struct text text);

/* The bytes with a NUL behind them, and not a byte more. */
struct text fuzz_text(struct arena *arena, const uint8_t *data, size_t size);

/* Takes what stands before the first newline off the text. */
struct text fuzz_line(struct arena *arena, struct text *text);

/* The path of a file with these bytes that others may not read; it ends with the arena. */
const char *fuzz_file(struct arena *arena, struct text content);

#endif
