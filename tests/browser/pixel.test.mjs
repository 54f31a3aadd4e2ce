/* pixel.js in a real Chromium, against a stub collector. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { gzipBytes, minified } from '../../tools/minify.mjs';
import { launch } from './chromium.mjs';
import { Stub } from './stub.mjs';

const require = createRequire(new URL('../../tools/', import.meta.url));
const acorn = require('acorn');

const source = readFileSync(
	new URL('../../htdocs/pixel.js', import.meta.url), 'utf8');
const DEADLINE = 10000;
const HEX = /^[0-9a-f]{32}$/;
const TAG = '<script async src="/lp/a.js" data-pixel-id="test-pixel-01">'
	+ '</script>';
const FORM = '<form id=f action=/thanks><input name=email type=email>'
	+ '<button>Send</button></form>';
const AJAX = FORM + '<script>f.onsubmit=function(e){e.preventDefault()}'
	+ '</script>';

let browser;
const stub = await new Stub().listen();
const site = `http://127.0.0.1:${stub.port}`;
const other = `http://localhost:${stub.port}`;

before(async () => {
	browser = await launch();
});

after(async () => {
	await browser.close();
	stub.close();
});

function html(body, tag = TAG) {
	return `<!DOCTYPE html><title>T</title><body>${body}${tag}`;
}

/* Asks again until it is so: no test sleeps. */
async function until(what, ask) {
	const end = Date.now() + DEADLINE;

	for (;;) {
		const got = await ask();

		if (got)
			return got;
		if (Date.now() > end)
			assert.fail(`not within ${DEADLINE} ms: ${what}; got `
				+ JSON.stringify(stub.messages.map((m) =>
					[m.path, m.body.event_type,
						m.body.form_state])));
		await new Promise((again) => setTimeout(again, 20));
	}
}

/* What one case has in hand. */
class Case {
	constructor(page) {
		this.page = page;
	}

	go(path = '/', options = {}) {
		return this.page.goto(path.startsWith('http') ? path
			: site + path, options);
	}

	of(type) {
		return stub.messages.filter((m) => m.body.event_type === type
			|| type === '*').map((m) => m.body);
	}

	async some(type, count = 1) {
		await until(`${count} ${type}`, () =>
			this.of(type).length >= count);
		return this.of(type);
	}

	/* After this marker came, what had to be sent was sent. */
	async marked(name = 'marker') {
		await this.page.evaluate((n) =>
			leadpixel('track', n), name);
		await this.some(name);
	}

	stored() {
		return this.page.evaluate(() => Object.keys(localStorage)
			.filter((key) => key.startsWith('lp_out_')).map((key) =>
				JSON.parse(localStorage[key])));
	}

	allKeys() {
		return this.page.evaluate(() => Object.keys(localStorage)
			.concat(Object.keys(sessionStorage)));
	}

	async empty() {
		await until('an empty outbox', async () =>
			(await this.stored()).length === 0);
	}

	/* Back-off is minutes and days: tests make all due at once. */
	due() {
		return this.page.evaluate(() => Object.keys(localStorage)
			.filter((key) => key.startsWith('lp_out_'))
			.forEach((key) => {
				const item = JSON.parse(localStorage[key]);

				item.d = 0;
				localStorage[key] = JSON.stringify(item);
			}));
	}

	async lead(mail = 'ann@example.com') {
		await this.page.fill('[name=email]', mail);
		await this.page.click('button');
	}

	/* The one lead of a form with these fields, by name. */
	async fields(markup, fill) {
		stub.pages['/'] = html(`<form id=f novalidate onsubmit="return `
			+ `false">${markup}<button form=f>Send</button>`
			+ '</form>');
		await this.go();
		await this.some('pageview');
		if (fill)
			await this.page.evaluate(fill);
		await this.page.click('button');
		const [lead] = await this.some('form_submit');

		return lead.form_data.reduce((got, { name, value }) => ({
			...got, [name]: name in got
				? [got[name], value].flat() : value }), {});
	}
}

