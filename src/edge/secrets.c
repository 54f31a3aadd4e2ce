#include "secrets.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "ini.h"
#include "str.h"

/* A receiver has to be sure of us by it; 16 bytes are guessed by nobody. */
enum { WEBHOOK_SECRET_MIN = 16 };

static const struct secret *
find(const struct secrets *secrets, const char *section)
{
	for (size_t i = 0; i < secrets->count; i++)
		if (strcmp(secrets->list[i].section, section) == 0)
			return &secrets->list[i];
	return NULL;
}

/* Printable without blanks: it goes into a header line. */
static bool
is_token(const char *text)
{
	const size_t size = strlen(text);

	if (size == 0 || size >= SECRET_TEXT)
		return false;
	for (size_t i = 0; i < size; i++)
		if (text[i] <= ' ' || text[i] > '~')
			return false;
	return true;
}

/* What is wrong with a line, but for its section's being there already. */
static const char *
check_line(const char *section, const char *name, const char *value)
{
	const bool webhook = str_starts(section, "webhook ");

	if (section[0] == '\0')
		return "stands before the first [account]";
	/* libinih cuts what is longer, and two projects would be one */
	if (strlen(section) >= SECRET_NAME - 1)
		return "the section's name is too long; `leadpixel project"
		    " show` says how it is written";
	if (strcmp(name, webhook ? "secret" : "token") != 0)
		return webhook ? "is not \"secret = ...\""
		    : "is not \"token = ...\"";
	if (!is_token(value))
		return webhook ? "this cannot be a secret: empty, too long,"
		    " or with blanks in it" : "this cannot be a token: empty,"
		    " too long, or with blanks in it";
	if (webhook && strlen(value) < WEBHOOK_SECRET_MIN)
		return "a secret has 16 bytes or more";
	return NULL;
}

static const char *
take_line(void *context, const char *section, const char *name,
    const char *value)
{
	struct secrets *const secrets = context;
	const char *const wrong = check_line(section, name, value);
	struct secret *secret;

	if (wrong != NULL)
		return wrong;
	if (find(secrets, section) != NULL)
		return "the section has one already";
	if (secrets->count == SECRETS_MAX)
		return "there are too many sections";
	secret = &secrets->list[secrets->count++];
	snprintf(secret->section, sizeof(secret->section), "%s", section);
	snprintf(secret->token, sizeof(secret->token), "%s", value);
	return NULL;
}

bool
secrets_read(const char *path, struct secrets *secrets, char *problem,
    size_t room)
{
	struct stat found;

	secrets->count = 0;
	if (stat(path, &found) != 0) {
		if (errno == ENOENT)
			return true;
		snprintf(problem, room, "%s: %s", path, strerror(errno));
		return false;
	}
	if ((found.st_mode & 077) != 0) {
		snprintf(problem, room, "%s: others can read the tokens in"
		    " it: chmod 600 %s", path, path);
		return false;
	}
	return ini_read(path, take_line, secrets, problem, room);
}

const char *
secrets_token(const struct secrets *secrets, const char *account)
{
	const struct secret *const secret = find(secrets, account);

	return secret == NULL ? NULL : secret->token;
}

void
secrets_section(enum target target, int64_t project, const char *name,
    char out[SECRET_NAME])
{
	const int size = snprintf(out, SECRET_NAME, "%s %s",
	    target_name(target), name);

	if (size >= SECRET_NAME - 1 || name[0] == '#' ||
	    strchr(name, ']') != NULL)
		snprintf(out, SECRET_NAME, "%s #%lld", target_name(target),
		    (long long)project);
}

const char *
secrets_of(const struct secrets *secrets, enum target target,
    int64_t project, const char *name)
{
	char section[SECRET_NAME];

	secrets_section(target, project, name, section);
	return secrets_token(secrets, section);
}
