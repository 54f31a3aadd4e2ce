#include "exchange.h"

void
response_reset(struct response *response)
{
	response->status = 200;
	response->verdict = VERDICT_NONE;
	response->verdict_field = NULL;
	response->type = NULL;
	response->image = false;
	str_init(&response->head, response->head_room,
	    sizeof(response->head_room));
	str_init(&response->body, response->body_room,
	    sizeof(response->body_room));
}
