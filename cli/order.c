#include "order.h"

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
	char text[WHY_MAX + 256];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	/* it may quote what others have written */
	for (char *at = text; *at != '\0'; at++)
		if ((unsigned char)*at < ' ' && *at != '\n')
			*at = '?';
	fprintf(stderr, "leadpixel: %s\n", text);
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
take_global(struct order *order, const char *word, struct words *words,
    bool *known)
{
	static const struct option config = { "config", "FILE", NULL };
	const char *value = NULL;

	*known = true;
	if (is_option(word, "config", &value)) {
		if (!take_value(words, &config, &value))
			return false;
		order->config_path = value;
	} else if (strcmp(word, "--json") == 0)
		order->json = true;
	else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		order->help = true;
	else
		*known = false;
	return true;
}

static int
refuse_option(const struct order *order, const char *word)
{
	char known[256];
	struct str list;

	if (order->command == NULL) {
		complain("unknown option %s; before the command there are"
		    " --config FILE, --json and --help", word);
		return EX_USAGE;
	}
	str_init(&list, known, sizeof(known));
	for (size_t i = 0; i < OPTIONS_MAX &&
	    order->command->options[i].name != NULL; i++)
		str_addf(&list, "%s--%s", i == 0 ? "" : ", ",
		    order->command->options[i].name);
	complain("unknown option %s; `leadpixel %s` knows %s", word,
	    order->command->name, list.size == 0 ? "none" : known);
	return EX_USAGE;
}

static int
take_option(struct order *order, const char *word, struct words *words)
{
	const struct option *const options = order->command == NULL ? NULL
	    : order->command->options;

	for (size_t i = 0; options != NULL && i < OPTIONS_MAX &&
	    options[i].name != NULL; i++) {
		const char *value = NULL;
		if (!is_option(word, options[i].name, &value))
			continue;
		if (options[i].value != NULL &&
		    !take_value(words, &options[i], &value))
			return EX_USAGE;
		order->values[i] = value == NULL ? "" : value;
		return EX_OK;
	}
	return refuse_option(order, word);
}

/* "lead" alone, or with a word it does not know: say which it knows. */
static int
refuse_command(const char *const pair[2])
{
	const size_t size = strlen(pair[0]);
	const struct command *command;
	char known[256];
	struct str list;

	str_init(&list, known, sizeof(known));
	for (size_t i = 0; (command = commands_at(i)) != NULL; i++)
		if (strncmp(command->name, pair[0], size) == 0 &&
		    command->name[size] == ' ')
			str_addf(&list, "%s%s", list.size == 0 ? "" : ", ",
			    command->name);
	if (list.size == 0)
		complain("unknown command \"%s\"; `leadpixel` alone lists"
		    " them", pair[0]);
	else
		complain("unknown command \"%s%s%s\"; there are: %s",
		    pair[0], pair[1] == NULL ? "" : " ",
		    pair[1] == NULL ? "" : pair[1], known);
	return EX_USAGE;
}

/* A word is the command, then an argument of it. */
static int
take_word(struct order *order, const char *word, struct words *words)
{
	const char *const pair[2] = { word,
	    words->left > 0 ? *words->next : NULL };
	size_t used;

	if (order->command != NULL) {
		if (order->count == order->command->most) {
			complain("\"%s\" is one word too many: leadpixel %s"
			    " %s (put quotes around a name with blanks)",
			    word, order->command->name,
			    order->command->arguments);
			return EX_USAGE;
		}
		order->arguments[order->count++] = word;
		return EX_OK;
	}
	order->command = commands_find(pair, words->left > 0 ? 2 : 1, &used);
	if (order->command == NULL)
		return refuse_command(pair);
	words->left -= (int)used - 1;
	words->next += used - 1;
	return EX_OK;
}

static int
check_count(const struct order *order)
{
	if (order->command == NULL || order->help ||
	    order->count >= order->command->least)
		return EX_OK;
	complain("something is missing: leadpixel %s %s",
	    order->command->name, order->command->arguments);
	return EX_USAGE;
}

