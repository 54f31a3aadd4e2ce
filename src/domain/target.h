/* target: where leads are delivered to. */
#ifndef TARGET_H
#define TARGET_H

#include <stdbool.h>

enum target { TARGET_PIPEDRIVE, TARGET_NEWSLETTER, TARGET_WEBHOOK, TARGETS };

/* The words of the database and the command line: "pipedrive". */
const char *target_name(enum target target);
bool target_find(const char *name, enum target *out);

#endif
