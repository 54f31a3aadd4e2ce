/* pixel-more.js in a real Chromium, against a stub collector. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { gzipBytes, minified } from '../../tools/minify.mjs';
import { launch } from './chromium.mjs';
import { openSite } from './site.mjs';
import { Stub } from './stub.mjs';
import { DEADLINE, Visit } from './visit.mjs';

const require = createRequire(new URL('../../tools/', import.meta.url));
const acorn = require('acorn');
const jquery = readFileSync(require.resolve('jquery/dist/jquery.js'), 'utf8');
const source = readFileSync(
	new URL('../../htdocs/pixel-more.js', import.meta.url), 'utf8');

let browser;
const stub = await new Stub().listen();
const site = `http://127.0.0.1:${stub.port}`;
const other = `http://localhost:${stub.port}`;
const PATHS = ['/', '/two', '/calendly', '/thanks'];

before(async () => {
	browser = await launch();
});

after(async () => {
	await browser.close();
	stub.close();
});

const tagOf = (use, more = '') => '<script async src="/lp/a.js" data-pixel-id='
	+ `"test-pixel-01"${use && ` data-use="${use}"`} ${more}></script>`;

/* name: [{ use, more, tag, body, pages, script, init }, the case] */
const cases = {};

/* ---- consent ---- */

const REQUIRED = { use: 'consent', more: 'data-consent=required' };
const GOOGLE = '<script>dataLayer=window.dataLayer||[];function gtag(){'
	+ 'dataLayer.push(arguments)}</script>';
const both = (analytics, ad = analytics) =>
	({ analytics_storage: analytics, ad_storage: ad });

/* Calls of gtag before we are there, and after; what we make of them. */
const google = {
	'denied, then granted': [[['default', both('denied')]],
		[['update', both('granted')]], true],
	'denied, then denied': [[['default', both('denied')]],
		[['update', both('denied')]], false],
	'denied and left so': [[['default', both('denied')]], [], undefined],
	'both before us': [[['default', both('denied')],
		['update', both('granted')]], [], true],
	'both after us': [[], [['default', both('denied')],
		['update', both('granted')]], true],
	'granted by default': [[['default', both('granted')]], [], true],
	'granted, but denied before we came': [[['default', both('granted')],
		['update', both('denied')]], [], false],
	'advertising denied': [[['default', both('denied')]],
		[['update', both('granted', 'denied')]], false],
	'granted bit by bit': [[['default', both('denied')]],
		[['update', { ad_storage: 'granted' }],
			['update', { analytics_storage: 'granted' }]], true],
	'given, then a default that is late': [[['update', both('granted')]],
		[['default', both('denied')],
			['update', { ad_storage: 'granted' }]], true],
	'denied in some region, granted elsewhere': [[
		['default', { ...both('denied'), region: ['DE'] }],
		['default', both('granted')]], [], undefined],
	'... the other way round, then granted': [[
		['default', both('granted')],
		['default', { ...both('denied'), region: ['DE'] }]],
	[['update', both('granted')]], true],
	'something else': [[], [['update',
		{ functionality_storage: 'granted' }]], undefined],
};

function tellGoogle(calls) {
	for (const call of calls)
		window.gtag('consent', ...call);
}

for (const [name, [early, late, given]] of Object.entries(google))
	cases[`consent, Google: ${name}`] = [{ ...REQUIRED, body: GOOGLE
		+ `<script>(${tellGoogle})(${JSON.stringify(early)})</script>`
	}, async (c) => {
		await c.open('/?utm_source=x');
		await c.page.evaluate(tellGoogle, late);
		if (given) {
			const [view] = await c.some('pageview');

			assert.equal(view.consent, true);
			assert.equal(view.landing.url, site + '/?utm_source=x');
		}
		await c.fence();
		assert.equal(c.of('pageview').length, given ? 1 : 0);
		assert.equal((await c.keys()).length > 0, given === true);
	}];

/* On a page whose visitor consented: does what Google is told wipe it? */
const wipes = {
	'a default of denied': [[['default', both('denied')]], false],
	'what others store': [[['default', both('denied')],
		['update', { functionality_storage: 'granted' }]], false],
	'an update to denied': [[['update', both('denied')]], true],
};

for (const [name, [calls, wiped]] of Object.entries(wipes))
	cases[`consent, Google: wiped by ${name}: ${wiped}`] = [{
		...REQUIRED, body: GOOGLE, script: { '*': ['token'] } },
	async (c) => {
		await c.open();
		await c.page.evaluate(() => window.leadpixel('consent', true));
		await c.until('the id', async () =>
			(await c.keys()).includes('lp_id'));
		await c.page.evaluate(tellGoogle, calls);
		assert.equal((await c.keys()).includes('lp_id'), !wiped);
		/* and on the next page, told before us */
		stub.pages['/two'] = stub.pages['/two'].replace(GOOGLE, GOOGLE
			+ `<script>(${tellGoogle})(${JSON.stringify(calls)})`
			+ '</script>');
		await c.open('/two');
		assert.equal((await c.keys()).includes('lp_id'), !wiped);
	}];

/* A consent platform: tells its one listener what it is told to. */
const CMP = `window.__tcfapi = function (name, version, tell) {
	if (name === 'addEventListener' && version === 2)
		window.tell = tell;
};`;
const purposes = (...list) => ({ gdprApplies: true,
	eventStatus: 'useractioncomplete', purpose: { consents:
		Object.fromEntries(list.map((one) => [one, true])) } });

/* What it says, then the stub comes after us, what we make of it. */
const tcf = {
	'all given': [purposes(1, 2, 7), false, true],
	'its stub comes after us': [purposes(1, 7), true, true],
	'known from an earlier visit': [{ ...purposes(1, 7),
		eventStatus: 'tcloaded' }, false, true],
	'still asking': [{ ...purposes(1, 7), eventStatus: 'cmpuishown' },
		false, undefined],
	'the GDPR does not apply': [{ gdprApplies: false,
		eventStatus: 'tcloaded' }, false, true],
	'purpose 7 is missing': [purposes(1, 2), false, false],
	'purpose 1 is missing': [purposes(7), false, false],
	'no purposes at all': [{ eventStatus: 'tcloaded' }, false, false],
	'an error': [null, false, undefined],
};

