/*
 * Contact Form 7.  A native submit event, prevented but not stopped; one fetch
 * to the site's REST interface; events on the form, by the document's bus,
 * bubbling.  The page marks a wrong field when it changes (aria-invalid,
 * setCustomValidity) but never holds a form back: it unmarks everything within
 * the submit handler and only the server refuses, always with status 200.
 * After success the form is reset at once, which asks for a refill: the class
 * `sent` gives way to `resetting` and comes back.
 */
import { fieldOf, isEmail } from './parts/multipart.mjs';

const UNIT = 'wpcf7-f5-p7-o1';
const API = '/wp-json/contact-form-7/v1/contact-forms/5/';
const NO_NAME = 'Please fill out this field.';
const NO_EMAIL = 'Please enter an email address.';

const json = (value) => ({ type: 'application/json; charset=UTF-8',
	body: JSON.stringify(value) });

/* not read: the fieldset around the hidden fields, older ones had a div */
const hidden = `
<fieldset class="hidden-fields-container">
<input type="hidden" name="_wpcf7" value="5" />
<input type="hidden" name="_wpcf7_version" value="6.0.4" />
<input type="hidden" name="_wpcf7_locale" value="en_US" />
<input type="hidden" name="_wpcf7_unit_tag" value="${UNIT}" />
<input type="hidden" name="_wpcf7_container_post" value="7" />
<input type="hidden" name="_wpcf7_posted_data_hash" value="" />
</fieldset>`;

const control = (name, label, type, classes, more) => `
<p><label> ${label}<br />
<span class="wpcf7-form-control-wrap" data-name="${name}"><input size="40"
 maxlength="400" class="wpcf7-form-control wpcf7-${type} ${classes}"
 ${more} aria-invalid="false" value="" type="${type}" name="${name}" /></span>
</label></p>`;

const form = `
<div class="wpcf7 no-js" id="${UNIT}" lang="en-US" dir="ltr" data-wpcf7-id="5">
<div class="screen-reader-response"><p role="status" aria-live="polite"
 aria-atomic="true"></p> <ul></ul></div>
<form action="/#${UNIT}" method="post" class="wpcf7-form init"
 aria-label="Contact form" novalidate="novalidate" data-status="init">
${hidden}
${control('your-name', 'Your name', 'text', 'wpcf7-validates-as-required',
		'autocomplete="name" aria-required="true"')}
${control('your-email', 'Your email', 'email', 'wpcf7-validates-as-required'
		+ ' wpcf7-text wpcf7-validates-as-email',
	'autocomplete="email" aria-required="true"')}
${control('your-tel', 'Your phone', 'tel', 'wpcf7-text wpcf7-validates-as-tel',
		'autocomplete="tel"')}
<p><label> Your message (optional)<br />
<span class="wpcf7-form-control-wrap" data-name="your-message"><textarea
 cols="40" rows="10" maxlength="2000" class="wpcf7-form-control wpcf7-textarea"
 aria-invalid="false" name="your-message"></textarea></span> </label></p>
<p><input class="wpcf7-form-control wpcf7-submit has-spinner" type="submit"
 value="Submit" /><span class="wpcf7-spinner"></span></p>
<div class="wpcf7-response-output" aria-hidden="true"></div>
</form>
</div>`;

/* What runs in the page: sent as text, so it stands by itself. */
function script(api, rules) {
	const form = document.querySelector('.wpcf7 > form');
	const outer = form.closest('.wpcf7');
	const wraps = [...form.querySelectorAll('.wpcf7-form-control-wrap')];
	const names = { validation_failed: 'invalid', mail_sent: 'sent',
		mail_failed: 'failed', acceptance_missing: 'unaccepted' };
	let wasSent = false;
	let schema;

	function setStatus(value) {
		const status = names[value] ?? value;
		const before = form.getAttribute('data-status');

		form.setAttribute('data-status', status);
		form.classList.add(status);
		if (before && before !== status)
			form.classList.remove(before);
		return status;
	}

	function fire(name, detail) {
		form.dispatchEvent(new CustomEvent(`wpcf7${name}`,
			{ bubbles: true, detail }));
	}

	function mark(wrap, message) {
		const input = wrap.querySelector('.wpcf7-form-control');

		wrap.querySelector('.wpcf7-not-valid-tip')?.remove();
		input.setAttribute('aria-invalid', message ? 'true' : 'false');
		input.classList.toggle('wpcf7-not-valid', Boolean(message));
		input.setCustomValidity(message);
		if (message)
			wrap.insertAdjacentHTML('beforeend', '<span class='
				+ '"wpcf7-not-valid-tip" aria-hidden="true">'
				+ `${message}</span>`);
	}

	function say(message) {
		outer.querySelector('[role="status"]').innerText = message;
		form.querySelector('.wpcf7-response-output').innerText
			= message;
	}

	function clear() {
		wraps.forEach((wrap) => mark(wrap, ''));
		say('');
	}

	function about() {
		const formData = new FormData(form);

		return { contactFormId: 5, pluginVersion: '6.0.4',
			contactFormLocale: 'en_US', unitTag: outer.id,
			containerPostId: 7, formData,
			status: form.getAttribute('data-status'),
			inputs: [...formData].filter(([name]) =>
				!name.startsWith('_')).map(([name, value]) =>
				({ name, value })) };
	}

	function ask(path, method, body) {
		return fetch(api + path, { method, body, headers: {
			Accept: 'application/json, */*;q=0.1' } }).then(
			(response) => response.ok ? response.json()
				: Promise.reject(response));
	}

	function show(detail, response) {
		const status = setStatus(response.status);

		detail.status = response.status;
		detail.apiResponse = response;
		fire(['sent', 'failed'].includes(status) ? `mail${status}`
			: status, detail);
		fire('submit', detail);		/* whatever the outcome */
		return response;
	}

	function settle(response) {
		form.elements._wpcf7_posted_data_hash.value
			= response.posted_data_hash;
		if (response.status === 'mail_sent') {
			form.reset();
			wasSent = true;
		}
		for (const { field, message } of response.invalid_fields)
			mark(wraps.find(({ dataset }) =>
				dataset.name === field), message);
		say(response.message);
	}

	form.addEventListener('submit', (event) => {
		const detail = about();

		clear();
		fire('beforesubmit', detail);
		setStatus('submitting');
		ask('feedback', 'POST', detail.formData)
			.then((response) => show(detail, response))
			.then(settle).catch((error) => console.error(error));
		event.preventDefault();
	});
	form.addEventListener('reset', () => {
		const detail = about();

		clear();
		setStatus('resetting');
		ask('refill', 'GET').then((response) => {
			setStatus(wasSent ? 'mail_sent' : 'init');
			wasSent = false;
			detail.apiResponse = response;
			fire('reset', detail);
		});
	});
	/* every field down to the one that changed, in a later microtask */
	form.addEventListener('change', async ({ target }) => {
		if (!schema)
			return;
		const before = form.getAttribute('data-status');

		await setStatus('validating');
		for (const wrap of wraps) {
			const { name, value } = wrap.firstElementChild;
			const rule = rules[name];

			mark(wrap, !rule || new RegExp(rule[0]).test(value)
				? '' : rule[1]);
			if (wrap.contains(target))
				break;
		}
		setStatus(before);
	});
	outer.classList.replace('no-js', 'js');
	ask('feedback/schema', 'GET').then((value) => { schema = value; });
}

