/* pixel.js as it is served, on pages of other origins and of its own, before
 * the real collector: what stands in the database afterwards. */
import assert from 'node:assert/strict';
import http from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startCollector } from '../harness/collector.mjs';
import { PIXEL } from '../harness/install.mjs';
import { poll } from '../harness/poll.mjs';
import { openScene } from '../harness/scene.mjs';
import { launchPerson, newPerson } from './chromium.mjs';

const DEADLINE_MS = 15000;
const FIELDS = '<input name=email type=email><button>Send</button>';
const FORM = `<form id=f action=/thanks>${FIELDS}</form>`;
const AJAX = FORM + '<script>f.onsubmit=function(e){e.preventDefault()}'
	+ '</script>';

let browser, scene, cases_run = 0;

before(async () => {
	scene = await openScene();
	browser = await launchPerson();
});

after(async () => {
	await browser.close();
	await scene.close();
});

/* A site on loopback: {path: HTML}, under a name that is its own site. */
async function openPages(pages, host, headers = {}) {
	const server = http.createServer((request, response) => {
		const page = pages[new URL(request.url, 'http://x').pathname];

		response.writeHead(page === undefined ? 404 : 200, {
			'Content-Type': 'text/html', ...headers });
		response.end(page ?? '');
	});

	await new Promise((done) => server.listen(0, '127.0.0.1', done));
	return { url: `http://${host}:${server.address().port}`,
		close() { server.closeAllConnections(); server.close(); } };
}

class Case {
	constructor(page, site, email) {
		Object.assign(this, { page, site, email });
		/* a port may come again: what was there is another's */
		this.since = scene.value("SELECT ifnull(max(id), 0)"
			+ " FROM tracking_events");
	}

	async go(path = '/') {
		await this.page.goto(this.site + path);
		await this.page.waitForFunction(() => window.leadpixel?.version);
	}

	async send(how = () => this.page.click('button')) {
		await this.page.evaluate(() => window.later(20000));
		await how();
	}

	async fill(selector = '[name=email]') {
		await this.page.fill(selector, this.email);
	}

	leads() {
		return scene.rows(`SELECT s.* FROM submissions s
			WHERE s.fields LIKE '%${this.email}%'`);
	}

	views() {
		return scene.rows(`SELECT p.url, e.session_id, s.visitor_id,
			e.type FROM tracking_events e
			JOIN pages p ON p.id = e.page_id
			JOIN sessions s ON s.id = e.session_id
			WHERE p.url LIKE '${this.site}%'
			AND e.id > ${this.since} ORDER BY e.id`);
	}

	/* The one lead, when it has come to this state. */
	async lead(state = 'attempted') {
		await poll(`a lead, ${state}`, DEADLINE_MS, () =>
			this.leads()[0]?.form_state === state);
		const leads = this.leads();

		assert.equal(leads.length, 1);
		return leads[0];
	}

	async counted(count) {
		await poll(`${count} views`, DEADLINE_MS, () =>
			this.views().length >= count);
		assert.equal(this.views().length, count);
		return this.views();
	}

	/* What was to be sent has been: something later has arrived. */
	async marked(name = 'marker') {
		await this.page.evaluate((n) => window.leadpixel('track', n),
			name);
		await poll('the marker', DEADLINE_MS, () =>
			this.views().some(({ type }) => type === name));
	}

	async fields() {
		return Object.fromEntries(JSON.parse((await this.lead()).fields)
			.map(({ name, value }) => [name, value]));
	}
}

