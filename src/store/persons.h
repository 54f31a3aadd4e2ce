/* persons: the rows that say whose values a person in the CRM holds. */
#ifndef PERSONS_H
#define PERSONS_H

#include <stdbool.h>
#include <stdint.h>

struct db;

/* The newest lead that was applied to a person (P5). */
struct watermark {
	int64_t received, submission;	/* 0 = none yet */
};

/* Of those applied, and of those that may have been: sent, not answered. */
bool persons_watermark(struct db *db, int64_t account, int64_t person,
    struct watermark *out);
bool persons_raise(struct db *db, int64_t account, int64_t person,
    const struct watermark *to);

#endif
