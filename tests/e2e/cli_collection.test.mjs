/* The operator's commands for what the collector learns: what they say, which
 * rows they write, and what the collector and the sync make of it. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { ROOT } from "../harness/install.mjs";
import { poll } from "../harness/poll.mjs";
import { runProgram } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";
import { runSync } from "../harness/sync.mjs";

const USAGE = 64, REFUSED = 65, NO_INPUT = 66;
const DAY_S = 86400, NOTICED_MS = 5000;
const TOKEN = "demo-token-not-secret";
const TRAP = { name: "_honey", value: "x", hidden: true };
const SHOP = "https://shop.example";
let scene;

before(async () => {
	scene = await openScene({ fake: true });
	/* in place: it belongs to the programs' user, and to nobody else */
	writeFileSync(`${scene.install.dir}/secrets`,
		`[demo]\ntoken = ${TOKEN}\n`);
	const { fields } = JSON.parse(readFileSync(
		join(ROOT, "tests/fake/seed-demo.json"), "utf8"));
	const { field_code, field_type } = fields.find((field) =>
		field.field_name === "Last source");
	scene.install.cli("crm", "map", "demo", "last_source", field_code,
		field_type);
});
after(() => scene?.close());

const cli = (...args) => runProgram(scene.install.program("leadpixel"),
	["--config", scene.install.conf, ...args]);

function done(result) {
	assert.equal(result.code, 0, result.err);
	return result.out;
}

/* It ended so, with nothing on stdout and this on stderr. */
function refused(result, code, pattern) {
	assert.match(result.err, pattern);
	assert.equal(result.code, code, result.err);
	assert.equal(result.out, "");
}

const version = () => scene.value("SELECT settings_version FROM settings");
const audit = () => scene.rows(`SELECT action, subject, detail FROM audit_log
	ORDER BY id DESC LIMIT 1`)[0];
const audits = () => scene.count("audit_log");

/* Nothing was written, and the collector has nothing to notice. */
function unchanged(body) {
	const before = [version(), audits()];
	body();
	assert.deepEqual([version(), audits()], before);
}

async function send(message, how) {
	return (await post(scene.url, message, how)).verdict;
}

/* The job of a lead, with how many leads its visit counts. */
const job = ({ lead_id }) => scene.rows(`SELECT s.id, j.state, j.reason, j.due,
	j.finished, n.leads FROM submissions s
	JOIN sync_jobs j ON j.submission_id = s.id
	JOIN sessions n ON n.id = s.session_id
	WHERE hex(s.lead_id) = upper('${lead_id}')`)[0];

/* A lead that a hidden field gives away. */
async function sendSuspect({ email, ...more } = {}) {
	const lead = makeLead(more);
	lead.form_data = [{ name: "email", value: email
		?? lead.form_data.email }, TRAP];
	assert.equal(await send(lead), "suspect");
	return lead;
}