const MORE = (word) => ` data-use="${word}"`;
/* name: [{ body, settings of the tag, pages, headers, host, init }, the case] */
const cases = {
	'Enter sends': [{ body: AJAX }, async (c) => {
		await c.go();
		await c.fill();
		await c.send(() => c.page.press('[name=email]', 'Enter'));
		assert.equal((await c.lead()).email, c.email);
	}],
	'a form added later, in a popup': [{ body: '<dialog id=d></dialog>' },
		async (c) => {
			await c.go();
			await c.page.evaluate((form) => {
				const dialog = document.getElementById('d');

				dialog.innerHTML = form;
				dialog.showModal();
				document.querySelector('form').onsubmit = (e) => {
					e.preventDefault();
					dialog.close();
				};
			}, FORM);
			await c.fill();
			await c.send();
			await c.lead('confirmed');
		}],
	'a form in an open shadow tree': [{ body: '<x-form></x-form><script>'
		+ 'document.querySelector("x-form").attachShadow({mode:"open"})'
		+ `.innerHTML='${FORM}'</script>` }, async (c) => {
		await c.go();
		await c.page.evaluate(() => document.querySelector('x-form')
			.shadowRoot.querySelector('form').onsubmit = (e) =>
			e.preventDefault());
		await c.fill();
		await c.send();
		assert.equal((await c.lead()).email, c.email);
	}],
	'a form in a frame of the same site': [{ body: '<iframe src=/frame>'
		+ '</iframe>', pages: { '/frame': AJAX } }, async (c) => {
		await c.go();
		const frame = c.page.frameLocator('iframe');

		await frame.locator('[name=email]').click();
		await frame.locator('[name=email]').fill(c.email);
		await c.send(() => frame.locator('button').click());
		assert.equal((await c.lead()).email, c.email);
	}],
	'a form in a form builder\'s empty frame': [{ body: '<iframe></iframe>' },
		async (c) => {
			await c.go();
			await c.page.evaluate((form) => {
				const inner = document.querySelector('iframe')
					.contentDocument;

				inner.body.innerHTML = form;
				inner.querySelector('form').onsubmit = (e) =>
					e.preventDefault();
			}, FORM);
			const frame = c.page.frameLocator('iframe');

			await frame.locator('[name=email]').click();
			await frame.locator('[name=email]').fill(c.email);
			await c.send(() => frame.locator('button').click());
			assert.equal((await c.lead()).email, c.email);
		}],
	'several steps are one lead': [{ body: `<form id=f><div id=one>${
		'<input name=email type=email><button type=button id=next>Next'
		}</button></div><div id=two hidden><input name=city>${
		'<button id=send>Send</button></div></form>'}<script>
		next.onclick=function(){one.hidden=true;two.hidden=false};
		f.onsubmit=function(e){e.preventDefault();f.remove()}</script>` },
	async (c) => {
		await c.go();
		await c.fill();
		await c.page.click('#next');
		await c.page.fill('[name=city]', 'Springfield');
		await c.send(() => c.page.click('#send'));
		const lead = await c.lead('confirmed');

		assert.equal(lead.email, c.email);
		assert.match(lead.fields, /Springfield/);
	}],
	'two leads in one tab are two': [{ body: AJAX }, async (c) => {
		await c.go();
		for (const mail of [c.email, `b${c.email}`]) {
			await c.page.fill('[name=email]', mail);
			await c.send();
			await poll('the lead', DEADLINE_MS, () => c.leads()
				.some((lead) => lead.email === mail));
			await c.page.evaluate(() => document.forms[0].reset());
			await poll('confirmed', DEADLINE_MS, () => c.leads()
				.every((lead) => lead.form_state === 'confirmed'));
		}
		assert.equal(c.leads().length, 2);
	}],
	'radio, boxes, choices, dates': [{ body: `<form id=f onsubmit="return
		false"><input name=email type=email><input type=radio name=r
		value=a><input type=radio name=r value=b checked><input
		type=checkbox name=k value=x checked><input type=checkbox name=k
		value=y checked><input type=checkbox name=k value=z><select
		name=m multiple><option selected>1<option>2<option selected>3
		</select><input type=date name=d value=2026-01-31><input
		type=tel name=t value="+49 30 5550101"><textarea name=long>a b
		</textarea><button>Send</button><p contenteditable>not</p>
		</form><input form=f name=far value=away>` }, async (c) => {
		await c.go();
		await c.fill();
		await c.send();
		const { email, long, ...rest } = await c.fields();

		assert.equal(email, c.email);
		assert.equal(long.trim(), 'a b');
		assert.deepEqual(rest, { r: 'b', k: 'x, y', m: '1, 3',
			d: '2026-01-31', t: '+49 30 5550101', far: 'away' });
	}],
	'an opt-in is not the e-mail': [{ body: `<form onsubmit="return false">
		<input type=checkbox name=email_opt_in value=yes checked>
		<input name=contact_field placeholder="Your e-mail">
		<button>Send</button></form>` }, async (c) => {
		await c.go();
		await c.page.fill('[name=contact_field]', c.email);
		await c.send();
		assert.equal((await c.lead()).email, c.email);
	}],
	'a form with a telephone only': [{ body: `<form onsubmit="return false">
		<input name=note><input type=tel name=t value="030 5550 0108">
		<button>Send</button></form>` }, async (c) => {
		await c.go();
		await c.page.fill('[name=note]', c.email.replace('@', ' at '));
		await c.send();
		await poll('the lead', DEADLINE_MS, () => scene.count(
			'submissions', `fields LIKE '%${c.email.replace('@',
				' at ')}%' AND phone = '030 5550 0108'`) === 1);
	}],
	'what the page says of a field counts': [{ body: `<form
		data-lp-form="Callback" onsubmit="return false"><input name=a
		data-lp-field=email><input name=b data-lp-field=last_name
		value=Example><input type=hidden name=c data-lp-field=company
		value=Lamps><input type=hidden name=d value=secret><div
		data-lp-ignore><input name=e value=private></div><button>Send
		</button></form>` }, async (c) => {
		await c.go();
		await c.page.fill('[name=a]', c.email);
		await c.send();
		const lead = await c.lead();

		assert.deepEqual([lead.email, lead.last_name, lead.company,
			lead.form_name], [c.email, 'Example', 'Lamps',
			'Callback']);
		assert.doesNotMatch(lead.fields, /secret|private/);
	}],
	'a form to be ignored is': [{ body: AJAX.replace('<form',
		'<form data-lp-ignore') }, async (c) => {
		await c.go();
		await c.fill();
		await c.send();
		await c.page.goto(c.site + '/two');
		await c.page.waitForFunction(() => window.leadpixel?.version);
		await c.marked();
		assert.deepEqual(c.leads(), []);
	}],
	'an API lead': [{ body: '' }, async (c) => {
		await c.go();
		await c.page.evaluate((email) => window.leadpixel('lead',
			{ email, name: 'Ann Example' }, { id: 'chat' }), c.email);
		const lead = await c.lead('confirmed');

		assert.deepEqual([lead.email, lead.first_name, lead.form_id],
			[c.email, 'Ann', 'chat']);
	}],
	'numbers of cards, accounts, social security stay': [{ body:
		`<form onsubmit="return false"><input name=email type=email>
		<input name=a value="4111 1111 1111 1111"><input name=b
		value="GB29 NWBK 6016 1331 9268 19"><input name=c
		value="123-45-6789"><input name=ssn value=1><input name=pin
		value=42><button>Send</button></form>` },
	async (c) => {
		const sent = [];

		c.page.on('request', (request) =>
			sent.push(request.postData() ?? ''));
		await c.go();
		await c.fill();
		await c.send();
		await c.lead();
		assert.doesNotMatch(sent.join(), /4111|6016|45-6789/);
		assert.deepEqual(Object.keys(await c.fields()), ['email']);
	}],
	'a hash route is a page, an anchor is none': [{ body: '',
		tag: MORE('hash') }, async (c) => {
		await c.go();
		await c.counted(1);
		await c.page.waitForFunction(() =>
			window.leadpixel.commands.use);
		await c.page.evaluate(() => { location.hash = 'section'; });
		await c.page.evaluate(() => { location.hash = '/prices?a=1'; });
		const views = await c.counted(2);

		assert.deepEqual(views.map(({ url }) => url),
			[c.site + '/', c.site + '/#/prices']);
	}],
	'a background tab counts when it is seen': [{ body: '',
		tag: ' data-when=visible', init: () => {
			Object.defineProperty(document, 'hidden',
				{ get: () => !window.seen });
		} }, async (c) => {
		await c.go();
		await c.page.evaluate(() => {
			window.seen = true;
			document.dispatchEvent(new Event('visibilitychange'));
			document.dispatchEvent(new Event('visibilitychange'));
		});
		await c.marked();
		assert.deepEqual(c.views().map(({ type }) => type),
			[null, 'marker']);
	}],
	'under a strict policy': [{ body: FORM, own: true, policy:
		"default-src 'self'; require-trusted-types-for 'script'" },
	async (c) => {
		await c.go();
		await c.fill();
		await c.send();
		await c.lead('confirmed');
	}],
	'with Object.prototype polluted': [{ body: AJAX, init: () => {
		Object.prototype.pollution = function () { throw 1; };
		Array.prototype.more = 'x';
	} }, async (c) => {
		await c.go();
		await c.fill();
		await c.send();
		assert.equal((await c.lead()).email, c.email);
	}],
	'a search that is malformed': [{ body: AJAX }, async (c) => {
		await c.go('/?utm_source=a%&b=%E0%A4%A');
		await c.fill();
		await c.send();
		assert.equal((await c.lead()).email, c.email);
	}],
	'the collector dies in the middle of a lead': [{ body: AJAX },
		async (c) => {
			await c.go();
			await c.counted(1);
			await scene.collector.stop();
			await c.fill();
			await c.send();
			await c.page.waitForFunction(() =>
				Object.keys(localStorage).some((key) =>
					key.startsWith('lp_out_0')));
			scene.collector = await scene.add(
				startCollector(scene.install));
			await c.page.evaluate(() => Object.keys(localStorage)
				.filter((key) => key.startsWith('lp_out_'))
				.forEach((key) => {
					const item = JSON.parse(
						localStorage[key]);

					item.d = 0;	/* due by now */
					localStorage[key] =
						JSON.stringify(item);
				}));
			await c.page.goto(c.site + '/two');
			await c.page.waitForFunction(() =>
				window.leadpixel?.version);
			await poll('the lead', DEADLINE_MS, () =>
				c.leads().length > 0);
			await c.page.waitForFunction(() =>
				!Object.keys(localStorage).some((key) =>
					key.startsWith('lp_out_0')));
			assert.equal(c.leads().length, 1);
			assert.equal(c.leads()[0].email, c.email);
		}],
};