for (const [name, [told, late, given]] of Object.entries(tcf))
	cases[`consent, TCF: ${name}`] = [{ ...REQUIRED,
		body: late ? '' : `<script>${CMP}</script>` }, async (c) => {
		await c.open();
		if (late)
			await c.page.evaluate(CMP);
		await c.until('a listener', () => c.page.evaluate(() =>
			Boolean(window.tell)));
		assert.deepEqual(stub.messages, []);
		await c.page.evaluate((t) => window.tell(t, Boolean(t)), told);
		if (given)
			await c.some('pageview');
		await c.fence();
		assert.equal(c.of('pageview').length, given ? 1 : 0);
		assert.equal((await c.keys()).length > 0, given === true);
	}];

cases['consent, TCF: taken back, all is wiped'] = [{ ...REQUIRED,
	body: `<script>${CMP}</script>` }, async (c) => {
	await c.open();
	await c.page.evaluate((t) => window.tell(t, true), purposes(1, 7));
	await c.until('keys', async () => (await c.keys()).length);
	await c.page.evaluate((t) => window.tell(t, true), purposes());
	assert.deepEqual(await c.keys(), []);
}];

/* detail of leadpixel_consent, on what, what we make of it */
const events = {
	'true': [true, 'window', true],
	'true, on the document': [true, 'document', true],
	'granted': [{ granted: true }, 'window', true],
	'not granted': [{ granted: false }, 'window', false],
	'false': [false, 'window', false],
	'nothing': [null, 'window', undefined],
};

for (const [name, [detail, on, given]] of Object.entries(events))
	cases[`consent, leadpixel_consent: ${name}`] = [REQUIRED, async (c) => {
		await c.open();
		await c.page.evaluate(([d, o]) => window[o].dispatchEvent(
			new CustomEvent('leadpixel_consent', { detail: d })),
		[detail, on]);
		if (given)
			await c.some('pageview');
		await c.fence();
		assert.equal(c.of('pageview').length, given ? 1 : 0);
	}];

/* ---- embeds ---- */

const ECHO = '<!DOCTYPE html><script>onmessage=function(e){'
	+ 'parent.postMessage(e.data,"*")}</script>';
const frameOf = (origin) => `<iframe src="${origin}/frame"></iframe>`;
const originOf = (embed) => embed.origin.replace('*', 'eu');

/* Posts it as the frame would; the page has heard it when this returns. */
const say = (c, data) => c.page.evaluate((told) => new Promise((done) => {
	const frame = document.querySelector('iframe');

	window.addEventListener('message', function heard() {
		window.removeEventListener('message', heard);
		done();
	});
	(frame ? frame.contentWindow : window).postMessage(told, '*');
}), data);

const valuesOf = (lead) => lead.form_data.map((field) => field.value);

const folder = new URL('embeds/', import.meta.url);
const embeds = [];

for (const file of readdirSync(folder))
	if (file.endsWith('.mjs'))
		embeds.push((await import(new URL(file, folder))).default);

const dataOf = (embed, what) => embed.messages.filter((message) =>
	message.what === what).map((message) => message.data);

for (const embed of embeds)
	cases[`embed ${embed.name}: done is a lead, once`] = [{ use: 'embeds',
		body: embed.origin === 'page' ? '' : frameOf(originOf(embed)) },
	async (c) => {
		const done = embed.messages.filter(({ what }) =>
			what === 'done');

		await c.page.route(originOf(embed) + '/**', (route) =>
			route.fulfill({ contentType: 'text/html',
				body: ECHO }));
		await c.open();
		for (const data of [...embed.noise,
			...dataOf(embed, 'progress')])
			await say(c, data);
		await c.marked('before');
		assert.deepEqual(c.states(), []);
		for (const { data } of [...done, ...done])
			await say(c, data);
		await c.marked('after');
		assert.deepEqual(c.states(), done.map(() => 'confirmed'));
		for (const { carries } of done)
			for (const value of Object.values(carries))
				assert.ok(valuesOf(c.leads()[0])
					.includes(value), value);
	}];

const named = (name) => embeds.find((embed) => embed.name === name);
const calendly = named('Calendly');
const fulfill = (c, origin) => c.page.route(origin + '/**', (route) =>
	route.fulfill({ contentType: 'text/html', body: ECHO }));

cases['embeds: of another origin nothing counts'] = [{ use: 'embeds',
	body: frameOf(other), pages: { '/frame': ECHO } }, async (c) => {
	await c.open();
	for (const embed of embeds)
		for (const { data } of embed.messages)
			await say(c, data);
	await c.marked();
	assert.deepEqual(c.states(), []);
}];

cases['embeds: of the page itself only HubSpot counts'] = [{ use: 'embeds' },
	async (c) => {
		await c.open();
		for (const embed of embeds.filter(({ name }) =>
			!/^HubSpot form/.test(name)))
			for (const { data } of embed.messages)
				await say(c, data);
		await c.marked();
		assert.deepEqual(c.states(), []);
	}];

cases['embeds: two bookings are two leads'] = [{ use: 'embeds',
	body: frameOf(calendly.origin) }, async (c) => {
	const [one] = dataOf(calendly, 'done');
	const two = structuredClone(one);

	two.payload.invitee.uri += '2';
	await fulfill(c, calendly.origin);
	await c.open();
	await say(c, one);
	await say(c, two);
	await c.marked();
	assert.deepEqual(c.leads().map(valuesOf), [one, two].map((data) =>
		[data.payload.invitee.uri]));
}];

cases['embeds: a booking does not confirm another form'] = [{ use: 'embeds',
	body: frameOf(calendly.origin) + '<form onsubmit="return false">'
		+ '<input name=email type=email><button>Send</button></form>' },
async (c) => {
	await fulfill(c, calendly.origin);
	await c.open('/calendly');
	await c.send();
	const form = await c.state('attempted');

	for (const data of [1, 2].flatMap(() => dataOf(calendly, 'done')))
		await say(c, data);
	await c.marked();
	assert.deepEqual(c.states(), ['attempted', 'confirmed']);
	assert.notEqual(c.leads()[1].lead_id, form.lead_id);
}];

cases['embeds: the same person in another form is another lead'] = [{
	use: 'embeds', body: frameOf('https://tally.so')
		+ '<form onsubmit="return false"><input name=email type=email>'
		+ '<button>Send</button></form>' }, async (c) => {
	await fulfill(c, 'https://tally.so');
	await c.open();
	await c.send();
	await c.state('attempted');
	await say(c, dataOf(named('Tally'), 'done')[0]);
	await c.marked();
	assert.deepEqual(c.states(), ['attempted', 'confirmed']);
	assert.equal(c.leads().length, 2);
}];

