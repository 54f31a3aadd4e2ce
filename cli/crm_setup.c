#include "commands.h"

#include <stdio.h>
#include <sysexits.h>

#include "accounts.h"
#include "answer.h"
#include "ask.h"
#include "calling.h"
#include "json.h"
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

/* The same for programs, whatever of it was done. */
static int
answer_plan(const struct task *task)
{
	static const char *const steps[] = { [SETUP_MAPPED] = "mapped",
		[SETUP_ADOPT] = "adopt", [SETUP_CREATE] = "create",
		[SETUP_CONFLICT] = "conflict" };
	struct str out;

	if (!answer_begin(&out, &task->order->arena))
		return EX_SOFTWARE;
	json_open(&out, NULL, '[');
	for (size_t i = 0; i < task->plan.count; i++) {
		const struct setup_line *const line = &task->plan.lines[i];
		json_open(&out, NULL, '{');
		json_add_text(&out, "name", line->field->name);
		json_add_text(&out, "step", steps[line->step]);
		json_add_text(&out, "crm_name", line->name);
		json_add_text(&out, "type", line->type);
		json_add_text(&out, "key", line->key);
		json_add_text(&out, "why", line->why);
		json_close(&out, '}');
	}
	json_close(&out, ']');
	return answer_end(&out);
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

static void
say_done(const struct setup_line *line)
{
	printf("%s  ", line->step == SETUP_CREATE ? "made" : "used");
	page_cell(line->name, 0);
	putchar('\n');
}

static int
carry_out(struct task *task)
{
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
		if (!task->order->json)
			say_done(line);
	}
	return EX_OK;
}

static int
read_plan(struct task *task)
{
	struct setup_ground ground = { .arena = &task->order->arena };
	enum errand_end end = setup_owner(&task->errand);

	if (end == ERRAND_DONE)
		end = errand_fields(&task->errand);
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
answer(struct task *task)
{
	int code = order_option(task->order, "yes") == NULL ? EX_OK
	    : carry_out(task);

	if (code == EX_OK)
		code = answer_plan(task);
	return code == EX_OK && task->plan.steps[SETUP_CONFLICT] > 0 ? LOOK
	    : code;
}

/* Whether there is something to do, and somebody wants it. */
static bool
is_wanted(const struct task *task, bool *refused)
{
	const size_t *const steps = task->plan.steps;
	char question[128];

	*refused = false;
	if (steps[SETUP_ADOPT] + steps[SETUP_CREATE] == 0)
		return false;
	snprintf(question, sizeof(question), "\nMake %zu fields, and use %zu"
	    " that are there?", steps[SETUP_CREATE], steps[SETUP_ADOPT]);
	*refused = !ask_yes(task->order, question);
	puts(*refused ? "Nothing was changed." : "");
	return !*refused;
}

static int
set_up(struct task *task)
{
	const struct setup *const plan = &task->plan;
	int code = read_plan(task);
	bool refused;

	if (code != EX_OK)
		return code;
	if (task->order->json)
		return answer(task);
	print_plan(task);
	if (is_wanted(task, &refused))
		code = carry_out(task);
	if (code != EX_OK || refused)
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
