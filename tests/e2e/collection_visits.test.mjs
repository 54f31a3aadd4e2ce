/* Where visits come from, as the project sees it: its own sites, names and
 * parameters; and how a lead tells the whole journey. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { MODES } from "../harness/apache.mjs";
import { isOnDisk } from "../harness/disk.mjs";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { openScene } from "../harness/scene.mjs";
import { addSites } from "../harness/sites.mjs";
import { runSync } from "../harness/sync.mjs";
import { post, send } from "../harness/send.mjs";
import { miscounted } from "../harness/visits.mjs";

const MINUTE = 60 * 1000;
const SHOP = "https://shop.example";
const PLAIN = "plain-pixel-01", OTHER = "other-pixel-01",
	NAMED = "named-pixel-01", OWN = "own-pixel-01", SHUT = "shut-pixel-01";
const SITES = [
	{ project: "Brand", pixel: PLAIN, website: SHOP },
	{ project: "Brand", pixel: "magazine-pixel-01",
		website: "https://www.magazine.example/start" },
	{ project: "Brand", pixel: "events-pixel-01",
		hosts:
		"events.example tickets.example www.fair.example" },
	{ project: "Brand", pixel: "open-pixel-01" },
	{ project: "Other", pixel: OTHER, website: "https://other.example" },
	{ project: "Named", pixel: NAMED },
	{ project: "Own", pixel: OWN, more: { custom_params:
		"partner hotel_id lp_y irclickid utm_content" } },
	{ project: "Shut", pixel: SHUT, hosts: "shut.example" },
];
const NAMES = { 1234567890: "Autumn lamps", 77: "By utm_id",
	gad7: "By gad_campaignid", "": "never", "o'k\"x": "Signs" };
const { fields } = JSON.parse(readFileSync(
	new URL("../fake/seed-demo.json", import.meta.url), "utf8"));
const LAST_SOURCE = fields.filter(({ field_name }) =>
	field_name === "Last source").flatMap((field) =>
	[field.field_code, field.field_type]);
let scene;

function nameCampaigns({ install }) {
	for (const [id, name] of Object.entries(NAMES))
		install.change(`INSERT INTO campaign_names VALUES ((SELECT id
			FROM projects WHERE name = 'Named'), '${id
	.replaceAll("'", "''")}', '${name}')`);
	install.change(`UPDATE settings SET settings_version =
		settings_version + 1, campaign_names = 1`);
}

before(async () => {
	scene = await openScene({ fake: true, late: (early) => {
		writeFileSync(`${early.install.dir}/secrets`,
			"[demo]\ntoken = demo-token-not-secret\n");
		early.install.cli("crm", "map", "demo", "last_source",
			...LAST_SOURCE);
		addSites(early.install, SITES);
		nameCampaigns(early);
	} });
});
after(() => scene?.close());

const touchOf = (hit) => scene.rows(`SELECT t.* FROM touches t
	JOIN tracking_events e ON e.touch_id = t.id
	WHERE hex(e.hit_id) = upper('${hit.hit_id}')`)[0];

/* Sends a page view with that landing; its touch. */
async function land(pixel_id, query, more = {}) {
	const hit = makeHit({ pixel_id, visitor_cookie: makeVisitor(),
		page_url: `${SHOP}/land${query}`, ...more });
	const { verdict } = await post(scene.url, hit);
	assert.equal(verdict, "stored");
	return { hit, touch: touchOf(hit) };
}

const REFERRERS = [
	["https://shop.example/a", null],
	["https://magazine.example/", null],
	["https://www.magazine.example/story", null],
	["https://blog.magazine.example/", null],
	["https://events.example/", null], ["https://a.tickets.example/", null],
	["https://www.events.example/", null],
	["https://other.example/", "other.example"],
	["https://notmagazine.example/", "notmagazine.example"],
	["https://magazine.example.net/", "magazine.example.net"],
	["https://fair.example/", null],
];

describe("the project's own sites are no referrer", () => {
	for (const [referrer, host] of REFERRERS)
		test(`${referrer}: ${host ?? "no touch"}`, async () => {
			const { hit, touch } = await land(PLAIN, "", {
				referrer_url: referrer });
			assert.equal(touch?.referrer_host, undefined);
			assert.equal(touch?.source ?? null, host);
			assert.equal(touch?.rule ?? null, host && "referral");
			assert.equal(scene.count("touches", `visitor_id =
				${scene.hit(hit).visitor_id}`), host ? 1 : 0);
		});
	test("a campaign stays, without them", async () => {
		const { touch } = await land(PLAIN, "?utm_source=mail", {
			referrer_url: "https://magazine.example/?gclid=g1" });
		assert.deepEqual([touch.source, touch.referrer, touch.gclid],
			["mail", null, null]);
	});
	test("what their address says is not this visit's", async () => {
		const { touch } = await land(PLAIN, "", {
			referrer_url: "https://magazine.example/?gclid=g1" });
		assert.equal(touch, undefined);
	});
	test("seen from another project they are", async () => {
		const { touch } = await land(OTHER, "", {
			page_url: "https://other.example/",
			referrer_url: "https://magazine.example/" });
		assert.equal(touch.source, "magazine.example");
	});
});

