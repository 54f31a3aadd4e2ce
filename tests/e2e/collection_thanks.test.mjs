/* Thank-you pages: what a page that follows a form, or one that is seen after
 * it, proves.  The lead's row and its job's state. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";
import { addSites } from "../harness/sites.mjs";

const MINUTE = 60 * 1000, NOTICED_MS = 5000;
const SHOP = "https://shop.example";
const PLAIN = "plain-pixel-01", BESIDE = "beside-pixel-01";
let scene;

/* "Plain" has no such pages; "beside" is another site of the first project. */
before(async () => {
	scene = await openScene({ late: ({ install }) => {
		install.cli("project", "set", "Test", "--thank-you",
			"/thanks, /danke/*, /sch%C3%B6n");
		install.cli("pixel", "add", "Test", "Beside", "--id", BESIDE);
		addSites(install, [{ project: "Plain", pixel: PLAIN }]);
	} });
});
after(() => scene?.close());

const stateOf = (lead) => scene.lead(lead).form_state;

/* Stored; and its job waits unless the form refused it. */
async function sendLead(more) {
	const lead = makeLead({ form_state: "attempted",
		visitor_cookie: makeVisitor(), ...more });
	assert.equal((await post(scene.url, lead)).verdict, "stored");
	return lead;
}

const page = (path) => ({ form_state: "confirmed", confirmed_by: "page",
	...path === undefined ? {} : { confirmed_on: `${SHOP}${path}` } });
const event = (by) => ({ form_state: "confirmed", confirmed_by: by,
	confirmed_on: `${SHOP}/other` });

/* what the script says, of a project with such pages, of one without */
const SAID = [
	["a page that thanks", page("/thanks"), "confirmed", "confirmed"],
	["the same with a slash and a query", page("/thanks/?a=/b"),
		"confirmed", "confirmed"],
	["one that begins so", page("/danke/anfrage"), "confirmed",
		"confirmed"],
	["one that is written otherwise", page("/sch\u00f6n"), "confirmed",
		"confirmed"],
	["another page", page("/other"), "attempted", "confirmed"],
	["one of other letters", page("/Thanks"), "attempted", "confirmed"],
	["one that only begins so", page("/thanks-not"), "attempted",
		"confirmed"],
	["one whose query says so", page("/?to=/thanks"), "attempted",
		"confirmed"],
	["an untold page", page(), "attempted", "confirmed"],
	["no address", { ...page(), confirmed_on: 7 }, "attempted",
		"confirmed"],
	...["event", "response", "node", "api"].map((by) =>
		[`${by}, not a page`, event(by), "confirmed", "confirmed"]),
	["nothing of why, as older scripts", { form_state: "confirmed",
		confirmed_on: `${SHOP}/other` }, "confirmed", "confirmed"],
	["that it failed", { ...page("/thanks"), form_state: "failed" },
		"failed", "failed"],
];

describe("a page that followed", () => {
	for (const [name, said, here, plain] of SAID)
		test(name, async () => {
			for (const [pixel_id, state] of [[PIXEL, here],
				[PLAIN, plain]]) {
				const lead = await sendLead({ ...said, pixel_id });
				assert.equal(stateOf(lead), state);
				const before = await sendLead({ pixel_id });
				await post(scene.url, { ...before, ...said,
					hit_id: makeId() });
				assert.equal(stateOf(before), state);
			}
			assert.equal(scene.lead(await sendLead(said)).state,
				here === "failed" ? "skipped" : "held");
		});
});

/* A page view after the lead: of what, how long after, the lead's states one
 * after the other, what it is then. */
