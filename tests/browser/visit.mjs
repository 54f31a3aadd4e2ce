/*
 * visit: one visitor in a Chromium of its own, on pages of a stub collector
 * (see stub.mjs), and what a case asks of both.
 */
import assert from 'node:assert/strict';

export const DEADLINE = 10000;

/* Asks again until it is so: no test sleeps. */
export async function until(what, ask, told = () => '') {
	const end = Date.now() + DEADLINE;

	for (;;) {
		const got = await ask();

		if (got)
			return got;
		if (Date.now() > end)
			assert.fail(`not within ${DEADLINE} ms: ${what}; `
				+ JSON.stringify(told()));
		await new Promise((again) => setTimeout(again, 20));
	}
}

export class Visit {
	constructor(stub, page) {
		this.stub = stub;
		this.page = page;
		this.site = `http://127.0.0.1:${stub.port}`;
		this.asked = [];	/* addresses, as the page asked */
		this.said = [];		/* what the console showed */
		this.errors = [];
		page.on('request', (request) =>
			this.asked.push(request.url()));
		page.on('console', (line) => this.said.push(line.text()));
		page.on('pageerror', (error) =>
			this.errors.push(String(error)));
	}

	go(path = '/', options = {}) {
		return this.page.goto(path.startsWith('http') ? path
			: this.site + path, options);
	}

	/* pixel-more.js is there and has done what the tag asks. */
	async open(path) {
		await this.go(path);
		await this.fetched();
	}

	fetched() {
		return this.until('pixel-more.js', () =>
			this.page.evaluate(() => Boolean(
				window.leadpixel?.commands?.use)));
	}

	until(what, ask) {
		return until(what, ask, () => this.stub.messages.map((m) =>
			[m.path, m.body.event_type, m.body.form_state]));
	}

	of(type) {
		return this.stub.messages.filter((m) =>
			m.body.event_type === type).map((m) => m.body);
	}

	async some(type, count = 1) {
		await this.until(`${count} ${type}`, () =>
			this.of(type).length >= count);
		return this.of(type);
	}

	/* After this came, what had to be sent was sent. */
	async marked(name = 'marker') {
		await this.page.evaluate((n) =>
			window.leadpixel('track', n), name);
		await this.some(name);
	}

	/* Leads by their ids, each as its last message has it. */
	leads() {
		const last = new Map();

		for (const lead of this.of('form_submit'))
			last.set(lead.lead_id, lead);
		return [...last.values()];
	}

	/* All states the leads had, in order. */
	states() {
		return this.of('form_submit').map((lead) => lead.form_state);
	}

	async state(name) {
		await this.until(`a lead ${name}`, () =>
			this.states().includes(name));
		return this.of('form_submit').find((lead) =>
			lead.form_state === name);
	}

	value(selector) {
		return this.page.evaluate((s) =>
			document.querySelector(s).value, selector);
	}

	count(file) {
		return this.asked.filter((url) =>
			new URL(url).pathname === file).length;
	}
}