/* name: [{ pages, script, init, context }, the case] */
const cases = {
	'a page view says all the contract asks': [{}, async (c) => {
		await c.go('/?utm_source=x&gclid=AbC');
		const [view] = await c.some('pageview');

		assert.equal(view.pixel_id, 'test-pixel-01');
		assert.match(view.hit_id, HEX);
		assert.ok(Math.abs(parseInt(view.hit_id.slice(0, 12), 16)
			- Date.now()) < 60000);
		assert.equal(view.page_url, site + '/?utm_source=x&gclid=AbC');
		assert.equal(view.page_title, 'T');
		assert.equal(view.landing.url, view.page_url);
		assert.ok(view.age_ms >= 0 && view.age_ms < 5000);
		assert.ok(view.landing.age_ms >= 0);
		assert.ok(Math.abs(view.landing.at - Date.now()) < 60000);
		assert.equal(view.webdriver, true);
		assert.deepEqual([view.viewport, /^\d+x\d+$/.test(view.screen),
			view.consent, view.test, view.props, view.cookies],
		['1280x720', true, undefined, undefined, undefined, undefined]);
		assert.match(stub.messages[0].type, /^text\/plain/);
		assert.equal(stub.messages[0].path, '/lp/t');
		await c.empty();
	}],

	'the visitor id the collector gives is kept and sent': [
		{ script: { '*': ['token', 'final'] } }, async (c) => {
			await c.go();
			await c.empty();
			await until('the id stored', () => c.page.evaluate(() =>
				localStorage.lp_id));
			await c.marked();
			assert.equal(c.of('marker')[0].visitor_cookie,
				'pxl_0123456789abcdef0123456789abcdef');
		}],

	'a page without our storage still counts': [{
		init: () => ['localStorage', 'sessionStorage'].forEach((name) =>
			Object.defineProperty(window, name, { get() {
				throw new Error('denied');
			} })) }, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.some('form_submit');
	}],

	'full storage still counts': [{ init: () =>
		['localStorage', 'sessionStorage'].forEach((name) => {
			for (let piece = 'x'.repeat(1e6); piece;
				piece = piece.slice(1, piece.length / 2))
				for (let i = 0; i < 9; i++)
					try {
						window[name]['p' + piece.length
							+ i] = piece;
					} catch { break; }
		}) }, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.some('form_submit');
	}],

	'a lead is tried again on the page itself': [
		{ script: { '/lp/l': ['busy', 'final'] } }, async (c) => {
			stub.pages['/'] = html(AJAX);
			await c.go();
			await c.some('pageview');
			await c.lead();
			const [one, two] = await c.some('form_submit', 2);

			assert.equal(one.hit_id, two.hit_id);
			assert.equal(one.lead_id, two.lead_id);
			assert.ok(two.age_ms >= one.age_ms);
			await c.empty();
		}],

	'spent and old items are dropped, young ones sent': [{}, async (c) => {
		await c.go();
		await c.empty();
		await c.page.evaluate(() => {
			const day = 864e5;
			const put = (id, days, tries, lead) => {
				localStorage['lp_out_' + (lead ? 0 : 1) + id]
					= JSON.stringify({
					t: Date.now() - days * day,
					n: tries, d: 0,
					m: { hit_id: id, event_type: id,
						lead_id: lead,
						landing: { at: 1 },
						page_url: location.href } });
			};

			put('view_old', 1.1, 1);
			put('view_spent', 0, 3);
			put('view_young', 0.9, 2);
			put('lead_old', 7.1, 1, 'x');
			put('lead_spent', 1, 10, 'x');
			put('lead_young', 6.9, 9, 'x');
		});
		await c.go('/two');
		await c.some('view_young');
		await c.some('lead_young');
		await c.marked();
		await c.empty();
		assert.deepEqual(['view_old', 'view_spent', 'lead_old',
			'lead_spent'].flatMap((id) => c.of(id)), []);
		assert.ok(c.of('lead_young')[0].age_ms > 6.8 * 864e5);
	}],

	'at most twenty page views wait': [
		{ script: { '*': ['drop'] } }, async (c) => {
			await c.go();
			await c.some('pageview');
			await c.page.evaluate(() => {
				for (let i = 0; i < 30; i++)
					leadpixel('track', 'e' + i);
			});
			const kept = await c.stored();

			assert.equal(kept.length, 20);
			const names = kept.map((item) => item.m.event_type);

			assert.ok(names.includes('e29'));
			assert.ok(!names.includes('e1'));
		}],

	'back online sends what waits': [
		{ script: { '*': ['busy', 'final'] } }, async (c) => {
			await c.go();
			await until('one try', async () => stub.messages.length
				&& (await c.stored())[0]?.n === 1);
			await until('sent again', async () => {
				await c.page.evaluate(() =>
					dispatchEvent(new Event('online')));
				return c.of('pageview').length > 1;
			});
			await c.empty();
			assert.equal(c.of('pageview')[0].hit_id,
				c.of('pageview')[1].hit_id);
		}],

	'without fetch: a lead by beacon, kept until a readable answer': [
		{ init: () => {
			if (!location.search)
				delete window.fetch;
		} }, async (c) => {
			stub.pages['/'] = html(AJAX);
			await c.go();
			await c.some('pageview');
			await c.lead();
			const [first] = await c.some('form_submit');

			assert.equal(stub.messages.at(-1).method, 'POST');
			assert.equal((await c.stored()).length, 2);
			await c.due();
			await c.go('/?with=fetch');
			await until('the same id again', () =>
				c.of('form_submit').filter((m) =>
					m.hit_id === first.hit_id).length === 2);
			await c.empty();
		}],

	'without fetch and beacon: image, page views only': [
		{ init: () => {
			delete window.fetch;
			delete Navigator.prototype.sendBeacon;
		} }, async (c) => {
			stub.pages['/'] = html(AJAX);
			await c.go();
			await until('an image', () => stub.messages.length);
			const [m] = stub.messages;

			assert.equal(m.path, '/lp/p.gif');
			assert.equal(m.body.pixel_id, 'test-pixel-01');
			assert.equal(m.body.page_url, site + '/');
			assert.match(m.body.hit_id, HEX);
			assert.equal(m.body.landing.url, site + '/');
			await c.lead();
			await until('two kept', async () =>
				(await c.stored()).length === 2);
			assert.equal(stub.messages.length, 1);
		}],

	'one page view per path change, coalesced': [{}, async (c) => {
		await c.go('/?a=1');
		await c.some('pageview');
		await c.page.evaluate(() => {
			history.pushState({}, '', '/loading');
			history.replaceState({}, '', '/done');
		});
		await c.some('pageview', 2);
		await c.page.evaluate(() =>
			history.replaceState({}, '', '?b=2'));
		await c.marked();
		await c.page.goBack();
		const views = await c.some('pageview', 3);

		assert.deepEqual(views.map((m) => m.page_url),
			[site + '/?a=1', site + '/done', site + '/?a=1']);
		assert.deepEqual(views.map((m) => m.referrer_url),
			['', site + '/?a=1', site + '/done?b=2']);
		assert.deepEqual(views.map((m) => m.landing.url),
			Array(3).fill(site + '/?a=1'));
	}],

	'a return from the back-forward cache counts': [{}, async (c) => {
		await c.go();
		await c.some('pageview');
		await c.page.evaluate(() => dispatchEvent(
			new PageTransitionEvent('pageshow',
				{ persisted: true })));
		await c.some('pageview', 2);
	}],

	'a prerendered page waits until it is seen': [{ init: () => {
		let hidden = true;

		Object.defineProperty(document, 'prerendering',
			{ get: () => hidden });
		window.show = () => {
			hidden = false;
			document.dispatchEvent(new Event('prerenderingchange'));
		};
	} }, async (c) => {
		await c.go('/', { waitUntil: 'load' });
		assert.deepEqual(stub.messages, []);
		await c.page.evaluate(() => window.show());
		await c.some('pageview');
	}],

	'lp_ignore keeps the owner out until lifted': [{}, async (c) => {
		await c.go('/?lp_ignore=1', { waitUntil: 'load' });
		await c.go('/two', { waitUntil: 'load' });
		await c.go('/?lp_ignore=0');
		await c.some('pageview');
		assert.deepEqual(c.of('pageview').map((m) => m.page_url),
			[site + '/?lp_ignore=0']);
		assert.equal(await c.page.evaluate(() =>
			localStorage.lp_ignore), '0');
	}],

	'lp_test marks the rest of the tab': [{}, async (c) => {
		await c.go('/?lp_test=1');
		await c.go('/two');
		const views = await c.some('pageview', 2);

		assert.deepEqual(views.map((m) => m.test), [true, true]);
	}],

	'the landing stays, a campaign or an outsider renews it': [{},
		async (c) => {
			stub.pages['/out'] = `<a href="${site}/four">go</a>`;
			await c.go('/?utm_source=one');
			await c.some('pageview');
			await c.page.reload();
			await c.go('/two');
			await c.go('/three?gclid=Z');
			await c.go(other + '/out');
			await c.page.click('a');
			const views = await c.some('pageview', 5);

			assert.deepEqual(views.map((m) => m.landing.url
				.slice(site.length)), ['/?utm_source=one',
				'/?utm_source=one', '/?utm_source=one',
				'/three?gclid=Z', '/four']);
			assert.equal(views[0].landing.at, views[2].landing.at);
			assert.equal(views[4].landing.referrer, other + '/');
		}],

	'a late script still knows the landing': [{}, async (c) => {
		stub.pages['/'] = html('', '');
		await c.go('/?utm_source=late');
		await c.page.evaluate((tag) => {
			history.replaceState({}, '', '/');
			document.body.append(document.createRange()
				.createContextualFragment(tag));
		}, TAG);
		const [view] = await c.some('pageview');

		assert.equal(view.page_url, site + '/?utm_source=late');
		assert.equal(view.landing.url, view.page_url);
	}],

	'loaded twice: the first one wins': [{}, async (c) => {
		stub.pages['/'] = html('', TAG.replace('async', '') + TAG
			.replace('async', '').replace('01', '02'));
		await c.go();
		await c.marked();
		assert.deepEqual(c.of('*').map((m) => m.pixel_id),
			['test-pixel-01', 'test-pixel-01']);
	}],

	'consent required: silence, then all of it': [{}, async (c) => {
		stub.pages['/'] = html('', TAG.replace('async',
			'data-consent=required'));
		await c.go('/?utm_source=c', { waitUntil: 'load' });
		assert.deepEqual(stub.messages, []);
		assert.deepEqual(await c.allKeys(), []);
		await c.page.evaluate(() => leadpixel('consent', true));
		const [view] = await c.some('pageview');

		assert.equal(view.consent, true);
		assert.equal(view.landing.url, site + '/?utm_source=c');
		assert.equal(await c.page.evaluate(() =>
			JSON.parse(sessionStorage.lp_land).url),
		view.landing.url);
		await c.empty();
		await c.page.evaluate(() => leadpixel('consent', false));
		assert.deepEqual(await c.allKeys(), []);
	}],

	'the queue before load, init last': [{}, async (c) => {
		stub.pages['/'] = html(`<script>window.leadpixel=function(){
			(leadpixel.q=leadpixel.q||[]).push(arguments)};
			leadpixel('track','early',{a:1});
			leadpixel('consent',true);
			leadpixel('ready',function(){window.isReady=1});
			leadpixel('identify',{plan:'x'});
			leadpixel('init',{id:'init-pixel-01',endpoint:'/lp/'});
			</script>`, '<script src=/bundle.js></script>');
		await c.go();
		const [early] = await c.some('early');

		assert.deepEqual([early.props, early.consent, early.pixel_id],
			[{ a: 1 }, true, 'init-pixel-01']);
		await c.some('identify');
		assert.equal(await c.page.evaluate(() => window.isReady), 1);
		await c.page.evaluate(() => PPPTracker.track());
		await c.some('pageview', 2);
		assert.equal(typeof await c.page.evaluate(() =>
			PPPTracker.version), 'string');
	}],

	'a lead says all the contract asks': [{}, async (c) => {
		stub.pages['/'] = html('<form id=i name=n method=post '
			+ 'action=https://crm.example/x '
			+ 'onsubmit="return false">'
			+ '<label>Your mail<input name=email type=email '
			+ 'autocomplete=email></label><button>Send</button>'
			+ '</form>');
		await c.go();
		await c.some('pageview');
		await c.lead();
		const [lead] = await c.some('form_submit');

		assert.match(lead.lead_id, HEX);
		assert.notEqual(lead.lead_id, lead.hit_id);
		assert.equal(lead.form_state, 'attempted');
		assert.ok(lead.form.filled_ms >= 0);
		delete lead.form.filled_ms;
		assert.deepEqual(lead.form, { id: 'i', name: 'n',
			method: 'post', truncated: false });
		assert.deepEqual(lead.form_data, [{ name: 'email',
			type: 'email', role: '', autocomplete: 'email',
			label: 'Your mail', value: 'ann@example.com' }]);
		assert.equal(stub.messages.at(-1).path, '/lp/l');
		await c.empty();
	}],

	'double click is one lead, two leads are two': [{}, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go();
		await c.some('pageview');
		await c.page.fill('[name=email]', 'ann@example.com');
		await c.page.dblclick('button');
		await c.some('form_submit');
		await c.lead('bob@example.com');
		const [one, two] = await c.some('form_submit', 2);

		assert.notEqual(one.lead_id, two.lead_id);
		assert.deepEqual(c.of('form_submit').map((m) =>
			m.form_data[0].value),
		['ann@example.com', 'bob@example.com']);
	}],

	'submit() out of a handler is the same lead': [{}, async (c) => {
		stub.pages['/'] = html(FORM + '<script>f.onsubmit='
			+ 'function(e){e.preventDefault();'
			+ 'f.email.value+=".au";f.submit()}</script>');
		stub.pages['/thanks'] = html('thanks', '');
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.page.waitForURL('**/thanks?*');
		await c.some('form_submit');
		assert.equal(c.of('form_submit').length, 1);
	}],

	'form.submit() alone is a lead': [{}, async (c) => {
		stub.pages['/'] = html(FORM);
		await c.go();
		await c.some('pageview');
		await c.page.fill('[name=email]', 'ann@example.com');
		await c.page.evaluate(() => document.forms[0].submit());
		await c.some('form_submit');
	}],

	'what does not validate is no lead': [{}, async (c) => {
		stub.pages['/'] = html(AJAX.replace('type=email',
			'type=email required'));
		await c.go();
		await c.some('pageview');
		await c.page.click('button');
		await c.page.evaluate(() => document.forms[0].dispatchEvent(
			new Event('submit', { bubbles: true,
				cancelable: true })));
		await c.marked();
		assert.deepEqual(c.of('form_submit'), []);
	}],

	'another page confirms the lead, once': [{}, async (c) => {
		stub.pages['/'] = html(FORM);
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.page.waitForURL('**/thanks?*');
		const leads = await c.some('form_submit', 2);

		assert.deepEqual(leads.map((m) => m.form_state),
			['attempted', 'confirmed']);
		assert.equal(leads[0].lead_id, leads[1].lead_id);
		assert.notEqual(leads[0].hit_id, leads[1].hit_id);
		assert.equal(leads[1].page_url, site + '/');
		assert.deepEqual(leads[1].form_data, leads[0].form_data);
		await c.empty();
		await c.go('/third');
		await c.marked();
		await c.empty();
		assert.equal(c.of('form_submit').length, 2);
	}],

	'confirmed takes the place of an attempted not taken': [
		{ script: { '/lp/l': ['firewall', 'final'] } }, async (c) => {
			stub.pages['/'] = html(FORM);
			await c.go();
			await c.some('pageview');
			await c.lead();
			await c.some('form_submit', 2);
			await c.empty();
			assert.deepEqual(c.of('form_submit').map((m) =>
				m.form_state), ['attempted', 'confirmed']);
		}],

	'the same page again, filled in: not confirmed': [{}, async (c) => {
		stub.pages['/'] = html(FORM.replace('/thanks', '/')
			.replace('name=email', 'name=email value=x@example.com'));
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.page.waitForURL('**/?email=*');
		await c.some('pageview', 2);
		await c.page.waitForFunction(() => sessionStorage.lp_land
			&& !sessionStorage.lp_lead);
		await c.marked();
		assert.deepEqual(c.of('form_submit').map((m) => m.form_state),
			['attempted']);
	}],

	'the same page again, without the form: confirmed': [{}, async (c) => {
		stub.pages['/'] = html(FORM.replace('/thanks', '/two'));
		stub.pages['/two'] = stub.pages['/'];
		await c.go('/two');
		await c.some('pageview');
		stub.pages['/two'] = html('Thanks');
		await c.lead();
		await c.page.waitForURL('**/two?email=*');
		const leads = await c.some('form_submit', 2);

		assert.deepEqual(leads.map((m) => [m.form_state,
			m.confirmed_by]),
		[['attempted', 'submit'], ['confirmed', 'form']]);
	}],

	...Object.fromEntries(['drop', 'hang', 'garbage', 'captive'].map(
		(name) => [`the page is as without us: collector ${name}`,
			[{ script: { '*': [name] } }, async (c) => {
				const said = [];

				c.page.on('console', (line) => !/^Failed to load/
					.test(line.text())
					&& said.push(line.text()));
				stub.pages['/'] = html(FORM);
				await c.go('/', { waitUntil: 'load' });
				await c.some('pageview');
				await c.page.evaluate(() =>
					history.pushState({}, '', '/two'));
				await c.lead();
				await c.page.waitForURL('**/thanks?email=*');
				await c.some('form_submit');
				assert.deepEqual(said, []);
			}]])),

	'a form that is emptied has taken its lead': [{}, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.some('form_submit');
		await c.page.evaluate(() => f.reset());
		const leads = await c.some('form_submit', 2);

		assert.deepEqual([leads[1].form_state, leads[1].confirmed_by],
			['confirmed', 'form']);
		assert.equal(leads[1].lead_id, leads[0].lead_id);
	}],

	/* what always shows: markup beside the field */
	...Object.fromEntries(Object.entries({
		'a star': '<span class=error>*</span>',
		'an empty box': '<p class=error style=min-height:20px></p>',
		'unseen text': '<p class=error style=visibility:hidden>No</p>',
		'a word like it': '<p class=mirror>Look</p>',
		'a button': '<button type=button class=track-errors>x</button>',
	}).map(([name, markup]) => [`${name} is no complaint`,
		[{}, async (c) => {
			stub.pages['/'] = html(AJAX.replace('<button', markup
				+ '<button id=send'));
			await c.go();
			await c.some('pageview');
			await c.page.fill('[name=email]', 'ann@example.com');
			await c.page.click('#send');
			const [lead] = await c.some('form_submit');

			assert.equal(lead.form_state, 'attempted');
			await c.page.evaluate(() => f.reset());
			const leads = await c.some('form_submit', 2);

			assert.deepEqual(leads.map((m) => m.form_state),
				['attempted', 'confirmed']);
		}]])),

	'a site that guards its history still has forms': [{ init: () => {
		Object.defineProperty(history, 'pushState', {
			value: history.pushState });
	} }, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.some('form_submit');
	}],

	'a fetch that a site made useless still has leads': [{ init: () => {
		const native = window.fetch;

		window.fetch = (...all) => { native(...all); };
	} }, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.some('form_submit');
	}],

	'a call that cannot be written down costs no other': [{}, async (c) => {
		stub.pages['/'] = html(`<script>window.leadpixel=function(){
			(leadpixel.q=leadpixel.q||[]).push(arguments)};
			var a={};a.a=a;leadpixel('track','round',a);
			leadpixel('track','after')</script>`);
		await c.go();
		await c.some('after');
	}],

	...Object.fromEntries([' data-consent=true"', ' data-consent=Required"',
		'&cb=1&c=required"'].map((said) => [`consent is asked by${said}`,
		[{}, async (c) => {
			stub.pages['/'] = html('', '<script async src="/lp/a.js?id='
				+ 'test-pixel-01' + (said[0] === '&' ? said
				: '"' + said.slice(0, -1)) + '></script>');
			await c.go('/', { waitUntil: 'load' });
			await c.page.waitForFunction(() =>
				window.leadpixel?.version);
			await c.page.evaluate(() => leadpixel('consent', true));
			const [view] = await c.some('pageview');

			assert.equal(view.consent, true);
			assert.equal(stub.messages.length, 1);
		}]])),

	'a captcha is no second lead': [{}, async (c) => {
		stub.pages['/'] = html('<form id=f><input name=email type=email>'
			+ '<textarea name=g-recaptcha-response hidden></textarea>'
			+ '<button>Send</button></form><script>var done;'
			+ 'f.onsubmit=function(e){e.preventDefault();if(done)return;'
			+ 'done=1;setTimeout(function(){f[1].value="token";'
			+ 'f.requestSubmit()})}</script>');
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.some('form_submit');
		await c.marked();
		assert.equal(c.of('form_submit').length, 1);
		assert.doesNotMatch(JSON.stringify(stub.messages), /token/);
	}],

	'a form that marks a field has refused it': [{}, async (c) => {
		stub.pages['/'] = html(FORM + '<script>f.noValidate=true;'
			+ 'f.onsubmit=function(e){e.preventDefault();f.email'
			+ '.setAttribute("aria-invalid",!/com$/.test(f.email'
			+ '.value))}</script>');
		await c.go();
		await c.some('pageview');
		await c.lead('ann@example.wrong');
		await c.page.click('button');
		await c.lead('ann@example.com');
		const [lead] = await c.some('form_submit');

		assert.equal(lead.form_data[0].value, 'ann@example.com');
		await c.marked();
		assert.equal(c.of('form_submit').length, 1);
	}],

	'what is refused later is a failed lead': [{}, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.some('form_submit');
		await c.page.evaluate(() => f.insertAdjacentHTML('beforeend',
			'<p class=form-error>Captcha</p>'));
		const [, failed] = await c.some('form_submit', 2);

		assert.equal(failed.form_state, 'failed');
		await c.page.evaluate(() => f.remove());
		const [,, taken] = await c.some('form_submit', 3);

		assert.equal(taken.form_state, 'confirmed');
		assert.equal(new Set(c.of('form_submit').map((m) =>
			m.lead_id)).size, 1);
	}],

	'the page may confirm by itself': [{}, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go();
		await c.some('pageview');
		await c.lead();
		await c.page.evaluate(() => leadpixel('confirm'));
		const [lead] = await c.some('form_submit');

		assert.equal(lead.form_state, 'confirmed');
		await c.empty();
		assert.equal(await c.page.evaluate(() =>
			sessionStorage.lp_lead), undefined);
	}],

	'a lead is cut to size, contact first': [{}, async (c) => {
		const many = Array.from({ length: 120 }, (_, i) =>
			`<input name=x${i} value="${'\u00e4'.repeat(200)}">`);
		const got = await c.fields(many.join('')
			+ '<textarea name=long>' + 'y'.repeat(30000)
			+ '</textarea>'
			+ '<input name=email value=ann@example.com>');
		const [lead] = c.of('form_submit');

		assert.equal(got.email, 'ann@example.com');
		assert.equal(lead.form.truncated, true);
		assert.ok(lead.form_data.length <= 80);
		assert.ok(stub.messages.find((m) => m.path === '/lp/l').bytes
			<= 24576);
	}],

	'the demo shop: attempted, then confirmed': [{}, async (c) => {
		const log = [];

		c.page.on('console', (line) => log.push(line.text()));
		await c.go('/demo/contact.html');
		for (const name of ['first_name', 'last_name', 'message'])
			await c.page.fill('#' + name, 'Ann');
		await c.lead();
		await c.page.waitForURL('**/demo/thanks.html');
		const leads = await c.some('form_submit', 2);

		assert.deepEqual(leads.map((m) => m.form_state),
			['attempted', 'confirmed']);
		assert.equal(leads[1].form_data.length, 4);
		assert.equal(leads[1].pixel_id, 'demo-pixel-01');
		assert.deepEqual(log, []);
	}],

	'one visitor id is proposed for all of a page': [{}, async (c) => {
		stub.pages['/'] = html(`<script>window.leadpixel=function(){
			(leadpixel.q=leadpixel.q||[]).push(arguments)};
			leadpixel('track','early')</script>`);
		await c.go();
		await c.some('early');
		await c.marked();
		const ids = c.of('*').map((m) => m.visitor_cookie);

		assert.equal(ids.length, 3);
		assert.match(ids[0], /^pxl_[0-9a-f]{32}$/);
		assert.match(ids[0].slice(4), HEX);
		assert.equal(new Set(ids).size, 1);
		await c.empty();
		assert.deepEqual(await c.allKeys(), ['lp_land']);
		await c.go('/two');
		const [, two] = await c.some('pageview', 2);

		assert.notEqual(two.visitor_cookie, ids[0]);
	}],

	'a page that denies its cookies still counts': [{ init: () =>
		Object.defineProperty(document, 'cookie', { get() {
			throw new Error('denied');
		} }) }, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go();
		await c.lead();
		const [lead] = await c.some('form_submit');

		assert.equal(lead.cookies, undefined);
	}],

	'consent required: a lead goes at once, by itself': [
		{ script: { '/lp/l': ['busy', 'final'] },
			init: () => {
				document.cookie = '_fbp=fb.1.2.3';
				sessionStorage.lp_land ||= JSON.stringify({
					url: 'http://old.example/', at: 1 });
				localStorage.lp_id ||= 'pxl_' + 'a'.repeat(32);
			} }, async (c) => {
			stub.pages['/'] = html(AJAX, TAG.replace('async',
				'data-consent=required'));
			await c.go('/?utm_source=c');
			await c.lead();
			const leads = await c.some('form_submit', 2);

			for (const lead of leads)
				assert.deepEqual([lead.consent, lead.page_url,
					lead.landing, lead.visitor_cookie],
				[false, site + '/?utm_source=c', undefined,
					undefined]);
			assert.equal(leads[0].hit_id, leads[1].hit_id);
			assert.deepEqual(stub.messages.map((m) => m.cookie),
				[undefined, undefined]);
			assert.equal(stub.messages.length, 2);
			assert.deepEqual((await c.allKeys()).sort(),
				['lp_id', 'lp_land']);
			await c.page.evaluate(() => leadpixel('consent', true));
			const [view] = await c.some('pageview');

			assert.deepEqual([view.consent, view.landing.url,
				view.visitor_cookie],
			[true, site + '/?utm_source=c',
				'pxl_' + 'a'.repeat(32)]);
			assert.equal(stub.messages.at(-1).cookie,
				'_fbp=fb.1.2.3');
			await c.marked();
			assert.equal(c.of('form_submit').length, 2);
		}],

	'nothing is asked of the browser': [
		{ init: () => {
			window.asked = [];
			Object.defineProperty(navigator, 'userAgentData', {
				value: { getHighEntropyValues: () => {
					window.asked.push('hints');
					return Promise.resolve({});
				} } });
			Object.defineProperty(document, 'cookie', { get: () => {
				window.asked.push('cookie');
				return '';
			} });
		} }, async (c) => {
			stub.pages['/'] = html(AJAX, TAG.replace('async',
				'data-consent=required'));
			await c.go();
			await c.lead();
			await c.some('form_submit');
			assert.deepEqual(await c.page.evaluate(() =>
				window.asked), []);
			await c.page.evaluate(() => leadpixel('consent', true));
			await c.some('pageview');
			await c.lead('other@example.com');
			await c.some('form_submit', 2);
			assert.deepEqual(await c.page.evaluate(() =>
				window.asked), []);
		}],

	'consent refused: a lead tells nothing of before': [{}, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go();
		await c.some('pageview');
		await c.empty();
		await c.page.evaluate(() => leadpixel('consent', false));
		await c.lead();
		const [lead] = await c.some('form_submit');

		assert.deepEqual([lead.consent, lead.landing,
			lead.visitor_cookie],
		[false, undefined, undefined]);
		assert.deepEqual(await c.allKeys(), []);
	}],

	'an address without end hurts nobody': [{}, async (c) => {
		stub.pages['/'] = html(AJAX);
		await c.go('/#' + 'x'.repeat(40000));
		await c.some('pageview');
		await c.lead();
		const [lead] = await c.some('form_submit');

		assert.equal(lead.form_data[0].value, 'ann@example.com');
		assert.ok(stub.messages.at(-1).bytes < 32768);
	}],

};

