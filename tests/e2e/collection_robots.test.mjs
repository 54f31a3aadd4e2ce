/* Who is a robot: what of it is only counted, and what is kept for a person
 * to look at. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeHit, makeLead, makeVisitor } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { addSites } from "../harness/sites.mjs";
import { post, send } from "../harness/send.mjs";
import { miscounted } from "../harness/visits.mjs";

const NO_AGENT = { "user-agent": undefined };
const EMPTY_AGENT = { "user-agent": "" };
let scene;

before(async () => {
	scene = await openScene({ late: ({ install }) => addSites(install, [
		{ project: "Other", pixel: "other-pixel-01" },
		{ project: "Third", pixel: "third-pixel-01" },
		{ project: "Fourth", pixel: "fourth-pixel-01" },
		{ project: "Fifth", pixel: "fifth-pixel-01" },
		{ project: "Third", pixel: "third-pixel-02" }]) });
});
after(() => scene?.close());

const TABLES = ["visitors", "sessions", "touches", "tracking_events",
	"submissions", "page_hours", "pages", "agents", "forms", "sync_jobs"];

const rowCounts = () => TABLES.map((table) => [table, scene.count(table)]);

const countedAs = (verdict) => scene.value(`SELECT coalesce(sum(hits), 0)
	FROM verdict_counts WHERE verdict = '${verdict}' AND pixel_id =
	(SELECT id FROM pixels WHERE public_id = '${PIXEL}')`);

/* Sends it: one more of the verdict, and not one row. */
async function assertCounted(verdict, how) {
	const before = countedAs(verdict), rows = rowCounts();
	const answer = await how();
	assert.equal(answer.verdict, verdict);
	await poll("it is counted", 5000, () => countedAs(verdict) > before);
	assert.equal(countedAs(verdict), before + 1);
	assert.deepEqual(rowCounts(), rows);
	return answer;
}

const gif = (hit, headers) => send(scene.url, { headers, path:
	`/lp/p.gif?${new URLSearchParams(hit)}` });

describe("a robot's page view is counted and leaves no row", () => {
	const land = { page_url:
		"https://shop.example/robots?utm_source=robot&gclid=r1" };
	for (const [name, more, headers] of [
		["webdriver", { webdriver: true }, {}],
		["no agent", {}, NO_AGENT], ["an empty agent", {}, EMPTY_AGENT],
		["an event of one", { webdriver: true, event_type: "scroll" },
			{}],
		["a form of one, without a contact", { webdriver: true,
			form_data: { note: "x" } }, {}],
		["a test of one", { webdriver: true, test: true }, {}]])
		test(`POST: ${name}`, async () => {
			const { status } = await assertCounted("bot", () =>
				post(scene.url, makeHit({ ...land, ...more }),
					{ headers }));
			assert.equal(status, 204);
		});
	for (const [name, headers] of [["no agent", NO_AGENT],
		["an empty agent", EMPTY_AGENT]])
		test(`image: ${name}`, async () => {
			const answer = await assertCounted("bot", () =>
				gif(makeHit(land), headers));
			assert.equal(answer.status, 200);
			assert.equal(answer.bytes.length, 43);
			assert.equal(answer.headers["set-cookie"], undefined);
		});
	for (const webdriver of ["true", 1, {}, [true], null, false])
		test(`a person: webdriver ${JSON.stringify(webdriver)}`,
			async () => {
				const hit = makeHit({ webdriver });
				await post(scene.url, hit);
				assert.ok(scene.hit(hit));
			});
});

const field = (name, value, more) => ({ name, value, type: "text", ...more });
const me = (name) => field("email", `${name}@example.com`, { type: "email" });
const formed = (fields, about = {}) => ({ form_data: fields,
	form: { id: "contact", ...about } });

