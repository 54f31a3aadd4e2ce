/* When a checkpoint is due, and that somebody who reads makes it no cheaper
   to ask for one with each commit. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bounds.h"
#include "check.h"
#include "db.h"
#include "hash.h"
#include "rows.h"
#include "schema.h"
#include "transaction.h"

static void
write_pages(struct db *db, int64_t first, int64_t count)
{
	CHECK(db_begin(db, LOCK_WAIT_MS));
	for (int64_t i = first; i < first + count; i++)
		CHECK(db_run(db, SQL_PAGE_HOUR, INT(1), INT(1), INT(i),
		    INT(0)));
	CHECK(db_commit(db));
}

/* What the log holds while a report is being read, and after it. */
static void
test_reader(struct db *writer, struct db *reader)
{
	struct rows rows;
	int due;

	write_pages(writer, 1, 20000);
	db_query(reader, &rows, SQL_REPORT_PAGES, INT(1), INT(0), INT(9));
	CHECK(rows_next(&rows));
	write_pages(writer, 20001, 20000);
	due = db_wal_pages(writer);
	CHECK(due > 100);
	CHECK(db_checkpoint(writer, LOCK_WAIT_MS, DB_KEEP_LOG));
	CHECK_INT(db_wal_pages(writer), 0);
	/* the reader is in the way: the log grows on */
	write_pages(writer, 1, 1);
	CHECK(db_wal_pages(writer) > 0 && db_wal_pages(writer) < due / 2);
	CHECK(rows_done(&rows));
	CHECK(db_checkpoint(writer, LOCK_WAIT_MS, DB_KEEP_LOG));
	/* nobody is: it begins anew */
	write_pages(writer, 1, 1);
	CHECK(db_wal_pages(writer) > 0 && db_wal_pages(writer) < due / 2);
	write_pages(writer, 1, 40000);
	CHECK(db_wal_pages(writer) > 100);
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
	const struct db_options create = { .create = true };
	const struct db_options read = { .read_only = true };
	char folder[] = "/tmp/leadpixel-checkpoint-XXXXXX", path[64];
	struct db *writer, *reader;

	if (!hash_open() || mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/a.db", folder);
	writer = db_open(path, &create);
	CHECK(writer != NULL && schema_create(writer));
	reader = db_open(path, &read);
	CHECK(reader != NULL);
	if (writer != NULL && reader != NULL)
		test_reader(writer, reader);
	db_close(reader);
	db_close(writer);
	clean(folder, path);
	return check_failed();
}
