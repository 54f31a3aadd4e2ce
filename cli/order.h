/* order: what every command does first and last. */
#ifndef ORDER_H
#define ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "command.h"

/* Reads argv; 0, or EX_USAGE after one sentence. */
int order_read(struct order *order, int argc, char **argv);

/* The value of an option of this command; NULL = not given. */
const char *order_option(const struct order *order, const char *name);

/* The lead that was typed as ID; false after one sentence. */
bool order_id(const struct order *order, int64_t *id);

/* As a number; false after one sentence when it is none of [min, max].
   Without the option *out is left as it is. */
bool order_number(const struct order *order, const char *name, int64_t min,
    int64_t max, int64_t *out);

/* Reads the configuration; 0 or EX_CONFIG after one sentence. */
int order_config(struct order *order);

/* That, and opens the database; 0 or an exit code after one sentence. */
int order_open(struct order *order, bool to_write);

void order_close(struct order *order);

/* Who changes things, for the verbs. */
struct editor order_editor(struct order *order);

/* The exit code of what a verb came to; says the sentence of a refusal. */
int order_ended(struct order *order, enum edited edited);

/* The exit code when reading failed. */
int order_failed(struct order *order);

/* "leadpixel: ..." on stderr. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
