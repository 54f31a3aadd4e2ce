#include "lead_text.h"

#include <stdio.h>

#include "lead_line.h"

const char *
lead_text_name(const struct lead_line *line, char room[LEAD_TEXT_NAME])
{
	const char *const first = line->first_name;
	const char *const last = line->last_name;

	snprintf(room, LEAD_TEXT_NAME, "%s%s%s", first == NULL ? "" : first,
	    first == NULL || last == NULL ? "" : " ",
	    last == NULL ? "" : last);
	return room[0] == '\0' ? NULL : room;
}

const char *
lead_text_form(const struct lead_line *line)
{
	return line->form_name != NULL ? line->form_name : line->form_id;
}

const char *
lead_text_person(const struct inbox_job *job, int64_t person,
    char room[LEAD_TEXT_URL])
{
	if (person == 0 || job->domain == NULL)
		return NULL;
	snprintf(room, LEAD_TEXT_URL,
	    "https://%s.pipedrive.com/person/%lld", job->domain,
	    (long long)person);
	return room;
}
