#include "phone.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum {
	LEAST = 7,		/* fewer are anybody's */
	TERM = 9		/* no country code with its number is shorter */
};

/* Digits without the noughts before them ("+49", "0049", "0"); the count. */
static size_t
digits_of(const char *text, char out[PHONE_DIGITS])
{
	size_t size = 0;

	for (; *text != '\0' && size < PHONE_DIGITS - 1; text++) {
		/* "+49 (0)170": dialled within the country only */
		if (strncmp(text, "(0)", 3) == 0)
			text += 2;
		else if (*text >= '0' && *text <= '9' &&
		    (size > 0 || *text != '0'))
			out[size++] = *text;
	}
	out[size] = '\0';
	return size;
}

bool
phone_term(const char *text, char out[PHONE_DIGITS])
{
	char digits[PHONE_DIGITS];
	const size_t size = digits_of(text, digits);

	if (size < LEAST)
		return false;
	snprintf(out, PHONE_DIGITS, "%s",
	    size > TERM ? digits + size - TERM : digits);
	return true;
}

bool
phone_same(const char *a, const char *b)
{
	char longer[PHONE_DIGITS], shorter[PHONE_DIGITS];
	const size_t size = digits_of(a, longer);
	const size_t other = digits_of(b, shorter);

	if (size < other)
		return phone_same(b, a);
	return other >= LEAST && strcmp(longer + size - other, shorter) == 0;
}
