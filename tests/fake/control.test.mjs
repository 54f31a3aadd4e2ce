/* The control surface, the limits, and the fake as a program of its own. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { call, control, send, TOKEN } from "./caller.mjs";
import { createClock } from "./clock.mjs";
import { custom, JANE, jane, scene, SEARCH, state, TEXT } from "./scene.mjs";

const switchTo = ({ url }, changes) =>
	control(url, "POST", "switches", changes);
const advance = ({ url }, advance_ms) =>
	control(url, "POST", "clock", { advance_ms });
const get = ({ url }, path) => send(url, "GET", path);

async function statuses(fake, count, path = JANE) {
	const got = [];
	for (let n = 0; n < count; n += 1)
		got.push((await get(fake, path)).status);
	return got;
}

scene("no rate headers unless asked for", async (fake) => {
	await switchTo(fake, { burst_limit: 1, daily_tokens: 100 });
	for (const status of [200, 429]) {
		const answer = await get(fake, JANE);
		assert.equal(answer.status, status);
		assert.deepEqual(Object.keys(answer.headers)
			.filter((name) => /rate|retry/.test(name)), []);
	}
});

scene("the burst window rolls over two seconds", async (fake) => {
	await switchTo(fake, { burst_limit: 2, rate_headers: true });
	await get(fake, JANE);
	await advance(fake, 1500);
	await get(fake, JANE);
	const { status, headers } = await get(fake, JANE);
	assert.equal(status, 429);
	assert.equal(headers["x-ratelimit-limit"], "2");
	assert.equal(headers["x-ratelimit-remaining"], "0");
	assert.equal(headers["x-ratelimit-reset"], "0.5");
	await advance(fake, 500);
	assert.deepEqual(await statuses(fake, 2), [200, 429]);
});

scene("searches have a window of their own and use both", async (fake) => {
	await switchTo(fake, { burst_limit: 4, search_burst_limit: 2 });
	const path = `${SEARCH}?term=jane`;
	assert.deepEqual(await statuses(fake, 3, path), [200, 200, 429]);
	assert.deepEqual(await statuses(fake, 3), [200, 200, 429]);
});

scene("the day's budget is spent by cost, reset at midnight", async (fake) => {
	await switchTo(fake, { daily_tokens: 22, rate_headers: true });
	const left = async (path) => (await get(fake, path))
		.headers["x-daily-ratelimit-token-remaining"];
	assert.equal(await left(`${SEARCH}?term=jane`), "2");
	assert.equal(await left(JANE), "1");
	assert.equal(await left("/api/v2/persons/99"), "0");
	assert.deepEqual(await statuses(fake, 1), [429]);
	await advance(fake, 12 * 3600 * 1000 - 1);
	assert.deepEqual(await statuses(fake, 1), [429]);
	await advance(fake, 1);
	assert.deepEqual(await statuses(fake, 1), [200]);
});

scene("who ignores 429 is blocked with HTML for a while", async (fake) => {
	await switchTo(fake,
		{ burst_limit: 1, abuse_after: 2, abuse_ms: 9000 });
	assert.deepEqual(await statuses(fake, 5), [200, 429, 429, 403, 403]);
	const { headers, text } = await get(fake, JANE);
	assert.match(headers["content-type"], /^text\/html/);
	assert.match(text, /Cloudflare/);
	await advance(fake, 9000);
	assert.deepEqual(await statuses(fake, 2), [200, 429]);
});

scene("who waits after each 429 is never blocked", async (fake) => {
	await switchTo(fake, { burst_limit: 1, abuse_after: 2 });
	for (let round = 0; round < 4; round += 1) {
		assert.deepEqual(await statuses(fake, 2), [200, 429]);
		await advance(fake, 2000);
	}
});

/* method, path, body, cost; section 0 of the contract */
const COSTS = [
	["GET", `${SEARCH}?term=jane`, undefined, 20],
	["GET", JANE, undefined, 1],
	["PATCH", JANE, custom({ [TEXT]: "a" }), 5],
	["PATCH", JANE, custom({}), 5],
	["GET", "/api/v2/persons", undefined, 10],
	["GET", "/api/v2/personFields", undefined, 10],
	["GET", `/api/v2/personFields/${TEXT}`, undefined, 1],
	["POST", "/api/v2/personFields",
		{ field_name: "A", field_type: "text" }, 5],
	["GET", "/api/v1/users/me", undefined, 2],
];

