/* A connection that answers somebody stops reading when it is too late. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bounds.h"
#include "check.h"
#include "clock.h"
#include "db.h"
#include "hash.h"
#include "rows.h"
#include "schema.h"
#include "transaction.h"

enum { PAGES = 5000, HOUR_MS = 60 * 60 * 1000 };

static void
fill(struct db *db)
{
	CHECK(db_begin(db, LOCK_WAIT_MS));
	for (int64_t i = 1; i <= PAGES; i++)
		CHECK(db_run(db, SQL_PAGE_HOUR, INT(1), INT(1), INT(i),
		    INT(0)));
	CHECK(db_commit(db));
}

/* How many rows were read before it ended. */
static int64_t
read_pages(struct db *db, bool *done)
{
	struct rows rows;
	int64_t count = 0;

	db_query(db, &rows, SQL_REPORT_PAGES, INT(1), INT(0), INT(9));
	while (rows_next(&rows))
		count++;
	*done = rows_done(&rows);
	return count;
}

static void
test_deadline(struct db *db)
{
	bool done;

	CHECK_INT(read_pages(db, &done), PAGES);
	CHECK(done);
	db_set_deadline(db, clock_steady() - 1);
	CHECK(read_pages(db, &done) < PAGES / 2);
	CHECK(!done);
	CHECK_INT(db_trouble(db), DB_LATE);
	/* what comes next is not judged by it */
	db_set_deadline(db, clock_steady() + HOUR_MS);
	CHECK_INT(read_pages(db, &done), PAGES);
	CHECK(done);
	CHECK_INT(db_trouble(db), DB_FINE);
	db_set_deadline(db, clock_steady() - 1);
	db_set_deadline(db, 0);
	CHECK_INT(read_pages(db, &done), PAGES);
	CHECK(done);
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
	struct db_options options = { .create = true };
	char folder[] = "/tmp/leadpixel-deadline-XXXXXX", path[64];
	struct db *db;

	if (!hash_open() || mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/a.db", folder);
	db = db_open(path, &options);
	CHECK(db != NULL);
	if (db == NULL)
		return check_failed();
	CHECK(schema_create(db));
	fill(db);
	test_deadline(db);
	db_close(db);
	clean(folder, path);
	return check_failed();
}
