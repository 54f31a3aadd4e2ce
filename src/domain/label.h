/* label: what an operator calls things, and what may be called so. */
#ifndef LABEL_H
#define LABEL_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum { LABEL_MAX = 100, LABEL_HOSTS_MAX = 1000 };

/* 1-max bytes of UTF-8 without control characters or blanks at the ends. */
bool label_line(const char *text, size_t max);

/* The same of LABEL_MAX bytes. */
bool label_name(const char *text);

/* 8-64 of A-Z a-z 0-9 - _ */
bool label_public_id(const char *text);

/* 1-40 of a-z 0-9 - _: a section of the secrets file. */
bool label_account(const char *text);

/* A field key of Pipedrive: 40 lower-case hexadecimal digits. */
bool label_crm_key(const char *text);

/* An IANA zone's shape: "UTC", "Europe/Berlin". */
bool label_time_zone(const char *text);

/*
 * The company of "acme", "acme.pipedrive.com" or
 * "https://acme.pipedrive.com/"; NULL for anything else.
 */
const char *label_company(struct arena *arena, const char *text);

/*
 * Hosts, parted by blanks or commas, as "a.example b.example": lower case,
 * each once.  NULL when one is no host name, with that one in *bad, or when
 * they are too many (then *bad is NULL).
 */
const char *label_hosts(struct arena *arena, const char *text,
    const char **bad);

/*
 * Names of a project's own parameters, parted by blanks or commas, as "a b":
 * 1-32 of a-z 0-9 - _, each once; none of ours, and none of a secret (P10).
 * NULL as label_hosts.
 */
const char *label_params(struct arena *arena, const char *text,
    const char **bad);

/* Names of form fields, parted by blanks, likewise. */
const char *label_fields(struct arena *arena, const char *text,
    const char **bad);

/* Paths of pages (thanks.h), parted by blanks or commas, likewise. */
const char *label_paths(struct arena *arena, const char *text,
    const char **bad);

/* `word` is among the blank-separated `words`. */
bool label_among(const char *word, const char *words);

#endif
