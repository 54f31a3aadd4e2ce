#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "order.h"
#include "manage.h"

int
key_add(struct order *order)
{
	struct new_key new = {
		.name = order->arguments[0],
		.role = order_option(order, "role"),
		.project = order_option(order, "project"),
	};
	int code = order_open(order, true);

	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, manage_key(&editor, &new));
	if (code != EX_OK)
		return code;
	/* the key alone on stdout, for scripts */
	puts(new.text);
	fputs("This key is shown only now; a digest of it is kept.\n",
	    stderr);
	return EX_OK;
}
