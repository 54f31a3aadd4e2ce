/* crm_answer: what Pipedrive answered, classed and cut to what is kept. */
#ifndef CRM_ANSWER_H
#define CRM_ANSWER_H

#include "crm.h"

struct arena;
struct wire;
struct wire_answer;

struct crm_reading {
	struct wire *wire;		/* its headers are read */
	struct arena *arena;		/* of the answer's tree; is reset */
};

/* Fills `answer` from what came; see crm_do. */
void crm_read_answer(const struct crm_reading *reading,
    const struct crm_call *call, const struct wire_answer *got,
    struct crm_answer *answer);

#endif
