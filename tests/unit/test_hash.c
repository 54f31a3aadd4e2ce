#include "check.h"
#include "hash.h"
#include "str.h"

static const char *in_hex(const void *bytes, size_t size, char *out)
{
	struct str str;

	str_init(&str, out, 2 * HASH_SIZE + 1);
	str_add_hex(&str, bytes, size);
	return out;
}

/* NIST's examples for FIPS 180-4 */
static const struct {
	const char *text, *want;
} digests[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934c"
	    "a495991b7852b855" },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9c"
	    "b410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167"
	    "f6ecedd419db06c1" },
};

static void test_sha256(void)
{
	unsigned char digest[HASH_SIZE];
	char text[2 * HASH_SIZE + 1];

	for (size_t i = 0; i < sizeof(digests) / sizeof(digests[0]); i++) {
		CHECK_CASE(digests[i].text);
		hash_sha256(digests[i].text, strlen(digests[i].text), digest);
		CHECK_TEXT(in_hex(digest, HASH_SIZE, text), digests[i].want);
	}
	CHECK_CASE(NULL);
}

/* RFC 4231 4.2 and 4.3: keys shorter than ours are filled up with zeros */
static const struct {
	const char *key, *text, *want;
} codes[] = {
	{ "\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b"
	    "\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b", "Hi There",
	    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da7"
	    "26e9376c2e32cff7" },
	{ "Jefe", "what do ya want for nothing?",
	    "5bdcc146bf60754e6a042426089575c75a003f089d273983"
	    "9dec58b964ec3843" },
};

static void test_hmac(void)
{
	unsigned char digest[HASH_SIZE];
	char text[2 * HASH_SIZE + 1];

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		unsigned char key[HASH_SIZE] = { 0 };

		memcpy(key, codes[i].key, strlen(codes[i].key));
		hash_hmac(key, codes[i].text, strlen(codes[i].text), digest);
		CHECK_TEXT(in_hex(digest, HASH_SIZE, text), codes[i].want);
	}
}

/* RFC 4231 4.7: a key over the block's size is hashed first. */
static void test_hmac_texts(void)
{
	unsigned char digest[HASH_SIZE];
	char key[132] = "", text[2 * HASH_SIZE + 1];

	memset(key, 0xaa, sizeof(key) - 1);
	hash_hmac_texts(key, "Test Using Larger Than Block-Size Key",
	    " - Hash Key First", digest);
	CHECK_TEXT(in_hex(digest, HASH_SIZE, text),
	    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c514"
	    "0546040f0ee37f54");
	hash_hmac_texts("Jefe", "what do ya want ", "for nothing?", digest);
	CHECK_TEXT(in_hex(digest, HASH_SIZE, text), codes[1].want);
}

/* The vectors of SipHash's own paper: key 00..0f, data 00..(size - 1) */
static const struct {
	size_t size;
	uint64_t want;
} shorts[] = {
	{ 0, 0x726fdb47dd0e0e31 },
	{ 1, 0x74f839c593dc67fd },
	{ 8, 0x93f5f5799a932462 },
	{ 15, 0xa129ca6149be45e5 },
};

static void test_short(void)
{
	unsigned char bytes[HASH_SEED];

	for (unsigned char i = 0; i < HASH_SEED; i++)
		bytes[i] = i;
	for (size_t i = 0; i < sizeof(shorts) / sizeof(shorts[0]); i++)
		CHECK_INT(hash_short(bytes, bytes, shorts[i].size),
		    shorts[i].want);
}

static void test_random(void)
{
	unsigned char a[HASH_SIZE] = { 0 }, b[HASH_SIZE] = { 0 };

	CHECK(hash_same(a, b, sizeof(a)));
	hash_random(a, sizeof(a));
	hash_random(b, sizeof(b));
	CHECK(!hash_same(a, b, sizeof(a)));
	CHECK(hash_same("abcd", "abcx", 3));
	CHECK(!hash_same("abcd", "abcx", 4));
	CHECK(hash_same("a", "b", 0));
}

int main(void)
{
	CHECK(hash_open());
	CHECK(hash_open());
	test_sha256();
	test_hmac();
	test_hmac_texts();
	test_short();
	test_random();
	return check_failed();
}
