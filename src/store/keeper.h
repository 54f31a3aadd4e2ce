/* keeper: what of a row outlives it, copied into an arena. */
#ifndef KEEPER_H
#define KEEPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct rows;

/* Sticky: when the arena is spent, `failed` is set; ask once, at the end. */
struct keeper {
	struct arena *arena;
	const struct rows *rows;
	bool failed;
};

/* NULL stays NULL. */
const char *keeper_text(struct keeper *keeper, int column);

/* NULL is "". */
const char *keeper_string(struct keeper *keeper, int column);

/* A blob in lower-case hexadecimal; NULL stays NULL. */
const char *keeper_hex(struct keeper *keeper, int column);

/* Zeroed memory for what a row becomes; NULL when spent. */
void *keeper_take(struct keeper *keeper, size_t size);

#endif
