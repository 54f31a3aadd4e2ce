/* dictionary: pages, agents and words by their small ids. */
#ifndef DICTIONARY_H
#define DICTIONARY_H

#include <stdbool.h>
#include <stdint.h>

struct bot;
struct db;
struct dictionary;

/* A user agent by its row; id 0: it has none. */
struct known_agent {
	int64_t id;
	bool bot;
};

/*
 * Remembers PAGES_CACHED pages, agents and words, so that a known one costs
 * no statement; belongs to one database connection, lives as long.  The bot
 * is asked about agents that have no row, and stays the caller's.
 */
struct dictionary *dictionary_open(const struct bot *bot);

/* Forgets everything: rows were removed (settings.pages_epoch) or undone. */
void dictionary_forget(struct dictionary *dictionary);

/* All is on disk; it was undone: forgets if a row was changed since. */
void dictionary_mark(struct dictionary *dictionary);
void dictionary_undo(struct dictionary *dictionary);

/* A page as one project sees it: titles are no other project's to change. */
struct page {
	int64_t project;
	const char *url, *title;	/* title NULL = not told */
};

/*
 * The id of a page; stored if new, its title and last day of use brought up
 * once a day.  False when the database failed.
 */
bool dictionary_page(struct dictionary *dictionary, struct db *db,
    const struct page *page, int64_t day, int64_t *id);

/* A user agent with its hints (hints.h); NULL = none. */
struct sent_agent {
	const char *user_agent, *hints;
	int64_t day;		/* of use, since 1970 */
};

/*
 * What is known of it, before anything is written: its row, and whether it is
 * a robot's.  That is decided once, when the row is made; when it is
 * classified (verb/classify.h) the row says the same by newer tables.
 */
bool dictionary_look(struct dictionary *dictionary, struct db *db,
    const struct sent_agent *sent, struct known_agent *out);

/* Its id; stored if new, its day of use brought up.  Both NULL is id 0. */
bool dictionary_agent(struct dictionary *dictionary, struct db *db,
    const struct sent_agent *sent, struct known_agent *out);

/* Of a user agent that must leave no row: whether it is a robot's. */
bool dictionary_is_bot(struct dictionary *dictionary, const char *user_agent);

/* A report word; NULL text is id 0. */
bool dictionary_word(struct dictionary *dictionary, struct db *db,
    const char *word, int64_t *id);

/* The ids of those that are stored, for who only reads; 0 = it is not. */
bool dictionary_find_word(struct db *db, const char *word, int64_t *id);
bool dictionary_find_page(struct db *db, const struct page *page,
    int64_t *id);

#endif