cases['embeds: a form that is gone before its last message'] = [{
	use: 'embeds', body: '<form id=f onsubmit="return false">'
		+ '<input name=email type=email><button>Send</button></form>'
}, async (c) => {
	const form = named('HubSpot form v2');

	await c.open();
	await c.send();
	for (const data of dataOf(form, 'progress'))
		await say(c, data);
	await c.page.evaluate(() => document.forms[0].remove());
	await c.state('confirmed');
	for (const data of dataOf(form, 'done'))
		await say(c, data);
	await c.marked();
	assert.equal(c.leads().length, 1);
	assert.equal(c.leads()[0].confirmed_by, 'form');
}];

cases['embeds: what a visitor left out of Tally is no answer'] = [{
	use: 'embeds', body: frameOf('https://tally.so') }, async (c) => {
	const told = JSON.parse(dataOf(named('Tally'), 'done')[0]);

	told.payload.fields.push({ title: 'A', type: 'INPUT_TEXT' },
		{ title: 'B', type: 'INPUT_TEXT', answer: { value: null } },
		{ title: 'C', type: 'CHECKBOXES',
			answer: { value: ['x', 'y'] } });
	await fulfill(c, 'https://tally.so');
	await c.open();
	await say(c, JSON.stringify(told));
	await c.marked();
	assert.deepEqual(valuesOf(c.leads()[0]), ['Ann Example',
		'ann@example.com', '+442079460000', 'x, y']);
	assert.deepEqual(c.leads()[0].form_data.map(({ type }) => type),
		['', 'email', 'tel', '']);
}];

cases['embeds: the page hears what was posted'] = [{ use: 'embeds' },
	async (c) => {
		await c.open();
		const got = await c.page.evaluate(() => new Promise((done) => {
			window.addEventListener('message', (event) =>
				done(event.data.data[0].value));
			window.postMessage({ type: 'hsFormCallback',
				eventName: 'onFormSubmit',
				data: [{ name: 'n', value: 5 }] }, '*');
		}));

		assert.equal(got, 5);
	}];

/* ---- builders: a page and a backend of their own ---- */

const builderTag = (use) => `<script src="${site}/lp/a.js" data-pixel-id=`
	+ `test-pixel-01 data-use="${use}"></script>`;

async function atBuilder(c, file, use, work) {
	const { default: builder } = await import(
		new URL(`builders/${file}.mjs`, import.meta.url));
	const place = await openSite(builder, builderTag(use));

	try {
		await c.open(place.url);
		await work(builder);
	} finally {
		await c.page.close();
		place.close();
	}
}

for (const file of ['hubspot-v2', 'hubspot-v2-frame']) {
	cases[`${file}: the form and its messages are one lead`] = [{},
		(c) => atBuilder(c, file, 'embeds', async (builder) => {
			await builder.fill(c.page, 'ann@example.com');
			await builder.send(c.page);
			await builder.sent(c.page);
			await c.state('confirmed');
			await c.marked();
			assert.equal(c.leads().length, 1);
			assert.ok(valuesOf(c.leads()[0])
				.includes('ann@example.com'));
		})];
	cases[`${file}: refused, its messages make no lead of it`] = [{},
		(c) => atBuilder(c, file, 'embeds', async (builder) => {
			const server = builder.refusals.at(-1);

			await server.fill(c.page);
			await builder.send(c.page);
			await server.refused(c.page);
			await c.marked();
			assert.ok(c.leads().length <= 1);
			assert.ok(!c.states().includes('confirmed'));
		})];
}

/* file: [by what success shows, what a refusal of the server makes] */
const accepted = {
	'contact-form-7': [/event|response/, 'failed'],
	elementor: [/event|response/, 'failed'],
	'hubspot-v4': [/event/, undefined],
};

for (const [file, [by, refused]] of Object.entries(accepted)) {
	cases[`${file}: its answer confirms`] = [{},
		(c) => atBuilder(c, file, 'answers', async (builder) => {
			await builder.fill(c.page, 'ann@example.com');
			await builder.send(c.page);
			const lead = await c.state('confirmed');

			assert.match(lead.confirmed_by, by);
			assert.equal(c.leads().length, 1);
		})];
	cases[`${file}: its refusal does not`] = [{},
		(c) => atBuilder(c, file, 'answers', async (builder) => {
			const server = builder.refusals.at(-1);

			await server.fill(c.page);
			await builder.send(c.page);
			await server.refused(c.page);
			if (refused)
				await c.state(refused);
			await c.marked();
			assert.ok(!c.states().includes('confirmed'));
		})];
}

/* ---- answers ---- */

const FORM = '<form id=f><input name=email type=email><button>Send</button>'
	+ '</form>';
const sends = (code) => FORM + '<script>f.onsubmit=function(e){'
	+ `e.preventDefault();var m=f.email.value;${code}}</script>`;
const viaFetch = (body, more = '') =>
	`fetch('/api',{method:'POST',body:${body}${more}})`;
const viaXhr = (body) => 'var x=new XMLHttpRequest();x.open("POST","/api");'
	+ `x.send(${body})`;
const URLENCODED = 'new URLSearchParams(new FormData(f))';
const TWICE = 'new URLSearchParams({data:"email="+encodeURIComponent(m)})';
const JSON_BODY = 'JSON.stringify({a:{email:m}})';

