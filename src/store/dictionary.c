#include "dictionary.h"

#include <stdlib.h>
#include <string.h>

#include "bot.h"
#include "bounds.h"
#include "db.h"
#include "hash.h"
#include "rows.h"
#include "str.h"

enum { KEY_SIZE = 16 };

/* A row we know: found by a keyed hash nobody can aim at. */
struct entry {
	uint64_t hash;
	int64_t id;
	int32_t day;		/* on which last_used_day was brought up */
	bool bot;		/* of an agent */
};

struct dictionary {
	struct entry pages[PAGES_CACHED];
	struct entry agents[PAGES_CACHED];
	struct entry words[PAGES_CACHED];
	struct entry seen[AGENTS_SEEN];	/* agents without a row */
	const struct bot *bot;
	unsigned char seed[HASH_SEED];
	bool changed;		/* a row, since the last mark */
};

struct dictionary *
dictionary_open(const struct bot *bot)
{
	struct dictionary *dictionary = calloc(1, sizeof(*dictionary));

	if (dictionary == NULL)
		return NULL;
	dictionary->bot = bot;
	hash_random(dictionary->seed, sizeof(dictionary->seed));
	return dictionary;
}

void
dictionary_forget(struct dictionary *dictionary)
{
	memset(dictionary->pages, 0, sizeof(dictionary->pages));
	memset(dictionary->agents, 0, sizeof(dictionary->agents));
	memset(dictionary->words, 0, sizeof(dictionary->words));
	dictionary->changed = false;
}

void
dictionary_mark(struct dictionary *dictionary)
{
	dictionary->changed = false;
}

void
dictionary_undo(struct dictionary *dictionary)
{
	if (dictionary->changed)
		dictionary_forget(dictionary);
}

/* What a row is found by: the first half of the text's SHA-256. */
static void
make_key(const char *text, unsigned char key[KEY_SIZE])
{
	unsigned char digest[HASH_SIZE];

	hash_sha256(text, strlen(text), digest);
	memcpy(key, digest, KEY_SIZE);
}

static bool
is_fresh(const struct entry *entry, uint64_t hash, int64_t day)
{
	return entry->id != 0 && entry->day == day && entry->hash == hash;
}

/* What its row says; id 0 = there is none. */
struct known_page {
	int64_t id, day;
	bool titled;
};

static bool
find_page(struct db *db, const unsigned char key[KEY_SIZE],
    struct known_page *out)
{
	struct rows rows;

	*out = (struct known_page){ .id = 0 };
	db_query(db, &rows, SQL_PAGE_FIND, BLOB(key, KEY_SIZE));
	if (rows_next(&rows))
		*out = (struct known_page){ rows_int(&rows, 0),
			rows_int(&rows, 1), rows_int(&rows, 2) != 0 };
	return rows_done(&rows);
}

/* "7 https://shop.example/": what a page is found by. */
static void
name_page(const struct page *page, struct str *out)
{
	str_add_int(out, page->project);
	str_add_char(out, ' ');
	str_add(out, page->url);
}

bool
dictionary_find_page(struct db *db, const struct page *page, int64_t *id)
{
	char room[URL_MAX + 32];
	unsigned char key[KEY_SIZE];
	struct known_page known;
	struct str name;

	str_init(&name, room, sizeof(room));
	name_page(page, &name);
	make_key(name.data, key);
	if (!find_page(db, key, &known))
		return false;
	*id = name.failed ? 0 : known.id;	/* longer than any we have */
	return true;
}

/* Brings up a known page's day and title, or stores a new page. */
static bool
save_page(struct dictionary *dictionary, struct db *db,
    const struct page *page, const char *name, int64_t day, int64_t *id)
{
	unsigned char key[KEY_SIZE];
	struct known_page known;

	dictionary->changed = true;
	make_key(name, key);
	if (!find_page(db, key, &known))
		return false;
	*id = known.id;
	/* once a day; CGI would write it with each hit */
	if (*id != 0)
		return (known.day == day && (known.titled ||
		    page->title == NULL)) || db_run(db, SQL_PAGE_USED,
		    INT(day), TEXT(page->title), INT(*id));
	if (!db_run(db, SQL_PAGE_ADD, BLOB(key, KEY_SIZE), TEXT(page->url),
	    TEXT(page->title), INT(day), INT(page->project)))
		return false;
	*id = db_last_id(db);
	return true;
}

bool
dictionary_page(struct dictionary *dictionary, struct db *db,
    const struct page *page, int64_t day, int64_t *id)
{
	char room[URL_MAX + 32];
	struct entry *entry;
	struct str name;
	uint64_t hash;

	str_init(&name, room, sizeof(room));
	name_page(page, &name);
	hash = hash_short(dictionary->seed, name.data, name.size);
	entry = &dictionary->pages[hash % PAGES_CACHED];
	if (is_fresh(entry, hash, day)) {
		*id = entry->id;
		return true;
	}
	if (!save_page(dictionary, db, page, name.data, day, id))
		return false;
	*entry = (struct entry){ .hash = hash, .id = *id,
		.day = (int32_t)day };
	return true;
}

static bool
find_agent(struct db *db, const unsigned char key[KEY_SIZE],
    struct known_agent *out, int64_t *day)
{
	struct rows rows;

	*out = (struct known_agent){ .id = 0 };
	*day = 0;
	db_query(db, &rows, SQL_AGENT_FIND, BLOB(key, KEY_SIZE));
	if (rows_next(&rows)) {
		out->id = rows_int(&rows, 0);
		out->bot = rows_int(&rows, 1) != 0;
		*day = rows_int(&rows, 2);
	}
	return rows_done(&rows);
}

