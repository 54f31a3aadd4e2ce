#include "email.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "utf8.h"

enum { LOCAL_MAX = 64, LABEL_MAX = 63 };

/*
 * Blanks and characters nobody sees come along with a pasted address: the
 * lead bytes of U+00A0, U+200x-U+206x, U+3000 and U+FEFF are refused.
 */
static bool
has_unseen(const char *text)
{
	static const char *const unseen[] = {
		"\xC2\xA0", "\xC2\xAD", "\xE2\x80", "\xE2\x81",
		"\xE3\x80\x80", "\xE3\x80\x82", "\xEF\xBB\xBF",
	};

	for (size_t i = 0; i < sizeof(unseen) / sizeof(unseen[0]); i++) {
		if (strstr(text, unseen[i]))
			return true;
	}
	return false;
}

/*
 * Dot-string = Atom *("." Atom)                      (RFC 5321 4.1.2)
 * The quoted form is legal, but whoever types it is not a customer.
 */
static bool
is_local(const char *text, size_t size)
{
	if (size == 0 || size > LOCAL_MAX)
		return false;
	if (text[0] == '.' || text[size - 1] == '.')
		return false;
	for (size_t i = 0; i < size; i++) {
		if (text[i] <= ' ' || text[i] > '~' ||
		    strchr("\"<>()[],;:\\@", text[i]))
			return false;
		if (text[i] == '.' && text[i + 1] == '.')
			return false;
	}
	return true;
}

/* sub-domain = Let-dig [Ldh-str]                     (RFC 5321 4.1.2) */
static bool
is_label(const char *text, size_t size)
{
	if (size == 0 || size > LABEL_MAX)
		return false;
	if (text[0] == '-' || text[size - 1] == '-')
		return false;
	for (size_t i = 0; i < size; i++) {
		const unsigned char c = (unsigned char)text[i];
		const bool letter = (c >= 'a' && c <= 'z') || c >= 0x80;

		if (!letter && c != '-' && (c < '0' || c > '9'))
			return false;
	}
	return true;
}

/* At least two labels, and no IPv4 address in disguise */
static bool
is_host(const char *text)
{
	size_t labels = 0;

	for (;;) {
		const size_t size = strcspn(text, ".");

		if (!is_label(text, size))
			return false;
		labels++;
		if (text[size] == '\0')
			break;
		text += size + 1;
	}
	return labels > 1 && strspn(text, "0123456789") < strlen(text);
}

/* "mailto:" addr [ "?" hfields ]                     (RFC 6068 2) */
static void
take_off_scheme(char **text)
{
	static const char scheme[] = "mailto:";

	if (strncmp(*text, scheme, strlen(scheme)) != 0)
		return;
	*text += strlen(scheme);
	(*text)[strcspn(*text, "?")] = '\0';
}

/* name-addr = [display-name] "<" addr-spec ">"       (RFC 5322 3.4) */
static void
take_off_name(char **text)
{
	const size_t size = strlen(*text);
	char *const open = strrchr(*text, '<');

	if (!open || (*text)[size - 1] != '>')
		return;
	(*text)[size - 1] = '\0';
	*text = open + 1;
}

const char *
email_normal(struct arena *arena, const char *text)
{
	const size_t longest = EMAIL_MAX + NAME_MAX_BYTES;
	const size_t size = strnlen(text, longest + 1);
	char *at = size > longest ? NULL
	    : utf8_line(arena, text, size, longest);

	if (!at)
		return NULL;
	for (char *c = at; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + ('a' - 'A'));
	}
	take_off_name(&at);
	take_off_scheme(&at);
	const char *const sign = strchr(at, '@');
	if (!sign || strlen(at) > EMAIL_MAX || has_unseen(at))
		return NULL;
	return is_local(at, (size_t)(sign - at)) && is_host(sign + 1)
	    ? at : NULL;
}
