/* dashboard_words: what the screens say is true of what they show. */
import assert from "node:assert/strict";
import { READ_KEY } from "./dashboard_stub.mjs";
import { last, stage, way } from "./dashboard_way.mjs";

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
	stage.stub.world.status.faults = [
		{ level: "well", text: "2 leads wait for you to say who it is.",
			about: { state: "review" } },
		{ level: "well", text: "Pages of any host may send.",
			about: { pixels: ["lumen-shop-01", "other-01"] } },
		{ level: "look", text: "Webhook: nothing is sent.",
			about: { project: 3, target: "webhook" } },
		{ level: "look", text: "No hit came.", about: { project: 3 } },
		{ level: "look", text: "The disk is full.", about: null }];
	await visit.go("#/health");
	const links = page.locator(".faults a");
	assert.deepEqual(await links.evaluateAll((all) => all.map((one) =>
		[one.textContent, one.getAttribute("href")])), [
		["Its settings", "#/p/3/settings"],
		["See its set-up", "#/p/3/setup"], ["See them", "#/"],
		["Hosts of lumen-shop-01", "#/site/lumen-shop-01"],
		["Hosts of other-01", "#/site/other-01"]]);
	await page.click("text=Hosts of lumen-shop-01");
	await page.waitForURL(/p\/1\/sites\/lumen-shop-01$/);
});

way("the banner leads to where the worst is mended", async (visit, page) => {
	await visit.go("#/p/1/leads");
	const banner = page.locator("aside.banner.broken");
	assert.match(await banner.textContent(), /broken.*refuses the token/);
	await banner.getByText("The account").click();
	await page.waitForURL(/#\/health\?account=harbour$/);
	await page.waitForSelector("tr.marked >> text=harbour-example");
	Object.assign(stage.stub.world.status, { level: "look", faults: [
		{ level: "look", text: "Leads wait for you.", about: {
			project: 1, state: "waiting_for_you" } }] });
	await visit.go("#/p/1/overview");
	await page.click("aside.banner.look >> text=See them");
	await page.waitForURL(/#\/p\/1\/leads\?state=waiting_for_you$/);
	stage.stub.world.status.faults[0].about = null;
	await visit.go("#/p/1/overview");
	await page.click("aside.banner.look >> text=Details");
	await page.waitForURL(/#\/health$/);
});

way("an account says whether it is connected, and why not",
	async (visit, page) => {
	await visit.go("#/health");
	const row = (name) => page.locator("table", { has: page.locator(
		"caption:text('Pipedrive accounts')") }).locator("tbody tr",
	{ hasText: name });

	assert.match(await row("harbour-example").textContent(),
		/Not connected.*The token is refused\..*crm check harbour/);
	assert.match(await row("lumen-example").textContent(),
		/Connected1,204of 2,500.*Northwind Bikes \(watches\)/);
	assert.match(await row("old-example").textContent(),
		/Paused.*used up\.Tries again: .*no project/);
	assert.equal(await row("lumen-example").getByText("Lumen & Oak")
		.getAttribute("href"), "#/p/1/setup");
	stage.stub.world.accounts = [];
	await visit.go("#/health");
	await page.waitForSelector("text=None is known yet");
});

way("where there has never been a hit, no other days are offered",
	async (visit, page) => {
	await visit.go("#/p/4/overview");
	const words = await page.textContent("main .empty");
	assert.match(words, /No visit yet/);
	assert.doesNotMatch(words, /other days/);
	await page.click("text=See what is still to be done");
	await page.waitForURL(/#\/p\/4\/setup$/);
	stage.stub.world.projects[3].summary.last_hit = "2026-01-01T00:00:00Z";
	stage.stub.change = (answer, { path }) => {
		if (path.startsWith("reports/"))
			Object.assign(answer.data, { series: [], rows: [], totals: {
				...answer.data.totals, page_views: 0, leads: 0 } });
		return answer;
	};
	await visit.go("#/p/4/overview");
	assert.match(await page.textContent("main .empty"), /Choose other days/);
});

way("the file of leads holds those on the screen", async (visit, page) => {
	await visit.go("#/p/1/leads?state=failed&text=a%26b&source=&from="
		+ "2026-11-01&pixel=lumen-shop-01");
	const waiting = page.waitForEvent("download");

	await page.click("text=Download CSV");
	const file = await waiting;
	assert.equal(file.suggestedFilename(), "leads-1-2026-11-28.csv");
	assert.deepEqual(last("GET", /^leads\/export$/).query, { format: "csv",
		project: "1", state: "failed", source: "", text: "a&b",
		pixel: "lumen-shop-01", from: "2026-11-01" });
	assert.deepEqual(last("GET", /^leads$/).query, { limit: "50",
		project: "1", state: "failed", source: "", text: "a&b",
		pixel: "lumen-shop-01", from: "2026-11-01" });
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
