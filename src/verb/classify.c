#include "classify.h"

#include <stddef.h>

#include "agent.h"
#include "agents.h"
#include "bot.h"
#include "db.h"
#include "log.h"
#include "run.h"
#include "transaction.h"

/* A slice on its way: rows as read, and what they are. */
struct slice {
	struct agent_row rows[AGENTS_SLICE];
	struct agent agents[AGENTS_SLICE];
	size_t count;
};

static bool
read_slice(struct run *run, struct slice *slice)
{
	arena_reset(&run->job_arena);
	return agents_stale(run->db, &run->job_arena, AGENT_VERSION,
	    slice->rows, &slice->count);
}

static bool
write_slice(struct run *run, const struct slice *slice)
{
	bool good = true;

	if (!db_begin(run->db, SYNC_LOCK_WAIT_MS))
		return false;
	for (size_t i = 0; good && i < slice->count; i++)
		good = agents_save(run->db, slice->rows[i].id,
		    &slice->agents[i], AGENT_VERSION);
	if (good)
		return db_commit(run->db);
	db_rollback(run->db);
	return false;
}

/* Nothing is locked while the expressions are at work. */
static bool
work_off(struct run *run, const struct agent_tables *tables,
    struct slice *slice)
{
	size_t done = 0;

	while (slice->count > 0 && done < AGENTS_PER_RUN &&
	    clock_steady() < run->deadline) {
		for (size_t i = 0; i < slice->count; i++)
			agent_classify(tables, &run->job_arena,
			    slice->rows[i].user_agent, slice->rows[i].hints,
			    &slice->agents[i]);
		done += slice->count;
		if (!write_slice(run, slice) || !read_slice(run, slice))
			return false;
	}
	return true;
}

bool
classify_agents(struct run *run)
{
	struct bot *bot;
	struct agent_tables *tables;
	struct slice slice;
	bool good = true;

	if (!read_slice(run, &slice))
		return false;
	if (slice.count == 0)
		return true;
	bot = bot_open(false);
	tables = bot == NULL ? NULL : agent_open(bot);
	if (tables != NULL)
		good = work_off(run, tables, &slice);
	else
		log_error("user agents cannot be classified");
	agent_close(tables);
	bot_close(bot);
	return good;
}
