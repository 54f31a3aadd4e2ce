#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "answer.h"
#include "geoip.h"
#include "ip.h"
#include "json.h"
#include "order.h"
#include "place.h"

enum { PROBLEM = 1024 };

/* --file, else the setting; 0 or an exit code after one sentence. */
static int
name_file(struct order *order, const char **file)
{
	int code;

	*file = order_option(order, "file");
	if (*file != NULL)
		return EX_OK;
	code = order_config(order);
	*file = order->config.geo_database;
	if (code == EX_OK && *file[0] == '\0') {
		complain("geo_database names no file; say one by --file");
		return EX_CONFIG;
	}
	return code;
}

static int
answer_place(struct order *order, const struct place *place)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '{');
	json_add_text(&out, "country", place->country);
	json_add_text(&out, "region", place->region);
	json_add_text(&out, "city", place->city);
	json_close(&out, '}');
	return answer_end(&out);
}

static void
print_place(const struct place *place)
{
	const char *const parts[] = { place->city, place->region,
		place->country };
	const char *gap = "";

	for (int i = 0; i < 3; i++) {
		if (parts[i] == NULL)
			continue;
		printf("%s%s", gap, parts[i]);
		gap = ", ";
	}
	puts(gap[0] == '\0' ? "unknown" : "");
}

int
place_show(struct order *order)
{
	char problem[PROBLEM];
	struct place place = { NULL, NULL, NULL };
	const char *file;
	struct ip address;
	const int code = name_file(order, &file);

	if (code != EX_OK)
		return code;
	if (!ip_parse(order->arguments[0], &address)) {
		complain("ADDRESS is of the form 192.0.2.1 or 2001:db8::1");
		return EX_USAGE;
	}
	if (!geoip_check(file, problem, sizeof(problem))) {
		complain("%s", problem);
		return EX_NOINPUT;
	}
	struct geoip *const geoip = geoip_open(file);
	geoip_find(geoip, &order->arena, &address, &place);
	geoip_close(geoip);
	if (order->json)
		return answer_place(order, &place);
	print_place(&place);
	return EX_OK;
}
