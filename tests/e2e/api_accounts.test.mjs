/* Pipedrive accounts as the owner sees them, against the rows. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openStage } from "./api_stage.mjs";

const DAY_MS = 24 * 60 * 60 * 1000;
let s;

before(async () => { s = await openStage(); });
after(() => s?.close());

const account = async (name, caller = s.boss) => (await caller.data(
	"/accounts")).find((one) => one.name === name);
const change = (sql) => s.scene.install.change(sql);
const wall = (name, until = "NULL") => change(`INSERT INTO breakers (target,
	owner_id, name, state, open_until) SELECT 'pipedrive', id, '${name}',
	'open', ${until} FROM crm_accounts WHERE name = 'demo'`);

test("what was called today, and which projects use it", async () => {
	assert.deepEqual(await account("demo"), { name: "demo",
		company: "demo", url: "https://demo.pipedrive.com/",
		state: "untried", connected: false, why: null, until: null,
		fields: 1, budget: (await account("demo")).budget,
		projects: [{ id: 1, name: "Test", crm: "on" }] });
	await s.lead();
	s.sync();
	const spent = s.scene.value("SELECT tokens FROM crm_budgets");
	assert.ok(spent > 0);
	const { state, connected, budget } = await account("demo");
	assert.deepEqual([state, connected], ["connected", true]);
	assert.equal(budget.used_today, spent);
	assert.ok(budget.share > spent);
	change(`UPDATE crm_budgets SET day = day - 1, day_left = 5,
		day_limit = 1000`);
	assert.deepEqual((await account("demo")).budget, { used_today: 0,
		share: 250, company_limit: 1000, company_left: null });
});

test("why it is not connected, the worst first", async () => {
	const until = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
	wall("transport", until);
	const told = async () => {
		const { state, connected, why, until: end }
			= await account("demo");
		return [state, connected, why, end];
	};
	assert.deepEqual(await told(), ["paused", false,
		"it cannot be reached",
		new Date(until).toISOString()]);
	wall("auth");
	assert.deepEqual(await told(), ["refused", false,
		"the token is refused", null]);
	change("UPDATE breakers SET state = 'closed' WHERE name = 'auth'");
	assert.equal((await told())[0], "paused");
	change("DELETE FROM breakers; DELETE FROM crm_fields");
	assert.deepEqual(await told(), ["unmapped", false, null, null]);
});

test("a key of one project sees its own, and no other project", async () => {
	s.scene.install.cli("crm", "account", "second", "--domain", "second");
	s.scene.install.cli("project", "add", "Third", "--privacy",
		"identified", "--account", "demo", "--crm", "watch");
	assert.deepEqual((await s.boss.data("/accounts")).map((one) =>
		[one.name, one.projects.map(({ name }) => name)]),
	[["demo", ["Test", "Third"]], ["second", []]]);
	assert.deepEqual((await s.bound.data("/accounts")).map((one) =>
		[one.name, one.projects.map(({ name }) => name)]),
	[["demo", ["Test"]]]);
	assert.deepEqual(await s.stranger.data("/accounts"), []);
	assert.equal((await s.boss.get("/accounts?x=1")).status, 400);
});
