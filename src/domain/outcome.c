#include "outcome.h"

#include <stddef.h>

/* Of a table, the first row that holds the status counts. */
struct status_rule {
	int from, to;
	enum job_event event;
};

static const struct status_rule statuses[] = {
	{ 200, 201, EVENT_OK },
	{ 204, 204, EVENT_OK },
	{ 300, 399, EVENT_CONFIG },	/* never followed */
	{ 401, 402, EVENT_AUTH },
	{ 404, 404, EVENT_GONE },
	{ 405, 405, EVENT_CONFIG },
	{ 408, 408, EVENT_SERVER },
	{ 410, 410, EVENT_CONFIG },	/* an endpoint retired */
	{ 415, 415, EVENT_CONFIG },
	{ 425, 425, EVENT_SERVER },
	{ 429, 429, EVENT_THROTTLED },
	{ 400, 499, EVENT_REFUSED },
	{ 501, 501, EVENT_CONFIG },
	/* 500 may be our own fault; attempts AND age end it, an outage not */
	{ 500, 599, EVENT_SERVER },
};

static const struct status_rule post_statuses[] = {
	{ 200, 299, EVENT_OK },
	{ 300, 399, EVENT_CONFIG },	/* never followed */
	{ 401, 403, EVENT_AUTH },
	{ 404, 405, EVENT_CONFIG },	/* its address is wrong */
	{ 408, 408, EVENT_UNSURE },
	{ 410, 410, EVENT_CONFIG },	/* taken away */
	{ 415, 415, EVENT_CONFIG },
	{ 425, 425, EVENT_UNSURE },
	{ 429, 429, EVENT_THROTTLED },
	{ 400, 499, EVENT_REFUSED },
	{ 501, 501, EVENT_CONFIG },
	{ 100, 999, EVENT_UNSURE },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static enum job_event
find(const struct status_rule *rules, size_t count, int status,
    enum job_event other)
{
	for (size_t i = 0; i < count; i++)
		if (status >= rules[i].from && status <= rules[i].to)
			return rules[i].event;
	return other;
}

static enum job_event
of_status(int status)
{
	return find(statuses, COUNT(statuses), status, EVENT_GARBLED);
}

enum job_event
outcome_of_post(enum reach reach, int status)
{
	if (reach == REACH_NOT_SENT)
		return EVENT_NOT_SENT;
	if (reach == REACH_WRONG)
		return EVENT_CONFIG;
	return find(post_statuses, COUNT(post_statuses), status,
	    EVENT_UNSURE);
}

/* What only the rest of the answer can tell. */
static enum job_event
of_answer(const struct outcome_call *call)
{
	enum job_event event = of_status(call->status);

	if (call->status == 403 && !call->is_json)
		return EVENT_BLOCKED;
	/* a search that is forbidden is so for every lead */
	if (call->status == 403 && !call->on_person)
		return EVENT_CONFIG;
	/* nor is it a person that a page in HTML does not find */
	if (event == EVENT_GONE && (!call->on_person || !call->is_json))
		return EVENT_CONFIG;
	if (event == EVENT_THROTTLED && call->day_is_spent)
		return EVENT_BUDGET;
	if (event != EVENT_OK)
		return event;
	if (call->status == 204 && call->writes)
		return EVENT_OK;
	return call->success && call->reach == REACH_ANSWERED
	    ? EVENT_OK : EVENT_GARBLED;
}

enum job_event
outcome_of(const struct outcome_call *call)
{
	enum job_event event;

	if (call->reach == REACH_NOT_SENT)
		return EVENT_NOT_SENT;
	if (call->reach == REACH_WRONG)
		return EVENT_CONFIG;
	event = of_answer(call);
	if (call->writes && (event == EVENT_SERVER || event == EVENT_GARBLED))
		return EVENT_UNSURE;
	return event;
}
