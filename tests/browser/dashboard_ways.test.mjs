/* dashboard_ways: what is chosen stands in the address, what is done reaches
 * the API, and what goes wrong is said where it went wrong. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { KEY, READ_KEY } from "./dashboard_stub.mjs";
import { Stage } from "./dashboard_stage.mjs";

const stage = new Stage();
let visit, page;

before(() => stage.open());
after(() => stage.close());
afterEach(async () => {
	await visit?.close();
	stage.stub?.reset();
});

/* These play with the stand-in. */
function way(name, run, options) {
	test(name, async (t) => {
		visit = null;
		if (!stage.stub)
			return t.skip("only over the stand-in");
		visit = await stage.enter("light", options);
		page = visit.page;
		await run();
		return assert.deepEqual(visit.wrong, []);
	});
}

function calls(method, pattern) {
	return stage.stub.calls.filter((call) => call.method === method
		&& pattern.test(call.path));
}

function last(method, pattern) {
	return calls(method, pattern).at(-1);
}

function names() {
	return page.locator("main tbody th a").allTextContents();
}

/* Polls the stand-in's book, as page.waitForFunction does the page. */
async function until(ask) {
	const end = Date.now() + 10000;

	while (!ask()) {
		assert.ok(Date.now() < end, `not within 10 s: ${ask}`);
		await new Promise((again) => setTimeout(again, 20));
	}
}

way("a session that ended leads back to the same place", async () => {
	await visit.go("#/p/1/leads?state=failed");
	stage.stub.sessions.clear();
	await page.click("#waiting");
	await page.waitForSelector("#key");
	assert.equal(visit.hash(), "#/p/1/leads?state=waiting_for_you");
	await visit.logIn();
	assert.equal(await visit.heading(), "Leads");
	assert.deepEqual(await names(), ["Jane Miller", "a@example.test",
		"Noah Lindqvist"]);
});

