/* From a click on an ad to the person in the CRM: real Chromium, real Apache
 * in each mode, the stand-in for Pipedrive, and a clock that is told. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { MODES } from "../harness/apache.mjs";
import { ROOT } from "../harness/install.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { PERSON } from "../harness/send.mjs";
import { runSync } from "../harness/sync.mjs";

const require = createRequire(new URL("../../tools/", import.meta.url));
const { chromium } = require("playwright-core");

const PIXEL = "demo-pixel-01", TOKEN = "demo-token-not-secret";
const HOLD_S = 7 * 60;
const DEADLINE_MS = 15000;
const LANDING = "/demo/index.html?utm_source=google&utm_medium=cpc"
	+ "&utm_campaign=autumn-lamps&gclid=demo-gclid-1";

/* our name, the field's name there, and what it has to carry */
const VALUES = [
	["first_source", "First source", "google"],
	["first_medium", "First medium", "cpc"],
	["first_campaign", "First campaign", "autumn-lamps"],
	["first_channel", "First channel", "Paid Search"],
	["last_source", "Last source", "google"],
	["last_medium", "Last medium", "cpc"],
	["last_campaign", "Last campaign", "autumn-lamps"],
	["last_channel", "Last channel", "Paid Search"],
	["click_id", "Click id", "demo-gclid-1"],
];

const { fields } = JSON.parse(readFileSync(
	new URL("tests/fake/seed-demo.json", `file://${ROOT}`), "utf8"));

function connectCrm({ install }) {
	/* in place: it belongs to the programs' user, and to nobody else */
	writeFileSync(`${install.dir}/secrets`,
		`[demo]\ntoken = ${TOKEN}\n`);
	for (const [name, label] of VALUES) {
		const { field_code, field_type } = fields.find((field) =>
			field.field_name === label);
		install.cli("crm", "map", "demo", name, field_code, field_type);
	}
	install.cli("pixel", "add", "Test", "Demo", "--id", PIXEL);
}

/* The page's clock can be told that somebody took their time. */
function tellClock(page) {
	return page.addInitScript(() => {
		const now = Date.now;
		let ahead = 0;
		Date.now = () => now() + ahead;
		window.later = (ms) => { ahead += ms; };
	});
}

/* Arrives by the ad, looks around, writes to the shop. */
async function visit(page, url) {
	await tellClock(page);
	await page.goto(url + LANDING);
	await page.click("nav >> text=Contact");
	await page.fill("#first_name", "Jane");
	await page.fill("#last_name", "Example");
	await page.fill("#email", "Jane@Example.com");
	await page.fill("#message", "A reading corner.");
	await page.evaluate(() => window.later(20000));
	await page.click("button[type=submit]");
	await page.waitForURL("**/thanks.html");
}

function jane(scene) {
	return scene.fake.control("GET", "persons").then(({ persons }) =>
		persons.find(({ id }) => id === 1));
}

function provesVisit(scene) {
	test("the visit: an event with its touch", () => {
		const [row] = scene().rows(`SELECT * FROM hits
			WHERE event_type = 'pageview' ORDER BY occurred LIMIT 1`);
		assert.deepEqual([row.pixel_id, row.page_url, row.source,
			row.medium, row.campaign, row.channel],
		[PIXEL, `${scene().url}/demo/index.html`, "google", "cpc",
			"autumn-lamps", "Paid Search"]);
		const [touch, ...more] = scene().rows("SELECT * FROM touches");
		assert.deepEqual(more, []);
		assert.equal(touch.landing_url, scene().url + LANDING);
		assert.equal(touch.gclid, "demo-gclid-1");
	});
	test("one visitor, one session, by first-party cookie", () => {
		assert.equal(scene().count("visitors"), 1);
		assert.equal(scene().count("sessions"), 1);
		assert.equal(scene().count("tracking_events",
			"type IS NULL"), 3);
	});
	test("the form: a lead, its record, its job", () => {
		const [lead, ...more] = scene().rows(`SELECT s.*, j.state,
			j.due, j.target FROM submissions s
			JOIN sync_jobs j ON j.submission_id = s.id`);
		assert.deepEqual(more, []);
		assert.deepEqual([lead.email, lead.first_name, lead.last_name,
			lead.form_state, lead.state, lead.target],
		["jane@example.com", "Jane", "Example", "confirmed", "held",
			"pipedrive"]);
		assert.equal(lead.due, lead.received + HOLD_S * 1000);
		const { first, person } = JSON.parse(lead.record);
		assert.equal(first.campaign, "autumn-lamps");
		assert.equal(person.email, "jane@example.com");
	});
}

function provesDelivery(scene) {
	test("before seven minutes nothing is sent", async () => {
		const { code, err } = runSync(scene().install,
			{ later: HOLD_S - 60 });
		assert.equal(code, 0, err);
		assert.deepEqual((await scene().fake.control("GET", "log"))
			.calls, []);
	});
	test("after them the person carries the values", async () => {
		const { code, err } = runSync(scene().install,
			{ later: HOLD_S + 5 });
		assert.equal(code, 0, err);
		const { by_name, name } = await jane(scene());
		for (const [, label, value] of VALUES)
			assert.equal(by_name[label], value, label);
		assert.equal(name, "Jane Example");
		assert.deepEqual(scene().rows("SELECT state, person_id"
			+ " FROM sync_jobs"), [{ state: "synced", person_id: 1 }]);
		assert.match(scene().install.cli("lead", "show", "1"),
			/Written to person 1/);
	});
	test("a further run changes nothing", async () => {
		await scene().fake.control("DELETE", "log");
		assert.equal(runSync(scene().install,
			{ later: HOLD_S + 65 }).code, 0);
		assert.deepEqual((await scene().fake.control("GET", "log"))
			.calls, []);
	});
}

for (const mode of MODES)
	describe(`the whole chain, ${mode}`, () => {
		let scene, browser;
		const here = () => scene;
		before(async () => {
			scene = await openScene({ mode, fake: true });
			connectCrm(scene);
			browser = await chromium.launch({
				executablePath: "/usr/bin/chromium",
				args: ["--no-sandbox", "--disable-gpu",
					"--disable-background-networking",
					/* no webdriver: a person */
					"--disable-blink-features="
					+ "AutomationControlled"] });
			await visit(await browser.newPage({ userAgent:
				PERSON["user-agent"] }),
				scene.url);
			await poll("the form is confirmed", DEADLINE_MS, () =>
				scene.count("submissions",
					"form_state = 'confirmed'") === 1 &&
				scene.count("tracking_events",
					"type IS NULL") === 3);
		});
		after(async () => {
			await browser?.close();
			await scene?.close();
		});
		provesVisit(here);
		provesDelivery(here);
	});