int
order_read(struct order *order, int argc, char **argv)
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
			code = take_word(order, word, &words);
		else if (!take_global(order, word, &words, &known))
			code = EX_USAGE;
		else if (!known)
			code = take_option(order, word, &words);
		if (code != EX_OK)
			return code;
	}
	return check_count(order);
}

bool
order_id(const struct order *order, int64_t *id)
{
	if (str_int(order->arguments[0], 1, INT64_MAX, id))
		return true;
	complain("ID is the lead's number in `leadpixel lead list`, not"
	    " \"%s\"", order->arguments[0]);
	return false;
}

const char *
order_option(const struct order *order, const char *name)
{
	for (size_t i = 0; i < OPTIONS_MAX &&
	    order->command->options[i].name != NULL; i++)
		if (strcmp(order->command->options[i].name, name) == 0)
			return order->values[i];
	return NULL;
}

bool
order_number(const struct order *order, const char *name, int64_t min,
    int64_t max, int64_t *out)
{
	const char *const text = order_option(order, name);

	if (text == NULL || str_int(text, min, max, out))
		return true;
	complain("--%s is a whole number from %lld to %lld, not \"%s\"",
	    name, (long long)min, (long long)max, text);
	return false;
}

int
order_config(struct order *order)
{
	char problem[WHY_MAX];

	if (config_read(order->config_path, &order->config, problem,
	    sizeof(problem)))
		return EX_OK;
	complain("%s", problem);
	return EX_CONFIG;
}

/*
 * The usual stumbling stone: another user owns it.  Who reads has to write,
 * too: the marks of readers lie in the -shm beside it (SQLite, wal.html).
 */
static int
check_rights(const struct order *order)
{
	const char *const path = order->config.database;
	struct stat about;

	if (stat(path, &about) != 0) {
		complain("there is no database at %s: %s", path,
		    errno == ENOENT ? "run `leadpixel init`"
		    : strerror(errno));
		return errno == ENOENT ? EX_NOINPUT : EX_NOPERM;
	}
	if (access(path, R_OK | W_OK) == 0)
		return EX_OK;
	const struct passwd *const owner = getpwuid(about.st_uid);
	complain("you may not use %s; it belongs to %s: try `sudo -u %s"
	    " leadpixel ...`", path,
	    owner == NULL ? "somebody else" : owner->pw_name,
	    owner == NULL ? "USER" : owner->pw_name);
	return EX_NOPERM;
}

int
order_open(struct order *order, bool to_write)
{
	const struct db_options options = { .read_only = !to_write };
	int code = order_config(order);

	if (code == EX_OK)
		code = check_rights(order);
	if (code != EX_OK)
		return code;
	/* files made beside the database are for its group, too */
	umask(0007);
	order->db = db_open(order->config.database, &options);
	if (order->db == NULL)
		return EX_UNAVAILABLE;
	return schema_fits(order->db) ? EX_OK : EX_UNAVAILABLE;
}

void
order_close(struct order *order)
{
	db_close(order->db);
	order->db = NULL;
}

struct editor
order_editor(struct order *order)
{
	const struct passwd *const user = getpwuid(getuid());

	snprintf(order->actor, sizeof(order->actor), "cli:%s",
	    user == NULL ? "unknown" : user->pw_name);
	str_init(&order->why, order->why_room, sizeof(order->why_room));
	return (struct editor){ .db = order->db, .arena = &order->arena,
		.now = clock_now(&order->clock), .actor = order->actor,
		.why = &order->why };
}

int
order_ended(struct order *order, enum edited edited)
{
	if (edited == EDITED)
		return EX_OK;
	if (edited == EDIT_FAILED)
		return order_failed(order);
	complain("%s", order->why.data);
	return EX_DATAERR;
}

int
order_failed(struct order *order)
{
	if (db_trouble(order->db) == DB_BUSY) {
		complain("the database is busy, full or read-only; nothing"
		    " was changed, try again");
		return EX_TEMPFAIL;
	}
	complain("it failed and nothing was changed");
	return EX_SOFTWARE;
}
