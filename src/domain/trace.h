/* trace: why a touch has its source and channel, in plain words. */
#ifndef TRACE_H
#define TRACE_H

struct str;
struct touch;

/*
 * "Paid Search because gclid was present; utm_medium was empty." of a touch
 * as it was stored: what is told is the rule that decided then (origin.h) and
 * the values it saw.  Nothing is added for a rule we no longer know.
 */
void trace_print(const struct touch *touch, struct str *out);

#endif