/* collector found: [tag, page's own host?, path it must post to] */
const mounts = {
	'/lp/a.js': [TAG, '/lp/t'],
	'renamed, id in its address': ['<script src="/lp/x9.js?id='
		+ 'test-pixel-01"></script>', '/lp/t'],
	'pixel.js': ['<script src=/pixel.js data-pixel-id=test-pixel-01>'
		+ '</script>', '/t'],
	'static/pixel.js': ['<script defer src="/static/pixel.js?id='
		+ 'test-pixel-01"></script>', '/static/t'],
	'data-endpoint': ['<script src=/bundle.js data-pixel-id='
		+ 'test-pixel-01 data-endpoint=/lp></script>', '/lp/t'],
	'e=': ['<script src="/bundle.js?id=test-pixel-01&e=%2Flp%2F">'
		+ '</script>', '/lp/t'],
	'e= with a whole host': ['<script src="/bundle.js?id=test-pixel-01'
		+ '&e=' + encodeURIComponent(site) + '"></script>',
	'/t'],
	'run by an optimiser': ['<script src="/x.js?id=GTM-XXXXXXXX"></script>'
		+ '<script type=x src="/lp/a.js?id=test-pixel-01"></script>'
		+ '<script>fetch("/lp/a.js").then(function(r){return r.text()})'
		+ '.then(function(t){setTimeout(t)})</script>', '/lp/t'],
	'another host': [`<script src="${other}/lp/a.js" data-pixel-id=`
		+ 'test-pixel-01></script>', '/lp/t'],
};

