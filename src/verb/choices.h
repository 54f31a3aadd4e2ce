/* choices: what somebody may say of a lead as it stands. */
#ifndef CHOICES_H
#define CHOICES_H

struct inbox_job;
struct inbox_lead;

enum choice {
	CHOICE_REQUEUE, CHOICE_CANCEL, CHOICE_RESOLVE, CHOICE_RELEASE,
	CHOICE_SPAM,
	CHOICES
};

/*
 * Those of one of its deliveries, a bit each.  The verbs have the last word:
 * the lead may move, and a person of another account is not foreseen.
 */
unsigned choices_of(const struct inbox_lead *lead,
    const struct inbox_job *job);

/* "requeue" */
const char *choice_name(enum choice choice);

#endif
