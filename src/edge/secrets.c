#include "secrets.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "ini.h"
#include "str.h"

static struct secret *
find(struct secrets *secrets, const char *account)
{
	for (size_t i = 0; i < secrets->count; i++)
		if (strcmp(secrets->list[i].account, account) == 0)
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

static const char *
take_line(void *context, const char *section, const char *name,
    const char *value)
{
	struct secrets *const secrets = context;
	struct secret *secret;

	if (section[0] == '\0')
		return "stands before the first [account]";
	if (strlen(section) >= SECRET_NAME)
		return "the account's name is too long";
	if (strcmp(name, "token") != 0)
		return "is not \"token = ...\"";
	if (!is_token(value))
		return "this cannot be a token: empty, too long, or with"
		    " blanks in it";
	if (find(secrets, section) != NULL)
		return "the account has a token already";
	if (secrets->count == SECRETS_MAX)
		return "there are too many accounts";
	secret = &secrets->list[secrets->count++];
	snprintf(secret->account, sizeof(secret->account), "%s", section);
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
	for (size_t i = 0; i < secrets->count; i++)
		if (strcmp(secrets->list[i].account, account) == 0)
			return secrets->list[i].token;
	return NULL;
}
