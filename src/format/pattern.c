#include "pattern.h"

#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "bounds.h"
#include "log.h"

struct pattern {
	const char *text;
	unsigned how;
	pcre2_code *code;	/* NULL = not compiled, or wrong */
	pcre2_match_data *data;
	pcre2_match_context *limits;
	bool tried, told;
};

static void
tell(const struct pattern *pattern, int code)
{
	PCRE2_UCHAR reason[128];

	if (pcre2_get_error_message(code, reason, sizeof(reason)) < 0)
		reason[0] = '\0';
	log_error("pattern %.60s: %s", pattern->text, (const char *)reason);
}

/* Without machine code (refused by some kernels) it only takes longer. */
static bool
compile(struct pattern *pattern)
{
	const uint32_t options = pattern->how & PATTERN_CASELESS
	    ? PCRE2_CASELESS : 0;
	PCRE2_SIZE where;
	int code;

	pattern->tried = true;
	pattern->code = pcre2_compile((PCRE2_SPTR)pattern->text,
	    PCRE2_ZERO_TERMINATED, options, &code, &where, NULL);
	if (pattern->code == NULL) {
		tell(pattern, code);
		return false;
	}
	if (pattern->how & PATTERN_FAST)
		(void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	return true;
}

struct pattern *
pattern_open(const char *text, unsigned how)
{
	struct pattern *pattern = calloc(1, sizeof(*pattern));

	if (pattern == NULL)
		return NULL;
	pattern->text = text;
	pattern->how = how;
	pattern->data = pcre2_match_data_create(PATTERN_PARTS, NULL);
	pattern->limits = pcre2_match_context_create(NULL);
	if (pattern->data == NULL || pattern->limits == NULL ||
	    (!(how & PATTERN_LATE) && !compile(pattern))) {
		pattern_close(pattern);
		return NULL;
	}
	(void)pcre2_set_match_limit(pattern->limits, PATTERN_STEPS);
	return pattern;
}

void
pattern_close(struct pattern *pattern)
{
	if (pattern == NULL)
		return;
	pcre2_match_context_free(pattern->limits);
	pcre2_match_data_free(pattern->data);
	pcre2_code_free(pattern->code);
	free(pattern);
}

/* `count` groups, with the whole, were reached. */
static void
take_parts(const struct pattern *pattern, const char *subject, int count,
    struct piece parts[PATTERN_PARTS])
{
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(pattern->data);

	memset(parts, 0, PATTERN_PARTS * sizeof(*parts));
	/* 0: there are more groups than we asked for */
	if (count == 0)
		count = PATTERN_PARTS;
	for (int i = 0; i < count; i++)
		if (at[2 * i] != PCRE2_UNSET)
			parts[i] = (struct piece){ subject + at[2 * i],
				at[2 * i + 1] - at[2 * i] };
}

bool
pattern_match(struct pattern *pattern, const char *subject,
    struct piece parts[PATTERN_PARTS])
{
	int count;

	if (pattern->code == NULL && (pattern->tried || !compile(pattern)))
		return false;
	count = pcre2_match(pattern->code, (PCRE2_SPTR)subject,
	    strlen(subject), 0, 0, pattern->data, pattern->limits);
	if (count < 0) {
		if (count != PCRE2_ERROR_NOMATCH && !pattern->told) {
			tell(pattern, count);
			pattern->told = true;
		}
		return false;
	}
	if (parts != NULL)
		take_parts(pattern, subject, count, parts);
	return true;
}
