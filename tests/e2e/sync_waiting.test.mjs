/* Leads whose person is not there yet, or not for certain. */
import assert from "node:assert/strict";
import { DAY, HOLD, MINUTE, scene } from "./scratch.mjs";

const seconds = (ms) => HOLD + 1 + ms / 1000;
const WEAK = ["project", "set", "acme", "--weak-match", "write"];

/* Somebody is made in the CRM, so many ms after the leads. */
async function appears(s, later, ...persons) {
	await s.control("POST", "clock", { now: new Date(s.made + later)
		.toISOString().replace(/\.\d+/, "") });
	await s.control("POST", "seed", { persons });
}

function tokens(s) {
	return s.rows("SELECT ifnull(sum(tokens), 0) AS n" +
		" FROM sync_attempts")[0].n;
}

const NEW = { id: 50, name: "New Person", emails: ["NEW@example.com"] };

scene("a person who appears is found by one list", {}, async (s) => {
	s.lead({ email: "new@example.com" });
	await s.run();
	assert.equal(s.state(), "waiting");
	await appears(s, 20 * MINUTE, NEW);
	await s.run({ later: seconds(21 * MINUTE) });
	assert.deepEqual([s.state(), s.job().person_id, s.job().match_method],
		["synced", 50, "list"]);
	assert.equal(s.person(50).last_source, "google");
	assert.deepEqual(s.calls(), ["search", "search", "list", "get",
		"patch"].map((call) => call === "list" ? "get" : call));
	const [, , list] = s.fake.state.log;
	assert.equal(list.path, "/api/v2/persons");
	assert.equal(list.query.sort_by, "update_time");
	assert.match(list.query.updated_since, /^\d{4}-.*:\d\dZ$/);
});

scene("the list is asked for every ten minutes, then hourly", {},
	async (s) => {
		s.lead({ email: "new@example.com" });
		await s.run();
		const lists = () => s.fake.state.log.filter(({ path }) =>
			path === "/api/v2/persons").length;
		for (let minute = 1; minute <= 60; minute++)
			await s.run({ later: seconds(minute * MINUTE) });
		assert.equal(lists(), 6);
		for (let minute = 0; minute < 180; minute += 5)
			await s.run({ later: seconds(DAY + minute * MINUTE) });
		assert.ok(lists() <= 6 + 4, lists());
	});

scene("all leads of one person, in order, by one search", {}, async (s) => {
	for (let i = 0; i < 3; i++)
		s.lead({ email: "new@example.com", ago: (3 - i) * MINUTE,
			first: { campaign: `c${i}` } });
	await s.run();
	assert.deepEqual([1, 2, 3].map((id) => s.state(id)),
		["waiting", "waiting", "waiting"]);
	const before = s.calls().length;
	await appears(s, 20 * MINUTE, NEW);
	await s.run({ later: seconds(21 * MINUTE) });
	assert.deepEqual([1, 2, 3].map((id) => s.state(id)),
		["synced", "synced", "synced"]);
	assert.ok(!s.calls().slice(before).includes("search"));
	const { first_campaign, last_campaign, event_id } = s.person(50);
	assert.deepEqual([first_campaign, last_campaign, event_id],
		["c0", "c2", 3]);
});

scene("a later lead that finds the person lets older ones go first", {},
	async (s) => {
		s.lead({ email: "new@example.com", ago: MINUTE,
			first: { campaign: "older" } });
		await s.run({ later: HOLD - 30 });
		assert.equal(s.state(1), "waiting");
		s.change("UPDATE crm_budgets SET list_due = 4e12 WHERE 0");
		await appears(s, 8 * MINUTE, NEW);
		s.change(`UPDATE crm_budgets SET list_due =
			${s.made + 60 * MINUTE}`);
		s.lead({ email: "new@example.com", ago: -10 * MINUTE,
			first: { campaign: "newer" } });
		await s.run({ later: seconds(11 * MINUTE) });
		assert.deepEqual([s.state(1), s.state(2)], ["synced", "synced"]);
		const { first_campaign, last_campaign } = s.person(50);
		assert.deepEqual([first_campaign, last_campaign],
			["older", "newer"]);
	});

scene("after 30 days it is not found, for less than 120 tokens", {},
	async (s) => {
		s.lead({ email: "nobody@example.com", phone: "0170 1234567" });
		await s.run();
		for (let hour = 1; hour <= 31 * 24; hour += 8)
			await s.run({ later: seconds(hour * 60 * MINUTE) });
		assert.equal(s.state(), "not_found");
		assert.ok(tokens(s) <= 120, tokens(s));
		assert.equal(tokens(s), 100);
	});

scene("a list that never ends is bounded", {}, async (s) => {
	s.lead({ email: "new@example.com" });
	await s.run();
	await appears(s, 20 * MINUTE, ...Array.from({ length: 3000 },
		(none, i) => ({ id: 1000 + i, name: "Many",
			emails: [`many${i}@example.com`] })), { ...NEW, id: 9999 });
	const lists = () => s.fake.state.log.filter(({ path }) =>
		path === "/api/v2/persons");
	await s.run({ later: seconds(21 * MINUTE) });
	assert.equal(lists().length, 8);
	const last = lists().at(-1).query.updated_since;
	/* all of one second: what is beyond the bound is left to the search */
	await s.run({ later: seconds(32 * MINUTE) });
	await s.run({ later: seconds(43 * MINUTE) });
	assert.equal(lists().length, 16 + 1);
	assert.ok(lists().at(-1).query.updated_since > last);
	await s.run({ later: seconds(DAY + 60 * MINUTE) });
	assert.deepEqual([s.state(), s.job().person_id], ["synced", 9999]);
});

