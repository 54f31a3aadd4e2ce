/* A visitor's visits, and the newest hits, by the API. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeHit, makeVisitor } from "../harness/hits.mjs";
import { poll } from "../harness/poll.mjs";
import { post } from "../harness/send.mjs";
import { OTHER, openStage } from "./api_stage.mjs";

const HOUR = 3600e3;

describe("a visitor", () => {
	let s, visitor, lead;

	before(async () => {
		s = await openStage();
		const visitor_cookie = makeVisitor();
		for (const [age, query] of [
			[9, "?utm_source=news&utm_medium=email"], [6, ""], [3, ""]])
			for (let i = 0; i < 3; i++)
				await s.view({ visitor_cookie, age_ms: age * HOUR
					- i * 1000, page_title: `Page ${i}`,
				page_url: `https://shop.example/${i}${i === 0 ? query
					: ""}` });
		lead = await s.lead({ visitor_cookie });
		visitor = s.scene.value(`SELECT visitor_id FROM submissions
			WHERE id = ${lead}`);
		/* somebody else's, of the same pixel and millisecond */
		const other = await s.lead();
		s.scene.install.change(`UPDATE submissions SET received =
			(SELECT received FROM submissions WHERE id = ${lead})
			WHERE id = ${other}`);
	});
	after(() => s?.close());

	test("is told with visits, pages and leads", async () => {
		const data = await s.boss.data(`/visitors/${visitor}`);
		const [row] = s.scene.rows(`SELECT * FROM visitors
			WHERE id = ${visitor}`);
		const iso = (ms) => new Date(ms).toISOString();
		assert.deepEqual([data.id, data.project, data.first_seen,
			data.last_seen, data.visits],
		[visitor, 1, iso(row.first_seen), iso(row.last_seen), 4]);
		assert.equal(data.first.source, "news");
		assert.equal(data.last.landing, "https://shop.example/0"
			+ "?utm_source=news&utm_medium=email");
		const sessions = s.scene.rows(`SELECT id, started FROM sessions
			WHERE visitor_id = ${visitor} ORDER BY started DESC`);
		assert.deepEqual(data.sessions.map(({ id, started }) =>
			[id, started]), sessions.map(({ id, started }) =>
			[id, iso(started)]));
		const { events, ...oldest } = data.sessions[3];
		assert.deepEqual([oldest.pixel, oldest.page_views, oldest.source,
			oldest.medium, oldest.channel, oldest.landing_page,
			oldest.exit_page, oldest.campaign, oldest.more],
		["test-pixel-01", 3, "news", "email", "Email",
			"https://shop.example/0", "https://shop.example/2", null,
			false]);
		assert.deepEqual(events.map(({ type, url, title }) =>
			[type, url, title]), [0, 1, 2].map((i) => ["pageview",
			`https://shop.example/${i}`, `Page ${i}`]));
		assert.deepEqual(data.leads.map(({ id, form }) => [id, form]),
			[[lead, "contact"]]);
		assert.match(data.leads[0].label, /^Waiting, sends/);
	});

	test("visit by visit", async () => {
		const seen = [];
		let next = null, pages = 0;
		do {
			const answer = await s.boss.get(`/visitors/${visitor}?limit=3`
				+ (next === null ? "" : `&before=${next}`));
			seen.push(...answer.json.data.sessions.map(({ id }) => id));
			({ next } = answer.json);
			pages++;
		} while (next !== null && pages < 5);
		assert.equal(pages, 2);
		assert.deepEqual(seen, s.scene.rows(`SELECT id FROM sessions
			WHERE visitor_id = ${visitor} ORDER BY started DESC`)
			.map(({ id }) => id));
	});

	test("of a long visit the first fifty", async () => {
		const visitor_cookie = makeVisitor();
		for (let i = 0; i < 51; i++)
			await s.view({ visitor_cookie });
		const id = s.scene.value("SELECT max(id) FROM visitors");
		const { sessions: [visit] } = await s.boss.data(
			`/visitors/${id}`);
		assert.deepEqual([visit.page_views, visit.events.length,
			visit.more], [51, 50, true]);
	});

	test("is nobody's but the project's", async () => {
		assert.equal((await s.bound.get(`/visitors/${visitor}`)).status,
			200);
		for (const path of [`/visitors/${visitor}`, "/visitors/9999",
			"/visitors/x"])
			assert.equal((await s.stranger.get(path)).status, 404, path);
		for (const [query, field] of [["limit=x", "limit"],
			["before=1", "before"], ["after=1.1", "after"]]) {
			const bad = await s.boss.get(`/visitors/${visitor}?${query}`);
			assert.deepEqual([bad.status, bad.json.field], [400, field]);
		}
	});
});

describe("hits", () => {
	let s;

	before(async () => {
		s = await openStage();
		s.scene.install.cli("pixel", "hosts", "test-pixel-01",
			"shop.example");
		/* once the collector has heard of it */
		await poll("evil.example is refused", 10000, async () =>
			(await post(s.scene.url, makeHit({ page_url:
				"https://evil.example/" }))).verdict !== "stored");
		s.scene.install.change("DELETE FROM tracking_events");
	});
	after(() => s?.close());

	const told = (hits) => hits.map(({ pixel, verdict }) =>
		`${pixel} ${verdict}`);

	test("stored or not, each with its verdict", async () => {
		await s.view();
		await s.view({ pixel_id: OTHER, event_type: "click" });
		await post(s.scene.url, makeHit({ pixel_id: "no-such-pixel" }));
		await s.lead();
		const hits = await poll("all five are told", 10000, async () => {
			const list = await s.boss.data("/hits/recent");
			return list.length === 5 && list;
		});
		assert.deepEqual(hits[0], { received: new Date(s.scene.value(
			"SELECT max(received) FROM tracking_events")).toISOString(),
		pixel: "test-pixel-01", verdict: "stored", detail: null,
		stored: true, type: "form_submit",
		page: "https://shop.example/contact", source: null, medium: null,
		lead: true });
		const [reject] = hits.filter(({ pixel, stored }) => !stored &&
			pixel === "test-pixel-01");
		assert.match(reject.detail, /evil\.example/);
		assert.deepEqual([reject.type, reject.page, reject.lead],
			[null, null, false]);
		const mine = await s.boss.data("/hits/recent?project=2");
		assert.deepEqual([told(mine), mine[0].type],
			[[`${OTHER} stored`], "click"]);
		const pixel = await s.boss.data(
			"/hits/recent?pixel=test-pixel-01&limit=2");
		assert.deepEqual([pixel.length, new Set(pixel.map((hit) =>
			hit.pixel))], [2, new Set(["test-pixel-01"])]);
	});

	test("a key of one project sees its own", async () => {
		assert.deepEqual(told(await s.stranger.data("/hits/recent")),
			[`${OTHER} stored`]);
		assert.deepEqual(new Set((await s.bound.data("/hits/recent"))
			.map(({ pixel }) => pixel)), new Set(["test-pixel-01"]));
		assert.equal((await s.stranger.get(
			"/hits/recent?pixel=test-pixel-01")).status, 404);
		assert.equal((await s.boss.get("/hits/recent?limit=x")).json
			.field, "limit");
	});
});
