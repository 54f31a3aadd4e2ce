#include "ledgers.h"

#include "db.h"
#include "rows.h"

bool
ledgers_read(struct db *db, int64_t account, struct budget *out)
{
	struct rows rows;

	*out = (struct budget){ .day_left = -1 };
	db_query(db, &rows, SQL_BUDGET_READ, INT(account));
	if (rows_next(&rows))
		*out = (struct budget){
			.day = rows_int(&rows, 0),
			.tokens = rows_int(&rows, 1),
			.list_tokens = rows_int(&rows, 2),
			.day_limit = rows_int(&rows, 3),
			.day_left = rows_null(&rows, 4) ? -1
			    : rows_int(&rows, 4),
			.list_due = rows_int(&rows, 5),
			.list_since = rows_int(&rows, 6),
		};
	return rows_done(&rows);
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
