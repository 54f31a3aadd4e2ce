/* The original's figures of any range, against the plainest count of its
 * events. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Caller, makeKey } from "../harness/api.mjs";
import { openScene } from "../harness/scene.mjs";
import { miscounted, plantVisits } from "../harness/visits.mjs";
import { makeRandom } from "../sync/random.mjs";

const HOUR_MS = 3600e3, DAY_MS = 24 * HOUR_MS;
const PIXELS = ["test-pixel-01", "test-pixel-02", "test-pixel-03"];
const DAYS = 120, VISITS = 900, RANGES = 12;

/* more than are shown, many with as many events as others */
const SOURCES = [undefined, "google", "Google", "b\u00f6rse", "a b", "zoo",
	...Array.from({ length: 20 }, (_, i) => `letter-${i % 7}${i}`)];

/* Long and short ones, most about the edges of days and of hours. */
function makeVisits(random, now) {
	const today = now - now % DAY_MS;
	return Array.from({ length: VISITS }, () => {
		const edge = random.chance(0.3) ? now - random.int(0, 30) * HOUR_MS
			: today - random.int(-1, DAYS) * DAY_MS;
		const started = Math.min(now,
			edge - edge % HOUR_MS + random.int(-2, 2) * 1000);
		const events = Array.from({ length: random.int(0, 4) }, () => ({
			at: Math.min(now, started + random.int(0,
				random.chance(0.2) ? 2 * DAY_MS : 2000)),
			type: random.pick([undefined, "video", "form_submit"]),
			page: `https://shop.example/${random.int(1, 15)}` }));
		return { pixel: random.int(1, PIXELS.length),
			visitor: random.int(1, 150), source: random.pick(SOURCES),
			events: [{ at: started, page: "https://shop.example/" },
				...events] };
	}).sort((a, b) => a.events[0].at - b.events[0].at);
}

for (const seed of [1, 2, 3])
	describe(`seed ${seed}`, () => {
		let scene, boss;

		before(async () => {
			scene = await openScene({ api: true });
			for (const id of PIXELS.slice(1))
				scene.install.cli("pixel", "add", "Test", id, "--id",
					id);
			boss = new Caller(scene.url,
				makeKey(scene.install, "boss"));
			plantVisits(scene.install, makeVisits(makeRandom(seed),
				Date.now()));
		});
		after(() => scene?.close());

		const EVENTS = `FROM tracking_events e
			JOIN sessions s ON s.id = e.session_id`;
		const sum = (where) => scene.rows(`SELECT
			count(*) AS events, count(DISTINCT s.visitor_id) AS visitors,
			count(DISTINCT s.id) AS sessions ${EVENTS} WHERE ${where}`)[0];

		function checkPixel({ date_range, ...data }, id) {
			const from = Date.parse(date_range.start);
			const where = `s.pixel_id = ${id} AND e.occurred >= ${from}`;
			const { events, visitors, sessions } = sum(where);
			const pages = scene.rows(`SELECT p.url AS page_url,
				count(*) AS count ${EVENTS} JOIN pages p
				ON p.id = e.page_id WHERE e.type IS NULL AND ${where}
				GROUP BY 1 ORDER BY 2 DESC, 1`);
			assert.deepEqual(data.summary, { total_events: events,
				unique_visitors: visitors, unique_sessions: sessions,
				unique_pages: pages.length });
			assert.deepEqual(data.top_pages, pages.slice(0, 10));
			assert.deepEqual(data.top_sources, scene.rows(`SELECT
				w.word AS utm_source, count(*) AS count ${EVENTS}
				LEFT JOIN words w ON w.id = s.source WHERE ${where}
				GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`));
			assert.equal(data.daily_breakdown.length, date_range.days);
			assert.deepEqual(data.daily_breakdown.filter((day) =>
				day.events > 0), scene.rows(`SELECT
				date(e.occurred / 1000, 'unixepoch') AS date,
				count(*) AS events,
				count(DISTINCT s.visitor_id) AS visitors ${EVENTS}
				WHERE ${where} GROUP BY 1 ORDER BY 1 DESC`));
		}

		test("any days of a pixel", async () => {
			const random = makeRandom(seed);
			for (let i = 0; i < RANGES; i++) {
				const id = random.int(1, PIXELS.length);
				const days = random.int(1, DAYS + 5);
				checkPixel(await boss.data(`/analytics/stats/${
					PIXELS[id - 1]}?days=${days}`), id);
			}
		});

		test("any days of a project", async () => {
			const random = makeRandom(seed);
			for (let i = 0; i < RANGES; i++) {
				const data = await boss.data(
					`/analytics/project/1/stats?days=${
						random.int(1, DAYS + 5)}`);
				const from = Date.parse(data.date_range.start);
				const all = sum(`e.occurred >= ${from}`);
				assert.deepEqual(data.summary, {
					total_events: all.events,
					unique_visitors: all.visitors,
					unique_sessions: all.sessions,
					active_pixels: PIXELS.length });
				for (const one of data.pixel_breakdown) {
					const id = PIXELS.indexOf(one.pixel_id) + 1;
					const { events, visitors } = sum(`s.pixel_id = ${
						id} AND e.occurred >= ${from}`);
					assert.deepEqual([one.events, one.visitors],
						[events, visitors]);
				}
			}
		});

		test("the hours of a day", async () => {
			for (const [i, pixel] of PIXELS.entries()) {
				const data = await boss.data(
					`/analytics/realtime/${pixel}`);
				const from = Date.parse(data.hourly_breakdown[0].hour);
				assert.deepEqual(data.hourly_breakdown.filter((hour) =>
					hour.events > 0).map(({ hour, ...figures }) => ({
					hour: Date.parse(hour) / HOUR_MS, ...figures })),
				scene.rows(`SELECT e.occurred / 3600000 AS hour,
					count(*) AS events,
					count(DISTINCT s.visitor_id) AS visitors ${EVENTS}
					WHERE s.pixel_id = ${i + 1} AND e.occurred >= ${from}
					GROUP BY 1 ORDER BY 1`));
			}
		});

		test("what is planted counts as what is collected", () =>
			assert.deepEqual(miscounted(scene.install), []));
	});
