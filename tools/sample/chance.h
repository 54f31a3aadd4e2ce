/* chance: numbers that look random and are the same for the same seed. */
#ifndef CHANCE_H
#define CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* xoshiro256** (Blackman, Vigna 2018), filled by splitmix64. */
struct chance {
	uint64_t state[4];
};

/* Streams of one seed have nothing in common. */
struct chance chance_from(uint64_t seed, uint64_t stream);

uint64_t chance_next(struct chance *chance);

/* 0 to count - 1; count is at least 1. */
int64_t chance_below(struct chance *chance, int64_t count);

/* least to most, both included. */
int64_t chance_between(struct chance *chance, int64_t least, int64_t most);

/* Above 0, below 1. */
double chance_unit(struct chance *chance);

/* True in that share of all cases, 0 to 1. */
bool chance_is(struct chance *chance, double share);

/* As long between two cars: no end, and that mean. */
double chance_wait(struct chance *chance, double mean);

void chance_bytes(struct chance *chance, unsigned char *out, size_t size);

/* Letters and digits of click ids, and NUL: out has size + 1 bytes. */
void chance_text(struct chance *chance, char *out, size_t size);

enum { ODDS_MAX = 512 };

/* Which of several: each as often as its weight says. */
struct odds {
	size_t count;
	uint32_t ends[ODDS_MAX];	/* weights, summed up */
};

void odds_add(struct odds *odds, uint32_t weight);
size_t odds_draw(const struct odds *odds, struct chance *chance);

#endif