scene("the log has every call in order, with its cost", async ({ url }) => {
	const sent = [];
	for (const [method, path, body] of COSTS)
		sent.push(await call(url, method, path, body));
	const { calls } = await control(url, "GET", "log");
	assert.deepEqual(calls.map((entry) => entry.cost),
		COSTS.map(([, , , cost]) => cost));
	assert.deepEqual(calls.map((entry) => entry.status),
		sent.map((answer) => answer.status));
	assert.deepEqual(calls.map((entry) => entry.correlation_id),
		sent.map(({ headers }) => headers["x-correlation-id"]));
	assert.deepEqual(calls.map(({ n }) => n), COSTS.map((_, at) => at + 1));
	assert.deepEqual(calls[0].query, { term: "jane" });
	assert.equal(calls[0].host, new URL(url).host);
	assert.deepEqual(calls[2].body, COSTS[2][2]);
	await control(url, "DELETE", "log");
	assert.deepEqual(await control(url, "GET", "log"), { calls: [] });
});

scene("a revoked token is refused until it is seeded again", async (fake) => {
	await control(fake.url, "POST", "revoke_token", { token: TOKEN });
	assert.deepEqual(await statuses(fake, 1), [401]);
	await control(fake.url, "POST", "seed", { tokens: [{ token: TOKEN }] });
	assert.deepEqual(await statuses(fake, 1), [200]);
});

scene("a deleted field is unknown and takes its values", async (fake) => {
	await control(fake.url, "POST", "delete_field", { field_code: TEXT });
	const { status } = await call(fake.url, "PATCH", JANE,
		custom({ [TEXT]: "a" }));
	assert.equal(status, 400);
	assert.equal(TEXT in (await jane(fake)).custom_fields, false);
});

scene("a seeded person with a known id replaces it", async (fake) => {
	await control(fake.url, "POST", "seed",
		{ persons: [{ id: 1, name: "Ann Fox", emails: [] }] });
	const row = await jane(fake);
	assert.equal(row.name, "Ann Fox");
	assert.equal(row.update_time, "2026-03-01T12:00:00Z");
	assert.deepEqual(row.custom_fields, {});
});

scene("reset goes back to the start, or to nothing", async (fake) => {
	const start = await state(fake);
	await call(fake.url, "PATCH", JANE, custom({ [TEXT]: "a" }));
	await switchTo(fake, { burst_limit: 1 });
	await control(fake.url, "POST", "fail", { times: 9, fault: "stall" });
	await advance(fake, 5000);
	await control(fake.url, "POST", "reset");
	assert.deepEqual(await state(fake), start);
	assert.deepEqual(await control(fake.url, "GET", "log"), { calls: [] });
	assert.deepEqual(await statuses(fake, 2), [200, 200]);
	await control(fake.url, "POST", "reset", { empty: true });
	assert.deepEqual(await state(fake), { persons: [] });
	assert.deepEqual(await statuses(fake, 1), [401]);
});

scene("the clock is pushed, set, stopped and started", async ({ url }) => {
	const clock = (body) => control(url, "POST", "clock", body);
	assert.deepEqual(await clock({ advance_ms: 1000 }),
		{ now: "2026-03-01T12:00:01Z", runs: true });
	assert.deepEqual(await clock({ now: "2027-01-01T00:00:00Z" }),
		{ now: "2027-01-01T00:00:00Z", runs: true });
	assert.deepEqual(await clock({ runs: false }),
		{ now: "2027-01-01T00:00:00Z", runs: false });
	assert.deepEqual(await clock({ advance_ms: 60000, runs: true }),
		{ now: "2027-01-01T00:01:00Z", runs: true });
});

test("a stopped clock neither runs nor jumps when started", () => {
	let wall = 1000;
	const clock = createClock(() => wall);
	const times = [];
	for (const runs of [true, false, false, true, true]) {
		clock.setRunning(runs);
		wall += 10;
		times.push(clock.now());
	}
	assert.deepEqual(times, [1010, 1010, 1010, 1020, 1030]);
});

