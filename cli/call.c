#include "call.h"

#include <errno.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "db.h"
#include "schema.h"

void
complain(const char *format, ...)
{
	va_list values;

	fputs("leadpixel: ", stderr);
	va_start(values, format);
	vfprintf(stderr, format, values);
	va_end(values);
	fputc('\n', stderr);
}

/* "--name" or "--name=value" is an option of that name. */
static bool
is_option(const char *word, const char *name, const char **value)
{
	const size_t size = strlen(name);

	if (strncmp(word, "--", 2) != 0 || strncmp(word + 2, name, size) != 0)
		return false;
	*value = word[2 + size] == '=' ? word + 2 + size + 1 : NULL;
	return word[2 + size] == '\0' || word[2 + size] == '=';
}

/* What is left of argv. */
struct words {
	int left;
	char **next;
};

/* Fetches the value from the next word unless it came with "=". */
static bool
take_value(struct words *words, const struct option *option,
    const char **value)
{
	if (*value != NULL)
		return true;
	if (words->left == 0) {
		complain("--%s needs a value: --%s %s", option->name,
		    option->name, option->value);
		return false;
	}
	*value = *words->next++;
	words->left--;
	return true;
}

/* The options that every command knows; *known = it was one. */
static bool
take_global(struct call *call, const char *word, struct words *words,
    bool *known)
{
	static const struct option config = { "config", "FILE", NULL };
	const char *value = NULL;

	*known = true;
	if (is_option(word, "config", &value)) {
		if (!take_value(words, &config, &value))
			return false;
		call->config_path = value;
	} else if (strcmp(word, "--json") == 0)
		call->json = true;
	else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		call->help = true;
	else
		*known = false;
	return true;
}

static int
refuse_option(const struct call *call, const char *word)
{
	char known[256];
	struct str list;

	if (call->command == NULL) {
		complain("unknown option %s; before the command there are"
		    " --config FILE, --json and --help", word);
		return EX_USAGE;
	}
	str_init(&list, known, sizeof(known));
	for (size_t i = 0; i < OPTIONS_MAX &&
	    call->command->options[i].name != NULL; i++)
		str_addf(&list, "%s--%s", i == 0 ? "" : ", ",
		    call->command->options[i].name);
	complain("unknown option %s; `leadpixel %s` knows %s", word,
	    call->command->name, list.size == 0 ? "none" : known);
	return EX_USAGE;
}

static int
take_option(struct call *call, const char *word, struct words *words)
{
	const struct option *const options = call->command == NULL ? NULL
	    : call->command->options;

	for (size_t i = 0; options != NULL && i < OPTIONS_MAX &&
	    options[i].name != NULL; i++) {
		const char *value = NULL;
		if (!is_option(word, options[i].name, &value))
			continue;
		if (options[i].value != NULL &&
		    !take_value(words, &options[i], &value))
			return EX_USAGE;
		call->values[i] = value == NULL ? "" : value;
		return EX_OK;
	}
	return refuse_option(call, word);
}

/* A word is the command, then an argument of it. */
static int
take_word(struct call *call, const char *word, struct words *words)
{
	const char *const pair[2] = { word,
	    words->left > 0 ? *words->next : NULL };
	size_t used;

	if (call->command != NULL) {
		if (call->count == call->command->most) {
			complain("\"%s\" is one word too many: leadpixel %s"
			    " %s (put quotes around a name with blanks)",
			    word, call->command->name,
			    call->command->arguments);
			return EX_USAGE;
		}
		call->arguments[call->count++] = word;
		return EX_OK;
	}
	call->command = commands_find(pair, words->left > 0 ? 2 : 1, &used);
	if (call->command == NULL) {
		complain("unknown command \"%s%s%s\"; `leadpixel` alone"
		    " lists them", word, words->left > 0 ? " " : "",
		    words->left > 0 ? *words->next : "");
		return EX_USAGE;
	}
	words->left -= (int)used - 1;
	words->next += used - 1;
	return EX_OK;
}

static int
check_count(const struct call *call)
{
	if (call->command == NULL || call->help ||
	    call->count >= call->command->least)
		return EX_OK;
	complain("something is missing: leadpixel %s %s",
	    call->command->name, call->command->arguments);
	return EX_USAGE;
}

