/* The original's figures, compared with such counted here. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Caller, makeKey } from "../harness/api.mjs";
import { PIXEL } from "../harness/install.mjs";
import { openScene } from "../harness/scene.mjs";
import { plantVisits } from "../harness/visits.mjs";

const HOUR_MS = 3600e3, DAY_MS = 24 * HOUR_MS;
const NOW = Date.now();
const TODAY = NOW - NOW % DAY_MS;

function random(seed) {
	let state = seed;
	return (below) => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return Math.floor(state / 2147483648 * below);
	};
}

const SOURCES = [undefined, "google", "newsletter", "bing"];
const TYPES = [undefined, undefined, undefined, "form_submit", "video"];

/* A visit of up to a day around a moment, midnights and edges included. */
function makeVisit(pick, pixel, started, visitor) {
	const events = [{ at: started, page: `https://shop.example/${pick(40)}` }];
	for (let i = pick(5); i > 0; i--)
		events.push({ at: Math.min(NOW, started + pick(pick(3) === 0
			? DAY_MS : HOUR_MS)), type: TYPES[pick(5)],
		page: `https://shop.example/${pick(40)}` });
	const source = SOURCES[pick(4)];
	return { pixel, visitor, source, country: ["DE", undefined][pick(2)],
		touch: source && { utm_source: source, utm_medium: "cpc",
			utm_campaign: "=1+1", landing_url:
				`https://shop.example/?utm_source=${source}` }, events };
}

/* 40 days of two pixels, denser at the edges people ask for. */
function makeVisits() {
	const pick = random(7), visits = [];
	const days = [0, 1, 2, 6, 7, 29, 30, 31, 39];
	for (let i = 0; i < 1500; i++) {
		const day = TODAY - days[pick(days.length)] * DAY_MS;
		const started = day + pick(4) * DAY_MS / 4 - 30000 + pick(60000);
		visits.push(makeVisit(pick, 1 + pick(2),
			Math.min(started, NOW - 1000), 1 + pick(200)));
	}
	for (let i = 0; i < 300; i++)
		visits.push(makeVisit(pick, 1, NOW - pick(30 * HOUR_MS),
			1 + pick(200)));
	return visits.sort((a, b) => a.events[0].at - b.events[0].at);
}

/* Every event, each with what its visit knows. */
function flatten(visits) {
	return visits.flatMap((visit, session) => visit.events.map((event) =>
		({ ...event, session, pixel: visit.pixel, source: visit.source,
			visitor: visit.visitor, country: visit.country,
			touch: visit.touch })));
}

function distinct(list, member) {
	return new Set(list.map((one) => one[member])).size;
}

function groups(list, key) {
	const found = new Map();
	for (const one of list)
		found.set(key(one), [...found.get(key(one)) ?? [], one]);
	return found;
}

const dayOf = (ms) => new Date(ms).toISOString().slice(0, 10);

