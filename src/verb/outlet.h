/* outlet: a project's newsletter or webhook, and what it still needs. */
#ifndef OUTLET_H
#define OUTLET_H

#include <stdbool.h>
#include <stddef.h>

#include "target.h"

struct config;
struct outlets;
struct secrets;

struct outlet {
	const struct outlets *project;	/* given */
	enum target target;		/* given */
	bool on;			/* something is to be sent to it */
	const char *url;		/* "" = it has none */
	const char *secret;		/* NULL = it has none */
};

/* What of it is in use, and its secret. */
struct outlet outlet_of(const struct outlets *project, enum target target,
    const struct secrets *secrets);

/*
 * False when nothing can be sent to one that is on: `why` says what stands in
 * the way, "its address leads into an inner network".
 */
bool outlet_is_ready(const struct outlet *outlet, const struct config *config,
    char *why, size_t room);

#endif
