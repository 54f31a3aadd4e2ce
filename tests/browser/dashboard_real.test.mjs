/* dashboard_real: the dashboard over the real API, behind the real Apache,
 * with leads that came through the collector. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { makeVisitor } from "../harness/hits.mjs";
import { makeKey } from "../harness/api.mjs";
import { openStage } from "../e2e/api_stage.mjs";
import { look } from "./dashboard_look.mjs";
import { Stage } from "./dashboard_stage.mjs";

const HOUR = 3600e3;
const MARKUP = "<img src=/hack onerror=hack()>";
const stage = new Stage();
const ids = {};
let s;

async function plant() {
	const visitor_cookie = makeVisitor();

	await s.view({ visitor_cookie, age_ms: 2 * HOUR, page_url:
		"https://shop.example/?utm_source=news&utm_medium=email"
		+ `&utm_campaign=${encodeURIComponent(MARKUP)}`,
	page_title: MARKUP });
	ids.synced = await s.lead({ visitor_cookie, age_ms: HOUR, page_url:
		"https://shop.example/contact?gclid=G1&utm_campaign=autumn",
	form_data: { email: "jane@example.com", first_name: MARKUP } });
	ids.review = await s.leadOf({ email: "shared@example.com" }, {
		page_url: "https://shop.example/?utm_source=bing" });
	s.sync();
	ids.suspect = await s.suspect("robot@example.com");
	ids.held = await s.leadOf({ email: "later@example.com",
		first_name: "Lea" });
}

before(async () => {
	s = await openStage();
	await plant();
	await stage.open({ real: { url: `${s.scene.url}/dashboard/`,
		key: makeKey(s.scene.install, "desk", "--role", "manage") } });
});
after(async () => {
	await stage.close();
	await s?.close();
});

for (const mode of ["light", "phone"])
	test(`every screen, ${mode}`, async () => {
		const visit = await stage.enter(mode);

		for (const [name, hash] of await visit.places()) {
			await visit.go(hash);
			await look(visit, mode, `real-${name}`);
		}
		assert.equal(await visit.page.evaluate(() =>
			document.querySelectorAll("main img").length), 0);
		assert.deepEqual(visit.wrong, []);
		assert.deepEqual(visit.foreign, []);
		await visit.close();
	});

test("whose lead it is, chosen here, is written there", async () => {
	const visit = await stage.enter();
	const { page } = visit;

	await visit.go("#/p/1/leads?state=waiting_for_you");
	await page.click(`#lead-${ids.review} button.primary`);
	await page.click("dialog >> text=Robin Twin");
	await page.click("text=Take this answer");
	await page.waitForSelector("dialog", { state: "detached" });
	s.sync();
	assert.equal(s.job(ids.review).person_id, 4);
	assert.equal(s.state(ids.review), "synced");
	await visit.go(`#/p/1/leads/${ids.review}`);
	assert.match(await page.textContent(".way"), /Person 4/);
	await visit.shot("real-written");
	assert.deepEqual(visit.wrong, []);
	await visit.close();
});

test("released, called off, tried again", async () => {
	const visit = await stage.enter();
	const { page } = visit;

	await visit.go("#/p/1/leads");
	await page.click(`#lead-${ids.suspect} button:text('Release')`);
	await page.waitForSelector(`#lead-${ids.suspect} .chip.busy`);
	assert.equal(s.job(ids.suspect).state, "held");
	const held = await s.leadOf({ email: "now@example.com" });

	await visit.go("#/p/1/leads");
	await page.click(`#lead-${held} button:text('Call off')`);
	await page.click("dialog button.primary");
	await page.waitForSelector(`#lead-${held} .chip.calm`);
	assert.equal(s.job(held).state, "cancelled");
	await page.click(`#lead-${held} button:text('Try again')`);
	await page.waitForSelector(`#lead-${held} .chip.busy`);
	assert.equal(s.job(held).state, "held");
	assert.deepEqual(visit.wrong, []);
	await visit.close();
});

test("the leads on the screen come as a file, by the cookie", async () => {
	const visit = await stage.enter();
	const { page } = visit;

	await visit.go("#/p/1/leads?state=synced");
	const shown = await page.locator("main tbody th a")
		.allTextContents();
	const waiting = page.waitForEvent("download");

	await page.click("text=Download CSV");
	const file = await waiting;
	const lines = readFileSync(await file.path(), "utf8").split("\r\n");

	assert.match(file.suggestedFilename(),
		/^leads-Test-\d{4}-\d\d-\d\d\.csv$/);
	assert.ok(shown.length > 0);
	assert.deepEqual(lines.slice(1, -1).map((line) => {
		const [name, email] = line.split(",").slice(6);

		return name || email;
	}), shown);
	assert.deepEqual(await visit.violations(), []);
	assert.deepEqual(visit.wrong, []);
	await visit.close();
});

test("the link on the person leads to its lead", async () => {
	const visit = await stage.enter();
	const id = s.scene.value(`SELECT lower(hex(lead_id)) FROM submissions
		WHERE id = ${ids.synced}`);

	await visit.go(`#lead/${id}`);
	await visit.page.waitForSelector(".way");
	assert.equal(visit.hash(), `#/p/1/leads/${ids.synced}`);
	await visit.close();
});

test("a project, its site and its settings", async () => {
	const visit = await stage.enter();
	const { page } = visit;
	const row = () => s.scene.rows(`SELECT * FROM projects
		WHERE name = 'Kestrel Tea'`)[0];

	await visit.go("#/new");
	await page.fill("#field-name", "Kestrel Tea");
	await page.click("text=Create the project");
	await page.waitForSelector("[data-field=privacy] .complaint");
	await page.selectOption("#field-privacy", "consent");
	await page.fill("#field-time_zone", "Europe/Vienna");
	await page.click("text=Create the project");
	await page.waitForURL(/setup/);
	await visit.ready();
	await visit.shot("real-new-setup");
	assert.equal(row().time_zone, "Europe/Vienna");
	await visit.go(`#/p/${row().id}/sites/new`);
	await page.fill("#field-name", "Tea shop");
	await page.fill("#field-website_url", "https://tea.example/");
	await page.click("text=Add the site");
	await page.waitForSelector("code:text('data-pixel-id')");
	await visit.go(`#/p/${row().id}/settings`);
	await page.fill("#field-retention_days", "9999");
	await page.click("text=Save");
	await page.waitForSelector("[data-field=retention_days] .complaint");
	await page.fill("#field-retention_days", "90");
	await page.fill("#field-thank_you", "/danke /thanks");
	await page.selectOption("#field-dnt", "true");
	await page.click("text=Save");
	await page.waitForFunction(() =>
		document.getElementById("said").textContent === "Saved");
	assert.deepEqual([row().retention_days, row().thank_you, row().dnt],
		[90, "/danke /thanks", 1]);
	assert.deepEqual(visit.wrong, []);
	await visit.close();
});
