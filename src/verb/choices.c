#include "choices.h"

#include <stdbool.h>
#include <string.h>

#include "cancel.h"
#include "inbox.h"
#include "requeue.h"
#include "str.h"

#define BIT(choice) (1u << (choice))

unsigned
choices_of(const struct inbox_lead *lead, const struct inbox_job *job)
{
	const bool crm = strcmp(job->target, "pipedrive") == 0;
	const bool suspect = strcmp(job->state, "suspect") == 0;
	const bool review = strcmp(job->state, "review") == 0;
	char room[1024];
	struct str why;
	unsigned found = 0;

	/* what checks refuse by; the reason is not asked for */
	str_init(&why, room, sizeof(room));
	const struct editor nobody = { .why = &why };
	if (requeue_check(&nobody, lead, job) == EDITED) {
		found |= BIT(CHOICE_REQUEUE);
		if (crm && !suspect)
			found |= BIT(CHOICE_RESOLVE);
	}
	if (cancel_check(&nobody, lead, job) == EDITED)
		found |= BIT(CHOICE_CANCEL);
	if (crm && suspect)
		found |= BIT(CHOICE_RELEASE) | BIT(CHOICE_SPAM);
	if (crm && review)
		found |= BIT(CHOICE_SPAM);
	return found;
}

const char *
choice_name(enum choice choice)
{
	static const char *const names[CHOICES] = {
		[CHOICE_REQUEUE] = "requeue", [CHOICE_CANCEL] = "cancel",
		[CHOICE_RESOLVE] = "resolve", [CHOICE_RELEASE] = "release",
		[CHOICE_SPAM] = "spam",
	};

	return names[choice];
}
