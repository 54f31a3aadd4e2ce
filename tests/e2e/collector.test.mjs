/* What browsers send, through a real Apache in each of the three modes: the
 * answer, and the rows it left. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { MODES } from "../harness/apache.mjs";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";
import { miscounted } from "../harness/visits.mjs";

const MINUTE = 60 * 1000;
const SHOP = "https://shop.example";
const GIF = /^GIF89a\x01\x00\x01\x00/;

function gifPath(hit, path = "/lp/p.gif") {
	const query = Object.entries(hit).filter(([, value]) =>
		value !== undefined && typeof value !== "object");
	return `${path}?${new URLSearchParams(query)}`;
}

const POSTS = [
	["text/plain", "/lp/t"],
	["text/plain;charset=UTF-8", "/lp/t"],
	["application/json", "/api/track"],
	["application/json; charset=utf-8", "/api/track/track"],
	[undefined, "/lp/t"],
];

function storesPosts(scene) {
	for (const [type, path] of POSTS)
		test(`POST ${path} as ${type}`, async () => {
			const hit = makeHit({ viewport: { width: 390, height: 700 },
				screen: { width: 1170, height: 2532 },
				referrer_url: `${SHOP}/before?q=1`,
				props: { a: 1, b: "two" } });
			const answer = await post(scene().url, hit, { path,
				headers: { "content-type": type ?? "" } });
			assert.equal(answer.status, 200);
			assert.equal(answer.verdict, "stored");
			const row = scene().hit(hit);
			assert.equal(row.event_type, "pageview");
			assert.equal(row.page_url, `${SHOP}/lamps`);
			assert.equal(row.page_title, "Lamps");
			assert.equal(row.referrer_page, `${SHOP}/before`);
			assert.equal(row.viewport, 390 * 65536 + 700);
			assert.equal(row.screen, 1170 * 65536 + 2532);
			assert.deepEqual(JSON.parse(row.props), { a: 1, b: "two" });
			assert.equal(row.occurred, row.received);
			assert.ok(Math.abs(row.received - Date.now()) < MINUTE);
			assert.equal(answer.json.event_id, row.id);
			assert.equal(answer.json.session_id, row.session_id);
			assert.equal(answer.json.visitor_id, row.visitor_id);
		});
}

function storesImages(scene) {
	for (const path of ["/lp/p.gif", "/pixel.gif", "/api/track/pixel.gif"])
		test(`GET ${path} stores`, async () => {
			const hit = makeHit();
			const answer = await send(scene().url,
				{ path: gifPath(hit, path) });
			assert.equal(answer.status, 200);
			assert.equal(answer.headers["content-type"], "image/gif");
			assert.equal(answer.bytes.length, 43);
			assert.match(answer.bytes.toString("latin1"), GIF);
			assert.equal(answer.verdict, "stored");
			assert.equal(scene().hit(hit).page_url, `${SHOP}/lamps`);
		});
	test("the image asked for in part comes whole, and is stored",
		async () => {
			const hit = makeHit();
			const answer = await send(scene().url, {
				path: gifPath(hit),
				headers: { range: "bytes=0-3",
					"if-none-match": "*" } });
			assert.equal(answer.status, 200);
			assert.equal(answer.bytes.length, 43);
			assert.match(answer.headers["cache-control"], /no-store/);
			assert.ok(scene().hit(hit));
		});
	test("HEAD stores nothing", async () => {
		const hit = makeHit();
		const answer = await send(scene().url,
			{ method: "HEAD", path: gifPath(hit) });
		assert.equal(answer.status, 200);
		assert.equal(answer.bytes.length, 0);
		assert.equal(scene().hit(hit), undefined);
	});
	test("a refused image is an image", async () => {
		const answer = await send(scene().url,
			{ path: gifPath(makeHit({ pixel_id: "no-such-pixel" })) });
		assert.equal(answer.status, 404);
		assert.equal(answer.bytes.length, 43);
		assert.equal(answer.verdict, "unknown_pixel");
	});
}

/* who says the request stays on its site, and where the token goes */
const SITES = [
	["same-origin", "cookie"], ["same-site", "cookie"],
	["cross-site", "body"], ["none", "body"], [undefined, "body"],
];

