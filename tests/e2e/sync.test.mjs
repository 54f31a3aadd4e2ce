/* Delivering leads: what is on the person, and what is in the rows. */
import assert from "node:assert/strict";
import { HOLD, KEYS, LATER, MINUTE, scene, TOKEN } from "./scratch.mjs";

scene("a lead's values get onto its person", {}, async (s) => {
	s.lead({ email: "plus+tag@example.com",
		first: { source: "bing", campaign: "spring" },
		last: { source: "google", campaign: "sale",
			utm_source: "Google Ads", fbclid: "F1", gclid: "G1" } });
	assert.equal(await s.run(), 0);
	assert.deepEqual(s.person(8), {
		first_source: "bing", first_campaign: "spring",
		last_source: "google", last_campaign: "sale",
		utm_source: "Google Ads", click_id: "G1",
		landing_page: "https://shop.example/lamps",
		lead_time: new Date(s.made).toISOString().slice(0, 10),
		event_id: 1,
		lead_link: "https://lp.example.com/dashboard/#lead/" +
			"01".repeat(16),
	});
	const { state, person_id, match_method, attempts, run_id, finished } =
		s.job();
	assert.deepEqual([state, person_id, match_method, attempts, run_id],
		["synced", 8, "email", 0, null]);
	assert.ok(finished > s.made);
	assert.deepEqual(s.rows("SELECT record_complete FROM submissions"),
		[{ record_complete: 1 }]);
	assert.deepEqual(s.rows("SELECT person_id, newest_applied" +
		" FROM crm_persons"), [{ person_id: 8, newest_applied: s.made }]);
});

scene("each call leaves a row with its outcome", {}, async (s) => {
	s.lead();
	await s.run();
	assert.deepEqual(s.attempts().map((row) => [row.operation, row.http,
		row.class, row.tokens, row.ended !== null]), [
		["search", 200, "ok", 20, true], ["get", 200, "ok", 1, true],
		["patch", 200, "ok", 5, true]]);
	const [search, get, patch] = s.attempts();
	assert.equal(search.map_version, null);
	assert.equal(patch.map_version, 1);
	assert.equal(JSON.parse(patch.before_values)[KEYS.last_source], null);
	assert.equal(get.correlation_id.length, 36);
	const [run] = s.rows("SELECT * FROM sync_runs");
	assert.deepEqual([run.exit_reason, run.claimed, run.applied, run.failed,
		run.calls, run.tokens], ["done", 1, 1, 0, 3, 26]);
});

scene("the calls are those of the contract", {}, async (s) => {
	s.lead({ email: "plus+tag@example.com" });
	await s.run();
	const [search, get, patch] = s.fake.state.log;
	assert.equal(search.path, "/api/v2/persons/search");
	assert.deepEqual(search.query, { term: "plus+tag@example.com",
		fields: "email", limit: "50", exact_match: "true" });
	assert.deepEqual([get.path, get.query], ["/api/v2/persons/8", {}]);
	assert.deepEqual(Object.keys(patch.body), ["custom_fields"]);
});

scene("absent values are not written, nor derived ones as raw", {},
	async (s) => {
		s.lead({ first: { source: "(direct)", medium: "(none)" } });
		await s.run();
		const { body } = s.fake.state.log[2];
		assert.equal(body.custom_fields[KEYS.last_source], "(direct)");
		for (const name of ["utm_source", "click_id", "last_campaign"])
			assert.ok(!(KEYS[name] in body.custom_fields), name);
	});

scene("a varchar is cut at 255 code points", {}, async (s) => {
	s.lead({ first: { utm_source: "ü€😀".repeat(100) } });
	assert.equal(await s.run(), 0);
	assert.equal(s.person(1).utm_source, "ü€😀".repeat(85));
});

scene("done again, it changes nothing", {}, async (s) => {
	s.lead();
	await s.run();
	s.requeue();
	assert.equal(await s.run(), 0);
	assert.equal(s.state(), "unchanged");
	assert.deepEqual(s.calls(), ["search", "get", "patch", "search", "get"]);
});

scene("only what differs is sent", {}, async (s) => {
	s.lead({ first: { campaign: "a" } });
	await s.run();
	s.lead({ ago: -MINUTE, first: { campaign: "a" },
		last: { campaign: "b" } });
	await s.run({ later: HOLD + 61 });
	assert.deepEqual(Object.keys(s.fake.state.log.at(-1).body.custom_fields)
		.sort(), ["last_campaign", "event_id", "lead_link"]
		.map((name) => KEYS[name]).sort());
	assert.equal(s.person(1).first_campaign, "a");
	const before = JSON.parse(s.attempts(2).at(-1).before_values);
	assert.equal(before[KEYS.last_campaign], "a");
});