/* query, the campaign's name, and what is stored of the raw */
const CAMPAIGNS = [
	["?utm_source=g&utm_campaign=1234567890", "Autumn lamps",
		{ utm_campaign: "1234567890" }],
	["?utm_source=g&utm_id=77", "By utm_id", { utm_id: "77" }],
	["?gclid=g&gad_campaignid=gad7", "By gad_campaignid",
		{ gad_campaignid: "gad7", gclid: "g" }],
	["?utm_source=g&utm_campaign=plain&utm_id=77", "By utm_id",
		{ utm_campaign: "plain", utm_id: "77" }],
	["?utm_source=g&utm_campaign=1234567890&utm_id=77", "Autumn lamps",
		{ utm_campaign: "1234567890", utm_id: "77" }],
	["?utm_source=g&utm_campaign=plain", "plain", { utm_campaign: "plain" }],
	["?utm_source=g&utm_id=78", null, { utm_id: "78" }],
	["?utm_source=g&utm_campaign=o%27k%22x", "Signs",
		{ utm_campaign: "o'k\"x" }],
	["?utm_source=g&utm_campaign=", null, { utm_campaign: null }],
];

describe("campaigns by their names", () => {
	for (const [query, name, raw] of CAMPAIGNS)
		test(`${query}: ${name}`, async () => {
			const { hit, touch } = await land(NAMED, query);
			assert.equal(touch.campaign, name);
			for (const [column, value] of Object.entries(raw))
				assert.equal(touch[column], value);
			assert.equal(scene.value(`SELECT w.word FROM sessions s
				LEFT JOIN words w ON w.id = s.campaign WHERE
				s.id = ${scene.hit(hit).session_id}`), name);
		});
	test("in the record of a lead, too", async () => {
		const lead = makeLead({ pixel_id: NAMED, page_url:
			`${SHOP}/?utm_source=g&utm_campaign=1234567890` });
		await post(scene.url, lead);
		const { last, journey } = JSON.parse(scene.lead(lead).record);
		assert.equal(last.campaign, "Autumn lamps");
		assert.equal(last.utm_campaign, "1234567890");
		assert.equal(journey[0].campaign, "Autumn lamps");
	});
	test("another project's names are not ours", async () => {
		const { touch } = await land(OTHER,
			"?utm_source=g&utm_campaign=1234567890");
		assert.equal(touch.campaign, "1234567890");
	});
});

/* query, `other`, the query of the stored address, the rule */
const PARAMS = [
	["?partner=acme", { partner: "acme" }, "?partner=acme", "no_source"],
	["?PARTNER=acme", { PARTNER: "acme" }, "?PARTNER=acme", "no_source"],
	["?partner=a%20b+c&secret=s", { partner: "a b c" },
		"?partner=a%20b+c", "no_source"],
	["?utm_source=mail&hotel_id=7", { hotel_id: "7" },
		"?utm_source=mail&hotel_id=7", "utm_source"],
	["?partner=a&partner=b", { partner: "a" }, "?partner=a&partner=b",
		"no_source"],
	["?irclickid=a", { irclickid: "a" }, "?irclickid=a", "no_source"],
	["?utm_content=a", { utm_content: "a" }, "?utm_content=a", "no_source"],
	["?partners=acme", undefined],
	["?partner=", undefined],
];

describe("the project's own parameters", () => {
	for (const [query, other, stored, rule] of PARAMS)
		test(query, async () => {
			const { touch } = await land(OWN, query);
			assert.deepEqual(touch && JSON.parse(touch.other), other);
			if (other === undefined)
				return;
			assert.equal(touch.landing_url, `${SHOP}/land${stored}`);
			assert.equal(touch.rule, rule);
			assert.equal(isOnDisk(scene.install, "secret=s"), false);
		});
	test("are another's own affair", async () => {
		const { touch } = await land(PLAIN, "?partner=acme&hotel_id=7");
		assert.equal(touch, undefined);
		assert.ok(!isOnDisk(scene.install, "partner=acme&hotel_id=7"));
	});
	test("5 KB of them are bounded", async () => {
		const many = Array.from({ length: 40 }, () =>
			`partner=${"p".repeat(40)}`).join("&");
		const { touch } = await land(OWN, `?${many}`);
		assert.ok(touch.other.length <= 4096);
		assert.equal(JSON.parse(touch.other).partner.length, 40);
	});
});

