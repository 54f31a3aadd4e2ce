#include "verdict.h"

const char *
verdict_name(enum verdict verdict)
{
	static const char *const names[VERDICT_COUNT] = {
		[VERDICT_NONE] = "",
		[VERDICT_STORED] = "stored",
		[VERDICT_DUPLICATE] = "duplicate",
		[VERDICT_BOT] = "bot",
		[VERDICT_SUSPECT] = "suspect",
		[VERDICT_TEST] = "test",
		[VERDICT_IGNORED] = "ignored",
		[VERDICT_RATE_LIMITED] = "rate_limited",
		[VERDICT_BAD_REQUEST] = "bad_request",
		[VERDICT_UNKNOWN_PIXEL] = "unknown_pixel",
		[VERDICT_INACTIVE_PIXEL] = "inactive_pixel",
		[VERDICT_ORIGIN_REFUSED] = "origin_refused",
		[VERDICT_COUNTED_ONLY] = "counted_only",
		[VERDICT_BUSY] = "busy",
	};

	return names[verdict];
}
