#include "routes.h"

#include "description.h"
#include "exchange.h"
#include "inquiry.h"

void
openapi_show(struct inquiry *inquiry)
{
	struct response *const response = &inquiry->exchange->response;

	response->type = "application/json";
	str_add(&response->body, openapi_text);
}
