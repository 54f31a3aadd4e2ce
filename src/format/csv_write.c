#include "csv.h"

#include <string.h>

#include "str.h"

/* What a spreadsheet takes for a formula (OWASP, "CSV Injection"). */
static bool
is_formula(const char *text)
{
	return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

void
csv_add(struct str *out, bool first, const char *text)
{
	if (!first)
		str_add_char(out, ',');
	if (text == NULL)
		return;
	const bool guarded = is_formula(text);
	if (strpbrk(text, "\",\r\n") == NULL) {
		str_add(out, guarded ? "'" : "");
		str_add(out, text);
		return;
	}
	str_add(out, guarded ? "\"'" : "\"");
	for (; *text != '\0'; text++) {
		if (*text == '"')
			str_add_char(out, '"');
		str_add_char(out, *text);
	}
	str_add_char(out, '"');
}

void
csv_end(struct str *out)
{
	str_add(out, "\r\n");
}
