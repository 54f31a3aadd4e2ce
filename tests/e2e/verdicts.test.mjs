/* Every hit has a verdict, and the owner can see it: what was not stored
 * leaves a row that says why, with nothing personal in it. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeHit, makeId, makeLead } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";

const SECRET = "jane.roe";	/* of every personal value sent here */
const MAIL = `${SECRET}@example.com`;
const PAGE = `https://shop.example/lamps?email=${MAIL}`;
const SENT = { page_url: PAGE, referrer_url: `https://m.test/?q=${MAIL}`,
	page_title: MAIL, form_data: { email: MAIL } };

const newest = (scene) => scene.rows(
	"SELECT id, pixel, verdict, detail FROM rejects ORDER BY id DESC LIMIT 1")[0];

/* In CGI a refusal's row comes after the answer, elsewhere within a second. */
function nextReject(scene, { id } = { id: 0 }) {
	return poll("a row in rejects", 5000, () => {
		const row = newest(scene);
		return row !== undefined && row.id > id && row;
	});
}

/* name, what is sent beside SENT, how, the row: pixel, verdict, detail */
const REJECTS = [
	["no page", { page_url: "lamps" }, {}, [PIXEL, "bad_request",
		"page_url"]],
	["an id of no shape", { pixel_id: MAIL }, {}, [null, "bad_request",
		"pixel_id"]],
	["half a body", null, { raw: JSON.stringify(makeHit(SENT))
		.slice(0, -1) }, [null, "bad_request", "body"]],
	["too large", { pad: "x".repeat(33000) }, {}, [null, "bad_request",
		"size"]],
	["another type", {}, { headers: { "content-type": "text/html" } },
		[null, "bad_request", "content_type"]],
	["nobody's pixel", { pixel_id: "no-such-pixel" }, {},
		["no-such-pixel", "unknown_pixel", null]],
	["a pixel that is off", { pixel_id: "off-pixel-01" }, {},
		["off-pixel-01", "inactive_pixel", null]],
	["a foreign page", { pixel_id: "tied-pixel-01",
		page_url: `https://Evil.test/${SECRET}?${MAIL}` }, {},
	["tied-pixel-01", "origin_refused", "page evil.test"]],
	["a foreign origin", { pixel_id: "tied-pixel-01" },
		{ headers: { origin: "https://b.test:8443" } }, ["tied-pixel-01",
			"origin_refused", "page shop.example, Origin b.test"]],
	["no origin", { pixel_id: "tied-pixel-01" },
		{ headers: { origin: "null" } }, ["tied-pixel-01",
			"origin_refused", "page shop.example, Origin null"]],
	["GPC", { form_data: undefined }, { headers: { "sec-gpc": "1" } },
		[PIXEL, "counted_only",
			"the browser asks not to be tracked"]],
	["consent refused", { form_data: undefined, consent: false }, {},
		[PIXEL, "counted_only", "consent refused"]],
	["consent not given", { form_data: undefined,
		pixel_id: "ask-pixel-01" }, {}, ["ask-pixel-01", "counted_only",
		"no consent yet"]],
	["an anonymous project", { form_data: undefined,
		pixel_id: "anon-pixel-01" }, {}, ["anon-pixel-01",
		"counted_only", "the project is anonymous"]],
];

function addPixels(install) {
	for (const [project, ...more] of [["Ask", "consent"],
		["Anon", "anonymous"]])
		install.cli("project", "add", project, "--privacy", ...more);
	for (const [project, id, hosts] of [["Test", "off-pixel-01", ""],
		["Test", "tied-pixel-01", "shop.example"],
		["Ask", "ask-pixel-01", ""], ["Anon", "anon-pixel-01", ""]])
		install.cli("pixel", "add", project, id, "--id", id,
			...hosts ? ["--hosts", hosts] : []);
	install.change(`UPDATE pixels SET active = 0
		WHERE public_id = 'off-pixel-01'; UPDATE settings
		SET settings_version = settings_version + 1`);
}

function notes(scene) {
	for (const [name, more, how, want] of REJECTS)
		test(`noted: ${name}`, async () => {
			const last = newest(scene());
			const answer = await post(scene().url, how.raw
				?? makeHit({ ...SENT, ...more }), how);
			assert.equal(answer.verdict.split(":")[0], want[1]);
			const row = await nextReject(scene(), last);
			assert.deepEqual([row.pixel, row.verdict, row.detail], want);
			assert.equal(row.id, (last?.id ?? 0) + 1);
		});
	test("noted: an image without a page", async () => {
		const last = newest(scene());
		await send(scene().url, { path:
			`/lp/p.gif?pixel_id=${PIXEL}&page_url=${MAIL}` });
		const row = await nextReject(scene(), last);
		assert.deepEqual([row.pixel, row.verdict, row.detail],
			[PIXEL, "bad_request", "page_url"]);
	});
	test("what is stored, or no hit, leaves no row", async () => {
		const last = newest(scene());
		const hit = makeHit();
		for (const [body, verdict] of [[hit, "stored"],
			[hit, "duplicate"], [makeLead(), "stored"]])
			assert.equal((await post(scene().url, body)).verdict,
				verdict);
		for (const path of ["/lp/nothing", "/health"])
			await send(scene().url, { path });
		await post(scene().url, makeHit({ pixel_id: "the-one-after" }));
		const row = await nextReject(scene(), last);
		assert.deepEqual([row.id, row.pixel],
			[last.id + 1, "the-one-after"]);
	});
	test("nothing personal is in any row", () => {
		const text = JSON.stringify(scene().rows(
			"SELECT * FROM rejects"));
		assert.ok(text.length > 1000);
		assert.doesNotMatch(text, /jane|roe|example\.com|127\.0|\?|@/);
	});
	test("each is counted as well", () => poll("all counted", 5000, () =>
		scene().value(`SELECT sum(hits) FROM verdict_counts
			WHERE verdict IN ('bad_request', 'unknown_pixel',
			'inactive_pixel', 'origin_refused', 'counted_only')`)
		=== scene().count("rejects")));
}

