/* The newsletter, from a page through Apache, the collector and
 * leadpixel-sync to whoever signs people up. */
import assert from "node:assert/strict";
import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startReceiver } from "../fake/receiver.mjs";
import { makeHit, makeId, makeLead } from "../harness/hits.mjs";
import { runProgram, startProgram, user } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";

const TOKEN = "letters-0123456789-the-token";
const SECRET = "hooks-0123456789abcdef-the-secret";
const HOLD = 420, DAY = 86400;

/* The day a year after a moment; 29 February has none but the 28th. */
function aYearAfter(ms, zone) {
	const [year, month, day] = new Date(ms).toLocaleDateString("en-CA",
		{ timeZone: zone }).split("-");
	return `${Number(year) + 1}-${month}-${
		month === "02" && day === "29" ? "28" : day}`;
}

function writeSecrets(install) {
	const path = join(install.dir, "secrets");
	writeFileSync(path, `[newsletter Test]\ntoken = ${TOKEN}\n` +
		`[webhook Test]\nsecret = ${SECRET}\n`);
	chmodSync(path, 0o600);
	if (user.uid !== undefined)
		chownSync(path, user.uid, user.gid);
}

class Stage {
	constructor(scene, receiver) {
		this.scene = scene;
		this.receiver = receiver;
		this.install = scene.install;
		this.runs = 0;
	}

	/* The verdict of a hit. */
	async hit(body, headers = {}) {
		const { verdict } = await post(this.scene.url, body, { headers });
		return verdict;
	}

	job(lead_id, target = "newsletter") {
		return this.scene.rows("SELECT j.*, s.received, s.record_complete" +
			" FROM sync_jobs j JOIN submissions s ON s.id =" +
			` j.submission_id WHERE target = '${target}' AND` +
			` hex(s.lead_id) = upper('${lead_id}')`)[0];
	}

	state(lead_id, target) {
		const { state, reason } = this.job(lead_id, target);
		return reason === null ? state : `${state} ${reason}`;
	}

	/* A run that believes it is `later` seconds from now: {code, err}.  The
	 * receiver lives in this process, so nothing may wait for it here. */
	async sync(later) {
		const log = join(this.install.log, `sync-${this.runs += 1}.log`);
		const program = startProgram(
			this.install.program("leadpixel-sync"),
			["--config", this.install.conf], { name: "leadpixel-sync",
				log, env: { LEADPIXEL_CLOCK_OFFSET: String(later) } });
		const { code } = await program.exited;
		return { code, err: program.said() };
	}

	cli(...args) {
		return runProgram(this.install.program("leadpixel"),
			["--config", this.install.conf, ...args]);
	}

	signups() {
		return this.scene.rows("SELECT * FROM submissions WHERE kind =" +
			" 'signup' ORDER BY id");
	}
}

/* A project "Test" without CRM and with these options of `project set`. */
function play(name, options, body, how = {}) {
	test(name, async () => {
		const receiver = await startReceiver();
		const scene = await openScene({ project: [], ...how,
			settings: { post_loopback: "on", ...how.settings },
			late: ({ install }) => {
				writeSecrets(install);
				install.cli("project", "set", "Test",
					"--newsletter-url", `${receiver.url}/people`,
					...options);
			} });
		try {
			await body(new Stage(scene, receiver));
		} finally {
			await scene.close();
			await receiver.close();
		}
	});
}

const ticked = (value, more = {}) => makeLead({ form_data: [
	{ name: "email", type: "email", value: "Jane@Example.com " },
	{ name: "your-name", type: "text", label: "Your name",
		value: "Jane Example" },
	{ name: "f7", type: "checkbox", label: "News letter",
		value },
	{ name: "wedding_date", type: "date", value: "2031-05-17" },
], ...more });

const OPT_IN = ["--newsletter", "opt_in:newsletter"];

play("who ticks the box is signed up at once", OPT_IN, async (s) => {
	const lead = ticked("yes");
	assert.equal(await s.hit(lead), "stored");
	const { state, due, received, person_key } = s.job(lead.lead_id);
	assert.deepEqual([state, due, person_key], ["held", received, null]);
	assert.equal(s.state(lead.lead_id, "pipedrive"), "skipped crm_off");
	assert.equal(s.job(lead.lead_id, "webhook"), undefined);
	const run = await s.sync(1);
	assert.equal(run.code, 0, run.err);
	assert.equal(s.state(lead.lead_id), "synced");
	const [call] = s.receiver.got;
	assert.deepEqual([call.method, call.path, call.headers.authorization,
		call.headers["content-type"], call.headers["idempotency-key"]],
	["POST", "/people", `Bearer ${TOKEN}`, "application/json",
		lead.lead_id]);
	assert.equal(call.body, '{"email":"jane@example.com",' +
		'"first_name":"Jane","wedding_date":"2031-05-17"}');
	/* the minutes of the CRM are not cut short for the record */
	assert.equal(s.job(lead.lead_id).record_complete, 0);
	await s.sync(HOLD + 1);
	assert.equal(s.receiver.got.length, 1);
	const shown = s.cli("lead", "show", "1").out;
	assert.match(shown, /The newsletter: Sent at/);
	assert.match(shown, /sent the lead +200 +ok/);
	assert.doesNotMatch(shown + run.err, new RegExp(TOKEN));
});

