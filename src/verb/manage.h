/* manage: projects, pixels and API keys, made by an operator. */
#ifndef MANAGE_H
#define MANAGE_H

#include <stdint.h>

#include "edit.h"
#include "keys.h"

struct new_project {
	const char *name;
	const char *privacy;	/* identified, consent, anonymous */
	const char *account;	/* its name, or NULL */
	const char *crm;	/* off, watch, on; NULL = off */
	const char *ip_policy;	/* none, masked, full; NULL = masked */
	const char *time_zone;	/* NULL = UTC */
	int64_t hold_seconds;	/* -1 = seven minutes */
};

enum edited manage_project(const struct editor *editor,
    const struct new_project *new);

/* The same in an open transaction; its id is set. */
enum edited manage_enter_project(const struct editor *editor,
    const struct new_project *new, int64_t *id);

/* The id of the project of that name. */
enum edited manage_find_project(const struct editor *editor,
    const char *name, int64_t *id);

struct new_pixel {
	const char *project, *name;
	const char *public_id;	/* NULL = made here, and set */
	const char *website;	/* or NULL */
	const char *hosts;	/* blank-separated; NULL = any */
};

enum edited manage_pixel(const struct editor *editor,
    struct new_pixel *new);

/* *hosts, as they were typed, become the list that is kept. */
enum edited manage_check_hosts(const struct editor *editor,
    const char **hosts);

enum edited manage_check_website(const struct editor *editor,
    const char *website);

struct new_hosts {
	const char *public_id;
	const char *hosts;	/* parted by blanks; "" = any; then as kept */
};

/* Whose pages may use a pixel from now on. */
enum edited manage_hosts(const struct editor *editor,
    struct new_hosts *new);

struct new_key {
	const char *name;
	const char *role;	/* read, manage; NULL = read */
	const char *project;	/* NULL = all */
	char text[KEY_TEXT];	/* made here; the only time it is seen */
};

enum edited manage_key(const struct editor *editor, struct new_key *new);

/* It opens nothing from now on, nor do browsers logged in by it. */
enum edited manage_revoke_key(const struct editor *editor,
    const char *name);

#endif
