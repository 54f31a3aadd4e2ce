#include "ad_cookies.h"

#include <stdbool.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "http.h"
#include "json.h"
#include "str.h"

const char *
ad_cookies(struct arena *arena, const struct json *sent, const char *header)
{
	static const char *const names[] = { "_fbc", "_fbp", "_gcl_au",
		"li_fat_id", "_ttp" };
	char room[COOKIES_MAX];
	struct str text;
	bool any = false;

	str_init(&text, room, sizeof(room));
	json_open(&text, NULL, '{');
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char given[CLICK_ID_MAX + 1];
		const char *value = json_text(sent, names[i]);

		if (value == NULL && header != NULL && http_cookie(header,
		    names[i], given, sizeof(given)))
			value = given;
		if (value == NULL || !http_is_cookie_value(value) ||
		    strlen(value) > CLICK_ID_MAX)
			continue;
		json_add_text(&text, names[i], value);
		any = true;
	}
	json_close(&text, '}');
	return any && !text.failed ? arena_copy(arena, text.data, text.size)
	    : NULL;
}
