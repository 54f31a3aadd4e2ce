/* leadpixel: the operator's command. */
#include <stdio.h>
#include <sysexits.h>

#include "order.h"
#include "commands.h"
#include "hash.h"

/* The longest lead page with its record as text and as tree. */
enum { MEMORY = 2 * 1024 * 1024 };

/* What was printed has to have arrived, or a script trusts half of it. */
static int
flushed(int code)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	complain("cannot write the answer");
	return code == EX_OK ? EX_IOERR : code;
}

int
main(int argc, char **argv)
{
	char memory[MEMORY];
	struct order order = { .clock = clock_open() };
	int code = order_read(&order, argc, argv);

	if (code != EX_OK)
		return code;
	if (order.help || order.command == NULL)
		return flushed(help_show(&order));
	if (!hash_open()) {
		complain("the system gives no random numbers");
		return EX_OSERR;
	}
	arena_init(&order.arena, memory, sizeof(memory));
	code = order.command->run(&order);
	order_close(&order);
	return flushed(code);
}
