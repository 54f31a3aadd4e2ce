#include "page_name.h"

#include <stdbool.h>
#include <string.h>

#include "arena.h"
#include "mask.h"

char *
page_name(struct arena *arena, const char *url)
{
	const size_t size = strcspn(url, "?#");
	const char *hash = strchr(url, '#');
	const bool routed = hash != NULL && (hash[1] == '/' ||
	    hash[1] == '!');
	const size_t more = routed ? strcspn(hash, "?") : 0;
	char *page = arena_room(arena, size + more + 1);

	if (page != NULL) {
		memcpy(page, url, size);
		memcpy(page + size, routed ? hash : "", more);
		page[size + more] = '\0';
	}

	if (page != NULL) {
		mask_address(page);
		(void)mask_numbers(page);
	}
	return page;
}
