/* value: what is bound to one "?" of a statement. */
#ifndef VALUE_H
#define VALUE_H

#include <stddef.h>
#include <stdint.h>

/* Use the makers below. */
struct value {
	enum { VALUE_NULL, VALUE_INT, VALUE_TEXT, VALUE_BLOB } type;
	int64_t number;
	const void *data;	/* must live until the call returns */
	size_t size;
};

#define INT(x) ((struct value){ .type = VALUE_INT, .number = (x) })
#define NONE ((struct value){ .type = VALUE_NULL })
#define BLOB(p, n) \
	((struct value){ .type = VALUE_BLOB, .data = (p), .size = (n) })
struct value db_text(const char *text);		/* NULL becomes SQL NULL */
#define TEXT(x) db_text(x)
struct value db_id(int64_t id);			/* 0 becomes SQL NULL */
#define ID(x) db_id(x)

#endif