function cookieOf(answer) {
	return (answer.headers["set-cookie"] ?? [])
		.map((line) => line.split(";")[0]).join("; ");
}

function keepsVisitors(scene) {
	for (const [site, where] of SITES)
		test(`Sec-Fetch-Site ${site}: token by ${where}`, async () => {
			const hit = makeHit();
			const answer = await post(scene().url, hit, { headers:
				site && { "sec-fetch-site": site } });
			const token = `pxl_${scene().hit(hit).token.toLowerCase()}`;
			if (where === "body") {
				assert.equal(answer.json.visitor_cookie, token);
				assert.equal(cookieOf(answer), "");
				return;
			}
			assert.deepEqual(answer.headers["set-cookie"], [
				`lp_visitor=${token}; Max-Age=31536000; Path=/`
				+ "; SameSite=Lax; HttpOnly"]);
			assert.ok(!("visitor_cookie" in answer.json));
		});
	test("the cookie comes back: same visitor, and it beats the body",
		async () => {
			const headers = { "sec-fetch-site": "same-origin" };
			const first = makeHit(), next = makeHit({
				visitor_cookie: makeVisitor() });
			const cookie = cookieOf(await post(scene().url, first,
				{ headers }));
			await post(scene().url, next,
				{ headers: { ...headers, cookie: `a=b; ${cookie}` } });
			assert.equal(scene().hit(next).visitor_id,
				scene().hit(first).visitor_id);
			const image = makeHit();
			await send(scene().url, { path: gifPath(image),
				headers: { ...headers, cookie } });
			assert.equal(scene().hit(image).visitor_id,
				scene().hit(first).visitor_id);
		});
	test("the body's token, where no cookie is", async () => {
		const visitor_cookie = makeVisitor();
		const hits = [makeHit({ visitor_cookie }),
			makeHit({ visitor_cookie })];
		for (const hit of hits)
			assert.equal((await post(scene().url, hit))
				.json.visitor_cookie, visitor_cookie);
		const rows = hits.map((hit) => scene().hit(hit));
		assert.equal(rows[0].visitor_id, rows[1].visitor_id);
		assert.equal(`pxl_${rows[0].token.toLowerCase()}`,
			visitor_cookie);
	});
}

/* 16 digits by body, and by the cookie the original's script has set */
const OLD = [
	["pxl_0123456789abcdef", (id) => [{ visitor_cookie: id }, {}]],
	["pxl_fedcba9876543210", (id) =>
		[{}, { cookie: `ppp_visitor=${id}` }]],
];
const NOT_OURS = ["", "pxl_", "pxl_xyz", "pxl_0123456789abcde",
	"pxl_0123456789abcdeg", "../../etc/passwd", "x".repeat(5000), 7, null,
	{ a: 1 }, ["pxl_0123456789abcdef"]];

function keepsOldVisitors(scene) {
	for (const [id, give] of OLD)
		test(`the original's ${id} stays`, async () => {
			const [body, headers] = give(id);
			const hit = makeHit(body);
			const answer = await post(scene().url, hit, { headers });
			assert.equal(answer.json.visitor_cookie, id);
			assert.equal(scene().hit(hit).token,
				id.slice(4).toUpperCase() + "0".repeat(16));
		});
	for (const visitor_cookie of NOT_OURS)
		test(`no visitor: ${JSON.stringify(visitor_cookie).slice(0, 40)}`,
			async () => {
				const hit = makeHit({ visitor_cookie });
				const answer = await post(scene().url, hit);
				assert.equal(answer.verdict, "stored");
				assert.match(answer.json.visitor_cookie,
					/^pxl_[0-9a-f]{32}$/);
				assert.ok(scene().hit(hit).id);
			});
}

