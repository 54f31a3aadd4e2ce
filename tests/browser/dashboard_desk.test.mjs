/* dashboard_desk: projects, sites and settings are made and changed. */
import assert from "node:assert/strict";
import { calls, last, names, stage, until, way } from "./dashboard_way.mjs";

way("a key of one project opens that one", async (visit, page) => {
	stage.stub.only = 3;
	await visit.go("#/");
	await page.waitForURL(/p\/3\/leads/);
	await visit.ready();
	assert.equal(await page.locator(".switcher").count(), 0);
});

way("to the same screen of another project", async (visit, page) => {
	await visit.go("#/p/1/overview?channel=Email");
	await page.click(".switcher summary");
	await page.keyboard.press("Escape");
	assert.equal(await page.isVisible("text=Northwind Bikes"), false);
	await page.click(".switcher summary");
	await page.click("text=Northwind Bikes");
	await page.waitForURL(/p\/3\/overview$/);
	await visit.ready();
	assert.equal(last("GET", /reports\/overview/).query.project, "3");
});

way("the four lines tick themselves", async (visit, page) => {
	await page.clock.install();
	await visit.go("#/p/4");
	await page.waitForURL(/setup/);
	await visit.ready();
	assert.equal(await page.locator(".step.done").count(), 0);
	stage.stub.world.setup.tag = { done: true,
		last_hit: new Date().toISOString(), pixel: "a-pixel-01" };
	await page.clock.fastForward(5100);
	await page.waitForSelector(".step.done");
	assert.equal(await page.isEnabled("text=Switch on"), false);
	stage.stub.world.setup.crm = { done: true, account: "a",
		company: "A", message: null };
	await page.clock.fastForward(5100);
	await page.click("text=Look people up");
	await until(() => last("PUT", /projects\/4/));
	assert.deepEqual(last("PUT", /projects\/4/).body,
		{ configuration: { crm: "watch" } });
	Object.assign(stage.stub.world.setup, { crm: { done: true,
		account: "a", company: "A", message: null }, match: {
		done: true, lead: 1, person_id: 7, person_url: null,
		message: null, values: [{ name: "First source",
			value: "google", field: "Source" }] } });
	await page.clock.fastForward(5100);
	await page.click("text=Switch on");
	await until(() => calls("PUT", /projects\/4/).length === 2);
	assert.deepEqual(last("PUT", /projects\/4/).body,
		{ configuration: { crm: "on" } });
});

way("settings: only what changed, and faults at their field",
	async (visit, page) => {
	await visit.go("#/p/1/settings");
	await page.fill("#field-retention_days", "9999");
	await page.click("text=Save");
	await page.waitForSelector("[data-field=retention_days] .complaint");
	assert.equal(await page.evaluate(() => document.activeElement.id),
		"field-retention_days");
	await page.fill("#field-retention_days", "90");
	await page.fill("#field-thank_you", "");
	await page.selectOption("#field-dnt", "true");
	await page.click("text=Save");
	await until(() => calls("PUT", /./).length === 2);
	assert.deepEqual(last("PUT", /./).body, { configuration: {
		retention_days: 90, thank_you: null, dnt: true } });
});

way("a project is made, and deleted by its name only", async (visit, page) => {
	await visit.go("#/new");
	await page.click("text=Create the project");
	await page.waitForSelector("[data-field=name] .complaint");
	await page.fill("#field-name", "Kestrel Tea");
	await page.click("text=Create the project");
	await page.waitForSelector("[data-field=privacy] .complaint");
	await page.selectOption("#field-privacy", "consent");
	await page.click("text=Create the project");
	await page.waitForURL(/p\/5\/setup/);
	await visit.go("#/p/5/settings");
	await page.click("text=Delete the project…");
	await page.click("dialog button.danger");
	assert.match(await page.textContent("dialog .complaint"), /name/);
	await page.fill("#really", "Kestrel Tea");
	await page.click("dialog button.danger");
	await page.waitForURL(/#\/$/);
	await visit.ready();
	assert.equal((await names(page)).includes("Kestrel Tea"), false);
});

way("a site is added, changed, deleted", async (visit, page) => {
	await visit.go("#/p/1/sites/new");
	await page.click("text=Add the site");
	await page.waitForSelector("[data-field=name] .complaint");
	await page.fill("#field-name", "Outlet");
	await page.fill("#field-allowed_hosts", "a.example.com b.example.com");
	await page.click("text=Add the site");
	await page.waitForSelector("h2:text('Outlet')");
	assert.deepEqual(last("POST", /pixels/).body, { name: "Outlet",
		website_url: null, allowed_hosts: ["a.example.com",
			"b.example.com"] });
	await page.click("[aria-label='Change Outlet']");
	await page.waitForSelector("#field-name");
	await page.fill("#field-allowed_hosts", "");
	await page.click("text=Save");
	await page.waitForSelector("h2:text('Outlet')");
	/* what was not touched may be somebody else's by now */
	assert.deepEqual(last("PUT", /pixels/).body, { allowed_hosts: [] });
	await page.click("[aria-label='Delete Outlet']");
	await page.click("dialog button.danger");
	await page.waitForSelector("h2:text('Outlet')",
		{ state: "detached" });
});

way("colours are chosen and kept", async (visit, page) => {
	const shade = () => page.evaluate(() =>
		getComputedStyle(document.body).backgroundColor);
	const light = await shade();

	await page.click("[aria-label^='Colours']");
	await page.click("[aria-label^='Colours']");
	assert.notEqual(await shade(), light);
	await page.reload();
	await visit.ready();
	assert.notEqual(await shade(), light);
});