/* Three mounts: [page's host or its own, what keeps the visitor]. */
const mounts = {
	'on the site itself': [{ own: true }, 'cookie'],
	'on a host of its own': [{ host: '127.0.0.1' }, 'cookie'],
	'on a foreign host': [{ host: 'localhost' }, 'storage'],
};

for (const [name, [how, keeper]] of Object.entries(mounts))
	cases[`the collector ${name}: one visitor, by ${keeper}`] = [
		{ ...how, body: FORM }, async (c) => {
			const methods = [];

			c.page.on('request', (request) =>
				methods.push(request.method()));
			await c.go();
			await c.counted(1);
			await c.fill();
			await c.send();
			const lead = await c.lead('confirmed');
			const views = c.views();
			const cookies = await c.page.context().cookies();
			const id = await c.page.evaluate(() =>
				localStorage.lp_id);

			assert.equal(new Set(views.map(({ visitor_id: v }) =>
				v).concat(lead.visitor_id)).size, 1);
			assert.deepEqual(cookies.map((cookie) => [cookie.name,
				cookie.httpOnly, cookie.sameSite]),
			keeper === 'cookie'
				? [['lp_visitor', true, 'Lax']] : []);
			assert.equal(id !== undefined, keeper === 'storage');
			assert.ok(!methods.includes('OPTIONS'));
		}];