scene("nobody has the address", {}, async (s) => {
	s.lead({ email: "nobody@example.com" });
	assert.equal(await s.run(), 0);
	assert.equal(s.state(), "waiting");
	assert.deepEqual(s.calls(), ["search", "search"]);
	assert.equal(s.fake.state.log[1].query.exact_match, undefined);
});

scene("a wrong case is found by the broad search", {}, async (s) => {
	await s.control("POST", "switches", { exact_match: "sensitive" });
	s.lead({ email: "casey.upper@example.com" });
	await s.run();
	assert.deepEqual([s.state(), s.job().match_method],
		["synced", "email_broad"]);
	assert.equal(s.person(7).last_source, "google");
});

scene("a substring is not the person", {}, async (s) => {
	await s.control("POST", "switches", { exact_match: "ignored",
		search_order: "reverse" });
	s.lead();
	s.lead({ email: "ane@example.com" });
	await s.run();
	assert.equal(s.person(1).last_source, "google");
	assert.deepEqual([s.person(2), s.state(2)], [{}, "waiting"]);
});

scene("two persons: somebody must choose", {}, async (s) => {
	s.lead({ email: "shared@example.com" });
	assert.equal(await s.run(), 0);
	assert.equal(s.state(), "review several_persons");
	assert.deepEqual(JSON.parse(s.job().candidates), [
		{ id: 3, name: "Alex Twin", by: "email" },
		{ id: 4, name: "Robin Twin", by: "email" }]);
	assert.deepEqual([s.person(3), s.person(4)], [{}, {}]);
	assert.deepEqual(s.calls(), ["search"]);
});

scene("somebody deleted since the index knew him", {}, async (s) => {
	await s.control("POST", "switches", { index_lag_ms: 1e9 });
	await s.control("POST", "delete_person", { id: 1 });
	s.lead();
	assert.equal(await s.run(), 0);
	assert.equal(s.state(), "waiting");
	assert.deepEqual(s.calls(), ["search", "get", "search", "get"]);
});

scene("somebody whose address changed since the index knew it", {},
	async (s) => {
		await s.control("POST", "switches", { index_lag_ms: 1e9 });
		await s.control("POST", "seed", { persons: [{ id: 1,
			name: "Jane Example", emails: ["new@example.com"] }] });
		s.lead();
		assert.equal(await s.run(), 0);
		assert.deepEqual([s.state(), s.person(1)], ["waiting", {}]);
	});

scene("the person is on the second page", {}, async (s) => {
	await s.control("POST", "switches", { exact_match: "ignored",
		search_order: "reverse" });
	await s.control("POST", "seed", { persons: Array.from({ length: 60 },
		(none, i) => ({ id: 100 + i, name: "Near",
			emails: [`${i}jane@example.com`] })) });
	s.lead();
	assert.equal(await s.run(), 0);
	assert.deepEqual([s.state(), s.job().person_id], ["synced", 1]);
	assert.deepEqual(s.calls(), ["search", "search", "get", "patch"]);
});

scene("a 404 for the person is no 404 for the lead", {}, async (s) => {
	s.lead();
	await s.control("POST", "fail", { match: { method: "PATCH" },
		fault: { status: 404 } });
	assert.equal(await s.run(), 0);
	assert.equal(s.state(), "synced");
	assert.deepEqual(s.calls(), ["search", "get", "patch", "search", "get",
		"patch"]);
});

scene("before its seven minutes a lead is left alone", {}, async (s) => {
	s.lead();
	await s.run({ later: HOLD - 30 });
	assert.deepEqual([s.state(), s.calls()], ["held", []]);
	await s.run({ later: HOLD + 1 });
	assert.equal(s.state(), "synced");
});

scene("an older lead never replaces a newer one's values", {}, async (s) => {
	s.lead({ ago: 10 * MINUTE, state: "review", first: { campaign: "old" },
		last: { campaign: "old", gclid: "G-old" } });
	s.lead({ first: { source: "bing", campaign: null },
		last: { source: "bing", campaign: "new" } });
	await s.run();
	assert.deepEqual([s.state(1), s.state(2)], ["review", "synced"]);
	s.requeue(1);
	await s.run();
	assert.equal(s.state(1), "synced");
	const held = s.person(1);
	assert.deepEqual([held.last_campaign, held.last_source, held.event_id],
		["new", "bing", 2]);
	/* what was first is still told; a click of another touch is not */
	assert.deepEqual([held.first_campaign, held.click_id],
		["old", undefined]);
	assert.deepEqual(s.rows("SELECT submission_id FROM crm_persons"),
		[{ submission_id: 2 }]);
});