for (const [name, [tag, path]] of Object.entries(mounts))
	cases['collector: ' + name] = [{}, async (c) => {
		stub.pages['/'] = html('', tag);
		await c.go();
		const [view] = await c.some('pageview');

		assert.equal(view.pixel_id, 'test-pixel-01');
		assert.equal(stub.messages[0].path, path);
		await c.empty();
	}];

/* answer: is it final? */
const finality = { final: true, refused: true, garbage: true, limited: false,
	slow: false, early: false, busy: false, firewall: false, captive: false,
	drop: false };

for (const [name, final] of Object.entries(finality))
	cases[`answer ${name}: ${final ? 'final' : 'kept for the next page'}`] =
	[{ script: { '*': [name] } }, async (c) => {
		await c.go();
		const [first] = await c.some('pageview');

		if (final)
			return c.empty();
		assert.equal((await c.stored())[0].n, 1);
		await c.due();
		stub.script = {};
		await c.go('/two');
		await until('the same id again', () => c.of('pageview')
			.filter((m) => m.hit_id === first.hit_id).length >= 2);
		await c.empty();
		/* Chromium itself repeats a dropped request: count ids */
		assert.equal(new Set(c.of('pageview').map((m) => m.hit_id))
			.size, 2);
		return undefined;
	}];

