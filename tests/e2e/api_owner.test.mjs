/* Projects, pixels and how they stand, by the API. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Caller, makeKey } from "../harness/api.mjs";
import { PIXEL } from "../harness/install.mjs";
import { makeHit, makeLead } from "../harness/hits.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";

const DAY_MS = 86400000;

/* What is refused, and which member of it is named. */
function refused(answer, status, field) {
	assert.equal(answer.status, status, answer.text);
	assert.equal(answer.json.success, false);
	assert.equal(answer.json.field, field, answer.text);
	assert.ok(answer.json.message.length > 0);
}

async function openOffice(how = {}) {
	const scene = await openScene({ api: true, ...how });
	scene.boss = new Caller(scene.url,
		makeKey(scene.install, "boss", "--role", "manage"));
	scene.reader = new Caller(scene.url,
		makeKey(scene.install, "reader"));
	return scene;
}

describe("projects", () => {
	let scene, boss;

	before(async () => {
		scene = await openOffice();
		boss = scene.boss;
	});
	after(() => scene?.close());

	const audits = () => scene.value("SELECT max(id) FROM audit_log");

	/* the original answered 500: its own schema refused the row */
	test("W7: one can be made, with all its rules", async () => {
		const made = await boss.post("/projects", { name: "Acme",
			configuration: { privacy: "consent", ip_policy: "none",
				time_zone: "Europe/Berlin", retention_days: 90,
				hold_seconds: 60, wait_days: 7, dnt: true,
				keep_back: true, weak_match: "write",
				custom_params: "partner", thank_you: "/thanks",
				store_fields: "email", crm: "watch",
				account: "demo", newsletter: "all_forms",
				newsletter_url: "https://news.example.com/in",
				webhook_url: "https://hooks.example.com/x" } });
		assert.equal(made.status, 201, made.text);
		assert.ok(made.json.message);
		const { id } = made.json.data;
		assert.deepEqual(scene.rows(`SELECT r.name, a.name AS account,
			crm, privacy, ip_policy, time_zone, retention_days,
			hold_seconds, wait_days, dnt, keep_back, weak_match,
			custom_params, thank_you, store_fields, newsletter,
			newsletter_url, webhook_url, active FROM projects r
			JOIN crm_accounts a ON a.id = account_id
			WHERE r.id = ${id}`), [{ name: "Acme",
			account: "demo", crm: "watch", privacy: "consent",
			ip_policy: "none", time_zone: "Europe/Berlin",
			retention_days: 90, hold_seconds: 60, wait_days: 7,
			dnt: 1, keep_back: 1, weak_match: "write",
			custom_params: "partner", thank_you: "/thanks",
			store_fields: "email", newsletter: "all_forms",
			newsletter_url: "https://news.example.com/in",
			webhook_url: "https://hooks.example.com/x",
			active: 1 }]);
		const shown = await boss.data(`/projects/${id}`);
		assert.equal(shown.configuration.account, "demo");
		assert.equal(shown.configuration.dnt, true);
		assert.equal(shown.configuration.retention_days, 90);
		assert.deepEqual(shown.pixels, []);
		assert.match(shown.created_at, /^\d{4}-\d\d-\d\dT.*Z$/);
		assert.equal(scene.value(`SELECT count(*) FROM audit_log
			WHERE action = 'project add' AND subject = 'Acme'
			AND actor LIKE 'key:%'`), 1);
	});

	test("nothing is made of what is wrong, which is named", async () => {
		const before = audits();
		const bad = [
			["name", {}],
			["privacy", { name: "A" }],
			["privacy", { name: "A", configuration: {} }],
			["configuration", { name: "A", configuration: "consent" }],
			["colour", { name: "A", colour: "red" }],
			["colour", { name: "A",
				configuration: { privacy: "consent", colour: 1 } }],
			["name", { name: 7, configuration: { privacy: "consent" } }],
			["name", { name: " A",
				configuration: { privacy: "consent" } }],
		];
		const rules = { privacy: "maybe", ip_policy: "some",
			time_zone: "Mars/Base", retention_days: 0,
			hold_seconds: "60", wait_days: 1.5, dnt: "on",
			keep_back: 1, weak_match: "always",
			custom_params: "utm_source", thank_you: "thanks",
			newsletter: "everybody", crm: "perhaps",
			account: "nobody", newsletter_param: "a b",
			newsletter_url: "http://127.0.0.1/",
			webhook_url: "ftp://hooks.example.com" };
		for (const zone of ["Europe", "right/UTC", "posix/Europe/Berlin"])
			bad.push(["time_zone", { name: "A", configuration:
				{ privacy: "consent", time_zone: zone } }]);
		for (const [name, value] of Object.entries(rules))
			bad.push([name, { name: "A", configuration:
				{ privacy: "consent", [name]: value } }]);
		for (const [field, body] of bad)
			refused(await boss.post("/projects", body), 400, field);
		refused(await boss.post("/projects", { name: "A",
			configuration: { privacy: "consent", crm: "on" } }),
		400, "crm");
		refused(await boss.post("/projects", { name: "Test",
			configuration: { privacy: "consent" } }), 409);
		assert.equal(scene.value(
			"SELECT count(*) FROM projects WHERE name = 'A'"), 0);
		assert.equal(audits(), before);
	});

	test("what is quoted is cut between letters", async () => {
		const name = `a${"\u00e9".repeat(60)}`;
		const answer = await boss.put("/projects/1", { [name]: 1 });
		refused(answer, 400, name);
		assert.doesNotThrow(() => new TextDecoder("utf-8",
			{ fatal: true }).decode(answer.bytes));
	});

	test("a change is whole: name, rules and mode, or none", async () => {
		const made = await boss.post("/projects", { name: "Whole",
			configuration: { privacy: "identified" } });
		const { id } = made.json.data;
		const path = `/projects/${id}`;
		const row = () => scene.rows(`SELECT name, crm, account_id,
			ip_policy, webhook_url, custom_params FROM projects
			WHERE id = ${id}`)[0];
		refused(await boss.put(path, { name: "Other", configuration:
			{ ip_policy: "full", crm: "on" } }), 400, "account");
		assert.equal(row().name, "Whole");
		assert.equal(row().ip_policy, "masked");
		const put = await boss.put(path, { name: "Other", configuration:
			{ ip_policy: "full", crm: "on", account: "demo",
				webhook_url: "https://hooks.example.com/y",
				custom_params: "partner" } });
		assert.equal(put.status, 200, put.text);
		assert.equal(put.json.data.name, "Other");
		assert.equal(row().crm, "on");
		/* null clears, which the original could not (1.5) */
		refused(await boss.put(path,
			{ configuration: { privacy: null } }), 400, "privacy");
		refused(await boss.put(path,
			{ configuration: { account: null } }), 400, "account");
		const cleared = await boss.put(path, { configuration: {
			webhook_url: null, custom_params: null, ip_policy: null,
			crm: null, account: null } });
		assert.equal(cleared.status, 200, cleared.text);
		assert.deepEqual(row(), { name: "Other", crm: "off",
			account_id: null, ip_policy: "masked",
			webhook_url: null, custom_params: "" });
		assert.equal(cleared.json.data.configuration.account, null);
		const before = audits();
		assert.equal((await boss.put(path, {})).status, 200);
		assert.equal((await boss.call("PUT", path, undefined,
			{ "content-type": "application/json" })).status, 200);
		assert.equal(audits(), before);
		refused(await boss.put(path, { name: "Test" }), 409);
		refused(await boss.put(path, { name: "" }), 400, "name");
	});

	test("the collector hears of a change and of an end", async () => {
		const project = scene.value(
			"SELECT id FROM projects WHERE name = 'Other'");
		const made = await boss.post(`/projects/${project}/pixels`,
			{ name: "Shop" });
		const { id } = made.json.data;
		const hit = () => post(scene.url, makeHit({ pixel_id: id }));
		await poll("the new pixel collects", 5000, async () =>
			(await hit()).verdict === "stored");
		assert.equal((await boss.remove(`/projects/${project}`)).status,
			200);
		assert.equal(scene.value(`SELECT active FROM pixels
			WHERE public_id = '${id}'`), 0);
		await poll("it does not any more", 5000, async () =>
			(await hit()).verdict === "inactive_pixel");
		for (const path of [`/projects/${project}`,
			`/projects/pixels/${id}`, `/projects/${project}/setup`,
			`/projects/${project}/pixels`])
			assert.equal((await boss.get(path)).status, 404, path);
		assert.equal((await boss.remove(`/projects/${project}`)).status,
			404);
		/* its names are free */
		const again = await boss.post("/projects", { name: "Other",
			configuration: { privacy: "identified" } });
		assert.equal(again.status, 201, again.text);
		assert.equal((await boss.remove(
			`/projects/${again.json.data.id}`)).status, 200);
		const list = await boss.data("/projects");
		assert.ok(!list.some((one) => one.name === "Other"));
	});
});