describe("figures", () => {
	let scene, boss, events;

	before(async () => {
		scene = await openScene({ api: true });
		scene.install.cli("pixel", "add", "Test", "Blog", "--id",
			"test-pixel-02");
		scene.install.cli("pixel", "add", "Test", "Empty", "--id",
			"test-pixel-03");
		boss = new Caller(scene.url, makeKey(scene.install, "boss"));
		const visits = makeVisits();
		plantVisits(scene.install, visits);
		events = flatten(visits);
	});
	after(() => scene?.close());

	const since = (days, pixel) => events.filter((event) =>
		event.at >= TODAY - (days - 1) * DAY_MS
		&& (pixel === undefined || event.pixel === pixel));

	for (const days of [1, 2, 7, 8, 30, 31, 365])
		test(`W5: ${days} whole days of a pixel`, async () => {
			const mine = since(days, 1);
			const views = mine.filter((event) => !event.type);
			const data = await boss.data(
				`/analytics/stats/${PIXEL}?days=${days}`);
			assert.equal(data.pixel_id, PIXEL);
			assert.equal(Date.parse(data.date_range.start),
				TODAY - (days - 1) * DAY_MS);
			assert.equal(data.date_range.days, days);
			assert.deepEqual(data.summary, { total_events: mine.length,
				unique_visitors: distinct(mine, "visitor"),
				unique_sessions: distinct(mine, "session"),
				unique_pages: distinct(views, "page") });
			const expected = groups(mine, (event) => dayOf(event.at));
			assert.equal(data.daily_breakdown.length, days);
			for (const [i, day] of data.daily_breakdown.entries()) {
				assert.equal(day.date, dayOf(TODAY - i * DAY_MS));
				const list = expected.get(day.date) ?? [];
				assert.equal(day.events, list.length, day.date);
				assert.equal(day.visitors, distinct(list, "visitor"),
					day.date);
			}
			for (const { utm_source, count } of data.top_sources)
				assert.equal(count, mine.filter((event) =>
					(event.source ?? null) === utm_source).length);
			assert.equal(data.top_sources.reduce((sum, one) =>
				sum + one.count, 0), mine.length);
			const pages = [...groups(views, (event) => event.page)]
				.map(([page_url, list]) =>
					({ page_url, count: list.length }))
				.sort((a, b) => b.count - a.count
					|| (a.page_url < b.page_url ? -1 : 1));
			assert.deepEqual(data.top_pages, pages.slice(0, 10));
		});

	test("a project is the sum of its pixels", async () => {
		const project = scene.value("SELECT id FROM projects");
		const all = since(30);
		const data = await boss.data(
			`/analytics/project/${project}/stats`);
		assert.deepEqual(data.summary, { total_events: all.length,
			unique_visitors: distinct(all, "visitor"),
			unique_sessions: distinct(all, "session"),
			active_pixels: 3 });
		assert.deepEqual(data.pixel_breakdown, [["test-pixel-02", "Blog", 2],
			["test-pixel-03", "Empty", 3], [PIXEL, "Shop", 1]]
			.map(([pixel_id, pixel_name, id]) => ({ pixel_id, pixel_name,
				events: since(30, id).length,
				visitors: distinct(since(30, id), "visitor") })));
	});

	test("W5: realtime is of 24 true hours", async () => {
		const data = await boss.data(`/analytics/realtime/${PIXEL}`);
		const now = Date.parse(data.updated_at);
		const first = now - now % HOUR_MS - 23 * HOUR_MS;
		const mine = events.filter((event) => event.pixel === 1);
		assert.equal(data.hourly_breakdown.length, 24);
		let sum = 0;
		for (const [i, hour] of data.hourly_breakdown.entries()) {
			const begin = first + i * HOUR_MS;
			assert.equal(Date.parse(hour.hour), begin);
			const list = mine.filter((event) => event.at >= begin
				&& event.at < begin + HOUR_MS);
			assert.equal(hour.events, list.length, hour.hour);
			assert.equal(hour.visitors, distinct(list, "visitor"));
			sum += hour.events;
		}
		assert.ok(sum > 100);
		assert.equal(data.active_visitors, distinct(mine.filter((event) =>
			event.at >= now - 5 * 60e3), "visitor"));
		const newest = mine.map((event) => event.at)
			.sort((a, b) => b - a).slice(0, 10);
		assert.deepEqual(data.recent_events.map((event) =>
			Date.parse(event.timestamp)), newest);
		assert.deepEqual(Object.keys(data.recent_events[0]), ["page_url",
			"utm_source", "utm_medium", "utm_campaign", "country",
			"timestamp"]);
	});

	test("a quiet pixel has zeros, not nothing", async () => {
		const data = await boss.data("/analytics/stats/test-pixel-03");
		assert.deepEqual(data.summary, { total_events: 0,
			unique_visitors: 0, unique_sessions: 0, unique_pages: 0 });
		assert.equal(data.daily_breakdown.length, 30);
		assert.deepEqual([data.top_sources, data.top_pages], [[], []]);
		const now = await boss.data("/analytics/realtime/test-pixel-03");
		assert.deepEqual([now.recent_events, now.active_visitors],
			[[], 0]);
	});

	test("days are clamped, and a number", async () => {
		for (const [text, days] of [["9999", 365], ["0", 1], ["-5", 1],
			["99999999999999999999", 365]])
			assert.equal((await boss.data(
				`/analytics/stats/${PIXEL}?days=${text}`))
				.date_range.days, days, text);
		for (const query of ["days=x", "days=", "days=1.5", "days=3x"]) {
			const bad = await boss.get(
				`/analytics/stats/${PIXEL}?${query}`);
			assert.equal(bad.status, 400, query);
			assert.equal(bad.json.field, "days");
		}
		assert.equal((await boss.get(
			`/analytics/stats/${PIXEL}?day=1`)).status, 400);
	});

	test("an export is all of it, the newest first", async () => {
		const mine = since(30, 1).sort((a, b) => b.at - a.at);
		assert.ok(mine.length > 1000);
		const answer = await boss.get(
			`/analytics/export/${PIXEL}?limit=10000`);
		const { data } = answer.json;
		assert.equal(data.total_exported, mine.length);
		assert.deepEqual(data.events.map((event) =>
			Date.parse(event.timestamp)), mine.map((event) => event.at));
		assert.equal(distinct(data.events, "id"), mine.length);
		const key = (event) => JSON.stringify([event.timestamp,
			event.event_type, event.page_url, event.utm_source ?? null,
			event.country ?? null]);
		assert.deepEqual(data.events.map(key).sort(), mine.map((event) =>
			key({ timestamp: new Date(event.at).toISOString(),
				event_type: event.type ?? "pageview",
				page_url: event.page,
				utm_source: event.touch?.utm_source,
				country: event.country })).sort());
		const some = await boss.data(`/analytics/export/${PIXEL}?limit=7`);
		assert.deepEqual(some.events, data.events.slice(0, 7));
		assert.equal(some.total_exported, 7);
		assert.equal((await boss.data(`/analytics/export/${PIXEL}`))
			.total_exported, 1000);
		assert.equal((await boss.data(
			`/analytics/export/${PIXEL}?days=1&limit=10000`))
			.total_exported, since(1, 1).length);
	});

	test("W19: its CSV is RFC 4180 and no formula", async () => {
		const json = await boss.data(`/analytics/export/${PIXEL}?limit=600`);
		const answer = await boss.get(
			`/analytics/export/${PIXEL}?limit=600&format=csv`);
		assert.equal(answer.headers["content-disposition"],
			`attachment; filename="pixel_${PIXEL}_export.csv"`);
		assert.match(answer.headers["content-type"], /^text\/csv/);
		const lines = answer.text.split("\r\n");
		assert.equal(lines.pop(), "");
		assert.equal(lines.shift(), Object.keys(json.events[0]).join(","));
		assert.deepEqual(lines, json.events.map((event) =>
			Object.values(event).map((value) => value === "=1+1"
				? "'=1+1" : value ?? "").join(",")));
		assert.ok(answer.text.includes(",'=1+1,"));
		const none = await boss.get(
			"/analytics/export/test-pixel-03?format=csv");
		assert.equal(none.status, 404);
		assert.equal(none.text, "No data available");
		assert.deepEqual((await boss.data(
			"/analytics/export/test-pixel-03")).events, []);
		assert.equal((await boss.get(
			`/analytics/export/${PIXEL}?format=xml`)).json.field, "format");
	});

	test("what is not there or not theirs is 404", async () => {
		scene.install.cli("project", "add", "Other", "--privacy",
			"identified");
		const other = new Caller(scene.url, makeKey(scene.install,
			"other", "--project", "Other"));
		const project = scene.value(
			"SELECT id FROM projects WHERE name = 'Test'");
		for (const path of [`stats/${PIXEL}`, `export/${PIXEL}`,
			`export/${PIXEL}?format=csv`, `realtime/${PIXEL}`,
			`project/${project}/stats`])
			assert.equal((await other.get(`/analytics/${path}`)).status,
				404, path);
		for (const path of ["stats/nothing", "export/nothing",
			"realtime/nothing", "project/99/stats", "project/x/stats"])
			assert.equal((await boss.get(`/analytics/${path}`)).status,
				404, path);
		scene.install.change("UPDATE pixels SET active = 0 WHERE id = 3");
		assert.equal((await boss.get("/analytics/stats/test-pixel-03"))
			.status, 404);
	});
});
