/* chromium: the one real browser of these tests, and a person in it. */
import { createRequire } from 'node:module';
import { PERSON } from '../harness/send.mjs';

const require = createRequire(new URL('../../tools/', import.meta.url));
const { chromium } = require('playwright-core');

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic',
	'--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync'];
/* Else navigator.webdriver says what drives it. */
const UNSEEN = '--disable-blink-features=AutomationControlled';

export function launch(more = []) {
	return chromium.launch({ executablePath: '/usr/bin/chromium',
		args: [...QUIET, ...more] });
}

export function launchPerson() {
	return launch([UNSEEN]);
}

/* Nobody fills in a form within a second: the page's clock can be told. */
function tellClock() {
	const now = Date.now;
	let ahead = 0;

	Date.now = () => now() + ahead;
	window.later = (ms) => { ahead += ms; };
}

/* A browser of its own for one person. */
export async function newPerson(browser) {
	const context = await browser.newContext({
		userAgent: PERSON['user-agent'] });

	await context.addInitScript(tellClock);
	return context;
}