describe("pixels", () => {
	let scene, boss, project;

	before(async () => {
		scene = await openOffice({ settings:
			{ public_url: "https://shop.example/lp" } });
		boss = scene.boss;
		project = scene.value("SELECT id FROM projects");
	});
	after(() => scene?.close());

	test("one is made, changed, cleared, and ends", async () => {
		const path = `/projects/${project}/pixels`;
		const made = await boss.post(path, { name: "Blog",
			website_url: "https://blog.example.com",
			allowed_hosts: ["Blog.example.com", "example.org"] });
		assert.equal(made.status, 201, made.text);
		const pixel = made.json.data;
		assert.equal(pixel.pixel_id, pixel.id);
		assert.equal(pixel.project_name, "Test");
		assert.deepEqual(pixel.allowed_hosts,
			["blog.example.com", "example.org"]);
		assert.deepEqual(pixel.configuration.domains,
			pixel.allowed_hosts);
		assert.equal(pixel.tag, `${scene.install.cli("pixel", "tag",
			pixel.id).split("\n")[0]}`);
		assert.equal(pixel.last_hit, null);
		refused(await boss.post(path, { name: "Blog" }), 409);
		const at = `/projects/pixels/${pixel.id}`;
		const row = () => scene.rows(`SELECT name, website,
			allowed_hosts, active FROM pixels
			WHERE public_id = '${pixel.id}'`)[0];
		assert.equal((await boss.put(at, { name: "News",
			configuration: { domains: ["news.example.com"] } }))
			.status, 200);
		assert.deepEqual(row(), { name: "News",
			website: "https://blog.example.com",
			allowed_hosts: "news.example.com", active: 1 });
		assert.equal((await boss.put(at, { website_url: null,
			allowed_hosts: [] })).status, 200);
		assert.deepEqual(row(), { name: "News", website: null,
			allowed_hosts: "", active: 1 });
		refused(await boss.put(at, { name: "Shop" }), 409);
		assert.equal((await boss.remove(at)).status, 200);
		assert.equal(row().active, 0);
		assert.equal((await boss.get(at)).status, 404);
		assert.equal((await boss.put(at, { name: "X" })).status, 404);
		assert.equal((await boss.post(path, { name: "News" })).status,
			201);
	});

	test("what is wrong is named, and nothing is changed", async () => {
		const before = scene.rows("SELECT * FROM pixels");
		for (const [field, body] of [["name", { name: "" }],
			["name", { name: 1 }], ["colour", { colour: 1 }],
			["website_url", { website_url: "shop" }],
			["website_url", { website_url: 5 }],
			["allowed_hosts", { allowed_hosts: "example.com" }],
			["allowed_hosts", { allowed_hosts: ["https://a.example"] }],
			["allowed_hosts", { allowed_hosts: ["a.example b.example"] }],
			["allowed_hosts", { allowed_hosts: [5] }],
			["domains", { configuration: { domains: {} } }],
			["configuration", { configuration: [] }]]) {
			refused(await boss.put(`/projects/pixels/${PIXEL}`, body),
				400, field);
			if (field !== "name")
				refused(await boss.post(`/projects/${project}/pixels`,
					{ name: "Y", ...body }), 400, field);
		}
		refused(await boss.post(`/projects/${project}/pixels`, {}), 400,
			"name");
		assert.deepEqual(scene.rows("SELECT * FROM pixels"), before);
	});

	test("its last hit and verdicts are told", async () => {
		const hit = makeHit();
		assert.equal((await post(scene.url, hit)).verdict, "stored");
		assert.equal((await post(scene.url, hit)).verdict, "duplicate");
		const pixel = await poll("the counters are written", 10000,
			async () => {
				const one = await boss.data(
					`/projects/pixels/${PIXEL}`);
				return one.verdicts.today.duplicate && one;
			});
		assert.deepEqual(pixel.verdicts.today,
			{ stored: 1, duplicate: 1 });
		assert.deepEqual(pixel.verdicts.week, pixel.verdicts.today);
		assert.equal(Date.parse(pixel.last_hit), scene.value(
			"SELECT max(occurred) FROM tracking_events"));
		scene.install.change(`UPDATE verdict_counts SET day = day - 6
			WHERE verdict = 'duplicate';
			INSERT INTO verdict_counts SELECT pixel_id, day - 7,
			verdict, 5 FROM verdict_counts WHERE verdict = 'stored'`);
		const later = (await boss.data(`/projects/${project}/pixels`))
			.find((one) => one.id === PIXEL);
		assert.deepEqual(later.verdicts, { today: { stored: 1 },
			week: { stored: 1, duplicate: 1 } });
	});
});