/* what fields say: [markup, what is sent (undefined: no lead)] */
const fields = {
	'radio: the checked one': ['<input type=radio name=r value=a>'
		+ '<input type=radio name=r value=b checked>'
		+ '<input type=radio name=r value=c>', { r: 'b' }],
	'checkbox group': ['<input type=checkbox name=k value=a checked>'
		+ '<input type=checkbox name=k value=b>'
		+ '<input type=checkbox name=k value=c checked>',
	{ k: ['a', 'c'] }],
	'multi-select': ['<select name=m multiple><option selected>a<option>b'
		+ '<option selected>c</select>', { m: 'a, c' }],
	'select, textarea, date': ['<select name=s><option>a<option selected>b'
		+ '</select><textarea name=t>x\ny</textarea>'
		+ '<input type=date name=d value=2026-05-01>',
	{ s: 'b', t: 'x\ny', d: '2026-05-01' }],
	'form= from elsewhere': ['<input name=a value=b></form>'
		+ '<input form=f name=o value=v>', { a: 'b', o: 'v' }],
	'never sent': ['<input name=a value=b><input type=password name=p '
		+ 'value=x><input type=hidden name=h value=x>'
		+ '<input type=submit name=s value=x hidden>'
		+ '<input autocomplete=cc-number name=q value=1>'
		+ '<input autocomplete=one-time-code name=o value=1>'
		+ '<input autocomplete=new-password name=np value=1>'
		+ '<input name=i data-lp-ignore value=1>'
		+ '<input name=dis disabled value=1>', { a: 'b' }],
	'secret names': ['<input name=a value=b><input name=cardNumber value=1>'
		+ '<input name=card_number value=1><input name=cvc value=1>'
		+ '<input name=user_ssn value=1><input name=userSsn value=1>'
		+ '<label>IBAN<input name=f7 value=1></label>'
		+ '<input name=ccnum value=1>', { a: 'b' }],
	'innocent names': ['<input name=business_card value=b>'
		+ '<input name=libanon value=b><input name=shipping value=b>'
		+ '<input name=cancellation value=b><input name=email_opt_in '
		+ 'value=true>', { business_card: 'b', libanon: 'b',
		shipping: 'b', cancellation: 'b', email_opt_in: 'true' }],
	'secret values': ['<input name=a value=b>'
		+ '<input name=x1 value="4111 1111 1111 1111">'
		+ '<input name=x2 value=378282246310005>'
		+ '<input name=x3 value="DE89 3704 0044 0532 0130 00">'
		+ '<input name=x4 value=123-45-6789>'
		+ '<textarea name=t>my card 4111-1111-1111-1111 12/27 ok'
		+ '</textarea>', { a: 'b', t: 'my card ***/27 ok' }],
	'telephones are no cards': ['<input name=phone value=4915112345678>'
		+ '<input name=x value="+49 1511 2345678">'
		+ '<input name=tel value="123 45 6789">',
	{ phone: '4915112345678', x: '+49 1511 2345678',
		tel: '123 45 6789' }],
};

