/* account_crm: an account's way to Pipedrive, as it is configured. */
#ifndef ACCOUNT_CRM_H
#define ACCOUNT_CRM_H

struct account;
struct config;
struct crm;
struct secrets;
struct wire;

/* What it is opened with. */
struct account_crm {
	const struct config *config;
	const struct secrets *secrets;
	struct wire *wire;
	const struct account *account;
};

/* NULL when it has no token in the secrets file. */
const char *account_crm_token(const struct account_crm *way);

/* NULL with a log line when there is no token or no good address. */
struct crm *account_crm_open(const struct account_crm *way);

#endif