scene("two who share the address: somebody must choose", {}, async (s) => {
	s.lead({ email: "new@example.com" });
	await s.run();
	/* the search would not know them yet, and call them nobody */
	await s.control("POST", "switches", { index_lag_ms: DAY });
	await appears(s, 20 * MINUTE, NEW,
		{ id: 51, name: "Other", emails: ["new@example.com"] });
	await s.run({ later: seconds(21 * MINUTE) });
	assert.equal(s.state(), "review several_persons");
	assert.deepEqual(JSON.parse(s.job().candidates), [
		{ id: 50, name: "", by: "email" },
		{ id: 51, name: "Other", by: "email" }]);
	assert.deepEqual([s.person(50), s.person(51)], [{}, {}]);
});

const PHONES = [["+49 170 1234567", "0170 / 123 45 67"],
	["0170 1234567", "+491701234567"], ["00491701234567", "+49 (170) 1234567"]];

for (const [ours, theirs] of PHONES)
	scene(`a telephone number is no proof: ${ours}`, {}, async (s) => {
		await s.control("POST", "seed", { persons: [{ id: 60,
			name: "Phone Owner", emails: ["other@example.com"],
			phones: [theirs] }] });
		s.lead({ email: "new@example.com", phone: ours });
		await s.run();
		assert.equal(s.state(), "review weak_match");
		assert.deepEqual(JSON.parse(s.job().candidates),
			[{ id: 60, name: "Phone Owner", by: "phone" }]);
		assert.deepEqual(s.person(60), {});
		/* an address found later settles it by itself */
		await appears(s, 20 * MINUTE, NEW);
		await s.run({ later: seconds(21 * MINUTE) });
		assert.deepEqual([s.state(), s.person(60)], ["synced", {}]);
		assert.equal(s.person(50).last_source, "google");
		assert.equal(s.job().candidates, null);
	});

scene("without an address, by name and telephone", {}, async (s) => {
	await s.control("POST", "seed", { persons: [{ id: 60,
		name: "JOSÉ Núñez", phones: ["030 7654321"] }] });
	s.lead({ email: null, phone: "030 7654321", first_name: "Jose",
		last_name: "Nunez" });
	s.lead({ email: null, phone: "0999 999999", first_name: "José",
		last_name: "Núñez" });
	s.lead({ email: null, phone: "0999 999999", first_name: "No",
		last_name: "Body" });
	await s.run();
	assert.deepEqual([1, 2, 3].map((id) => s.state(id)),
		["review weak_match", "review weak_match", "waiting"]);
	assert.deepEqual(s.person(60), {});
});

scene("weak_match = write: one namesake without an address", {},
	async (s) => {
		assert.equal((await s.cli(WEAK)).code, 0);
		await s.control("POST", "seed", { persons: [
			{ id: 60, name: "Ann Lee" },
			{ id: 61, name: "Bob Ray", emails: ["b@example.com"] },
			{ id: 62, name: "Cat Fox" }, { id: 63, name: "cat fox" }] });
		for (const [first_name, last_name] of [["Ann", "Lee"],
			["Bob", "Ray"], ["Cat", "Fox"]])
			s.lead({ email: `${first_name}@new.test`.toLowerCase(),
				first_name, last_name });
		await s.run();
		assert.deepEqual([1, 2, 3].map((id) => s.state(id)),
			["synced", "review weak_match", "review weak_match"]);
		assert.equal(s.person(60).last_source, "google");
		assert.deepEqual([s.person(61), s.person(62), s.person(63)],
			[{}, {}, {}]);
		assert.equal(s.job(1).match_method, "name");
	});

scene("leads without consent stay here, if the project says so", {},
	async (s) => {
		s.lead();
		s.lead();
		s.change("UPDATE submissions SET no_history = 'gpc' WHERE id = 1");
		await s.run({ later: HOLD - 60 });
		assert.equal((await s.cli(["project", "set", "acme",
			"--keep-back", "on"])).code, 0);
		await s.run();
		assert.deepEqual([s.state(1), s.state(2)],
			["skipped consent", "synced"]);
	});

scene("a backlog does not keep new leads waiting", {}, async (s) => {
	for (let i = 0; i < 60; i++)
		s.lead({ email: `old${i}@example.com`, ago: DAY });
	s.lead();
	s.change("UPDATE sync_jobs SET due = 1 WHERE submission_id <= 60");
	await s.control("POST", "fail", { times: 400, skip: 30,
		fault: { status: 429 } });
	await s.run();
	assert.equal(s.state(61), "synced");
});

scene("our share of the day, and no more", {}, async (s) => {
	s.settings({ crm_daily_tokens: 1000 });
	for (let i = 0; i < 40; i++)
		s.lead({ email: `old${i}@example.com`, ago: DAY });
	s.change("UPDATE sync_jobs SET due = 1");
	const noon = Math.ceil(s.made / DAY) * DAY + DAY / 2;
	const at = (ms) => Math.round((noon + ms - s.made) / 1000);
	await s.run({ later: at(0) });
	const spent = tokens(s);
	assert.ok(spent > 0 && spent <= 250, spent);
	assert.match(s.said(), /its share of .* is spent/);
	await s.run({ later: at(MINUTE) });
	assert.ok(tokens(s) <= 250, tokens(s));
	assert.equal(s.rows("SELECT count(*) AS n FROM sync_jobs" +
		" WHERE attempts > 0")[0].n, 0);
	const { code, said } = await s.cli(["status"],
		{ later: at(MINUTE) });
	assert.equal(code, 1);
	assert.match(said.replace(/\s+/g, " "), new RegExp("LOOK Account" +
		" \"acme\": its share of .* \\(\\d+ of 250 tokens\\)"));
	const today = tokens(s);
	await s.run({ later: at(DAY) });
	assert.ok(tokens(s) > today);
});
