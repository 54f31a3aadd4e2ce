/* glossary: texts by small numbers, for those that have no row of their own. */
#ifndef GLOSSARY_H
#define GLOSSARY_H

#include <stdbool.h>
#include <stdint.h>

struct glossary;

/* Room for GLOSSARY_TEXTS; what is not used is never touched. */
struct glossary *glossary_open(void);
void glossary_close(struct glossary *glossary);

/* The same text has the same number, from 1 on; NULL is 0.  False = full. */
bool glossary_number(struct glossary *glossary, const char *text,
    int64_t *out);

/* The other way round; NULL for 0. */
const char *glossary_text(const struct glossary *glossary, int64_t number);

#endif
