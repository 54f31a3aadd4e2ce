/* Each builder's page by itself: what the other tests build upon. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch } from './chromium.mjs';
import { openSite } from './site.mjs';

const folder = new URL('builders/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
const EMAIL = 'ann@example.com';

let browser;

before(async () => {
	browser = await launch();
});

after(() => browser.close());

async function visit(builder, work) {
	const site = await openSite(builder, '');
	const context = await browser.newContext();
	const page = await context.newPage();
	const errors = [];

	page.setDefaultTimeout(10000);
	page.on('pageerror', (error) => errors.push(String(error)));
	try {
		await page.goto(site.url);
		await work(page, site);
		assert.deepEqual(errors, []);
	} finally {
		await context.close();
		site.close();
	}
}

for (const file of files) {
	const { default: builder } = await import(new URL(file, folder));

	test(`${builder.name} ${builder.version}: success`, () =>
		visit(builder, async (page, site) => {
			await builder.fill(page, EMAIL);
			await builder.send(page);
			await builder.sent(page);
			/* twice: a form encoded as one field of another */
			assert.ok(site.calls.some(({ body, query }) =>
				decodeURIComponent(decodeURIComponent(body
					+ query)).includes(EMAIL)),
			'it was sent');
		}));
	for (const { where, fill, refused } of builder.refusals)
		test(`${builder.name}: refused by the ${where}`, () =>
			visit(builder, async (page, site) => {
				await fill(page);
				await builder.send(page);
				await refused(page);
				assert.equal(site.calls.length > 0,
					where === 'server');
			}));
}
