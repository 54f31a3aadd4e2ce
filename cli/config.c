#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "answer.h"
#include "order.h"
#include "json.h"
#include "page.h"

enum { VALUE_ROOM = 4096 };

static int
answer_values(struct order *order)
{
	char value[VALUE_ROOM];
	const char *name;
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '{');
	json_add_text(&out, "file", order->config.file);
	for (size_t i = 0; (name = config_show(&order->config, i, value,
	    sizeof(value))) != NULL; i++)
		json_add_text(&out, name, value);
	json_close(&out, '}');
	return answer_end(&out);
}

int
config_check(struct order *order)
{
	char value[VALUE_ROOM];
	const char *name;
	const int code = order_config(order);

	if (code != EX_OK)
		return code;
	if (order->json)
		return answer_values(order);
	printf("%s is fine.\n\n", order->config.file);
	for (size_t i = 0; (name = config_show(&order->config, i, value,
	    sizeof(value))) != NULL; i++) {
		page_cell(name, 16);
		printf("=%s%s\n", value[0] == '\0' ? "" : " ", value);
	}
	return EX_OK;
}
