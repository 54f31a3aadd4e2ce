#include "chance.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* splitmix64 (Steele, Lea, Flood 2014): fills a state from any number. */
static uint64_t
split(uint64_t *state)
{
	uint64_t mixed = *state += UINT64_C(0x9e3779b97f4a7c15);

	mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
	return mixed ^ mixed >> 31;
}

struct chance
chance_from(uint64_t seed, uint64_t stream)
{
	struct chance chance;
	uint64_t state = stream;

	state = seed ^ split(&state);
	for (size_t i = 0; i < 4; i++)
		chance.state[i] = split(&state);
	return chance;
}

static uint64_t
turn(uint64_t value, int by)
{
	return value << by | value >> (64 - by);
}

uint64_t
chance_next(struct chance *chance)
{
	uint64_t *const state = chance->state;
	const uint64_t result = turn(state[1] * 5, 7) * 9;
	const uint64_t moved = state[1] << 17;

	state[2] ^= state[0];
	state[3] ^= state[1];
	state[1] ^= state[2];
	state[0] ^= state[3];
	state[2] ^= moved;
	state[3] = turn(state[3], 45);
	return result;
}

double
chance_unit(struct chance *chance)
{
	/* 53 bits, and half a step up: never 0, so its logarithm is there */
	return ((double)(chance_next(chance) >> 11) + 0.5) * 0x1p-53;
}

int64_t
chance_below(struct chance *chance, int64_t count)
{
	assert(count >= 1);
	/* the last numbers are rarer by 2^-40 of what is drawn here */
	return (int64_t)(chance_next(chance) % (uint64_t)count);
}

int64_t
chance_between(struct chance *chance, int64_t least, int64_t most)
{
	return least + chance_below(chance, most - least + 1);
}

bool
chance_is(struct chance *chance, double share)
{
	return chance_unit(chance) < share;
}

double
chance_wait(struct chance *chance, double mean)
{
	return -log(chance_unit(chance)) * mean;
}

void
chance_bytes(struct chance *chance, unsigned char *out, size_t size)
{
	for (size_t at = 0; at < size; at += sizeof(uint64_t)) {
		const uint64_t word = chance_next(chance);
		const size_t left = size - at;

		memcpy(out + at, &word, left < sizeof(word) ? left
		    : sizeof(word));
	}
}

void
chance_text(struct chance *chance, char *out, size_t size)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_";
	uint64_t word = 0;

	/* ten letters of six bits from each number */
	for (size_t i = 0; i < size; i++) {
		word = i % 10 == 0 ? chance_next(chance) : word >> 6;
		out[i] = letters[word & 63];
	}
	out[size] = '\0';
}

void
odds_add(struct odds *odds, uint32_t weight)
{
	assert(odds->count < ODDS_MAX);
	odds->ends[odds->count] = weight +
	    (odds->count == 0 ? 0 : odds->ends[odds->count - 1]);
	odds->count++;
}

size_t
odds_draw(const struct odds *odds, struct chance *chance)
{
	const int64_t drawn = chance_below(chance,
	    odds->ends[odds->count - 1]);
	size_t low = 0, high = odds->count - 1;

	while (low < high) {
		const size_t middle = (low + high) / 2;

		if (drawn < odds->ends[middle])
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}
