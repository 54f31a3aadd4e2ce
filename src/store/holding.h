/* holding: whose figures are asked for: a project's pixels and its clocks. */
#ifndef HOLDING_H
#define HOLDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct db;

struct holding {
	int64_t project;
	const char *time_zone;		/* NULL = no such active project */
	const int64_t *pixels;		/* pixels.id, inactive ones too */
	size_t pixel_count;		/* 0 = no such pixel, or none yet */
};

/* All pixels of a project, or with a public id that one only. */
bool holding_read(struct db *db, struct arena *arena, int64_t project,
    const char *pixel, struct holding *out);

#endif