for (const value of ["no", "off", "No, thanks", "0"])
	play(`whoever says "${value}" is not`, OPT_IN, async (s) => {
		const lead = ticked(value);
		await s.hit(lead);
		assert.equal(s.state(lead.lead_id), "skipped no_opt_in");
		assert.equal((await s.sync(HOLD + 1)).code, 0);
		assert.equal(s.receiver.got.length, 0);
		const again = s.cli("lead", "requeue", "1", "--target",
			"newsletter");
		assert.deepEqual([again.code, /did not ask/.test(again.err)],
			[65, true]);
	});

play("a box that was asked for weighs more than consent", OPT_IN,
	async (s) => {
		const lead = ticked("on", { consent: false });
		await s.hit(lead, { "sec-gpc": "1" });
		assert.equal(s.state(lead.lead_id), "held");
	});

play("attempted: after the minutes, confirmed: at once", OPT_IN,
	async (s) => {
		const lead = ticked("on", { form_state: "attempted" });
		await s.hit(lead);
		const { due, received } = s.job(lead.lead_id);
		assert.equal(due, received + HOLD * 1000);
		await s.sync(HOLD - 60);
		assert.equal(s.receiver.got.length, 0);
		await s.hit({ ...lead, hit_id: makeId(),
			form_state: "confirmed" });
		await s.sync(1);
		assert.equal(s.state(lead.lead_id), "synced");
		assert.equal(s.receiver.got.length, 1);
	});

play("nobody confirmed it: after the minutes", OPT_IN, async (s) => {
	const lead = ticked("on", { form_state: "attempted" });
	await s.hit(lead);
	await s.sync(HOLD + 1);
	assert.equal(s.state(lead.lead_id), "synced");
});

play("the form's no ends it, its yes sends it", OPT_IN, async (s) => {
	const lead = ticked("on", { form_state: "attempted" });
	await s.hit(lead);
	await s.hit({ ...lead, hit_id: makeId(), form_state: "failed" });
	assert.equal(s.state(lead.lead_id), "skipped form_failed");
	await s.sync(HOLD + 1);
	assert.equal(s.receiver.got.length, 0);
	await s.hit({ ...lead, hit_id: makeId(), form_state: "confirmed" });
	await s.sync(1);
	assert.equal(s.state(lead.lead_id), "synced");
});

const ALL = ["--newsletter", "all_forms"];

play("all forms, but not of who refuses or cannot be written to",
	[...ALL, "--webhook-url", "http://127.0.0.1:9/"], async (s) => {
		const phone = { form_data: { phone: "+1 555 0107788",
			name: "Jane" } };
		const cases = [
			[makeLead(), {}, "held"],
			[makeLead({ consent: true }), {}, "held"],
			[makeLead({ consent: false }), {}, "skipped consent"],
			[makeLead(), { "sec-gpc": "1" }, "skipped consent"],
			[makeLead(phone), {}, "skipped no_address"],
			[makeLead({ test: true }), {}, "skipped test"],
			[makeLead({ form_state: "failed" }), {},
				"skipped form_failed"],
		];
		for (const [lead, headers, state] of cases) {
			await s.hit(lead, headers);
			assert.equal(s.state(lead.lead_id), state);
			/* consent is the newsletter's matter, and so is the address */
			assert.equal(s.state(lead.lead_id, "webhook"),
				/test|failed/.test(state) ? state : "held");
		}
		assert.equal((await s.sync(1)).code, 0);
		assert.deepEqual(s.receiver.bodies().map((body) =>
			[body.first_name, body.wedding_date]),
		cases.slice(0, 2).map(([lead]) => ["Jane", aYearAfter(
			s.job(lead.lead_id).received, "UTC")]));
	});

/* At any moment it is another day in one of these than in UTC. */
for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
	play(`the day in ${zone}`, [...ALL, "--time-zone", zone],
		async (s) => {
			const lead = makeLead();
			await s.hit(lead);
			await s.sync(1);
			assert.equal(s.receiver.bodies()[0].wedding_date,
				aYearAfter(s.job(lead.lead_id).received, zone));
		});

