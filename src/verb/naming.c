#include "naming.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "bounds.h"
#include "campaigns.h"
#include "csv.h"
#include "db.h"
#include "label.h"
#include "manage.h"
#include "str.h"

enum { COLUMNS = 2 };

/* What addresses carry is cut at UTM_MAX; a longer id would meet none. */
static bool
is_id(const char *text)
{
	return label_line(text, UTM_MAX);
}

static bool
is_name(const char *text)
{
	return *text == '\0' || label_line(text, UTM_MAX);
}

/* Bounded: it is looked into with each visit, and listed whole. */
static enum edited
check_count(const struct editor *editor, int64_t project)
{
	int64_t count;

	if (!campaigns_count(editor->db, project, &count))
		return EDIT_FAILED;
	return count <= CAMPAIGNS_MAX ? EDITED : edit_refuse(editor, "a"
	    " project can name %d campaigns", CAMPAIGNS_MAX);
}

static enum edited
set(const struct editor *editor, const char *name, const char *id,
    const char *campaign)
{
	char detail[2 * UTM_MAX + 32];
	int64_t project = 0;
	enum edited so_far = manage_find_project(editor, name, &project);

	if (so_far != EDITED)
		return so_far;
	if (!campaigns_set(editor->db, project, id, campaign))
		return EDIT_FAILED;
	if (*campaign == '\0' && db_changes(editor->db) == 0)
		return edit_refuse(editor, "campaign \"%.100s\" has no"
		    " name", id);
	so_far = check_count(editor, project);
	if (so_far != EDITED)
		return so_far;
	snprintf(detail, sizeof(detail), "%s: %s", id,
	    *campaign == '\0' ? "(dropped)" : campaign);
	so_far = edit_note(editor, "campaign set", name, detail);
	return so_far != EDITED ? so_far : edit_settings(editor);
}

enum edited
naming_set(const struct editor *editor, const char *project, const char *id,
    const char *name)
{
	if (!is_id(id))
		return edit_refuse(editor, "ID is 1 to %d bytes of text as it"
		    " stands in addresses, without blanks at its ends",
		    UTM_MAX);
	if (!is_name(name))
		return edit_refuse(editor, "NAME is at most %d bytes of text,"
		    " without blanks at its ends", UTM_MAX);
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, set(editor, project, id, name));
}

static bool
is_header(const struct csv *csv, const char *const *fields)
{
	return csv->line == 1 && str_same(fields[0], "id") &&
	    str_same(fields[1], "name");
}

/* What is wrong with a row, or NULL. */
static const char *
problem_of(const char *const *fields, size_t count)
{
	if (count != COLUMNS)
		return "has one column; it takes two, parted by a comma:"
		    " id,name";
	if (!is_id(fields[0]))
		return "has an id that is empty, too long, with control"
		    " characters or with blanks at its ends";
	return is_name(fields[1]) ? NULL : "has a name that is too long, with"
	    " control characters or with blanks at its ends";
}

static enum edited
import_rows(const struct editor *editor, int64_t project, struct csv *csv,
    struct naming_figures *out)
{
	const char *fields[COLUMNS];
	enum csv_found found;
	size_t count;

	while ((found = csv_row(csv, fields, COLUMNS, &count)) == CSV_ROW) {
		const char *const problem = problem_of(fields, count);
		if (problem != NULL)
			return edit_refuse(editor, "line %d %s", csv->line,
			    problem);
		if (is_header(csv, fields))
			continue;
		if (!campaigns_set(editor->db, project, fields[0], fields[1]))
			return EDIT_FAILED;
		if (*fields[1] != '\0')
			out->named++;
		else if (db_changes(editor->db) > 0)
			out->dropped++;
	}
	return found == CSV_END ? check_count(editor, project)
	    : edit_refuse(editor, "line %d %s", csv->line, csv->problem);
}

static enum edited
import(const struct editor *editor, const char *name, struct csv *csv,
    struct naming_figures *out)
{
	char detail[64];
	int64_t project = 0;
	enum edited so_far = manage_find_project(editor, name, &project);

	if (so_far == EDITED)
		so_far = import_rows(editor, project, csv, out);
	if (so_far != EDITED)
		return so_far;
	snprintf(detail, sizeof(detail), "%d named, %d dropped", out->named,
	    out->dropped);
	so_far = edit_note(editor, "campaign import", name, detail);
	return so_far != EDITED ? so_far : edit_settings(editor);
}

enum edited
naming_import(const struct editor *editor, const char *project, char *text,
    size_t size, struct naming_figures *out)
{
	struct csv csv;

	*out = (struct naming_figures){ 0, 0 };
	csv_open(&csv, text, size);
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, import(editor, project, &csv, out));
}