for (const [name, [markup, sent]] of Object.entries(fields))
	cases['fields: ' + name] = [{}, async (c) => {
		const got = await c.fields(markup);

		assert.deepEqual(got, sent);
	}];

/* what a form says: [markup, what stayed there, names of hidden fields] */
const facts = {
	'a plain form': ['<input name=a value=b>', undefined, []],
	'a password': ['<input name=a value=b><input type=password name=p>',
		['p   password'], []],
	'a password shown': ['<input name=a value=b>'
		+ '<input name=p autocomplete=current-password>',
	['p   current-passwordtext'], []],
	'a card': ['<input name=a value=b>'
		+ '<input name=n autocomplete=cc-number>',
		['n   cc-numbertext'], []],
	'a card by name': ['<input name=a value=b>'
		+ '<input type=password name=cvc>',
		['cvc   password'], []],
	'no card, though refused': ['<input name=a value=b><input name=pin>'
		+ '<input name=business_card><input name=iban>',
	['pin   text', 'iban   text'], []],
	'honeypots': ['<input name=a value=b><div style=display:none>'
		+ '<input name=none value=b></div>'
		+ '<input name=gone value=b style=visibility:hidden>'
		+ '<input name=trap value=b tabindex=-1>'
		+ '<div style=position:fixed><input name=fixed value=b></div>'
		+ '<input name=empty style=display:none>', undefined,
	['none', 'trap']],
};

