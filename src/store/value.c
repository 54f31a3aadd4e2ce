#include "value.h"

#include <string.h>

struct value
db_text(const char *text)
{
	if (text == NULL)
		return NONE;
	return (struct value){ .type = VALUE_TEXT, .data = text,
		.size = strlen(text) };
}

struct value
db_id(int64_t id)
{
	return id == 0 ? NONE : INT(id);
}