describe("who may", () => {
	let scene, own, other;

	before(async () => {
		scene = await openOffice();
		for (const name of ["Mine", "Theirs"]) {
			scene.install.cli("project", "add", name, "--privacy",
				"identified");
			scene.install.cli("pixel", "add", name, "Shop", "--id",
				`pixel-${name}`);
		}
		own = scene.value("SELECT id FROM projects WHERE name = 'Mine'");
		other = scene.value(
			"SELECT id FROM projects WHERE name = 'Theirs'");
	});
	after(() => scene?.close());

	test("a key that reads changes nothing", async () => {
		const tries = [["POST", "/projects"],
			["PUT", `/projects/${own}`], ["DELETE", `/projects/${own}`],
			["POST", `/projects/${own}/pixels`],
			["PUT", "/projects/pixels/pixel-Mine"],
			["DELETE", "/projects/pixels/pixel-Mine"]];
		const before = scene.rows("SELECT * FROM projects");
		for (const [method, path] of tries)
			assert.equal((await scene.reader.call(method, path,
				{ name: "Z" })).status, 403, `${method} ${path}`);
		assert.deepEqual(scene.rows("SELECT * FROM projects"), before);
		assert.equal((await scene.reader.get("/projects")).status, 200);
	});

	test("another project's things are not there", async () => {
		const mine = new Caller(scene.url, makeKey(scene.install,
			"mine", "--role", "manage", "--project", "Mine"));
		const before = scene.rows("SELECT * FROM pixels");
		for (const [method, path] of [["GET", `/projects/${other}`],
			["PUT", `/projects/${other}`],
			["DELETE", `/projects/${other}`],
			["GET", `/projects/${other}/setup`],
			["GET", `/projects/${other}/pixels`],
			["POST", `/projects/${other}/pixels`],
			["GET", "/projects/pixels/pixel-Theirs"],
			["PUT", "/projects/pixels/pixel-Theirs"],
			["DELETE", "/projects/pixels/pixel-Theirs"]])
			assert.equal((await mine.call(method, path,
				method === "GET" ? undefined : { name: "Z" })).status,
			404, `${method} ${path}`);
		assert.deepEqual(scene.rows("SELECT * FROM pixels"), before);
		assert.deepEqual((await mine.data("/projects"))
			.map((one) => one.name), ["Mine"]);
		refused(await mine.post("/projects", { name: "New",
			configuration: { privacy: "consent" } }), 403);
		refused(await mine.put(`/projects/${own}`,
			{ configuration: { account: "demo" } }), 403);
		refused(await mine.remove(`/projects/${own}`), 403);
		const status = await mine.data("/status");
		assert.deepEqual(Object.keys(status), ["level", "faults"]);
		assert.equal((await mine.get(`/projects/${own}`)).status, 200);
	});

	test("ids that are none", async () => {
		for (const path of ["/projects/0", "/projects/x", "/projects/999",
			"/projects/-1/pixels", "/projects/pixels/nothing",
			"/projects/99999999999999999999"])
			assert.equal((await scene.boss.get(path)).status, 404, path);
		refused(await scene.boss.get("/projects?colour=red"), 400,
			"colour");
	});
});

