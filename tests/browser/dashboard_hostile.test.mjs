/* dashboard_hostile: what others wrote, everywhere a text can stand, is shown
 * as text and does nothing. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Stage } from "./dashboard_stage.mjs";

const MARKUP = "\"'><img src=/hack onerror=hack()><script>hack()</script>"
	+ "<svg onload=hack()><a href=javascript:hack()>x</a>\u202e{{7*7}}";
const LINK = `javascript:hack()//${MARKUP}`;
const LONG = `${MARKUP}${"W".repeat(300)}`;

/* Ours, not written by strangers: without these nothing is shown at all. */
const OURS = new Set(["id", "pixel", "pixel_id", "state", "target", "level",
	"role", "privacy", "ip_policy", "time_zone", "verdict", "interval",
	"start", "from", "to", "next", "form_state", "touch", "lead_id"]);
const LINKS = /(?:^|_)(?:url|landing|referrer|page)$/;
const MOMENT = /^\d{4}-\d\d-\d\d/;

function poison(value, key, text) {
	if (Array.isArray(value))
		return value.map((one) => poison(one, key, text));
	if (value !== null && typeof value === "object")
		return Object.fromEntries(Object.entries(value).map(
			([name, one]) => [key === "parameters" ? text : name,
				OURS.has(name) ? one
					: poison(one, name, text)]));
	if (key === "crm" || typeof value !== "string" && value !== null
		|| MOMENT.test(value))
		return value;
	return LINKS.test(key) ? LINK : value === null ? null : text;
}

const stage = new Stage();

before(() => stage.open());
after(() => stage.close());

/* Elements that only markup within a text could have made. */
function made(page) {
	return page.evaluate(() => [...document.querySelectorAll("body img,"
		+ " body script, body svg, body iframe, body object")]
		.map(({ outerHTML }) => outerHTML));
}

function badLinks(page) {
	return page.evaluate(() => [...document.links]
		.filter(({ protocol }) => !/^https?:$/.test(protocol))
		.map(({ href }) => href));
}

/* What sticks out of a phone, where something does. */
function tooWide(page) {
	return page.evaluate(() => document.documentElement.scrollWidth <= 375
		? [] : [...document.querySelectorAll("body *")].filter((one) =>
			one.getBoundingClientRect().right > 376).slice(0, 5)
			.map((one) => one.outerHTML.slice(0, 90)));
}

async function look(visit, name) {
	const { page } = visit;

	await page.evaluate(() => document.querySelectorAll("details")
		.forEach((one) => {
			one.open = true;
		}));
	assert.deepEqual(await made(page), [], name);
	assert.deepEqual(await badLinks(page), [], name);
	assert.equal(await page.evaluate(() => window.hacked), undefined,
		name);
	assert.deepEqual(await visit.violations(), [], name);
	assert.deepEqual(await tooWide(page), [], `${name}: too wide`);
}

async function armed(mode) {
	const visit = await stage.enter(mode);

	await visit.page.context().addInitScript(() => {
		window.hack = () => {
			window.hacked = true;
		};
	});
	return visit;
}

/* Only the stand-in can be told to lie. */
for (const [what, text] of [["markup", MARKUP], ["a long word", LONG]])
	test(`${what} in every text of the API`, async (t) => {
		if (!stage.stub)
			return t.skip("the real API stores no such thing");
		const visit = await armed("phone");
		const places = await visit.places();
		const silent = [];

		stage.stub.change = (answer) => ({ ...answer,
			data: poison(answer.data, "data", text) });
		for (const [name, hash] of places) {
			await visit.go(hash);
			await visit.shot(`hostile-${name}`);
			await look(visit, name);
			const shown = await visit.page.textContent("body");

			assert.equal(shown.includes("\u202e"), false, name);
			if (!shown.includes("<img src=/hack"))
				silent.push(name);
		}
		stage.stub.reset();
		assert.deepEqual(silent, []);
		assert.deepEqual(visit.wrong, []);
		assert.deepEqual(visit.foreign, []);
		return visit.close();
	});

test("markup in a question and in what goes wrong", async (t) => {
	if (!stage.stub)
		return t.skip("the real API stores no such thing");
	const visit = await armed("phone");
	const { page } = visit;

	stage.stub.change = (answer) => ({ ...answer,
		data: poison(answer.data, "data", MARKUP) });
	await visit.go("#/p/1/leads?state=review");
	await page.click("button:text('Choose the person')");
	await page.waitForSelector("dialog[open]");
	await look(visit, "dialog");
	await visit.shot("hostile-dialog");
	await page.keyboard.press("Escape");
	stage.stub.fail(/^GET leads/, 400, { message: MARKUP });
	await visit.go("#/p/1/leads");
	assert.match(await page.textContent("main"), /<img src=\/hack/);
	await look(visit, "failure");
	stage.stub.reset();
	assert.deepEqual(visit.wrong, []);
	return visit.close();
});

test("markup in the address", async () => {
	const visit = await armed("phone");
	const evil = encodeURIComponent(MARKUP);

	for (const hash of [`#/${evil}`, `#/p/${evil}/leads`,
		`#/p/1/overview?source=${evil}&period=${evil}`,
		`#/p/1/reports?report=${evil}&campaign=${evil}`,
		`#/p/1/leads?text=${evil}&state=${evil}`,
		`#/p/1/sites/${evil}`, "#/p/1/leads/constructor",
		`#/p/1/overview?figure=__proto__&from=${evil}&to=${evil}`]) {
		await visit.go(hash);
		await look(visit, hash);
	}
	assert.deepEqual(visit.wrong, []);
	assert.deepEqual(visit.foreign, []);
	await visit.close();
});
