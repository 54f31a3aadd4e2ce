/* commands: each command of the operator, in a file of its noun. */
#ifndef COMMANDS_H
#define COMMANDS_H

struct call;

/* All return an exit code of sysexits.h, after one sentence if not EX_OK. */
int init_run(struct call *call);
int project_add(struct call *call);
int project_list(struct call *call);
int pixel_add(struct call *call);
int pixel_list(struct call *call);
int pixel_tag(struct call *call);
int crm_account(struct call *call);
int crm_map(struct call *call);
int crm_fields(struct call *call);
int crm_on(struct call *call);
int crm_watch(struct call *call);
int crm_off(struct call *call);
int key_add(struct call *call);
int lead_list(struct call *call);
int lead_show(struct call *call);
int lead_requeue(struct call *call);
int sync_run(struct call *call);
int status_show(struct call *call);
int config_check(struct call *call);

/* All commands, or the one of the call with its options. */
int help_show(const struct call *call);

#endif
