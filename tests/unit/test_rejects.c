/* What is kept of a hit that was not stored, and how many of them. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "db.h"
#include "exchange.h"
#include "hash.h"
#include "rejects.h"
#include "rows.h"
#include "schema.h"
#include "transaction.h"

#define LONG_AGENT "Mozilla/5.0 (compatible; crawler/1.0; +https://crawler" \
    ".example/about.html) and 20 bytes more"

static const struct {
	const char *name;
	enum verdict verdict;
	const char *pixel, *field, *detail, *agent;
	bool noted;
	const char *want_pixel, *want;
} cases[] = {
	{ "stored", VERDICT_STORED, "shop-0001", NULL, NULL, "A", false, "",
	    "" },
	{ "duplicate", VERDICT_DUPLICATE, "shop-0001", NULL, NULL, "A",
	    false, "", "" },
	{ "no hit at all", VERDICT_NONE, NULL, NULL, NULL, "A", false, "",
	    "" },
	{ "the field", VERDICT_BAD_REQUEST, "shop-0001", "page_url", NULL,
	    "A", true, "shop-0001", "page_url" },
	{ "no id's shape", VERDICT_BAD_REQUEST, "a b@c.example", "pixel_id",
	    NULL, "A", true, "", "pixel_id" },
	{ "65 bytes", VERDICT_BAD_REQUEST, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "pixel_id", NULL, "A",
	    true, "", "pixel_id" },
	{ "nothing to add", VERDICT_UNKNOWN_PIXEL, "no-such-1", NULL, NULL,
	    "A", true, "no-such-1", "" },
	{ "the verb's words", VERDICT_ORIGIN_REFUSED, "shop-0001", NULL,
	    "page a.example, Origin b.example", "A", true, "shop-0001",
	    "page a.example, Origin b.example" },
	{ "a robot", VERDICT_BOT, "shop-0001", NULL, NULL, LONG_AGENT, true,
	    "shop-0001", "Mozilla/5.0 (compatible; crawler/1.0; +https://"
	    "crawler.example/about.html) and 2" },
	{ "with an address", VERDICT_BOT, NULL, NULL, NULL,
	    "Bot (me@robots.example, me%40robots.example)", true, "",
	    "Bot (me*robots.example, me*robots.example)" },
	{ "with a card", VERDICT_SUSPECT, NULL, NULL, NULL,
	    "Bot 4111 1111 1111 1111", true, "", "Bot **** **** **** 1111" },
	{ "that steers", VERDICT_BOT, NULL, NULL, NULL,
	    "Bot\x1b[2J\n\xc2\x9b", true, "", "Bot?[2J???" },
	{ "an agent that is no matter", VERDICT_RATE_LIMITED, NULL, NULL,
	    NULL, "Mozilla/5.0", true, "", "" },
};

static void
check_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct request request = { .received = 7,
			.pixel = cases[i].pixel,
			.user_agent = cases[i].agent };
		struct response response = { .verdict = cases[i].verdict,
			.verdict_field = cases[i].field,
			.detail = cases[i].detail };
		struct reject reject = { .received = 0 };

		CHECK_CASE(cases[i].name);
		CHECK_INT(reject_of(&request, &response, &reject),
		    cases[i].noted);
		CHECK_TEXT(reject.pixel, cases[i].want_pixel);
		CHECK_TEXT(reject.detail, cases[i].want);
		CHECK_INT(reject.received, cases[i].noted ? 7 : 0);
	}
}

/* `count` hits, the last received at `last`, two ms apart. */
static void
fill(struct rejects *rejects, int64_t count, int64_t last)
{
	for (int64_t i = count - 1; i >= 0; i--) {
		const struct reject reject = { .received = last - 2 * i,
			.verdict = VERDICT_UNKNOWN_PIXEL };

		rejects_note(rejects, &reject);
	}
}

static int64_t
number(struct db *db, enum sql sql)
{
	struct rows rows;
	int64_t count = 0, last = 0;

	db_query(db, &rows, sql, INT(0), INT(0), NONE, NONE, INT(1000));
	while (rows_next(&rows)) {
		CHECK(count == 0 || rows_int(&rows, 0) <= last);
		last = rows_int(&rows, 0);
		count++;
	}
	CHECK(rows_done(&rows));
	return count * 10000 + last;
}

/* Hits of the writer and the readers, and the rows: how many, and from when. */
static const struct {
	const char *name;
	int64_t ours, theirs, rows, oldest;
} writes[] = {
	{ "none", 0, 0, 0, 0 },
	{ "one each", 1, 1, 2, 1000 },
	{ "only the writer's", 3, 0, 3, 996 },
	{ "more than a ring", 150, 0, 100, 802 },
	{ "the newest of both", 80, 80, 100, 902 },
	{ "a flood beside one", 1, 150, 100, 805 },
};

static void
check_write(struct db *db)
{
	static struct rejects ours, theirs, moved;

	for (size_t i = 0; i < sizeof(writes) / sizeof(writes[0]); i++) {
		ours.count = moved.count = 0;
		CHECK_CASE(writes[i].name);
		fill(&ours, writes[i].ours, 1000);
		fill(&theirs, writes[i].theirs, 1001);
		rejects_move(&theirs, &moved);
		CHECK_INT(theirs.count, 0);
		CHECK(db_begin(db, LOCK_WAIT_MS));
		CHECK(rejects_write(db, &ours, &moved));
		CHECK_INT(number(db, SQL_RECENT_REJECTS),
		    writes[i].rows * 10000 + writes[i].oldest);
		/* no more than these were written */
		CHECK(writes[i].rows == 0 ||
		    db_last_id(db) == writes[i].rows);
		db_rollback(db);
	}
	CHECK_CASE("one more goes in, one goes");
	ours.count = moved.count = 0;
	fill(&ours, 100, 1000);
	CHECK(db_begin(db, LOCK_WAIT_MS));
	CHECK(rejects_write(db, &ours, &moved));
	CHECK(rejects_write_one(db, &(struct reject){ .received = 2000,
	    .verdict = VERDICT_BUSY }));
	CHECK_INT(number(db, SQL_RECENT_REJECTS), 100 * 10000 + 804);
	ours.count = 0;
	fill(&ours, 3, 3000);
	CHECK(rejects_write(db, &ours, &moved));
	CHECK_INT(number(db, SQL_RECENT_REJECTS), 100 * 10000 + 810);
	db_rollback(db);
}

static void
clean(const char *folder, const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".queue",
		".lock" };
	char file[256];

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		snprintf(file, sizeof(file), "%s%s", path, ends[i]);
		(void)unlink(file);
	}
	(void)rmdir(folder);
}

int
main(void)
{
	const struct db_options options = { .create = true };
	char folder[] = "/tmp/leadpixel-rejects-XXXXXX", path[64];
	struct db *db;

	check_cases();
	if (!hash_open() || mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/a.db", folder);
	db = db_open(path, &options);
	CHECK(db != NULL);
	if (db == NULL)
		return check_failed();
	CHECK(schema_create(db));
	check_write(db);
	db_close(db);
	clean(folder, path);
	return check_failed();
}
