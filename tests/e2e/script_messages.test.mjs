/* What only pixel.js writes: sizes in one word, halves of characters, boxes
 * one by one, a whole message in an image's address, routes behind a "#". */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeHit, makeLead } from "../harness/hits.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";

let scene;
before(async () => {
	scene = await openScene();
});
after(() => scene?.close());

function image(hit) {
	return send(scene.url, { path: `/lp/p.gif?m=${
		encodeURIComponent(JSON.stringify(hit))}` });
}

function titleOf(hit) {
	return scene.value(`SELECT p.title FROM tracking_events e
		JOIN pages p ON p.id = e.page_id
		WHERE hex(e.hit_id) = upper('${hit.hit_id}')`);
}

for (const [given, stored] of [["1280x720", 1280 * 65536 + 720],
	["x720", null], ["1280x", null], ["1280x0", null], ["99999x1", null],
	["1280 x 720", null], ["12345678x1", null]])
	test(`a size of ${given}`, async () => {
		const hit = makeHit({ viewport: given, screen: given });
		await post(scene.url, hit);
		const row = scene.hit(hit);
		assert.deepEqual([row.viewport, row.screen], [stored, stored]);
	});

for (const [escaped, title] of [["a\\ud83db", "a\ufffdb"],
	["\\ude00\\ud83d", "\ufffd\ufffd"], ["a\\u0000b", "a\ufffdb"],
	["\\ud83d\\ude00", "\u{1f600}"]])
	test(`the title ${escaped}`, async () => {
		const hit = makeHit({ page_title: "TITLE",
			page_url: `https://shop.example/${escaped.length}-${
				escaped.charCodeAt(3)}` });
		await post(scene.url, JSON.stringify(hit)
			.replace("TITLE", escaped));
		assert.equal(titleOf(hit), title);
	});

test("what is no JSON at all is refused as ever", async () => {
	const { status, verdict } = await post(scene.url, '{"a":"\\ud83d"');
	assert.deepEqual([status, verdict], [400, "bad_request:body"]);
});

test("an image with a whole message", async () => {
	const hit = makeHit({ landing: { at: Date.now(), age_ms: 0,
		url: "https://shop.example/?utm_source=lamps&utm_medium=email",
		referrer: "" }, event_type: undefined });
	const { status, verdict } = await image(hit);
	assert.deepEqual([status, verdict], [200, "stored"]);
	assert.equal(scene.hit(hit).source, "lamps");
});

for (const [name, sent] of [["broken", "{"], ["no object", "[]"]])
	test(`an image whose message is ${name}`, async () => {
		const { verdict } = await send(scene.url,
			{ path: `/lp/p.gif?m=${encodeURIComponent(sent)}` });
		assert.equal(verdict, "bad_request:body");
	});

test("a route behind # is a page, an anchor is none", async () => {
	for (const [hash, name] of [["#/a?b=1", "#/a"], ["#!/b", "#!/b"],
		["#top", ""]]) {
		const hit = makeHit({ page_url: `https://spa.example/${hash}` });
		await post(scene.url, hit);
		assert.equal(scene.hit(hit).page_url,
			`https://spa.example/${name}`);
	}
});

test("boxes of one name are one field", async () => {
	const lead = makeLead();
	const box = { name: "colour", type: "checkbox" };
	lead.form_data = [{ name: "email", value: "ann@example.com" },
		{ ...box, value: "red" },
		{ ...box, value: "green" }];
	await post(scene.url, lead);
	const fields = JSON.parse(scene.lead(lead).fields);
	assert.deepEqual(fields.filter(({ name }) => name === "colour")
		.map(({ value }) => value), ["red, green"]);
});
