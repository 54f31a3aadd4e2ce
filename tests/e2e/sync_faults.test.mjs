/* Delivering leads when something is wrong: nothing lost, nothing doubled. */
import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { poll } from "../harness/poll.mjs";
import { DAY, HOLD, KEYS, LATER, MINUTE, scene, TOKEN } from "./scratch.mjs";

function breaker(s, name, account = 1) {
	return s.rows("SELECT state, reason, failures, open_until FROM breakers" +
		` WHERE owner_id = ${account} AND name = '${name}'`)[0];
}

const fail = (s, script) => s.control("POST", "fail", script);

/* The n-th call has reached the fake. */
function reached(s, n) {
	return poll(`call ${n}`, 10000, () => s.calls().length >= n);
}

scene("a refused token stops the account at once", {}, async (s) => {
	s.lead();
	s.lead({ email: "mary-jane@example.com" });
	s.token("revoked");
	assert.equal(await s.run(), 77);
	assert.deepEqual(s.calls(), ["search"]);
	const { state, attempts, throttles, due } = s.job();
	assert.deepEqual([state, attempts, throttles, due],
		["ready", 0, 0, s.made + HOLD * 1000]);
	assert.equal(s.state(2), "held");
	assert.equal(breaker(s, "auth").state, "open");
	/* one cheap call a run asks whether it has been mended */
	assert.equal(await s.run({ later: HOLD + 60 }), 77);
	assert.equal(await s.run({ later: 20 * 24 * 3600 }), 77);
	assert.equal(s.calls().length, 3);
	s.token(TOKEN);
	assert.equal(await s.run(), 0);
	assert.deepEqual([s.state(1), s.state(2)], ["synced", "synced"]);
	assert.equal(breaker(s, "auth").state, "closed");
});

scene("one account's refused token is no other's", {}, async (s) => {
	s.account(2, "other");
	s.token("revoked", TOKEN);
	s.lead();
	s.lead({ pixel: 2, email: "mary-jane@example.com" });
	assert.equal(await s.run(), 77);
	assert.deepEqual([s.state(1), s.state(2)], ["ready", "synced"]);
});

scene("a 500 is tried again later", {}, async (s) => {
	s.lead();
	await fail(s, { fault: { status: 500 } });
	assert.equal(await s.run(), 75);
	const { state, attempts, due, last_class, last_error } = s.job();
	assert.deepEqual([state, attempts, last_class, last_error],
		["retry", 1, "server", "search: HTTP 500"]);
	assert.ok(due >= s.made + (HOLD + 60) * 1000);
	await s.run({ later: HOLD + 30 });
	assert.equal(s.calls().length, 1);
	assert.equal(await s.run({ later: LATER }), 0);
	assert.equal(s.state(), "synced");
});

/* Which call meets what, and what becomes of the job. */
const FAULTS = [
	["GET", { status: 429 }, "retry", "throttled", "budget"],
	["GET", { status: 403, html: "<h1>Cloudflare</h1>" }, "ready",
		"blocked", "blocked"],
	["GET", { status: 403 }, "ready", "config", "blocked"],
	["GET", { status: 404 }, "ready", "config", "blocked"],
	["GET", { status: 410 }, "ready", "config", "blocked"],
	["GET", "redirect", "ready", "config", "blocked"],
	["GET", { status: 402 }, "ready", "auth", "auth"],
	["GET", { status: 400 }, "failed", "refused"],
	["GET", { status: 520 }, "retry", "server"],
	["GET", "drop_before", "retry", "garbled"],
	["GET", "not_json", "retry", "garbled"],
	["GET", "success_false", "retry", "garbled"],
	["GET", "truncate", "retry", "garbled"],
	["GET", "big_body", "retry", "garbled"],
	["GET", { status: 200, body: [1] }, "retry", "garbled"],
	["GET", { status: 200, body: { success: true, data: "x" } }, "retry",
		"garbled"],
	["PATCH", { status: 500 }, "unsure", "unsure"],
	["PATCH", "not_json", "unsure", "unsure"],
	["PATCH", "truncate", "unsure", "unsure"],
	["PATCH", "success_false", "unsure", "unsure"],
	["PATCH", { status: 200, body: { success: true, data: { id: 2 } } },
		"unsure", "unsure"],
	["PATCH", { status: 200, body: { success: true, data: { id: 1,
		custom_fields: {} } } }, "failed not_taken", "refused"],
	["PATCH", { status: 400 }, "failed", "refused"],
	["PATCH", { status: 403 }, "failed", "refused"],
	["PATCH", { status: 401 }, "ready", "auth", "auth"],
	["PATCH", { status: 204 }, "synced", "synced"],
];

for (const [method, fault, state, kind, wall] of FAULTS)
	scene(`${method} ${JSON.stringify(fault)}`, {}, async (s) => {
		s.lead();
		await fail(s, { match: { method }, fault });
		await s.run();
		assert.deepEqual([s.state(), s.job().last_class], [state, kind]);
		const last = s.attempts().at(-1);
		assert.ok(last.ended !== null);
		assert.equal(s.calls().length, method === "GET" ? 1 : 3);
		assert.equal(wall !== undefined && breaker(s, wall).state,
			wall !== undefined && "open");
	});