/* how the page sends, what it is answered, what becomes of the lead */
const answers = {
	'fetch, FormData': [viaFetch('new FormData(f)'), [200, '{}'],
		'confirmed'],
	'fetch, urlencoded': [viaFetch(URLENCODED), [200, 'ok'], 'confirmed'],
	'fetch, urlencoded text': [viaFetch(`""+${URLENCODED}`), [200, ''],
		'confirmed'],
	'fetch, one field of another': [viaFetch(TWICE), [200, '{}'],
		'confirmed'],
	'fetch, JSON': [viaFetch(JSON_BODY), [201, '{}'], 'confirmed'],
	'fetch, success false': [viaFetch(JSON_BODY),
		[200, '{"success":false}'], 'failed'],
	'fetch, 422': [viaFetch(JSON_BODY), [422, '{}'], 'failed'],
	'fetch, 500': [viaFetch(JSON_BODY), [500, ''], 'failed'],
	'fetch, the network fails': [viaFetch(JSON_BODY)
		+ '.catch(function(){})', null, 'attempted'],
	'fetch, an answer nobody may read': [viaFetch(URLENCODED,
		',mode:"no-cors"').replace('/api', other + '/thanks'),
	[200, ''], 'attempted'],
	'fetch, something unrelated': [viaFetch('"q=1"'), [200, '{}'],
		'attempted'],
	'fetch, no body': ['fetch("/api")', [200, '{}'], 'attempted'],
	'nothing is sent': ['', [200, '{}'], 'attempted'],
	'XHR, urlencoded': [viaXhr(URLENCODED), [200, '{"success":true}'],
		'confirmed'],
	'XHR, FormData': [viaXhr('new FormData(f)'), [200, ''], 'confirmed'],
	'XHR, success false': [viaXhr(URLENCODED),
		[200, '{"success": false,"data":{}}'], 'failed'],
	'XHR, an answer as an object': [viaXhr(URLENCODED).replace('x.send',
		'x.responseType="json";x.send'), [200, '{"success": 0}'],
	'failed'],
	'XHR, 422': [viaXhr(URLENCODED), [422, ''], 'failed'],
	'XHR, the network fails': [viaXhr(URLENCODED), null, 'attempted'],
	'XHR, something unrelated': [viaXhr('"q=1"'), [200, ''], 'attempted'],
	'errors, but none': [viaFetch(JSON_BODY), [200, '{"errors":[],'
		+ '"result":"ok","spam":false}'], 'confirmed'],
	'errors': [viaFetch(JSON_BODY), [200,
		'{"errors":{"fields":{"1":"no"}}}'], 'failed'],
	'a status of spam': [viaFetch(JSON_BODY), [200, '{"status":"spam"}'],
		'failed'],
	'Gravity says no': [viaFetch(JSON_BODY), [200,
		'{"data":{"is_valid": false}}'], 'failed'],
	'Mailchimp says no': [viaFetch(JSON_BODY), [200,
		'{"result":"error","msg":"x"}'], 'failed'],
};

for (const [name, [code, answer, state]] of Object.entries(answers))
	cases[`answer: ${name}: ${state}`] = [{ use: 'answers',
		body: sends(code) }, async (c) => {
		await c.page.route('**/api', (route) => answer
			? route.fulfill({ status: answer[0], body: answer[1] })
			: route.abort());
		await c.open();
		await c.send();
		const lead = await c.state(state);

		await c.settled();
		assert.equal(c.states().at(-1), state);
		assert.equal(c.leads().length, 1);
		assert.equal(lead.confirmed_by,
			state === 'attempted' ? undefined : 'response');
	}];

cases['answer: before consent, too'] = [{ use: 'answers',
	more: 'data-consent=required', body: sends(viaFetch(JSON_BODY)) },
async (c) => {
	await c.page.route('**/api', (route) => route.fulfill({ body: '{}' }));
	await c.open();
	await c.send();
	const lead = await c.state('confirmed');

	assert.deepEqual([lead.confirmed_by, lead.landing],
		['response', undefined]);
	assert.deepEqual(await c.keys(), []);
}];

cases['answer: a second form of the page is another lead'] = [{
	use: 'answers', body: sends(viaFetch(JSON_BODY)) }, async (c) => {
	await c.page.route('**/api', (route) => route.fulfill(
		/ann/.test(route.request().postData()) ? { body: '{}' }
			: { status: 422 }));
	await c.open();
	await c.send();
	await c.state('confirmed');
	await c.send('bob@example.com');
	await c.state('failed');
	await c.settled();
	assert.deepEqual(c.leads().map((lead) => [valuesOf(lead)[0],
		lead.form_state]), [['ann@example.com', 'confirmed'],
		['bob@example.com', 'failed']]);
}];

cases['answer: the page reads it as ever'] = [{ use: 'answers',
	body: sends(viaFetch(JSON_BODY) + '.then(function(r){return r.json()})'
		+ '.then(function(a){window.got=a})') }, async (c) => {
	await c.page.route('**/api', (route) =>
		route.fulfill({ body: '{"a":1}' }));
	await c.open();
	await c.send();
	await c.state('confirmed');
	await c.until('the page has it', () => c.page.evaluate(() =>
		window.got?.a === 1));
}];

cases['answer: a browser without fetch stays without'] = [{ use: 'answers',
	init: () => { delete window.fetch; } }, async (c) => {
	await c.open();
	assert.equal(await c.page.evaluate(() => 'fetch' in window), false);
}];

/* What tells of success, and where jQuery stands. */
const JQUERY = '<script src=/jquery.js></script>';
const tellings = {
	'Contact Form 7': ['', () => document.forms[0].dispatchEvent(
		new CustomEvent('wpcf7mailsent', { bubbles: true }))],
	'HubSpot, at the window': ['', () => window.dispatchEvent(
		new CustomEvent('hs-form-event:on-submission:success'))],
	'Fluent Forms, at the document': ['', () => document.dispatchEvent(
		new CustomEvent('fluentform_submission_success'))],
	'Elementor, by jQuery before us': ['before', () =>
		window.jQuery('form').trigger('submit_success', [{}])],
	'Elementor, by jQuery after us': ['after', () =>
		window.jQuery('form').trigger('submit_success', [{}])],
	'Gravity, by jQuery on the document': ['after', () =>
		window.jQuery(document).trigger('gform_confirmation_loaded',
			[1])],
	'Forminator, by jQuery': ['before', () =>
		window.jQuery('form').trigger('forminator:form:submit:success',
			['x'])],
	'Forminator, by jQuery after us': ['after', () =>
		window.jQuery('form').trigger('forminator:form:submit:success',
			['x'])],
};

for (const [name, [where, tell]] of Object.entries(tellings))
	cases[`event: ${name}`] = [{ use: 'answers',
		body: (where === 'before' ? JQUERY : '') + sends(''),
		pages: { '/jquery.js': jquery } }, async (c) => {
		await c.open();
		if (where === 'after')
			await c.page.addScriptTag({ url: '/jquery.js' });
		await c.page.evaluate(tell);	/* of no lead: nothing */
		await c.send();
		await c.state('attempted');
		await c.page.evaluate(tell);
		assert.equal((await c.state('confirmed')).confirmed_by,
			'event');
		assert.equal(c.leads().length, 1);
	}];