for (const [name, [markup, told, hidden]] of Object.entries(facts))
	cases['form: ' + name] = [{}, async (c) => {
		await c.fields(markup);
		const [{ form, form_data: data }] = c.of('form_submit');

		assert.deepEqual(form.withheld, told);
		assert.deepEqual(data.filter((field) => field.hidden === true)
			.map((field) => field.name), hidden);
	}];

for (const [name, [options, run]] of Object.entries(cases))
	test(name, { timeout: 4 * DEADLINE }, async () => {
		const context = await browser.newContext(options.context);
		const errors = [];

		stub.reset();
		for (const path of ['/', '/two', '/three', '/four', '/third',
			'/other', '/thanks', '/done'])
			stub.pages[path] = html('');
		stub.script = options.script ?? {};
		if (options.init)
			await context.addInitScript(options.init);
		const page = await context.newPage();

		page.on('pageerror', (error) => errors.push(String(error)));
		try {
			await run(new Case(page));
			assert.deepEqual(errors, []);
		} finally {
			await context.close();
		}
	});

test('pixel.js is ES5', () => {
	acorn.parse(source, { ecmaVersion: 5, sourceType: 'script' });
});

test('pixel.js is at most 4 KiB', async () => {
	const bytes = gzipBytes(await minified(source));

	console.log(`pixel_js_gzip_bytes ${bytes} bytes`);
	assert.ok(bytes <= 4096, `${bytes} > 4096`);
});
