/* Setting an account up: what is made in Pipedrive, and what is mapped. */
import assert from "node:assert/strict";
import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { startFake } from "../harness/fake.mjs";
import { makeInstall } from "../harness/install.mjs";
import { poll } from "../harness/poll.mjs";
import { runProgram, startProgram, user } from "../harness/program.mjs";

const DATAERR = 65, UNAVAILABLE = 69, LATER = 75, CONFIG = 78, LOOK = 1;
const TOKEN = "demo-token-not-secret";
const BASIC = ["click_id", "first_campaign", "first_channel",
	"first_medium", "first_source", "landing_page", "last_campaign",
	"last_channel", "last_medium", "last_source", "lead_link",
	"lead_time"];
const code = (digit) => digit.repeat(40);

class Scene {
	constructor(install, fake) {
		this.install = install;
		this.fake = fake;
	}

	cli(...args) {
		return runProgram(this.install.program("leadpixel"),
			["--config", this.install.conf, ...args]);
	}

	/* Its output; an error unless it ends so. */
	said(wanted, ...args) {
		const done = this.cli(...args);
		assert.equal(done.code, wanted, done.err + done.out);
		return done.out + done.err;
	}

	token(text) {
		const path = join(this.install.dir, "secrets");
		writeFileSync(path, text);
		chmodSync(path, 0o600);
		if (user.uid !== undefined)
			chownSync(path, user.uid, user.gid);
	}

	control(method, name, body) {
		return this.fake.control(method, name, body);
	}

	/* An account without any fields but these. */
	async fields(...fields) {
		await this.control("POST", "reset", { empty: true });
		await this.control("POST", "seed", { account: {
			company_name: "Demo", company_domain: "demo" },
		tokens: [{ token: TOKEN }], fields });
	}

	async calls(method, end = "personFields") {
		const { calls } = await this.control("GET", "log");
		return calls.filter((call) => call.method === method &&
			call.path.endsWith(end));
	}

	map() {
		return this.install.rows("SELECT name, crm_key, crm_type," +
			" policy FROM crm_fields ORDER BY name");
	}
}

function scene(name, body) {
	test(name, async () => {
		const install = makeInstall({ empty: true });
		const fake = await startFake(install);
		try {
			install.configure({ crm_origin: fake.url });
			install.cli("crm", "account", "demo", "--domain", "demo");
			const s = new Scene(install, fake);
			s.token(`[demo]\ntoken = ${TOKEN}\n`);
			await body(s);
		} finally {
			await fake.stop();
			install.remove();
		}
	});
}

