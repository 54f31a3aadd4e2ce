/* dashboard_hands: all that matters can be done by Tab, Enter, Space and the
 * arrows alone. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Stage } from "./dashboard_stage.mjs";

const FAR = 120;	/* more than any screen's stops */
const stage = new Stage();

before(() => stage.open());
after(() => stage.close());

function focused(page) {
	return page.evaluate(() => {
		const { activeElement: one } = document;

		return one.matches("body, main, dialog") ? ""
			: (one.getAttribute("aria-label") ?? one.labels?.[0]
				?.textContent ?? one.textContent).trim();
	});
}

/* Every stop on the way has to be seen. */
async function isSeen(page) {
	return page.evaluate(() => {
		const one = document.activeElement;
		const { outlineStyle, outlineWidth } = getComputedStyle(one);
		const { width, height } = one.getBoundingClientRect();

		return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
			&& width > 0 && height > 0;
	});
}

async function tabTo(page, name, { back = false } = {}) {
	const stops = [];

	for (let i = 0; i < FAR; i++) {
		await page.keyboard.press(back ? "Shift+Tab" : "Tab");
		const text = await focused(page);

		stops.push(text);
		if (name.test(text)) {
			assert.ok(await isSeen(page), `${text}: not seen`);
			return;
		}
	}
	assert.fail(`no ${name} among ${stops.join(", ")}`);
}

async function writtenKey(visit) {
	await visit.page.keyboard.type(stage.key);
	await visit.page.keyboard.press("Enter");
	await visit.page.waitForFunction(() =>
		!document.getElementById("key"));
	await visit.ready();
}

test("log in, choose a person, look at the lead", async (t) => {
	if (!stage.stub)
		return t.skip("needs a lead in review");
	const visit = await stage.visit();
	const { page } = visit;

	await visit.go("#/");
	assert.equal(await focused(page), "Key");
	await writtenKey(visit);
	await tabTo(page, /^Lumen & Oak$/);
	await page.keyboard.press("Enter");
	await page.waitForSelector("#lead-127");
	await tabTo(page, /^Choose the person: lead 127$/);
	await page.keyboard.press("Enter");
	await page.waitForSelector("dialog[open]");
	await tabTo(page, /^Jane Miller/);
	await page.keyboard.press("Space");
	await tabTo(page, /^Take this answer$/);
	await page.keyboard.press("Enter");
	await page.waitForSelector("#lead-127 .chip.busy");
	assert.deepEqual(stage.stub.calls.filter(({ method, path }) =>
		method === "POST" && path !== "session").map(
		({ path, body }) => [path, body]),
	[["leads/127/resolve", { person: 901 }]]);
	assert.equal(await focused(page), "Jane Miller");
	await page.keyboard.press("Enter");
	await page.waitForSelector(".way");
	assert.equal(await visit.heading(), "Jane Miller");
	stage.stub.reset();
	assert.deepEqual(visit.wrong, []);
	return visit.close();
});

test("a question can be left by Escape, and nothing is done", async (t) => {
	if (!stage.stub)
		return t.skip("needs a lead in review");
	const visit = await stage.enter();
	const { page } = visit;

	await visit.go("#/p/1/leads/125");
	await tabTo(page, /^Mark as spam: lead 125$/);
	await page.keyboard.press("Enter");
	await page.waitForSelector("dialog[open]");
	await page.keyboard.press("Escape");
	await page.waitForSelector("dialog", { state: "detached" });
	assert.equal(await focused(page), "Mark as spam: lead 125");
	assert.equal(stage.stub.calls.some(({ path }) =>
		path.endsWith("/spam")), false);
	return visit.close();
});

test("the chart tells each point to the arrows", async () => {
	const visit = await stage.enter();
	const { page } = visit;
	const [, overview] = (await visit.places()).find(([name]) =>
		name === "overview");

	await visit.go(overview);
	await tabTo(page, /point in time$/);
	const text = () => page.getAttribute("#chart-point",
		"aria-valuetext");
	const last = await text();

	await page.keyboard.press("ArrowLeft");
	assert.notEqual(await text(), last);
	assert.match(await text(), /^\w{3} \d+ \w{3}(?: \d+)?: [\d,.]+/);
	assert.equal(await page.textContent(".readout"), await text());
	await visit.close();
});

test("the skip link leads past the tabs", async () => {
	const visit = await stage.enter();
	const { page } = visit;

	await visit.go("#/");
	await tabTo(page, /^Skip to the content$/);
	await page.keyboard.press("Enter");
	assert.equal(await page.evaluate(() => document.activeElement.id),
		"main");
	assert.equal(visit.hash(), "#/");
	await visit.close();
});
