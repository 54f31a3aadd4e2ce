/* call: what every command does first and last. */
#ifndef CALL_H
#define CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "command.h"

/* Reads argv; 0, or EX_USAGE after one sentence. */
int call_read(struct call *call, int argc, char **argv);

/* The value of an option of this command; NULL = not given. */
const char *call_option(const struct call *call, const char *name);

/* As a number; false after one sentence when it is none of [min, max].
   Without the option *out is left as it is. */
bool call_number(const struct call *call, const char *name, int64_t min,
    int64_t max, int64_t *out);

/* Reads the configuration; 0 or EX_CONFIG after one sentence. */
int call_config(struct call *call);

/* That, and opens the database; 0 or an exit code after one sentence. */
int call_open(struct call *call, bool to_write);

void call_close(struct call *call);

/* Who changes things, for the verbs. */
struct editor call_editor(struct call *call);

/* The exit code of what a verb came to; says the sentence of a refusal. */
int call_ended(struct call *call, enum edited edited);

/* The exit code when reading failed. */
int call_failed(struct call *call);

/* "leadpixel: ..." on stderr. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