play("in a project that asks for consent", [...ALL, "--privacy",
	"consent"], async (s) => {
	const lead = makeLead();
	await s.hit(lead);
	assert.equal(s.state(lead.lead_id), "held");
	const refused = makeLead({ consent: false });
	await s.hit(refused);
	assert.equal(s.state(refused.lead_id), "skipped consent");
});

play("what looks like a robot waits for somebody's word", [...ALL,
	"--webhook-url", "http://127.0.0.1:9/"], async (s) => {
	const [person, spam, nobody] = [1, 2, 3].map(() =>
		makeLead({ webdriver: true }));
	for (const lead of [person, spam, nobody]) {
		await s.hit(lead);
		for (const target of ["newsletter", "webhook"])
			assert.equal(s.state(lead.lead_id, target),
				"suspect webdriver");
	}
	assert.equal((await s.sync(HOLD + 1)).code, 0);
	assert.equal(s.receiver.got.length, 0);
	assert.equal(s.cli("lead", "release", "1").code, 0);
	assert.equal(s.cli("lead", "spam", "2").code, 0);
	for (const target of ["newsletter", "webhook"]) {
		assert.equal(s.state(person.lead_id, target), "held");
		assert.equal(s.state(spam.lead_id, target), "skipped spam");
	}
	await s.sync(1);
	assert.equal(s.state(person.lead_id), "synced");
	/* a month later: the lead is erased, with all of its deliveries */
	const run = await s.sync(31 * DAY);
	assert.match(run.err, /erased 1 suspects/);
	for (const target of ["pipedrive", "newsletter", "webhook"])
		assert.equal(s.state(nobody.lead_id, target), "erased suspect");
	assert.equal(s.receiver.got.length, 1);
});

const PARAM = ["--newsletter-param", "join"];

const page = (query, more = {}) => makeHit({
	page_url: `https://shop.example/?${query}`, ...more });

play("an address signs up, and is no lead", PARAM, async (s) => {
	const hit = page("join=1&email=Jane%40Example.com&first_name=Jane" +
		"&date=06-20-2031&utm_source=letter&token=hidden");
	assert.equal(await s.hit(hit), "stored");
	const [row] = s.signups();
	assert.deepEqual([row.email, row.first_name, row.form_state,
		row.fields], ["jane@example.com", "Jane", "confirmed",
		'[{"name":"date","value":"06-20-2031"}]']);
	assert.deepEqual(s.scene.rows("SELECT target, state FROM sync_jobs"),
		[{ target: "newsletter", state: "held" }]);
	assert.equal(s.scene.value("SELECT leads FROM sessions"), 0);
	assert.equal(s.scene.count("leads"), 0);
	assert.deepEqual(JSON.parse(s.cli("--json", "lead", "list").out), []);
	assert.deepEqual(JSON.parse(s.cli("--json", "lead", "list",
		"--state", "held").out), []);
	assert.equal(JSON.parse(s.cli("--json", "status").out).leads_today, 0);
	assert.ok(!/lead/.test(s.cli("hits").out));
	const [line] = JSON.parse(s.cli("--json", "lead", "list",
		"--signups").out);
	assert.deepEqual([line.email, line.state],
		["jane@example.com", "held"]);
	assert.match(s.cli("lead", "show", "1").out,
		/^Sign-up 1 {2}Jane {2}\(to the newsletter, no lead\)/);
	assert.equal((await s.sync(1)).code, 0);
	assert.deepEqual(s.receiver.bodies(), [{ email: "jane@example.com",
		first_name: "Jane", wedding_date: "2031-06-20" }]);
	assert.match(s.receiver.got[0].headers["idempotency-key"],
		/^[0-9a-f]{32}$/);
	/* what is not the newsletter's is nowhere */
	const dump = runProgram("sqlite3", ["-readonly", s.install.db,
		".dump"]).out;
	assert.ok(!dump.includes("hidden"));
	assert.equal(s.scene.count("pages", "url LIKE '%jane%'"), 0);
});

play("once a day for an address, and once for each hit", PARAM,
	async (s) => {
		const hit = page("join=1&email=jane@example.com");
		await s.hit(hit);
		assert.equal(await s.hit(hit), "duplicate");
		await s.hit(page("join=yes&email=JANE@example.com"));
		assert.equal(s.signups().length, 1);
		await s.hit(page("join=1&email=mary@example.com"));
		assert.equal(s.signups().length, 2);
		s.install.change(`UPDATE submissions SET received = received -
			${DAY * 1000 + 1}`);
		await s.hit(page("join=1&email=jane@example.com"));
		assert.equal(s.signups().length, 3);
		await s.sync(1);
		assert.equal(s.receiver.got.length, 3);
	});