/* ---- fill ---- */

const hidden = (...names) => names.map((name) =>
	`<input type=hidden name="${name}">`).join('');

/* name of a hidden input: what the landing below makes of it */
const LANDING = '/?utm_source=news&utm_medium=e-mail&utm_campaign=a+b%2Bc'
	+ '&UTM_Content=C&gclid=G1&msclkid=M1&wbraid=W1&fbclid=F1';
const names = {
	utm_source: 'news', UTM_SOURCE: 'news', 'utm-medium': 'e-mail',
	Utm_Medium: 'e-mail', utm_campaign: 'a b+c', utm_content: 'C',
	utm_term: '', 'form_fields[utm_source]': 'news',
	'form[fields][gclid]': 'G1', 'form_fields[first_utm_source]': 'news',
	first_utm_medium: 'e-mail', last_utm_medium: 'e-mail',
	cf_utm_source: 'news', first_gclid: 'G1', msclkid: 'M1', wbraid: 'W1',
	fbclid: 'F1', landing_page: site + '/', landing_url: site + '/',
	first_landing_page: site + '/', referrer: '', utm: '', source: '',
	csrf_token: '', client_id: '', utmMedium: 'e-mail',
	landingPage: site + '/', cf_first_utm_source: 'news',
	utm_source_first: 'news', gclID: 'G1',
};

cases['fill: names in all spellings'] = [{ use: 'fill',
	body: `<form>${hidden(...Object.keys(names))}</form>` }, async (c) => {
	await c.open(LANDING);
	assert.deepEqual(await c.page.evaluate(() => Object.fromEntries(
		[...document.querySelectorAll('input')].map((input) =>
			[input.name, input.value]))), names);
}];

cases['fill: by data-lp-fill where the builder names it'] = [{ use: 'fill',
	body: '<input type=hidden name=input_5 data-lp-fill=utm_source>' },
async (c) => {
	await c.open(LANDING);
	assert.equal(await c.value('input'), 'news');
}];

cases['fill: only what is hidden and empty'] = [{ use: 'fill',
	body: '<input id=a type=hidden name=utm_source value=mine>'
		+ '<input id=b name=utm_source><input id=c type=password '
		+ 'name=utm_source>' }, async (c) => {
	await c.open(LANDING);
	assert.deepEqual([await c.value('#a'), await c.value('#b'),
		await c.value('#c')], ['mine', '', '']);
}];

cases['fill: where the visit came from'] = [{ use: 'fill',
	body: hidden('referrer'), pages: { '/out': `<a href="${site}/">x</a>` }
}, async (c) => {
	await c.go(other + '/out');
	await c.page.click('a');
	await c.until('a value', () => c.page.evaluate(() =>
		document.querySelector('input')?.value));
	assert.equal(await c.value('input'), other + '/');
}];

cases['fill: the first visit and this one'] = [{ use: 'fill',
	body: hidden('first_utm_source', 'utm_source', 'last_utm_source',
		'first_landing_page') }, async (c) => {
	const values = () => c.page.evaluate(() =>
		[...document.querySelectorAll('input')].map((i) => i.value));

	await c.open('/?utm_source=one');
	await c.open('/two?utm_source=two');
	assert.deepEqual(await values(), ['one', 'two', 'two', site + '/']);
	await c.open('/');	/* within the visit: its landing stays */
	assert.deepEqual(await values(), ['one', 'two', 'two', site + '/']);
}];

cases['fill: a first visit that consents late is the first'] = [{
	use: 'fill', more: 'data-consent=required',
	body: hidden('first_utm_source') + '<input id=t>' }, async (c) => {
	await c.open('/?utm_source=one');
	assert.deepEqual(await c.keys(), []);
	await c.page.evaluate(() => window.leadpixel('consent', true));
	await c.page.focus('#t');
	assert.equal(await c.value('input'), 'one');
	const tab = await c.page.context().newPage();

	await tab.goto(site + '/two?utm_source=two');
	await tab.waitForFunction(() =>
		window.leadpixel?.commands?.use);
	await tab.evaluate(() => window.leadpixel('consent', true));
	await tab.focus('#t');
	assert.equal(await tab.evaluate(() =>
		document.querySelector('input').value), 'one');
}];

cases['fill: forms that come later'] = [{ use: 'fill' }, async (c) => {
	await c.open(LANDING);
	await c.page.evaluate((inner) => {
		document.body.insertAdjacentHTML('beforeend', `<form id=a>
			${inner}<input name=t></form><form id=b onsubmit=
			"window.sent=this.utm_source.value;return false">
			${inner}<button>Send</button></form>`);
		document.querySelector('#b button').click();
	}, hidden('utm_source'));
	assert.equal(await c.page.evaluate(() => window.sent), 'news');
	await c.page.evaluate(() => document.body.insertAdjacentHTML(
		'beforeend', '<form id=c><input type=hidden name=gclid>'
			+ '<input name=t></form>'));
	await c.page.focus('#c [name=t]');
	assert.equal(await c.value('#c [name=gclid]'), 'G1');
}];

cases['fill: survives a % in the address'] = [{ use: 'fill',
	body: hidden('utm_source', 'utm_medium') }, async (c) => {
	await c.open('/?utm_source=50%off&utm_medium=a%2Bb');
	assert.deepEqual([await c.value('[name=utm_source]'),
		await c.value('[name=utm_medium]')], ['50%off', 'a+b']);
}];

/* ---- links ---- */

const HAND = { script: { '/lp/x': ['handover'] } };
const at = (address, inner = 'go') => `<a href="${address}">${inner}</a>`;
const href = (c) => c.page.evaluate(() => document.querySelector('a').href);
const requests = () => stub.messages.filter(({ path }) => path === '/lp/x');

