#include "check.h"
#include "id.h"

#define PLAIN "0190a1b2c3d47e8f9a0b1c2d3e4f5a6b"

static const struct {
	const char *text;
	const char *want;	/* printed again, NULL: refused */
} parses[] = {
	{ PLAIN, PLAIN },
	{ "0190A1B2C3D47E8F9A0B1C2D3E4F5A6B", PLAIN },
	{ "0190a1b2-c3d4-7e8f-9a0b-1c2d3e4f5a6b", PLAIN },
	{ "00000000000000000000000000000000",
	    "00000000000000000000000000000000" },
	{ "ffffffff-ffff-ffff-ffff-ffffffffffff",
	    "ffffffffffffffffffffffffffffffff" },
	{ "", NULL },
	{ "0190a1b2c3d47e8f9a0b1c2d3e4f5a6", NULL },
	{ PLAIN "0", NULL },
	{ PLAIN "0000", NULL },
	{ PLAIN PLAIN PLAIN PLAIN, NULL },
	{ "0190a1b2c3d47e8f9a0b1c2d3e4f5a6g", NULL },
	{ "0190a1b2c3d47e8f9a0b1c2d3e4f5a6 ", NULL },
	{ "{190a1b2c3d47e8f9a0b1c2d3e4f5a6}", NULL },
	{ "0190a1b2-c3d4-7e8f-9a0b-1c2d3e4f5a6", NULL },
	{ "0190a1b-2c3d4-7e8f-9a0b-1c2d3e4f5a6b", NULL },
	{ "0190a1b2-c3d4-7e8f-9a0b01c2d3e4f5a6b", NULL },
	{ "------------------------------------", NULL },
	{ "../../../../../../../../etc/passwd", NULL },
};

static void test_parse(void)
{
	for (size_t i = 0; i < sizeof(parses) / sizeof(parses[0]); i++) {
		struct id id;
		char text[ID_TEXT];

		CHECK_CASE(parses[i].text);
		const bool good = id_parse(parses[i].text, &id);
		CHECK_INT(good, parses[i].want != NULL);
		if (!good)
			continue;
		id_print(&id, text);
		CHECK_TEXT(text, parses[i].want);
	}
	CHECK_CASE(NULL);
}

static const struct {
	int64_t ms;
	const char *start;	/* 48 bits of time and the version */
} makes[] = {
	{ 0, "0000000000007" },
	{ 0x0190A1B2C3D4, "0190a1b2c3d47" },
	{ 0xFFFFFFFFFFFF, "ffffffffffff7" },
};

static void test_make(void)
{
	for (size_t i = 0; i < sizeof(makes) / sizeof(makes[0]); i++) {
		const struct id a = id_make(makes[i].ms);
		const struct id b = id_make(makes[i].ms);
		char text[ID_TEXT], start[14] = "";

		id_print(&a, text);
		memcpy(start, text, 13);
		CHECK_TEXT(start, makes[i].start);
		CHECK_INT(a.bytes[8] & 0xC0, 0x80);
		CHECK(memcmp(&a, &b, sizeof(a)) != 0);
	}
}

/* Every bit that should be random is seen as 0 and as 1 */
static void test_random(void)
{
	unsigned char ones[ID_SIZE] = { 0 }, zeros[ID_SIZE] = { 0 };

	for (int i = 0; i < 200; i++) {
		const struct id id = id_make(0);

		for (int k = 0; k < ID_SIZE; k++) {
			ones[k] |= id.bytes[k];
			zeros[k] |= (unsigned char)~id.bytes[k];
		}
	}
	CHECK_INT(ones[6] & zeros[6], 0x0F);
	CHECK_INT(ones[7] & zeros[7], 0xFF);
	CHECK_INT(ones[8] & zeros[8], 0x3F);
	for (int k = 9; k < ID_SIZE; k++)
		CHECK_INT(ones[k] & zeros[k], 0xFF);
}

int main(void)
{
	test_parse();
	test_make();
	test_random();
	return check_failed();
}
