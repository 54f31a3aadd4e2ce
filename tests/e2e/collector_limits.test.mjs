/* How often a network may call, who counts as which network, and that every
 * answer is counted.  The windows are those of the clock: a test that would
 * straddle one waits for the next. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { MODES } from "../harness/apache.mjs";
import { makeHit, makeLead, makeVisitor } from "../harness/hits.mjs";
import { pause, poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send, sendRaw } from "../harness/send.mjs";

const MINUTE = 60 * 1000, HOUR = 60 * MINUTE;
const NEED_MS = 15 * 1000;
const LIMITS = { hits_per_minute: 100, leads_per_hour: 20 };

/* Waits until this much of the window is left. */
async function roomIn(window, ms = NEED_MS) {
	const left = window - Date.now() % window;
	if (left < ms)
		await pause(left + 100);
}

function from(address) {
	return { headers: { "x-forwarded-for": address } };
}

async function postMany(scene, count, how) {
	const answers = [];
	for (let i = 0; i < count; i++)
		answers.push(await post(scene.url, makeHit(), how));
	return answers;
}

function countHits(scene) {
	test("the 101st of a minute is told when to come back", async () => {
		await roomIn(MINUTE);
		const answers = await postMany(scene(), 100, from("192.0.2.1"));
		assert.ok(answers.every(({ verdict }) => verdict === "stored"));
		const { headers } = answers[99];
		assert.equal(headers["x-ratelimit-limit"], "100");
		assert.equal(headers["x-ratelimit-remaining"], "0");
		const hit = makeHit();
		const answer = await post(scene().url, hit, { headers: {
			"x-forwarded-for": "192.0.2.1", origin: "https://a.test" } });
		assert.equal(answer.status, 429);
		assert.equal(answer.verdict, "rate_limited");
		const wait = Number(answer.headers["retry-after"]);
		assert.ok(wait >= 1 && wait <= 60, `${wait}`);
		assert.equal(answer.headers["x-ratelimit-reset"], `${wait}`);
		assert.equal(answer.headers["access-control-allow-origin"],
			"https://a.test");
		assert.equal(scene().hit(hit), undefined);
	});
	test("its leads still pass, and other networks", async () => {
		const lead = makeLead();
		const answer = await post(scene().url, lead,
			{ path: "/lp/l", ...from("192.0.2.1") });
		assert.equal(answer.verdict, "stored");
		assert.equal(scene().lead(lead).state, "held");
		assert.equal((await post(scene().url, makeHit(),
			from("192.0.2.2"))).verdict, "stored");
		const image = await send(scene().url, { path: "/lp/p.gif",
			...from("192.0.2.1") });
		assert.equal(image.status, 429);
		assert.equal(image.bytes.length, 43);
	});
}

function countLeads(scene) {
	test("the 21st lead of an hour waits for a person", async () => {
		await roomIn(HOUR);
		const leads = Array.from({ length: 21 }, () => makeLead());
		for (const lead of leads)
			assert.equal((await post(scene().url, lead, { path: "/lp/l",
				...from("192.0.2.30") })).verdict, "stored");
		const states = leads.map((lead) => scene().lead(lead))
			.map(({ state, reason }) => `${state} ${reason}`);
		assert.deepEqual(states, [...Array(20).fill("held null"),
			"review flood"]);
	});
}

/* what stands in X-Forwarded-For, and the address that is kept, masked */
const CHAINS = [
	["198.51.100.7", "198.51.100.0"],
	["203.0.113.9, 198.51.100.7", "198.51.100.0"],
	["1.2.3.4, 198.51.100.7, 127.0.0.1", "198.51.100.0"],
	["2001:db8:1:2:3::4", "2001:db8:1::"],
	["", "127.0.0.0"],
	["<script>", "127.0.0.0"],
	["198.51.100.7, nonsense", "127.0.0.0"],
	[Array(300).fill("198.51.100.7").join(", "), "198.51.100.0"],
];

function ipOf(scene, hit) {
	return scene.value(`SELECT ip FROM sessions
		WHERE id = ${scene.hit(hit).session_id}`);
}

function believesProxies(scene) {
	for (const [chain, ip] of CHAINS)
		test(`X-Forwarded-For "${chain.slice(0, 40)}"`, async () => {
			const hit = makeHit({ visitor_cookie: makeVisitor() });
			await post(scene().url, hit, from(chain));
			assert.equal(ipOf(scene(), hit), ip);
		});
	test("a network of IPv6 is its /64", async () => {
		await roomIn(MINUTE);
		const a = await post(scene().url, makeHit(),
			from("2001:db8:7:7::1"));
		const b = await post(scene().url, makeHit(),
			from("2001:db8:7:7:ffff::2"));
		const c = await post(scene().url, makeHit(),
			from("2001:db8:7:8::1"));
		assert.deepEqual([a, b, c].map(({ headers }) =>
			headers["x-ratelimit-remaining"]), ["99", "98", "99"]);
	});
}

function countVerdicts(scene) {
	test("every answer is counted by day, pixel and verdict", async () => {
		const of = (verdict, pixel) => scene().value(`SELECT
			coalesce(sum(hits), 0) FROM verdict_counts
			WHERE verdict = '${verdict}' AND pixel_id = ${pixel}`);
		const cases = [
			["stored", 1, makeHit()],
			["unknown_pixel", 0, makeHit({ pixel_id: "no-such-pixel" })],
			["bad_request", 0, makeHit({ page_url: "" })],
			["duplicate", 1, undefined],
		];
		const [, , first] = cases[0];
		for (const [verdict, pixel, hit] of cases) {
			await pause(1100);
			const before = of(verdict, pixel);
			await post(scene().url, hit ?? first, from("192.0.2.40"));
			await poll(`${verdict} counted`, 5000, () =>
				of(verdict, pixel) === before + 1);
		}
		assert.ok(of("rate_limited", 0) >= 2);
		assert.equal(of("stored", 1) , scene().count("tracking_events"));
	});
}

for (const mode of MODES)
	describe(`limits, ${mode}`, () => {
		let scene;
		const here = () => scene;
		before(async () => {
			scene = await openScene({ mode, settings: { ...LIMITS,
				trusted_proxies: "127.0.0.1" } });
		});
		after(() => scene?.close());
		countHits(here);
		countLeads(here);
		believesProxies(here);
		countVerdicts(here);
	});

describe("limits without a trusted proxy", () => {
	let scene;
	before(async () => {
		scene = await openScene();
	});
	after(() => scene?.close());
	test("nobody is believed", async () => {
		const hit = makeHit({ visitor_cookie: makeVisitor() });
		await post(scene.url, hit, from("198.51.100.7"));
		assert.equal(ipOf(scene, hit), "127.0.0.0");
	});
	test("a network whose bodies keep not arriving is turned away",
		async () => {
			await roomIn(MINUTE, 30 * 1000);
			const slow = "POST /lp/t HTTP/1.1\r\nHost: t\r\n"
				+ "Content-Length: 50\r\n\r\n{";
			const late = await Promise.all(Array.from({ length: 5 },
				() => sendRaw(scene.url, slow, { ms: 15000 })));
			for (const said of late) {
				assert.match(said, /^HTTP\/1\.1 408 /);
				assert.match(said, /\r\nRetry-After: \d+\r\n/);
			}
			const answer = await post(scene.url, makeHit());
			assert.equal(answer.status, 429);
			assert.ok(Number(answer.headers["retry-after"]) <= 60);
			assert.ok(answer.ms < 1000);
			assert.equal(scene.count("tracking_events"), 1);
		});
});
