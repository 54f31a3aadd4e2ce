/* fault: something that is not as it should be, in a sentence. */
#ifndef FAULT_H
#define FAULT_H

#include <stdint.h>

struct str;

enum status_level {
	STATUS_WELL,		/* of a fault: worth knowing, all is well */
	STATUS_LOOK,		/* something needs a person, nothing is lost */
	STATUS_BROKEN		/* hits are being refused, or no lead goes out
				   before somebody mends it */
};

/* Where it is mended; all NULL and 0: on the machine itself. */
struct fault_about {
	const char *account;		/* of Pipedrive, its name */
	int64_t project;
	const char *target;		/* of the project: newsletter, ... */
	const char *pixels;		/* ids, with ", " between */
	const char *state;		/* of the leads: review, ... */
};

struct fault {
	enum status_level level;
	const char *text;
	struct fault_about about;
	const struct fault *next;
};

/* "well", "look", "broken". */
const char *fault_level(enum status_level level);

/* As an object: {level, text, about: {...} or null}. */
void fault_json(struct str *out, const struct fault *fault);

#endif
