/* webhook: a lead as JSON for others, and our signature beneath it. */
#ifndef WEBHOOK_H
#define WEBHOOK_H

#include <stdint.h>

struct json;
struct str;

/* What the record does not say of its lead. */
struct webhook_lead {
	int64_t id;			/* the number people type */
	const char *project;		/* its name */
};

/*
 * The body, as docs/webhook.md promises it: from the record (record.h), so
 * that the same lead gives the same bytes each time it is sent.
 */
void webhook_print(const struct json *record, const struct webhook_lead *lead,
    struct str *out);

/*
 * "v1=" and in hexadecimal the HMAC-SHA-256, by the project's secret, of the
 * timestamp in decimal, a dot, and the body.
 */
void webhook_sign(const char *secret, int64_t timestamp, const char *body,
    struct str *out);

#endif
