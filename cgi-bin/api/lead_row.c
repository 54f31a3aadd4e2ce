#include "lead_row.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "csv.h"
#include "date.h"
#include "inquiry.h"
#include "json.h"
#include "lead_json.h"
#include "lead_line.h"
#include "lead_origin.h"
#include "lead_text.h"
#include "str.h"
#include "telling.h"

struct lead_row {
	struct lead_line line;
	struct lead_origin from;
	struct telling told;
	const char *name, *form, *person_url;
};

/* The columns: people's spreadsheets count on names and order. */
static const struct column {
	const char *name;
	enum { TEXT_AT, NUMBER_AT, TIME_AT, TRUTH_AT } kind;
	size_t offset;			/* in struct lead_row */
} columns[] = {
#define COLUMN(name, kind, field) \
	{ name, kind, offsetof(struct lead_row, field) }
	COLUMN("id", NUMBER_AT, line.id),
	COLUMN("received", TIME_AT, line.received),
	COLUMN("project", TEXT_AT, line.project),
	COLUMN("site", TEXT_AT, line.pixel_name),
	COLUMN("form", TEXT_AT, form),
	COLUMN("page", TEXT_AT, from.page),
	COLUMN("name", TEXT_AT, name),
	COLUMN("email", TEXT_AT, line.email),
	COLUMN("phone", TEXT_AT, line.phone),
	COLUMN("test", TRUTH_AT, line.test),
	COLUMN("state_text", TEXT_AT, told.label),
	COLUMN("state", TEXT_AT, line.job.state),
	COLUMN("reason", TEXT_AT, line.job.reason),
	COLUMN("why", TEXT_AT, told.why),
	COLUMN("first_source", TEXT_AT, line.first.source),
	COLUMN("first_medium", TEXT_AT, line.first.medium),
	COLUMN("first_campaign", TEXT_AT, line.first.campaign),
	COLUMN("first_channel", TEXT_AT, line.first.channel),
	COLUMN("first_landing_page", TEXT_AT, from.first.landing),
	COLUMN("first_click_id", TEXT_AT, from.first.click),
	COLUMN("last_source", TEXT_AT, line.last.source),
	COLUMN("last_medium", TEXT_AT, line.last.medium),
	COLUMN("last_campaign", TEXT_AT, line.last.campaign),
	COLUMN("last_channel", TEXT_AT, line.last.channel),
	COLUMN("last_landing_page", TEXT_AT, from.last.landing),
	COLUMN("last_click_id", TEXT_AT, from.last.click),
	COLUMN("person_id", NUMBER_AT, line.job.person_id),
	COLUMN("person_url", TEXT_AT, person_url),
#undef COLUMN
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static const char *
keep(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
}

static bool
tell(const struct inquiry *inquiry, struct arena *arena, struct lead_row *row)
{
	const struct lead_line *const line = &row->line;
	const struct telling_about about = { line->id, line->project,
		line->form_state };
	const struct when when = { inquiry->now, line->time_zone };
	char name[LEAD_TEXT_NAME], url[LEAD_TEXT_URL];

	row->form = lead_text_form(line);
	row->name = keep(arena, lead_text_name(line, name));
	row->person_url = keep(arena, lead_text_person(&line->job,
	    line->job.person_id, url));
	return line->job.state == NULL || telling_read(arena, &line->job,
	    &about, &when, &row->told);
}

struct lead_row *
lead_row_read(const struct inquiry *inquiry, struct arena *arena,
    const struct lead_line *line)
{
	struct lead_row *const row = arena_take(arena, sizeof(*row));

	if (row == NULL)
		return NULL;
	row->line = *line;
	return lead_origin_read(inquiry->db, arena, line->id, &row->from) &&
	    tell(inquiry, arena, row) && !arena->spent ? row : NULL;
}

static int64_t
number_of(const struct lead_row *row, const struct column *column)
{
	const char *const at = (const char *)row + column->offset;
	int64_t number;

	if (column->kind == TRUTH_AT)
		return *(const bool *)at;
	memcpy(&number, at, sizeof(number));
	return number;
}

/* NULL: there is none. */
static const char *
text_of(const struct lead_row *row, const struct column *column,
    char room[DATE_TEXT])
{
	const char *text;
	int64_t number;

	if (column->kind == TEXT_AT) {
		memcpy(&text, (const char *)row + column->offset,
		    sizeof(text));
		return text;
	}
	number = number_of(row, column);
	if (column->kind == TRUTH_AT)
		return number != 0 ? "yes" : "no";
	if (number == 0)
		return NULL;
	if (column->kind == TIME_AT)
		date_print(number, room);
	else
		snprintf(room, DATE_TEXT, "%lld", (long long)number);
	return room;
}

void
lead_row_csv(struct str *out, const struct lead_row *row)
{
	char room[DATE_TEXT];

	for (size_t i = 0; i < COLUMNS; i++)
		csv_add(out, i == 0, row == NULL ? columns[i].name
		    : text_of(row, &columns[i], room));
	csv_end(out);
}

void
lead_row_json(struct str *out, const struct lead_row *row)
{
	char room[DATE_TEXT];

	json_open(out, NULL, '{');
	for (size_t i = 0; i < COLUMNS; i++) {
		const struct column *const column = &columns[i];

		if (column->kind == NUMBER_AT)
			lead_json_id(out, column->name, number_of(row,
			    column));
		else if (column->kind == TRUTH_AT)
			json_add_bool(out, column->name, number_of(row,
			    column) != 0);
		else
			inquiry_text(out, column->name, text_of(row, column,
			    room));
	}
	json_close(out, '}');
}
