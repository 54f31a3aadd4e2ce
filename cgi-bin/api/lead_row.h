/* lead_row: a lead as a row of a spreadsheet, or of a list of JSON. */
#ifndef LEAD_ROW_H
#define LEAD_ROW_H

#include <stdbool.h>

struct arena;
struct inquiry;
struct lead_line;
struct lead_row;
struct str;

/*
 * What the row of a line says, read and told; it lives in the arena, as does
 * the line.  NULL: no memory, or the database failed.
 */
struct lead_row *lead_row_read(const struct inquiry *inquiry,
    struct arena *arena, const struct lead_line *line);

/* Its columns; of NULL their names. */
void lead_row_csv(struct str *out, const struct lead_row *row);

/* The same as an object: numbers, truths, null for what there is not. */
void lead_row_json(struct str *out, const struct lead_row *row);

#endif
