/* A day without Pipedrive, and what it leaves behind. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cron, START, states, withBacklog } from "./backlog.mjs";
import { DAY, HOUR, MINUTE } from "./people.mjs";
import { TOKENS } from "./stage.mjs";

const LEADS = 1500, PERSONS = 300;
const FOR_EVER = 1e6;
const WINDOW_MS = 2000;
/* of the smallest plan: reference pipedrive 8 */
const BURST = 20, SEARCHES = 10, TOKENS_A_DAY = 30000;

const isSearch = ({ path }) => path.endsWith("/search");

/* An outage of a day; what may go out meanwhile is a probe now and then. */
async function outage(stage) {
	const { state } = stage.fake;
	state.faults.push({ match: {}, skip: 0, times: FOR_EVER,
		fault: { status: 503, html: "<h1>Maintenance</h1>" } });
	await cron(stage, 5 * MINUTE, START + DAY);
	state.faults.length = 0;
	const calls = state.log.length;
	assert.ok(calls >= 24 && calls <= 120, `${calls} calls in a day`);
	assert.deepEqual(stage.rows("SELECT max(attempts) < 10 AS few FROM" +
		" sync_jobs"), [{ few: 1 }]);
	assert.equal(states(stage).failed, undefined);
	state.log.length = 0;
}

test("a large plan: all is made up for in half an hour", () => withBacklog({
	leads: LEADS, persons: PERSONS, settings: { durability: "normal",
		crm_daily_tokens: String(7 * TOKENS_A_DAY * 5) },
}, async (stage) => {
	await outage(stage);
	const done = await cron(stage, 5 * MINUTE, START + 2 * DAY);
	assert.deepEqual(states(stage), { synced: LEADS });
	/* and two runs more for the backlog itself, on a slow machine */
	assert.ok(done <= START + DAY + 40 * MINUTE,
		`took ${(done - START - DAY) / MINUTE} min`);
	const writes = stage.fake.state.log.filter(({ method }) =>
		method === "PATCH");
	assert.equal(writes.length, LEADS, "each once");
}));

test("a small plan: its share of each day, and it says so", () => withBacklog({
	leads: LEADS, persons: PERSONS, settings: { durability: "normal" },
}, async (stage) => {
	await outage(stage);
	stage.fake.state.switches.daily_tokens = TOKENS_A_DAY;
	stage.fake.state.switches.rate_headers = true;
	await cron(stage, HOUR, START + 14 * DAY);
	const { log } = stage.fake.state;
	assert.deepEqual(log.filter(({ status }) => status !== 200), []);
	const days = new Map();
	for (const { at, cost } of log) {
		const day = at.slice(0, 10);
		days.set(day, (days.get(day) ?? 0) + cost);
	}
	for (const [day, tokens] of days)
		assert.ok(tokens <= TOKENS_A_DAY / 4 + 100,
			`${day}: ${tokens}`);
	assert.deepEqual(states(stage), { synced: LEADS });
	assert.match(stage.said(), /share of the day.*tomorrow \(UTC\)/);
}));

/* Most of the times within any window. */
function most(times) {
	let from = 0, found = 0;
	times.forEach((time, i) => {
		while (times[from] <= time - WINDOW_MS)
			from += 1;
		found = Math.max(found, i - from + 1);
	});
	return found;
}

test("with its pauses no burst limit is met", async () => {
	const calls = [];
	const leads = 18;
	await withBacklog({ leads, persons: leads, ms: HOUR,
		settings: { crm_pace: "on" },
		watch: (entry) => calls.push([performance.now(), entry]) },
	async (stage) => {
		Object.assign(stage.fake.state.switches, { burst_limit: BURST,
			search_burst_limit: SEARCHES, rate_headers: true });
		stage.clock.moveTo(START + 2 * HOUR);
		assert.equal(await stage.run(), 0);
		assert.deepEqual(states(stage), { synced: leads });
	});
	assert.deepEqual(calls.filter(([, { status }]) => status !== 200), []);
	const times = calls.map(([time]) => time);
	const searches = calls.filter(([, entry]) => isSearch(entry))
		.map(([time]) => time);
	assert.ok(most(times) <= BURST, `${most(times)} calls in 2 s`);
	assert.ok(most(searches) <= SEARCHES, `${most(searches)} searches`);
	/* at that pace, in runs of 45 s each minute, the backlog takes: */
	const minutes = LEADS * (times.at(-1) - times[0]) / leads / 45000;
	assert.ok(minutes < 60, `${LEADS} leads take ${minutes} minutes`);
});

test("a refused token: one request a run", () => withBacklog({ leads: 50,
	persons: 50, ms: HOUR }, async (stage) => {
	stage.fake.state.account.tokens.delete(TOKENS[1][0]);
	const seen = [];
	for (let i = 0; i < 10; i++) {
		stage.clock.moveTo(START + 2 * HOUR + i * MINUTE);
		assert.equal(await stage.run(), 77);
		seen.push(stage.fake.state.log.length);
	}
	assert.deepEqual(seen, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
	assert.deepEqual(stage.rows("SELECT sum(attempts) AS n FROM sync_jobs"),
		[{ n: 0 }]);
	stage.changeToken(1);
	stage.clock.moveTo(START + 3 * HOUR);
	assert.equal(await stage.run(), 0);
	assert.deepEqual(states(stage), { synced: 50 });
}));
