#include "dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "bounds.h"
#include "db.h"
#include "hash.h"
#include "rows.h"

enum { KEY_SIZE = 16 };

/* What a row is found by: the first half of the text's SHA-256. */
struct entry {
	unsigned char key[KEY_SIZE];
	int64_t id;
	int64_t day;		/* on which last_used_day was brought up */
};

struct dictionary {
	struct entry pages[PAGES_CACHED];
	struct entry agents[PAGES_CACHED];
	bool added;		/* since the last mark */
};

struct dictionary *
dictionary_open(void)
{
	return calloc(1, sizeof(struct dictionary));
}

void
dictionary_forget(struct dictionary *dictionary)
{
	memset(dictionary, 0, sizeof(*dictionary));
}

void
dictionary_mark(struct dictionary *dictionary)
{
	dictionary->added = false;
}

void
dictionary_undo(struct dictionary *dictionary)
{
	if (dictionary->added)
		dictionary_forget(dictionary);
}

static void
make_key(const char *text, unsigned char key[KEY_SIZE])
{
	unsigned char digest[HASH_SIZE];

	hash_sha256(text, strlen(text), digest);
	memcpy(key, digest, KEY_SIZE);
}

static struct entry *
place(struct entry *entries, const unsigned char key[KEY_SIZE])
{
	uint32_t at;

	memcpy(&at, key, sizeof(at));
	return &entries[at % PAGES_CACHED];
}

static bool
is_fresh(const struct entry *entry, const unsigned char key[KEY_SIZE],
    int64_t day)
{
	return entry->id != 0 && entry->day == day &&
	    memcmp(entry->key, key, KEY_SIZE) == 0;
}

static void
remember(struct entry *entry, const unsigned char key[KEY_SIZE], int64_t id,
    int64_t day)
{
	memcpy(entry->key, key, KEY_SIZE);
	entry->id = id;
	entry->day = day;
}

/* The row's id (0 = none) and its day. */
static bool
find(struct db *db, enum sql sql, const unsigned char key[KEY_SIZE],
    int64_t *id)
{
	struct rows rows;

	*id = 0;
	db_query(db, &rows, sql, BLOB(key, KEY_SIZE));
	if (rows_next(&rows))
		*id = rows_int(&rows, 0);
	return rows_done(&rows);
}

bool
dictionary_page(struct dictionary *dictionary, struct db *db, const char *url,
    const char *title, int64_t day, int64_t *id)
{
	unsigned char key[KEY_SIZE];
	struct entry *entry;

	make_key(url, key);
	entry = place(dictionary->pages, key);
	if (is_fresh(entry, key, day)) {
		*id = entry->id;
		return true;
	}
	if (!find(db, SQL_PAGE_FIND, key, id))
		return false;
	if (*id != 0) {
		if (!db_run(db, SQL_PAGE_USED, INT(day), TEXT(title),
		    INT(*id)))
			return false;
	} else {
		if (!db_run(db, SQL_PAGE_ADD, BLOB(key, KEY_SIZE), TEXT(url),
		    TEXT(title), INT(day)))
			return false;
		*id = db_last_id(db);
		dictionary->added = true;
	}
	remember(entry, key, *id, day);
	return true;
}

bool
dictionary_agent(struct dictionary *dictionary, struct db *db,
    const char *user_agent, int64_t day, int64_t *id)
{
	unsigned char key[KEY_SIZE];
	struct entry *entry;

	*id = 0;
	if (user_agent == NULL)
		return true;
	make_key(user_agent, key);
	entry = place(dictionary->agents, key);
	if (is_fresh(entry, key, day)) {
		*id = entry->id;
		return true;
	}
	if (!find(db, SQL_AGENT_FIND, key, id))
		return false;
	if (*id != 0) {
		if (!db_run(db, SQL_AGENT_USED, INT(day), INT(*id)))
			return false;
	} else {
		if (!db_run(db, SQL_AGENT_ADD, BLOB(key, KEY_SIZE),
		    TEXT(user_agent), INT(day)))
			return false;
		*id = db_last_id(db);
		dictionary->added = true;
	}
	remember(entry, key, *id, day);
	return true;
}

bool
dictionary_word(struct db *db, const char *word, int64_t *id)
{
	struct rows rows;

	*id = 0;
	if (word == NULL)
		return true;
	db_query(db, &rows, SQL_WORD_FIND, TEXT(word));
	if (rows_next(&rows))
		*id = rows_int(&rows, 0);
	if (!rows_done(&rows))
		return false;
	if (*id != 0)
		return true;
	if (!db_run(db, SQL_WORD_ADD, TEXT(word)))
		return false;
	*id = db_last_id(db);
	return true;
}
