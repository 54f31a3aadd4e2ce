/* Where two things meet: accounts that change, indexes that lag, budgets
 * that end. */
import assert from "node:assert/strict";
import { DAY, HOLD, KEYS, MINUTE, scene, TOKEN } from "./scratch.mjs";

const later = HOLD + 1;

function done(answer) {
	assert.equal(answer.code, 0, answer.said);
	return answer.said;
}

const NEW = { id: 50, name: "New Person", emails: ["new@example.com"] };

const at = (ms) => new Date(ms).toISOString().replace(/\.\d+/, "");

/* Somebody is made in the CRM, so many ms after the leads. */
async function appears(s, ms, ...persons) {
	await s.control("POST", "clock", { now: at(s.made + ms) });
	await s.control("POST", "seed", { persons });
}

/* A second account, with persons of the same numbers. */
function second(s) {
	s.account(2, "other");
	s.token(TOKEN, TOKEN);
}

const moved = ["crm", "on", "acme", "--account", "other"];

scene("who was chosen in one account is nobody in another",
	{ crm: "watch" }, async (s) => {
		second(s);
		s.lead({ email: "shared@example.com" });
		await s.run();
		done(await s.cli(["lead", "resolve", "1", "--person", "4"],
			{ later }));
		await s.run();
		assert.equal(s.state(), "skipped watch");
		done(await s.cli([...moved, "--since", "all", "--yes"], { later }));
		await s.run({ later: later + 60 });
		assert.equal(s.state(), "review several_persons");
		assert.deepEqual([s.person(3), s.person(4)], [{}, {}]);
	});

scene("in the same account the choice holds", { crm: "watch" },
	async (s) => {
		s.lead({ email: "shared@example.com" });
		await s.run();
		done(await s.cli(["lead", "resolve", "1", "--person", "4"],
			{ later }));
		await s.run();
		done(await s.cli(["crm", "on", "acme", "--since", "all", "--yes"],
			{ later }));
		await s.run({ later: later + 60 });
		assert.deepEqual([s.state(), s.job().person_id], ["synced", 4]);
	});

scene("nobody is chosen in an account the project has left", {},
	async (s) => {
		second(s);
		s.lead({ email: "shared@example.com" });
		await s.run();
		assert.equal(s.state(), "review several_persons");
		done(await s.cli(moved, { later }));
		const choose = ["lead", "resolve", "1", "--person", "4"];
		const { code, said } = await s.cli(choose, { later });
		assert.deepEqual([code, s.state()], [65,
			"review several_persons"]);
		assert.match(said.replace(/\s+/g, " "), new RegExp("looked for" +
			" in account \"acme\", and project \"acme\" has another" +
			" now: `leadpixel lead requeue 1`"));
		done(await s.cli(["lead", "requeue", "1"], { later }));
		done(await s.cli(choose, { later }));
		await s.run();
		assert.deepEqual([s.state(), s.job().account_id], ["synced", 2]);
	});

scene("a lead from before the account waits in it as others do",
	{ crm: "off" }, async (s) => {
		s.lead({ email: "new@example.com" });
		s.change("UPDATE projects SET account_id = NULL;" +
			" UPDATE sync_jobs SET account_id = NULL");
		done(await s.cli(["crm", "on", "acme", "--account", "acme"],
			{ later: 60 }));
		await s.run();
		assert.deepEqual([s.state(), s.job().account_id],
			["waiting", 1]);
		await appears(s, 20 * MINUTE, NEW);
		await s.run({ later: later + 21 * 60 });
		assert.deepEqual([s.state(), s.job().match_method],
			["synced", "list"]);
	});

scene("somebody gone whom the index still knows wakes nobody", {},
	async (s) => {
		s.lead({ email: "new@example.com", ago: MINUTE });
		await s.run({ later: HOLD - 30 });
		assert.equal(s.state(), "waiting");
		await s.control("POST", "seed", { persons: [NEW] });
		await s.control("POST", "switches", { index_lag_ms: 1e9 });
		await s.control("POST", "delete_person", { id: 50 });
		s.change(`UPDATE crm_budgets SET list_due =
			${s.made + 60 * MINUTE}`);
		s.lead({ email: "new@example.com", ago: -MINUTE });
		const before = s.calls().length;
		await s.run({ later: later + 60 });
		assert.deepEqual(s.calls().slice(before),
			["search", "get", "search", "get"]);
		assert.deepEqual([s.state(1), s.state(2)],
			["waiting", "waiting"]);
	});

