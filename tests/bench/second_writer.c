/*
 * second_writer: a sync run's kind of writing while the collector is busy.
 * usage: second_writer DATABASE MILLISECONDS
 * Prints a line for each transaction: microseconds it waited to begin; then
 * "commits N", by the collector, as the write-ahead log's index counts them.
 */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "db.h"
#include "transaction.h"

enum { PAUSE_MS = 10, WAIT_MS = 5000, CHANGES_AT = 8 };

static int64_t
now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* WalIndexHdr.iChange of sqlite's wal.c: up by one with each commit. */
static bool
read_commits(const char *path, uint32_t *commits)
{
	char name[PATH_MAX];
	int file;
	bool good;

	snprintf(name, sizeof(name), "%s-shm", path);
	file = open(name, O_RDONLY | O_CLOEXEC);
	good = file >= 0 && pread(file, commits, sizeof(*commits),
	    CHANGES_AT) == (ssize_t)sizeof(*commits);
	if (file >= 0)
		close(file);
	return good;
}

/* One transaction that really writes. */
static bool
write_once(struct db *db)
{
	int64_t before = now_us();
	int64_t waited;

	if (!db_begin(db, WAIT_MS))
		return false;
	waited = now_us() - before;
	/* an UPDATE to the same value would write nothing: SQLite compares */
	if (!db_run(db, SQL_VERDICT_COUNT, INT(0), INT(0), TEXT("bench"),
	    INT(1)) || !db_commit(db))
		return false;
	printf("%lld\n", (long long)waited);
	return true;
}

static bool
write_until(struct db *db, int64_t end, uint32_t *own)
{
	for (; clock_steady() < end; ++*own) {
		if (!write_once(db))
			return false;
		clock_nap(PAUSE_MS);
	}
	return true;
}

int
main(int argc, char **argv)
{
	struct db_options options = { .create = false };
	uint32_t before, after, own = 0;
	int64_t began;
	struct db *db;

	if (argc != 3 || (db = db_open(argv[1], &options)) == NULL)
		return 1;
	/* the first one opens the index */
	if (!write_once(db) || !read_commits(argv[1], &before))
		return 1;
	began = now_us();
	if (!write_until(db, clock_steady() + strtoll(argv[2], NULL, 10),
	    &own) || !read_commits(argv[1], &after))
		return 1;
	printf("commits %u in %lld\n", after - before - own,
	    (long long)(now_us() - began));
	db_close(db);
	return 0;
}
