/* switches: every behaviour a test can choose, with its default. */

const COUNT = "count";
const FLAG = "flag";

/* Where documents and reports disagree, the first choice is the default: the
 * documented one, or else the one that is harder on a careless client.
 *
 * index_lag_ms         clock ms until the search index sees a change
 * exact_match          how exact_match=true compares; "ignored" = substrings
 * search_order         "reverse" turns the undocumented order round
 * search_limit_max     above it the search refuses limit with 400
 * long_text            over 255 (65535 in text): refuse, or cut silently
 * empty_string         "" as a value: refuse, or store (date: 0000-00-00)
 * empty_custom_fields  {} in a PATCH: refuse, or wipe all custom values
 * deleted_person       GET and PATCH of a soft-deleted id: the row, or 404
 * field_cap            most custom fields an account may have, 0 = no cap
 * rate_headers         send the x-ratelimit and x-daily headers
 * burst_limit          calls per token in a rolling 2 s, 0 = off
 * search_burst_limit   searches per token in a rolling 2 s, 0 = off
 * daily_tokens         company budget per UTC day, 0 = off
 * abuse_after          429s in a row before the CDN blocks, 0 = never
 * abuse_ms             how long that block lasts
 * encoding             how bodies travel; gzip only if the client accepts it
 */
const SWITCHES = new Map(Object.entries({
	index_lag_ms: [0, COUNT],
	exact_match: ["insensitive", ["insensitive", "sensitive", "ignored"]],
	search_order: ["score", ["score", "reverse"]],
	search_limit_max: [500, COUNT],
	long_text: ["400", ["400", "cut"]],
	empty_string: ["400", ["400", "store"]],
	empty_custom_fields: ["400", ["400", "wipe"]],
	deleted_person: ["200", ["200", "404"]],
	field_cap: [0, COUNT],
	rate_headers: [false, FLAG],
	burst_limit: [0, COUNT],
	search_burst_limit: [0, COUNT],
	daily_tokens: [0, COUNT],
	abuse_after: [0, COUNT],
	abuse_ms: [60000, COUNT],
	encoding: ["plain", ["plain", "chunked", "gzip"]],
}));

export function defaultSwitches() {
	const switches = {};
	for (const [name, [value]] of SWITCHES)
		switches[name] = value;
	return switches;
}

function allows(rule, value) {
	if (rule === COUNT)
		return Number.isSafeInteger(value) && value >= 0;
	if (rule === FLAG)
		return typeof value === "boolean";
	return rule.includes(value);
}

/* All or nothing: a misspelt switch must not leave half of them changed. */
export function setSwitches(switches, changes) {
	for (const [name, value] of Object.entries(changes)) {
		const known = SWITCHES.get(name);
		if (known === undefined)
			throw new RangeError(`no switch "${name}"`);
		if (!allows(known[1], value))
			throw new RangeError(`switch ${name}: bad value`);
	}
	Object.assign(switches, changes);
}