scene("months without anybody waiting are not read again", {}, async (s) => {
	const old = s.made - 90 * DAY;

	s.lead({ email: "new@example.com" });
	await s.run();
	s.change(`UPDATE crm_budgets SET list_since = ${old - DAY}`);
	await s.control("POST", "seed", { persons: Array.from(
		{ length: 2100 }, (none, i) => ({ id: 1000 + i, name: "Many",
			emails: [`many${i}@example.com`],
			update_time: at(old + i * MINUTE) })) });
	await appears(s, 20 * MINUTE, NEW);
	await s.run({ later: later + 21 * 60 });
	assert.deepEqual([s.state(), s.job().match_method],
		["synced", "list"]);
	assert.equal(s.fake.state.log.filter(({ path }) =>
		path === "/api/v2/persons").length, 1);
});

scene("what was written in part is newer, too", {}, async (s) => {
	s.lead({ email: "shared@example.com", ago: 10 * MINUTE,
		first: { campaign: "old" } });
	await s.run({ later: HOLD - 60 });
	assert.equal(s.state(1), "review several_persons");
	await s.control("POST", "seed", { persons: [{ id: 3,
		name: "Alex Twin", emails: ["alex@twin.test"] }] });
	s.lead({ email: "shared@example.com", first: { campaign: "new" } });
	await s.control("POST", "fail", { match: { method: "PATCH" },
		fault: "drop_after_apply" });
	await s.run();
	assert.equal(s.state(2), "unsure");
	/* looked at again, a field comes back empty */
	await s.control("POST", "fail", { match: { method: "PATCH" },
		fault: { status: 200, body: { success: true,
			data: { id: 4, custom_fields: {} } } } });
	s.fake.state.account.persons.get(4).custom.delete(KEYS.event_id);
	await s.run({ later: later + 7 * 3600 });
	assert.equal(s.state(2), "failed not_taken");
	done(await s.cli(["lead", "resolve", "1", "--person", "4"],
		{ later: later + 7 * 3600 }));
	await s.run({ later: later + 7 * 3600 });
	assert.equal(s.state(1), "unchanged");
	assert.equal(s.person(4).last_campaign, "new");
});

scene("undo: what was there before is not guessed", {}, async (s) => {
	await s.control("POST", "seed", { persons: [{ id: 1,
		name: "Jane Example", emails: ["jane@example.com"],
		custom_fields: { [KEYS.last_source]: "before" } }] });
	s.lead();
	await s.run();
	const [held, kept] = [s.person(1), s.attempts().at(-1).before_values];
	for (const before of ["NULL", "'{\"cut'"]) {
		s.change(`UPDATE sync_attempts SET before_values = ${before}
			WHERE operation = 'patch'`);
		const { code, said } = await s.cli(["lead", "undo", "1"],
			{ later });
		assert.equal(code, 65);
		assert.match(said.replace(/\s+/g, " "),
			/what the fields held before is not known/);
		assert.deepEqual([s.state(), s.person(1)], ["synced", held]);
	}
	s.change(`UPDATE sync_attempts SET before_values = '${kept}'
		WHERE operation = 'patch'`);
	done(await s.cli(["lead", "undo", "1"], { later }));
	assert.deepEqual(s.person(1), { last_source: "before" });
});

scene("switched on, the past does not spend the day of the present",
	{ crm: "off" }, async (s) => {
		const noon = Math.ceil(s.made / DAY) * DAY + DAY / 2;
		const from = (ms) => Math.round((noon + ms - s.made) / 1000);
		const spent = () => s.rows("SELECT sum(tokens) AS n" +
			" FROM sync_attempts")[0].n;

		s.settings({ crm_daily_tokens: 4000 });
		s.plant(Array.from({ length: 40 }, (none, i) =>
			({ email: `old${i}@example.com`, ago: DAY })));
		await s.run();
		done(await s.cli(["crm", "on", "acme", "--since", "all", "--yes"],
			{ later: from(0) }));
		for (let minute = 1; minute <= 4; minute++)
			await s.run({ later: from(minute * MINUTE) });
		/* 1000 are ours, by noon five eighths of the past */
		assert.ok(spent() >= 620 && spent() < 680, spent());
		s.lead({ ago: s.made - noon });
		await s.run({ later: from(8 * MINUTE) });
		assert.equal(s.state(41), "synced");
	});

