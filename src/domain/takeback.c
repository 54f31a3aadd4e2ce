#include "takeback.h"

#include <stdbool.h>

#include "change_target.h"
#include "json.h"
#include "str.h"

static bool
is_none(const struct json *value)
{
	return value == NULL || value->type == JSON_NULL;
}

static bool
is_same(const struct json *held, const struct json *value)
{
	return is_none(value) ? is_none(held)
	    : !is_none(held) && change_target_holds(held, value);
}

static void
take(struct takeback *takeback, const struct json *written, struct str *out)
{
	const struct json *const before = json_get(takeback->before,
	    written->name);
	const struct json *const held = json_get(takeback->held,
	    written->name);

	if (is_same(held, before))
		return;
	if (!is_same(held, written)) {
		takeback->others++;
		return;
	}
	takeback->ours++;
	if (is_none(before))
		json_add_null(out, written->name);
	else
		json_add_value(out, written->name, before);
}

void
takeback_print(struct takeback *takeback, struct str *out)
{
	const struct json *one = takeback->written == NULL ? NULL
	    : takeback->written->first;

	takeback->ours = takeback->others = 0;
	json_open(out, NULL, '{');
	json_open(out, "custom_fields", '{');
	for (; one != NULL; one = one->next)
		take(takeback, one, out);
	json_close(out, '}');
	json_close(out, '}');
}
