/* family: which browser and system an agent names, by uap-core's lists. */
#ifndef FAMILY_H
#define FAMILY_H

#include <stdbool.h>

struct arena;
struct families;

enum family_kind { FAMILY_BROWSER, FAMILY_SYSTEM, FAMILY_KINDS };

/* As the list names it: "Chrome Mobile"; NULL = not found, not said. */
struct family {
	const char *name;
	const char *parts[3];	/* major, minor, patch */
};

/*
 * Both lists with their expressions compiled: 20 ms and 1.5 MB [M], so
 * nothing for the collector.  NULL when it cannot (logged).
 */
struct families *families_open(void);
void families_close(struct families *families);

/*
 * The first expression that matches, as uap-core's document (its
 * docs/specification.md) has it.  Texts are in the arena.
 */
struct family family_find(const struct families *families,
    enum family_kind kind, struct arena *arena, const char *user_agent);

#endif