/* hosts listed, the address, what it is once somebody points at it */
const LX = 'lp_x=0a1b';
const links = {
	'a listed host': ['localhost', other + '/two', `${other}/two?${LX}`],
	'one of several': ['a.test,localhost', other + '/two',
		`${other}/two?${LX}`],
	'www. in the page': ['a.test', 'http://www.a.test/',
		`http://www.a.test/?${LX}`],
	'www. in the list': ['www.a.test', 'http://a.test/',
		`http://a.test/?${LX}`],
	'query and fragment stay': ['localhost', other + '/two?a=b#c',
		`${other}/two?a=b&${LX}#c`],
	'a question in the fragment': ['localhost', other + '/two#/x?y',
		`${other}/two?${LX}#/x?y`],
	'a host that is not listed': ['a.test', other + '/two', null],
	'a host that only ends so': ['a.test', 'http://evil-a.test/', null],
	'a sub-domain': ['a.test', 'http://shop.a.test/', null],
	'the page\'s own host': ['127.0.0.1,localhost', site + '/two', null],
	'a link that has it': ['localhost', `${other}/two?lp_x=1`, null],
	'no web address': ['localhost', 'mailto:ann@localhost', null],
};

for (const [name, [hosts, address, decorated]] of Object.entries(links))
	cases[`links: ${name}`] = [{ use: 'links:' + hosts, ...HAND,
		body: at(address, '<b>g</b><i>o</i>') }, async (c) => {
		await c.open();
		await c.page.hover('b');
		await c.page.hover('i');
		if (decorated)
			await c.until('decorated', async () =>
				await href(c) === decorated);
		await c.fence();
		assert.equal(await href(c), decorated ?? address);
		assert.equal(requests().length, decorated ? 1 : 0);
		if (decorated)
			assert.deepEqual(requests()[0].body, {
				pixel_id: 'test-pixel-01',
				page_url: site + '/' });
	}];

for (const name of ['final', 'busy', 'drop', 'captive'])
	cases[`links: answered "${name}", it stays as it is`] = [{
		use: 'links:localhost', script: { '/lp/x': [name] },
		body: at(other + '/two') }, async (c) => {
		await c.open();
		await c.page.hover('a');
		await c.until('asked', () => requests().length);
		await c.fence();
		assert.equal(await href(c), other + '/two');
	}];

cases['links: asked once while the answer is under way'] = [{ ...HAND,
	use: 'links:localhost', body: at(other + '/two', '<b>g</b><i>o</i>')
}, async (c) => {
	let go;
	const held = new Promise((done) => { go = done; });

	await c.page.route('**/lp/x', async (route) => {
		await held;
		await route.continue();
	});
	await c.open();
	await c.page.hover('b');
	await c.page.hover('i');
	await c.fence();
	assert.equal(c.count('/lp/x'), 1);
	go();
	await c.until('decorated', async () => /lp_x=0a1b/.test(await href(c)));
}];

cases['links: by the keyboard'] = [{ use: 'links:localhost', ...HAND,
	body: at(other + '/two') }, async (c) => {
	await c.open();
	await c.page.focus('a');
	await c.until('decorated', async () => /lp_x=0a1b/.test(await href(c)));
}];

cases['links: taken back, then handed out anew'] = [{ ...HAND,
	use: 'links:localhost', body: at(other + '/two') + '<p id=p>x' },
async (c) => {
	await c.page.clock.install();
	await c.open();
	await c.page.hover('a');
	await c.until('decorated', async () => /lp_x/.test(await href(c)));
	await c.page.hover('#p');
	await c.page.clock.fastForward(60000);
	assert.equal(await href(c), other + '/two');
	await c.page.hover('a');
	await c.until('again', async () => /lp_x/.test(await href(c)));
	assert.equal(requests().length, 2);
}];

cases['links: what the page made of it meanwhile stays'] = [{ ...HAND,
	use: 'links:localhost', body: at(other + '/two') }, async (c) => {
	await c.page.clock.install();
	await c.open();
	await c.page.hover('a');
	await c.until('decorated', async () => /lp_x/.test(await href(c)));
	await c.page.evaluate((to) => {
		document.querySelector('a').href = to;
	}, other + '/three');
	await c.page.clock.fastForward(60000);
	assert.equal(await href(c), other + '/three');
}];

cases['links: nothing is asked before consent, then with it'] = [{ ...HAND,
	use: 'links:localhost', more: 'data-consent=required',
	body: at(other + '/two') + '<p id=p>x' }, async (c) => {
	await c.open();
	await c.page.hover('a');
	await c.fence();
	assert.equal(requests().length, 0);
	await c.page.evaluate(() => window.leadpixel('consent', true));
	await c.page.hover('#p');
	await c.page.hover('a');
	await c.until('decorated', async () => /lp_x/.test(await href(c)));
	assert.equal(requests()[0].body.consent, true);
}];

cases['links: asked for by the page, after us'] = [{ use: 'hash', ...HAND,
	body: at(other + '/two') }, async (c) => {
	await c.open();
	await c.page.evaluate(() =>
		window.leadpixel('use', 'links:localhost'));
	await c.page.hover('a');
	await c.until('decorated', async () => /lp_x/.test(await href(c)));
	assert.equal(requests()[0].body.pixel_id, 'test-pixel-01');
}];

/* ---- clicks ---- */

const ALL = 'contacts outbound downloads';
const MIDDLE = { button: 'middle' };
const svg = (name) => `<svg width=90 height=30><a ${name}=`
	+ '"https://out.test/p?q=1"><text y=20>go</text></a></svg>';
const OUT = ['outbound_click', { url: 'https://out.test/p' }];

/* markup, where to click, how, what is told */
const clicks = {
	'tel:': [at('tel:+49301234567'), 'a', {},
		[['contact_click', { kind: 'tel' }]]],
	'mailto:': [at('mailto:ann@example.com?subject=x.pdf'), 'a', {},
		[['contact_click', { kind: 'mail' }]]],
	'WhatsApp, wa.me': [at('https://wa.me/49301234567'), 'a', {},
		[['contact_click', { kind: 'whatsapp' }]]],
	'WhatsApp, its api': [at('https://api.whatsapp.com/send?phone=49'),
		'a', {}, [['contact_click', { kind: 'whatsapp' }]]],
	'WhatsApp, its own scheme': [at('whatsapp://send?text=x'), 'a', {},
		[['contact_click', { kind: 'whatsapp' }]]],
	'outbound': [at('https://out.test/p?q=1#f'), 'a', {}, [OUT]],
	'another page': [at('/two'), 'a', {}, []],
	'a download': [at('/files/price.PDF?v=2'), 'a', {},
		[['download', { url: site + '/files/price.PDF' }]]],
	'a download from elsewhere': [at('https://out.test/a.zip'), 'a', {},
		[['download', { url: 'https://out.test/a.zip' }],
			['outbound_click', { url: 'https://out.test/a.zip' }]]],
	'the middle button': [at('https://out.test/p'), 'a', MIDDLE, [OUT]],
	'the right button': [at('https://out.test/p'), 'a',
		{ button: 'right' }, []],
	'by the keyboard': [at('https://out.test/p'), 'a', null, [OUT]],
	'an image in a link': [at('https://out.test/p',
		'<img width=20 height=20 alt=x>'), 'img', {}, [OUT]],
	'a link of a picture, SVG': [svg('href'), 'text', {}, [OUT]],
	'a link of a picture, xlink': [svg('xlink:href'), 'text', {}, [OUT]],
	'a link in a shadow tree': ['<p id=h></p><script>h.attachShadow({mode:'
		+ `"open"}).innerHTML='${at('https://out.test/p')}'</script>`,
	'a', {}, [OUT]],
	'an anchor without address': ['<a>go</a>', 'a', {}, []],
	'no link': ['<button>x</button>', 'button', {}, []],
};

