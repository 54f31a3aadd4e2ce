/* Every statement can be prepared, and none scans without saying so. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "db.h"
#include "hash.h"
#include "schema.h"

static void
look(void *context, const char *line)
{
	const char *text = context;

	if (strncmp(line, "SCAN", 4) == 0 && strstr(line, "CONSTANT") == NULL &&
	    strstr(text, "/*scan*/") == NULL) {
		CHECK_TEXT(line, "SEARCH ... or the reason in /*scan*/");
	}
}

static void
check_statements(struct db *db)
{
	for (int i = 0; i < SQL_COUNT; i++) {
		CHECK_CASE(sql_texts[i]);
		CHECK(sql_texts[i] != NULL);
		if (sql_texts[i] == NULL || i <= SQL_UNDO)
			continue;
		CHECK(db_explain(db, (enum sql)i, look,
		    (void *)(uintptr_t)sql_texts[i]));
	}
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
	char folder[] = "/tmp/leadpixel-sql-XXXXXX", path[64];
	struct db *db;

	if (!hash_open() || mkdtemp(folder) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/a.db", folder);
	db = db_open(path, &options);
	CHECK(db != NULL);
	if (db == NULL)
		return check_failed();
	CHECK(schema_create(db));
	CHECK(schema_fits(db));
	CHECK(db_prepare_all(db));
	check_statements(db);
	db_close(db);
	clean(folder, path);
	return check_failed();
}
