#include "keeper.h"

#include <string.h>

#include "arena.h"
#include "db.h"
#include "rows.h"
#include "str.h"

static const char *
copy(struct keeper *keeper, const char *text, size_t size)
{
	const char *const kept = arena_copy(keeper->arena, text, size);

	keeper->failed |= kept == NULL;
	return kept;
}

const char *
keeper_text(struct keeper *keeper, int column)
{
	const char *const text = rows_text(keeper->rows, column);

	return text == NULL ? NULL : copy(keeper, text, strlen(text));
}

const char *
keeper_string(struct keeper *keeper, int column)
{
	const char *const text = keeper_text(keeper, column);

	return text == NULL ? "" : text;
}

const char *
keeper_hex(struct keeper *keeper, int column)
{
	size_t size;
	const void *const blob = rows_blob(keeper->rows, column, &size);
	struct str hex;

	if (blob == NULL)
		return NULL;
	char *const room = keeper_take(keeper, 2 * size + 1);
	if (room == NULL)
		return NULL;
	str_init(&hex, room, 2 * size + 1);
	str_add_hex(&hex, blob, size);
	return room;
}

void *
keeper_take(struct keeper *keeper, size_t size)
{
	void *const memory = arena_take(keeper->arena, size);

	keeper->failed |= memory == NULL;
	return memory;
}