function storesOnce(scene) {
	test("a retry finds its row", async () => {
		const hit = makeHit();
		const first = await post(scene().url, hit);
		const again = await post(scene().url, hit);
		const image = await send(scene().url, { path: gifPath(hit) });
		assert.equal(again.status, 200);
		assert.equal(again.verdict, "duplicate");
		assert.equal(image.verdict, "duplicate");
		for (const name of ["event_id", "session_id", "visitor_id",
			"visitor_cookie"])
			assert.equal(again.json[name], first.json[name], name);
		assert.equal(scene().count("tracking_events",
			`hex(hit_id) = upper('${hit.hit_id}')`), 1);
		const { page_views } = scene().rows(`SELECT page_views
			FROM sessions WHERE id = ${first.json.session_id}`)[0];
		assert.equal(page_views, 1);
	});
	test("a lead's retry finds its lead", async () => {
		const lead = makeLead();
		await post(scene().url, lead, { path: "/lp/l" });
		const again = await post(scene().url, lead, { path: "/lp/l" });
		assert.equal(again.verdict, "duplicate");
		assert.equal(scene().lead(lead).jobs, 1);
		assert.equal(scene().count("tracking_events",
			`hex(hit_id) = upper('${lead.hit_id}')`), 1);
	});
}

/* minutes before now, and which session each hit belongs to */
const VISITS = [
	["29 minutes of silence are one visit", [60, 31, 2], [0, 0, 0]],
	["31 are two", [62, 31, 0], [0, 1, 2]],
	["late hits join the visit that covers them", [60, 10, 50], [0, 1, 0]],
	["a late hit may stand before its visit", [10, 35], [0, 0]],
];

function partsVisits(scene) {
	for (const [name, ages, expected] of VISITS)
		test(name, async () => {
			const visitor_cookie = makeVisitor();
			const hits = ages.map((minutes) => makeHit({ visitor_cookie,
				age_ms: minutes * MINUTE }));
			for (const hit of hits)
				await post(scene().url, hit);
			const sessions = hits.map((hit) =>
				scene().hit(hit).session_id);
			const seen = [...new Set(sessions)];
			assert.deepEqual(sessions.map((id) => seen.indexOf(id)),
				expected);
			const [{ visits }] = scene().rows(`SELECT visits
				FROM visitors WHERE hex(substr(token, 1, 16)) =
				upper('${visitor_cookie.slice(4)}')`);
			assert.equal(visits, new Set(expected).size);
		});
	test("age is the time of happening", async () => {
		const hit = makeHit({ age_ms: 5 * MINUTE });
		await post(scene().url, hit);
		const row = scene().hit(hit);
		assert.equal(row.received - row.occurred, 5 * MINUTE);
	});
	test("an age beyond the outbox is none", async () => {
		const hit = makeHit({ age_ms: 8 * 24 * 60 * MINUTE });
		await post(scene().url, hit);
		const row = scene().hit(hit);
		assert.equal(row.received, row.occurred);
	});
}

/* query or referrer, and source, medium, campaign, channel */
const UTM = "utm_source=google&utm_medium=cpc&utm_campaign=autumn%20lamps"
	+ "&utm_content=blue&utm_term=oak+lamp";
const TOUCHES = [
	[UTM, "", "google", "cpc", "autumn lamps", "Paid Search"],
	["utm_source=news&utm_medium=email", "", "news", "email", null,
		"Email"],
	["gclid=g1", "", "google", "cpc", null, "Paid Search"],
	["fbclid=f1", "", "facebook", "social", null, "Organic Social"],
	["msclkid=m1", "", "bing", "cpc", null, "Paid Search"],
	["ttclid=t1", "", "tiktok", "paid_social", null, "Paid Social"],
	["twclid=w1", "", "twitter", "paid_social", null, "Paid Social"],
	["li_fat_id=l1", "", "linkedin", "paid_social", null, "Paid Social"],
	["sc_click_id=s1", "", "snapchat", "paid_social", null,
		"Paid Social"],
	["", "https://www.google.com/", "google", "organic", null,
		"Organic Search"],
	["", "https://blog.example.net/post?id=7", "blog.example.net",
		"referral", null, "Referral"],
];