play("by the image, too", PARAM, async (s) => {
	const url = encodeURIComponent(
		"https://shop.example/?join=1&email=jane@example.com");
	const { status } = await send(s.scene.url, { path:
		`/pixel.gif?pixel_id=test-pixel-01&page_url=${url}` });
	assert.equal(status, 200);
	assert.equal(s.signups().length, 1);
});

play("who is not signed up by an address", PARAM, async (s) => {
	const robot = { "user-agent": "Googlebot/2.1" };
	const join1 = "join=1&email=jane@example.com";
	for (const [hit, headers] of [
		[page("join=0&email=jane@example.com")],
		[page("join=false&email=jane@example.com")],
		[page("join=no&email=jane@example.com")],
		[page("join=&email=jane@example.com")],
		[page("email=jane@example.com")],
		[page("join=1")],
		[page("join=1&email=jane")],
		[page(join1, { event_type: "click" })],
		[page(join1, { test: true })],
		[page(join1, { webdriver: true })],
		[page(join1, { consent: false })],
		[page(join1), robot],
		[page(join1), { "sec-gpc": "1" }],
		[makeHit({ referrer_url: `https://shop.example/?${join1}` })],
	])
		await s.hit(hit, headers);
	assert.deepEqual(s.signups(), []);
	/* a form on such a page is a lead and nothing else */
	const lead = makeLead({ page_url: `https://shop.example/?${join1}` });
	await s.hit(lead);
	assert.deepEqual(s.scene.rows("SELECT kind FROM submissions"),
		[{ kind: "lead" }]);
	assert.equal(s.job(lead.lead_id), undefined);
});

play("a network signs up as many as it may send leads", PARAM,
	async (s) => {
		for (let i = 0; i < 5; i++)
			assert.equal(await s.hit(page(
				`join=1&email=jane${i}@example.com`)), "stored");
		assert.equal(s.signups().length, 3);
		/* and is not kept from sending those */
		const lead = makeLead();
		await s.hit(lead);
		assert.equal(s.state(lead.lead_id, "pipedrive"),
			"skipped crm_off");
	}, { settings: { leads_per_hour: 3 } });

play("without the parameter no address does", ALL, async (s) => {
	await s.hit(page("join=1&email=jane@example.com"));
	assert.equal(s.scene.count("submissions"), 0);
});

play("five sign-ups make nobody's leads a flood", PARAM, async (s) => {
	for (let i = 0; i < 6; i++) {
		await s.hit(page("join=1&email=jane@example.com"));
		s.install.change(`UPDATE submissions SET received = received -
			${DAY * 1000 + 1}`);
	}
	s.install.change("UPDATE submissions SET received = received +" +
		` ${DAY * 1000 + 1}`);
	const lead = makeLead({ form_data: { email: "jane@example.com" } });
	assert.equal(await s.hit(lead), "stored");
	assert.notEqual(s.state(lead.lead_id, "pipedrive"), "review flood");
});

play("switched off meanwhile", ALL, async (s) => {
	const lead = makeLead();
	await s.hit(lead);
	s.install.cli("project", "set", "Test", "--newsletter", "off");
	assert.equal((await s.sync(1)).code, 0);
	assert.equal(s.state(lead.lead_id), "skipped target_off");
	assert.equal(s.receiver.got.length, 0);
	s.install.cli("project", "set", "Test", "--newsletter", "all_forms");
	assert.equal(s.cli("lead", "requeue", "1", "--target",
		"newsletter").code, 0);
	assert.equal((await s.sync(2)).code, 0);
	assert.equal(s.state(lead.lead_id), "synced");
});

play("failed for good: seen, and sent again by hand", ALL, async (s) => {
	const lead = makeLead();
	await s.hit(lead);
	s.receiver.next({ status: 422 });
	assert.equal((await s.sync(1)).code, 0);
	assert.equal(s.state(lead.lead_id), "failed");
	const status = s.cli("status");
	assert.equal(status.code, 1);
	assert.match(status.out, /1 deliveries failed/);
	assert.match(s.cli("lead", "show", "1").out,
		/lead requeue 1 --target newsletter/);
	assert.equal(s.cli("lead", "requeue", "1", "--target",
		"newsletter").code, 0);
	await s.sync(2);
	assert.equal(s.state(lead.lead_id), "synced");
	assert.equal(s.receiver.got[0].headers["idempotency-key"],
		s.receiver.got[1].headers["idempotency-key"]);
});

play("a token that was refused is named", ALL, async (s) => {
	await s.hit(makeLead());
	s.receiver.always = { status: 401 };
	assert.equal((await s.sync(1)).code, 77);
	assert.match(s.cli("status").out,
		/Newsletter of project "Test": nothing is sent/);
});
