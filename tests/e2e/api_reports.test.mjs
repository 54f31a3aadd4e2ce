/* Reports against figures counted from the planted rows one by one. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Caller, makeKey } from "../harness/api.mjs";
import { openScene } from "../harness/scene.mjs";
import { makeRandom } from "../sync/random.mjs";
import { CHOICE, makeVisits, PIXELS, plantVisits, ZONE }
	from "./visits_planted.mjs";
import { countForms, countPages, countRows, countSeries, dayOf, shiftDay }
	from "./visits_counted.mjs";

const SEED = Number(process.env.SEED ?? 1);
const ASKS = 150;
const REPORTS = { channels: "channel", sources: "source",
	campaigns: "campaign", terms: "term", "landing-pages": "landing_page",
	referrers: "referrer", countries: "country", devices: "device",
	browsers: "browser" };

let scene, all;
const visits = makeVisits(SEED);

before(async () => {
	scene = await openScene({ api: true,
		settings: { reads_per_hour: 0 },
		project: ["--time-zone", ZONE],
		late: ({ install }) => {
			install.cli("pixel", "add", "Test", "Blog", "--id", PIXELS[1]);
			install.cli("project", "add", "Other", "--privacy",
				"identified", "--time-zone", ZONE);
			install.cli("pixel", "add", "Other", "Site", "--id",
				PIXELS[2]);
			plantVisits(install, visits);
		} });
	all = new Caller(scene.url, makeKey(scene.install, "all"));
});
after(() => scene?.close());

function address(name, params) {
	return `/reports/${name}?${new URLSearchParams(params)}`;
}

/* A question at random: {name, params} for the API, `ask` for the count. */
function makeAsk(random) {
	const name = random.pick([...Object.keys(REPORTS), "overview",
		"overview", "forms", "pages"]);
	const from = shiftDay("2026-09-29", random.int(0, 42));
	const to = random.chance(0.2) ? from
		: shiftDay(from, random.int(0, 30));
	const params = { project: 1, from, to };
	const ask = { pixels: [0, 1], from, to, touch: "last", filters: {} };
	if (random.chance(0.3)) {
		const pixel = random.int(0, 1);
		params.pixel = PIXELS[pixel];
		ask.pixels = [pixel];
	}
	if (random.chance(0.5))
		params.touch = ask.touch = random.pick(["first", "last"]);
	if (random.chance(0.3))
		params.compare = "previous";
	for (const filter of name === "pages" ? [] : Object.keys(CHOICE))
		if (random.chance(0.12))
			params[filter] = ask.filters[filter] = random.chance(0.1)
				? "never seen" : random.pick(CHOICE[filter]) ?? "";
	return { name, params, ask };
}

function count(name, ask) {
	return name === "forms" ? countForms(visits, ask)
		: name === "pages" ? countPages(visits, ask)
			: name === "overview" ? countSeries(visits, ask)
				: countRows(visits, ask, REPORTS[name]);
}

/* As many days right before. */
function earlier(ask) {
	const days = (Date.parse(ask.to) - Date.parse(ask.from)) / 86400e3 + 1;
	return { ...ask, from: shiftDay(ask.from, -days),
		to: shiftDay(ask.from, -1) };
}

function sum(rows, figure) {
	return rows.every((row) => row[figure] === null) && rows.length > 0
		? null : rows.reduce((total, row) => total + row[figure], 0);
}

function checkSums(data, parts, what) {
	for (const figure of ["sessions", "page_views", "leads", "synced"])
		assert.equal(sum(parts, figure) ?? 0, data.totals[figure] ?? 0,
			`${what}: ${figure}`);
	assert.ok((sum(parts, "visitors") ?? 0) >= data.totals.visitors, what);
	for (const part of parts)
		assert.ok(part.visitors <= data.totals.visitors, what);
}

function checkRows(data, want, before, what) {
	const nothing = Object.fromEntries(Object.entries(want.totals)
		.map(([name, value]) => [name, value === null ||
			name === "lead_rate" ? null : 0]));
	assert.equal(data.rows.length, want.rows.size, what);
	for (const { name, previous, ...figures } of data.rows) {
		assert.deepEqual(figures, want.rows.get(name), `${what}: ${name}`);
		assert.deepEqual(previous, before
			? before.rows.get(name) ?? nothing : null,
		`${what}: ${name} before`);
	}
	assert.deepEqual(data.rows.map(({ sessions }) => sessions),
		data.rows.map(({ sessions }) => sessions)
			.sort((a, b) => b - a), what);
	assert.equal(data.others, 0);
	checkSums(data, data.rows, what);
}

test(`any question has the figures of its rows (SEED=${SEED})`, async () => {
	const random = makeRandom(SEED);
	for (let i = 0; i < ASKS; i++) {
		const { name, params, ask } = makeAsk(random);
		const path = address(name, params);
		const data = await all.data(path);
		const want = count(name, ask);
		const before = params.compare && count(name, earlier(ask));
		assert.deepEqual(data.totals, want.totals, path);
		assert.deepEqual(data.previous?.totals, before?.totals, path);
		if (name === "overview") {
			assert.deepEqual(data.series, want.series, path);
			assert.deepEqual(data.previous?.series, before?.series, path);
			checkSums(data, data.series, path);
		} else
			checkRows(data, want, before, path);
	}
});

