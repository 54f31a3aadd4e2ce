#include "ledgers.h"

#include "arena.h"
#include "db.h"
#include "keeper.h"
#include "rows.h"

/* From its first column on. */
static struct budget
take(const struct rows *rows, int at)
{
	return (struct budget){
		.day = rows_int(rows, at),
		.tokens = rows_int(rows, at + 1),
		.list_tokens = rows_int(rows, at + 2),
		.day_limit = rows_int(rows, at + 3),
		.day_left = rows_null(rows, at + 4) ? -1
		    : rows_int(rows, at + 4),
		.list_due = rows_int(rows, at + 5),
		.list_since = rows_int(rows, at + 6),
	};
}

bool
ledgers_read(struct db *db, int64_t account, struct budget *out)
{
	struct rows rows;

	*out = (struct budget){ .day_left = -1 };
	db_query(db, &rows, SQL_BUDGET_READ, INT(account));
	if (rows_next(&rows))
		*out = take(&rows, 0);
	return rows_done(&rows);
}

bool
ledgers_list(struct db *db, struct arena *arena, const struct ledger **out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = NULL;
	db_list(db, &rows, SQL_BUDGET_LIST);
	while (!keeper.failed && rows_next(&rows)) {
		struct ledger *const ledger = keeper_take(&keeper,
		    sizeof(*ledger));
		if (ledger == NULL)
			break;
		ledger->account = keeper_string(&keeper, 0);
		ledger->budget = take(&rows, 1);
		*out = ledger;
		out = &ledger->next;
	}
	return rows_done(&rows) && !keeper.failed;
}

bool
ledgers_write(struct db *db, int64_t account, const struct budget *budget)
{
	return db_run(db, SQL_BUDGET_WRITE, INT(account), INT(budget->day),
	    INT(budget->tokens), INT(budget->list_tokens),
	    ID(budget->day_limit),
	    budget->day_left < 0 ? NONE : INT(budget->day_left),
	    INT(budget->list_due), INT(budget->list_since));
}