/* Lines of the answer as "verdict what". */
const linesOf = (text) => text.trim().split("\n").slice(1).map((line) =>
	line.slice(14).trim().split(/\s+/).slice(0, 2).join(" "));

function lists(scene) {
	const hits = (...args) => scene().install.cli("hits", ...args);

	test("hits: stored and refused in order of time", async () => {
		const pixel_id = "seen-pixel-01";
		scene().install.cli("pixel", "add", "Test", "Seen", "--id",
			pixel_id, "--hosts", "shop.example");
		assert.equal(hits("--pixel", pixel_id), "No such hit yet.\n");
		const landing = { url:
			"https://shop.example/?utm_source=google&utm_medium=cpc",
		at: 1 };
		for (const hit of [makeHit({ pixel_id }),
			makeHit({ pixel_id, page_url: "https://evil.test/" }),
			makeLead({ pixel_id, landing, visitor_cookie:
				`pxl_${makeId()}` }),
			makeHit({ pixel_id, event_type: "signup" }),
			makeHit({ pixel_id, page_url: "no" })]) {
			await post(scene().url, hit);
			const sent = Date.now();
			await poll("the next one is later", 1000, () =>
				Date.now() > sent);
		}
		const text = await poll("five lines", 5000, () => {
			const lines = hits("--pixel", pixel_id);
			return lines.split("\n").length === 7 && lines;
		});
		assert.deepEqual(linesOf(text), ["bad_request page_url",
			"stored signup", "stored lead", "origin_refused page",
			"stored pageview"]);
		assert.match(text, /lead +\/contact +google \/ cpc$/m);
		assert.match(text, /pageview +\/lamps +direct$/m);
		assert.match(text, /origin_refused {2}page evil\.test$/m);
		assert.deepEqual(linesOf(hits("--pixel", pixel_id, "--last",
			"2")), linesOf(text).slice(0, 2));
		const json = JSON.parse(hits("--pixel", pixel_id, "--json"));
		assert.deepEqual(json.map(({ verdict, lead }) =>
			[verdict, lead]), [["bad_request", undefined],
			["stored", false], ["stored", true],
			["origin_refused", undefined], ["stored", false]]);
		assert.equal(json[3].detail, "page evil.test");
		assert.equal(json[2].page, "https://shop.example/contact");
	});
	test("hits: of all pixels, with the pixel's id", () => {
		const text = hits("--last", "200");
		assert.match(text, /unknown_pixel +no-such-pixel$/m);
		assert.match(text, /origin_refused +tied-pixel-01: page evil\.test$/m);
		assert.match(text, /bad_request +size$/m);
		assert.ok(text.split("\n").every((line) => line.length <= 80));
	});
	test("hits: times are the project's", async () => {
		scene().install.change(`UPDATE projects SET
			time_zone = 'Asia/Kolkata' WHERE name = 'Anon'`);
		await post(scene().url, makeHit({ pixel_id: "anon-pixel-01" }));
		const text = await poll("two lines", 5000, () => {
			const lines = hits("--pixel", "anon-pixel-01");
			return lines.split("\n").length === 4 && lines;
		});
		const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit",
			minute: "2-digit", timeZone: "Asia/Kolkata" });
		const now = Date.now();
		assert.ok([0, 60000].some((ago) => text.includes(
			`\n${clock.format(now - ago)}:`)), text);
	});
}

for (const mode of ["proxy", "cgi"])
	describe(`verdicts, ${mode}`, () => {
		let scene;
		const here = () => scene;
		before(async () => {
			scene = await openScene({ mode });
			addPixels(scene.install);
		});
		after(() => scene?.close());
		notes(here);
		lists(here);
		test("the ring keeps the newest 100", async () => {
			for (let i = 0; i < 150; i++)
				await post(scene.url, i % 2 === 0 ? "{"
					: makeHit({ pixel_id: `no-such-${i}` }));
			await post(scene.url, makeHit({ pixel_id: "the-last-one" }));
			await poll("the last one is there", 5000, () =>
				newest(scene)?.pixel === "the-last-one");
			assert.equal(scene.count("rejects"), 100);
			assert.equal(scene.count("rejects",
				"pixel IN ('no-such-49', 'no-such-31')"), 0);
		});
	});

describe("verdicts, a limit", () => {
	let scene;
	before(async () => {
		scene = await openScene({ settings: { hits_per_minute: 1 } });
	});
	after(() => scene?.close());
	test("rate_limited says nothing more", async () => {
		for (let i = 0; i < 3; i++)
			await post(scene.url, makeHit(SENT));
		const row = await nextReject(scene);
		assert.deepEqual([row.pixel, row.verdict, row.detail],
			[null, "rate_limited", null]);
	});
});