function seesTouches(scene) {
	for (const [query, referrer, source, medium, campaign, channel]
		of TOUCHES)
		test(`touch from ${query || referrer}`, async () => {
			const hit = makeHit({ referrer_url: referrer || undefined,
				page_url: `${SHOP}/land?${query}&session=secret#x` });
			await post(scene().url, hit);
			const [row] = scene().rows(`SELECT t.*, v.first_touch,
				v.last_touch, s.touch_id FROM touches t
				JOIN visitors v ON v.id = t.visitor_id
				JOIN sessions s ON s.visitor_id = v.id
				JOIN tracking_events e ON e.touch_id = t.id
				WHERE hex(e.hit_id) = upper('${hit.hit_id}')`);
			assert.deepEqual([row.source, row.medium, row.campaign,
				row.channel], [source, medium, campaign, channel]);
			for (const [name, value] of new URLSearchParams(query))
				assert.equal(row[name], value, name);
			assert.equal(row.landing_url, query === ""
				? `${SHOP}/land` : `${SHOP}/land?${query}`);
			assert.deepEqual([row.first_touch, row.last_touch,
				row.touch_id], [row.id, row.id, row.id]);
		});
	for (const [name, more] of [["none", {}],
		["an own page", { referrer_url: `${SHOP}/other` }],
		["www of the same", { referrer_url: "https://www.shop.example/" }],
		["nonsense", { referrer_url: "javascript:alert(1)" }]])
		test(`no touch: referrer ${name}`, async () => {
			const hit = makeHit(more);
			await post(scene().url, hit);
			assert.equal(scene().hit(hit).touch_id, null);
			assert.equal(scene().hit(hit).source, null);
		});
	test("the original's script names them in the body", async () => {
		const hit = makeHit({ utm_source: "bing", utm_medium: "cpc",
			utm_campaign: "oak", msclkid: "m2" });
		const answer = await post(scene().url, hit);
		assert.deepEqual(answer.json.attribution,
			{ source: "bing", medium: "cpc", campaign: "oak" });
		assert.equal(scene().hit(hit).utm_campaign, "oak");
	});
}

/* form_data as it comes along: all are such a lead, of one person each */
const dataOf = (name) => ({ email: `${name}@Example.com `,
	first_name: "Ada", phone: "+49 30 5550 0101" });
const FORMS = {
	"an object": dataOf,
	"a string": (name) => JSON.stringify(dataOf(name)),
	"a string in a string": (name) =>
		JSON.stringify(JSON.stringify(dataOf(name))),
	"a list of fields": (name) => [
		{ name: "email", type: "email", value: `${name}@Example.com ` },
		{ name: "first_name", type: "text", value: "Ada" },
		{ name: "phone", type: "tel", value: "+49 30 5550 0101" }],
};

function storesLeads(scene) {
	for (const [i, [name, form_data]] of Object.entries(FORMS).entries())
		test(`a lead from ${name}`, async () => {
			const lead = makeLead({ form_data: form_data(`Ada${i}`) });
			const answer = await post(scene().url, lead,
				{ path: "/lp/l" });
			assert.equal(answer.verdict, "stored");
			const row = scene().lead(lead);
			assert.deepEqual([row.email, row.first_name, row.phone],
				[`ada${i}@example.com`, "Ada",
					"+49 30 5550 0101"]);
			assert.equal(row.event_id, answer.json.event_id);
			assert.equal(row.session_id, answer.json.session_id);
			assert.equal(row.form_id, "contact");
			assert.equal(row.jobs, 1);
			assert.equal(row.hash.length, 64);
			assert.equal(JSON.parse(row.record).person.email,
				row.email);
			assert.equal(scene().hit(lead).event_type, "form_submit");
			const [{ leads }] = scene().rows(`SELECT leads
				FROM sessions WHERE id = ${row.session_id}`);
			assert.equal(leads, 1);
		});
	test("a form without a way to reach someone is an event", async () => {
		const hit = makeLead({ form_data: { q: "lamps" } });
		await post(scene().url, hit);
		assert.equal(scene().hit(hit).event_type, "form_submit");
		assert.equal(scene().lead(hit), undefined);
	});
	test("secrets of a form are not kept", async () => {
		const lead = makeLead({ form_data: { email: "s@example.com",
			password: "hunter2", note: "card 4111 1111 1111 1111" } });
		await post(scene().url, lead, { path: "/lp/l" });
		const { fields, record } = scene().lead(lead);
		assert.doesNotMatch(fields + record,
			/hunter2|4111 1111 1111 1111/);
	});
}