scene("all of a set is made, and made once", async (s) => {
	await s.fields();
	const said = s.said(0, "crm", "setup", "demo", "--yes");
	assert.match(said, /set basic: 12 fields, 0 of them mapped already/);
	assert.match(said, /^  landing_page +"Landing page", text$/m);
	assert.match(said, /^made {2}Landing page$/m);
	assert.match(said, /All 12 are mapped\.  Next: `leadpixel crm check/);
	const made = await s.calls("POST");
	assert.deepEqual(made.map((call) => [call.handled, call.body])[8],
		[201, { field_name: "Landing page", field_type: "text" }]);
	assert.deepEqual(s.map().map((row) => row.name), BASIC);
	assert.equal(s.map().find((row) => row.name === "first_source").policy,
		"if_empty");

	const again = s.said(0, "crm", "setup", "demo", "--yes");
	assert.match(again, /12 of them mapped already/);
	assert.equal((await s.calls("POST")).length, 12);
	assert.equal(s.install.value("SELECT count(*) FROM crm_dictionary"), 12);
	assert.equal(s.install.value("SELECT count(*) FROM audit_log" +
		" WHERE action = 'crm map' AND detail LIKE '%, made'"), 12);
});

scene("without a yes nothing is changed", async (s) => {
	await s.fields();
	assert.match(s.said(0, "crm", "setup", "demo"),
		/Make 12 fields, and use 0 that are there\?  --yes says so\.\nNothing was changed\.\n/);
	assert.deepEqual([await s.calls("POST"), s.map()], [[], []]);
});

scene("a program reads the plan, and has it done", async (s) => {
	await s.fields({ field_code: code("a"), field_type: "text",
		field_name: "Click id" }, { field_code: code("b"),
		field_type: "date", field_name: "Last source" });
	const plan = (...more) => JSON.parse(s.said(LOOK, "crm", "setup",
		"demo", "--json", ...more));
	const steps = (lines) => ["click_id", "last_source", "last_medium"]
		.map((name) => lines.find((line) => line.name === name).step);
	const first = plan();
	assert.deepEqual(steps(first), ["adopt", "conflict", "create"]);
	assert.equal(first.length, 12);
	assert.match(first.find((line) => line.why).why, /is of type date/);
	assert.deepEqual([await s.calls("POST"), s.map()], [[], []]);
	plan("--yes");
	assert.deepEqual(steps(plan()), ["mapped", "conflict", "mapped"]);
	assert.equal((await s.calls("POST")).length, 10);
});

scene("what is there is used, whatever its case", async (s) => {
	await s.fields(
		{ field_code: code("a"), field_type: "varchar",
			field_name: "FIRST source" },
		{ field_code: code("b"), field_type: "text",
			field_name: "last_source" },
		{ field_code: code("c"), field_type: "enum",
			field_name: "Last channel",
			options: [{ id: 1, label: "Direct" }] });
	assert.match(s.said(0, "crm", "setup", "demo", "--yes"),
		/^  last_source +"last_source", text$/m);
	assert.equal((await s.calls("POST")).length, 9);
	assert.deepEqual(s.map().filter((row) => row.crm_key[0] ===
		row.crm_key[1] && row.crm_key[1] === row.crm_key[2])
		.map((row) => [row.name, row.crm_key, row.crm_type]), [
		["first_source", code("a"), "varchar"],
		["last_channel", code("c"), "enum"],
		["last_source", code("b"), "text"]]);
	assert.deepEqual(s.install.rows("SELECT options FROM crm_dictionary" +
		` WHERE crm_key = '${code("c")}'`),
	[{ options: '[{"id":1,"label":"Direct"}]' }]);
});

scene("our names are known, too, however they are written", async (s) => {
	await s.fields({ field_code: code("a"), field_type: "text",
		field_name: "Page URL" });
	s.said(0, "crm", "setup", "demo", "--set", "original", "--yes");
	assert.equal((await s.calls("POST")).length, 36);
	assert.equal(s.map().find((row) => row.name === "page_url").crm_key,
		code("a"));
});

scene("two fields of one name, and a wrong type, are left alone",
	async (s) => {
		await s.fields(
			{ field_code: code("a"), field_type: "varchar",
				field_name: "Last source" },
			{ field_code: code("b"), field_type: "varchar",
				field_name: "last source" },
			{ field_code: code("c"), field_type: "date",
				field_name: "Click id" },
			{ field_code: code("d"), field_type: "user",
				field_name: "Last medium" },
			{ field_code: code("e"), field_type: "varchar",
				field_name: "Last campaign", is_writable: false });
		const said = s.said(LOOK, "crm", "setup", "demo", "--yes")
			.replace(/\s+/g, " ");
		for (const part of ["two fields are called so: \"Last source\"" +
			` (${code("a")}) and "last source" (${code("b")})`,
		`"Click id" (${code("c")}) is of type date: its field's type does`,
		`"Last medium" (${code("d")}) is of type user: its field holds`,
		`"Last campaign" (${code("e")}) cannot be written to`])
			assert.ok(said.includes(part), part);
		assert.equal(s.map().length, 8);
		assert.equal((await s.calls("POST")).length, 8);
	});

scene("a type that Pipedrive contradicts is not mapped", async (s) => {
	await s.fields({ field_code: code("a"), field_type: "text",
		field_name: "Where from" });
	s.said(LOOK, "crm", "check", "demo");
	assert.match(s.said(DATAERR, "crm", "map", "demo", "last_source",
		code("a"), "varchar"),
	/field a{40}, "Where from", is of type text in Pipedrive, not varchar/);
	s.said(0, "crm", "map", "demo", "last_source", code("a"), "text");
	assert.deepEqual(s.map().map((row) => row.crm_type), ["text"]);
});

scene("no field receives two values", async (s) => {
	await s.fields({ field_code: code("a"), field_type: "varchar",
		field_name: "Last source" });
	s.install.cli("crm", "map", "demo", "utm_source", code("a"), "varchar");
	assert.match(s.said(LOOK, "crm", "setup", "demo", "--yes"),
		/receives\s+"utm_source"\s+already/);
	assert.equal(s.map().filter((row) => row.crm_key === code("a")).length,
		1);
});

