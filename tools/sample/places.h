/* places: where visitors are. */
#ifndef PLACES_H
#define PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "chance.h"

struct db;
struct dictionary;

enum { PLACES_MAX = 64 };

/* Its words in reports. */
struct place_words {
	int64_t country, region, city;
};

struct places {
	struct odds odds;
	struct place_words words[PLACES_MAX];
};

/* Within the caller's transaction: words are added. */
bool places_open(struct places *places, struct db *db,
    struct dictionary *dictionary);

const struct place_words *places_draw(const struct places *places,
    struct chance *chance);

#endif