const rules = { 'your-name': ['\\S', NO_NAME],
	'your-email': ['\\S@\\S+\\.', NO_EMAIL] };

function verdict(body) {
	const name = fieldOf(body, 'your-name');
	const wrong = [!name && ['your-name', NO_NAME],
		!isEmail(fieldOf(body, 'your-email'))
			&& ['your-email', NO_EMAIL]].filter(Boolean);
	const [status, message] = wrong.length
		? ['validation_failed', 'One or more fields have an error. '
			+ 'Please check and try again.']
		: name.startsWith('refuse')
			? ['spam', 'There was an error trying to send your '
				+ 'message. Please try again later.']
			: ['mail_sent', 'Thank you for your message. It has '
				+ 'been sent.'];

	return { contact_form_id: 5, status, message,
		posted_data_hash: status === 'mail_sent' ? '2f3c1a' : '',
		into: `#${UNIT}`,
		invalid_fields: wrong.map(([field, text]) => ({ field,
			message: text, idref: null,
			error_id: `${UNIT}-ve-${field}` })) };
}

const fillAll = async (page, name, email) => {
	await page.fill('[name="your-name"]', name);
	await page.fill('[name="your-email"]', email);
	await page.fill('[name="your-tel"]', '+49 30 1234567');
	await page.fill('[name="your-message"]', 'Please call me.');
};

const output = (page, status) => page.locator(
	`.wpcf7-form.${status} .wpcf7-response-output:not(:empty)`).waitFor();

export default {
	name: 'Contact Form 7',
	version: '6.0.4',
	read: ['rocklobster-in/contact-form-7: wp-contact-form-7.php (6.0.4), '
		+ 'includes/js/src/ submit.js init.js validate.js reset.js '
		+ 'api-fetch.js, includes/js/index.js, '
		+ 'includes/contact-form.php, includes/rest-api.php, '
		+ 'modules/text.php; not read: the newest rest-api.php'],
	page: (tag) => `<!DOCTYPE html>
<html lang="en-US"><head><meta charset="utf-8"><title>Contact</title>
<link rel="icon" href="data:,">
${tag}</head><body>
<form role="search" method="get" class="search-form" action="/search/">
<input type="search" name="s"><button>Search</button></form>
<section class="success-stories sent"><h2>Thank you, all of you!</h2></section>
${form}
<script>(${script})(${JSON.stringify(API)}, ${JSON.stringify(rules)});</script>
</body></html>`,
	answer({ method, path, body }) {
		const what = `${method} ${path}`;

		return what === `POST ${API}feedback` ? json(verdict(body))
			: what === `GET ${API}refill` ? json({})
				: what === `GET ${API}feedback/schema`
					? json({ rules: [] }) : undefined;
	},
	fill: (page, email) => fillAll(page, 'Ann Example', email),
	send: (page) => page.click('.wpcf7-submit'),
	sent: (page) => output(page, 'sent'),
	refusals: [{
		where: 'server',	/* marked by the page, sent all the same */
		fill: (page) => fillAll(page, 'Ann Example', 'ann(at)example'),
		async refused(page) {
			await output(page, 'invalid');
			await page.waitForSelector('.wpcf7-not-valid-tip');
		},
	}, {
		where: 'server',
		fill: (page) => fillAll(page, 'refuse', 'ann@example.com'),
		refused: (page) => output(page, 'spam'),
		quiet: true,	/* a filter's word: it may be wrong */
	}],
	leaves: false,
	silent: false,
};
