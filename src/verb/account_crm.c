#include "account_crm.h"

#include <stddef.h>

#include "accounts.h"
#include "config.h"
#include "crm.h"
#include "log.h"
#include "secrets.h"

const char *
account_crm_token(const struct account_crm *way)
{
	return secrets_token(way->secrets, way->account->name);
}

struct crm *
account_crm_open(const struct account_crm *way)
{
	const struct crm_access access = {
		.origin = way->config->crm_origin,
		.domain = way->account->domain,
		.token = account_crm_token(way),
		.paced = way->config->crm_paced,
	};

	if (access.token != NULL)
		return crm_open(way->wire, &access);
	log_error("account %s has no token in the secrets file",
	    way->account->name);
	return NULL;
}