const seen = (path, more) => ({ page_url: `${SHOP}${path}`, ...more });
const VIEWS = [
	["a page that thanks", seen("/thanks?id=7"), ["attempted"],
		"confirmed"],
	["one that begins so", seen("/danke/anfrage/"), ["attempted"],
		"confirmed"],
	["one that is written otherwise", seen("/sch%c3%b6n"), ["attempted"],
		"confirmed"],
	["another page", seen("/other"), ["attempted"], "attempted"],
	["another visitor", seen("/thanks", { visitor_cookie: makeVisitor() }),
		["attempted"], "attempted"],
	["another site of the project", seen("/thanks",
		{ pixel_id: BESIDE }), ["attempted"], "attempted"],
	["an event there", seen("/thanks", { event_type: "click" }),
		["attempted"], "attempted"],
	["a failed one", seen("/thanks"), ["failed"], "failed"],
	["a failed one, tried before", seen("/thanks"),
		["attempted", "failed"], "failed"],
	["a confirmed one", seen("/thanks"), ["confirmed"], "confirmed"],
];

async function sendStates(states, more = {}) {
	const lead = await sendLead({ form_state: states[0], ...more });
	for (const form_state of states.slice(1))
		await post(scene.url, { ...lead, form_state, hit_id: makeId() });
	return lead;
}

describe("a page view", () => {
	for (const [name, view, states, state] of VIEWS)
		test(name, async () => {
			const lead = await sendStates(states);
			const before = scene.lead(lead);
			const answer = await post(scene.url, makeHit({
				visitor_cookie: lead.visitor_cookie, ...view }));
			assert.equal(answer.verdict, "stored");
			const now = scene.lead(lead);
			assert.equal(now.form_state, state);
			assert.deepEqual([now.state, now.reason, now.due,
				now.finished], [before.state, before.reason,
				before.due, before.finished]);
		});

	for (const [minutes, state] of [[29, "confirmed"], [31, "attempted"]])
		test(`of a lead ${minutes} minutes ago`, async () => {
			const lead = await sendLead({ age_ms: minutes * MINUTE });
			await post(scene.url, makeHit(seen("/thanks",
				{ visitor_cookie: lead.visitor_cookie })));
			assert.equal(stateOf(lead), state);
		});

	test("that was before the lead says nothing of it", async () => {
		const lead = await sendLead({ age_ms: 5 * MINUTE });
		await post(scene.url, makeHit(seen("/thanks", {
			visitor_cookie: lead.visitor_cookie,
			age_ms: 6 * MINUTE })));
		assert.equal(stateOf(lead), "attempted");
	});

	test("confirms one, the newest that waits for it", async () => {
		const visitor_cookie = makeVisitor();
		const leads = [];
		for (const [minutes, form_state] of [[9, "attempted"],
			[6, "attempted"], [5, "failed"], [4, "confirmed"]])
			leads.push(await sendLead({ visitor_cookie, form_state,
				age_ms: minutes * MINUTE }));
		const view = () => post(scene.url, makeHit(seen("/thanks",
			{ visitor_cookie })));
		await view();
		assert.deepEqual(leads.map(stateOf), ["attempted", "confirmed",
			"failed", "confirmed"]);
		await view();
		assert.deepEqual(leads.map(stateOf), ["confirmed", "confirmed",
			"failed", "confirmed"]);
	});

	test("by the image counts as well", async () => {
		const lead = await sendLead();
		const query = new URLSearchParams({ pixel_id: PIXEL,
			page_url: `${SHOP}/thanks` });
		const { status } = await send(scene.url, {
			path: `/lp/p.gif?${query}`, headers: { cookie:
				`lp_visitor=${lead.visitor_cookie}` } });
		assert.equal(status, 200);
		assert.equal(stateOf(lead), "confirmed");
	});

	test("of a project without such pages says nothing", async () => {
		const lead = await sendLead({ pixel_id: PLAIN });
		await post(scene.url, makeHit(seen("/thanks", { pixel_id: PLAIN,
			visitor_cookie: lead.visitor_cookie })));
		assert.equal(stateOf(lead), "attempted");
	});
});

test("project set --thank-you reaches the collector", async () => {
	const set = (paths) => scene.install.cli("project", "set", "Plain",
		"--thank-you", paths);
	const confirms = async () => stateOf(await sendLead({ pixel_id: PLAIN,
		...page("/other") })) === "confirmed";
	assert.equal(await confirms(), true);
	set("/only");
	await poll("it is heeded", NOTICED_MS, async () => !await confirms());
	set("");
	await poll("it is gone", NOTICED_MS, confirms);
});
