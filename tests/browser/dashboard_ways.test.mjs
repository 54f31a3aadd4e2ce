/* dashboard_ways: sessions and leads: what is chosen stands in the address,
 * what is done reaches the API, and what goes wrong is said at its place. */
import assert from "node:assert/strict";
import { KEY, READ_KEY } from "./dashboard_stub.mjs";
import { calls, last, names, stage, until, way } from "./dashboard_way.mjs";

way("a session that ended leads back to the same place",
	async (visit, page) => {
	await visit.go("#/p/1/leads?state=failed");
	stage.stub.sessions.clear();
	await page.click("#waiting");
	await page.waitForSelector("#key");
	assert.equal(visit.hash(), "#/p/1/leads?state=waiting_for_you");
	await visit.logIn();
	assert.equal(await visit.heading(), "Leads");
	assert.deepEqual(await names(page), ["Jane Miller", "a@example.test",
		"Noah Lindqvist"]);
});

way("a wrong key is refused and not kept", async (visit, page) => {
	await page.click("text=Log out");
	await page.waitForSelector("#key");
	await page.fill("#key", `lp_${"0".repeat(64)}`);
	await page.press("#key", "Enter");
	assert.match(await page.textContent(".complaint"), /not known/);
	assert.equal(await page.getAttribute("#key", "type"), "password");
	assert.deepEqual(await page.evaluate(() => [...Object.keys(
		localStorage), ...Object.keys(sessionStorage)]), []);
	await visit.go("#/");
	assert.match(await visit.heading(), /Log in/);
});

way("filters stand in the address, and the way back works",
	async (visit, page) => {
	await visit.go("#/p/1/leads");
	await page.fill("#filter-text", "jane");
	await page.press("#filter-text", "Enter");
	await page.waitForURL(/text=jane/);
	await visit.ready();
	assert.deepEqual(await names(page), ["Jane Miller"]);
	await page.reload();
	await visit.ready();
	assert.equal(await page.inputValue("#filter-text"), "jane");
	assert.deepEqual(await names(page), ["Jane Miller"]);
	await page.goBack();
	await page.waitForSelector("#lead-128");
	assert.equal(await page.inputValue("#filter-text"), "");
	await page.focus("#filter-state");
	await page.selectOption("#filter-state", "synced");
	await page.waitForURL(/state=synced/);
	await visit.ready();
	assert.deepEqual(await names(page), ["Tom Okafor"]);
	assert.equal(await page.evaluate(() => document.activeElement.id),
		"filter-state");
});

way("more leads come by their cursor", async (visit, page) => {
	stage.stub.world.pageSize = 3;
	await visit.go("#/p/1/leads");
	assert.equal((await names(page)).length, 3);
	await page.click("text=Show more");
	await page.waitForSelector("#lead-123");
	assert.equal(last("GET", /^leads$/).query.after, "126");
	await page.click("text=Show more");
	await page.waitForSelector("#lead-121");
	assert.equal((await names(page)).length, 8);
	assert.equal(await page.isVisible("text=Show more"), false);
});

way("released, tried again, called off, spam", async (visit, page) => {
	await visit.go("#/p/1/leads");
	await page.click("#lead-125 >> text=Release");
	await page.waitForSelector("#lead-125 .chip.busy");
	assert.deepEqual(last("POST", /release/).body, {});
	await page.waitForSelector("text=Waiting for you (2)");
	await page.click("#lead-123 >> text=Try again");
	await page.waitForSelector("#lead-123 .chip.busy");
	assert.deepEqual(last("POST", /requeue/).body,
		{ target: "pipedrive" });
	await page.click("#lead-128 >> text=Call off");
	await page.click("dialog >> text=Call off >> nth=-1");
	await page.waitForSelector("#lead-128 .chip.calm");
	await page.click("#lead-127 summary");
	await page.click("#lead-127 >> text=Mark as spam");
	await page.click("dialog button.danger");
	await page.waitForSelector("#lead-127 >> text=Not sent: spam");
	assert.equal(last("POST", /spam/).path, "leads/127/spam");
});

way("a failed webhook is tried again by itself", async (visit, page) => {
	stage.stub.world.leads[2].webhook = {};
	await visit.go("#/p/1/leads/126");
	await page.click(".job:has-text('Webhook') >> text=Try again");
	await until(() => last("POST", /requeue/));
	assert.deepEqual(last("POST", /requeue/).body, { target: "webhook" });
});

way("the inbox follows what happens, but for what is in hand",
	async (visit, page) => {
	const { leads } = stage.stub.world;

	await page.clock.install();
	await visit.go("#/p/1/leads");
	await page.focus("#lead-127 button");
	leads.unshift({ ...structuredClone(leads[0]), id: 129,
		name: "Nia New" });
	for (const id of [127, 128])
		Object.assign(leads.find((lead) => lead.id === id).crm,
			{ state: "synced", label: "Written 10:14" });
	await page.clock.fastForward(20100);
	await page.waitForSelector("#lead-129");
	await page.waitForSelector("#lead-128 >> text=Written 10:14");
	assert.equal((await names(page))[0], "Nia New");
	assert.equal(await page.locator("#lead-127 .chip.you").count(), 1);
	await page.waitForSelector("text=Waiting for you (2)");
});

