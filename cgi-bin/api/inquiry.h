/* inquiry: one call of the API: who asks for what, and the answer's frame. */
#ifndef INQUIRY_H
#define INQUIRY_H

#include <stdbool.h>
#include <stdint.h>

#include "edit.h"
#include "exchange.h"
#include "login.h"

struct api;
struct json;

/* A part of the path that ":" stood for. */
enum { PATH_PARTS_MAX = 2 };

struct inquiry {
	struct api *api;
	struct exchange *exchange;
	struct arena *arena;
	struct db *db;			/* to read from */
	int64_t now;
	struct caller who;
	const char *params;		/* that the route knows */
	const char *parts[PATH_PARTS_MAX];
	const struct json *body;	/* an object, NULL = none was sent */
	struct str why;			/* of what an editor refuses */
	char why_room[1024];
	char actor[32];			/* "key:3" */
	const char *member;		/* of the body: an editor refuses it */
};

/* Refuses with a sentence; `field` names what is wrong, or is NULL. */
void inquiry_refuse(struct inquiry *inquiry, int status, const char *code,
    const char *field, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* 400, bad_request. */
void inquiry_bad(struct inquiry *inquiry, const char *field,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* 404, the same for what is not there and what is not the caller's. */
void inquiry_not_found(struct inquiry *inquiry);

/* 503: the database failed or took too long.  500: memory is full. */
void inquiry_failed(struct inquiry *inquiry);

/* A parameter of the query, decoded; NULL = not given, "" = empty. */
const char *inquiry_param(const struct inquiry *inquiry, const char *name);

/* A whole number, moved into [min, max]; *out stays without it; or 400. */
bool inquiry_number(struct inquiry *inquiry, const char *name, int64_t min,
    int64_t max, int64_t *out);

/* Part `i` of the path as an id above 0; false after 404. */
bool inquiry_id(struct inquiry *inquiry, int i, int64_t *out);

/* Whether what belongs to that project is the caller's to see. */
bool inquiry_sees(const struct inquiry *inquiry, int64_t project);

/* The answer {"success":true, ...}; what stands between is the caller's. */
struct str *inquiry_begin(struct inquiry *inquiry);
void inquiry_end(struct inquiry *inquiry);

/* A moment as RFC 3339 text, null for 0; a text, or null. */
void inquiry_time(struct str *out, const char *name, int64_t ms);
void inquiry_text(struct str *out, const char *name, const char *text);

/* The text of a member of the body; NULL = absent or null; or 400. */
bool inquiry_member(struct inquiry *inquiry, const char *name,
    const char **out);

/* Who changes things, for the verbs; false after 503. */
bool inquiry_editor(struct inquiry *inquiry, struct editor *out);

/* True when done; else 400 of a member, 409 with the reason, or 503. */
bool inquiry_edited(struct inquiry *inquiry, enum edited edited);

#endif
