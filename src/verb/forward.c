#include "forward.h"

#include <string.h>

#include "db.h"
#include "enlist.h"
#include "hit.h"
#include "leads.h"
#include "newsletter.h"
#include "ruling.h"
#include "settings.h"
#include "target.h"

/* Who says no to being known says no to letters nobody asked for, too. */
static bool
has_refused(const struct ruling *ruling)
{
	return ruling->anonymous != NULL &&
	    (strcmp(ruling->anonymous, "refused") == 0 ||
	    strcmp(ruling->anonymous, "gpc") == 0);
}

/* Why this lead is no letter's, or NULL. */
static const char *
why_no_letter(const struct enlistment *all,
    const struct newsletter_policy *policy)
{
	if (policy->kind == NEWSLETTER_OPT_IN &&
	    !newsletter_opted_in(&all->hit->form, policy->field))
		return "no_opt_in";
	if (policy->kind == NEWSLETTER_ALL && has_refused(all->ruling))
		return "consent";
	return all->hit->contact.email == NULL ? "no_address" : NULL;
}

/* The state at receipt; the first reason that holds. */
static void
first_state(const struct enlistment *all, bool flood, const char *why_not,
    struct new_job *job)
{
	const struct hit *const hit = all->hit;

	job->finished = true;
	job->state = "skipped";
	if (hit->test)
		job->reason = "test";
	else if (why_not != NULL)
		job->reason = why_not;
	else if (all->ruling->suspect != NULL) {
		job->finished = false;
		job->state = "suspect";
		job->reason = all->ruling->suspect;
	} else if (hit->form_state == FORM_FAILED && !flood)
		job->reason = "form_failed";
	else {
		job->finished = false;
		job->state = flood ? "review" : "held";
		job->reason = flood ? "flood" : NULL;
	}
}

/*
 * Without a person key: nothing is looked up there, so no lead of a person
 * has to wait for an earlier one (P5).
 */
static struct new_job
make(const struct enlistment *all, int64_t submission, enum target target)
{
	return (struct new_job){ .submission = submission,
		.target = target_name(target),
		.due = all->hit->received + all->pixel->hold_ms,
		.created = all->hit->received };
}

static bool
add_newsletter(const struct enlistment *all, int64_t submission, bool flood)
{
	struct new_job job = make(all, submission, TARGET_NEWSLETTER);
	struct newsletter_policy policy;

	if (!newsletter_policy_read(all->pixel->newsletter, &policy) ||
	    policy.kind == NEWSLETTER_OFF)
		return true;
	if (all->hit->form_state == FORM_CONFIRMED)
		job.due = all->hit->received;
	first_state(all, flood, why_no_letter(all, &policy), &job);
	return leads_add_job(all->db, &job);
}

static bool
add_webhook(const struct enlistment *all, int64_t submission, bool flood)
{
	struct new_job job = make(all, submission, TARGET_WEBHOOK);

	if (!all->pixel->webhook)
		return true;
	first_state(all, flood, NULL, &job);
	return leads_add_job(all->db, &job);
}

bool
forward(const struct enlistment *all, int64_t submission, bool flood)
{
	return add_newsletter(all, submission, flood) &&
	    add_webhook(all, submission, flood);
}
