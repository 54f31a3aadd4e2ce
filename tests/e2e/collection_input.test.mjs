/* One odd field at a time: the hit is kept, and that field is dropped or cut
 * and no other. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isOnDisk } from "../harness/disk.mjs";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";

const SHOP = "https://shop.example", CLICK = "?utm_source=g&gclid=c1";
let scene;

before(async () => {
	scene = await openScene();
});
after(() => scene?.close());

/* Everything that is read, and what of it is stored. */
function makeFull() {
	return makeLead({ page_title: "Title", page_url: `${SHOP}/${makeId()}`,
		referrer_url: `${SHOP}/before`, viewport: { width: 3, height: 4 },
		screen: { width: 5, height: 6 }, props: { a: 1 }, consent: true,
		age_ms: 60000, visitor_cookie: makeVisitor(),
		landing: { url: `${SHOP}/${CLICK}`, at: Date.now() - 90000,
			referrer: "https://blog.example.net/", age_ms: 90000 },
		cookies: { _fbc: "c" }, hints: { platform: "Linux" },
		form: { id: "f", name: "n", method: "post", filled_ms: 9000 },
		form_data: [{ name: "email", type: "email", hidden: false,
			value: `${makeId()}@example.com` },
		{ name: "note", type: "text", value: "hello" }] });
}

const dimension = (packed) => packed && [packed >> 16, packed & 0xffff];

/* The stored form of it, as plain as it was sent. */
function stored(lead) {
	const row = scene.lead(lead), hit = scene.hit(lead);
	const [touch] = scene.rows(`SELECT * FROM touches
		WHERE id = ${hit.touch_id}`);
	return { title: hit.page_title, page: hit.page_url === lead.page_url,
		referrer: hit.referrer_page, props: hit.props,
		viewport: dimension(hit.viewport), screen: dimension(hit.screen),
		consent: row.consent, age: row.received - row.occurred,
		visitor: hit.token.toLowerCase() ===
			lead.visitor_cookie?.slice?.(4),
		landed: touch && touch.landed === lead.landing.at, gclid: touch?.gclid,
		landing: touch?.landing_url, from: touch?.referrer,
		cookies: row.cookies, form_id: row.form_id,
		form_name: row.form_name, state: row.form_state,
		fields: JSON.parse(row.fields).map(({ value }) => value).slice(1),
		email: row.email !== null, job: row.state, reason: row.reason };
}

const WHOLE = { title: "Title", page: true, props: '{"a":1}',
	referrer: `${SHOP}/before`, viewport: [3, 4], screen: [5, 6], consent: 1,
	age: 60000, visitor: true, landed: true, gclid: "c1",
	landing: `${SHOP}/${CLICK}`, from: "https://blog.example.net/",
	cookies: '{"_fbc":"c"}', form_id: "f", form_name: "n",
	state: "confirmed", fields: ["hello"], email: true, job: "held",
	reason: null };

/* without a landing the page itself is it, and that has no signal */
const NO_LANDING = { landed: undefined, gclid: undefined,
	landing: undefined, from: undefined };
const put = (path, value) => (lead) => {
	const names = path.split(".");
	const last = names.pop();
	names.reduce((at, name) => at[name], lead)[last] = value;
};
const CLICK_512 = "x".repeat(512), LONG_URL = `${SHOP}/${"p".repeat(3000)}`;
const emoji = (count) => "\u{1f600}".repeat(count);

