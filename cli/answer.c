#include "answer.h"

#include <stdio.h>
#include <sysexits.h>

#include "arena.h"
#include "order.h"
#include "date.h"
#include "json.h"

bool
answer_begin(struct str *out, struct arena *arena)
{
	char *const room = arena_take(arena, ANSWER_ROOM);

	if (room == NULL)
		return false;
	str_init(out, room, ANSWER_ROOM);
	return true;
}

int
answer_end(const struct str *out)
{
	if (out->failed) {
		complain("the answer is too long; ask for less");
		return EX_SOFTWARE;
	}
	puts(out->data);
	return EX_OK;
}

void
answer_time(struct str *out, const char *name, int64_t ms)
{
	char text[DATE_TEXT];

	if (ms == 0) {
		json_add_null(out, name);
		return;
	}
	date_print(ms, text);
	json_add_text(out, name, text);
}
