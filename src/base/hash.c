#include "hash.h"

#include <string.h>

#include <sodium.h>

_Static_assert(HASH_SIZE == crypto_hash_sha256_BYTES, "digest size");
_Static_assert(HASH_SIZE == crypto_auth_hmacsha256_KEYBYTES, "key size");
_Static_assert(HASH_SEED == crypto_shorthash_KEYBYTES, "seed size");

bool
hash_open(void)
{
	/* 1 means that it was ready before, which is as good */
	return sodium_init() >= 0;
}

void
hash_sha256(const void *data, size_t size, unsigned char out[HASH_SIZE])
{
	crypto_hash_sha256(out, data, size);
}

void
hash_hmac(const unsigned char key[HASH_SIZE], const void *data,
    size_t size, unsigned char out[HASH_SIZE])
{
	crypto_auth_hmacsha256(out, data, size, key);
}

static void
add_text(crypto_auth_hmacsha256_state *state, const char *text)
{
	crypto_auth_hmacsha256_update(state, (const unsigned char *)text,
	    strlen(text));
}

void
hash_hmac_texts(const char *key, const char *front, const char *rest,
    unsigned char out[HASH_SIZE])
{
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, (const unsigned char *)key,
	    strlen(key));
	add_text(&state, front);
	add_text(&state, rest);
	crypto_auth_hmacsha256_final(&state, out);
	sodium_memzero(&state, sizeof(state));
}

uint64_t
hash_short(const unsigned char seed[HASH_SEED], const void *data,
    size_t size)
{
	unsigned char digest[crypto_shorthash_BYTES];
	uint64_t value = 0;

	crypto_shorthash(digest, data, size, seed);
	/* the table in shared memory must not depend on byte order */
	for (size_t i = sizeof(digest); i > 0; i--)
		value = value << 8 | digest[i - 1];
	return value;
}

void
hash_random(void *out, size_t size)
{
	randombytes_buf(out, size);
}

bool
hash_same(const void *a, const void *b, size_t size)
{
	return sodium_memcmp(a, b, size) == 0;
}
