#include "commands.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "bounds.h"
#include "db.h"
#include "order.h"
#include "projects.h"
#include "schema.h"
#include "transaction.h"

static const char secrets_example[] =
    "# The tokens of the CRM accounts: a section an account, named as in\n"
    "# `leadpixel crm account NAME`.  The token is the \"API token\" of a\n"
    "# Pipedrive user (Personal preferences, API).  chmod 600.\n"
    "#\n"
    "# [acme]\n"
    "# token = 0123456789abcdef0123456789abcdef01234567\n";

static void
tell(const char *what, const char *path)
{
	printf("  %-8s %s\n", what, path);
}

static int
refuse(const char *path)
{
	complain("cannot make %s: %s", path, strerror(errno));
	return errno == EACCES || errno == EPERM ? EX_NOPERM : EX_CANTCREAT;
}

/* Never touches a file that is there. */
static int
make_file(const char *path, const char *text, mode_t mode)
{
	const size_t size = strlen(text);
	const int file = open(path,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);

	if (file < 0 && errno == EEXIST) {
		tell("stands", path);
		return EX_OK;
	}
	if (file < 0)
		return refuse(path);
	const bool whole = write(file, text, size) == (ssize_t)size &&
	    fsync(file) == 0;
	if (close(file) != 0 || !whole) {
		const int code = refuse(path);
		unlink(path);
		return code;
	}
	tell("made", path);
	return EX_OK;
}

/* With its parents, of which none is made wider than the folder itself. */
static int
make_folder(const char *path, mode_t mode)
{
	char part[PATH_MAX];

	if (access(path, F_OK) == 0) {
		tell("stands", path);
		return EX_OK;
	}
	snprintf(part, sizeof(part), "%s", path);
	for (char *slash = strchr(part + 1, '/'); slash != NULL;
	    slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(part, 0755) != 0 && errno != EEXIST)
			return refuse(part);
		*slash = '/';
	}
	if (mkdir(part, mode) != 0)
		return refuse(part);
	tell("made", path);
	return EX_OK;
}

static int
make_database(struct order *order)
{
	const char *const path = order->config.database;
	const struct db_options options = { .create = true };
	const bool stood = access(path, F_OK) == 0;

	/* SQLite gives the -wal the database's mode; 0660 by our umask */
	umask(0117);
	order->db = db_open(path, &options);
	if (order->db == NULL || (chmod(path, 0660) != 0 && !stood))
		return EX_CANTCREAT;
	const int64_t version = db_user_version(order->db);
	if (version == SCHEMA_VERSION)
		tell("stands", path);
	else if (version == 0 && schema_create(order->db) &&
	    db_checkpoint(order->db, LOCK_WAIT_MS, DB_CUT_LOG))
		tell("made", path);
	else if (version > 0 && schema_upgrade(order->db))
		tell("upgraded", path);
	else
		return schema_fits(order->db) ? EX_OK : EX_SOFTWARE;
	return EX_OK;
}

/* Where leadpixel.conf is to lie: said, or in use, or the user's own. */
static int
choose_file(const struct order *order, char out[CONFIG_TEXT])
{
	const char *const dir = order_option(order, "dir");
	const char *const home = getenv("HOME");
	char folder[PATH_MAX];

	if (dir != NULL) {
		if (make_folder(dir, 0750) != EX_OK ||
		    realpath(dir, folder) == NULL)
			return EX_CANTCREAT;
		snprintf(out, CONFIG_TEXT, "%.480s/leadpixel.conf", folder);
		return EX_OK;
	}
	if (config_find(order->config_path, out))
		return EX_OK;
	if (getuid() == 0 || home == NULL) {
		complain("say where: leadpixel init --dir DIR, a folder that"
		    " no web server shows");
		return EX_USAGE;
	}
	snprintf(folder, sizeof(folder), "%.400s/.config/leadpixel", home);
	if (make_folder(folder, 0750) != EX_OK)
		return EX_CANTCREAT;
	snprintf(out, CONFIG_TEXT, "%.480s/leadpixel.conf", folder);
	return EX_OK;
}

/* The folder a file lies in. */
static int
make_folder_of(const char *path, mode_t mode)
{
	char folder[CONFIG_TEXT];

	snprintf(folder, sizeof(folder), "%s", path);
	char *const slash = strrchr(folder, '/');
	if (slash == NULL || slash == folder)
		return EX_OK;
	*slash = '\0';
	return make_folder(folder, mode);
}

static void
tell_next(struct order *order, const char *file, bool is_found)
{
	const struct project *projects = NULL;

	puts("\nNext:");
	if (!is_found)
		printf("  export LEADPIXEL_CONF=%s\n", file);
	if (order->config.public_url[0] == '\0')
		printf("  set public_url in %s\n", file);
	if (projects_list(order->db, &order->arena, &projects) &&
	    projects == NULL)
		puts("  leadpixel project add NAME --privacy MODE\n"
		    "  leadpixel pixel add PROJECT NAME");
	puts("  leadpixel status");
}

int
init_run(struct order *order)
{
	char file[CONFIG_TEXT], found[CONFIG_TEXT];
	int code = choose_file(order, file);

	/* whoever shares the group works with it, nobody else */
	umask(0007);
	if (code == EX_OK)
		code = make_file(file, config_example, 0640);
	if (code != EX_OK)
		return code;
	const bool is_found = config_find(order->config_path, found) &&
	    strcmp(found, file) == 0;
	order->config_path = file;
	if ((code = order_config(order)) != EX_OK ||
	    (code = make_folder_of(order->config.database, 0770)) != EX_OK ||
	    (code = make_folder(order->config.run_dir, 0770)) != EX_OK ||
	    (code = make_file(order->config.secrets, secrets_example, 0600))
	    != EX_OK || (code = make_database(order)) != EX_OK)
		return code;
	tell_next(order, file, is_found);
	return EX_OK;
}
