/* api.fcgi: the owner's door, started in one of three ways. */
#include <limits.h>
#include <stdio.h>
#include <sysexits.h>

#include "api/office.h"
#include "api/routes.h"
#include "background.h"
#include "clock.h"
#include "config.h"
#include "crew.h"
#include "limiter.h"
#include "line.h"
#include "log.h"
#include "server.h"
#include "start.h"
#include "wicket.h"

static const struct api_route routes[] = {
	{ METHOD_POST, "/session", "", RIGHT_KEY, session_open },
	{ METHOD_GET, "/session", "", RIGHT_READ, session_show },
	{ METHOD_DELETE, "/session", "", RIGHT_READ, session_close },
	{ METHOD_GET, "/openapi.json", "", RIGHT_ANYBODY, openapi_show },
	{ METHOD_GET, "/reports/:", "project pixel from to days touch compare"
	    " limit channel source medium campaign term landing_page referrer"
	    " country device browser", RIGHT_READ, report_show },
	{ METHOD_GET, "/leads", "project pixel state source campaign text"
	    " from to limit after", RIGHT_READ, leads_list },
	{ METHOD_GET, "/leads/export", "format project pixel state source"
	    " campaign text from to", RIGHT_READ, leads_export },
	{ METHOD_GET, "/leads/summary", "project pixel", RIGHT_READ,
	    leads_summary },
	{ METHOD_GET, "/leads/:", "", RIGHT_READ, lead_show },
	{ METHOD_POST, "/leads/:/requeue", "", RIGHT_MANAGE, lead_requeue },
	{ METHOD_POST, "/leads/:/cancel", "", RIGHT_MANAGE, lead_cancel },
	{ METHOD_POST, "/leads/:/resolve", "", RIGHT_MANAGE, lead_resolve },
	{ METHOD_POST, "/leads/:/release", "", RIGHT_MANAGE, lead_release },
	{ METHOD_POST, "/leads/:/spam", "", RIGHT_MANAGE, lead_spam },
	{ METHOD_GET, "/visitors/:", "limit before", RIGHT_READ,
	    visitors_show },
	{ METHOD_GET, "/hits/recent", "project pixel limit", RIGHT_READ,
	    hits_recent },
	{ METHOD_GET, "/projects", "", RIGHT_READ, projects_show },
	{ METHOD_POST, "/projects", "", RIGHT_MANAGE, projects_add_one },
	{ METHOD_GET, "/projects/:", "", RIGHT_READ, project_show_one },
	{ METHOD_PUT, "/projects/:", "", RIGHT_MANAGE, project_change },
	{ METHOD_DELETE, "/projects/:", "", RIGHT_MANAGE, project_end },
	{ METHOD_GET, "/projects/pixels/:", "", RIGHT_READ, pixel_show },
	{ METHOD_PUT, "/projects/pixels/:", "", RIGHT_MANAGE, pixel_change },
	{ METHOD_DELETE, "/projects/pixels/:", "", RIGHT_MANAGE, pixel_end },
	{ METHOD_GET, "/projects/:/pixels", "", RIGHT_READ, pixels_show },
	{ METHOD_POST, "/projects/:/pixels", "", RIGHT_MANAGE,
	    pixels_add_one },
	{ METHOD_GET, "/projects/:/setup", "", RIGHT_READ, setup_show },
	{ METHOD_GET, "/accounts", "", RIGHT_READ, accounts_show },
	{ METHOD_GET, "/status", "", RIGHT_READ, status_tell },
	{ METHOD_GET, "/analytics/stats/:", "days", RIGHT_READ,
	    pixel_stats },
	{ METHOD_GET, "/analytics/project/:/stats", "days", RIGHT_READ,
	    project_stats },
	{ METHOD_GET, "/analytics/export/:", "format days limit", RIGHT_READ,
	    export_send },
	{ METHOD_GET, "/analytics/realtime/:", "", RIGHT_READ,
	    realtime_show },
	{ METHOD_GET, "/analytics/metrics", "format", RIGHT_READ,
	    metrics_show },
	{ METHOD_GET, "/analytics/debug/utm-analysis", "", RIGHT_READ,
	    utm_show },
	{ METHOD_OTHER, NULL, NULL, RIGHT_ANYBODY, NULL },
};

/* What a child is made of. */
struct door {
	struct config *config;
	struct wicket *wicket;
	struct api *api;
	const char *config_path;
};

static bool
work(void *context, int listening)
{
	const struct door *const door = context;

	return wicket_serve(door->wicket, listening);
}

/* A child reads the settings anew, so SIGHUP takes them over. */
static int
serve_child(void *context, int listening, void (*ready)(void *),
    void *ready_context)
{
	struct door *const door = context;
	char problem[CONFIG_TEXT];

	if (!config_read(door->config_path, door->config, problem,
	    sizeof(problem))) {
		log_error("%s", problem);
		return EX_CONFIG;
	}
	/* a database that does not fit stops the start, not each call */
	if (!office_opens(door->api))
		return EX_UNAVAILABLE;
	return crew_serve(listening, (int)door->config->crew, work, door,
	    ready, ready_context);
}

static int
serve(struct door *door, const char *socket_path)
{
	char pid_path[PATH_MAX];

	snprintf(pid_path, sizeof(pid_path), "%s/api.pid",
	    door->config->run_dir);
	if (socket_path != NULL)
		return server_run(socket_path, pid_path, serve_child, door);
	if (line_is_cgi())
		return wicket_serve_cgi(door->wicket) ? EX_OK : EX_TEMPFAIL;
	return wicket_serve(door->wicket, 0) ? EX_OK : EX_TEMPFAIL;
}

static int
run(const char *config_path, const char *socket_path)
{
	static struct config config;
	struct clock clock = clock_open();
	struct api api = { .config = &config, .clock = &clock,
		.routes = routes };
	struct wicket wicket = { .config = &config, .clock = &clock,
		.context = &api, .admit = office_admit,
		.answer = office_answer };
	struct door door = { &config, &wicket, &api, config_path };
	char problem[CONFIG_TEXT], table[PATH_MAX];

	if (!config_read(config_path, &config, problem, sizeof(problem))) {
		log_error("%s", problem);
		return EX_CONFIG;
	}
	background_enter(API_NICE);
	snprintf(table, sizeof(table), "%s/limiter", config.run_dir);
	api.limiter = wicket.limiter = limiter_open(table);
	return serve(&door, socket_path);
}

int
main(int argc, char **argv)
{
	struct start start;
	int code = start_read(argc, argv, "api.fcgi", &start);

	return code == EX_OK ? run(start.config_path, start.socket_path)
	    : code;
}
