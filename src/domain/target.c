#include "target.h"

#include <string.h>

static const char *const names[TARGETS] = {
	[TARGET_PIPEDRIVE] = "pipedrive",
	[TARGET_NEWSLETTER] = "newsletter",
	[TARGET_WEBHOOK] = "webhook",
};

const char *
target_name(enum target target)
{
	return names[target];
}

bool
target_find(const char *name, enum target *out)
{
	for (int i = 0; i < TARGETS; i++) {
		if (strcmp(names[i], name) != 0)
			continue;
		*out = (enum target)i;
		return true;
	}
	return false;
}
