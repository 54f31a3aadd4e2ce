/* User agents: one row each with its hints, robot or not at once, the rest
 * by the next run of leadpixel-sync, and on the lead's record with it. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { MODES } from "../harness/apache.mjs";
import { makeHit, makeLead, makeVisitor } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";
import { runSync } from "../harness/sync.mjs";

const { fields } = JSON.parse(readFileSync(
	new URL("../fake/seed-demo.json", import.meta.url), "utf8"));
const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
	+ " (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36";
const EDGE = { "user-agent": `${CHROME} Edg/124.0.0.0`,
	"sec-ch-ua": '"Chromium";v="124", "Microsoft Edge";v="124",'
		+ ' "Not-A.Brand";v="99"',
	"sec-ch-ua-mobile": "?0", "sec-ch-ua-platform": '"Windows"' };
const CURL = { "user-agent": "curl/8.5.0" };
const HOLD_S = 7 * 60;

const FIELDS = [["operating_system", "First source"],
	["browser", "First medium"], ["device_type", "First campaign"],
	["screen_resolution", "First channel"]];

/* Fields of the stand-in that have nothing to do yet. */
function connectCrm({ install }) {
	writeFileSync(`${install.dir}/secrets`,
		"[demo]\ntoken = demo-token-not-secret\n");
	for (const [name, label] of FIELDS) {
		const { field_code, field_type } = fields.find((field) =>
			field.field_name === label);
		install.cli("crm", "map", "demo", name, field_code, field_type);
	}
}

function agentOf(scene, { hit_id }) {
	const [row] = scene.rows(`SELECT a.* FROM tracking_events e
		JOIN sessions s ON s.id = e.session_id
		JOIN agents a ON a.id = s.agent_id
		WHERE hex(e.hit_id) = upper('${hit_id}')`);
	return row;
}

function facts(row) {
	return [row.browser, row.browser_version, row.os, row.os_version,
		row.device];
}

async function hit(scene, headers, more = {}) {
	const body = makeHit({ visitor_cookie: makeVisitor(), ...more });
	const { verdict } = await post(scene.url, body, { headers });
	assert.equal(verdict, "stored");
	return agentOf(scene, body);
}

/* In each mode: the collector says robot or not, the sync the rest. */
for (const mode of MODES)
	describe(`agents, ${mode}`, () => {
		let scene;
		before(async () => {
			scene = await openScene({ mode });
		});
		after(() => scene?.close());

		test("a new agent has a row, not classified", async () => {
			const row = await hit(scene, EDGE);
			assert.deepEqual([row.user_agent, row.hints,
				row.classified, ...facts(row)],
			[EDGE["user-agent"], "Microsoft Edge/124|Windows|0|",
				0, null, null, null, null, null]);
		});
		test("a known one keeps it", async () => {
			const row = await hit(scene, EDGE);
			assert.equal(row.id, 1);
			assert.equal(scene.count("agents"), 1);
		});
		test("other hints are another row", async () => {
			const row = await hit(scene, EDGE, { hints: {
				platformVersion: "15.0.0", model: "" } });
			assert.equal(row.hints,
				"Microsoft Edge/124|Windows/15|0|");
			assert.equal(scene.count("agents"), 2);
		});
		test("a robot is one at once, and stays it", async () => {
			for (let times = 0; times < 2; times++) {
				const body = makeHit();
				const { status, verdict } = await post(
					scene.url, body, { headers: CURL });
				assert.deepEqual([status, verdict],
					[204, "bot"]);
				assert.equal(scene.hit(body), undefined);
				assert.equal(scene.count("agents"), 2);
			}
			/* what it sends is kept, and then its agent too */
			const lead = makeLead();
			await post(scene.url, lead, { headers: CURL });
			assert.deepEqual(scene.rows(`SELECT device,
				classified FROM agents WHERE user_agent = '${
	CURL["user-agent"]}'`), [{ device: "bot", classified: 0 }]);
			assert.equal(scene.lead(lead).state, "suspect");
		});
		test("the image's hits have agents too", async () => {
			const { hit_id, page_url } = makeHit();
			const query = new URLSearchParams({ hit_id, page_url,
				pixel_id: PIXEL });
			const { verdict } = await send(scene.url, {
				path: `/lp/p.gif?${query}`, headers: EDGE });
			assert.equal(verdict, "stored");
			assert.equal(agentOf(scene, { hit_id }).id, 1);
		});
		test("a refused hit's agent is stored by the next", async () => {
			const seen = makeHit();
			const headers = { "user-agent": `${CHROME} Again` };
			await post(scene.url, seen, { headers: EDGE });
			const before = scene.count("agents");
			assert.equal((await post(scene.url, seen, { headers }))
				.verdict, "duplicate");
			assert.equal(scene.count("agents"), before);
			const row = await hit(scene, headers);
			assert.equal(row.user_agent, headers["user-agent"]);
			scene.install.change(`DELETE FROM agents
				WHERE id = ${row.id}`);
		});
		test("no agent, no row", async () => {
			const before = scene.count("agents");
			const { verdict } = await post(scene.url, makeHit(),
				{ headers: { "user-agent": undefined } });
			assert.equal(verdict, "bot");
			assert.equal(scene.count("agents"), before);
		});
		test("the sync classifies them, once", () => {
			assert.equal(runSync(scene.install).code, 0);
			assert.deepEqual(scene.rows("SELECT * FROM agents"
				+ " ORDER BY id").map(facts), [
				["Edge", "124", "Windows", null, "desktop"],
				["Edge", "124", "Windows", "11", "desktop"],
				["curl", "8.5", null, null, "bot"]]);
			assert.equal(scene.count("agents", "classified > 0"), 3);
			scene.install.change("UPDATE agents SET os = 'kept'");
			runSync(scene.install);
			assert.equal(scene.count("agents", "os = 'kept'"), 3);
		});
		test("those of older tables again", () => {
			scene.install.change(
				"UPDATE agents SET classified = 0 WHERE id = 1");
			runSync(scene.install);
			assert.equal(scene.value(
				"SELECT os FROM agents WHERE id = 1"), "Windows");
		});
	});

