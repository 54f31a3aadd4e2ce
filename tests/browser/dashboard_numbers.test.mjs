/* dashboard_numbers: reports: what is asked for the choices made, what is taken
 * along as CSV, and what is fresh. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { calls, last, names, stage, until, way } from "./dashboard_way.mjs";

way("too busy: said, counted down, asked again", async (visit, page) => {
	stage.stub.fail(/GET reports/, 503, { error: "too_slow", message:
		"This took too long: choose fewer days." },
	{ "Retry-After": "1" }, 4);
	await visit.go("#/p/1/overview");
	await page.waitForSelector("h2:text('That took too long')");
	assert.equal(await page.isVisible("#period-7"), true);
	await page.waitForSelector(".tiles");
	assert.equal(calls("GET", /^reports\/overview/).length, 2);
});

way("rows filter, filters leave again, figures compare",
	async (visit, page) => {
	await visit.go("#/p/1/overview");
	await page.click("text=Paid Search");
	await page.waitForURL(/channel=Paid\+Search/);
	await visit.ready();
	assert.equal(last("GET", /^reports\/overview/).query.channel,
		"Paid Search");
	assert.equal(last("GET", /^reports\/overview/).query.compare,
		"previous");
	await page.click("#compare-off");
	await page.waitForURL(/compare=off/);
	await visit.ready();
	assert.equal(last("GET", /^reports\/overview/).query.compare,
		undefined);
	await page.click("text=First touch");
	await page.waitForURL(/touch=first/);
	await page.click(".active a");
	await page.waitForURL((url) => !/channel/.test(url.hash));
	await visit.ready();
	await page.click("#figure-leads");
	await page.waitForURL(/figure=leads/);
	await visit.ready();
	assert.match(await page.textContent(".legend"), /Leads/);
});

way("days: a preset and one's own", async (visit, page) => {
	await visit.go("#/p/1/overview");
	await page.click("#period-7");
	await page.waitForURL(/period=7/);
	await visit.ready();
	const { from, to } = last("GET", /^reports\/overview/).query;

	assert.equal(Date.parse(to) - Date.parse(from), 6 * 86400000);
	await page.click("#period-custom");
	await page.fill("#period-from", "2026-10-01");
	await page.fill("#period-to", "2026-10-05");
	await page.click(".segments form button");
	await page.waitForURL(/from=2026-10-01/);
	await visit.ready();
	assert.equal(await page.locator(".twin tbody tr").count(), 5);
});

way("what is saved as CSV runs no formula", async (visit, page) => {
	stage.stub.change = (answer, { path }) => path !== "reports/sources"
		? answer : { ...answer, data: { ...answer.data, rows: [
			"=1+1", "+a", "-b", "@c", "\td", "a,\"b\"", null].map(
			(name) => ({ ...answer.data.rows[0], name })) } };
	await visit.go("#/p/1/reports?report=sources");
	const [file] = await Promise.all([page.waitForEvent("download"),
		page.click("text=Save as CSV")]);
	const lines = readFileSync(await file.path(), "utf8").split("\r\n");

	assert.match(file.suggestedFilename(), /^sources-.*\.csv$/);
	assert.equal(lines[0], "\ufeffsources,visitors,sessions,page_views,"
		+ "leads,lead_rate,synced");
	assert.deepEqual(lines.slice(1, 8).map((line) =>
		line.replace(/,\d[\d.,]*$/, "")), ["'=1+1", "'+a", "'-b",
		"'@c", "'\td", "\"a,\"\"b\"\"\"", ""]);
	assert.deepEqual(await visit.violations(), []);
});

way("columns sort both ways", async (visit, page) => {
	await visit.go("#/p/1/reports?report=sources");
	await page.click("#sort-leads");
	await page.waitForURL(/sort=leads/);
	await page.click("#sort-leads");
	await page.waitForURL(/up=1/);
	await visit.ready();
	assert.equal(await page.getAttribute("th:has(#sort-leads)",
		"aria-sort"), "ascending");
	assert.equal((await names(page))[0], "(direct)");
});

way("live asks while it is looked at, and no longer", async (visit, page) => {
	await page.clock.install();
	await visit.go("#/p/1/live");
	const before = calls("GET", /realtime/).length;

	await page.clock.fastForward(10100);
	await until(() => calls("GET", /realtime/).length === before + 1);
	await page.click("text=Sites");
	await page.waitForSelector(".site");
	await page.clock.fastForward(60000);
	await visit.ask("status");
	assert.equal(calls("GET", /realtime/).length, before + 1);
});