scene("a 429 burns no attempt and ends the account's part", {}, async (s) => {
	s.lead();
	s.lead({ email: "mary-jane@example.com" });
	await fail(s, { fault: { status: 429, headers: { "retry-after": "90" } } });
	assert.equal(await s.run(), 75);
	assert.deepEqual(s.calls(), ["search"]);
	const { attempts, throttles, due } = s.job();
	assert.deepEqual([attempts, throttles], [0, 1]);
	assert.ok(due >= s.made + (HOLD + 90) * 1000);
	await s.run({ later: HOLD + 60 });
	assert.equal(s.calls().length, 1);
	await s.run({ later: LATER });
	assert.deepEqual([s.state(1), s.state(2)], ["synced", "synced"]);
});

scene("the day's budget is spent", {}, async (s) => {
	s.lead();
	await s.control("POST", "switches", { daily_tokens: 1,
		rate_headers: true });
	s.fake.state.limits.budget.spend(1);
	assert.equal(await s.run(), 75);
	assert.deepEqual([s.state(), s.job().last_class], ["ready", "budget"]);
	/* it comes back at midnight, UTC if nobody says whose */
	const begun = s.made + (HOLD + 1) * 1000;
	const midnight = Math.ceil(begun / DAY) * DAY;
	const { open_until } = breaker(s, "budget");
	assert.ok(open_until >= midnight - MINUTE
		&& open_until <= midnight + 16 * MINUTE);
});

const PEOPLE = ["jane@example.com", "mary-jane@example.com",
	"shared@example.com", "robin@twin.test", "casey.upper@example.com",
	"plus+tag@example.com"];

scene("five leads in a row that fail open the breaker", {}, async (s) => {
	PEOPLE.forEach((email, i) => s.lead({ email, ago: MINUTE - i }));
	await fail(s, { times: 5, fault: { status: 503 } });
	assert.equal(await s.run(), 75);
	assert.equal(s.calls().length, 5);
	/* each fifth claim takes the newest */
	assert.deepEqual([s.state(4), s.state(5), s.state(6)],
		["retry", "held", "retry"]);
	assert.equal(breaker(s, "transport").state, "open");
	/* half open: one cheap call that fails closes the door again */
	await fail(s, { fault: { status: 503 } });
	await s.run({ later: HOLD + 200 });
	assert.equal(s.calls().length, 6);
	assert.match(s.fake.state.log.at(-1).path, /personFields\/[0-9a-f]{40}$/);
	assert.equal(breaker(s, "transport").state, "open");
	await s.run({ later: LATER });
	assert.equal(breaker(s, "transport").state, "closed");
	assert.equal(s.rows("SELECT count(*) AS n FROM sync_jobs" +
		" WHERE state = 'synced'")[0].n, 5);
});

scene("the pace never meets the smallest plan's limits", {}, async (s) => {
	s.settings({ crm_pace: "on" });
	await s.control("POST", "switches", { search_burst_limit: 4,
		burst_limit: 8 });
	for (let i = 0; i < 3; i++)
		s.lead({ email: `nobody${i}@example.com` });
	PEOPLE.slice(0, 3).forEach((email) => s.lead({ email }));
	assert.equal(await s.run(), 0);
	assert.deepEqual(s.rows("SELECT DISTINCT http FROM sync_attempts"),
		[{ http: 200 }]);
});

scene("carried out, the answer lost: looked at, not repeated", {},
	async (s) => {
		s.lead();
		await fail(s, { match: { method: "PATCH" },
			fault: "drop_after_apply" });
		assert.equal(await s.run(), 75);
		assert.deepEqual([s.state(), s.attempts().at(-1).class],
			["unsure", "unsure"]);
		assert.equal(s.person(1).last_source, "google");
		assert.equal(await s.run({ later: LATER }), 0);
		assert.equal(s.state(), "unchanged");
		assert.equal(s.calls().filter((one) => one === "patch").length, 1);
	});

scene("two runs at once: one of them calls", {}, async (s) => {
	s.lead();
	await fail(s, { fault: "stall" });
	const first = s.start();
	await reached(s, 1);
	assert.equal(await s.run(), 0);
	assert.match(s.said(), /busy/);
	assert.equal(s.calls().length, 1);
	for (const name of ["cmdline", "environ"])
		assert.ok(!readFileSync(`/proc/${first.pid}/${name}`, "latin1")
			.includes(TOKEN), name);
	await first.stop("SIGKILL");
});

scene("killed in the middle of a search", {}, async (s) => {
	s.lead();
	await fail(s, { fault: "stall" });
	const killed = s.start();
	await reached(s, 1);
	await killed.stop("SIGKILL");
	assert.equal(s.state(), "sending");
	assert.deepEqual(s.attempts().map((row) => [row.operation, row.ended]),
		[["search", null]]);
	assert.equal(await s.run(), 0);
	assert.deepEqual([s.state(), s.job().attempts], ["synced", 1]);
	assert.match(s.said(), /lead 1: sending -> unsure/);
});