bool
dictionary_is_bot(struct dictionary *dictionary, const char *user_agent)
{
	const uint64_t hash = hash_short(dictionary->seed, user_agent,
	    strlen(user_agent));
	struct entry *entry = &dictionary->seen[hash % AGENTS_SEEN];

	if (!is_fresh(entry, hash, 0))
		*entry = (struct entry){ .hash = hash, .id = 1,
			.bot = bot_matches(dictionary->bot, user_agent) };
	return entry->bot;
}

static bool
save_agent(struct dictionary *dictionary, struct db *db, const char *both,
    const struct sent_agent *sent, struct known_agent *out)
{
	unsigned char key[KEY_SIZE];
	int64_t day;

	dictionary->changed = true;
	make_key(both, key);
	if (!find_agent(db, key, out, &day))
		return false;
	if (out->id != 0)
		return db_run(db, SQL_AGENT_USED, INT(sent->day),
		    INT(out->id));
	out->bot = sent->user_agent != NULL &&
	    dictionary_is_bot(dictionary, sent->user_agent);
	if (!db_run(db, SQL_AGENT_ADD, BLOB(key, KEY_SIZE),
	    TEXT(sent->user_agent == NULL ? "" : sent->user_agent),
	    TEXT(sent->hints), TEXT(out->bot ? "bot" : NULL),
	    INT(sent->day)))
		return false;
	out->id = db_last_id(db);
	return true;
}

/* The agent and what it hinted: what a row is found by. */
static void
name_agent(const struct sent_agent *sent, struct str *out)
{
	if (sent->user_agent != NULL)
		str_add(out, sent->user_agent);
	if (sent->hints == NULL)
		return;
	str_add_char(out, '\n');
	str_add(out, sent->hints);
}

/* Where it is remembered, fresh or not; `both` is its name. */
static struct entry *
agent_entry(struct dictionary *dictionary, const struct str *both,
    uint64_t *hash)
{
	*hash = hash_short(dictionary->seed, both->data, both->size);
	return &dictionary->agents[*hash % PAGES_CACHED];
}

static void
remember(struct entry *entry, uint64_t hash, const struct sent_agent *sent,
    const struct known_agent *known)
{
	*entry = (struct entry){ .hash = hash, .id = known->id,
		.day = (int32_t)sent->day, .bot = known->bot };
}

bool
dictionary_look(struct dictionary *dictionary, struct db *db,
    const struct sent_agent *sent, struct known_agent *out)
{
	char room[AGENT_MAX + HINTS_MAX + 2];
	unsigned char key[KEY_SIZE];
	struct entry *entry;
	struct str both;
	uint64_t hash;
	int64_t day;

	str_init(&both, room, sizeof(room));
	name_agent(sent, &both);
	entry = agent_entry(dictionary, &both, &hash);
	if (is_fresh(entry, hash, sent->day)) {
		*out = (struct known_agent){ entry->id, entry->bot };
		return true;
	}
	make_key(both.data, key);
	if (!find_agent(db, key, out, &day))
		return false;
	if (out->id == 0)
		out->bot = sent->user_agent != NULL &&
		    dictionary_is_bot(dictionary, sent->user_agent);
	else if (day == sent->day)
		remember(entry, hash, sent, out);
	return true;
}

bool
dictionary_agent(struct dictionary *dictionary, struct db *db,
    const struct sent_agent *sent, struct known_agent *out)
{
	char room[AGENT_MAX + HINTS_MAX + 2];
	struct entry *entry;
	struct str both;
	uint64_t hash;

	*out = (struct known_agent){ .id = 0 };
	if (sent->user_agent == NULL && sent->hints == NULL)
		return true;
	str_init(&both, room, sizeof(room));
	name_agent(sent, &both);
	entry = agent_entry(dictionary, &both, &hash);
	if (is_fresh(entry, hash, sent->day)) {
		*out = (struct known_agent){ entry->id, entry->bot };
		return true;
	}
	if (!save_agent(dictionary, db, both.data, sent, out))
		return false;
	remember(entry, hash, sent, out);
	return true;
}

bool
dictionary_find_word(struct db *db, const char *word, int64_t *id)
{
	struct rows rows;

	db_query(db, &rows, SQL_WORD_FIND, TEXT(word));
	*id = rows_next(&rows) ? rows_int(&rows, 0) : 0;
	return rows_done(&rows);
}

static bool
save_word(struct dictionary *dictionary, struct db *db, const char *word,
    int64_t *id)
{
	dictionary->changed = true;
	if (!dictionary_find_word(db, word, id))
		return false;
	if (*id != 0)
		return true;
	if (!db_run(db, SQL_WORD_ADD, TEXT(word)))
		return false;
	*id = db_last_id(db);
	return true;
}

bool
dictionary_word(struct dictionary *dictionary, struct db *db,
    const char *word, int64_t *id)
{
	struct entry *entry;
	uint64_t hash;

	*id = 0;
	if (word == NULL)
		return true;
	hash = hash_short(dictionary->seed, word, strlen(word));
	entry = &dictionary->words[hash % PAGES_CACHED];
	if (is_fresh(entry, hash, 0)) {
		*id = entry->id;
		return true;
	}
	if (!save_word(dictionary, db, word, id))
		return false;
	*entry = (struct entry){ .hash = hash, .id = *id };
	return true;
}