describe("what a report says of itself", () => {
	test("its question, in the words it was asked in", async () => {
		const data = await all.data(address("sources", { project: 1,
			pixel: PIXELS[1], from: "2026-10-20", to: "2026-10-26",
			touch: "first", compare: "previous", limit: 2,
			medium: "cpc", campaign: "" }));
		const { rows, totals, previous, ...rest } = data;
		assert.deepEqual(rest, { report: "sources", project: 1,
			pixel: PIXELS[1], touch: "first", time_zone: ZONE,
			from: "2026-10-20", to: "2026-10-26",
			filters: { medium: "cpc", campaign: null },
			others: rest.others });
		assert.equal(rows.length, 2);
		assert.ok(rest.others > 0);
		assert.ok(totals.sessions > 0);
		assert.equal(previous.from, "2026-10-13");
		assert.equal(previous.to, "2026-10-19");
	});

	test("a day has the hours its clocks showed", async () => {
		const hours = async (day) => (await all.data(address("overview",
			{ project: 1, from: day, to: day }))).series
			.map(({ start }) => start.slice(11));
		assert.equal((await hours("2026-10-24")).length, 24);
		const long = await hours("2026-10-25");
		assert.equal(long.length, 25);
		assert.deepEqual(long.slice(1, 5),
			["01:00", "02:00", "02:00", "03:00"]);
		assert.equal((await hours("2026-03-29")).length, 23);
	});

	test("thirty days with today, unless it is told", async () => {
		const today = dayOf(Date.now());
		const span = async (params) => {
			const { from, to } = await all.data(address("overview",
				{ project: 1, ...params }));
			return [from, to];
		};
		assert.deepEqual(await span({}), [shiftDay(today, -29), today]);
		assert.deepEqual(await span({ days: 7 }),
			[shiftDay(today, -6), today]);
		assert.deepEqual(await span({ days: 99999 }),
			[shiftDay(today, -799), today]);
		assert.deepEqual(await span({ to: "2026-10-30" }),
			["2026-10-01", "2026-10-30"]);
		assert.deepEqual(await span({ from: shiftDay(today, -3) }),
			[shiftDay(today, -3), today]);
	});

	test("limits are moved into their bounds", async () => {
		const rows = async (limit) => (await all.data(address("sources",
			{ project: 1, from: "2026-10-01", to: "2026-10-30", limit })))
			.rows.length;
		assert.equal(await rows(0), 1);
		assert.equal(await rows(-5), 1);
		assert.equal(await rows(99999), CHOICE.source.length);
	});
});

/* [parameters, the field that is named] */
const WRONG = [
	[{}, "project"],
	[{ project: "one" }, "project"],
	[{ project: 1, from: "25.10.2026" }, "from"],
	[{ project: 1, from: "2026-02-30" }, "from"],
	[{ project: 1, from: "1969-12-31", to: "1969-12-31" }, "to"],
	[{ project: 1, to: "tomorrow" }, "to"],
	[{ project: 1, to: "10/25/2026" }, "to"],
	[{ project: 1, from: "2026-10-02", to: "2026-10-01" }, "from"],
	[{ project: 1, from: "2020-01-01", to: "2026-10-01" }, "from"],
	[{ project: 1, days: 7, from: "2026-10-01" }, "days"],
	[{ project: 1, days: "week" }, "days"],
	[{ project: 1, touch: "middle" }, "touch"],
	[{ project: 1, compare: "next" }, "compare"],
	[{ project: 1, limit: "all" }, "limit"],
	[{ project: 1, utm_source: "google" }, "utm_source"],
];

describe("what is refused", () => {
	for (const [params, field] of WRONG)
		test(`${JSON.stringify(params)}: ${field}`, async () => {
			const refused = await all.get(address("sources", params));
			assert.equal(refused.status, 400);
			assert.equal(refused.json.error, "bad_request");
			assert.equal(refused.json.field, field);
		});

	test("a filter of visits on pages", async () => {
		for (const filter of Object.keys(CHOICE)) {
			const refused = await all.get(address("pages",
				{ project: 1, [filter]: "x" }));
			assert.equal(refused.status, 400);
			assert.equal(refused.json.field, filter);
		}
	});

	test("what is not there", async () => {
		for (const path of [address("nothing", { project: 1 }),
			address("sources", { project: 99 }),
			address("sources", { project: 0 }),
			address("sources", { project: -1 }),
			address("sources", { project: 1, pixel: PIXELS[2] }),
			address("sources", { project: 1, pixel: "no-such-pixel" })])
			assert.equal((await all.get(path)).status, 404, path);
		assert.equal((await new Caller(scene.url).get(
			address("sources", { project: 1 }))).status, 401);
	});
});

test("a key of one project sees that one, and need not name it", async () => {
	const other = new Caller(scene.url,
		makeKey(scene.install, "other", "--project", "Other"));
	const range = { from: "2026-10-05", to: "2026-10-20" };
	const want = countRows(visits, { ...range, pixels: [2], touch: "last",
		filters: {} }, "channel");
	for (const params of [range, { ...range, project: 2 }]) {
		const data = await other.data(address("channels", params));
		assert.equal(data.project, 2);
		assert.deepEqual(data.totals, want.totals);
	}
	for (const params of [{ project: 1 }, { project: 1, pixel: PIXELS[0] },
		{ pixel: PIXELS[0] }])
		assert.equal((await other.get(address("channels", params)))
			.status, 404);
});