test("form list and treat: what a form brings is for somebody to say",
	async () => {
		assert.match(done(cli("form", "list")), /^No form was sent yet/);
		const form = { id: "quote", name: "quote", method: "post" };
		const make = (more) => makeLead({ form, ...more });
		const lead = make();
		assert.equal(await send(lead), "stored");
		assert.equal(scene.lead(lead).jobs, 1);
		const page = done(cli("form", "list"));
		assert.match(page, /^ {4}1 {2}Shop +quote +1 .* auto$/m);
		assert.match(page, /e-mail address or telephone number/);
		assert.ok(page.split("\n").every((line) => line.length <= 80));
		const [row] = JSON.parse(done(cli("form", "list", "--json")));
		assert.deepEqual({ ...row, first_seen: 0, last_seen: 0 }, { id: 1,
			pixel: "test-pixel-01", site: "Shop", form: "quote",
			submissions: 1, first_seen: 0, last_seen: 0,
			treated: "auto" });

		assert.match(done(cli("form", "treat", "1", "event")),
			/"quote" of "Shop": its submissions are events/);
		assert.deepEqual(audit(), { action: "form treat", subject: "1",
			detail: "test-pixel-01 quote: was auto, is event" });
		const event = make();
		assert.equal(await send(event), "stored");
		assert.equal(scene.lead(event), undefined);
		assert.equal(scene.hit(event).event_type, "form_submit");

		done(cli("form", "treat", "1", "lead"));
		const wish = make({ form_data: { wish: "a lamp" } });
		assert.equal(await send(wish), "stored");
		assert.equal(scene.lead(wish).reason, "no_contact");
		done(cli("form", "treat", "1", "auto"));
		assert.match(done(cli("form", "list")), /quote +3 .* auto$/m);
		unchanged(() => {
			refused(cli("form", "treat", "1", "never"), REFUSED,
				/auto, lead or event, not "never"/);
			refused(cli("form", "treat", "99", "lead"), REFUSED,
				/no form 99/);
			refused(cli("form", "treat", "x", "lead"), USAGE,
				/ID is the form's number/);
		});
	});

/* What a new visitor's touch of that address is called. */
async function campaignOf(query) {
	const url = `${SHOP}/?utm_source=google&utm_medium=cpc&${query}`;
	const hit = makeHit({ visitor_cookie: makeVisitor(), page_url: url,
		landing: { url, referrer: "", at: Date.now() } });
	assert.equal(await send(hit), "stored");
	return scene.hit(hit).campaign;
}

test("campaign set: the next visit carries the name", async () => {
	assert.match(done(cli("campaign", "list", "Test")), /^No campaign has/);
	assert.equal(await campaignOf("utm_campaign=1755"), "1755");
	const before = version();
	done(cli("campaign", "set", "Test", "1755", "Autumn \"Lamps\""));
	assert.equal(version(), before + 1);
	assert.deepEqual(audit(), { action: "campaign set", subject: "Test",
		detail: "1755: Autumn \"Lamps\"" });
	await poll("the name", NOTICED_MS, async () =>
		await campaignOf("utm_campaign=1755") === "Autumn \"Lamps\"");
	assert.equal(await campaignOf("utm_id=1755"), "Autumn \"Lamps\"");
	assert.match(done(cli("campaign", "list", "Test")),
		/^1755 +Autumn "Lamps"$/m);
	assert.deepEqual(JSON.parse(done(cli("campaign", "list", "Test",
		"--json"))), [{ id: "1755", name: "Autumn \"Lamps\"" }]);

	done(cli("campaign", "set", "Test", "1755", ""));
	assert.equal(await campaignOf("utm_campaign=1755"), "1755");
	assert.equal(done(cli("campaign", "list", "Test", "--json")), "[]\n");
	unchanged(() => {
		refused(cli("campaign", "set", "Test", "1755", ""), REFUSED,
			/"1755" has no name/);
		refused(cli("campaign", "set", "Nobody", "1", "x"), REFUSED,
			/no project "Nobody"/);
		refused(cli("campaign", "list", "Nobody"), REFUSED, /no project/);
		refused(cli("campaign", "set", "Test", " 1", "x"), REFUSED,
			/ID is 1 to 500/);
		refused(cli("campaign", "set", "Test", "1", "x".repeat(501)),
			REFUSED, /NAME is at most 500/);
	});
});

function write(text) {
	const path = join(scene.install.dir, "names.csv");
	writeFileSync(path, text);
	return path;
}

const names = () => Object.fromEntries(scene.rows(
	"SELECT campaign_id, name FROM campaign_names")
	.map((row) => [row.campaign_id, row.name]));

test("campaign import: all of a file", () => {
	const before = version();
	const path = write("\ufeffID,Name\r\n1,\"Sale, \"\"big\"\"\"\r\n" +
		"2,Été\r\n\r\n3,Three\r\n");
	assert.match(done(cli("campaign", "import", "Test", path)),
		/^3 campaigns have a name now, 0 have none/);
	assert.deepEqual(names(), { 1: "Sale, \"big\"", 2: "Été", 3: "Three" });
	assert.equal(version(), before + 1);
	assert.deepEqual(audit(), { action: "campaign import", subject: "Test",
		detail: "3 named, 0 dropped" });
	assert.match(done(cli("campaign", "import", "Test",
		write("1,One\n2,\n7,\n"))), /^1 campaigns .* 1 have none/);
	assert.deepEqual(names(), { 1: "One", 3: "Three" });
	done(cli("campaign", "import", "Test", write("")));
	assert.deepEqual(names(), { 1: "One", 3: "Three" });
});

const MANY = Array.from({ length: 10001 }, (_, i) => `${i},n\n`).join("");

/* a file, and what is said of it */
const BAD_FILES = [
	["8,Eight\n9;Nine\n", /line 2 has one column.*id,name\n/],
	["id,name\n8,Eight\n9,a,b\n", /line 3 has too many columns/],
	["8,Eight\n,Nine\n", /line 2 has an id that is empty/],
	["8,Eight\n 9,Nine\n", /line 2 has an id .* blanks/],
	["8,Eight\n9,Nine \n", /line 2 has a name .* blanks/],
	["8,Eight\r\n9,\"Nine\r\n", /line 2 opens a quote/],
	["8,\"Ei\nght\"\n", /line 1 has a name .* control/],
	["8,Eight\n9,\"Nine\"x\n", /line 2 has text behind a closing quote/],
	[Buffer.from("8,Eight\n9,\xe9t\xe9\n", "latin1"),
		/line 2 is not UTF-8/],
	["8,Eight\n9,a\0b\n", /line 2 holds a zero byte/],
	[`8,Eight\n9,${"x".repeat(501)}\n`, /line 2 has a name .* too long/],
	[MANY, /can name 10000 campaigns/],
	[`8,Eight\n${"\n".repeat(768 * 1024)}`, /longer than 768 KiB/],
];

test("campaign import: nothing of a file with a bad line", () => {
	for (const [text, said] of BAD_FILES) {
		const before = names();
		unchanged(() => refused(cli("campaign", "import", "Test",
			write(text)), REFUSED, said));
		assert.deepEqual(names(), before, String(said));
	}
	refused(cli("campaign", "import", "Test", "/no/such.csv"), NO_INPUT,
		/\/no\/such.csv: No such file/);
	refused(cli("campaign", "import", "Test", scene.install.dir), NO_INPUT,
		/Is a directory/);
	refused(cli("campaign", "import", "Nobody", write("1,x\n")), REFUSED,
		/no project "Nobody"/);
});

const set = (...args) => cli("project", "set", "Test", ...args);
const project = () => JSON.parse(done(cli("project", "show", "Test",
	"--json")));

test("project set changes what is given, and says what", () => {
	const before = project();
	const at = version();
	assert.equal(done(set("--hold", "60", "--custom-params",
		"ref_no, hsa-ad  ref_no", "--store-fields", "email  name",
		"--thank-you", "/thanks, /merci,/danke/*  /merci",
		"--ip-policy", "none", "--time-zone", "Europe/Berlin",
		"--retention-days", "90")),
	"ip-policy: masked -> none\ncustom-params: (none) -> ref_no hsa-ad\n" +
	"store-fields: (none) -> email name\n" +
	"thank-you: (none) -> /thanks /merci /danke/*\nhold: 420 -> 60\n" +
	"time-zone: UTC -> Europe/Berlin\nretention-days: 180 -> 90\n");
	const after = { ...before, hold_seconds: 60,
		custom_params: "ref_no hsa-ad", store_fields: "email name",
		thank_you: "/thanks /merci /danke/*",
		ip_policy: "none", time_zone: "Europe/Berlin",
		retention_days: 90 };
	assert.deepEqual(project(), after);
	assert.equal(version(), at + 1);
	assert.equal(audit().action, "project set");
	assert.match(audit().detail, /^ip-policy: masked -> none\n/);
	const page = done(cli("project", "show", "Test"));
	assert.match(page, /^Privacy +identified: each visitor is known/m);
	assert.match(page, /^Params +.*: ref_no hsa-ad$/m);
	assert.match(page, /^Thanks +\/thanks \/merci \/danke\/\*: who sees/m);
	assert.match(page, /^Zone +Europe\/Berlin$/m);
	assert.ok(page.split("\n").every((line) => line.length <= 80));
	unchanged(() => assert.match(done(set("--hold", "60")),
		/^Nothing changed/));

	done(set("--hold", "420", "--custom-params", "", "--store-fields", "",
		"--thank-you", "", "--ip-policy", "masked", "--time-zone", "UTC",
		"--retention-days", "180"));
	assert.deepEqual(project(), before);
});

test("project set refuses what is wrong, all of it", () => {
	const before = project();
	const wrong = [
		[USAGE, /say what to change/],
		[REFUSED, /--privacy is identified/, "--privacy", "maybe"],
		[REFUSED, /--dnt is on or off/, "--dnt", "yes"],
		[REFUSED, /--ip-policy is/, "--ip-policy", "some"],
		[REFUSED, /--time-zone is/, "--time-zone", "../etc"],
		[USAGE, /--hold is a whole number/, "--hold", "1h"],
		[USAGE, /--retention-days is/, "--retention-days", "0"],
		[REFUSED, /holds "utm_source"/, "--custom-params",
			"ad_no utm_source"],
		[REFUSED, /holds "Ref"/, "--custom-params", "Ref"],
		[REFUSED, /at most 511 bytes/, "--custom-params", Array.from(
			{ length: 60 }, (_, i) => `parameter${i}`).join(" ")],
		[REFUSED, /holds "a\?"/, "--store-fields", "a\x07"],
		[REFUSED, /--thank-you holds "thanks": a path is what follows/,
			"--thank-you", "/good thanks"],
		[REFUSED, /holds "https:\/\/shop.example\/a"/, "--thank-you",
			`${SHOP}/a`],
		[REFUSED, /holds "\/\*"/, "--thank-you", "/*"],
		[REFUSED, /holds "\/a\?b=1"/, "--thank-you", "/a?b=1"],
		[REFUSED, /--thank-you is at most 511 bytes/, "--thank-you",
			Array.from({ length: 60 }, (_, i) => `/page/${i}`)
				.join(" ")],
	];
	for (const [code, said, ...args] of wrong)
		unchanged(() => refused(args.length === 0 ? set()
			: set("--hold", "7", ...args), code, said));
	assert.deepEqual(project(), before);
	refused(cli("project", "set", "Nobody", "--hold", "1"), REFUSED,
		/no project "Nobody"/);
	refused(cli("project", "show", "Nobody"), REFUSED, /no project/);
});

test("project set --dnt and --privacy reach the collector", async () => {
	const dnt = { headers: { dnt: "1" } };
	assert.equal(await send(makeHit(), dnt), "stored");
	assert.equal(done(set("--dnt", "on")), "dnt: off -> on\n");
	await poll("DNT is heeded", NOTICED_MS, async () =>
		await send(makeHit(), dnt) === "counted_only");
	assert.equal(await send(makeHit()), "stored");
	done(set("--dnt", "off"));

	const said = done(set("--privacy", "consent"));
	assert.match(said, /^privacy: identified -> consent\n/);
	assert.match(said.replace(/\s+/g, " "), /nothing is deleted/);
	await poll("consent is needed", NOTICED_MS, async () =>
		await send(makeHit()) === "counted_only");
	done(set("--privacy", "identified"));
	await poll("it is not", NOTICED_MS, async () =>
		await send(makeHit(), dnt) === "stored");
});

test("project set --custom-params: a touch keeps them", async () => {
	done(set("--custom-params", "ref_no"));
	await poll("the parameter", NOTICED_MS, async () => {
		const url = `${SHOP}/?ref_no=77&x=1`;
		const hit = makeHit({ visitor_cookie: makeVisitor(),
			page_url: url, landing: { url, referrer: "",
				at: Date.now() } });
		await send(hit);
		return scene.value(`SELECT other FROM touches WHERE id =
			(SELECT max(id) FROM touches)`) === "{\"ref_no\":\"77\"}";
	});
	done(set("--custom-params", ""));
});

test("lead release: a suspect is counted, due and delivered", async () => {
	const lead = await sendSuspect({ email: "jane@example.com" });
	const { id, ...kept } = job(lead);
	assert.deepEqual({ ...kept, due: 0 }, { state: "suspect",
		reason: "honeypot", due: 0, finished: null, leads: 0 });
	assert.match(done(cli("lead", "list", "--state", "suspect")),
		new RegExp(`^ +${id} .*  Robot\\? Hidden field$`, "m"));
	const page = done(cli("lead", "show", `${id}`));
	assert.match(page, /^Pipedrive: Kept back: perhaps a robot$/m);
	assert.match(page.replace(/\s+/g, " "), /erased after 30 days/);
	assert.match(page, new RegExp(`lead release ${id}\n.*lead spam ${id}`));
	assert.equal(runSync(scene.install, { later: 3600 }).code, 0);
	assert.equal(job(lead).state, "suspect");

	const now = Date.now();
	assert.match(done(cli("lead", "release", `${id}`)),
		/goes out with the next run/);
	const held = job(lead);
	assert.deepEqual({ ...held, due: 0 }, { id, state: "held", reason: null,
		due: 0, finished: null, leads: 1 });
	assert.ok(held.due >= now && held.due <= Date.now());
	assert.deepEqual(audit(), { action: "lead release", subject: `${id}`,
		detail: "was suspect honeypot, is held" });
	unchanged(() => refused(cli("lead", "release", `${id}`), REFUSED,
		new RegExp(`lead ${id} is not kept back.*held`)));
	assert.equal(runSync(scene.install).code, 0);
	assert.match(job(lead).state, /^(synced|unchanged)$/);
	assert.equal(job(lead).leads, 1);
	unchanged(() => {
		refused(cli("lead", "release", "9999"), REFUSED, /no lead 9999/);
		refused(cli("lead", "release", "x"), USAGE, /ID is the lead's/);
		refused(cli("lead", "spam", `${id}`), REFUSED,
			/waits for nobody's word: it is (synced|unchanged)/);
	});
});

test("lead release with the CRM off: counted, and kept here", async () => {
	const lead = await sendSuspect();
	done(cli("crm", "off", "Test"));
	assert.match(done(cli("lead", "release", `${job(lead).id}`)),
		/stays here/);
	done(cli("crm", "on", "Test"));
	const { state, reason, finished, leads } = job(lead);
	assert.deepEqual([state, reason, finished > 0, leads],
		["skipped", "crm_off", true, 1]);
});

test("lead spam: not sent, not counted; requeue takes it back", async () => {
	const lead = await sendSuspect();
	const { id } = job(lead);
	const now = () => {
		const { state, reason, leads } = job(lead);
		return [state, reason, leads];
	};
	done(cli("lead", "spam", `${id}`));
	assert.deepEqual(now(), ["skipped", "spam", 0]);
	assert.ok(job(lead).finished > 0);
	assert.deepEqual(audit(), { action: "lead spam", subject: `${id}`,
		detail: "was suspect honeypot, is skipped spam" });
	done(cli("lead", "requeue", `${id}`));
	assert.deepEqual(now(), ["held", null, 1]);
	done(cli("lead", "requeue", `${id}`));
	assert.deepEqual(now(), ["held", null, 1]);
	scene.install.change(`UPDATE sync_jobs SET state = 'review',
		reason = 'flood' WHERE submission_id = ${id}`);
	done(cli("lead", "spam", `${id}`));
	assert.deepEqual(now(), ["skipped", "spam", 0]);
});

/* Suspects as the collector leaves them, like that one. */
function copySuspect({ lead_id }, count) {
	scene.install.change(`BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
		SELECT i + 1 FROM n WHERE i < ${count})
		INSERT INTO submissions (lead_id, pixel_id, event_id, visitor_id,
		session_id, occurred, received, form_state, fields, email, phone,
		first_name, last_name, person_key, journey, record, record_hash,
		cookies, company) SELECT randomblob(16), s.pixel_id, s.event_id,
		s.visitor_id, s.session_id, s.occurred, s.received, s.form_state,
		s.fields, s.email, '+49 30 7654321', 'Purged', 'Person',
		s.person_key, '[1]', s.record, s.record_hash, '{"_fbp":"fb.1.2.3"}',
		'Purged Ltd'
		FROM n, submissions s WHERE hex(s.lead_id) = upper('${lead_id}');
		INSERT INTO sync_jobs (submission_id, target, account_id,
		person_key, state, reason, due, created) SELECT s.id, 'pipedrive',
		1, s.person_key, 'suspect', 'honeypot', s.received, s.received
		FROM submissions s LEFT JOIN sync_jobs j
		ON j.submission_id = s.id WHERE j.id IS NULL; COMMIT`);
}

const suspects = () => scene.count("sync_jobs", "state = 'suspect'");

test("suspects are erased after thirty days, a hundred a run", async () => {
	const email = `purge.${makeId()}@example.com`;
	const first = await sendSuspect({ email, form_data: {},
		cookies: "_fbp=fb.1.2.3" });
	const before = scene.count("submissions");
	copySuspect(first, 100);
	assert.equal(suspects(), 101);
	assert.equal(runSync(scene.install, { later: 30 * DAY_S - 60 }).code, 0);
	assert.equal(suspects(), 101);
	runSync(scene.install, { later: 31 * DAY_S, args: ["--dry-run"] });
	assert.equal(suspects(), 101);

	const run = runSync(scene.install, { later: 31 * DAY_S });
	assert.match(run.err, /info: erased 100 suspects of more than 30 days/);
	assert.equal(suspects(), 1);
	assert.deepEqual(audit(), { action: "purge suspects", subject: null,
		detail: "100 of more than 30 days" });
	assert.match(runSync(scene.install, { later: 31 * DAY_S }).err,
		/info: erased 1 suspects/);
	assert.equal(suspects(), 0);
	assert.doesNotMatch(runSync(scene.install, { later: 31 * DAY_S }).err,
		/erased/);

	assert.equal(scene.count("submissions"), before + 100);
	assert.deepEqual(scene.rows(`SELECT DISTINCT j.state, j.reason,
		j.finished > j.created + ${30 * DAY_S * 1000} AS late,
		j.person_key, s.fields, s.email, s.phone, s.first_name,
		s.last_name, s.company, s.person_key AS key, s.record, s.cookies, s.journey,
		hex(s.record_hash) = '44136FA355B3678A1146AD16F7E8649E94FB4FC2' ||
		'1FE77E8310C060F61CAAFF8A' AS hashed FROM submissions s
		JOIN sync_jobs j ON j.submission_id = s.id
		WHERE j.reason = 'suspect'`), [{ state: "erased",
		reason: "suspect", late: 1, person_key: null, fields: "[]",
		email: null, phone: null, first_name: null, last_name: null,
		company: null, key: null, record: "{}", cookies: null, journey: "[]",
		hashed: 1 }]);
	const { id, state } = job(first);
	assert.equal(state, "erased");
	const dump = runProgram("sqlite3", ["-readonly", scene.install.db,
		".dump"]).out;
	assert.ok(dump.includes("INSERT INTO submissions"));
	for (const gone of [email, "Purged", "7654321", "fb.1.2.3"])
		assert.ok(!dump.includes(gone), gone);
	assert.match(done(cli("lead", "show", `${id}`)),
		/Pipedrive: Erased: a suspect/);
	refused(cli("lead", "requeue", `${id}`), REFUSED, /was erased/);
	refused(cli("lead", "release", `${id}`), REFUSED, /it is erased/);
});