const STAY = '<script>["click","auxclick"].forEach(function(t){'
	+ 'addEventListener(t,function(e){if(e.composedPath().some(function(n){'
	+ 'return /^a$/i.test(n.tagName)}))e.preventDefault()})})</script>';

for (const [name, [body, where, how, told]] of Object.entries(clicks))
	cases[`clicks: ${name}`] = [{ use: ALL, body: body + STAY },
		async (c) => {
			await c.open();
			if (how)
				await c.page.click(where, how);
			else
				await c.page.press(where, 'Enter');
			await c.marked();
			assert.deepEqual(stub.messages.map((m) => m.body)
				.filter(({ props }) => props)
				.map((m) => [m.event_type, m.props]).sort(),
			told);
		}];

cases['clicks: only what the tag asks for'] = [{ use: 'contacts',
	body: at('https://out.test/a.zip') + STAY }, async (c) => {
	await c.open();
	await c.page.click('a');
	await c.marked();
	assert.deepEqual(stub.messages.map((m) => m.body.event_type),
		['pageview', 'marker']);
}];

/* ---- hash ---- */

/* what the page does, step by step, and the views that follow the first */
const routes = {
	'#/a': [['#/a'], ['/#/a']],
	'#!/a': [['#!/a'], ['/#!/a']],
	'#section': [['#section'], []],
	'one after another': [['#/a', '#/b'], ['/#/a', '/#/b']],
	'the same again': [['#/a', '#/a'], ['/#/a']],
	'only its query differs': [['#/a?x=1', '#/a?x=2'], ['/#/a?x=1']],
	'back': [['#/a', '#/b', 'back'], ['/#/a', '/#/b', '/#/a']],
	'pushed': [['push #/a'], ['/#/a']],
	'pushed, then replaced in one turn': [['push #/a #/b'], ['/#/b']],
	'replaced': [['replace #/a'], ['/#/a']],
	'pushed, a section': [['push #section'], []],
	'pushed with a path': [['push /two#/a'], ['/two#/a']],
	'by a link': [['click'], ['/#/a']],
};

const step = (todo) => {
	const [how, first, second] = todo.split(' ');

	if (how === 'push') {
		window.history.pushState({}, '', first);
		if (second)
			window.history.replaceState({}, '', second);
	} else if (how === 'replace') {
		window.history.replaceState({}, '', first);
	} else if (how === 'back') {
		window.history.back();
	} else if (how === 'click') {
		document.querySelector('a').click();
	} else {
		window.location.hash = how;
	}
	return new Promise((done) => setTimeout(done, 100));
};

for (const [name, [steps, views]] of Object.entries(routes))
	cases[`hash: ${name}`] = [{ use: 'hash', body: at('#/a') },
		async (c) => {
			await c.open();
			for (const todo of steps)
				await c.page.evaluate(step, todo);
			await c.marked();
			const all = c.of('pageview');
			const pages = all.map((m) => m.page_url);

			assert.deepEqual(pages, ['/', ...views].map((path) =>
				site + path));
			assert.deepEqual(all.map((m) => m.referrer_url),
				['', ...pages.slice(0, -1)]);
		}];

cases['hash: another path still proves a lead'] = [{ use: 'hash',
	body: '<form onsubmit="setTimeout(function(){history.pushState({},'
		+ '\'\',\'/two#/a\')},20);return false"><input name=email '
		+ 'type=email><button>Send</button></form>' }, async (c) => {
	await c.open();
	await c.send();
	assert.equal((await c.state('confirmed')).confirmed_by, 'page');
	await c.marked();
	assert.equal(c.of('pageview').length, 2);
}];

/* ---- how it is fetched ---- */

const B = '/lp/b.js';

/* tag, call, how often the file is fetched */
const fetched = {
	'not unless asked for': [tagOf(''), null, 0],
	'not for what pixel.js knows': [tagOf(''), ['track', 'x'], 0],
	'by data-use': [tagOf('contacts hash'), null, 1],
	'by ?u=': ['<script src="/lp/a.js?id=test-pixel-01&u=contacts+hash">'
		+ '</script>', null, 1],
	'by leadpixel("debug")': [tagOf(''), ['debug'], 1],
	'by leadpixel("identify")': [tagOf(''), ['identify', { a: 'b' }], 1],
	'once for both': [tagOf('contacts'), ['identify', { a: 'b' }], 1],
};

for (const [name, [tag, call, times]] of Object.entries(fetched))
	cases[`fetched: ${name}`] = [{ tag }, async (c) => {
		await c.go();
		await c.some('pageview');
		if (call)
			await c.page.evaluate((words) =>
				window.leadpixel(...words), call);
		if (times)
			await c.fetched();
		await c.marked();
		assert.equal(c.count(B), times);
	}];

cases['fetched: what was called before it came is done'] = [{
	body: '<script>leadpixel=function(){leadpixel.q.push(arguments)};'
		+ 'leadpixel.q=[];leadpixel("identify",{a:"b"});'
		+ 'leadpixel("ready",function(){window.ready=1})</script>',
	tag: tagOf('') }, async (c) => {
	await c.open();
	const [told] = await c.some('identify');

	assert.deepEqual(told.props, { a: 'b' });
	assert.equal(await c.page.evaluate(() => window.ready), 1);
	assert.equal(c.count(B), 1);
}];

