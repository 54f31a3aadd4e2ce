/* email: whether a text is an address, and its one spelling. */
#ifndef EMAIL_H
#define EMAIL_H

struct arena;

/*
 * Trimmed and lower case (ASCII), or NULL when it is not an address one can
 * write to: one "@", a local part of 1-64 printable bytes without blanks,
 * quotes or "<>()[],;:\", dots neither first, last nor doubled, a dotted host
 * of LDH labels (UTF-8 labels allowed), 254 bytes at most (RFC 5321 4.5.3.1).
 * "Name <a@b.example>" and "mailto:" are taken off first.
 */
const char *email_normal(struct arena *arena, const char *text);

#endif
