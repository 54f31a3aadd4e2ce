/* states: a screen that has nothing to show yet, at all, or went wrong. */
import { make, prose } from './make.js';

const TITLES = {
	0: 'No connection',
	403: 'Not allowed',
	404: 'Not here',
	429: 'Too many questions',
	503: 'Too busy just now',
};
/* said more exactly by the error's code */
const CODES = { too_slow: 'That took too long' };

export function loading() {
	const bar = (width) => make('span.ghost', { vars: {
		'--width': width } });

	return make('div.loading', { 'aria-hidden': 'true' }, bar('14rem'),
		...['100%', '92%', '97%', '88%', '95%'].map(bar));
}

export function empty(title, text, ...more) {
	return make('div.empty', make('span.pixels', { 'aria-hidden': 'true' }),
		make('p.title', title), make('p', text), ...more);
}

/* Counts down to the moment the server named, then asks again by itself. */
function countDown(button, seconds, again) {
	const tick = () => {
		if (!button.isConnected)
			return;
		button.textContent = seconds > 0
			? `Trying again in ${seconds} s` : 'Try again';
		if (seconds-- > 0)
			setTimeout(tick, 1000);
		else
			again();
	};

	requestAnimationFrame(tick);
}

export function failure(fault, again, heading = 'h1') {
	const button = make('button', { type: 'button', onclick: again },
		'Try again');

	if (fault.retry !== null && fault.retry <= 120)
		countDown(button, fault.retry, again);
	return make('div.empty.wrong', { role: 'alert' },
		make('span.pixels', { 'aria-hidden': 'true' }),
		make(`${heading}.title`, CODES[fault.code]
			?? TITLES[fault.status] ?? 'That did not work'),
		make('p', prose(fault.message)),
		fault.status === 404 || fault.status === 403
			? make('a.button', { href: '#/' }, 'All projects')
			: button);
}

/* A screen on which there is nothing but to change something. */
export function readsOnly() {
	return [failure({ status: 403, retry: null, message: 'Your key may'
		+ ' read, and change nothing.' })];
}

/*
 * Part of a screen, or why it is not there: what is chosen above it stays, to
 * be chosen otherwise.
 */
export async function orFailure(at, ask) {
	try {
		return await ask();
	} catch (fault) {
		if (fault.status === undefined || fault.status === 401)
			throw fault;
		return [failure(fault, at.refresh, 'h2')];
	}
}

/* An error within a form or row: a sentence, whoever wrote it. */
export function complaint(text) {
	const whole = text.charAt(0).toUpperCase() + text.slice(1);

	return make('p.complaint', { role: 'alert' }, prose(
		/[.?!*]$/.test(whole) ? whole : `${whole}.`));
}