/* A page of Apache's own, for what is of one origin with the collector. */
function writePages(folder, pages, policy) {
	const to = join(scene.install.dir, 'site', folder);

	mkdirSync(to);
	for (const [path, page] of Object.entries(pages))
		writeFileSync(join(to, path === '/' ? 'index.html'
			: path.slice(1) + '.html'), (policy ? '<meta http-equiv='
			+ `Content-Security-Policy content="${policy}">` : '')
			+ page);
	return { url: `${scene.url}/${folder}`, close() {} };
}

for (const [name, [how, run]] of Object.entries(cases))
	test(name, { timeout: 4 * DEADLINE_MS }, async () => {
		const at = ++cases_run;
		const tag = `<script async src="${how.own ? '' : scene.url}/lp/a.js"`
			+ ` data-pixel-id="${PIXEL}"${how.tag ?? ''}></script>`;
		const html = (body) => `<!DOCTYPE html><title>T</title>${tag}`
			+ `<body>${body}`;
		const pages = { '/': html(how.own ? how.body.replace('/thanks',
			'thanks.html') : how.body), '/two': html(''),
		'/thanks': html('Thanks'), ...how.pages };
		const site = how.own ? writePages(`case${at}`, pages, how.policy)
			: await openPages(pages, how.host ?? '127.0.0.1');
		const context = await newPerson(browser);
		const errors = [];

			if (how.init)
			await context.addInitScript(how.init);
		const page = await context.newPage();

		page.setDefaultTimeout(DEADLINE_MS);
		page.on('pageerror', (error) => errors.push(String(error)));
		try {
			await run(new Case(page, site.url, `p${at}@example.com`));
			assert.deepEqual(errors, []);
		} finally {
			await context.close();
			site.close();
		}
	});