/* form_state of each message, and what becomes of lead and job.  Every
 * message is a hit of its own, as pixel.js sends them. */
const STATES = [
	[["attempted"], "attempted", "held", null],
	[["confirmed"], "confirmed", "held", null],
	[["failed"], "failed", "skipped", "form_failed"],
	[["attempted", "confirmed"], "confirmed", "held", null],
	[["confirmed", "attempted"], "confirmed", "held", null],
	[["attempted", "failed"], "failed", "skipped", "form_failed"],
	[["attempted", "failed", "confirmed"], "confirmed", "held", null],
	[["failed", "confirmed"], "confirmed", "held", null],
	[["confirmed", "failed"], "confirmed", "held", null],
	[["failed", "attempted"], "failed", "skipped", "form_failed"],
	[["failed", "failed"], "failed", "skipped", "form_failed"],
	[["failed", "attempted", "confirmed"], "confirmed", "held", null],
	[["failed", "confirmed", "failed"], "confirmed", "held", null],
	[["confirmed", "attempted", "failed"], "confirmed", "held", null],
];

function upgradesLeads(scene) {
	for (const [messages, form_state, state, reason] of STATES)
		test(messages.join(", then "), async () => {
			const { lead_id } = makeLead();
			for (const message of messages)
				assert.equal((await post(scene().url, makeLead(
					{ lead_id, form_state: message }),
				{ path: "/lp/l" })).status, 200);
			const row = scene().lead({ lead_id });
			assert.deepEqual([row.form_state, row.state, row.reason,
				row.jobs], [form_state, state, reason, 1]);
			assert.equal(row.finished === null, state === "held");
			assert.ok(row.state !== "held" ||
				row.due >= row.received + 7 * MINUTE);
		});
	test("failed ends a job only while it is held", async () => {
		const lead = makeLead({ form_state: "attempted" });
		await post(scene().url, lead, { path: "/lp/l" });
		scene().install.change(`UPDATE sync_jobs SET state = 'ready'
			WHERE submission_id = ${scene().lead(lead).id}`);
		await post(scene().url, makeLead({ lead_id: lead.lead_id,
			form_state: "failed" }), { path: "/lp/l" });
		assert.equal(scene().lead(lead).state, "ready");
	});
}

const ORIGIN = "https://www.shop.example";
const EXPOSED = ["X-Leadpixel", "Retry-After", "X-RateLimit-Limit",
	"X-RateLimit-Remaining", "X-RateLimit-Reset"];

/* method, path, body, headers, status: each answer readable cross-origin */
const ANSWERS = [
	["POST", "/lp/t", () => JSON.stringify(makeHit()), {}, 200],
	["POST", "/lp/t", () => "", {}, 400],
	["POST", "/lp/t", () => "{", {}, 400],
	["POST", "/lp/t", () => JSON.stringify(makeHit({ page_url: 1 })), {},
		400],
	["POST", "/lp/t", () => JSON.stringify(makeHit(
		{ pixel_id: "no-such-pixel" })), {}, 404],
	["POST", "/lp/t", () => " ".repeat(32 * 1024 + 1), {}, 413],
	["POST", "/lp/t", () => " ".repeat(300 * 1024), {}, 413],
	["POST", "/lp/t", () => "a=b", { "content-type":
		"application/x-www-form-urlencoded" }, 415],
	["POST", "/lp/t", () => "{}", { "transfer-encoding": "chunked" }, 411],
	["PUT", "/lp/t", () => "{}", {}, 405],
	["DELETE", "/api/track", () => "", {}, 405],
	["BREW", "/lp/t", () => "{}", {}, 405],
	["GET", "/lp/t", () => "", {}, 405],
	["POST", "/lp/p.gif", () => "{}", {}, 405],
	["GET", "/health", () => "", {}, 200],
	["GET", "/lp/p.gif", () => "", {}, 400],
	["OPTIONS", "/lp/t", () => "", { "access-control-request-method":
		"POST" }, 204],
	["OPTIONS", "/lp/l", () => "", {}, 204],
];