scene("killed in the middle, it goes on and makes nothing twice",
	async (s) => {
		await s.fields();
		await s.control("POST", "fail", { match: { method: "POST" },
			skip: 4, fault: "stall_body" });
		const program = startProgram(s.install.program("leadpixel"),
			["--config", s.install.conf, "crm", "setup", "demo", "--yes"],
			{ name: "setup", log: join(s.install.log, "setup.log") });
		await poll("the fifth field is made", 10000, async () =>
			(await s.calls("POST")).length === 5);
		program.signal("SIGKILL");
		await program.exited;
		assert.equal(s.map().length, 4);
		const said = s.said(0, "crm", "setup", "demo", "--yes");
		assert.match(said, /4 of them mapped already/);
		assert.match(said, /^used {2}Last source$/m);
		assert.equal((await s.calls("POST")).length, 12);
		assert.equal(s.map().length, 12);
	});

scene("a lost answer is said, and nothing made twice after it",
	async (s) => {
		await s.fields();
		await s.control("POST", "fail", { match: { method: "POST" },
			skip: 2, fault: "drop_after_apply" });
		assert.match(s.said(LATER, "crm", "setup", "demo", "--yes"),
			/answer was lost: whether it was done shows/);
		s.said(0, "crm", "setup", "demo", "--yes");
		assert.equal((await s.calls("POST")).length, 12);
	});

scene("a plan's cap is said, and it goes on where it stopped",
	async (s) => {
		await s.fields();
		await s.control("POST", "switches", { field_cap: 7 });
		assert.match(s.said(UNAVAILABLE, "crm", "setup", "demo", "--yes"),
			/allows no more custom fields: 5 are still missing/);
		assert.equal(s.map().length, 7);
		await s.control("POST", "switches", { field_cap: 0 });
		s.said(0, "crm", "setup", "demo", "--yes");
		assert.equal(s.map().length, 12);
	});

scene("a pause that Pipedrive asks for is made", async (s) => {
	await s.fields();
	await s.control("POST", "fail", { match: { method: "POST" }, skip: 3,
		fault: { status: 429, headers: { "retry-after": "1" } } });
	s.said(0, "crm", "setup", "demo", "--yes");
	assert.equal(s.map().length, 12);
	await s.control("POST", "fail", { match: { method: "GET" }, times: 9,
		fault: { status: 429, headers: {
			"x-daily-ratelimit-token-remaining": "0" } } });
	assert.match(s.said(LATER, "crm", "setup", "demo", "--yes"),
		/used up its API calls of today/);
});

scene("a field that was deleted is made anew", async (s) => {
	await s.fields();
	s.said(0, "crm", "setup", "demo", "--yes");
	const [{ crm_key }] = s.map();
	await s.control("POST", "delete_field", { field_code: crm_key });
	assert.match(s.said(LOOK, "crm", "check", "demo"),
		new RegExp(`click_id: its field\\s+${crm_key}\\s+is\\s+gone`));
	s.said(0, "crm", "setup", "demo", "--yes");
	assert.equal((await s.calls("POST")).length, 13);
	assert.notEqual(s.map()[0].crm_key, crm_key);
	s.said(0, "crm", "check", "demo");
});

scene("all pages of the fields are read", async (s) => {
	await s.fields(...Array.from({ length: 600 }, (none, i) => ({
		field_code: i.toString(16).padStart(40, "0"),
		field_type: "varchar", field_name: i === 599 ? "Lead link" :
			`Other ${i}` })));
	s.said(0, "crm", "setup", "demo", "--yes");
	assert.equal((await s.calls("POST")).length, 11);
	assert.equal(s.install.value("SELECT count(*) FROM crm_dictionary"),
		611);
	assert.equal((await s.calls("GET")).length, 3);
});

scene("the larger sets", async (s) => {
	await s.fields();
	assert.match(s.said(64, "crm", "setup", "demo", "--set", "most"),
		/--set is basic, original or all/);
	assert.match(s.said(0, "crm", "setup", "demo", "--set", "original",
		"--yes"), /All 37 are mapped/);
	assert.match(s.said(0, "crm", "setup", "demo", "--set", "all",
		"--yes"), /All 70 are mapped/);
	assert.equal((await s.calls("POST")).length, 70);
	s.said(0, "crm", "check", "demo");
});

