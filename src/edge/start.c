#include "start.h"

#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

#include "hash.h"
#include "log.h"

int
start_read(int argc, char **argv, const char *program, struct start *out)
{
	static const struct option options[] = {
		{ "listen", required_argument, NULL, 'l' },
		{ "config", required_argument, NULL, 'c' },
		{ NULL, 0, NULL, 0 },
	};
	int option;

	*out = (struct start){ .config_path = NULL };
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == '?') {
			fprintf(stderr, "usage: %s [--config FILE]"
			    " [--listen PATH.sock]\n", program);
			return EX_USAGE;
		}
		*(option == 'l' ? &out->socket_path : &out->config_path) =
		    optarg;
	}
	if (hash_open())
		return EX_OK;
	log_error("the system gives no random numbers");
	return EX_OSERR;
}
