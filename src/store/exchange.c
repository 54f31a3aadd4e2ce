#include "exchange.h"

void
response_reset(struct response *response)
{
	response->status = 200;
	response->verdict = VERDICT_NONE;
	response->verdict_field = NULL;
	response->detail = NULL;
	response->type = NULL;
	response->image = response->inside = false;
	response->streamed = response->broken_off = false;
	str_init(&response->head, response->head_room,
	    sizeof(response->head_room));
	str_init(&response->body, response->body_room,
	    sizeof(response->body_room));
}

void
response_rewind(struct response *response, size_t head)
{
	bool image = response->image;
	struct str before = response->head;

	response_reset(response);
	response->image = image;
	response->head = before;
	response->head.size = head;
	response->head.data[head] = '\0';
	response->head.failed = false;
}
