#include "treatment.h"

#include <stddef.h>
#include <stdio.h>

#include "forms.h"

static enum edited
set(const struct editor *editor, int64_t id, enum treated treated,
    const struct form_row **form)
{
	char subject[32], detail[256];

	if (!forms_read(editor->db, editor->arena, id, form))
		return EDIT_FAILED;
	if (*form == NULL)
		return edit_refuse(editor, "there is no form %lld;"
		    " `leadpixel form list` shows those there are",
		    (long long)id);
	if (!forms_treat(editor->db, id, treated))
		return EDIT_FAILED;
	snprintf(subject, sizeof(subject), "%lld", (long long)id);
	snprintf(detail, sizeof(detail), "%.64s %.100s: was %s, is %s",
	    (*form)->pixel, (*form)->key, (*form)->treated,
	    forms_treated_name(treated));
	return edit_note(editor, "form treat", subject, detail);
}

enum edited
treatment_set(const struct editor *editor, int64_t id, const char *treated,
    const struct form_row **form)
{
	enum treated as;

	if (!forms_treated_parse(treated, &as))
		return edit_refuse(editor, "a form is treated as auto, lead or"
		    " event, not \"%.40s\"", treated);
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, set(editor, id, as, form));
}
