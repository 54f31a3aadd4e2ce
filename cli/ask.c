#include "ask.h"

#include <stdio.h>
#include <unistd.h>

#include "order.h"

bool
ask_can(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool
ask_yes(const struct order *order, const char *question)
{
	char answer[16];

	if (order_option(order, "yes") != NULL)
		return true;
	printf("%s", question);
	if (!ask_can()) {
		puts("  --yes says so.");
		return false;
	}
	printf(" [y/N] ");
	fflush(stdout);
	return fgets(answer, sizeof(answer), stdin) != NULL &&
	    (answer[0] == 'y' || answer[0] == 'Y');
}
