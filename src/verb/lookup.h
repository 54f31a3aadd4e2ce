/* lookup: the person of a lead, searched step by step. */
#ifndef LOOKUP_H
#define LOOKUP_H

#include <stdbool.h>

struct delivery;

/*
 * Sets end->person and end->method, or how the delivery ends: nobody,
 * somebody must choose (the candidates are set), a call that did not go
 * through.  The ladder is exact e-mail, broad e-mail, telephone, name; who is
 * found by e-mail is looked for no further (DESIGN 11, reference pipedrive 4).
 */
bool lookup_person(struct delivery *delivery);

#endif
