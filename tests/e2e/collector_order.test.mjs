/* Late, lost and out-of-order hits: the outbox makes them normal.  Whatever
 * the order, the same touches and the same first and last. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";
import { miscounted } from "../harness/visits.mjs";

const MINUTE = 60 * 1000;
const SLACK_MS = 5000;
const SHOP = "https://shop.example";

/* two visits: an ad an hour ago, a newsletter twenty minutes ago, and then a
 * third without a sign of where from */
const AD = { url: `${SHOP}/?utm_source=google&utm_medium=cpc&gclid=g1`,
	referrer: "https://www.google.com/", minutes: 100 };
const LETTER = { url: `${SHOP}/sale?utm_source=letter&utm_medium=email`,
	referrer: "", minutes: 50 };
const DIRECT = { url: `${SHOP}/`, referrer: "", minutes: 5 };

const HITS = [
	{ minutes: 100, landing: AD, page_url: AD.url },
	{ minutes: 98, landing: AD, page_url: `${SHOP}/lamps` },
	{ minutes: 50, landing: LETTER, page_url: LETTER.url },
	{ minutes: 49, landing: LETTER, page_url: `${SHOP}/oak` },
	{ minutes: 5, landing: DIRECT, page_url: DIRECT.url },
];

function permutations(list) {
	if (list.length < 2)
		return [list];
	return list.flatMap((one, i) => permutations(
		[...list.slice(0, i), ...list.slice(i + 1)])
		.map((rest) => [one, ...rest]));
}

function makeMessage(hit, visitor_cookie, now) {
	const { url, referrer, minutes } = hit.landing;
	return makeHit({ visitor_cookie, page_url: hit.page_url,
		age_ms: hit.minutes * MINUTE,
		landing: { url, referrer, at: now - minutes * MINUTE,
			age_ms: minutes * MINUTE } });
}

async function sendAll(scene, hits) {
	const visitor = makeVisitor();
	const now = Date.now();
	for (const hit of hits) {
		const { verdict } = await post(scene.url,
			makeMessage(hit, visitor, now));
		assert.equal(verdict, "stored");
	}
	return { visitor, now };
}

/* The touches of a visitor, and what its row calls first and last. */
function touchesOf(scene, { visitor, now }) {
	const rows = scene.rows(`SELECT t.source, t.medium, t.gclid,
		t.landing_url, t.referrer, t.occurred,
		t.id = v.first_touch AS first, t.id = v.last_touch AS last,
		t.id = v.last_nondirect_touch AS nondirect
		FROM visitors v JOIN touches t ON t.visitor_id = v.id
		WHERE hex(substr(v.token, 1, 16)) = upper('${visitor.slice(4)}')
		ORDER BY t.occurred`);
	return rows.map(({ occurred, ...touch }) => ({ ...touch,
		minutes: Math.round((now - occurred) / MINUTE) }));
}

const BOTH = [
	{ source: "google", medium: "cpc", gclid: "g1", landing_url: AD.url,
		referrer: AD.referrer, first: 1, last: 0, nondirect: 0,
		minutes: 100 },
	{ source: "letter", medium: "email", gclid: null,
		landing_url: LETTER.url, referrer: null, first: 0, last: 1,
		nondirect: 1, minutes: 50 },
];

/* which of HITS arrive; the landing's own are missing from some */
const LOST = [
	["all", [0, 1, 2, 3, 4]],
	["both landings lost", [1, 3, 4]],
	["the first landing lost", [1, 2, 3]],
	["one of each visit", [0, 3]],
];

describe("out of order", () => {
	let scene;
	before(async () => {
		scene = await openScene();
	});
	after(() => scene?.close());

	for (const [name, which] of LOST)
		test(`${name}, in every order`, async () => {
			const orders = permutations(which);
			for (const order of orders) {
				const sent = await sendAll(scene,
					order.map((i) => HITS[i]));
				assert.deepEqual(touchesOf(scene, sent), BOTH,
					`order ${order}`);
			}
		});

	test("first and last seen are of the happening", async () => {
		for (const order of [[0, 4], [4, 0]]) {
			const { visitor, now } = await sendAll(scene,
				order.map((i) => HITS[i]));
			const [row] = scene.rows(`SELECT first_seen, last_seen,
				visits FROM visitors WHERE hex(substr(token, 1, 16)) =
				upper('${visitor.slice(4)}')`);
			assert.ok(Math.abs(now - 100 * MINUTE - row.first_seen)
				< SLACK_MS);
			assert.ok(Math.abs(now - 5 * MINUTE - row.last_seen)
				< SLACK_MS);
			assert.equal(row.visits, 2);
		}
	});

	test("a late hit stretches its visit backwards", async () => {
		const visitor_cookie = makeVisitor();
		const hits = [5, 20].map((minutes) => makeHit({ visitor_cookie,
			page_url: `${SHOP}/${minutes}`,
			age_ms: minutes * MINUTE }));
		for (const hit of hits)
			await post(scene.url, hit);
		const [row] = scene.rows(`SELECT s.started, s.last_activity,
			p.url, s.page_views FROM sessions s
			JOIN pages p ON p.id = s.exit_page
			WHERE s.id = ${scene.hit(hits[0]).session_id}`);
		assert.equal(row.started, scene.hit(hits[1]).occurred);
		assert.equal(row.last_activity, scene.hit(hits[0]).occurred);
		assert.equal(row.url, `${SHOP}/5`);
		assert.equal(row.page_views, 2);
	});

	test("a lead knows the touch whose landing was lost", async () => {
		const visitor_cookie = makeVisitor();
		const now = Date.now();
		const lead = makeLead({ visitor_cookie, hit_id: makeId(),
			landing: { url: AD.url, referrer: AD.referrer,
				at: now - 9 * MINUTE, age_ms: 9 * MINUTE } });
		await post(scene.url, lead, { path: "/lp/l" });
		const { record, first_touch, last_touch } = scene.lead(lead);
		const { first, last } = JSON.parse(record);
		assert.equal(first.source, "google");
		assert.equal(last.gclid, "g1");
		assert.equal(first_touch, last_touch);
	});

	test("each visit knows how many hits it has", () => {
		assert.ok(scene.count("sessions", "events > 1") > 0);
		assert.deepEqual(miscounted(scene.install), []);
	});
});
