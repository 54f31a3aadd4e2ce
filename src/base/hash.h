/* hash: digests, random bytes and comparing secrets, all by libsodium. */
#ifndef HASH_H
#define HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HASH_SIZE = 32, HASH_SEED = 16 };

/* Once per process before anything else here; false = no randomness. */
bool hash_open(void);

/* SHA-256 (FIPS 180-4). */
void hash_sha256(const void *data, size_t size, unsigned char out[HASH_SIZE]);

/* HMAC-SHA-256 (RFC 2104). */
void hash_hmac(const unsigned char key[HASH_SIZE], const void *data,
    size_t size, unsigned char out[HASH_SIZE]);

/* The same of two texts as if they were one; a key of any size. */
void hash_hmac_texts(const char *key, const char *front, const char *rest,
    unsigned char out[HASH_SIZE]);

/* SipHash-2-4: for tables that strangers may try to overload. */
uint64_t hash_short(const unsigned char seed[HASH_SEED], const void *data,
    size_t size);

void hash_random(void *out, size_t size);

/* Takes the same time whatever differs. */
bool hash_same(const void *a, const void *b, size_t size);

#endif
