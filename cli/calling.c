#include "calling.h"

#include <sysexits.h>

#include "order.h"

int
calling_begin(struct order *order, struct editor *editor,
    struct errand *errand)
{
	const int code = order->db != NULL ? EX_OK : order_open(order, true);

	*errand = (struct errand){ .lock = -1 };
	if (code != EX_OK)
		return code;
	*editor = order_editor(order);
	errand->editor = editor;
	errand->config = &order->config;
	errand->clock = &order->clock;
	return EX_OK;
}

int
calling_open(struct order *order, struct editor *editor,
    struct errand *errand, const char *account)
{
	const int code = calling_begin(order, editor, errand);

	return code != EX_OK ? code
	    : calling_ended(order, errand_open(errand, account));
}

int
calling_ended(struct order *order, enum errand_end end)
{
	static const int codes[] = { [ERRAND_DONE] = EX_OK,
		[ERRAND_REFUSED] = EX_DATAERR, [ERRAND_CONFIG] = EX_CONFIG,
		[ERRAND_LATER] = EX_TEMPFAIL };

	if (end == ERRAND_FAILED)
		return order_failed(order);
	if (end != ERRAND_DONE)
		complain("%s", order->why.data);
	return codes[end];
}