cases['fetched: under default-src \'self\''] = [{ use: ALL + ' fill answers',
	head: '<meta http-equiv=Content-Security-Policy content='
		+ '"default-src \'self\'">', body: hidden('utm_source')
		+ at('tel:1') }, async (c) => {
	await c.open('/?utm_source=x');
	assert.equal(await c.value('input'), 'x');
	await c.page.click('a');
	await c.some('contact_click');
	assert.deepEqual(c.said.filter((line) => /policy/i.test(line)
		&& !/image 'data:,'/.test(line)), []);
}];

cases['fetched: where it is missing nothing is hurt'] = [{
	use: 'consent embeds answers', body: sends('') }, async (c) => {
	await c.page.route('**' + B, (route) =>
		route.fulfill({ status: 404, body: 'no' }));
	await c.go();
	await c.some('pageview');
	await c.page.evaluate(() => {
		window.leadpixel('identify', { a: 'b' });
		window.leadpixel('nonsense');
	});
	await c.send();
	await c.state('attempted');
	await c.marked();
	assert.equal(c.count(B), 1);
}];

cases['fetched: loaded twice more by hand, it acts once'] = [{ use: ALL,
	body: `<script src=${B}></script>${at('tel:1')}${STAY}` },
async (c) => {
	await c.open();
	await c.page.addScriptTag({ url: B });
	await c.page.evaluate(() => window.leadpixel('use', 'contacts'));
	await c.page.click('a');
	await c.marked();
	assert.equal(c.of('contact_click').length, 1);
}];

cases['fetched: alone, without pixel.js, it does nothing'] = [{
	tag: `<script src=${B}></script>` }, async (c) => {
	await c.go();
	assert.equal(await c.page.evaluate(() => window.leadpixel), undefined);
}];

cases['fetched: a word it does not know hurts no other'] = [{
	use: ' nonsense  contacts', body: at('tel:1') + STAY }, async (c) => {
	await c.open();
	await c.page.click('a');
	await c.some('contact_click');
}];

cases['fetched: on a page that adds to all objects'] = [{
	use: 'consent embeds answers fill contacts hash', init: () => {
		Object.prototype.each = function () { return this; };
		Object.prototype.extra = 'x';
		Array.prototype.last = function () { return this; };
	}, body: GOOGLE + hidden('utm_source') + at('tel:1') + STAY
		+ sends(viaFetch(JSON_BODY)) }, async (c) => {
	await c.page.route('**/api', (route) => route.fulfill({ body: '{}' }));
	await c.open('/?utm_source=x');
	assert.equal(await c.value('[name=utm_source]'), 'x');
	await c.page.evaluate(tellGoogle, [['update', both('granted')]]);
	await c.page.click('a');
	await c.some('contact_click');
	await c.send();
	await c.state('confirmed');
	for (const data of dataOf(named('HubSpot form v2'), 'done'))
		await say(c, data);
	await c.marked();
	assert.equal(c.leads().length, 2);
	assert.deepEqual(c.leads()[1].form_data.map(({ name }) => name),
		['firstname', 'lastname', 'email', 'phone']);
}];

/* ---- debug ---- */

cases['debug: says what it decides, and sends once'] = [{ use: 'contacts',
	body: sends('') + at('tel:1') + STAY }, async (c) => {
	await c.open();
	await c.page.evaluate(() => window.leadpixel('debug'));
	await c.until('a word', () => c.said.some((line) =>
		/reload the page/.test(line)));
	stub.messages = [];
	c.said.length = 0;
	await c.open();
	assert.equal(c.count('/lp/d.js'), 1);
	await c.some('pageview');
	await c.send();
	await c.state('attempted');
	await c.page.click('a');
	await c.marked();
	assert.ok(c.said.some((line) => /^leadpixel: version/.test(line)));
	assert.ok(c.said.some((line) => /^leadpixel: form/.test(line)));
	assert.deepEqual([c.of('pageview').length, c.leads().length,
		c.states().length, c.of('contact_click').length],
	[1, 1, 1, 1]);
	await c.page.evaluate(() => window.leadpixel('debug', false));
	c.said.length = 0;
	await c.open();
	await c.marked('quiet');
	assert.ok(!c.said.some((line) => /^leadpixel: version/.test(line)));
	assert.equal(c.count('/lp/d.js'), 1);
}];

/* ---- */

class More extends Visit {
	send(mail = 'ann@example.com') {
		return this.page.fill('[name=email]', mail).then(() =>
			this.page.click('button'));
	}

	/* All of ours that is kept. */
	keys() {
		return this.page.evaluate(() => Object.keys(localStorage)
			.concat(Object.keys(sessionStorage)).filter((key) =>
				key.startsWith('lp_')));
	}

	/* Where nothing of ours may be sent, a message of the test's own. */
	async fence() {
		await this.page.evaluate(() => fetch('/lp/t', { method: 'POST',
			body: '{"event_type":"fence"}' }));
		await this.some('fence');
	}

	/* The outbox is empty: all was answered, and heard. */
	async settled() {
		await this.until('an empty outbox', async () =>
			!(await this.keys()).some((key) =>
				key.startsWith('lp_out_')));
		await this.marked('settled');
	}
}

for (const [name, [options, run]] of Object.entries(cases))
	test(name, { timeout: 4 * DEADLINE }, async () => {
		const context = await browser.newContext();
		const { use = '', more, tag = tagOf(use, more), head = '',
			body = '' } = options;

		stub.reset();
		for (const path of PATHS)
			stub.pages[path] = '<!DOCTYPE html><title>T</title>'
				+ `${head}<link rel=icon href=data:,><body>`
				+ body + tag;
		Object.assign(stub.pages, options.pages);
		stub.script = structuredClone(options.script ?? {});
		if (options.init)
			await context.addInitScript(options.init);
		const visit = new More(stub, await context.newPage());

		visit.page.setDefaultTimeout(DEADLINE);
		try {
			await run(visit);
			assert.deepEqual(visit.errors, []);
		} finally {
			await context.close();
		}
	});

test('pixel-more.js is ES5', async () => {
	for (const text of [source, await minified(source)])
		acorn.parse(text, { ecmaVersion: 5, sourceType: 'script' });
});

test('pixel-more.js is at most 4 KiB', async () => {
	const bytes = gzipBytes(await minified(source));

	console.log(`pixel_more_js_gzip_bytes ${bytes} bytes`);
	assert.ok(bytes <= 4096, `${bytes} > 4096`);
});
