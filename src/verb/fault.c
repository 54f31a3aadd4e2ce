#include "fault.h"

#include <string.h>

#include "json.h"
#include "str.h"

const char *
fault_level(enum status_level level)
{
	static const char *const words[] = { [STATUS_WELL] = "well",
		[STATUS_LOOK] = "look", [STATUS_BROKEN] = "broken" };

	return words[level];
}

static void
add_pixels(struct str *out, const char *pixels)
{
	char id[80];

	json_open(out, "pixels", '[');
	while (*pixels != '\0') {
		const size_t size = strcspn(pixels, ",");
		struct str text;

		str_init(&text, id, sizeof(id));
		str_add_bytes(&text, pixels, size);
		json_add_text(out, NULL, text.data);
		pixels += size;
		pixels += strspn(pixels, ", ");
	}
	json_close(out, ']');
}

static void
add_about(struct str *out, const struct fault_about *about)
{
	if (about->account == NULL && about->project == 0 &&
	    about->pixels == NULL && about->state == NULL) {
		json_add_null(out, "about");
		return;
	}
	json_open(out, "about", '{');
	json_add_text(out, "account", about->account);
	if (about->project != 0)
		json_add_int(out, "project", about->project);
	json_add_text(out, "target", about->target);
	if (about->pixels != NULL)
		add_pixels(out, about->pixels);
	json_add_text(out, "state", about->state);
	json_close(out, '}');
}

void
fault_json(struct str *out, const struct fault *fault)
{
	json_open(out, NULL, '{');
	json_add_text(out, "level", fault_level(fault->level));
	json_add_text(out, "text", fault->text);
	add_about(out, &fault->about);
	json_close(out, '}');
}
