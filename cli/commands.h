/* commands: each command of the operator, in a file of its noun. */
#ifndef COMMANDS_H
#define COMMANDS_H

struct order;

/* All return an exit code of sysexits.h, after one sentence if not EX_OK. */
int init_run(struct order *order);
int project_add(struct order *order);
int project_list(struct order *order);
int project_set(struct order *order);
int project_show(struct order *order);
int pixel_add(struct order *order);
int pixel_list(struct order *order);
int pixel_tag(struct order *order);
int pixel_hosts(struct order *order);
int crm_account(struct order *order);
int crm_map(struct order *order);
int crm_setup(struct order *order);
int crm_check(struct order *order);
int crm_fields(struct order *order);
int crm_on(struct order *order);
int crm_watch(struct order *order);
int crm_off(struct order *order);
int form_list(struct order *order);
int form_treat(struct order *order);
int campaign_list(struct order *order);
int campaign_set(struct order *order);
int campaign_import(struct order *order);
int key_add(struct order *order);
int key_list(struct order *order);
int key_revoke(struct order *order);
int hits_list(struct order *order);
int lead_list(struct order *order);
int lead_show(struct order *order);
int lead_requeue(struct order *order);
int lead_cancel(struct order *order);
int lead_resolve(struct order *order);
int lead_undo(struct order *order);
int lead_release(struct order *order);
int lead_spam(struct order *order);
int lead_test(struct order *order);
int place_show(struct order *order);
int sync_run(struct order *order);
int status_show(struct order *order);
int config_check(struct order *order);

/* All commands, or the one typed with its options. */
int help_show(const struct order *order);

#endif