int
call_read(struct call *call, int argc, char **argv)
{
	struct words words = { argc - 1, argv + 1 };
	bool only_words = false;

	while (words.left > 0) {
		const char *const word = *words.next++;
		bool known = false;
		int code = EX_OK;
		words.left--;
		if (!only_words && strcmp(word, "--") == 0) {
			only_words = true;
			continue;
		}
		if (only_words || word[0] != '-' || word[1] == '\0')
			code = take_word(call, word, &words);
		else if (!take_global(call, word, &words, &known))
			code = EX_USAGE;
		else if (!known)
			code = take_option(call, word, &words);
		if (code != EX_OK)
			return code;
	}
	return check_count(call);
}

const char *
call_option(const struct call *call, const char *name)
{
	for (size_t i = 0; i < OPTIONS_MAX &&
	    call->command->options[i].name != NULL; i++)
		if (strcmp(call->command->options[i].name, name) == 0)
			return call->values[i];
	return NULL;
}

bool
call_number(const struct call *call, const char *name, int64_t min,
    int64_t max, int64_t *out)
{
	const char *const text = call_option(call, name);

	if (text == NULL || str_int(text, min, max, out))
		return true;
	complain("--%s is a whole number from %lld to %lld, not \"%s\"",
	    name, (long long)min, (long long)max, text);
	return false;
}

int
call_config(struct call *call)
{
	char problem[WHY_MAX];

	if (config_read(call->config_path, &call->config, problem,
	    sizeof(problem)))
		return EX_OK;
	complain("%s", problem);
	return EX_CONFIG;
}

/* The usual stumbling stone: another user owns it. */
static int
check_rights(const struct call *call, bool to_write)
{
	const char *const path = call->config.database;
	struct stat about;

	if (stat(path, &about) != 0) {
		complain("there is no database at %s: %s", path,
		    errno == ENOENT ? "run `leadpixel init`"
		    : strerror(errno));
		return errno == ENOENT ? EX_NOINPUT : EX_NOPERM;
	}
	if (access(path, to_write ? R_OK | W_OK : R_OK) == 0)
		return EX_OK;
	const struct passwd *const owner = getpwuid(about.st_uid);
	complain("you may not %s %s; it belongs to %s: try `sudo -u %s"
	    " leadpixel ...`", to_write ? "write" : "read", path,
	    owner == NULL ? "somebody else" : owner->pw_name,
	    owner == NULL ? "USER" : owner->pw_name);
	return EX_NOPERM;
}

int
call_open(struct call *call, bool to_write)
{
	const struct db_options options = { .read_only = !to_write };
	int code = call_config(call);

	if (code == EX_OK)
		code = check_rights(call, to_write);
	if (code != EX_OK)
		return code;
	/* files made beside the database are for its group, too */
	umask(0007);
	call->db = db_open(call->config.database, &options);
	if (call->db == NULL)
		return EX_UNAVAILABLE;
	return schema_fits(call->db) ? EX_OK : EX_UNAVAILABLE;
}

void
call_close(struct call *call)
{
	db_close(call->db);
	call->db = NULL;
}

struct editor
call_editor(struct call *call)
{
	const struct passwd *const user = getpwuid(getuid());

	snprintf(call->actor, sizeof(call->actor), "cli:%s",
	    user == NULL ? "unknown" : user->pw_name);
	str_init(&call->why, call->why_room, sizeof(call->why_room));
	return (struct editor){ .db = call->db, .arena = &call->arena,
		.now = clock_now(&call->clock), .actor = call->actor,
		.why = &call->why };
}

int
call_ended(struct call *call, enum edited edited)
{
	if (edited == EDITED)
		return EX_OK;
	if (edited == EDIT_FAILED)
		return call_failed(call);
	complain("%s", call->why.data);
	return EX_DATAERR;
}

int
call_failed(struct call *call)
{
	if (db_trouble(call->db) == DB_BUSY) {
		complain("the database is busy, full or read-only; nothing"
		    " was changed, try again");
		return EX_TEMPFAIL;
	}
	complain("it failed and nothing was changed");
	return EX_SOFTWARE;
}
