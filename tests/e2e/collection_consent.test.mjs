/* What may be told of a visitor: every mode of privacy, with what was said of
 * consent, down to the rows, the cookie and the cookies of ad platforms. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isOnDisk } from "../harness/disk.mjs";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { openScene } from "../harness/scene.mjs";
import { addSites } from "../harness/sites.mjs";
import { post, send } from "../harness/send.mjs";

const SHOP = "https://shop.example";
const SITES = ["identified", "consent", "anonymous"].map((privacy) => ({
	project: privacy, pixel: `${privacy}-pixel-01`, privacy }));
let scene;

before(async () => {
	scene = await openScene({ late: ({ install }) => addSites(install, [
		...SITES, { project: "Heeding", pixel: "heeding-pixel-01",
			more: { dnt: 1 } }]) });
});
after(() => scene?.close());

const NOBODY = "nobody", KNOWN = "known";

/* mode, consent as sent, headers, and whether the visitor may be known */
const MODES = [
	["identified", true, {}, KNOWN], ["identified", false, {}, NOBODY],
	["identified", undefined, {}, KNOWN],
	["consent", true, {}, KNOWN], ["consent", false, {}, NOBODY],
	["consent", undefined, {}, NOBODY],
	["anonymous", true, {}, NOBODY], ["anonymous", false, {}, NOBODY],
	["anonymous", undefined, {}, NOBODY],
	...["identified", "consent", "anonymous"].map((mode) =>
		[mode, true, { "sec-gpc": "1" }, NOBODY]),
	["identified", undefined, { "sec-gpc": "0" }, KNOWN],
	["identified", undefined, { dnt: "1" }, KNOWN],
	["heeding", undefined, { dnt: "1" }, NOBODY],
	["heeding", true, { dnt: "1" }, NOBODY],
	["heeding", undefined, { dnt: "0" }, KNOWN],
	["heeding", undefined, {}, KNOWN],
	["consent", "true", {}, NOBODY], ["consent", 1, {}, NOBODY],
	["consent", null, {}, NOBODY], ["identified", "false", {}, KNOWN],
];

/* What the ad platforms have left, and what has not been asked for. */
const COOKIES = { _fbc: "fb.1.17.a", _ga: "GA1.2.3" };
const AGENT = () => ({ "user-agent": `Mozilla/5.0 (X11) ${makeId()}` });

/* Where it came from first is in its landing, its page has its own. */
function makeVisit(mode, consent, make) {
	return make({ pixel_id: `${mode}-pixel-01`, consent,
		visitor_cookie: makeVisitor(), cookies: COOKIES,
		page_url: `${SHOP}/here?utm_source=page&utm_medium=cpc`,
		landing: { url: `${SHOP}/?utm_source=landing&utm_medium=cpc`,
			referrer: "", at: Date.now() - 5000, age_ms: 5000 } });
}

const HEADERS = (agent, headers) => ({ "sec-fetch-site": "same-origin",
	...agent, ...headers });

function assertNoCookie({ headers, json }) {
	assert.equal(headers["set-cookie"], undefined);
	assert.equal(json?.visitor_cookie, undefined);
}

const isStored = (token) => scene.count("visitors",
	`hex(substr(token, 1, 16)) = upper('${token.slice(4)}')`) === 1;

/* Why only its own page is known; the first that holds. */
function missing(mode, consent, headers) {
	if (headers["sec-gpc"] === "1" || headers.dnt === "1")
		return "gpc";
	if (mode === "anonymous")
		return "anonymous";
	return consent === false ? "refused" : "not_given";
}

const title = (mode, consent, headers) => `${mode}, consent ${
	JSON.stringify(consent)} ${Object.entries(headers).join()}`;

describe("a page view", () => {
	for (const [mode, consent, headers, who] of MODES)
		test(`${title(mode, consent, headers)}: ${who}`, async () => {
			const hit = makeVisit(mode, consent, makeHit);
			const agent = AGENT();
			const counts = () => ["visitors", "sessions", "touches",
				"tracking_events", "pages", "page_hours"]
				.map((table) => scene.count(table));
			const before = counts();
			const answer = await post(scene.url, hit, { headers:
				HEADERS(agent, headers) });
			assert.ok(!isOnDisk(scene.install, "GA1.2.3"));
			assert.ok(!isOnDisk(scene.install, "fb.1.17.a")
				|| scene.count("submissions") > 0);
			if (who === KNOWN) {
				assert.equal(answer.verdict, "stored");
				assert.ok(isStored(hit.visitor_cookie));
				assert.match(answer.headers["set-cookie"][0],
					new RegExp(`=${hit.visitor_cookie};`));
				assert.equal(scene.hit(hit).source, "landing");
				return;
			}
			assert.equal(answer.status, 204);
			assert.equal(answer.verdict, "counted_only");
			assertNoCookie(answer);
			assert.deepEqual(counts(), before);
			assert.ok(!isOnDisk(scene.install, agent["user-agent"]));
		});
	test("an image says nothing of consent: counted", async () => {
		for (const mode of ["consent", "anonymous"]) {
			const hit = makeHit({ pixel_id: `${mode}-pixel-01` });
			const answer = await send(scene.url, { path:
				`/lp/p.gif?${new URLSearchParams(hit)}`,
			headers: { "sec-fetch-site": "same-origin" } });
			assert.equal(answer.status, 200);
			assert.equal(answer.verdict, "counted_only");
			assertNoCookie(answer);
			assert.equal(scene.hit(hit), undefined);
		}
	});
});