describe("how it stands", () => {
	let scene, boss, project;

	before(async () => {
		scene = await openOffice({ fake: true });
		boss = scene.boss;
		project = scene.value("SELECT id FROM projects");
	});
	after(() => scene?.close());

	const step = async () => boss.data(`/projects/${project}/setup`);

	test("four lines tick themselves", async () => {
		let steps = await step();
		assert.deepEqual([steps.tag, steps.crm, steps.match, steps.on]
			.map((one) => one.done), [false, false, false, true]);
		assert.equal(steps.tag.pixel, PIXEL);
		assert.match(steps.tag.message, /leadpixel pixel tag/);
		assert.match(steps.crm.message, /leadpixel crm setup demo/);
		assert.match(steps.match.message, /leadpixel lead test "Test"/);
		assert.equal((await post(scene.url, makeLead())).verdict,
			"stored");
		scene.install.cli("crm", "map", "demo", "last_source",
			"a".repeat(40), "varchar");
		scene.install.change(`UPDATE sync_jobs SET state = 'synced',
			person_id = 77, finished = created`);
		steps = await step();
		assert.equal(steps.tag.done && steps.crm.done
			&& steps.match.done && steps.on.done, true);
		assert.equal(steps.crm.company, "demo");
		assert.equal(steps.match.person_id, 77);
		assert.equal(steps.match.person_url,
			"https://demo.pipedrive.com/person/77");
		assert.equal(steps.match.lead,
			scene.value("SELECT id FROM submissions"));
		assert.deepEqual(steps.match.values, [{ name: "last_source",
			value: steps.match.values[0].value,
			field: "a".repeat(40) }]);
		assert.deepEqual([steps.tag, steps.crm, steps.match, steps.on]
			.map((one) => one.message), [null, null, null, null]);
		scene.install.cli("crm", "off", "Test");
		scene.install.change(`UPDATE sync_jobs SET person_id = NULL,
			state = 'skipped'`);
		assert.match((await step()).match.message,
			/leadpixel crm watch "Test"/);
		scene.install.change(`UPDATE sync_jobs SET person_id = 77,
			state = 'synced'`);
		assert.deepEqual((await step()).on, { done: false, crm: "off",
			message: (await step()).on.message });
		scene.install.cli("crm", "on", "Test", "--since", "none");
	});

	test("its figures are those of 30 days", async () => {
		assert.equal((await post(scene.url, makeLead())).verdict,
			"stored");
		const count = (sql) => scene.value(`SELECT count(*) FROM ${sql}`);
		const [one] = await boss.data("/projects");
		assert.deepEqual(one.summary, { level: "well",
			sessions: count("sessions"), leads: 2, synced: 1,
			waiting_for_you: 0, last_hit: one.summary.last_hit });
		assert.equal(Date.parse(one.summary.last_hit), scene.value(
			"SELECT max(last_activity) FROM sessions"));
		const told = new Caller(scene.url, makeKey(scene.install,
			"own", "--project", "Test"));
		assert.deepEqual(await told.data("/status"),
			{ level: "well", faults: [] });
		scene.install.change(`INSERT INTO breakers (target, owner_id,
			name, state) SELECT 'pipedrive', id, 'transport', 'open'
			FROM crm_accounts`);
		assert.equal((await boss.data("/projects"))[0].summary.level,
			"look");
		assert.equal((await told.data("/status")).faults.length, 1);
		scene.install.change("DELETE FROM breakers");
		scene.install.change(`UPDATE submissions SET test = 1
			WHERE id = (SELECT max(id) FROM submissions);
			UPDATE sync_jobs SET state = 'review'
			WHERE finished IS NULL`);
		const [tested] = await boss.data("/projects");
		assert.equal(tested.summary.leads, 1);
		assert.equal(tested.summary.waiting_for_you, 1);
		assert.equal(tested.summary.level, "look");
		scene.install.change(`UPDATE sessions SET
			started = started - 31 * ${DAY_MS},
			last_activity = last_activity - 31 * ${DAY_MS};
			UPDATE submissions SET received = received - 31 * ${DAY_MS}`);
		const [old] = await boss.data("/projects");
		assert.equal(old.summary.sessions, 0);
		assert.equal(old.summary.leads, 0);
		assert.equal(old.summary.synced, 0);
	});

	test("the worst comes first", async () => {
		scene.install.cli("project", "add", "Aaa", "--privacy",
			"identified");
		scene.install.cli("project", "add", "Zzz", "--privacy",
			"identified", "--account", "demo", "--crm", "watch");
		scene.install.change(`INSERT INTO breakers (target, owner_id,
			name, state, reason) SELECT 'pipedrive', id, 'auth', 'open',
			'401' FROM crm_accounts;
			UPDATE projects SET crm = 'off' WHERE name = 'Test'`);
		const list = await boss.data("/projects");
		assert.deepEqual(list.map((one) => [one.name,
			one.summary.level]), [["Zzz", "broken"], ["Aaa", "look"],
			["Test", "look"]]);
		const { crm } = await boss.data(`/projects/${list[0].id}/setup`);
		assert.equal(crm.done, false);
		assert.match(crm.message, /leadpixel crm check demo/);
	});

	test("the state of all is told", async () => {
		const status = await boss.data("/status");
		assert.equal(status.level, "broken");
		assert.deepEqual(status.faults.filter(({ text }) =>
			/demo/.test(text)), [{ level: "broken", text:
			'Account "demo": nothing is sent: the token is refused.'
			+ "  Put a valid token into the secrets file.",
		about: { account: "demo" } }]);
		assert.equal(status.breakers[0].name, "auth");
		assert.equal(status.breakers[0].owner, "demo");
		assert.equal(status.backup.last, null);
		assert.ok(status.database_bytes > 0 && status.free_bytes > 0);
		assert.equal(status.sync, null);
	});

	test("each fault says what it is about", async () => {
		const aaa = scene.value(
			"SELECT id FROM projects WHERE name = 'Aaa'");
		scene.install.cli("pixel", "hosts", PIXEL, "--any");
		scene.install.cli("pixel", "add", "Aaa", "Open", "--id",
			"open-pixel-01");
		scene.install.change(`INSERT INTO breakers (target, owner_id,
			name, state) VALUES ('webhook', ${aaa}, 'transport', 'open');
			UPDATE sync_jobs SET state = 'failed', finished = ${
	Date.now()}, reason = NULL WHERE id = (SELECT max(id) FROM sync_jobs)`);
		const { level, faults } = await boss.data("/status");
		const about = (pattern) => faults.filter(({ text }) =>
			pattern.test(text)).map((fault) => [fault.level,
			fault.about]);
		assert.equal(level, "broken");
		assert.deepEqual(about(/^Webhook of project "Aaa": .* reached/),
			[["look", { project: aaa, target: "webhook" }]]);
		assert.deepEqual(about(/any host/), [["well",
			{ pixels: ["open-pixel-01", PIXEL] }]]);
		assert.deepEqual(about(/failed since/),
			[["look", { state: "failed" }]]);
	});

	test("and so it does to a key of one project", async () => {
		const id = scene.value(
			"SELECT id FROM projects WHERE name = 'Zzz'");
		const told = new Caller(scene.url, makeKey(scene.install, "z",
			"--project", "Zzz"));
		const { level, faults } = await told.data("/status");
		assert.equal(level, "broken");
		assert.deepEqual(faults.map((fault) => [fault.level,
			fault.about]), [["broken", { project: id }],
			["look", { project: id }]]);
	});
});
