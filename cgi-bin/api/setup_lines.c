#include "routes.h"

#include <stdio.h>
#include <string.h>

#include "config.h"
#include "inquiry.h"
#include "json.h"
#include "office.h"
#include "outlook.h"
#include "project_card.h"
#include "projects.h"
#include "report.h"
#include "str.h"

static void
add_id(struct str *out, const char *name, int64_t id)
{
	if (id == 0)
		json_add_null(out, name);
	else
		json_add_int(out, name, id);
}

static void
add_person_url(struct str *out, const char *company, int64_t person)
{
	char url[256];

	snprintf(url, sizeof(url), "https://%s.pipedrive.com/person/%lld",
	    company == NULL ? "" : company, (long long)person);
	inquiry_text(out, "person_url", company == NULL || person == 0 ? NULL
	    : url);
}

static void
add_match(struct str *out, const struct outlook_steps *steps,
    const struct report_value *value)
{

	json_open(out, "match", '{');
	json_add_bool(out, "done", steps->match.done);
	add_id(out, "lead", steps->match.lead);
	add_id(out, "person_id", steps->match.person_id);
	add_person_url(out, steps->crm.company, steps->match.person_id);
	json_open(out, "values", '[');
	for (; value != NULL; value = value->next) {
		json_open(out, NULL, '{');
		json_add_text(out, "name", value->name);
		inquiry_text(out, "value", value->value);
		inquiry_text(out, "field", value->crm_name != NULL
		    ? value->crm_name : value->key);
		json_close(out, '}');
	}
	json_close(out, ']');
	inquiry_text(out, "message", steps->match.next);
	json_close(out, '}');
}

void
setup_show(struct inquiry *inquiry)
{
	const struct project *project;
	struct outlook_steps steps;
	struct report report = { .values = NULL };
	struct str *out;

	if (!project_asked(inquiry, &project))
		return;
	if (!outlook_steps(inquiry->db, inquiry->arena, project,
	    inquiry->now, &steps) || (steps.match.done &&
	    !report_lead(inquiry->db, inquiry->arena,
	    inquiry->api->config->dashboard_url, steps.match.lead,
	    &report))) {
		inquiry_failed(inquiry);
		return;
	}
	out = inquiry_begin(inquiry);
	json_open(out, "data", '{');
	json_open(out, "tag", '{');
	json_add_bool(out, "done", steps.tag.done);
	inquiry_time(out, "last_hit", steps.tag.last_hit);
	inquiry_text(out, "pixel", steps.tag.pixel);
	inquiry_text(out, "message", steps.tag.next);
	json_close(out, '}');
	json_open(out, "crm", '{');
	json_add_bool(out, "done", steps.crm.done);
	inquiry_text(out, "account", steps.crm.account);
	inquiry_text(out, "company", steps.crm.company);
	inquiry_text(out, "message", steps.crm.next);
	json_close(out, '}');
	add_match(out, &steps, report.values);
	json_open(out, "on", '{');
	json_add_bool(out, "done", steps.on.done);
	json_add_text(out, "crm", steps.on.crm);
	inquiry_text(out, "message", steps.on.next);
	json_close(out, '}');
	json_close(out, '}');
	inquiry_end(inquiry);
}
