#include "outlet.h"

#include <stdio.h>
#include <string.h>

#include "config.h"
#include "guard.h"
#include "outlets.h"
#include "secrets.h"

static bool
is_on(const struct outlets *project, enum target target)
{
	if (!project->active)
		return false;
	if (target == TARGET_WEBHOOK)
		return project->webhook_url[0] != '\0';
	return strcmp(project->newsletter, "off") != 0 ||
	    project->newsletter_param[0] != '\0';
}

struct outlet
outlet_of(const struct outlets *project, enum target target,
    const struct secrets *secrets)
{
	return (struct outlet){ .project = project, .target = target,
		.on = is_on(project, target),
		.url = target == TARGET_WEBHOOK ? project->webhook_url
		    : project->newsletter_url,
		.secret = secrets_of(secrets, target, project->project,
		    project->name) };
}

bool
outlet_is_ready(const struct outlet *outlet, const struct config *config,
    char *why, size_t room)
{
	const char *const wrong = guard_url(outlet->url,
	    config->post_loopback);
	char section[SECRET_NAME];

	secrets_section(outlet->target, outlet->project->project,
	    outlet->project->name, section);
	if (outlet->url[0] == '\0')
		snprintf(why, room, "it has no address");
	else if (wrong != NULL)
		snprintf(why, room, "its address %s", wrong);
	else if (outlet->secret == NULL)
		snprintf(why, room, "the secrets file has no section [%s]"
		    " with a line \"%s = ...\"", section,
		    outlet->target == TARGET_WEBHOOK ? "secret" : "token");
	else
		return true;
	return false;
}