/* What is said twice must not make a record that nobody can read. */
const TWICE = [
	[PLAIN, "?irclickid=a&irclickid=b"], [PLAIN, "?irclickid=a&IRCLICKID=b"],
	[OWN, "?partner=a&partner=b"], [OWN, "?partner=a&PARTNER=b"],
	[OWN, "?irclickid=a"], [OWN, "?irclickid=a&irclickid=b"],
];

describe("a parameter said twice", () => {
	for (const [pixel_id, query] of TWICE)
		test(`${pixel_id} ${query}: the lead's record is sound`,
			async () => {
				const lead = makeLead({ pixel_id,
					page_url: `${SHOP}/${query}` });
				await post(scene.url, lead);
				const { record } = scene.lead(lead);
				const [, other] = /"other":(\{.*?\})/.exec(record);
				const names = [...other.matchAll(/"(\w+)":/g)]
					.map(([, name]) => name);
				assert.equal(new Set(names).size, names.length,
					other);
			});
	test("and is taken apart by the delivery", async () => {
		const lead = makeLead({ page_url:
			`${SHOP}/?irclickid=a&irclickid=b` });
		await post(scene.url, lead);
		const { code, err } = runSync(scene.install, { later: 8 * 60 });
		assert.equal(code, 0, err);
		const { state, reason } = scene.lead(lead);
		assert.ok(!["held", "failed"].includes(state), state);
		assert.equal(reason, null);
	});
});

describe("the journey of a lead", () => {
	test("its last twenty visits, the oldest first", async () => {
		const now = Date.now(), visitor_cookie = makeVisitor();
		const hits = Array.from({ length: 25 }, (_, i) => makeHit({
			visitor_cookie, age_ms: (26 - i) * 60 * MINUTE,
			page_url: `${SHOP}/?utm_source=s${i}&utm_medium=cpc&`
				+ `utm_campaign=c${i}`,
			landing: { url: `${SHOP}/?utm_source=s${i}&utm_medium=`
				+ `cpc&utm_campaign=c${i}`, referrer: "",
			at: now - (26 - i) * 60 * MINUTE,
			age_ms: (26 - i) * 60 * MINUTE } }));
		for (const hit of hits)
			await post(scene.url, hit);
		const lead = makeLead({ visitor_cookie });
		await post(scene.url, lead);
		const row = scene.lead(lead), record = JSON.parse(row.record);
		const kept = hits.slice(-20).map((_, i) => ({
			source: `s${i + 5}`, medium: "cpc",
			campaign: `c${i + 5}`, channel: "Paid Other",
			rule: "utm_source" }));
		assert.deepEqual(record.journey.map(({ occurred, ...rest }) =>
			rest), kept);
		const ids = JSON.parse(row.journey);
		assert.deepEqual(ids, hits.slice(-20).map((hit) =>
			touchOf(hit).id));
		assert.deepEqual(record.journey.map(({ occurred }) => occurred),
			ids.map((id) => scene.value(`SELECT occurred
				FROM touches WHERE id = ${id}`)));
		assert.equal(record.first.source, "s0");
		assert.equal(record.last.source, "s24");
		assert.deepEqual([row.first_touch, row.last_touch],
			[touchOf(hits[0]).id, touchOf(hits[24]).id]);
	});
	test("nobody else's", async () => {
		await land(PLAIN, "?utm_source=elsewhere");
		const lead = makeLead();
		await post(scene.url, lead);
		assert.deepEqual(JSON.parse(scene.lead(lead).record).journey, []);
		assert.equal(scene.lead(lead).journey, "[]");
	});
});