scene("what is tried holds back later leads of that person only", {},
	async (s) => {
		s.lead({ ago: 2 * MINUTE, first: { campaign: "one" } });
		s.lead({ ago: MINUTE, first: { campaign: "two" } });
		s.lead({ email: "mary-jane@example.com" });
		await s.control("POST", "fail", { fault: { status: 503 } });
		assert.equal(await s.run(), 75);
		assert.deepEqual([1, 2, 3].map((id) => s.state(id)),
			["retry", "held", "synced"]);
		await s.run({ later: LATER });
		assert.deepEqual([s.state(1), s.state(2)], ["synced", "synced"]);
		assert.equal(s.person(1).last_campaign, "two");
		assert.equal(s.person(1).first_campaign, "one");
	});

const LEFT_OUT = [
	["crm is off", { crm: "off" }, {}, "skipped crm_off"],
	["a test lead", {}, { test: 1 }, "skipped test"],
	["its form failed", {}, { form_state: "failed" },
		"skipped form_failed"],
	["no way to reach anyone", {}, { email: null }, "skipped no_contact"],
];

for (const [name, how, lead, state] of LEFT_OUT)
	scene(`no call is made: ${name}`, how, async (s) => {
		s.lead(lead);
		assert.equal(await s.run(), 0);
		assert.deepEqual([s.state(), s.calls()], [state, []]);
	});

scene("a project that has no account", {}, async (s) => {
	s.lead();
	s.change("UPDATE projects SET account_id = NULL;" +
		" UPDATE sync_jobs SET account_id = NULL");
	assert.equal(await s.run(), 0);
	assert.deepEqual([s.state(), s.calls()], ["skipped crm_off", []]);
});

scene("crm off is carried out with a refused token, too", {}, async (s) => {
	s.lead({ email: "mary-jane@example.com" });
	s.token("wrong-token");
	await s.run();
	s.change("UPDATE projects SET crm = 'off'");
	await s.run();
	/* the one call asks whether the token was mended */
	assert.deepEqual([s.state(), s.calls()],
		["skipped crm_off", ["search", "get"]]);
});

scene("watch looks, and writes nothing", { crm: "watch" }, async (s) => {
	s.lead();
	s.lead({ email: "nobody@example.com" });
	assert.equal(await s.run(), 0);
	assert.deepEqual([s.state(1), s.state(2)],
		["skipped watch", "skipped watch"]);
	const { person_id, candidates } = s.job();
	assert.equal(person_id, 1);
	assert.equal(JSON.parse(candidates).custom_fields[KEYS.last_source],
		"google");
	assert.deepEqual([s.person(1), s.calls().includes("patch")], [{}, false]);
});

scene("a dry run tells, and changes nothing", {}, async (s) => {
	s.lead();
	s.lead({ email: "nobody@example.com" });
	s.change(`UPDATE submissions SET record = '{"last":{"campaign":` +
		`"sale\\u001b[2J"},"submitted":0}'`);
	const before = s.dump();
	assert.equal(await s.run({ args: ["--dry-run"] }), 0);
	assert.equal(s.dump(), before);
	assert.deepEqual(s.person(1), {});
	assert.ok(!s.calls().includes("patch"));
	const said = s.said();
	assert.match(said, /^lead 1 -> person 1: would write$/m);
	assert.match(said, new RegExp(
		`^ +Last campaign +${KEYS.last_campaign} +\\(empty\\) -> "sale\\[2J"$`,
		"m"));
	assert.match(said, /^lead 2: waiting$/m);
	await s.run();
	s.requeue();
	await s.run({ args: ["--dry-run"] });
	assert.match(s.said(), /^lead 1 -> person 1: nothing to change$/m);
});

scene("no token is written anywhere", {}, async (s) => {
	s.lead();
	s.lead({ email: "nobody@example.com" });
	await s.control("POST", "fail", { skip: 1, fault: { status: 400,
		body: { error: TOKEN, code: "ERR_X" } } });
	await s.run();
	s.requeue();
	await s.run({ args: ["--dry-run"] });
	for (const kept of [s.dump(), s.said(),
		JSON.stringify(s.fake.state.log.map((call) =>
			[call.path, call.query, call.body]))])
		assert.ok(!kept.includes(TOKEN));
	assert.ok(!s.said().includes("@"), "an address in the log");
	assert.equal(s.attempts()[1].excerpt, "code ERR_X");
});