scene("check tells whose token it is, and what it may spend", async (s) => {
	await s.fields();
	assert.match(s.said(LOOK, "crm", "check", "demo"),
		/no field is mapped yet: `leadpixel crm setup demo`/);
	s.said(0, "crm", "setup", "demo", "--yes");
	await s.control("POST", "switches", { daily_tokens: 30000,
		rate_headers: true });
	const said = s.said(0, "crm", "check", "demo").replace(/\s+/g, " ");
	for (const part of ["of API user, api@example.com; company Demo,",
		"30000 tokens a day for the whole company", "12 fields mapped, 0",
		"give it the whole company's contacts to see", "All is well."])
		assert.ok(said.includes(part), `${part} in ${said}`);
	const { findings, share, company_domain } = JSON.parse(
		s.said(0, "crm", "check", "demo", "--json"));
	assert.deepEqual([findings, company_domain], [[], "demo"]);
	assert.ok(share > 0 && share < 30000);
});

scene("check finds what does not fit", async (s) => {
	await s.fields(
		{ field_code: code("a"), field_type: "text",
			field_name: "Where from" },
		{ field_code: code("b"), field_type: "date",
			field_name: "Last medium" },
		{ field_code: code("c"), field_type: "varchar",
			field_name: "Last channel", is_writable: false },
		{ field_code: code("d"), field_type: "varchar",
			field_name: "gclid" },
		{ field_code: code("e"), field_type: "text",
			field_name: "gclid" });
	for (const [name, key, type] of [["last_source", "a", "varchar"],
		["last_medium", "b", "varchar"], ["last_channel", "c", "varchar"],
		["gclid", "d", "varchar"], ["fbclid", "f", "text"]])
		s.install.cli("crm", "map", "demo", name, code(key), type);
	const said = s.said(LOOK, "crm", "check", "demo").replace(/\s+/g, " ");
	for (const part of [
		`! last_source: "Where from" (${code("a")}) is of type text and` +
		` mapped as varchar: \`leadpixel crm map demo last_source` +
		` ${code("a")} text\``,
		"last_source goes to the field called \"Where from\"",
		`! last_medium: "Last medium" (${code("b")}) is of type date: its`,
		"! last_channel: Pipedrive does not let \"Last channel\"",
		`! gclid: two fields are called "gclid" (${code("d")} and` +
		` ${code("e")})`,
		`! fbclid: its field ${code("f")} is gone`,
		"5 fields mapped, 5 to be mended"])
		assert.ok(said.includes(part), `${part} in ${said}`);
	assert.match(s.said(0, "crm", "fields", "demo"),
		/Names as read \d seconds? ago; `leadpixel crm check demo` reads/);
	assert.match(s.said(0, "crm", "fields", "demo"), new RegExp(
		`last_source +${code("a")} +varchar +always +Where from`));
});

scene("a token that is missing, wrong, or another company's", async (s) => {
	await s.control("POST", "seed", { account: { company_domain: "other" } });
	assert.match(s.said(LOOK, "crm", "check", "demo"),
		/one of the\s+company\s+"other",\s+and\s+this\s+account/);
	assert.match(s.said(CONFIG, "crm", "setup", "demo", "--yes"),
		/company "other", and account "demo" is set up for "demo"/);
	assert.deepEqual(await s.calls("POST"), []);
	s.token("[demo]\ntoken = wrong-token-0000\n");
	assert.match(s.said(CONFIG, "crm", "check", "demo"),
		/refuses its token/);
	assert.match(s.said(CONFIG, "crm", "setup", "demo", "--yes"),
		/refuses its token/);
	s.token("");
	assert.match(s.said(CONFIG, "crm", "check", "demo"),
		/has no token yet: write into \S+\/secrets\n\n {2}\[demo\]/);
	assert.match(s.said(DATAERR, "crm", "check", "nobody"),
		/there is no account "nobody"/);
	assert.deepEqual(s.map(), []);
});

scene("a list of fields that does not end", async (s) => {
	await s.fields();
	await s.control("POST", "fail", { times: 20, match: {
		path_prefix: "/api/v2/personFields" }, fault: { status: 200,
		body: { success: true, data: [],
			additional_data: { next_cursor: "again" } } } });
	assert.match(s.said(LATER, "crm", "setup", "demo", "--yes"),
		/the list of fields does not end/);
	assert.equal((await s.calls("GET")).length, 2);
});

/* With a terminal of its own, at which somebody types. */
function typed(s, text, ...args) {
	const command = [s.install.program("leadpixel"), "--config",
		s.install.conf, ...args].map((word) => `'${word}'`).join(" ");
	return runProgram("script", ["-qec", command, "/dev/null"],
		{ input: text }).out.replace(/\s+/g, " ");
}