scene("what may have been written stays newer, whatever ends it", {},
	async (s) => {
		s.lead({ email: "shared@example.com", ago: 10 * MINUTE,
			first: { campaign: "old" } });
		await s.run({ later: HOLD - 60 });
		await s.control("POST", "seed", { persons: [{ id: 3,
			name: "Alex Twin", emails: ["alex@twin.test"] }] });
		s.lead({ email: "shared@example.com",
			first: { campaign: "new" } });
		await s.control("POST", "fail", { match: { method: "PATCH" },
			fault: "drop_after_apply" });
		await s.run();
		assert.equal(s.state(2), "unsure");
		done(await s.cli(["crm", "off", "acme"], { later }));
		await s.run({ later: later + 7 * 3600 });
		assert.equal(s.state(2), "skipped crm_off");
		done(await s.cli(["crm", "on", "acme"], { later }));
		done(await s.cli(["lead", "resolve", "1", "--person", "4"],
			{ later }));
		await s.run({ later: later + 7 * 3600 });
		assert.equal(s.state(1), "unchanged");
		assert.equal(s.person(4).last_campaign, "new");
	});

scene("a person without fields is no person with empty ones", {},
	async (s) => {
		await s.control("POST", "seed", { persons: [{ id: 1,
			name: "Jane Example", emails: ["jane@example.com"],
			custom_fields: { [KEYS.first_source]: "theirs" } }] });
		s.lead();
		await s.control("POST", "fail", {
			match: { path_prefix: "/api/v2/persons/1" },
			fault: { status: 200, body: { success: true, data: { id: 1,
				emails: [{ value: "jane@example.com" }] } } } });
		await s.run();
		assert.deepEqual([s.state(), s.job().last_class],
			["retry", "garbled"]);
		assert.deepEqual(s.person(1), { first_source: "theirs" });
		await s.run({ later: later + 7 * 3600 });
		assert.deepEqual([s.state(), s.person(1).first_source],
			["synced", "theirs"]);
	});

scene("long lists of options take no room from other accounts", {},
	async (s) => {
		const options = JSON.stringify(Array.from({ length: 4000 },
			(none, i) => ({ id: i + 1, label: `Option ${i + 1}` })));

		for (const id of [2, 3, 4])
			s.account(id, `other${id}`);
		s.secret(["acme", "other2", "other3", "other4"]);
		s.change(`UPDATE crm_accounts SET dictionary_read = ${s.made};
			UPDATE crm_fields SET crm_type = 'enum'
			WHERE name = 'first_campaign';
			INSERT INTO crm_dictionary (account_id, crm_key, name,
			crm_type, options) SELECT id, '${KEYS.first_campaign}',
			'Campaign', 'enum', '${options}' FROM crm_accounts`);
		for (const pixel of [1, 2, 3, 4])
			s.lead({ pixel });
		assert.equal(await s.run(), 0);
		assert.deepEqual([1, 2, 3, 4].map((id) => s.state(id)),
			Array(4).fill("synced"));
	});

scene("for a project that is off nobody is asked for", {}, async (s) => {
	s.lead({ email: "new@example.com" });
	await s.run();
	assert.equal(s.state(), "waiting");
	done(await s.cli(["crm", "off", "acme"], { later }));
	const before = s.calls().length;
	await s.run({ later: later + 21 * 60 });
	assert.equal(s.calls().length, before);
	/* on again, it goes on */
	done(await s.cli(["crm", "on", "acme"], { later }));
	await appears(s, 20 * MINUTE, NEW);
	await s.run({ later: later + 22 * 60 });
	assert.equal(s.state(), "synced");
});

scene("a lead of a project that is off holds back no other's", {},
	async (s) => {
		s.account(2, "other");
		s.lead({ ago: MINUTE });
		await s.control("POST", "fail", { fault: { status: 503 } });
		await s.run();
		assert.equal(s.state(1), "retry");
		s.lead({ pixel: 2 });
		s.change(`UPDATE projects SET account_id = 1 WHERE id = 2;
			UPDATE sync_jobs SET account_id = 1;
			UPDATE sync_jobs SET due = due + ${DAY} WHERE id = 1`);
		await s.run({ later: later + 60 });
		assert.deepEqual([s.state(1), s.state(2)], ["retry", "held"]);
		done(await s.cli(["crm", "off", "acme"], { later }));
		await s.run({ later: later + 120 });
		assert.deepEqual([s.state(1), s.state(2)], ["retry", "synced"]);
	});
