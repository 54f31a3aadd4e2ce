#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "accounts.h"
#include "answer.h"
#include "order.h"
#include "connect.h"
#include "json.h"
#include "lead.h"
#include "page.h"
#include "person_fields.h"
#include "when.h"

int
crm_account(struct order *order)
{
	const char *const domain = order_option(order, "domain");

	if (domain == NULL) {
		complain("say which company: --domain acme, of"
		    " https://acme.pipedrive.com");
		return EX_USAGE;
	}
	int code = order_open(order, true);
	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, connect_account(&editor, order->arguments[0],
	    domain));
	if (code == EX_OK)
		printf("Account \"%s\" is there.  Next: write its token into"
		    " %s:\n\n  [%s]\n  token = ...\n\nthen `leadpixel crm"
		    " setup %s`.\n", order->arguments[0],
		    order->config.secrets, order->arguments[0],
		    order->arguments[0]);
	return code;
}

int
crm_map(struct order *order)
{
	const struct new_mapping new = {
		.account = order->arguments[0],
		.name = order->arguments[1],
		.key = order->arguments[2],
		.type = order->arguments[3],
		.policy = order->arguments[4],
	};
	int code = order_open(order, true);

	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, connect_map(&editor, &new));
	if (code == EX_OK)
		printf("%s goes to field %s of account \"%s\".\n", new.name,
		    new.key, new.account);
	return code;
}

static const struct mapped_field *
find_mapped(const struct mapped_field *map, const char *name)
{
	while (map != NULL && strcmp(map->name, name) != 0)
		map = map->next;
	return map;
}

static int
answer_fields(struct order *order, const struct mapped_field *map)
{
	const struct lead_field *field;
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '[');
	for (size_t i = 0; (field = lead_field(i)) != NULL; i++) {
		const struct mapped_field *const to = find_mapped(map,
		    field->name);
		json_open(&out, NULL, '{');
		json_add_text(&out, "name", field->name);
		json_add_text(&out, "label", field->label);
		json_add_text(&out, "key", to == NULL ? NULL : to->key);
		json_add_text(&out, "type", to == NULL ? NULL : to->type);
		json_add_text(&out, "policy", to == NULL ? NULL
		    : to->policy);
		json_add_text(&out, "crm_name", to == NULL ? NULL
		    : to->crm_name);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	return answer_end(&out);
}

/* How old the names are: people rename fields. */
static bool
print_age(struct order *order, const struct account *account)
{
	const struct when when = { clock_now(&order->clock), "UTC" };
	char text[WHEN_TEXT];
	int64_t read;

	if (!person_fields_age(order->db, account->id, &read))
		return false;
	if (read == 0)
		printf("\nIts fields were never read: `leadpixel crm check"
		    " %s` does.\n", account->name);
	else
		printf("\nNames as read %s; `leadpixel crm check %s` reads"
		    " them anew.\n", when_distance(&when, read, text),
		    account->name);
	return true;
}

/* The key whole, whatever the width: people compare it with Pipedrive's. */
static void
print_fields(const struct mapped_field *map)
{
	const struct lead_field *field;

	puts("  NAME                PIPEDRIVE'S KEY, TYPE AND NAME");
	for (size_t i = 0; (field = lead_field(i)) != NULL; i++) {
		const struct mapped_field *const to = find_mapped(map,
		    field->name);
		page_cell(lead_in_set(field, LEAD_BASIC) ? "*"
		    : lead_in_set(field, LEAD_ORIGINAL) ? "+" : "", 2);
		page_cell(field->name, 20);
		if (to != NULL) {
			page_cell(to->key, 42);
			page_cell(to->type, 13);
		}
		page_cell(to == NULL ? "-" : to->policy, to == NULL ? 0 : 10);
		page_cell(to == NULL ? "" : to->crm_name == NULL
		    ? "(not known)" : to->crm_name, 0);
		putchar('\n');
	}
	puts("\n* set basic, + set original; all are in set all.\n"
	    "leadpixel crm setup ACCOUNT --set SET, or\n"
	    "leadpixel crm map ACCOUNT NAME KEY TYPE");
}

int
crm_fields(struct order *order)
{
	const struct account *account = NULL;
	const struct mapped_field *map = NULL;
	const int code = order->count == 0 ? EX_OK : order_open(order, false);

	if (code != EX_OK)
		return code;
	if (order->count > 0) {
		if (!accounts_find(order->db, &order->arena,
		    order->arguments[0], &account))
			return order_failed(order);
		if (account == NULL) {
			complain("there is no account \"%s\"",
			    order->arguments[0]);
			return EX_DATAERR;
		}
		if (!accounts_map(order->db, &order->arena, account->id, &map))
			return order_failed(order);
	}
	if (order->json)
		return answer_fields(order, map);
	print_fields(map);
	return account == NULL || print_age(order, account) ? EX_OK
	    : order_failed(order);
}

static int
set_mode(struct order *order, const char *mode, const char *says)
{
	struct new_mode new = { .project = order->arguments[0],
		.crm = mode, .account = order_option(order, "account") };
	int code = order_open(order, true);

	if (code != EX_OK)
		return code;
	const struct editor editor = order_editor(order);
	code = order_ended(order, connect_project(&editor, &new));
	if (code == EX_OK)
		printf("Project \"%s\": %s\n", new.project, says);
	return code;
}

int
crm_watch(struct order *order)
{
	return set_mode(order, "watch", "people are looked up, and nothing is"
	    " written.");
}

int
crm_off(struct order *order)
{
	return set_mode(order, "off", "new leads stay here.");
}