describe("a lead is kept whatever was said", () => {
	for (const [mode, consent, headers, who] of MODES)
		test(`${title(mode, consent, headers)}: ${who}`, async () => {
			const lead = makeVisit(mode, consent, makeLead);
			const agent = AGENT();
			const answer = await post(scene.url, lead, {
				path: "/lp/l", headers: HEADERS(agent, headers) });
			assert.equal(answer.verdict, "stored");
			const row = scene.lead(lead);
			const record = JSON.parse(row.record);
			const told = typeof consent === "boolean";
			assert.equal(row.jobs, 1);
			if (who === KNOWN) {
				assert.equal(row.consent, told ? 1 : null);
				assert.equal(row.cookies,
					'{"_fbc":"fb.1.17.a"}');
				assert.deepEqual(record.cookies,
					{ _fbc: "fb.1.17.a" });
				assert.equal(record.first.source, "landing");
				assert.equal(record.device.user_agent,
					agent["user-agent"]);
				assert.equal(record.device.ip, "127.0.0.0");
				assert.ok(isStored(lead.visitor_cookie));
				return;
			}
			assertNoCookie(answer);
			assert.equal(row.consent, 0);
			assert.equal(record.no_history, missing(mode, consent,
				headers));
			assert.equal(row.cookies, null);
			assert.equal(record.consent, false);
			assert.ok(!("cookies" in record));
			assert.deepEqual(record.device, {});
			assert.equal(record.first.source, "page");
			assert.equal(record.last.source, "page");
			assert.equal(record.journey.length, 1);
			assert.ok(!isStored(lead.visitor_cookie));
			assert.ok(!isOnDisk(scene.install, agent["user-agent"]));
			assert.equal(scene.value(`SELECT ip FROM sessions
				WHERE id = ${row.session_id}`), null);
			assert.equal(scene.value(`SELECT agent_id FROM sessions
				WHERE id = ${row.session_id}`), null);
		});
	test("the cookie of before is not theirs then", async () => {
		const visitor = makeVisitor();
		await post(scene.url, makeHit({ visitor_cookie: visitor }));
		const lead = makeLead({ consent: false });
		await post(scene.url, lead, { headers: { cookie:
			`lp_visitor=${visitor}`,
		"sec-fetch-site": "same-origin" } });
		assert.equal(scene.value(`SELECT count(DISTINCT s.visitor_id)
			FROM sessions s JOIN visitors v ON v.id = s.visitor_id
			WHERE hex(substr(v.token, 1, 16)) = upper('${visitor.slice(4)}')
			OR v.id = ${scene.lead(lead).visitor_id}`), 2);
	});
});

/* as they are in the browser, byte for byte, and what is kept */
const LONG = "x".repeat(512);
const JARS = [
	["all five", { _fbc: "fb.1.1.AbC-_.", _fbp: "fb.1.2.3",
		_gcl_au: "1.1.2.3", li_fat_id: "a-b", _ttp: "t" }],
	["signs", { _fbc: "a!#$&'()*+,-./:;<=>?@[]^_`{|}~%20" }],
	...['"', "\\", " ", "\t", "\u001b[2J", "\u007f", "\u009b", "\u00e9",
		"\u2028"].map((sign) => [`no cookie has ${
		JSON.stringify(sign)}`, { _fbc: `a${sign}b`, _fbp: "p" },
	{ _fbp: "p" }]),
	["512 bytes", { _ttp: LONG }],
	["513 bytes, alone", { _ttp: `${LONG}x`, _fbp: "p" }, { _fbp: "p" }],
	["five of 512 bytes", { _fbc: LONG, _fbp: LONG, _gcl_au: LONG,
		li_fat_id: LONG, _ttp: LONG }],
	["other names", { _ga: "g", session: "s", FBC: "f", _fbc: "c" },
		{ _fbc: "c" }],
	["no text", { _fbc: 1, _fbp: null, _ttp: ["a"], _gcl_au: {},
		li_fat_id: true }, null],
	["an empty one", { _fbc: "" }, null],
	["none", {}, null], ["a list", ["_fbc", "a"], null],
	["a text", "_fbc=a", null], ["nothing", null, null],
];

describe("cookies of ad platforms", () => {
	for (const [name, cookies, kept = cookies] of JARS)
		test(name, async () => {
			const lead = makeLead({ cookies });
			await post(scene.url, lead);
			const row = scene.lead(lead);
			assert.deepEqual(JSON.parse(row.cookies), kept);
			assert.deepEqual(JSON.parse(row.record).cookies ?? null,
				kept);
		});
	test("never of an event, and of no page view", async () => {
		const cookies = { _fbc: `zq${makeId()}` };
		for (const hit of [makeHit({ cookies }), makeHit({ cookies,
			event_type: "scroll" }), makeLead({ cookies,
			form_data: { note: "x" } })]) {
			await post(scene.url, hit);
			assert.ok(scene.hit(hit));
		}
		assert.ok(!isOnDisk(scene.install, cookies._fbc));
	});
	test("theirs are read of a header, others are not", async () => {
		const value = `zq${makeId()}`;
		const lead = makeLead();
		await post(scene.url, lead, { headers: { cookie:
			`_fbc=fb.1; session=${value}; _ga=${value}` } });
		assert.deepEqual(JSON.parse(scene.lead(lead).cookies),
			{ _fbc: "fb.1" });
		assert.ok(!isOnDisk(scene.install, value));
	});
	test("none are kept of who refused", async () => {
		const value = `zq${makeId()}`;
		const lead = makeLead({ consent: false });
		await post(scene.url, lead, { headers: { cookie:
			`_fbc=${value}` } });
		assert.equal(scene.lead(lead).cookies, null);
		assert.ok(!isOnDisk(scene.install, value));
	});
});
