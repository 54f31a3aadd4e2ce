#include "edit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "audit.h"
#include "bounds.h"
#include "db.h"
#include "str.h"
#include "transaction.h"

bool
edit_begin(const struct editor *editor)
{
	return db_begin(editor->db, LOCK_WAIT_MS);
}

enum edited
edit_end(const struct editor *editor, enum edited so_far)
{
	if (so_far == EDITED)
		return db_commit(editor->db) ? EDITED : EDIT_FAILED;
	db_rollback(editor->db);
	return so_far;
}

enum edited
edit_refuse(const struct editor *editor, const char *format, ...)
{
	char text[1024];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	str_add(editor->why, text);
	return EDIT_REFUSED;
}

enum edited
edit_wrong(const struct editor *editor, const char *member,
    const char *format, ...)
{
	char text[1024];
	const char *rest = text;
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	if (editor->member != NULL) {
		*editor->member = member;
		if (str_starts(text, "--") || str_starts(text, "NAME ")) {
			str_add(editor->why, member);
			rest += strcspn(text, " ");
		}
	}
	str_add(editor->why, rest);
	return EDIT_REFUSED;
}

enum edited
edit_note(const struct editor *editor, const char *action,
    const char *subject, const char *detail)
{
	const struct audit audit = { .at = editor->now,
		.actor = editor->actor, .action = action,
		.subject = subject, .detail = detail };

	return audit_add(editor->db, &audit) ? EDITED : EDIT_FAILED;
}

enum edited
edit_settings(const struct editor *editor)
{
	return db_do(editor->db, SQL_SETTINGS_CHANGED) ? EDITED
	    : EDIT_FAILED;
}
