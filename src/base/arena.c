#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

void
arena_init(struct arena *arena, void *memory, size_t size)
{
	*arena = (struct arena){ .base = memory, .size = size };
}

void *
arena_take(struct arena *arena, size_t size)
{
	const size_t step = alignof(max_align_t);
	/* the given memory itself may lie anywhere, so the address counts */
	const size_t odd = ((uintptr_t)arena->base + arena->used) % step;
	const size_t pad = odd ? step - odd : 0;
	const size_t left = arena->size - arena->used;

	if (pad > left || size > left - pad) {
		arena->spent = true;
		return NULL;
	}
	char *const at = arena->base + arena->used + pad;
	arena->used += pad + size;
	return memset(at, 0, size);
}

char *
arena_room(struct arena *arena, size_t size)
{
	if (size > arena->size - arena->used) {
		arena->spent = true;
		return NULL;
	}
	char *const at = arena->base + arena->used;
	arena->used += size;
	return at;
}

char *
arena_copy(struct arena *arena, const char *text, size_t size)
{
	/* text needs no alignment, so a record wastes nothing between texts */
	if (size >= arena->size - arena->used) {
		arena->spent = true;
		return NULL;
	}
	char *const at = arena->base + arena->used;
	arena->used += size + 1;
	if (size > 0)
		memcpy(at, text, size);
	at[size] = '\0';
	return at;
}

void
arena_reset(struct arena *arena)
{
	arena->used = 0;
	arena->spent = false;
}