describe("agents of leads", () => {
	let scene;
	before(async () => {
		scene = await openScene({ fake: true, late: connectCrm });
	});
	after(() => scene?.close());

	test("the record is completed with them", async () => {
		const lead = makeLead({ visitor_cookie: makeVisitor(),
			form_data: { email: "jane@example.com" }, hints: { platformVersion: "15.0.0" },
			screen: { width: 1920, height: 1080 } });
		await post(scene.url, lead, { headers: EDGE });
		const { device } = JSON.parse(scene.lead(lead).record);
		assert.deepEqual(device, { user_agent: EDGE["user-agent"],
			screen: "1920x1080", ip: device.ip });
		runSync(scene.install, { later: HOLD_S + 10 });
		const row = scene.lead(lead);
		assert.equal(row.record_complete, 1);
		assert.deepEqual(JSON.parse(row.record).device, {
			...device, type: "desktop", os: "Windows",
			os_version: "11", browser: "Edge",
			browser_version: "124" });
	});
	test("and its person gets them", async () => {
		const { persons } = await scene.fake.control("GET", "persons");
		const values = persons.find(({ id }) => id === 1).custom_fields;
		assert.deepEqual(FIELDS.map(([, label]) => values[fields.find(
			({ field_name }) => field_name === label).field_code]),
		["Windows", "Edge", "desktop", "1920x1080"]);
	});
	test("more than a slice in one run", () => {
		const values = Array.from({ length: 120 }, (_, i) =>
			`(randomblob(16), '${CHROME} V${i}', 1)`);
		scene.install.change("INSERT INTO agents (hash, user_agent,"
			+ ` last_used_day) VALUES ${values.join(", ")}`);
		runSync(scene.install);
		assert.equal(scene.count("agents",
			"classified > 0 AND browser = 'Chrome'"), 120);
	});
});

describe("agents of people who said no", () => {
	let scene;
	before(async () => {
		scene = await openScene({ project: ["--privacy", "consent"] });
	});
	after(() => scene?.close());

	test("leave no row", async () => {
		for (const [headers, want] of [[EDGE, "counted_only"],
			[CURL, "bot"], [EDGE, "counted_only"], [CURL, "bot"]])
			assert.equal((await post(scene.url, makeHit(),
				{ headers })).verdict, want);
		const lead = makeLead();
		assert.equal((await post(scene.url, lead, { headers: EDGE }))
			.verdict, "stored");
		assert.equal(scene.lead(lead).jobs, 1);
		assert.equal(scene.count("agents"), 0);
	});
});
