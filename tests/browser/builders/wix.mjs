/*
 * Wix Forms (the "new" ones, wix.form_app.form): drawn by React.  The button
 * sends by its click; there is no submit event.  On success the fields are
 * emptied and a message stands where the form says, or it leads elsewhere.
 * Little of it is public: the hooks, the missing event and the two signs of
 * success and refusal were read in code that watches it; the rest is marked.
 */
const FORM = 'c0ffee00-0000-4000-8000-000000000003';
const SUBMIT = '/_api/form-submission-service/v4/submissions';

const field = (target, type, label, required, number) => `
<div data-hook="form-field-${target}"><div class="wixui-text-input">
<label for="input-${number}">${label}${required ? '*' : ''}</label>
<div><input id="input-${number}" type="${type}" name="${target}"
	aria-label="${label}" aria-required="${required}" aria-invalid="false"
	autocomplete="off" value=""></div></div></div>`;

const script = `
(function () {
	var form = document.querySelector('[data-hook^="form-"]');
	var button = form.querySelector('[data-hook="submit-button"]');

	function message(input) {
		if (!input.value.trim())
			return input.getAttribute('aria-required') === 'true'
				? 'Enter an answer.' : '';
		return input.type === 'email'
			&& !/^\\S+@\\S+\\.\\S+$/.test(input.value)
			? 'Enter a valid email address.' : '';
	}

	/* not read: the node of a field's error */
	function check(input) {
		var text = message(input);
		var place = input.closest('[data-hook^="form-field-"]');
		var old = place.querySelector('[data-hook="field-error"]');

		if (old)
			old.remove();
		input.setAttribute('aria-invalid', String(!!text));
		if (text)
			place.insertAdjacentHTML('beforeend', '<div'
				+ ' data-hook="field-error"><span>' + text
				+ '</span></div>');
		return !text;
	}

	function inputs() {
		return [].slice.call(form.querySelectorAll('input'));
	}

	/* not read: the hooks, but that a success hook is there was */
	function say(hook, text) {
		var old = form.querySelector('[data-hook^="submit-message"]');

		if (old)
			old.remove();
		button.insertAdjacentHTML('afterend', '<div role="status"'
			+ ' data-hook="submit-message-' + hook + '"><p>' + text
			+ '</p></div>');
	}

	function settle(response) {
		button.disabled = false;
		if (!response.ok)
			return say('error', 'We couldn\\'t submit your form.'
				+ ' Please try again.');
		inputs().forEach(function (input) {
			input.value = '';
		});
		say('success', 'Thanks, we received your submission.');
	}

	/* not read: a fetch; the address within the site, its prefix too */
	function send() {
		var values = {};

		if (inputs().filter(check).length < inputs().length)
			return;
		inputs().forEach(function (input) {
			if (input.value)
				values[input.name] = input.value;
		});
		button.disabled = true;
		fetch('${SUBMIT}', { method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ submission: {
				formId: '${FORM}', submissions: values } })
		}).then(settle);
	}

	/* not read: drawn when the click is over */
	button.addEventListener('click', function () {
		Promise.resolve().then(send);
	});
	form.addEventListener('input', function (event) {
		if (event.target.getAttribute('aria-invalid') === 'true')
			check(event.target);
	});
	/* not read: Enter in a field must not load the page anew */
	form.addEventListener('submit', function (event) {
		event.preventDefault();
	});
})();`;

const markup = (tag) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Contact</title>
<meta name="generator" content="Wix.com Website Builder">
<link rel="icon" href="data:,">
${tag}
</head><body>
<div id="SITE_CONTAINER"><div id="main_MF" class="main_MF">
<section class="wixui-section success-stories"><h2>Success stories</h2>
<p>Thank you, they wrote.</p></section>
<form role="search"><input type="search" name="q"
	aria-label="Search"></form>
<div id="comp-c0ffee01" class="wixui-form"><form
	data-hook="form-${FORM}" novalidate="">
${field('first_name_e937', 'text', 'First name', true, 1)}
${field('email_3810', 'email', 'Email', true, 2)}
${field('phone_9f79', 'tel', 'Phone', false, 3)}
<div><button type="button" data-hook="submit-button" aria-disabled="false"
	class="wixui-button"><span>Submit</span></button></div>
</form></div></div></div>
<script>${script}</script>
</body></html>`;

const json = (body, status) => ({ status, type: 'application/json',
	body: JSON.stringify(body) });

function answer(call) {
	if (call.path !== SUBMIT)
		return undefined;

	const { submissions } = JSON.parse(call.body).submission;

	/* not read: how the error's details lie; their names were */
	return submissions.first_name_e937 === 'refuse'
		? json({ message: 'Submission validation error', details: {
			validationError: { fieldViolations: [{
				errorPath: 'first_name_e937',
				errorType: 'MAX_LENGTH_ERROR' }] } } }, 400)
		: json({ submission: { formId: FORM, submissions,
			status: 'CONFIRMED',
			id: 'c0ffee00-0000-4000-8000-0000000000cc' } });
}

async function fillIn(page, name, email, phone) {
	await page.fill('[data-hook^="form-field-first_name"] input', name);
	await page.fill('[data-hook^="form-field-email"] input', email);
	await page.fill('[data-hook^="form-field-phone"] input', phone);
}

export default {
	name: 'Wix Forms',
	version: 'form-submission-service v4',
	read: ['dev.wix.com: Form Submissions (create, validation errors);'
		+ ' Velo wix-forms-v2: submit() and its callbacks',
	'public code that watches these forms (conversion detection), found'
		+ ' by data-hook="form-root"; that fills them, by'
		+ ' data-hook="form-field-'],
	page: markup,
	answer,
	fill: (page, email) => fillIn(page, 'Ann', email,
		'+44 20 7946 0000'),
	send: (page) => page.click('[data-hook="submit-button"]'),
	sent: (page) => page.waitForSelector(
		'[data-hook="submit-message-success"]'),
	refusals: [{
		where: 'page',
		fill: (page) => fillIn(page, '', 'ann@example.com', ''),
		refused: (page) => page.waitForSelector(
			'[data-hook="field-error"]'),
	}, {
		where: 'server',
		fill: (page) => fillIn(page, 'refuse', 'ann@example.com', ''),
		refused: (page) => page.waitForSelector(
			'[data-hook="submit-message-error"]'),
	}],
	leaves: false,
	silent: false,
};
