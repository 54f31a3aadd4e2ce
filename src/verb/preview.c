#include "preview.h"

#include <stdio.h>
#include <string.h>

#include "apply.h"
#include "change.h"
#include "json.h"
#include "lead.h"
#include "str.h"

enum { SHOWN = 240 };

/* Strangers wrote it: no control character reaches the terminal. */
static void
put_text(const char *text)
{
	int shown = 0;

	putchar('"');
	for (; *text != '\0' && shown < SHOWN; text++, shown++) {
		const unsigned char c = (unsigned char)*text;

		if (c == 0xc2 && ((unsigned char)text[1] & 0xe0) == 0x80) {
			putchar('?');
			text++;
		} else {
			putchar(c < ' ' || c == 0x7f ? '?' : c);
		}
	}
	printf("%s\"", *text == '\0' ? "" : "...");
}

static void
put_held(const struct json *value)
{
	if (value == NULL)
		printf("(empty)");
	else if (value->type == JSON_TEXT)
		put_text(value->text);
	else if (value->type == JSON_NUMBER)
		printf("%.15g", value->number);
	else
		printf("(another kind of value)");
}

void
preview_changes(int64_t lead, int64_t person,
    const struct change_list *changes)
{
	if (lead == 0)
		printf("a test lead");
	else
		printf("lead %lld", (long long)lead);
	printf(" -> person %lld: %s\n", (long long)person,
	    changes->count == 0 ? "nothing to change" : "would write");
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *const change = &changes->changes[i];

		printf("  %-16s %s  ", change->target->field->label,
		    change->target->key);
		put_held(change->before);
		printf(" -> ");
		put_text(change->text);
		putchar('\n');
	}
	for (size_t i = 0; i < changes->problem_count; i++) {
		printf("  %-16s ", changes->problems[i].target->field->label);
		put_text(changes->problems[i].text);
		puts("  left out");
	}
}

void
preview_end(int64_t lead, enum job_state state, const struct applied *end)
{
	if (state == JOB_SYNCED || state == JOB_UNCHANGED)
		return;
	printf("lead %lld: %s%s%s%s%s\n", (long long)lead,
	    job_state_name(state), end->reason == NULL ? "" : " ",
	    end->reason == NULL ? "" : end->reason,
	    end->error == NULL ? "" : ", ",
	    end->error == NULL ? "" : end->error);
}

void
preview_post(int64_t lead, const char *receiver, const char *body)
{
	printf("lead %lld -> %s: would send %zu bytes  ", (long long)lead,
	    receiver, strlen(body));
	put_text(body);
	putchar('\n');
}