scene("killed after the PATCH was carried out", {}, async (s) => {
	s.lead();
	await fail(s, { match: { method: "PATCH" }, fault: "stall_body" });
	const killed = s.start();
	await reached(s, 3);
	await killed.stop("SIGKILL");
	assert.equal(await s.run(), 0);
	assert.equal(s.state(), "unchanged");
	assert.equal(s.person(1).last_source, "google");
	assert.equal(s.calls().filter((one) => one === "patch").length, 1);
});

scene("killed again and again, wherever it was", {}, async (s) => {
	PEOPLE.forEach((email) => s.lead({ email }));
	for (let n = 0; n < 12; n++) {
		const before = s.calls().length;
		const killed = s.start();
		await poll("a call or the end", 10000, () =>
			s.calls().length > before + n % 3 ||
			killed.ended !== undefined);
		await killed.stop("SIGKILL");
	}
	await s.run({ later: LATER });
	await s.run({ later: 2 * LATER });
	for (const [i, id] of [[1, 1], [2, 2], [4, 4], [5, 7], [6, 8]]) {
		assert.ok(["synced", "unchanged"].includes(s.state(i)), i);
		assert.equal(s.person(id).event_id, i);
	}
	assert.equal(s.state(3), "review several_persons");
	/* no call without a row, written before it */
	assert.ok(s.rows("SELECT count(*) AS n FROM sync_attempts")[0].n >=
		s.calls().length);
});

scene("one that kills its run three times lets others pass", {},
	async (s) => {
		s.lead({ ago: MINUTE });
		s.lead({ email: "mary-jane@example.com" });
		await fail(s, { times: 4, fault: "stall" });
		for (let n = 1; n <= 4; n++) {
			const killed = s.start();
			await reached(s, n);
			await killed.stop("SIGKILL");
		}
		await s.run();
		assert.deepEqual([s.state(1), s.state(2)], ["unsure", "synced"]);
	});

scene("somebody cancels a lead while it is sent", {}, async (s) => {
	s.lead();
	await fail(s, { fault: "stall" });
	const run = s.start();
	await reached(s, 1);
	s.change("UPDATE sync_jobs SET state = 'cancelled', run_id = NULL," +
		" finished = 1");
	await s.fake.close();
	await run.exited;
	assert.equal(s.state(), "cancelled");
	assert.match(s.said(), /somebody ended it/);
});

const MISSET = [
	["others can read the secrets", (s) => chmodSync(s.secrets, 0o640),
		/others can read/],
	["the account has no token", (s) => s.token(), /no token/],
	["a field's type is not supported", (s) => s.change("UPDATE crm_fields" +
		" SET crm_type = 'user' WHERE name = 'last_source'"),
	/last_source -> 3{40} user: /],
	["a key is none", (s) => s.change("UPDATE crm_fields SET crm_key =" +
		` '${"X".repeat(40)}' WHERE name = 'click_id'`), /its key is not/],
	["nothing is mapped", (s) => s.change("DELETE FROM crm_fields"),
		/no field is mapped/],
	["the company's domain leads elsewhere", (s) => {
		s.configure("");
		s.change("UPDATE crm_accounts SET company_domain =" +
			" 'evil.example/'");
	}, /no company domain/],
];

for (const [name, spoil, says] of MISSET)
	scene(`78, and no lead is touched: ${name}`, {}, async (s) => {
		s.lead();
		spoil(s);
		assert.equal(await s.run(), 78);
		assert.match(s.said(), says);
		assert.deepEqual([s.state(), s.calls()], ["held", []]);
	});

scene("with nothing due, nothing needs to be right", {}, async (s) => {
	s.token();
	assert.equal(await s.run(), 0);
	s.lead();
	assert.equal(await s.run({ later: 0 }), 0);
	assert.equal(await s.run({ args: ["--quiet"] }), 78);
});

scene("a key that was deleted over there", {}, async (s) => {
	s.lead({ last: { campaign: "sale" } });
	await s.control("POST", "delete_field",
		{ field_code: KEYS.last_source });
	await s.run();
	assert.equal(s.state(), "synced partial");
	assert.equal(s.person(1).utm_source, undefined);
	assert.equal(s.person(1).last_campaign, "sale");
	assert.match(s.job().last_error, new RegExp("^patch: HTTP 400, code" +
		` ERR_SCHEMA_VALIDATION_FAILED key ${KEYS.last_source}$`));
});

scene("a secret that is nobody's: 78, the line, and no lead is touched", {},
	async (s) => {
		s.lead();
		writeFileSync(s.secrets, `[acme]\ntoken = ${TOKEN}\n` +
			"[newsletter acne]\ntoken = another-token-0123\n");
		assert.equal(await s.run(), 78);
		assert.match(s.said(), /secrets:4: .*no account.*"newsletter acne"/);
		assert.ok(!s.said().includes(TOKEN) &&
			!s.said().includes("another-token"));
		assert.deepEqual([s.state(), s.calls()], ["held", []]);
		writeFileSync(s.secrets, `[acme]\ntoken = ${TOKEN}\n`);
		assert.equal(await s.run(), 0);
		assert.equal(s.state(), "synced");
	});
