/* dashboard_words: what the screens say is true of what they show. */
import assert from "node:assert/strict";
import { READ_KEY } from "./dashboard_stub.mjs";
import { stage, way } from "./dashboard_way.mjs";

function lead(id) {
	return stage.stub.world.leads.find((one) => one.id === id);
}

way("a lead that is written can be given to somebody else, quietly",
	async (visit, page) => {
	lead(126).crm.person_id = 412;
	await visit.go("#/p/1/leads/126");
	const delivery = page.locator(".delivery");

	assert.equal(await delivery.locator("button.primary").count(), 0);
	assert.deepEqual(await delivery.locator("button").allTextContents(),
		["Choose another person", "Send again"]);
	await delivery.getByText("Values written (5)").waitFor();
	assert.match(await delivery.locator("tbody").textContent(),
		/Lead: first_source/);
	assert.match(await page.textContent(".way"), /answered 200/);
});

way("what is not written is not said to be", async (visit, page) => {
	await visit.go("#/p/1/leads/121");
	await page.waitForSelector(".delivery >> text=Values not written");
	await visit.go("#/p/1/leads/127");
	await page.waitForSelector(".delivery >> text=Values to be written");
	assert.doesNotMatch(await page.textContent(".way"), /answered/);
});

way("nobody knows where a lead without a history came from",
	async (visit, page) => {
	await visit.go("#/p/1/leads/121");
	assert.match(await page.textContent(".way"), /direct or unknown/);
	lead(121).no_history = "the browser asks not to be tracked";
	await visit.go("#/p/1/leads");
	await visit.go("#/p/1/leads/121");
	assert.match(await page.textContent(".way"), /Came fromunknown/);
});

way("an e-mail address stands on one line", async (visit, page) => {
	const long = `${"jane.example.".repeat(6)}@example.com`;

	lead(126).email = long;
	await visit.go("#/p/1/leads");
	const line = page.locator(`#lead-126 [title="${long}"]`);

	assert.ok((await line.boundingBox()).height < 30);
	assert.ok(await line.evaluate((one) =>
		one.scrollWidth > one.clientWidth));
});

way("a day that is not over does not count as one", async (visit, page) => {
	await visit.go("#/p/1/overview");
	assert.match(await page.textContent(".legend"), /so far/);
	assert.match(await page.textContent(".readout"), /so far: /);
	await visit.go("#/p/1/overview?from=2026-10-01&to=2026-10-05");
	assert.doesNotMatch(await page.textContent(".legend"), /so far/);
});

way("pages of one host are told by their paths", async (visit, page) => {
	await visit.go("#/p/1/reports?report=landing-pages");
	const link = page.locator("tbody a").nth(1);

	assert.equal(await link.textContent(), "/lamps/alder");
	assert.equal(await link.getAttribute("title"),
		"https://shop.example.com/lamps/alder");
	await page.waitForSelector("text=All on shop.example.com");
});

way("what health says leads to where it is mended", async (visit, page) => {
	stage.stub.world.status.faults = [{ level: "well", text: "2 leads wait"
		+ " for you to say who it is: `leadpixel lead list --state"
		+ " review`." }, { level: "well", text: "Pages of any host"
		+ " may send to pixel lumen-shop-01. Say which may: `leadpixel"
		+ " pixel hosts ID HOST`." }];
	await visit.go("#/health");
	assert.equal(await page.getAttribute("text=See them", "href"), "#/");
	await page.click("text=Hosts of lumen-shop-01");
	await page.waitForURL(/p\/1\/sites\/lumen-shop-01$/);
});

way("what was typed outlives its session, with the same key",
	async (visit, page) => {
	await visit.go("#/p/1/settings");
	await page.fill("#field-thank_you", "/danke/*");
	stage.stub.sessions.clear();
	await page.click("text=Save");
	await page.waitForSelector("text=Your session has ended");
	await visit.logIn();
	await page.waitForFunction(() => document.querySelector(
		"#field-thank_you")?.value === "/danke/*");
	await page.click("text=Log out");
	await page.waitForSelector("#key");
	assert.doesNotMatch(await page.textContent("main"), /has ended/);
});

way("what was done is seen, not only heard", async (visit, page) => {
	await visit.go("#/p/1/settings");
	await page.fill("#field-retention_days", "90");
	await page.click("text=Save");
	await page.waitForSelector("#said:text('Saved')");
	assert.ok((await page.locator("#said").boundingBox()).height > 20);
});

way("a key that only reads is told so", async (visit, page) => {
	await page.click("text=Log out");
	await page.fill("#key", READ_KEY);
	await page.press("#key", "Enter");
	await page.waitForSelector(".tools >> text=Reads only");
	for (const hash of ["#/new", "#/p/1/sites/new",
		"#/p/1/sites/lumen-shop-01"]) {
		await visit.go(hash);
		assert.equal(await page.locator("main form").count(), 0);
		assert.match(await page.textContent("main"), /may read/);
	}
});

way("paper has what is read, not what is pressed", async (visit, page) => {
	await visit.go("#/p/1/leads");
	await page.emulateMedia({ media: "print" });
	for (const part of [".tabs", ".filters", "tbody button"])
		assert.equal(await page.locator(part).first().isVisible(),
			false, part);
	assert.equal(await page.isVisible("#lead-128"), true);
	await page.emulateMedia({ media: "screen" });
});

way("a dead API is not called busy", async (visit, page) => {
	await page.route("**/api/leads?*", (route) => route.fulfill({
		status: 503, contentType: "text/html", body: "<h1>Oh</h1>" }));
	await visit.go("#/p/1/leads");
	await page.waitForSelector("text=Does api.fcgi run there?");
	assert.match(await page.textContent("main"), /No connection/);
});
