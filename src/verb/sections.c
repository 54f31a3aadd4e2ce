#include "sections.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "accounts.h"
#include "config.h"
#include "ini.h"
#include "outlets.h"
#include "secrets.h"

struct owners {
	const struct account *accounts;
	const struct outlets *projects;
	char why[160];
};

static bool
is_account(const struct owners *owners, const char *section)
{
	const struct account *account = owners->accounts;

	while (account != NULL && strcmp(account->name, section) != 0)
		account = account->next;
	return account != NULL;
}

static bool
is_outlet(const struct owners *owners, const char *section)
{
	const struct outlets *project = owners->projects;
	char meant[SECRET_NAME];

	for (; project != NULL; project = project->next)
		for (int i = TARGET_NEWSLETTER; i < TARGETS; i++) {
			secrets_section((enum target)i, project->project,
			    project->name, meant);
			if (strcmp(meant, section) == 0)
				return true;
		}
	return false;
}

static const char *
take_line(void *context, const char *section, const char *name,
    const char *value)
{
	struct owners *const owners = context;

	(void)name;
	(void)value;
	if (is_account(owners, section) || is_outlet(owners, section))
		return NULL;
	snprintf(owners->why, sizeof(owners->why), "there is no account and"
	    " no project's newsletter or webhook \"%s\"", section);
	return owners->why;
}

bool
sections_check(struct db *db, struct arena *arena,
    const struct config *config, bool *known, char *problem, size_t room)
{
	struct owners owners;

	if (!accounts_list(db, arena, &owners.accounts) ||
	    !outlets_list(db, arena, &owners.projects))
		return false;
	*known = access(config->secrets, F_OK) != 0 || ini_read(
	    config->secrets, take_line, &owners, problem, room);
	return true;
}
