#include "mask.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "bounds.h"

enum { CARD_MAX = 19, IBAN_MIN = 15, IBAN_MAX = 34, KEPT = 4,
	GAP_MAX = 6 };

static const struct {
	const char *word, *where;
	enum secret kind;
} secret_words[] = {
#include "secret_words.inc"
};

const char *
mask_fold(const char *text, char *room, unsigned long size)
{
	size_t n = 0;

	for (; text != NULL && *text != '\0' && n < size - 1; text++) {
		unsigned char c = (unsigned char)*text;

		if (isalnum(c) || c >= 0x80)
			room[n++] = (char)tolower(c);
	}
	room[n] = '\0';
	return room;
}

enum secret
mask_secret(const char *name)
{
	char room[FIELD_NAME_MAX * 2 + 1];
	const char *folded = mask_fold(name, room, sizeof(room));

	for (size_t i = 0; i < sizeof(secret_words) / sizeof(secret_words[0]);
	    i++) {
		const char *word = secret_words[i].word;

		if (secret_words[i].where[0] == 'p'
		    ? strstr(folded, word) != NULL
		    : strcmp(folded, word) == 0)
			return secret_words[i].kind;
	}
	return SECRET_NONE;
}

void
mask_address(char *url)
{
	char *to = url;

	for (; *url != '\0'; url++) {
		if (*url == '@')
			*to++ = '*';
		else if (strncmp(url, "%40", 3) == 0) {
			*to++ = '*';
			url += 2;
		} else
			*to++ = *url;
	}
	*to = '\0';
}

/* The digits or letters of a number, which begins at `text`. */
struct run {
	const char *text;
	char signs[IBAN_MAX + 1];
	int count;
};

static void
add_sign(struct run *run, char sign)
{
	run->signs[run->count++] = (char)toupper((unsigned char)sign);
}

/* Digits with gaps of no letter or digit, also of several bytes. */
static void
collect_digits(const char *text, struct run *run)
{
	int gap = 0;

	*run = (struct run){ .text = text };
	for (; run->count < CARD_MAX && gap <= GAP_MAX; text++) {
		unsigned char c = (unsigned char)*text;

		if (isdigit(c)) {
			add_sign(run, *text);
			gap = 0;
		} else if (c == '\0' || isalpha(c) || c == '@')
			return;
		else
			gap++;
	}
}

/* As IBANs are written: in one piece, or in fours with a blank between. */
static void
collect_iban(const char *text, struct run *run)
{
	*run = (struct run){ .text = text };
	for (int group = 0; run->count < IBAN_MAX; text++) {
		if (isalnum((unsigned char)*text)) {
			add_sign(run, *text);
			group++;
		} else if (*text != ' ' || group != 4)
			return;
		else
			group = 0;
	}
}

/* Nothing of the number goes on after its first `count` signs. */
static bool
ends_at(const struct run *run, int count)
{
	const char *at = run->text;

	for (; count > 0 && *at != '\0'; at++)
		if (isalnum((unsigned char)*at))
			count--;
	return !isalnum((unsigned char)*at);
}

/* ISO/IEC 7812-1 annex B. */
static bool
luhn_holds(const char *digits, int count)
{
	int sum = 0;

	for (int i = 0; i < count; i++) {
		int digit = digits[count - 1 - i] - '0';

		if (i % 2 == 1)
			digit = digit > 4 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return sum % 10 == 0;
}

/* What the brands issue, by first digit: lengths, the longest first. */
static const struct {
	char first;
	int lengths[4];
} brands[] = {
	{ '2', { 16 } }, { '3', { 16, 15, 14 } }, { '4', { 19, 16, 13 } },
	{ '5', { 16 } }, { '6', { 19, 16 } },
};

/* How many of the run's digits are a card number; 0 = none. */
static int
card_length(const struct run *run)
{
	for (size_t i = 0; i < sizeof(brands) / sizeof(brands[0]); i++) {
		if (run->count == 0 || run->signs[0] != brands[i].first)
			continue;
		for (const int *length = brands[i].lengths; *length != 0;
		    length++)
			if (*length <= run->count && ends_at(run, *length) &&
			    luhn_holds(run->signs, *length))
				return *length;
	}
	return 0;
}

/* ISO 13616: the first four to the end, letters as 10 to 35, mod 97 is 1. */
static bool
iban_holds(const char *signs, int count)
{
	int rest = 0;

	for (int i = 0; i < count; i++) {
		char c = signs[(i + 4) % count];

		rest = isdigit((unsigned char)c) ? rest * 10 + (c - '0')
		    : rest * 100 + (c - 'A' + 10);
		rest %= 97;
	}
	return rest == 1;
}

/* Two letters and two digits: most words end the look here. */
static bool
begins_iban(const char *text)
{
	return isalpha((unsigned char)text[0]) &&
	    isalpha((unsigned char)text[1]) &&
	    isdigit((unsigned char)text[2]) &&
	    isdigit((unsigned char)text[3]);
}

static int
iban_length(const struct run *run)
{
	for (int count = run->count; count >= IBAN_MIN; count--)
		if (ends_at(run, count) && iban_holds(run->signs, count))
			return count;
	return 0;
}

/* All but the last four of `count` signs; what follows them. */
static char *
blank_out(char *text, int count)
{
	for (; count > 0 && *text != '\0'; text++) {
		if (!isalnum((unsigned char)*text))
			continue;
		if (count > KEPT)
			*text = '*';
		count--;
	}
	return text;
}

/* The first sign after what was masked; NULL when nothing was. */
static char *
mask_here(char *text)
{
	struct run run;
	int length = 0;

	if (begins_iban(text)) {
		collect_iban(text, &run);
		length = iban_length(&run);
	} else if (*text >= '2' && *text <= '6') {
		collect_digits(text, &run);
		length = card_length(&run);
	}
	return length == 0 ? NULL : blank_out(text, length);
}

bool
mask_numbers(char *text)
{
	bool masked = false, inside = false;

	while (*text != '\0') {
		bool sign = isalnum((unsigned char)*text) != 0;
		char *after = sign && !inside ? mask_here(text) : NULL;

		inside = sign;
		masked = masked || after != NULL;
		text = after != NULL ? after : text + 1;
	}
	return masked;
}
