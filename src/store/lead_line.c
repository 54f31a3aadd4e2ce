#include "lead_line.h"

#include "arena.h"
#include "db.h"
#include "id.h"
#include "keeper.h"
#include "rows.h"

/* Columns of LEAD_LINE in sql.c. */
enum column {
	ID, RECEIVED, OCCURRED, TEST, EMAIL, PHONE, FIRST_NAME, LAST_NAME,
	FORM_ID, FORM_NAME, FORM_STATE, PROJECT_ID, PROJECT, TIME_ZONE, PIXEL,
	PIXEL_NAME, FIRST_TOUCH, LAST_TOUCH = FIRST_TOUCH + 4,
	JOB = LAST_TOUCH + 4
};

static struct lead_line_touch
keep_touch(struct keeper *keeper, int column)
{
	return (struct lead_line_touch){
		.source = keeper_text(keeper, column),
		.medium = keeper_text(keeper, column + 1),
		.campaign = keeper_text(keeper, column + 2),
		.channel = keeper_text(keeper, column + 3),
	};
}

static struct inbox_job
keep_job(struct keeper *keeper)
{
	const struct rows *const rows = keeper->rows;

	return (struct inbox_job){
		.id = rows_int(rows, JOB),
		.target = keeper_text(keeper, JOB + 1),
		.state = keeper_text(keeper, JOB + 2),
		.reason = keeper_text(keeper, JOB + 3),
		.due = rows_int(rows, JOB + 4),
		.finished = rows_int(rows, JOB + 5),
		.person_id = rows_int(rows, JOB + 6),
		.attempts = rows_int(rows, JOB + 7),
		.last_class = keeper_text(keeper, JOB + 8),
		.candidates = keeper_text(keeper, JOB + 9),
		.domain = keeper_text(keeper, JOB + 10),
	};
}

struct lead_line *
lead_line_keep(struct keeper *keeper)
{
	const struct rows *const rows = keeper->rows;
	struct lead_line *const line = keeper_take(keeper, sizeof(*line));

	if (line == NULL)
		return NULL;
	*line = (struct lead_line){
		.id = rows_int(rows, ID),
		.received = rows_int(rows, RECEIVED),
		.occurred = rows_int(rows, OCCURRED),
		.test = rows_int(rows, TEST) != 0,
		.email = keeper_text(keeper, EMAIL),
		.phone = keeper_text(keeper, PHONE),
		.first_name = keeper_text(keeper, FIRST_NAME),
		.last_name = keeper_text(keeper, LAST_NAME),
		.form_id = keeper_text(keeper, FORM_ID),
		.form_name = keeper_text(keeper, FORM_NAME),
		.form_state = keeper_string(keeper, FORM_STATE),
		.project_id = rows_int(rows, PROJECT_ID),
		.project = keeper_string(keeper, PROJECT),
		.time_zone = keeper_string(keeper, TIME_ZONE),
		.pixel = keeper_string(keeper, PIXEL),
		.pixel_name = keeper_string(keeper, PIXEL_NAME),
		.first = keep_touch(keeper, FIRST_TOUCH),
		.last = keep_touch(keeper, LAST_TOUCH),
		.job = keep_job(keeper),
	};
	return keeper->failed ? NULL : line;
}

static bool
read_all(struct rows *rows, struct arena *arena, const struct lead_line **out)
{
	struct keeper keeper = { .arena = arena, .rows = rows };

	*out = NULL;
	while (!keeper.failed && rows_next(rows)) {
		struct lead_line *const line = lead_line_keep(&keeper);
		if (line == NULL)
			break;
		*out = line;
		out = &line->next;
	}
	return rows_done(rows) && !keeper.failed;
}

bool
lead_line_read(struct db *db, struct arena *arena, int64_t id,
    const struct lead_line **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_LINE_ONE, INT(id));
	return read_all(&rows, arena, out);
}

bool
lead_line_by_lead_id(struct db *db, struct arena *arena,
    const struct id *lead_id, const struct lead_line **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_LINE_LEAD_ID,
	    BLOB(lead_id->bytes, ID_SIZE));
	return read_all(&rows, arena, out);
}

bool
lead_line_of_person(struct db *db, struct arena *arena, int64_t lead,
    int64_t last, const struct lead_line **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_LINE_PERSON, INT(lead), INT(lead), INT(last));
	return read_all(&rows, arena, out);
}

bool
lead_line_of_visitor(struct db *db, struct arena *arena, int64_t visitor,
    int64_t last, const struct lead_line **out)
{
	struct rows rows;

	db_query(db, &rows, SQL_LINE_VISITOR, INT(visitor), INT(last));
	return read_all(&rows, arena, out);
}
