#include "caption.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	uint32_t from, to;
	const char *as;
} letters[] = {
#include "letters.inc"
};

struct noise {
	const char *word, *where;
};

static const struct noise noises[] = {
#include "field_noise.inc"
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum kind { NOTHING, LETTER, CAPITAL, DIGIT };

/* Where the reader of a caption is. */
struct reading {
	struct caption *out;
	size_t size;		/* bytes of out->text in use */
	enum kind before;	/* NOTHING: the next letter begins a word */
	int depth;		/* of round brackets */
	int segment;		/* of name[segment] */
	int segments[CAPTION_WORDS];
};

/* RFC 3629 3; the text is valid. */
static const char *
next_point(const char *text, uint32_t *point)
{
	const unsigned char *at = (const unsigned char *)text;
	int tails = *at < 0xC0 ? 0 : *at < 0xE0 ? 1 : *at < 0xF0 ? 2 : 3;

	*point = tails == 0 ? *at : *at & (0x3Fu >> tails);
	for (at++; tails > 0 && *at != '\0'; tails--)
		*point = *point << 6 | (*at++ & 0x3F);
	return (const char *)at;
}

/* Wide forms of ASCII are ASCII, Cyrillic capitals are small. */
static uint32_t
plain_point(uint32_t point)
{
	if (point >= 0xFF01 && point <= 0xFF5E)
		return point - 0xFF01 + '!';
	return point >= 0x0410 && point <= 0x042F ? point + 0x20 : point;
}

static bool
begins_word(const struct reading *in, enum kind kind)
{
	return in->before == NOTHING ||
	    (kind == DIGIT) != (in->before == DIGIT) ||
	    (kind == CAPITAL && in->before == LETTER);
}

static void
add(struct reading *in, enum kind kind, const char *bytes, size_t size)
{
	struct caption *out = in->out;

	if (size == 0)
		return;
	if (begins_word(in, kind)) {
		if (in->size > 0)
			out->text[in->size++] = '\0';
		if (out->count < CAPTION_WORDS) {
			out->words[out->count] = (struct caption_word){
				.text = out->text + in->size,
				.aside = in->depth > 0 };
			in->segments[out->count] = in->segment;
		}
		out->count++;
	}
	memcpy(out->text + in->size, bytes, size);
	in->size += size;
	in->before = kind;
}

/* What parts words, and where one is by it. */
static void
part(struct reading *in, uint32_t sign)
{
	in->before = NOTHING;
	in->segment += sign == '[' || sign == '$' || sign == '.';
	in->depth += sign == '(' ? 1 : sign == ')' && in->depth > 0 ? -1 : 0;
}

static void
add_ascii(struct reading *in, char c)
{
	const char small = (char)tolower((unsigned char)c);

	if (isalnum((unsigned char)c))
		add(in, isdigit((unsigned char)c) ? DIGIT
		    : isupper((unsigned char)c) ? CAPITAL : LETTER, &small, 1);
	else
		part(in, (unsigned char)c);
}

static void
add_letter(struct reading *in, uint32_t point, const char *bytes,
    size_t size)
{
	const char cyrillic[2] = { (char)(0xC0 | point >> 6),
		(char)(0x80 | (point & 0x3F)) };

	for (size_t i = 0; i < COUNT(letters); i++)
		if (point >= letters[i].from && point <= letters[i].to) {
			const char *as = letters[i].as;

			if (*as == ' ')
				part(in, ' ');
			else
				add(in, LETTER, as, strlen(as));
			return;
		}
	if (point >= 0x0430 && point <= 0x044F)
		add(in, LETTER, cyrillic, 2);
	else
		add(in, LETTER, bytes, size);
}

static int
compare(const void *word, const void *noise)
{
	return strcmp(word, ((const struct noise *)noise)->word);
}

static bool
is_noise(const char *word, bool in_front)
{
	const struct noise *found;

	if (isdigit((unsigned char)*word))
		return true;
	found = bsearch(word, noises, COUNT(noises), sizeof(noises[0]),
	    compare);
	return found != NULL && (in_front || strcmp(found->where, "any") == 0);
}

/* "form" of form[name] stands before the brackets that name the field. */
static void
find_noise(const struct reading *in)
{
	struct caption *out = in->out;
	int last = 0;

	for (size_t i = 0; i < out->count; i++)
		if (!isdigit((unsigned char)*out->words[i].text))
			last = in->segments[i];
	for (size_t i = 0; i < out->count; i++)
		out->words[i].noise = is_noise(out->words[i].text,
		    in->segments[i] < last);
}

void
caption_read(const char *text, struct caption *out)
{
	struct reading in = { .out = out };

	out->count = 0;
	if (text == NULL || strlen(text) > FIELD_NAME_MAX)
		return;
	while (*text != '\0') {
		uint32_t point;
		const char *const after = next_point(text, &point);

		point = plain_point(point);
		if (point < 0x80)
			add_ascii(&in, (char)point);
		else
			add_letter(&in, point, text, (size_t)(after - text));
		text = after;
	}
	out->text[in.size] = '\0';
	if (out->count > CAPTION_WORDS)
		out->count = 0;
	find_noise(&in);
}

const char *
caption_join(const struct caption *caption, enum caption_part part,
    char room[FIELD_NAME_MAX + 1])
{
	size_t size = 0;

	for (size_t i = 0; i < caption->count; i++) {
		const struct caption_word *word = &caption->words[i];
		const size_t length = strlen(word->text);

		if ((part != CAPTION_WHOLE && word->noise) ||
		    (part == CAPTION_WITHOUT_ASIDES && word->aside))
			continue;
		memcpy(room + size, word->text, length);
		size += length;
	}
	room[size] = '\0';
	return room;
}
