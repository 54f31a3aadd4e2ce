#include "login.h"

#include <string.h>

#include "bounds.h"
#include "db.h"
#include "logins.h"
#include "str.h"
#include "transaction.h"

static void
admit(const struct key_found *key, int64_t last_used, int64_t now,
    struct caller *out)
{
	out->key = key->id;
	out->name = key->name;
	out->manages = key->manages;
	out->project = key->project_id;
	out->is_due = now - last_used >= KEY_SEEN_MS;
}

bool
login_by_key(struct db *db, struct arena *arena, const char *key,
    int64_t now, struct caller *out)
{
	const struct key_found *found;

	*out = (struct caller){ 0 };
	if (!keys_find(db, arena, key, &found))
		return false;
	if (found != NULL)
		admit(found, found->last_used, now, out);
	return true;
}

static void
digest_of(const char *cookie, struct login_row *out)
{
	hash_sha256(cookie, strlen(cookie), out->digest);
}

static bool
is_over(const struct login_row *login, int64_t now)
{
	return now - login->last_used > LOGIN_IDLE_MS ||
	    now - login->created > LOGIN_MOST_MS;
}

bool
login_by_cookie(struct db *db, struct arena *arena, const char *cookie,
    int64_t now, struct caller *out)
{
	struct login_row login;
	bool found;

	*out = (struct caller){ 0 };
	digest_of(cookie, &login);
	if (!logins_find(db, arena, &login, &found))
		return false;
	if (!found || login.key == NULL || is_over(&login, now))
		return true;
	admit(login.key, login.last_used, now, out);
	out->by_cookie = true;
	out->cookie = cookie;
	return true;
}

static bool
note_seen(struct db *db, const struct caller *caller, int64_t now)
{
	struct login_row login;

	if (!keys_used(db, caller->key, now))
		return false;
	if (!caller->by_cookie)
		return true;
	digest_of(caller->cookie, &login);
	return logins_used(db, &login, now);
}

bool
login_seen(struct db *db, const struct caller *caller, int64_t now)
{
	if (!caller->is_due)
		return true;
	if (!db_begin(db, SEEN_WAIT_MS))
		return false;
	if (note_seen(db, caller, now))
		return db_commit(db);
	db_rollback(db);
	return false;
}

static enum edited
add_login(const struct editor *editor, const struct caller *caller,
    const char *cookie)
{
	struct login_row login = { .created = editor->now,
		.last_used = editor->now };

	digest_of(cookie, &login);
	if (!logins_clear(editor->db, editor->now - LOGIN_MOST_MS,
	    editor->now - LOGIN_IDLE_MS) ||
	    !logins_add(editor->db, &login, caller->key) ||
	    !keys_used(editor->db, caller->key, editor->now))
		return EDIT_FAILED;
	return edit_note(editor, "log in", caller->name, NULL);
}

enum edited
login_open(const struct editor *editor, const struct caller *caller,
    char cookie[LOGIN_TEXT])
{
	unsigned char secret[HASH_SIZE];
	struct str text;

	hash_random(secret, sizeof(secret));
	str_init(&text, cookie, LOGIN_TEXT);
	str_add_hex(&text, secret, sizeof(secret));
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, add_login(editor, caller, cookie));
}

static enum edited
drop_login(const struct editor *editor, const struct caller *caller)
{
	struct login_row login;

	digest_of(caller->cookie, &login);
	if (!logins_end(editor->db, &login))
		return EDIT_FAILED;
	return edit_note(editor, "log out", caller->name, NULL);
}

enum edited
login_close(const struct editor *editor, const struct caller *caller)
{
	if (!edit_begin(editor))
		return EDIT_FAILED;
	return edit_end(editor, drop_login(editor, caller));
}