describe("whose page it is", () => {
	test("two projects do not share a title", async () => {
		const page_url = `${SHOP}/shared`;
		const [one, two] = [[PLAIN, "Ours"], [OTHER, "Theirs"]].map(
			([pixel_id, page_title]) => makeHit({ pixel_id,
				page_title, page_url }));
		await post(scene.url, one);
		await post(scene.url, two);
		assert.equal(scene.hit(one).page_title, "Ours");
		assert.equal(scene.hit(two).page_title, "Theirs");
		assert.equal(scene.count("pages", `url = '${page_url}'`), 2);
	});
	test("an image elsewhere is flagged, and leaves no row", async () => {
		const rows = () => ["visitors", "sessions", "pages",
			"tracking_events"].map((table) => scene.count(table));
		const before = rows();
		const answer = await send(scene.url, { path: `/lp/p.gif?${
			new URLSearchParams(makeHit({ pixel_id: SHUT }))}` });
		assert.deepEqual([answer.status, answer.verdict,
			answer.bytes.length], [200, "suspect", 43]);
		assert.deepEqual(rows(), before);
		const hit = makeHit({ pixel_id: SHUT,
			page_url: "https://www.shut.example/a" });
		await send(scene.url, { path:
			`/lp/p.gif?${new URLSearchParams(hit)}` });
		assert.ok(scene.hit(hit));
	});
	for (const [name, page_url, origin] of [
		["another page", `${SHOP}/`, undefined],
		["another origin", "https://shut.example/", "https://a.test"],
		["a name that only ends alike", "https://notshut.example/"],
		["origin null", "https://shut.example/", "null"]])
		test(`a POST from ${name} is refused`, async () => {
			const lead = makeLead({ pixel_id: SHUT, page_url });
			const answer = await post(scene.url, lead, {
				path: "/lp/l", headers: { origin } });
			assert.equal(answer.status, 403);
			assert.equal(answer.verdict, "origin_refused");
			assert.equal(answer.json.error, "origin_refused");
			assert.equal(scene.lead(lead), undefined);
		});
	test("a project said in the body is nobody's", async () => {
		const lead = makeLead({ pixel_id: OTHER, project_id: 1,
			project: "Test", pixel: 1 });
		await post(scene.url, lead);
		assert.equal(scene.value(`SELECT r.name FROM submissions s
			JOIN pixels p ON p.id = s.pixel_id
			JOIN projects r ON r.id = p.project_id
			WHERE s.id = ${scene.lead(lead).id}`), "Other");
	});
});

for (const mode of MODES)
	test(`twenty first hits at once are one visitor, ${mode}`,
		async (t) => {
			const own = await openScene({ mode });
			t.after(() => own.close());
			for (let round = 1; round <= 3; round++) {
				const visitor_cookie = makeVisitor();
				const hits = Array.from({ length: 20 }, () =>
					makeHit({ visitor_cookie, page_url:
						`${SHOP}/?gclid=g${makeId()}` }));
				const answers = await Promise.all(hits.map(
					(hit) => post(own.url, hit)));
				for (const { verdict } of answers)
					assert.equal(verdict, "stored");
				assert.equal(own.count("tracking_events"),
					20 * round);
				assert.equal(own.count("visitors"), round);
				assert.equal(own.count("sessions"), round);
				assert.equal(own.value(`SELECT visits FROM
					visitors ORDER BY id DESC LIMIT 1`), 1);
				assert.equal(own.value(`SELECT page_views FROM
					sessions ORDER BY id DESC LIMIT 1`), 20);
			}
		});

for (const mode of MODES)
	test(`twenty messages of a lead at once are one, ${mode}`, async (t) => {
		const own = await openScene({ mode });
		t.after(() => own.close());
		const lead = makeLead({ visitor_cookie: makeVisitor() });
		const answers = await Promise.all(Array.from({ length: 20 },
			(_, i) => post(own.url, { ...lead, hit_id: makeId(),
				form_state: i === 7 ? "confirmed" : "attempted" },
			{ path: "/lp/l" })));
		for (const { verdict } of answers)
			assert.match(verdict, /^(stored|duplicate)$/);
		assert.deepEqual(["submissions", "sync_jobs", "sessions",
			"tracking_events"].map((table) => own.count(table)),
		[1, 1, 1, 1]);
		const row = own.lead(lead);
		assert.deepEqual([row.form_state, row.state, own.value(
			"SELECT submissions FROM forms")],
		["confirmed", "held", 1]);
	});

describe("one browser, two projects", () => {
	test("what it did in one is nothing to the other", async () => {
		const visitor_cookie = makeVisitor();
		const first = await land(PLAIN, "?utm_source=secret-of-brand",
			{ visitor_cookie });
		const lead = makeLead({ pixel_id: OTHER, visitor_cookie,
			page_url: "https://other.example/contact" });
		const { json } = await post(scene.url, lead);
		assert.equal(json.visitor_cookie, visitor_cookie);
		const row = scene.lead(lead);
		assert.doesNotMatch(row.record, /secret-of-brand|land/);
		assert.equal(JSON.parse(row.record).visit.visitor_id,
			visitor_cookie.slice(4));
		const again = await land(PLAIN, "", { visitor_cookie });
		assert.deepEqual(scene.rows(`SELECT DISTINCT visitor_id AS id
			FROM sessions s JOIN tracking_events e
			ON e.session_id = s.id WHERE hex(e.hit_id) IN
			(upper('${first.hit.hit_id}'),
			upper('${again.hit.hit_id}'))`).length, 1);
	});
});

test("each visit knows how many hits it has", () => {
	assert.ok(scene.count("sessions", "events > 1") > 0);
	assert.deepEqual(miscounted(scene.install), []);
});
