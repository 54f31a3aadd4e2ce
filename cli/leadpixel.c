/* leadpixel: the operator's command. */
#include <stdio.h>
#include <sysexits.h>

#include "call.h"
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
	struct call call = { .clock = clock_open() };
	int code = call_read(&call, argc, argv);

	if (code != EX_OK)
		return code;
	if (call.help || call.command == NULL)
		return flushed(help_show(&call));
	if (!hash_open()) {
		complain("the system gives no random numbers");
		return EX_OSERR;
	}
	arena_init(&call.arena, memory, sizeof(memory));
	code = call.command->run(&call);
	call_close(&call);
	return flushed(code);
}
