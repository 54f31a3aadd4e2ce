#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "accounts.h"
#include "calling.h"
#include "order.h"
#include "undo.h"

static void
tell(int64_t lead, const struct undone *undone)
{
	printf("Lead %lld is taken back: %zu field%s of person %lld hold%s"
	    " what %s held before.\n", (long long)lead, undone->restored,
	    undone->restored == 1 ? "" : "s", (long long)undone->person,
	    undone->restored == 1 ? "s" : "",
	    undone->restored == 1 ? "it" : "they");
	if (undone->left > 0)
		printf("%zu stay%s: somebody has changed %s since.\n",
		    undone->left, undone->left == 1 ? "s" : "",
		    undone->left == 1 ? "it" : "them");
}

static int
find_account(struct order *order, int64_t lead, const struct account **out)
{
	if (!accounts_of_lead(order->db, &order->arena, lead, out))
		return order_failed(order);
	if (*out != NULL)
		return EX_OK;
	complain("there is no lead %lld that went to Pipedrive",
	    (long long)lead);
	return EX_DATAERR;
}

static int
take_back(struct order *order, struct errand *errand, int64_t lead)
{
	const struct account *account;
	struct undone undone;
	int code = find_account(order, lead, &account);

	if (code == EX_OK)
		code = calling_ended(order, errand_open(errand,
		    account->name));
	if (code == EX_OK)
		code = calling_ended(order, undo_lead(errand, lead,
		    &undone));
	if (code == EX_OK)
		tell(lead, &undone);
	errand_close(errand);
	return code;
}

int
lead_undo(struct order *order)
{
	struct editor editor;
	struct errand errand;
	int64_t lead;

	if (!order_id(order, &lead))
		return EX_USAGE;
	const int code = calling_begin(order, &editor, &errand);
	return code == EX_OK ? take_back(order, &errand, lead) : code;
}
