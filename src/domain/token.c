#include "token.h"

#include <string.h>

#include "str.h"

bool
token_parse(const char *text, struct id *out)
{
	char digits[ID_TEXT];
	size_t size;

	if (text == NULL || !str_starts(text, "pxl_"))
		return false;
	text += strlen("pxl_");
	size = strlen(text);
	if (size != 16 && size != 32)
		return false;
	memset(digits, '0', sizeof(digits));
	memcpy(digits, text, size);
	digits[32] = '\0';
	return id_parse(digits, out);
}

void
token_print(const struct id *visitor, char out[TOKEN_TEXT])
{
	static const unsigned char zeros[ID_SIZE / 2];
	struct str text;

	str_init(&text, out, TOKEN_TEXT);
	str_add(&text, "pxl_");
	str_add_hex(&text, visitor->bytes,
	    memcmp(visitor->bytes + ID_SIZE / 2, zeros, sizeof(zeros)) == 0
	    ? ID_SIZE / 2 : ID_SIZE);
}