/* what is odd, how it gets there, and what is stored otherwise */
const ODD = [
	["nothing", () => {}, {}],
	...[7, null, true, { a: 1 }, ["a"], "", "   ", "\t\n"].map((value) =>
		[`title ${JSON.stringify(value)}`, put("page_title", value),
			{ title: null }]),
	["title of two lines", put("page_title", " a\n\nb\tc "),
		{ title: "a b c" }],
	["title of controls", put("page_title", "a\u001b[31mb\u0007\u009bc"),
		{ title: "a[31mbc" }],
	["title of 1200 bytes", put("page_title", "t".repeat(1200)),
		{ title: "t".repeat(1000) }],
	["title cut in an emoji", put("page_title", `ab${emoji(300)}`),
		{ title: `ab${emoji(249)}` }],
	["title with a half of a pair mended", put("page_title", "a\ufffd"),
		{ title: "a\ufffd" }],
	...[7, null, {}, [], "/relative", "javascript:alert(1)", "ftp://a.test/",
		"https://", "https://a b/", "https://user:pw@shop.example/"].map(
		(value) => [`referrer ${JSON.stringify(value)}`,
			put("referrer_url", value), { referrer: null }]),
	["referrer an app", put("referrer_url",
		"android-app://com.example.mail/"), { referrer: null }],
	...[null, "3x", [3, 4], { width: "3", height: 4 }, { width: 3 },
		{ width: 0, height: 4 }, { width: -3, height: 4 }, {},
		{ width: 3, height: 32768 }, { width: 3.5, height: 4 }].map(
		(value) => [`viewport ${JSON.stringify(value)}`,
			put("viewport", value), { viewport: null }]),
	...["x", 7, null, [1], true].map((value) => [`props ${
		JSON.stringify(value)}`, put("props", value), { props: null }]),
	["props of 3 KB", put("props", { a: "x".repeat(3000) }), { props: null }],
	["props with a card", put("props", { a: "4111 1111 1111 1111" }),
		{ props: null }],
	...[1, "true", null, {}, []].map((value) => [`consent ${
		JSON.stringify(value)}`, put("consent", value),
	{ consent: null }]),
	...[-1, "60000", 1.5, 7 * 86400000 + 1, 1e300, null, [1]].map((value) =>
		[`age_ms ${JSON.stringify(value)}`, put("age_ms", value),
			{ age: 0 }]),
	...[7, null, {}, ["pxl_"], "pxl_x", "x".repeat(5000), ""].map((value) =>
		[`visitor ${JSON.stringify(value).slice(0, 30)}`,
			put("visitor_cookie", value), { visitor: false }]),
	...[[], "x", 7, null, [{ url: SHOP }], {}].map((value) => [`landing ${
		JSON.stringify(value)}`, put("landing", value), NO_LANDING]),
	...[7, null, [], "/", "javascript:1"].map((value) => [`landing.url ${
		JSON.stringify(value)}`, put("landing.url", value), NO_LANDING]),
	...[-1, 0, "1", null, 1.5, 1e300].map((value) => [`landing.at ${value}`,
		put("landing.at", value), NO_LANDING]),
	...[-1, "x", null, 1e12].map((value) => [`landing.age_ms ${value}`,
		put("landing.age_ms", value), {}]),
	...[7, null, [], "x"].map((value) => [`landing.referrer ${
		JSON.stringify(value)}`, put("landing.referrer", value),
	{ from: null }]),
	["landing from an app", put("landing.referrer",
		"android-app://com.example.mail/inbox"),
	{ from: "android-app://com.example.mail/inbox" }],
	...[[], ["_fbc"], "x", 7, null, { _fbc: 7 }].map((value) => [`cookies ${
		JSON.stringify(value)}`, put("cookies", value),
	{ cookies: null }]),
	...["x", 7, null, [], { platform: 7 }, { a: { b: { c: [] } } }].map(
		(value) => [`hints ${JSON.stringify(value)}`,
			put("hints", value), {}]),
	...[7, null, {}, [], ""].map((value) => [`form.id ${
		JSON.stringify(value)}`, put("form.id", value),
	{ form_id: null }]),
	["form.id of 200 bytes", put("form.id", "i".repeat(200)),
		{ form_id: "i".repeat(100) }],
	...["x", 7, null, []].map((value) => [`form ${JSON.stringify(value)}`,
		put("form", value), { form_id: null, form_name: null }]),
	...["12", -1, 1.5, null, {}].map((value) => [`form.filled_ms ${
		JSON.stringify(value)}`, put("form.filled_ms", value), {}]),
	...[7, "sent", null, {}].map((value) => [`form_state ${
		JSON.stringify(value)}`, put("form_state", value),
	{ state: "attempted" }]),
	...[1, 0, "yes", null].map((value) => [`hidden ${JSON.stringify(value)}`,
		put("form_data.1.hidden", value), {}]),
	...[null, {}, [], ""].map((value) => [`value ${JSON.stringify(value)}`,
		put("form_data.1.value", value), { fields: [] }]),
	...[[7, "7"], [true, "true"], [1.5, "1.5"]].map(([value, text]) =>
		[`value ${value}`, put("form_data.1.value", value),
			{ fields: [text] }]),
	...["metadata: x", "conversion=1", "onsite=yes", "<script>",
		"' OR 1=1 --", "=1+2", "a\nb", "\u202eabc"].map((value) =>
		[`value ${JSON.stringify(value)}`, put("form_data.1.value", value),
			{ fields: [value] }]),
	["value of 9000 bytes", put("form_data.1.value", "v".repeat(9000)),
		{ fields: ["v".repeat(8192)] }],
	["value cut in an emoji", put("form_data.1.value", `a${emoji(2100)}`),
		{ fields: [`a${emoji(2047)}`] }],
	...[7, "x", null, ["email"]].map((value) => [`a field that is ${
		JSON.stringify(value)}`, put("form_data.1", value),
	{ fields: [] }]),
	["unknown names", put("constructor", { prototype: [] }), {}],
	["an object as gclid", put("gclid", { a: 1 }), {}],
	["a number as utm_source", put("utm_source", 7), {}],
	["a list as event_type", put("event_type", []), {}],
	["test said as a text", put("test", "true"), {}],
	["webdriver said as a text", put("webdriver", "true"), {}],
	["lead_id of another shape", put("hints", "x"), {}],
];

