/* treatment: what somebody says the submissions of a form are. */
#ifndef TREATMENT_H
#define TREATMENT_H

#include <stdint.h>

#include "edit.h"

struct form_row;

/* `treated` is auto, lead or event; *form is the form as it was. */
enum edited treatment_set(const struct editor *editor, int64_t id,
    const char *treated, const struct form_row **form);

#endif
