/* arena: memory of one request, job or batch, given back all at once. */
#ifndef ARENA_H
#define ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena {
	char *base;
	size_t size;	/* bytes in all */
	size_t used;	/* bytes handed out */
	bool spent;	/* something did not fit since the reset */
};

/* Uses the given memory, which stays the caller's. */
void arena_init(struct arena *arena, void *memory, size_t size);

/* Zeroed bytes aligned for any type; NULL when the arena is spent. */
void *arena_take(struct arena *arena, size_t size);

/* The same, not zeroed: room for a long text that is yet to be built. */
char *arena_room(struct arena *arena, size_t size);

/* A NUL-terminated copy of the first `size` bytes; NULL when spent. */
char *arena_copy(struct arena *arena, const char *text, size_t size);

/* Everything handed out is gone; the memory itself is kept. */
void arena_reset(struct arena *arena);

#endif
