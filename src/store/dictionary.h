/* dictionary: pages, agents and words by their small ids. */
#ifndef DICTIONARY_H
#define DICTIONARY_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct dictionary;

/*
 * Remembers PAGES_CACHED pages, agents and words, so that a known one costs
 * no statement; belongs to one database connection, lives as long.
 */
struct dictionary *dictionary_open(void);

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

/* The same for a user agent. */
bool dictionary_agent(struct dictionary *dictionary, struct db *db,
    const char *user_agent, int64_t day, int64_t *id);

/* A report word; NULL text is id 0. */
bool dictionary_word(struct dictionary *dictionary, struct db *db,
    const char *word, int64_t *id);

#endif
