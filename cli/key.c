#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "answer.h"
#include "json.h"
#include "keys.h"
#include "manage.h"
#include "order.h"
#include "page.h"
#include "when.h"

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

static int
answer_list(struct order *order, const struct key_line *key)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '[');
	for (; key != NULL; key = key->next) {
		json_open(&out, NULL, '{');
		json_add_text(&out, "name", key->name);
		json_add_text(&out, "role", key->role);
		json_add_text(&out, "project", key->project);
		answer_time(&out, "created", key->created);
		answer_time(&out, "last_used", key->last_used);
		answer_time(&out, "revoked", key->revoked);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	return answer_end(&out);
}

static void
print_row(const char *const cells[5])
{
	static const int widths[] = { 16, 7, 15, 16, 0 };

	for (int i = 0; i < 5; i++) {
		page_cell(i == 0 ? "" : "  ", i == 0 ? 0 : 2);
		page_cell(cells[i], widths[i]);
	}
	putchar('\n');
}

static void
print_key(const struct key_line *key, const struct when *when)
{
	char created[WHEN_TEXT], used[WHEN_TEXT];

	print_row((const char *const[5]){ key->name,
		key->revoked != 0 ? "revoked" : key->role,
		key->project == NULL ? "(all)" : key->project,
		when_distance(when, key->created, created),
		key->last_used == 0 ? "never"
		    : when_distance(when, key->last_used, used) });
}

int
key_list(struct order *order)
{
	const struct when when = { clock_now(&order->clock), "UTC" };
	const struct key_line *key;
	const int code = order_open(order, false);

	if (code != EX_OK)
		return code;
	if (!keys_list(order->db, &order->arena, &key))
		return order_failed(order);
	if (order->json)
		return answer_list(order, key);
	if (key == NULL) {
		puts("No key yet: leadpixel key add NAME");
		return EX_OK;
	}
	print_row((const char *const[5]){ "KEY", "ROLE", "PROJECT",
		"MADE", "LAST USED" });
	for (; key != NULL; key = key->next)
		print_key(key, &when);
	return EX_OK;
}

int
key_revoke(struct order *order)
{
	int code = order_open(order, true);

	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, manage_revoke_key(&editor,
	    order->arguments[0]));
	if (code == EX_OK)
		printf("Key \"%s\" opens nothing any more, and browsers"
		    " logged in by it are out.\n", order->arguments[0]);
	return code;
}
