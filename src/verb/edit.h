/* edit: one thing an operator changes: a transaction with its audit line. */
#ifndef EDIT_H
#define EDIT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;
struct str;

enum edited {
	EDITED,
	EDIT_REFUSED,		/* what was asked: `why` says it */
	EDIT_FAILED		/* the database; it is in the log */
};

/* Who changes things, when. */
struct editor {
	struct db *db;
	struct arena *arena;
	int64_t now;
	const char *actor;	/* "cli:root" */
	struct str *why;	/* a sentence, when refused */
	const char **member;	/* set to what is wrong, by its name in the
				   API; NULL = options are spoken of */
};

/*
 * What stands between begin and end is one transaction; edit_end commits
 * it if it was EDITED so far, else undoes it, and says what it came to.
 */
bool edit_begin(const struct editor *editor);
enum edited edit_end(const struct editor *editor, enum edited so_far);

/* Writes the sentence; EDIT_REFUSED. */
enum edited edit_refuse(const struct editor *editor,
    const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * The same of one thing that was given.  Where members are spoken of, one of
 * that name takes the place of the option (or NAME) a sentence begins with.
 */
enum edited edit_wrong(const struct editor *editor, const char *member,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The audit line; `detail` may be NULL. */
enum edited edit_note(const struct editor *editor, const char *action,
    const char *subject, const char *detail);

/* Lets a running collector notice within a second. */
enum edited edit_settings(const struct editor *editor);

#endif
