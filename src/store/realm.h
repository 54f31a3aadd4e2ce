/* realm: the project that a question is about, by its id or a pixel's. */
#ifndef REALM_H
#define REALM_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

struct realm {
	int64_t project;		/* 0 = there is none */
	const char *time_zone;		/* IANA name */
};

/* Of inactive ones, too: what they gathered is still there. */
bool realm_of_project(struct db *db, struct arena *arena, int64_t project,
    struct realm *out);
bool realm_of_pixel(struct db *db, struct arena *arena, const char *pixel,
    struct realm *out);

#endif
