#include "commands.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "order.h"

/* leadpixel-sync in the folder of this program. */
static bool
find_program(char out[PATH_MAX])
{
	static const char name[] = "leadpixel-sync";
	const ssize_t size = readlink("/proc/self/exe", out,
	    PATH_MAX - sizeof(name) - 1);

	if (size <= 0)
		return false;
	out[size] = '\0';
	char *const slash = strrchr(out, '/');
	memcpy(slash + 1, name, sizeof(name));
	return true;
}

int
sync_run(struct order *order)
{
	char program[PATH_MAX], config[] = "--config", dry[] = "--dry-run";
	const int code = order_config(order);

	if (code != EX_OK)
		return code;
	char *const arguments[] = { program, config, order->config.file,
		order_option(order, "dry-run") == NULL ? NULL : dry, NULL };
	if (!find_program(program)) {
		complain("cannot find out where this program lies");
		return EX_OSERR;
	}
	execv(program, arguments);
	complain("cannot start %s: %s", program, strerror(errno));
	return EX_OSFILE;
}