/* name, what the lead has, its headers, the reason of the suspicion */
const SENDERS = [
	["webdriver", { webdriver: true }, {}, "webdriver"],
	["no agent", {}, NO_AGENT, "no_agent"],
	["an empty agent", {}, EMPTY_AGENT, "no_agent"],
	["no agent before webdriver", { webdriver: true }, NO_AGENT,
		"no_agent"],
	...["honeypot", "HP", "bot-field", "_gotcha", "ak_hp_textarea",
		"Leave this blank"].map((name) => [`${name}, seen or not`,
		formed([me("trap"), field(name, "x")]), {}, "honeypot"]),
	...["url", "Website", "fax", "address-2", "confirm_email"].map(
		(name) => [`${name}, not visible`, formed([me("trap"),
			field(name, "x", { hidden: true })]), {}, "honeypot"]),
	...["url", "website", "fax", "confirm_email"].map((name) =>
		[`${name}, visible`, formed([me("trap"), field(name, "x")]), {},
			null]),
	...["true", 1, 0, null, {}].map((hidden) => [`website, hidden: ${
		JSON.stringify(hidden)}`, formed([me("trap"), field("website",
		"x", { hidden })]), {}, null]),
	["an empty trap", formed([me("trap"), field("honeypot", "")]), {}, null],
	["a trap in an object", { form_data: { email: "o@example.com",
		honeypot: "x" } }, {}, "honeypot"],
	["a message that is hidden", formed([me("trap"), field("message", "x",
		{ hidden: true })]), {}, null],
	...[0, 1, 1999].map((filled_ms) => [`filled in ${filled_ms} ms`,
		formed([me("fast")], { filled_ms }), {}, "filled_fast"]),
	...[2000, 3600000, undefined, null, -1, "12", 12.5, [1]].map(
		(filled_ms) => [`filled in ${JSON.stringify(filled_ms)}`,
			formed([me("slow")], { filled_ms }), {}, null]),
];

/* Each case is of another person: crowds are another matter. */
let people = 0;

function ofItsOwn(lead) {
	const name = `person${people++}@example.com`;
	const data = lead.form_data;

	if (!Array.isArray(data))
		data.email = name;
	else
		data[0].value = name;
	return lead;
}

describe("a robot's lead is kept, and not sent", () => {
	for (const [name, more, headers, reason] of SENDERS)
		test(`${name}: ${reason ?? "a person"}`, async () => {
			const lead = ofItsOwn(makeLead(structuredClone(more)));
			const answer = await post(scene.url, lead,
				{ path: "/lp/l", headers });
			assert.equal(answer.status, 200);
			assert.equal(answer.verdict, reason === null ? "stored"
				: "suspect");
			const row = scene.lead(lead);
			assert.deepEqual([row.state, row.reason, row.jobs,
				row.finished], reason === null
				? ["held", null, 1, null]
				: ["suspect", reason, 1, null]);
			assert.equal(JSON.parse(row.record).person.email,
				row.email);
			assert.equal(scene.value(`SELECT leads FROM sessions
				WHERE id = ${row.session_id}`),
			reason === null ? 1 : 0);
			assert.equal(scene.hit(lead).event_type, "form_submit");
		});
	test("the trap counts though its value is not to be kept", async () => {
		scene.install.change(`UPDATE projects SET store_fields = 'email'
			WHERE name = 'Other'; UPDATE settings
			SET settings_version = settings_version + 1`);
		await poll("settings are taken", 5000, async () => {
			const lead = makeLead({ pixel_id: "other-pixel-01",
				form_data: { email: `t${people++}@example.com`,
					honeypot: "sweet" } });
			await post(scene.url, lead);
			const { fields, reason } = scene.lead(lead);
			assert.equal(reason, "honeypot");
			return !fields.includes("sweet");
		});
	});
});