scene("at a terminal it asks", async (s) => {
	await s.fields();
	assert.match(typed(s, "n\n", "crm", "setup", "demo"),
		/Make 12 fields, and use 0 that are there\? \[y\/N\].*Nothing was changed/);
	assert.deepEqual(s.map(), []);
	assert.match(typed(s, "y\n", "crm", "setup", "demo"),
		/\[y\/N\].*All 12 are mapped/);
	assert.equal(s.map().length, 12);
});

scene("a run that is going on is not disturbed", async (s) => {
	const program = startProgram("flock",
		[join(s.install.run, "sync.lock"), "sleep", "60"],
		{ name: "flock", log: join(s.install.log, "flock.log") });
	await poll("the lock is taken", 5000, () =>
		s.cli("crm", "check", "demo").code === LATER);
	assert.match(s.said(LATER, "crm", "setup", "demo", "--yes"),
		/leadpixel-sync is at work this moment/);
	await program.stop("SIGKILL");
	assert.deepEqual(await s.calls("POST"), []);
});

scene("what commands spend is counted as a run's is", async (s) => {
	const spent = () => s.install.value("SELECT tokens FROM crm_budgets");
	await s.fields();
	s.said(0, "crm", "setup", "demo", "--yes");
	assert.equal(spent(), 2 + 10 + 12 * 5);
	const { spent: told } = JSON.parse(s.said(0, "crm", "check", "demo",
		"--json"));
	assert.deepEqual([spent(), told], [84, 84]);
	s.install.cli("project", "add", "Shop", "--privacy", "identified",
		"--account", "demo");
	s.said(LOOK, "lead", "test", "Shop", "--email", "nobody@example.com");
	assert.ok(spent() >= 84 + 40);
	const { calls } = await s.control("GET", "log");
	assert.equal(spent(), calls.reduce((sum, call) => sum + call.cost, 0));
});

scene("no token is told or kept", async (s) => {
	await s.fields();
	const said = s.said(0, "crm", "setup", "demo", "--yes") +
		s.said(0, "crm", "check", "demo");
	assert.ok(!said.includes(TOKEN));
	assert.ok(!s.install.rows("SELECT * FROM audit_log").map(
		JSON.stringify).join("").includes(TOKEN));
});

scene("a test lead is shown and not written", async (s) => {
	await s.fields();
	await s.control("POST", "seed", { persons: [
		{ id: 7, name: "Jane Example", emails: ["jane@example.com"] },
		{ id: 8, name: "Jo A", emails: ["two@example.com"] },
		{ id: 9, name: "Jo B", emails: ["two@example.com"] }] });
	const lead = (email) => ["lead", "test", "Shop", "--email", email];
	s.install.cli("project", "add", "Shop", "--privacy", "identified");
	assert.match(s.said(DATAERR, ...lead("jane@example.com")),
		/has no account yet/);
	s.install.cli("crm", "watch", "Shop", "--account", "demo");
	assert.match(s.said(CONFIG, ...lead("jane@example.com")),
		/no field is mapped yet/);
	s.said(0, "crm", "setup", "demo", "--set", "all", "--yes");
	const before = s.install.rows("SELECT * FROM sqlite_sequence");
	const said = s.said(0, ...lead("Jane@Example.com"));
	assert.match(said, /^a test lead -> person 7: would write$/m);
	assert.match(said, /^ +Last source +\w{40} +\(empty\) -> "leadpixel"$/m);
	assert.match(said, /^ +Session duration .* -> "5 minutes"$/m);
	assert.match(said, /https:\/\/demo\.pipedrive\.com\/person\/7\nNothing was written\./);
	/* each of them, but for the link: there is no public address yet */
	assert.equal(said.match(/\(empty\)/g).length, 69);
	assert.match(s.said(LOOK, ...lead("nobody@example.com")),
		/Nobody in Pipedrive has nobody@example\.com/);
	assert.match(s.said(LOOK, ...lead("two@example.com")),
		/to choose\.\n +person 8 +Jo A .*\n +person 9 +Jo B /);
	assert.match(s.said(64, "lead", "test", "Shop"), /say whose/);
	await s.control("POST", "revoke_token", { token: TOKEN });
	assert.match(s.said(CONFIG, ...lead("jane@example.com")),
		/refuses its token/);
	assert.deepEqual(s.install.rows("SELECT * FROM sqlite_sequence"), before);
	assert.deepEqual(await s.calls("PATCH", "7"), []);
	const { persons } = await s.control("GET", "persons");
	assert.deepEqual(persons[0].custom_fields, {});
});
