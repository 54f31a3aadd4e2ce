#include "health.h"

#include "clock.h"
#include "collect.h"
#include "db.h"
#include "exchange.h"
#include "gate.h"
#include "json.h"
#include "route.h"

enum { FRESH_MS = 5000 };

static void
say_well(struct response *response)
{
	response->type = "application/json";
	json_open(&response->body, NULL, '{');
	json_add_text(&response->body, "status", "ok");
	json_close(&response->body, '}');
}

bool
health_read(void *context, struct exchange *exchange)
{
	struct committer *committer =
	    ((struct collector *)context)->gate->committer;
	int64_t when;
	bool good;

	exchange->work = NULL;
	if (committer == NULL)
		return true;
	committer_last(committer, &when, &good);
	if (clock_steady() - when > FRESH_MS)
		return true;
	if (good)
		say_well(&exchange->response);
	else
		route_busy(&exchange->response);
	return false;
}

enum saved
health_probe(struct db *db, struct exchange *exchange)
{
	if (!db_do(db, SQL_PROBE))
		return SAVE_FAILED;
	say_well(&exchange->response);
	return SAVED;
}
