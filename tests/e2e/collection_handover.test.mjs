/* A visitor's id carried from one site of a project to another, and into
 * nobody else's. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { MODES } from "../harness/apache.mjs";
import { isOnDisk } from "../harness/disk.mjs";
import { makeHit, makeLead, makeVisitor } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { runProgram } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";
import { addSites } from "../harness/sites.mjs";
import { post, send } from "../harness/send.mjs";

const MAGAZINE = "magazine-pixel-01", STRANGER = "stranger-pixel-01",
	CAREFUL = "careful-pixel-01";
const PAGE = "https://magazine.example/issue";
const SITES = [
	{ project: "Test", pixel: "shop-pixel-02",
		website: "https://shop.example" },
	{ project: "Test", pixel: MAGAZINE, website: "https://magazine.example" },
	{ project: "Stranger", pixel: STRANGER },
	{ project: "Careful", pixel: CAREFUL, privacy: "consent" },
];
const SHAPE = /^lp_x=[0-9a-f]{76}$/;
const OTHER_AGENT = { "user-agent": "Mozilla/5.0 (Another; Browser)" };

/* A visitor of the shop, and the parameter for a link of theirs. */
async function handOver(scene, path = "/lp/x") {
	const hit = makeHit({ visitor_cookie: makeVisitor() });
	await post(scene.url, hit);
	const answer = await post(scene.url, makeHit({
		visitor_cookie: hit.visitor_cookie }), { path });
	return { hit, answer, parameter: answer.json?.parameter };
}

/* The first hit on the other site, whose landing has that query. */
function makeArrival(query, more = {}) {
	const url = `${PAGE}?${query}`;
	return makeHit({ pixel_id: MAGAZINE, page_url: PAGE,
		visitor_cookie: makeVisitor(),
		landing: { url, referrer: "https://shop.example/",
			at: Date.now(), age_ms: 0 }, ...more });
}

const visitorOf = (scene, hit) => scene.hit(hit)?.visitor_id;

for (const mode of MODES)
	for (const path of ["/lp/x", "/api/track/handover"])
		test(`${path}, ${mode}: one visitor on two sites`, async (t) => {
			const scene = await openScene({ mode, late:
				({ install }) => addSites(install, SITES) });
			t.after(() => scene.close());
			const { hit, answer, parameter } =
				await handOver(scene, path);
			assert.equal(answer.status, 200);
			assert.deepEqual(Object.keys(answer.json),
				["success", "parameter"]);
			assert.equal(answer.json.success, true);
			assert.match(parameter, SHAPE);
			assert.equal(scene.count("tracking_events"), 1);
			const arrival = makeArrival(`a=1&${parameter}`);
			const { headers } = await post(scene.url, arrival, {
				headers: { "sec-fetch-site": "same-origin",
					cookie: `lp_visitor=${makeVisitor()}` } });
			assert.match(headers["set-cookie"][0], new RegExp(
				`^lp_visitor=${hit.visitor_cookie};`));
			assert.equal(visitorOf(scene, arrival),
				visitorOf(scene, hit));
			assert.equal(scene.count("visitors"), 1);
			assert.equal(scene.count("sessions"), 2);
			assert.equal(scene.hit(arrival).touch_id, null);
			assert.ok(!isOnDisk(scene.install, "lp_x"));
			assert.ok(!isOnDisk(scene.install, parameter.slice(5)));
			assert.equal(scene.count("verdict_counts",
				"verdict NOT GLOB '[a-z]*'"), 0);
		});

let scene;

before(async () => {
	scene = await openScene({ late: ({ install }) =>
		addSites(install, SITES) });
});
after(() => scene?.close());

test("the visitor's own site takes the token by body, too", async () => {
	const { hit, parameter } = await handOver(scene);
	const arrival = makeArrival(parameter, { landing: undefined,
		page_url: `${PAGE}?${parameter}` });
	const { json } = await post(scene.url, arrival);
	assert.equal(json.visitor_cookie, hit.visitor_cookie);
	assert.equal(visitorOf(scene, arrival), visitorOf(scene, hit));
});

test("an image hands over as well", async () => {
	const { hit, parameter } = await handOver(scene);
	const arrival = makeHit({ pixel_id: MAGAZINE,
		page_url: `${PAGE}?${parameter}` });
	await send(scene.url, { path:
		`/lp/p.gif?${new URLSearchParams(arrival)}` });
	assert.equal(visitorOf(scene, arrival), visitorOf(scene, hit));
});

test("a lead that is the first hit belongs to the visitor", async () => {
	const { hit, parameter } = await handOver(scene);
	const lead = makeLead({ pixel_id: MAGAZINE, landing:
		makeArrival(parameter).landing });
	await post(scene.url, lead);
	assert.equal(scene.lead(lead).visitor_id, visitorOf(scene, hit));
	assert.doesNotMatch(scene.lead(lead).record, /lp_x/);
});

function flip(text, at) {
	const next = text[at] === "0" ? "1" : "0";
	return text.slice(0, at) + next + text.slice(at + 1);
}

