#include "holding.h"

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

static bool
read_zone(struct db *db, struct arena *arena, struct holding *holding)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	db_query(db, &rows, SQL_REPORT_ZONE, INT(holding->project));
	if (rows_next(&rows))
		holding->time_zone = keeper_text(&keeper, 0);
	return rows_done(&rows) && !keeper.failed;
}

static bool
read_pixels(struct db *db, struct arena *arena, const char *pixel,
    struct holding *holding)
{
	int64_t *pixels = NULL;
	struct rows rows;

	db_query(db, &rows, SQL_REPORT_PIXELS, INT(holding->project),
	    TEXT(pixel));
	while (rows_next(&rows)) {
		/* each row knows how many there may be */
		if (pixels == NULL)
			pixels = arena_take(arena,
			    (size_t)rows_int(&rows, 1) * sizeof(*pixels));
		if (pixels == NULL)
			break;
		pixels[holding->pixel_count++] = rows_int(&rows, 0);
	}
	holding->pixels = pixels;
	return rows_done(&rows) && !arena->spent;
}

bool
holding_read(struct db *db, struct arena *arena, int64_t project,
    const char *pixel, struct holding *out)
{
	*out = (struct holding){ .project = project };
	return read_zone(db, arena, out) && (out->time_zone == NULL ||
	    read_pixels(db, arena, pixel, out));
}