function assertCors({ headers }, what) {
	assert.equal(headers["access-control-allow-origin"], ORIGIN, what);
	assert.equal(headers["access-control-allow-credentials"], "true", what);
	assert.match(headers.vary, /^Origin$/, what);
	assert.deepEqual(headers["access-control-expose-headers"].split(", "),
		EXPOSED, what);
	assert.match(headers["cache-control"], /no-store/, what);
}

function speaksCrossOrigin(scene) {
	for (const [method, path, body, headers, status] of ANSWERS)
		test(`${method} ${path} ${body().slice(0, 20)}: ${status}`,
			async () => {
				const before = scene().count("tracking_events");
				const answer = await send(scene().url, { method,
					path, body: body(), headers: { origin: ORIGIN,
						"content-type": "text/plain",
						...headers } });
				assert.equal(answer.status, status, answer.text);
				assertCors(answer, answer.text);
				assert.equal(scene().count("tracking_events"),
					before + Number(answer.verdict === "stored"));
				if (answer.json?.success === false)
					assert.ok(answer.json.error);
			});
	test("the preflight", async () => {
		const { headers } = await send(scene().url,
			{ method: "OPTIONS", path: "/api/track",
				headers: { origin: ORIGIN } });
		assert.equal(headers["access-control-allow-methods"],
			"GET, POST, OPTIONS");
		assert.match(headers["access-control-allow-headers"],
			/Content-Type/);
		assert.equal(headers["access-control-max-age"], "600");
	});
	test("without an Origin none is allowed", async () => {
		const { headers } = await post(scene().url, makeHit());
		assert.ok(!("access-control-allow-origin" in headers));
		assert.equal(headers.vary, "Origin");
	});
}

function servesScript(scene) {
	for (const path of ["/lp/a.js", "/pixel.js", "/static/pixel.js"])
		test(`${path}`, async () => {
			const { status, headers, text } = await send(scene().url,
				{ path });
			assert.equal(status, 200);
			assert.match(headers["content-type"], /^text\/javascript/);
			assert.match(headers["cache-control"], /max-age=\d+/);
			assert.ok(headers.etag);
			assert.match(text, /data-pixel-id/);
			assert.equal((await send(scene().url, { path, headers:
				{ "if-none-match": headers.etag } })).status, 304);
		});
	for (const coding of ["br", "gzip"])
		for (const path of ["/lp/a.js", "/lp/b.js", "/lp/d.js"])
			test(`${path} as ${coding}`, async () => {
				const ask = { "accept-encoding": coding };
				const { headers, bytes } = await send(
					scene().url, { path, headers: ask });
				assert.equal(headers["content-encoding"],
					coding);
				assert.match(headers.vary, /Accept-Encoding/);
				const plain = coding === "br"
					? brotliDecompressSync(bytes)
					: gunzipSync(bytes);
				assert.match(`${plain}`, /leadpixel/);
				ask["if-none-match"] = headers.etag;
				assert.equal((await send(scene().url,
					{ path, headers: ask })).status, 304);
			});
}

for (const mode of MODES)
	describe(`behind Apache, ${mode}`, () => {
		let scene;
		const here = () => scene;
		before(async () => {
			scene = await openScene({ mode });
		});
		after(() => scene?.close());
		storesPosts(here);
		storesImages(here);
		keepsVisitors(here);
		keepsOldVisitors(here);
		storesOnce(here);
		partsVisits(here);
		seesTouches(here);
		storesLeads(here);
		upgradesLeads(here);
		speaksCrossOrigin(here);
		servesScript(here);
		test("many at once, several processes where there are some",
			async () => {
				const hits = Array.from({ length: 40 },
					() => makeHit());
				const answers = await Promise.all(hits.map((hit) =>
					post(scene.url, hit)));
				assert.ok(answers.every(({ verdict }) =>
					verdict === "stored"));
				assert.ok(hits.every((hit) => scene.hit(hit)));
			});
		test("each visit knows how many hits it has", () => {
			assert.ok(scene.count("sessions", "events > 1") > 0);
			assert.deepEqual(miscounted(scene.install), []);
		});
		test("Apache has nothing to complain about", () => {
			assert.doesNotMatch(scene.apache.said(),
				/:(crit|alert|emerg)|\[proxy|orker/);
		});
	});
