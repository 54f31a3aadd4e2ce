/*
 * empty: what serving costs before anything is done with a request.  The
 * collector's gate and routes, the body read and dropped, a constant answer;
 * no database and no limiter, so that both are on the collector's account.
 */
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <sysexits.h>

#include "clock.h"
#include "config.h"
#include "exchange.h"
#include "gate.h"
#include "line.h"
#include "log.h"
#include "server.h"

static bool
answer(void *context, struct exchange *exchange)
{
	struct response *response = &exchange->response;

	(void)context;
	response->verdict = VERDICT_STORED;
	response->type = "application/json";
	str_add(&response->body, "{\"success\":true}");
	return false;
}

static const struct route routes[] = {
	{ "/api/track", METHOD_POST, .limited = true, .read = answer },
	{ "/api/track/track", METHOD_POST, .limited = true, .read = answer },
	{ "/t", METHOD_POST, .limited = true, .read = answer },
	{ "/l", METHOD_POST, .read = answer },
	{ "/pixel.gif", METHOD_GET, .limited = true, .read = answer },
	{ "/p.gif", METHOD_GET, .limited = true, .read = answer },
	{ "/health", METHOD_GET, .read = answer },
	{ NULL, METHOD_OTHER, .read = NULL },
};

static int
serve_child(void *context, int listening, void (*ready)(void *),
    void *ready_context)
{
	return gate_serve(context, listening, ready, ready_context)
	    ? EX_OK : EX_TEMPFAIL;
}

static int
serve(struct gate *gate, const char *socket_path)
{
	char pid_path[PATH_MAX];

	snprintf(pid_path, sizeof(pid_path), "%s/empty.pid",
	    gate->config->run_dir);
	if (socket_path != NULL)
		return server_run(socket_path, pid_path, serve_child, gate);
	if (line_is_cgi())
		return gate_serve_cgi(gate) ? EX_OK : EX_TEMPFAIL;
	return gate_serve_single(gate) ? EX_OK : EX_TEMPFAIL;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "listen", required_argument, NULL, 'l' },
		{ "config", required_argument, NULL, 'c' },
		{ NULL, 0, NULL, 0 },
	};
	static struct config config;
	struct clock clock = clock_open();
	struct gate gate = { .config = &config, .clock = &clock,
		.routes = routes };
	const char *config_path = NULL, *socket_path = NULL;
	char problem[CONFIG_TEXT];
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == '?')
			return EX_USAGE;
		*(option == 'l' ? &socket_path : &config_path) = optarg;
	}
	if (config_read(config_path, &config, problem, sizeof(problem)))
		return serve(&gate, socket_path);
	log_error("%s", problem);
	return EX_CONFIG;
}