way("a lead's page follows it to Pipedrive", async (visit, page) => {
	await page.clock.install();
	await visit.go("#/p/1/leads/128");
	Object.assign(stage.stub.world.leads[0].crm, { state: "synced",
		label: "Written 10:14", text: "Written to person 7 at 10:14",
		finished: new Date().toISOString(), person_id: 7 });
	await page.clock.fastForward(15100);
	await page.waitForSelector(".way >> text=Written 10:14");
});

way("nobody, and somebody by number", async (visit, page) => {
	await visit.go("#/p/1/leads/127");
	await page.click("button:text('Choose the person')");
	await page.click("text=Take this answer");
	assert.match(await page.textContent("dialog .complaint"), /Choose/);
	await page.fill("#person-number", "12x");
	await page.click("text=Take this answer");
	assert.match(await page.textContent("dialog .complaint"), /number/);
	await page.fill("#person-number", "77");
	await page.click("text=Take this answer");
	await page.waitForSelector("dialog", { state: "detached" });
	assert.deepEqual(last("POST", /resolve/).body, { person: 77 });
	stage.stub.reset();
	await visit.go("#/");
	await visit.logIn();
	await visit.go("#/p/1/leads/127");
	await page.click("button:text('Choose the person')");
	await page.click("text=None of them");
	await page.click("text=Take this answer");
	await page.waitForSelector("dialog", { state: "detached" });
	assert.deepEqual(last("POST", /resolve/).body, { person: 0 });
});

way("what the API refuses is said in the question", async (visit, page) => {
	stage.stub.fail(/POST .*cancel/, 409,
		{ message: "It is being sent this moment." });
	await visit.go("#/p/1/leads/128");
	await page.click("text=Call off");
	await page.click("dialog button.primary");
	assert.equal(await page.textContent("dialog .complaint"),
		"It is being sent this moment.");
});

way("what cannot be a key is said at once", async (visit, page) => {
	await page.click("text=Log out");
	await page.waitForSelector("#key");
	for (const [typed, said] of [["", /Paste the key/],
		["lp_\u2013\u2013", /no key: one is lp_/]]) {
		await page.fill("#key", typed);
		await page.press("#key", "Enter");
		await page.waitForFunction((pattern) => new RegExp(pattern).test(
			document.querySelector(".complaint")?.textContent),
		said.source);
	}
	assert.equal(await visit.heading(), "Log in to leadpixel");
});

way("a key that reads is offered no change", async (visit, page) => {
	await page.click("text=Log out");
	await page.waitForSelector("#key");
	await visit.logIn(READ_KEY);
	for (const hash of ["#/", "#/p/1/leads", "#/p/1/sites",
		"#/p/1/settings", "#/p/4/setup"]) {
		await visit.go(hash);
		assert.equal(await page.locator("main").getByRole("button",
			{ name: /Choose|Release|Again|Call|Delete|Save|on$/ })
			.count(), 0, hash);
	}
});

way("the link on a person in Pipedrive opens the lead", async (visit, page) => {
	await visit.go("#lead/01930d2e4c5b7a8f9e0d1c2b3a495867");
	await page.waitForSelector(".way");
	assert.equal(visit.hash(), "#/p/1/leads/128");
});

way("too many questions, and no connection", async (visit, page) => {
	stage.stub.fail(/GET leads/, 429, { message:
		"Too many calls of this key." }, { "Retry-After": "600" });
	await visit.go("#/p/1/leads");
	assert.equal(await page.textContent("main h2"), "Too many questions");
	await page.route("**/api/**", (route) => route.abort());
	await page.click("text=Try again");
	await page.waitForSelector("text=No connection");
	await page.unroute("**/api/**");
	stage.stub.wrong = [];
	await page.click("text=Try again");
	await page.waitForSelector("#lead-128");
	visit.wrong.length = 0;	/* the browser's word for the abort */
});

way("times are the project's, not the reader's", async (visit, page) => {
	const { occurred } = stage.stub.world.leads[0];

	await visit.go("#/p/1/leads");
	assert.match(await page.textContent("#lead-128 time"), new RegExp(
		new Date(occurred).toLocaleTimeString("en-GB", {
			timeZone: "Europe/Berlin", timeStyle: "short" })));
}, { timezoneId: "Pacific/Auckland" });

way("each change says that it comes from this page", async (visit, page) => {
	await visit.go("#/p/1/leads/123");
	await page.click("text=Try again");
	await until(() => last("POST", /requeue/));
	const { headers } = last("POST", /requeue/);

	assert.equal(headers["x-leadpixel"], "1");
	assert.equal(headers["content-type"], "application/json");
	assert.equal(headers["sec-fetch-site"], "same-origin");
	assert.equal(JSON.stringify(stage.stub.calls.map(({ query }) =>
		query)).includes(KEY), false);
});