way("a wrong key is refused and not kept", async () => {
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

way("filters stand in the address, and the way back works", async () => {
	await visit.go("#/p/1/leads");
	await page.fill("#filter-text", "jane");
	await page.press("#filter-text", "Enter");
	await page.waitForURL(/text=jane/);
	await visit.ready();
	assert.deepEqual(await names(), ["Jane Miller"]);
	await page.reload();
	await visit.ready();
	assert.equal(await page.inputValue("#filter-text"), "jane");
	assert.deepEqual(await names(), ["Jane Miller"]);
	await page.goBack();
	await page.waitForSelector("#lead-128");
	assert.equal(await page.inputValue("#filter-text"), "");
	await page.focus("#filter-state");
	await page.selectOption("#filter-state", "synced");
	await page.waitForURL(/state=synced/);
	await visit.ready();
	assert.deepEqual(await names(), ["Tom Okafor"]);
	assert.equal(await page.evaluate(() => document.activeElement.id),
		"filter-state");
});

way("more leads come by their cursor", async () => {
	stage.stub.world.pageSize = 3;
	await visit.go("#/p/1/leads");
	assert.equal((await names()).length, 3);
	await page.click("text=Show more");
	await page.waitForSelector("#lead-123");
	assert.equal(last("GET", /^leads$/).query.after, "126");
	await page.click("text=Show more");
	await page.waitForSelector("#lead-121");
	assert.equal((await names()).length, 8);
	assert.equal(await page.isVisible("text=Show more"), false);
});

way("released, tried again, called off, spam", async () => {
	await visit.go("#/p/1/leads");
	await page.click("#lead-125 >> text=Release");
	await page.waitForSelector("#lead-125 .chip.busy");
	assert.deepEqual(last("POST", /release/).body, {});
	await page.waitForSelector("text=Waiting for you (2)");
	await page.click("#lead-123 >> text=Try again");
	await page.waitForSelector("#lead-123 .chip.busy");
	await page.click("#lead-128 >> text=Call off");
	await page.click("dialog >> text=Call off >> nth=-1");
	await page.waitForSelector("#lead-128 .chip.calm");
	await page.click("#lead-127 summary");
	await page.click("#lead-127 >> text=Mark as spam");
	await page.click("dialog button.danger");
	await page.waitForSelector("#lead-127 >> text=Not sent: spam");
	assert.equal(last("POST", /spam/).path, "leads/127/spam");
});

way("nobody, and somebody by number", async () => {
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

way("what the API refuses is said in the question", async () => {
	stage.stub.fail(/POST .*cancel/, 409,
		{ message: "It is being sent this moment." });
	await visit.go("#/p/1/leads/128");
	await page.click("text=Call off");
	await page.click("dialog button.primary");
	assert.equal(await page.textContent("dialog .complaint"),
		"It is being sent this moment.");
});

way("a key that reads is offered no change", async () => {
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

way("the link on a person in Pipedrive opens the lead", async () => {
	await visit.go("#lead/01930d2e4c5b7a8f9e0d1c2b3a495867");
	await page.waitForSelector(".way");
	assert.equal(visit.hash(), "#/p/1/leads/128");
});

way("too busy: said, counted down, asked again", async () => {
	stage.stub.fail(/GET reports/, 503, { error: "too_slow", message:
		"This took too long: choose fewer days." },
	{ "Retry-After": "1" }, 4);
	await visit.go("#/p/1/overview");
	await page.waitForSelector(".tiles");
	assert.equal(calls("GET", /^reports\/overview/).length, 2);
});

way("too many questions, and no connection", async () => {
	stage.stub.fail(/GET leads/, 429, { message:
		"Too many calls of this key." }, { "Retry-After": "600" });
	await visit.go("#/p/1/leads");
	assert.equal(await visit.heading(), "Too many questions");
	await page.route("**/api/**", (route) => route.abort());
	await page.click("text=Try again");
	await page.waitForSelector("text=No connection");
	await page.unroute("**/api/**");
	stage.stub.wrong = [];
	await page.click("text=Try again");
	await page.waitForSelector("#lead-128");
	visit.wrong.length = 0;	/* the browser's word for the abort */
});

way("rows filter, filters leave again, figures compare", async () => {
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

way("days: a preset and one's own", async () => {
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

way("what is saved as CSV runs no formula", async () => {
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

way("columns sort both ways", async () => {
	await visit.go("#/p/1/reports?report=sources");
	await page.click("#sort-leads");
	await page.waitForURL(/sort=leads/);
	await page.click("#sort-leads");
	await page.waitForURL(/up=1/);
	await visit.ready();
	assert.equal(await page.getAttribute("th:has(#sort-leads)",
		"aria-sort"), "ascending");
	assert.equal((await names())[0], "(none)");
});

way("the four lines tick themselves", async () => {
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
	Object.assign(stage.stub.world.setup, { crm: { done: true,
		account: "a", company: "A", message: null }, match: {
		done: true, lead: 1, person_id: 7, person_url: null,
		message: null, values: [{ name: "First source",
			value: "google", field: "Source" }] } });
	await page.clock.fastForward(5100);
	await page.click("text=Switch on");
	await until(() => last("PUT", /projects\/4/));
	assert.deepEqual(last("PUT", /projects\/4/).body,
		{ configuration: { crm: "on" } });
});

way("live asks while it is looked at, and no longer", async () => {
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

way("settings: only what changed, and faults at their field", async () => {
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

way("a project is made, and deleted by its name only", async () => {
	await visit.go("#/new");
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
	assert.equal((await names()).includes("Kestrel Tea"), false);
});

way("a site is added, changed, deleted", async () => {
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
	assert.deepEqual(last("PUT", /pixels/).body.allowed_hosts, []);
	await page.click("[aria-label='Delete Outlet']");
	await page.click("dialog button.danger");
	await page.waitForSelector("h2:text('Outlet')",
		{ state: "detached" });
});

way("colours are chosen and kept", async () => {
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

way("times are the project's, not the reader's", async () => {
	const { occurred } = stage.stub.world.leads[0];

	await visit.go("#/p/1/leads");
	assert.match(await page.textContent("#lead-128 time"), new RegExp(
		new Date(occurred).toLocaleTimeString("en-GB", {
			timeZone: "Europe/Berlin", timeStyle: "short" })));
}, { timezoneId: "Pacific/Auckland" });

way("each change says that it comes from this page", async () => {
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
