/* mask: what must not be stored, taken out of text in place. */
#ifndef MASK_H
#define MASK_H

#include <stdbool.h>

/*
 * Card numbers keep their last four digits: digits of a brand's first digit
 * and length that hold the Luhn sum, with signs or blanks between; what
 * follows (expiry, code) is left to its own.  IBANs (ISO 13616, checked by
 * mod 97) keep their last four as well.  True if something was masked.
 */
bool mask_numbers(char *text);

/* "@" and "%40" of an address become "*": it may hold an e-mail (DESIGN 6). */
void mask_address(char *url);

enum secret { SECRET_NONE, SECRET_OTHER, SECRET_PASSWORD, SECRET_PAYMENT };

/*
 * Of a name or label, or all a page says of a field: what the value is that
 * must not be kept.
 */
enum secret mask_secret(const char *name);

/* Lower case without blanks and signs: how names of fields are compared. */
const char *mask_fold(const char *text, char *room, unsigned long size);

#endif
