/* login: a key opens the dashboard; the browser keeps a session, no key. */
import { send } from '../call.js';
import { make } from '../make.js';
import { complaint } from '../states.js';

const COMMAND = 'leadpixel key add dashboard --role manage';

function keyField() {
	return make('div.field', make('label', { for: 'key' }, 'Key'),
		make('input', { id: 'key', name: 'key', type: 'password',
			autocomplete: 'off', spellcheck: 'false',
			autocapitalize: 'off', required: true,
			'aria-describedby': 'key-hint',
			placeholder: 'lp_…' }));
}

/* What no header can carry never leaves. */
async function sendKey(key) {
	if (key === '')
		throw new Error('Paste the key first.');
	if (!/^[!-~]+$/.test(key))
		throw new Error('This is no key: one is lp_ with 64 digits and'
			+ ' letters behind it.');
	return send('POST', 'session', {}, { 'X-API-Key': key });
}

function hint() {
	return make('p.hint', { id: 'key-hint' },
		'No key yet? On the server, type', make('code', COMMAND),
		'The key is shown once.');
}

/* `enter` takes the session once the key is right; `ended`: one was there. */
export function logIn(enter, ended) {
	const wrong = make('div');
	const button = make('button.primary', { type: 'submit' }, 'Log in');
	const form = make('form', { autocomplete: 'off', novalidate: true },
		keyField(), wrong, button, hint());

	form.addEventListener('submit', async (event) => {
		const key = form.elements.key.value.trim();

		event.preventDefault();
		button.disabled = true;
		wrong.replaceChildren();
		try {
			const session = await sendKey(key);

			form.reset();
			await enter(session);
		} catch (fault) {
			wrong.replaceChildren(complaint(fault.message));
			form.elements.key.select();
		}
		button.disabled = false;
	});
	return make('section.login', make('span.mark.large',
		{ 'aria-hidden': 'true' }), make('h1', 'Log in to leadpixel'),
	make('p.soft', ended ? 'Your session has ended: log in again, and you'
		+ ' are where you were.' : 'See where each lead came from, and'
		+ ' what was written to Pipedrive.'), form);
}
