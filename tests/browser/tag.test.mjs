/*
 * Each tag that `leadpixel pixel tag` prints, in a page in a real Chromium:
 * what an operator pastes counts a page view and carries its settings.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeInstall, PIXEL } from '../harness/install.mjs';
import { launch } from './chromium.mjs';
import { Stub } from './stub.mjs';

const DEADLINE = 10000;
const PLACES = ['html', 'wordpress', 'elementor', 'wix', 'squarespace',
	'shopify', 'webflow', 'gtm', 'csp'];
const CONTACT = '<a id=tel href="tel:+15550100">Call</a>';

let browser, install;
const stub = await new Stub().listen();
const collector = `http://127.0.0.1:${stub.port}`;
const site = `http://localhost:${stub.port}`;	/* another origin */

before(async () => {
	install = makeInstall({ project: [],
		settings: { public_url: `${collector}/lp` } });
	browser = await launch();
});

after(async () => {
	await browser?.close();
	install?.remove();
	stub.close();
});

/* What is to be pasted there, part by part. */
function parts(place, ...more) {
	return JSON.parse(install.cli('pixel', 'tag', PIXEL, '--for', place,
		...more, '--json')).parts.map((part) => part.code);
}

async function some(type, where = () => true) {
	const end = Date.now() + DEADLINE;

	for (;;) {
		const got = stub.messages.map((m) => m.body).find((body) =>
			body.event_type === type && where(body));

		if (got)
			return got;
		assert.ok(Date.now() < end, `no ${type} within ${DEADLINE} ms`);
		await new Promise((again) => setTimeout(again, 20));
	}
}

const policy = (text) => `<meta http-equiv="Content-Security-Policy"`
	+ ` content="${text}">`;

/* A tag manager's way: a new element, of which only the address is kept. */
const managed = (code) => `<template>${code}</template><script>
	var from = document.querySelector('template').content.firstChild;
	var made = document.createElement('script');
	made.async = true;
	made.src = from.getAttribute('src');
	document.head.appendChild(made);
</script>`;

/* What a page holds of the tag of that place. */
function heads(place, ...more) {
	const code = parts(place, ...more);

	if (place === 'gtm')
		return { it: code[0], 'it, rebuilt': managed(code[0]) };
	if (place !== 'csp')
		return { it: code[0] };
	const strict = policy(`default-src 'none'; ${code[0]}`);

	return { 'a policy': strict + code[1], 'Trusted Types': strict
		+ policy("require-trusted-types-for 'script'") + code[2] };
}

/* A page of that head, with what went wrong in it. */
async function open(t, head) {
	const context = await browser.newContext();
	const page = await context.newPage();
	const errors = [];

	t.after(() => context.close());
	page.on('pageerror', (error) => errors.push(String(error)));
	stub.reset();
	/* a policy that does not stand in <head> is none */
	stub.pages['/'] = '<!DOCTYPE html><head><title>T</title>'
		+ `${head}</head><body>${CONTACT}`;
	await page.goto(`${site}/`);
	return { page, errors };
}

/* Until it is heard: b.js comes when it comes. */
async function click(page) {
	await page.evaluate(() => {
		const link = document.querySelector('#tel');

		link.addEventListener('click', (event) =>
			event.preventDefault());
		window.clicking = setInterval(() => link.click(), 50);
	});
	const told = await some('contact_click');

	await page.evaluate(() => clearInterval(window.clicking));
	return told;
}

for (const place of PLACES) {
	for (const name of place === 'gtm' ? ['it', 'it, rebuilt']
		: place === 'csp' ? ['a policy', 'Trusted Types'] : ['it']) {
		const all = { timeout: 3 * DEADLINE };

		test(`--for ${place}, ${name}, counts a page view`, all,
			async (t) => {
				const { errors } = await open(t,
					heads(place)[name]);
				const view = await some('pageview');

				assert.equal(view.pixel_id, PIXEL);
				assert.equal(view.page_url, `${site}/`);
				assert.equal(stub.messages[0].path, '/lp/t');
				assert.deepEqual(errors, []);
			});

		test(`--for ${place}, ${name}, carries its settings`, all,
			async (t) => {
				const { page, errors } = await open(t, heads(
					place, '--use', 'contacts outbound',
					'--consent', 'required')[name]);

				await page.waitForFunction(() =>
					window.leadpixel?.version);
				assert.equal(stub.messages.length, 0);
				await page.evaluate(() =>
					leadpixel('consent', true));
				await some('pageview');
				const told = await click(page);

				assert.deepEqual([told.props.kind, told.pixel_id],
					['tel', PIXEL]);
				assert.deepEqual(errors, []);
			});
	}
}

test('what is called before it has loaded is heard', async (t) => {
	const [tag, queue] = parts('html');
	const { errors } = await open(t, `${queue}<script>leadpixel('track',`
		+ ` 'early', { a: 1 })</script>${tag}`);

	assert.deepEqual((await some('early')).props, { a: 1 });
	await some('pageview');
	assert.deepEqual(errors, []);
});

test('under Trusted Types one tag counts, but has no b.js', async (t) => {
	const [, tag] = parts('csp', '--use', 'contacts');
	const { page } = await open(t,
		policy("require-trusted-types-for 'script'") + tag);

	await some('pageview');
	assert.equal(await page.evaluate(() => typeof leadpixel.commands.use),
		'undefined');
});

test('a policy without the additions stops it', async (t) => {
	const [, tag] = parts('csp');
	const { page } = await open(t, policy("default-src 'self'") + tag);

	assert.equal(await page.evaluate(() => typeof window.leadpixel),
		'undefined');
	assert.equal(stub.messages.length, 0);
});
