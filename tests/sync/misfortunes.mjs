/* misfortunes: what may go wrong during a run, one drawn at a time. */

const SEARCH = "/api/v2/persons/search";
const WRITES = { method: "PATCH" };
const LOOKS = { method: "GET", path_prefix: SEARCH };

/* Tokens a day of the smallest plan with one seat (reference pipedrive 8). */
const PLAN = 30000;

/* Persons whose id begins with some digit: never the search. */
const somebody = (random, method) => ({ ...(method && { method }),
	path_prefix: `/api/v2/persons/${random.int(1, 9)}` });

/* A few calls pass first; then one or many fail. */
function script(random, fault, match = {}) {
	return {
		match, fault,
		skip: random.weighted([[4, 0], [3, 1], [3, 2],
			[2, random.int(3, 8)]]),
		times: random.weighted([[6, 1], [3, 3], [1, 40]]),
	};
}

const any = (fault) => (random) => ({ faults: [script(random, fault,
	random.pick([{}, WRITES, LOOKS]))] });

const status = (code, more) => any({ status: code, ...more });

const only = (match, fault) => (random) =>
	({ faults: [script(random, fault, match)] });

const once = (method, fault) => (random) => ({ faults: [{
	...script(random, fault, somebody(random, method)), times: 1 }] });

const html = { html: "<!DOCTYPE html><title>Attention</title>" };

const deep = { status: 200, headers: { "content-type": "application/json" },
	html: `{"success":true,"data":${"[".repeat(3000)}` };

const somebodyElse = { status: 200, body: { success: true, data: {
	id: 987654, name: "Somebody Else", emails: [], custom_fields: {} } } };

const headers = (values) => ({ headers: values });

/* For some runs to come. */
const episode = (switches, runs = 12) => (random) =>
	({ switches, runs: random.int(1, runs) });

const ending = (how) => (random) => ({ how, at: random.int(1, 8) });

/* name -> what is to be done: {faults?: scripts for the fake, switches? for
 * so many runs, left?: tokens of the day, how?: kill, kill_stalled, stop or
 * twice, at the at-th call, token?: which account's is refused from now on} */
const MISFORTUNES = {
	drop_before: any("drop_before"),
	drop_after_apply: only(WRITES, "drop_after_apply"),
	stall: any("stall"),
	stall_body: any("stall_body"),
	truncate: any("truncate"),
	not_json: any("not_json"),
	success_false: any("success_false"),
	big_body: any("big_body"),
	redirect: any("redirect"),
	deep_json: any(deep),
	a_list: any({ status: 200, body: [1] }),
	another_person: once(undefined, somebodyElse),
	nothing: only({ method: "GET" }, { status: 204 }),
	400: status(400),
	401: status(401),
	402: status(402),
	403: status(403),
	"403_html": status(403, html),
	"404_person": once(undefined, { status: 404 }),
	"404_search": only(LOOKS, { status: 404 }),
	405: status(405, html),
	408: status(408),
	410: status(410),
	413: only(WRITES, { status: 413 }),
	415: status(415),
	425: status(425),
	429: status(429),
	"429_after": status(429, headers({ "retry-after": "90" })),
	"429_reset": status(429, headers({ "x-ratelimit-reset": "1.5" })),
	"429_day": status(429, headers({
		"x-daily-ratelimit-token-limit": "30000",
		"x-daily-ratelimit-token-remaining": "0" })),
	500: status(500),
	501: status(501),
	502: status(502, html),
	503: status(503, html),
	"503_after": status(503, headers({ "retry-after": "120" })),
	504: status(504, html),
	520: status(520, html),
	lag: episode({ index_lag_ms: 6 * 3600 * 1000 }, 40),
	case_counts: episode({ exact_match: "sensitive" }),
	exact_is_broad: episode({ exact_match: "ignored",
		search_order: "reverse" }),
	gzip: episode({ encoding: "gzip" }),
	chunked: episode({ encoding: "chunked" }),
	deleted_404: episode({ deleted_person: "404" }, 40),
	rate_headers: episode({ rate_headers: true, burst_limit: 40 }),
	burst: episode({ burst_limit: 5, search_burst_limit: 2,
		abuse_after: 3 }),
	day_spent: (random) => ({ left: random.int(1, 300), runs: 30,
		switches: { daily_tokens: PLAN, rate_headers: true } }),
	refused_token: (random) => ({ token: random.pick([1, 2]) }),
	kill: ending("kill"),
	kill_stalled: (random) => ({ how: "kill_stalled", faults: [{
		fault: random.pick(["stall", "stall_body"]), match: {},
		skip: random.int(0, 3), times: 1 }] }),
	stop: ending("stop"),
	twice: ending("twice"),
};

const NAMES = Object.keys(MISFORTUNES);

export function draw(random) {
	const name = random.pick(NAMES);
	return { name, ...MISFORTUNES[name](random) };
}