/* what becomes of the parameter; what else is another */
const REFUSED = [
	["another project's pixel", (x) => x, { pixel_id: STRANGER }],
	["another browser", (x) => x, {}, OTHER_AGENT],
	["a digit of the time", (x) => flip(x, 16)],
	["a digit of the visitor", (x) => flip(x, 20)],
	["the visitor's last digit", (x) => flip(x, 48)],
	["the signature's first digit", (x) => flip(x, 49)],
	["the signature's last digit", (x) => flip(x, 80)],
	["a digit less", (x) => x.slice(0, -1)],
	["a digit more", (x) => `${x}0`],
	["capitals", (x) => `lp_x=${x.slice(5).toUpperCase()}`],
	["nothing", () => "lp_x="],
	["zeros", () => `lp_x=${"0".repeat(76)}`],
	["said twice", (x) => `${x}&${x}`],
	["said twice, the second made up", (x) => `${x}&lp_x=1`],
	["said twice, the first made up", (x) => `lp_x=1&${x}`],
	["in the fragment", (x) => `a=1#${x}`],
	["in the fragment, as a query", (x) => `a=1#?${x}`],
	["in the fragment, after another", (x) => `a=1#b&${x}`],
	["in another's value", (x) => `a=${x}`],
	["in a query of the query", (x) => `a=1?${x}`],
	["in another's name", (x) => `a${x}`],
	["written in escapes", (x) => `%6cp_x=${x.slice(5)}`],
];

describe("refused: another visitor", () => {
	for (const [name, change, more, headers] of REFUSED)
		test(name, async () => {
			const { hit, parameter } = await handOver(scene);
			const arrival = makeArrival(change(parameter), more);
			await post(scene.url, arrival, { headers });
			const visitor = visitorOf(scene, arrival);
			assert.ok(visitor);
			assert.notEqual(visitor, visitorOf(scene, hit));
			assert.equal(scene.hit(arrival).token.toLowerCase(),
				arrival.visitor_cookie.slice(4));
			assert.ok(!isOnDisk(scene.install, "lp_x"));
		});
	test("every digit counts", async () => {
		const { hit, parameter } = await handOver(scene);
		const arrivals = Array.from({ length: 76 }, (_, i) =>
			makeArrival(flip(parameter, i + 5)));
		await Promise.all(arrivals.map((one) => post(scene.url, one)));
		for (const [i, one] of arrivals.entries())
			assert.notEqual(visitorOf(scene, one),
				visitorOf(scene, hit), `digit ${i}`);
	});
	for (const [name, offset, same] of [["after 59 seconds", 59, true],
		["after 61 seconds", 61, false], ["a minute early", -60, false]])
		test(name, async () => {
			const { hit, parameter } = await handOver(scene);
			const arrival = makeArrival(parameter);
			sendLater(arrival, offset);
			assert.equal(visitorOf(scene, arrival)
				=== visitorOf(scene, hit), same);
		});
	test("without the right to tell visitors apart", async () => {
		const { hit, parameter } = await handOver(scene);
		const lead = makeLead({ pixel_id: MAGAZINE, consent: false,
			landing: makeArrival(parameter).landing });
		await post(scene.url, lead);
		assert.notEqual(scene.lead(lead).visitor_id,
			visitorOf(scene, hit));
	});
});

/* Through a collector, by CGI, that lives at another time. */
function sendLater(hit, offset) {
	const body = JSON.stringify(hit);
	const { code, out, err } = runProgram(
		scene.install.program("pixel.fcgi"),
		["--config", scene.install.conf], { input: body, env: {
			GATEWAY_INTERFACE: "CGI/1.1", REQUEST_METHOD: "POST",
			REQUEST_URI: "/lp/t", CONTENT_TYPE: "text/plain",
			CONTENT_LENGTH: String(Buffer.byteLength(body)),
			REMOTE_ADDR: "192.0.2.9", QUERY_STRING: "",
			HTTP_USER_AGENT: agentOf(),
			LEADPIXEL_CLOCK_OFFSET: String(offset) } });
	assert.equal(code, 0, err);
	assert.match(out, /X-Leadpixel: stored/);
}

const agentOf = () => scene.value(`SELECT user_agent FROM agents
	WHERE user_agent LIKE '%Chrome/142%'`);

describe("nothing to hand over: 204", () => {
	const own = () => ({ visitor_cookie: makeVisitor() });
	for (const [name, make, headers] of [
		["no visitor", () => ({})],
		["a visitor of another shape", () => ({ visitor_cookie: "me" })],
		["Sec-GPC", own, { "sec-gpc": "1" }],
		["consent refused", () => ({ ...own(), consent: false })],
		["consent not given yet", () => ({ ...own(),
			pixel_id: CAREFUL })]])
		test(name, async () => {
			const rows = scene.count("tracking_events");
			const answer = await post(scene.url, makeHit(make()),
				{ path: "/lp/x", headers });
			assert.equal(answer.status, 204);
			assert.equal(answer.verdict, "counted_only");
			assert.equal(answer.text, "");
			assert.equal(scene.count("tracking_events"), rows);
		});
	test("consent given", async () => {
		const { json } = await post(scene.url, makeHit({ ...own(),
			pixel_id: CAREFUL, consent: true }), { path: "/lp/x" });
		assert.match(json.parameter, SHAPE);
	});
	for (const [pixel_id, status] of [["no-such-pixel", 404],
		[PIXEL, 200]])
		test(`${pixel_id}: ${status}`, async () => {
			const answer = await post(scene.url, makeHit({ ...own(),
				pixel_id }), { path: "/lp/x" });
			assert.equal(answer.status, status);
		});
	test("a lead sent there is not acknowledged", async () => {
		const lead = makeLead(own());
		const answer = await post(scene.url, lead, { path: "/lp/x" });
		assert.equal(answer.verdict, undefined);
		assert.equal(scene.lead(lead), undefined);
	});
});
