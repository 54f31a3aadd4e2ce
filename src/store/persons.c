#include "persons.h"

#include "db.h"
#include "rows.h"

bool
persons_watermark(struct db *db, int64_t account, int64_t person,
    struct watermark *out)
{
	struct rows rows;

	*out = (struct watermark){ 0 };
	db_query(db, &rows, SQL_PERSON_READ, INT(account), INT(person),
	    INT(account), INT(person));
	if (rows_next(&rows))
		*out = (struct watermark){ rows_int(&rows, 0),
			rows_int(&rows, 1) };
	return rows_done(&rows);
}

bool
persons_raise(struct db *db, int64_t account, int64_t person,
    const struct watermark *to)
{
	return db_run(db, SQL_PERSON_RAISE, INT(account), INT(person),
	    INT(to->received), INT(to->submission));
}
