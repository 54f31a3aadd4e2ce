/* pixel.js on the page of each form builder, before the real collector: what
 * is sent and taken is one lead, confirmed; what is refused is none. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { PIXEL } from '../harness/install.mjs';
import { poll } from '../harness/poll.mjs';
import { openScene } from '../harness/scene.mjs';
import { launchPerson, newPerson } from './chromium.mjs';
import { openSite } from './site.mjs';

const folder = new URL('builders/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
const DEADLINE_MS = 15000;
/* The browser's own line for an answer 4xx; no script's. */
const NETWORK = /^Failed to load resource/;

let browser, scene, people = 0;

before(async () => {
	scene = await openScene();
	browser = await launchPerson();
});

after(async () => {
	await browser.close();
	await scene.close();
});

/* One visitor on the builder's page; `use` are words of data-use. */
async function visit(builder, use, work) {
	const tag = `<script async src="${scene.url}/lp/a.js"`
		+ ` data-pixel-id="${PIXEL}" data-use="${use}"></script>`;
	const site = Object.assign(await openSite(builder, tag),
		{ since: newest() });
	const context = await newPerson(browser);
	const page = await context.newPage();
	const errors = [];

	page.setDefaultTimeout(DEADLINE_MS);
	page.on('pageerror', (error) => errors.push(String(error)));
	page.on('console', (line) => line.type() === 'error'
		&& !NETWORK.test(line.text()) && errors.push(line.text()));
	try {
		await page.goto(site.url);
		await page.waitForFunction(() => window.leadpixel?.version);
		await work(page, site);
		assert.deepEqual(errors, []);
	} finally {
		await context.close();
		site.close();
	}
}

/* A port may come again: what was there before is another site's. */
function newest() {
	return scene.value("SELECT ifnull(max(id), 0) FROM tracking_events");
}

function leadsOf(site) {
	return scene.rows(`SELECT s.email, s.form_state FROM submissions s
		JOIN tracking_events e ON e.id = s.event_id
		JOIN pages p ON p.id = e.page_id
		WHERE p.url LIKE '${site.url}%' AND e.id > ${site.since}`);
}

/* Nothing more can come of the page: it was left, another one counted. */
async function leave(page, site) {
	const views = () => scene.value(`SELECT count(*)
		FROM tracking_events e JOIN pages p ON p.id = e.page_id
		WHERE e.type = 'left' AND e.id > ${site.since}
		AND p.url LIKE '${site.url}%'`);

	await page.goto(site.url);
	await page.waitForFunction(() => window.leadpixel?.version);
	await page.evaluate(() => window.leadpixel('track', 'left'));
	await poll('the next page', DEADLINE_MS, () => views() === 1);
}

function expected(builder, email) {
	return [{ email, form_state: builder.silent ? 'attempted'
		: 'confirmed' }];
}

function proveSuccess(builder, use) {
	const email = `ann${++people}@example.com`;

	return visit(builder, use, async (page, site) => {
		await builder.fill(page, email);
		await page.evaluate(() => window.later(20000));
		await builder.send(page);
		await builder.sent(page);
		await poll(`the lead of ${builder.name}`, DEADLINE_MS, () =>
			JSON.stringify(leadsOf(site)) === JSON.stringify(
				expected(builder, email))).catch(() =>
			assert.deepEqual(leadsOf(site),
				expected(builder, email)));
	});
}

/* Each press of a person is followed by another in the next turn. */
function pressTwice() {
	window.addEventListener('click', (event) => {
		const { target } = event;

		if (event.isTrusted)
			setTimeout(() => target.click());
	}, true);
}

function proveDouble(builder, use) {
	const email = `ann${++people}@example.com`;

	return visit(builder, use, async (page, site) => {
		await builder.fill(page, email);
		await page.evaluate(() => window.later(20000));
		for (const frame of page.frames())
			await frame.evaluate(pressTwice);
		await builder.send(page);
		await poll(`the lead of ${builder.name}`, DEADLINE_MS, () =>
			leadsOf(site).length > 0);
		/* or the way to the page of thanks would cross our own */
		if (builder.leaves)
			await builder.sent(page);
		await leave(page, site);
		assert.deepEqual(leadsOf(site).map((lead) => lead.email),
			[email]);
	});
}

function proveRefusal(builder, refusal, use) {
	return visit(builder, use, async (page, site) => {
		await refusal.fill(page);
		await page.evaluate(() => window.later(20000));
		await builder.send(page);
		await refusal.refused(page);
		await leave(page, site);
		const states = () => leadsOf(site).map((lead) =>
			lead.form_state);

		if (refusal.quiet)
			await poll('it is attempted', DEADLINE_MS, () =>
				states().join() === 'attempted');
		else
			await poll('it is no lead', DEADLINE_MS, () =>
				states().every((state) => state === 'failed'));
	});
}

for (const file of files) {
	const { default: builder } = await import(new URL(file, folder));
	const use = builder.use ?? '';
	const about = `${builder.name} (${file.replace('.mjs', '')})`;

	test(`${about}: success`, () => proveSuccess(builder, use));
	test(`${about}: double click`, () => proveDouble(builder, use));
	for (const refusal of builder.refusals)
		test(`${about}: refused by the ${refusal.where}`, () =>
			proveRefusal(builder, refusal, use));
}
