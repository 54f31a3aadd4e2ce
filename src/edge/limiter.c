#include "limiter.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bounds.h"
#include "hash.h"
#include "log.h"

enum { WAYS = 8, BUCKETS = LIMITER_SLOTS / WAYS, COUNT_MAX = 0xffff };

/*
 * A slot is one word, so that processes share it without a lock:
 * network 32 bits | window 16 bits | count 16 bits.
 */
struct table {
	char magic[8];
	unsigned char seed[HASH_SEED];
	_Atomic uint64_t slots[LIMIT_COUNT][BUCKETS][WAYS];
};

struct limiter {
	struct table *table;
	int file;		/* what it maps, to see that it is all there */
};

static const char magic[8] = "lplimit1";

static const int64_t windows_ms[LIMIT_COUNT] = {
	[LIMIT_HITS] = 60 * 1000,
	[LIMIT_LEADS] = 60 * 60 * 1000,
	[LIMIT_SLOW_BODIES] = 60 * 1000,
	[LIMIT_SIGNUPS] = 60 * 60 * 1000,
	[LIMIT_READS] = 60 * 60 * 1000,
	[LIMIT_CHANGES] = 60 * 60 * 1000,
	[LIMIT_LOGINS] = 60 * 1000,
};

/*
 * Under flock: the first process gives the table its size, and really has the
 * disk do so: a hole would end us by SIGBUS once it is full.  -1 when it is
 * of another size: another version's, which may still be using it.
 */
static int
prepare(int file)
{
	struct stat found;

	if (flock(file, LOCK_EX) != 0 || fstat(file, &found) != 0)
		return -1;
	if (found.st_size != 0)
		return found.st_size == (off_t)sizeof(struct table) ? 0 : -1;
	return posix_fallocate(file, 0, (off_t)sizeof(struct table)) == 0
	    ? 0 : -1;
}

static struct table *
map(int file)
{
	struct table *table = mmap(NULL, sizeof(*table),
	    PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

	if (table == MAP_FAILED)
		return NULL;
	if (memcmp(table->magic, magic, sizeof(magic)) != 0) {
		memset(table, 0, sizeof(*table));
		hash_random(table->seed, sizeof(table->seed));
		memcpy(table->magic, magic, sizeof(magic));
	}
	return table;
}

static bool
open_table(const char *path, struct limiter *out)
{
	int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);

	if (file < 0)
		return false;
	out->table = prepare(file) == 0 ? map(file) : NULL;
	flock(file, LOCK_UN);
	if (out->table == NULL)
		close(file);
	else
		out->file = file;
	return out->table != NULL;
}

struct limiter *
limiter_open(const char *path)
{
	struct limiter *limiter = calloc(1, sizeof(*limiter));

	if (limiter == NULL)
		return NULL;
	if (open_table(path, limiter) ||
	    (unlink(path) == 0 && open_table(path, limiter)))
		return limiter;
	log_warn("cannot use the limiter table %s, no limits now: %s", path,
	    strerror(errno));
	free(limiter);
	return NULL;
}

/*
 * A page that somebody cut off would end us by SIGBUS, and each heir of ours
 * after us: asked before each look, and put back as zeros.
 */
static bool
is_whole(const struct limiter *limiter)
{
	struct stat found;

	return fstat(limiter->file, &found) == 0 &&
	    (found.st_size >= (off_t)sizeof(struct table) ||
	    posix_fallocate(limiter->file, 0,
	    (off_t)sizeof(struct table)) == 0);
}

static uint32_t
count_of(uint64_t slot)
{
	return (uint32_t)(slot & 0xffff);
}

/* What this network has in this window: 0 if the slot is another's. */
static uint32_t
count_for(uint64_t slot, uint64_t name)
{
	return (slot >> 16) == name ? count_of(slot) : 0;
}

/* Its own slot, else an old window's, else the one with the least in it. */
static _Atomic uint64_t *
find_slot(_Atomic uint64_t *bucket, uint64_t name)
{
	_Atomic uint64_t *best = NULL;
	uint32_t least = UINT32_MAX;

	for (int i = 0; i < WAYS; i++) {
		uint64_t slot = atomic_load_explicit(&bucket[i],
		    memory_order_relaxed);
		uint32_t weight;

		if ((slot >> 16) == name)
			return &bucket[i];
		weight = ((slot >> 16) & 0xffff) == (name & 0xffff)
		    ? count_of(slot) + 1 : 0;
		if (weight < least) {
			least = weight;
			best = &bucket[i];
		}
	}
	return best;
}

static uint32_t
add_one(_Atomic uint64_t *slot, uint64_t name)
{
	uint64_t before = atomic_load_explicit(slot, memory_order_relaxed);
	uint32_t count;

	do {
		count = count_for(before, name);
		if (count < COUNT_MAX)
			count++;
	} while (!atomic_compare_exchange_weak(slot, &before,
	    name << 16 | count));
	return count;
}

static struct allowance
ask(struct limiter *limiter, enum limit kind, const struct ip *client,
    int64_t limit, int64_t now_ms, bool take)
{
	int64_t window = now_ms / windows_ms[kind];
	struct allowance free_pass = { true, limit, limit, 0 };
	struct ip network = ip_network(client);
	uint64_t hash, name;
	_Atomic uint64_t *slot;
	int64_t count;

	if (limiter == NULL || limit <= 0 || !is_whole(limiter))
		return free_pass;
	if (limit >= COUNT_MAX)
		limit = COUNT_MAX - 1;
	hash = hash_short(limiter->table->seed, network.bytes,
	    sizeof(network.bytes));
	name = (hash >> 32) << 16 | ((uint64_t)window & 0xffff);
	slot = find_slot(limiter->table->slots[kind][hash % BUCKETS], name);
	count = take ? add_one(slot, name)
	    : count_for(atomic_load(slot), name);
	return (struct allowance){
		.allowed = take ? count <= limit : count < limit,
		.limit = limit,
		.remaining = count < limit ? limit - count : 0,
		.reset_s = ((window + 1) * windows_ms[kind] - now_ms + 999)
		    / 1000,
	};
}

struct allowance
limiter_take(struct limiter *limiter, enum limit kind,
    const struct ip *client, int64_t limit, int64_t now_ms)
{
	return ask(limiter, kind, client, limit, now_ms, true);
}

struct allowance
limiter_look(struct limiter *limiter, enum limit kind,
    const struct ip *client, int64_t limit, int64_t now_ms)
{
	return ask(limiter, kind, client, limit, now_ms, false);
}
