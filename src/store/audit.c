#include "audit.h"

#include "db.h"

bool
audit_add(struct db *db, const struct audit *audit)
{
	return db_run(db, SQL_AUDIT_ADD, INT(audit->at), TEXT(audit->actor),
	    TEXT(audit->action), TEXT(audit->subject), TEXT(audit->detail));
}
