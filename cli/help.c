#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "command.h"
#include "page.h"

enum { NAME_WIDTH = 19, OPTION_WIDTH = 27 };

static void
show_all(void)
{
	const struct command *command;

	puts("leadpixel [--config FILE] [--json] COMMAND ...\n");
	for (size_t i = 0; (command = commands_at(i)) != NULL; i++) {
		printf("  %-*s", NAME_WIDTH - 2, command->name);
		page_wrap(command->says, NAME_WIDTH);
	}
	puts("\n`leadpixel COMMAND --help` shows what it takes.  --json is"
	    " for scripts: lists,\nshow and status.  Exit codes are those"
	    " of sysexits.h: 64 a wrong command line,\n65 a refused value,"
	    " 78 a bad leadpixel.conf.");
}

static void
show_one(const struct command *command)
{
	printf("leadpixel %s %s\n\n  ", command->name, command->arguments);
	page_wrap(command->says, 2);
	if (command->options[0].name != NULL)
		putchar('\n');
	for (size_t i = 0; i < OPTIONS_MAX &&
	    command->options[i].name != NULL; i++) {
		const struct option *const option = &command->options[i];
		char text[64];
		snprintf(text, sizeof(text), "  --%s %s", option->name,
		    option->value == NULL ? "" : option->value);
		page_cell(text, OPTION_WIDTH);
		page_wrap(option->says, OPTION_WIDTH);
	}
}

int
help_show(const struct order *order)
{
	if (order->command == NULL)
		show_all();
	else
		show_one(order->command);
	return EX_OK;
}