describe("one odd field", () => {
	for (const [name, make, otherwise] of ODD)
		test(name, async () => {
			const lead = makeFull();
			make(lead);
			const answer = await post(scene.url, lead,
				{ path: "/lp/l" });
			assert.equal(answer.verdict, "stored", answer.text);
			assert.deepEqual(stored(lead), { ...WHOLE, ...otherwise });
		});
});

/* query of the landing, and columns of the touch; undefined: no touch */
const QUERIES = [
	["5 KB of utm_source", `?utm_source=${"s".repeat(5000)}`,
		{ utm_source: "s".repeat(500) }],
	["utm cut in an emoji", `?utm_source=g&utm_term=a${
		encodeURIComponent(emoji(130))}`, { utm_term: `a${emoji(124)}` }],
	["a click id of 512 bytes", `?gclid=${CLICK_512}`, { gclid: CLICK_512 }],
	["a click id of 513 bytes", `?gclid=${CLICK_512}x`, undefined],
	["the same beside a campaign", `?gclid=${CLICK_512}x&utm_source=g`,
		{ gclid: null, utm_source: "g" }],
	["512 bytes of emoji", `?gclid=${encodeURIComponent(emoji(128))}`,
		{ gclid: emoji(128) }],
	["one emoji more", `?gclid=${encodeURIComponent(emoji(129))}`,
		undefined],
	["broken escapes", "?utm_source=%zz%4&utm_medium=%",
		{ utm_source: "%zz%4", utm_medium: "%" }],
	["broken UTF-8", "?utm_source=a%ff%feb", { utm_source:
		"a\ufffd\ufffdb" }],
	["a NUL in escapes", "?utm_source=a%00b", { utm_source: "ab" }],
	["controls in escapes", "?utm_source=a%1b%5b31mb%07",
		{ utm_source: "a[31mb" }],
	["a line break in escapes", "?utm_source=a%0d%0ab", { utm_source:
		"a b" }],
	["markup", "?utm_source=%3Cscript%3Ealert(1)%3C/script%3E",
		{ utm_source: "<script>alert(1)</script>" }],
	["a formula", "?utm_source=%3D1%2B2", { utm_source: "=1+2" }],
	["conversion=1", "?conversion=1", undefined],
	["metadata: x", "?q=metadata:%20x", undefined],
];

describe("odd landings", () => {
	for (const [name, query, touch] of QUERIES)
		test(name, async () => {
			const hit = makeHit({ page_url: `${SHOP}/odd${query}` });
			const { verdict } = await post(scene.url, hit);
			assert.equal(verdict, "stored");
			const id = scene.hit(hit).touch_id;
			const [row] = scene.rows(`SELECT * FROM touches
				WHERE id = ${id}`);
			assert.equal(row === undefined, touch === undefined);
			for (const [column, value] of Object.entries(touch ?? {}))
				assert.equal(row[column], value);
		});
	for (const [name, gclid, kept] of [["512 bytes", CLICK_512, CLICK_512],
		["513 bytes", `${CLICK_512}x`, null], ["an object", {}, null],
		["a number", 7, null], ["a list", ["a"], null]])
		test(`gclid of the body, ${name}`, async () => {
			const hit = makeHit({ gclid, utm_source: "g" });
			await post(scene.url, hit);
			const [row] = scene.rows(`SELECT * FROM touches WHERE id =
				${scene.hit(hit).touch_id}`);
			assert.equal(row.gclid, kept);
			assert.equal(row.utm_source, "g");
		});
	test("an address over 2 KB is cut", async () => {
		const hit = makeHit({ page_url: LONG_URL });
		await post(scene.url, hit);
		assert.equal(scene.hit(hit).page_url, LONG_URL.slice(0, 2048));
	});
	for (const type of [7, null, {}, [], "", "pageview"])
		test(`event_type ${JSON.stringify(type)}: a page view`,
			async () => {
				const hit = makeHit({ event_type: type });
				await post(scene.url, hit);
				assert.equal(scene.hit(hit).event_type, "pageview");
			});
	test("what nobody asks for is nowhere", async () => {
		const value = `zq${makeId()}`;
		const hit = makeHit({ hints: { other: value }, other: value,
			cookies: { _ga: value }, project_id: value,
			page_url: `${SHOP}/?token=${value}#${value}`,
			referrer_url: `https://a.test/?session=${value}` });
		await post(scene.url, hit);
		assert.ok(scene.hit(hit));
		assert.ok(!isOnDisk(scene.install, value));
	});
	test("an image's odd fields are dropped alone", async () => {
		const hit = makeHit({ age_ms: "x", screen: "1x2", consent: "no",
			referrer_url: "nonsense", visitor_cookie: "a",
			landing: "[]" });
		const answer = await send(scene.url, { path:
			`/lp/p.gif?${new URLSearchParams(hit)}` });
		assert.equal(answer.verdict, "stored");
		assert.equal(scene.hit(hit).page_url, `${SHOP}/lamps`);
	});
});