/* status, method, verb, body */
const MISUSES = [
	[404, "POST", "nothing", {}],
	[404, "GET", "reset", undefined],
	[400, "POST", "reset", "[]"],
	[400, "POST", "reset", "{"],
	[400, "POST", "switches", { burst: 1 }],
	[400, "POST", "switches", { index_lag_ms: 5, burst_limit: -1 }],
	[400, "POST", "switches", { exact_match: "maybe" }],
	[400, "POST", "switches", { rate_headers: 1 }],
	[400, "POST", "clock", { advance_ms: "1" }],
	[400, "POST", "clock", { now: "noon" }],
	[400, "POST", "clock", { advance_ms: 5, runs: "no" }],
	[400, "POST", "revoke_token", { token: "other" }],
	[400, "POST", "delete_person", { id: 99 }],
	[400, "POST", "merge_persons", { id: 1, merge_with_id: 1 }],
	[400, "POST", "delete_field", { field_code: "name" }],
	[400, "POST", "seed", { people: [] }],
	[400, "POST", "seed", { persons: [{ id: 0, name: "x" }] }],
	[400, "POST", "seed", { persons: [{ id: 8 }] }],
	[400, "POST", "seed", { persons: [{ id: 8, name: "x",
		...custom({ [TEXT]: 5 }) }] }],
	[400, "POST", "seed", { persons: [{ id: 8, name: "x",
		update_time: "2026-01-01" }] }],
	[400, "POST", "seed", { fields: [{ field_code: "name",
		field_type: "text" }] }],
];

for (const [status, method, verb, body] of MISUSES)
	scene(`${status} ${verb} ${JSON.stringify(body)}`, async (fake) => {
		const switches = () => control(fake.url, "GET", "switches");
		const before = [await state(fake), await switches()];
		const { status: got } = await call(fake.url, method,
			`/_fake/${verb}`, body);
		assert.equal(got, status);
		assert.deepEqual([await state(fake), await switches()], before);
	});

const PROGRAM = fileURLToPath(new URL("./pipedrive.mjs", import.meta.url));

/* Starts the program; gives the child and the address of its one line. */
async function start(options, stdin = "pipe") {
	const child = spawn(process.execPath, [PROGRAM, ...options],
		{ stdio: [stdin, "pipe", "inherit"] });
	const lines = createInterface({ input: child.stdout });
	const [line] = await once(lines, "line");
	const found = /^fake pipedrive on (http:\/\/127\.0\.0\.1:\d+)$/
		.exec(line);
	assert.ok(found !== null, line);
	return { child, url: found[1] };
}

/* Asks the log again and again until a call is in it. */
async function untilCalled(url) {
	const deadline = Date.now() + 5000;
	while ((await control(url, "GET", "log")).calls.length === 0)
		assert.ok(Date.now() < deadline, "no call came");
}

const ENDINGS = [
	["SIGTERM", ["--port", "0"], (child) => child.kill("SIGTERM")],
	["SIGINT", ["--port", "0"], (child) => child.kill("SIGINT")],
	["closed stdin", ["--with-parent"], (child) => child.stdin.end()],
];

for (const [name, options, end] of ENDINGS)
	test(`the program ends at ${name}, a call still open`, async () => {
		const { child, url } = await start(options);
		await control(url, "POST", "fail", { fault: "stall" });
		const open = send(url, "GET", JANE).catch(() => "cut");
		await untilCalled(url);
		const ended = once(child, "exit");
		end(child);
		assert.deepEqual(await ended, [0, null]);
		assert.equal(await open, "cut");
	});

test("the program outlives its stdin without --with-parent", async () => {
	const { child, url } = await start([], "ignore");
	for (let round = 0; round < 50; round += 1)
		await control(url, "GET", "log");
	const ended = once(child, "exit");
	child.kill("SIGTERM");
	await ended;
});

test("the program plays the demo account, on the loopback only", async () => {
	const { child, url } = await start(["--port", "0"]);
	try {
		const { body } = await call(url, "GET", "/api/v1/users/me");
		assert.equal(body.data.company_domain, "demo");
		const { persons } = await control(url, "GET", "persons");
		assert.deepEqual(persons[1].by_name, {
			"First source": "partner", "First medium": "email",
			"Visits before lead": 3, "First seen": "2025-04-09",
			"Customer group": "Returning",
		});
		/* Bound to one address of the loopback, not to all of them. */
		const other = connect(new URL(url).port, "127.0.0.2");
		const outcome = await new Promise((resolve) => other
			.once("connect", () => resolve("connected"))
			.once("error", (error) => resolve(error.code)));
		other.destroy();
		assert.equal(outcome, "ECONNREFUSED");
	} finally {
		child.kill("SIGTERM");
	}
});