describe("tests stay tests", () => {
	for (const [name, more, headers] of [["of a person", {}, {}],
		["of a robot", { webdriver: true }, {}],
		["without an agent", {}, NO_AGENT],
		["in a trap", { form_data: { email: "t@example.com",
			honeypot: "x" } }, {}]])
		test(name, async () => {
			const lead = makeLead({ test: true, ...more });
			const answer = await post(scene.url, lead, { headers });
			assert.equal(answer.verdict, "test");
			const row = scene.lead(lead);
			assert.deepEqual([row.state, row.reason, row.test],
				["skipped", "test", 1]);
			assert.equal(scene.value(`SELECT leads FROM sessions
				WHERE id = ${row.session_id}`), 0);
		});
	test("they count for no crowd", async () => {
		const email = "tester@example.com";
		for (let i = 0; i < 7; i++)
			await post(scene.url, makeLead({ test: true,
				form_data: { email } }));
		const lead = makeLead({ form_data: { email } });
		await post(scene.url, lead);
		assert.equal(scene.lead(lead).state, "held");
	});
});

/* What becomes of `count` leads of one e-mail, sent one after the other. */
async function sendCrowd(count, make) {
	const leads = Array.from({ length: count }, (_, i) => makeLead(make(i)));
	for (const lead of leads)
		await post(scene.url, lead);
	return leads.map((lead) => {
		const { state, reason } = scene.lead(lead);
		return reason === null ? state : `${state} ${reason}`;
	});
}

const KEPT = "held", BROWSERS = "suspect many_browsers",
	FLOOD = "review flood";

describe("one person's leads of a day", () => {
	test("the fourth browser is a robot's", async () => {
		const form_data = { email: "crowd@example.com" };
		assert.deepEqual(await sendCrowd(5, () => ({ form_data,
			visitor_cookie: makeVisitor() })),
		[KEPT, KEPT, KEPT, BROWSERS, BROWSERS]);
	});
	test("however the e-mail is written", async () => {
		const ways = ["Wide@Example.com", " wide@example.com",
			"wide@EXAMPLE.COM ", "WIDE@example.com"];
		assert.deepEqual(await sendCrowd(4, (i) => ({
			form_data: { email: ways[i] },
			visitor_cookie: makeVisitor() })),
		[KEPT, KEPT, KEPT, BROWSERS]);
	});
	test("the sixth of one browser waits for a person", async () => {
		const visitor_cookie = makeVisitor();
		assert.deepEqual(await sendCrowd(7, () => ({ visitor_cookie,
			form_data: { email: "often@example.com" } })),
		[KEPT, KEPT, KEPT, KEPT, KEPT, FLOOD, FLOOD]);
	});
	test("the sixth without consent, whoever sends", async () => {
		assert.deepEqual(await sendCrowd(6, () => ({ consent: false,
			form_data: { email: "unknown@example.com" } })),
		[KEPT, KEPT, KEPT, KEPT, KEPT, FLOOD]);
	});
	test("yesterday's do not count", async () => {
		const form_data = { email: "again@example.com" };
		await sendCrowd(6, () => ({ form_data }));
		scene.install.change(`UPDATE submissions SET received =
			received - 86400000 WHERE email = 'again@example.com'`);
		assert.deepEqual(await sendCrowd(1, () => ({ form_data })),
			[KEPT]);
	});
	test("other projects' do not count: each brand is another browser",
		async () => {
			const pixels = ["other-pixel-01", "third-pixel-01",
				"fourth-pixel-01", "fifth-pixel-01", PIXEL];
			const rows = await sendCrowd(5, (i) => ({
				pixel_id: pixels[i], form_data:
					{ email: "shopper@example.com" } }));
			assert.equal(rows[4], KEPT);
		});
	test("each site of the project gives a browser an id of its own",
		async () => {
			const rows = await sendCrowd(4, (i) => ({
				pixel_id: `third-pixel-0${i % 2 + 1}`,
				form_data: { email: "sites@example.com" } }));
			assert.notEqual(rows[3], BROWSERS);
		});
});

test("each visit knows how many hits it has", () => {
	assert.ok(scene.count("sessions", "events > 1") > 0);
	assert.deepEqual(miscounted(scene.install), []);
});
