/* pixel.fcgi: the collector's door, started in one of three ways. */
#include <limits.h>
#include <stdio.h>
#include <sysexits.h>

#include "clock.h"
#include "collect.h"
#include "config.h"
#include "gate.h"
#include "health.h"
#include "limiter.h"
#include "line.h"
#include "log.h"
#include "server.h"
#include "start.h"

static const struct route routes[] = {
	{ "/api/track", METHOD_POST, .limited = true, .read = collect_post },
	{ "/api/track/track", METHOD_POST, .limited = true,
	    .read = collect_post },
	{ "/t", METHOD_POST, .limited = true, .read = collect_post },
	{ "/l", METHOD_POST, .read = collect_lead_post },
	{ "/api/track/handover", METHOD_POST, .limited = true,
	    .read = collect_handover },
	{ "/x", METHOD_POST, .limited = true, .read = collect_handover },
	{ "/pixel.gif", METHOD_GET, .limited = true, .image = true,
	    .read = collect_image },
	{ "/p.gif", METHOD_GET, .limited = true, .image = true,
	    .read = collect_image },
	{ "/health", METHOD_GET, .read = health_read },
	{ NULL, METHOD_OTHER, .read = NULL },
};

/* What a child is made of. */
struct door {
	struct gate *gate;
	struct config *config;
	const char *config_path;
};

/* A child reads the settings anew, so SIGHUP takes them over. */
static int
serve_child(void *context, int listening, void (*ready)(void *),
    void *ready_context)
{
	struct door *door = context;
	char problem[CONFIG_TEXT];

	if (!config_read(door->config_path, door->config, problem,
	    sizeof(problem))) {
		log_error("%s", problem);
		return EX_CONFIG;
	}
	return gate_serve(door->gate, listening, ready, ready_context)
	    ? EX_OK : EX_TEMPFAIL;
}

/* Standard input is a connection, a listening socket or a CGI body. */
static int
serve(struct door *door, const char *socket_path)
{
	struct gate *gate = door->gate;
	char pid_path[PATH_MAX];

	snprintf(pid_path, sizeof(pid_path), "%s/pixel.pid",
	    gate->config->run_dir);
	if (socket_path != NULL)
		return server_run(socket_path, pid_path, serve_child, door);
	if (line_is_cgi())
		return gate_serve_cgi(gate) ? EX_OK : EX_TEMPFAIL;
	return gate_serve_single(gate) ? EX_OK : EX_TEMPFAIL;
}

static int
run(const char *config_path, const char *socket_path)
{
	static struct config config;
	struct clock clock = clock_open();
	struct collector collector = { .config = &config, .clock = &clock,
		.once = socket_path == NULL && line_is_cgi() };
	struct gate gate = { .config = &config, .clock = &clock,
		.routes = routes, .context = &collector,
		.open = collect_open, .end = collect_end,
		.hooks = { .save = collect_save, .done = collect_done,
		.undone = collect_undone, .tick = collect_tick } };
	struct door door = { &gate, &config, config_path };
	char problem[CONFIG_TEXT], table[PATH_MAX];

	if (!config_read(config_path, &config, problem, sizeof(problem))) {
		log_error("%s", problem);
		return EX_CONFIG;
	}
	snprintf(table, sizeof(table), "%s/limiter", config.run_dir);
	gate.limiter = collector.limiter = limiter_open(table);
	collector.gate = &gate;
	return serve(&door, socket_path);
}

int
main(int argc, char **argv)
{
	struct start start;
	int code = start_read(argc, argv, "pixel.fcgi", &start);

	return code == EX_OK ? run(start.config_path, start.socket_path)
	    : code;
}
