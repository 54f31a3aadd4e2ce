#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "accounts.h"
#include "ask.h"
#include "calling.h"
#include "lead.h"
#include "order.h"
#include "page.h"
#include "setup.h"

enum { LOOK = 1 };			/* not all of it could be done */

/* What the operator wants, and how far it is. */
struct task {
	struct order *order;
	struct errand errand;
	const char *set_name;
	unsigned set;
	struct setup plan;
};

static void
print_step(const struct setup *plan, enum setup_step step,
    const char *heading)
{
	if (plan->steps[step] == 0)
		return;
	page_heading(heading);
	for (size_t i = 0; i < plan->count; i++) {
		const struct setup_line *const line = &plan->lines[i];
		char text[300];

		if (line->step != step)
			continue;
		snprintf(text, sizeof(text), "\"%.200s\", %s", line->name,
		    line->type);
		page_cell("", 2);
		page_cell(line->field->name, 20);
		page_wrap(line->why != NULL ? line->why : text, 22);
	}
}

static void
print_plan(const struct task *task)
{
	const struct setup *const plan = &task->plan;

	printf("Account \"%s\", set %s: %zu fields, %zu of them mapped"
	    " already.\n", task->errand.account->name, task->set_name,
	    plan->count, plan->steps[SETUP_MAPPED]);
	print_step(plan, SETUP_ADOPT, "There already, to be used:");
	print_step(plan, SETUP_CREATE, "To be made:");
	print_step(plan, SETUP_CONFLICT, "Left alone, for you to decide:");
}

/* Says what is missing because the company's plan allows no more. */
static int
say_capped(const struct task *task, size_t from)
{
	size_t missing = 0;

	for (size_t i = from; i < task->plan.count; i++)
		missing += task->plan.lines[i].step == SETUP_CREATE;
	complain("the company's plan allows no more custom fields: %zu are"
	    " still missing.  Delete fields nobody uses, take a smaller set"
	    " (--set basic), or a larger plan; then run it again, it goes on"
	    " where it stopped", missing);
	return EX_UNAVAILABLE;
}

static int
carry_out(struct task *task)
{
	static const char *const words[] = { [SETUP_ADOPT] = "used",
		[SETUP_CREATE] = "made" };

	putchar('\n');
	for (size_t i = 0; i < task->plan.count; i++) {
		const struct setup_line *const line = &task->plan.lines[i];
		enum errand_end end;
		bool capped;

		if (line->step != SETUP_ADOPT && line->step != SETUP_CREATE)
			continue;
		end = setup_do(&task->errand, line, &capped);
		if (capped)
			return say_capped(task, i);
		if (end != ERRAND_DONE)
			return calling_ended(task->order, end);
		printf("%s  ", words[line->step]);
		page_cell(line->name, 0);
		putchar('\n');
	}
	return EX_OK;
}

static int
read_plan(struct task *task)
{
	struct setup_ground ground = { .arena = &task->order->arena };
	const enum errand_end end = errand_fields(&task->errand);

	if (end != ERRAND_DONE)
		return calling_ended(task->order, end);
	ground.fields = task->errand.fields;
	if (!accounts_map(task->order->db, ground.arena,
	    task->errand.account->id, &ground.map))
		return order_failed(task->order);
	if (setup_plan(&ground, task->set, &task->plan))
		return EX_OK;
	complain("the account has too many fields");
	return EX_SOFTWARE;
}

static int
set_up(struct task *task)
{
	const struct setup *const plan = &task->plan;
	char question[128];
	int code = read_plan(task);

	if (code != EX_OK)
		return code;
	print_plan(task);
	if (plan->steps[SETUP_ADOPT] + plan->steps[SETUP_CREATE] > 0) {
		snprintf(question, sizeof(question), "\nMake %zu fields, and"
		    " use %zu that are there?", plan->steps[SETUP_CREATE],
		    plan->steps[SETUP_ADOPT]);
		if (!ask_yes(task->order, question)) {
			puts("Nothing was changed.");
			return EX_OK;
		}
		code = carry_out(task);
	}
	if (code != EX_OK)
		return code;
	if (plan->steps[SETUP_CONFLICT] > 0)
		return LOOK;
	printf("\nAll %zu are mapped.  Next: `leadpixel crm check %s`, then"
	    " `leadpixel crm on PROJECT`.\n", plan->count,
	    task->errand.account->name);
	return EX_OK;
}

int
crm_setup(struct order *order)
{
	struct task task = { .order = order,
		.set_name = order_option(order, "set") };
	struct editor editor;
	int code;

	if (task.set_name == NULL)
		task.set_name = "basic";
	if (!lead_set_find(task.set_name, &task.set)) {
		complain("--set is basic, original or all, not \"%s\"",
		    task.set_name);
		return EX_USAGE;
	}
	code = calling_open(order, &editor, &task.errand,
	    order->arguments[0]);
	if (code == EX_OK)
		code = set_up(&task);
	errand_close(&task.errand);
	return code;
}
