/*
 * HubSpot's newer form ("v4", forms/embed/developer/PORTAL.js), drawn into
 * .hs-form-html in the page.  Each field says aria-invalid from the start.  It
 * posts into a hidden frame inside the form, whose answer is a page that tells
 * its parent; then events on the element tell how it went, which bubble to the
 * window.  With forms/embed/PORTAL.js and .hs-form-frame the same form stands
 * in a frame of HubSpot's origin, and the same events are fired in the page.
 * The real request goes to https://forms-REGION.hsforms.com.
 */
const PORTAL = '12345678';
const GUID = 'c0ffee00-0000-4000-8000-000000000002';
const INSTANCE = 'c0ffee00-0000-4000-8000-0000000000bb';
const ID = `${INSTANCE}-${GUID}`;
const SUBMIT = `/submissions/v3/public/submit/formsnext/multipart/${PORTAL}`
	+ `/${GUID}`;

const field = (kind, number, name, type, label, required, complete) => `
<div data-hsfc-id="Row" id="${INSTANCE}-2${number}" class="hsfc-Row"><div
	data-hsfc-id="${kind}" class="hsfc-${kind}" id="${INSTANCE}-${number}">
<label data-hsfc-id="FieldLabel" id="${INSTANCE}-${number}-label"
	for="${INSTANCE}-${number}-input" lang="EN" class="hsfc-FieldLabel">
	<span>${label}</span></label>
<input data-hsfc-id="TextInput" type="${type}"
	id="${INSTANCE}-${number}-input" name="0-1/${name}" placeholder=""
	aria-invalid="false" aria-required="${required}"
	aria-labelledby="${INSTANCE}-${number}-label"
	autocomplete="${complete}" class="hsfc-TextInput" value="">
</div></div>`;

const form = `<div id="${INSTANCE}-r" data-hsfc-id="Renderer"
	class="hsfc-Renderer"><div data-hsfc-id="FormWrapper"
	class="hsfc-FormWrapper"><form data-hsfc-id="Form" id="${ID}"
	method="POST" accept-charset="UTF-8" enctype="multipart/form-data"
	novalidate="" lang="EN" aria-label="HubSpot Form"
	data-instance-id="${INSTANCE}" data-form-id="${GUID}"
	data-portal-id="${PORTAL}" action="${SUBMIT}"
	target="submission_handler_${ID}" class="hsfc-Form">
<div data-hsfc-id="Step" class="hsfc-Step"><div class="hsfc-Step__Content">
${field('TextField', 3, 'firstname', 'text', 'First name', true,
	'given-name')}
${field('EmailField', 4, 'email', 'email', 'Email', true, 'email')}
${field('PhoneField', 5, 'phone', 'tel', 'Phone', false, 'tel')}
<div data-hsfc-id="NavigationRow" class="hsfc-NavigationRow"><div
	class="hsfc-NavigationRow__Alerts"></div><div
	class="hsfc-NavigationRow__Buttons"><button type="submit"
	data-hsfc-id="Button" lang="EN" aria-busy="false"
	class="hsfc-Button">Submit</button></div></div>
</div></div>
<input type="hidden" name="hs_context" value="{}">
<iframe name="submission_handler_${ID}" style="display: none;"
	title="submission frame"></iframe>
<div data-hsfc-id="LiveRegionContent" aria-live="polite"
	class="hsfc-LiveRegionContent"></div></form></div></div>`;

const script = `
(function () {
	var host = document.querySelector('.hs-form-html');
	var form, alerts, button;

	function tell(name) {
		host.dispatchEvent(new CustomEvent('hs-form-event:' + name, {
			bubbles: true, detail: { formId: '${GUID}',
				instanceId: '${INSTANCE}' } }));
	}

	function message(input) {
		if (!input.value.trim())
			return input.getAttribute('aria-required') === 'true'
				? 'Please complete this required field.' : '';
		return input.type === 'email'
			&& !/^\\S+@\\S+\\.\\S+$/.test(input.value)
			? 'Email must be formatted correctly.' : '';
	}

	function warn(place, text) {
		var old = place.querySelector('.hsfc-ErrorAlert');

		if (old)
			old.remove();
		if (text)
			place.insertAdjacentHTML('beforeend', '<div'
				+ ' data-hsfc-id="ErrorAlert" lang="EN"'
				+ ' aria-live="polite"'
				+ ' class="hsfc-ErrorAlert">' + text
				+ '</div>');
	}

	/* not read: cleared when the field is right again, at its input */
	function check(input) {
		var text = message(input);

		input.setAttribute('aria-invalid', String(!!text));
		warn(input.parentNode, text);
		return !text;
	}

	function inputs() {
		return [].slice.call(form.querySelectorAll('.hsfc-TextInput'));
	}

	function settle(answer) {
		button.setAttribute('aria-busy', 'false');
		if (!answer.accepted) {
			warn(alerts, 'The form could not be submitted.');
			return tell('on-submission:failed');
		}
		host.innerHTML = '<div data-hsfc-id="Renderer"'
			+ ' class="hsfc-Renderer"><div'
			+ ' data-hsfc-id="PostSubmit" class="hsfc-PostSubmit">'
			+ '<p>Thanks for submitting the form.</p></div></div>';
		tell('on-submission:success');
	}

	/* not read: that the frame is used, as the legacy form uses its own */
	function send() {
		if (inputs().filter(check).length < inputs().length)
			return warn(alerts, 'The form could not be submitted'
				+ ' because some fields contain errors.');
		button.setAttribute('aria-busy', 'true');
		form.elements.hs_context.value = JSON.stringify({
			pageUrl: location.href, source: 'forms-embed-static' });
		addEventListener('message', function heard(event) {
			if (event.data.formGuid !== '${GUID}')
				return;
			removeEventListener('message', heard);
			settle(event.data);
		});
		form.submit();
	}

	host.innerHTML = ${JSON.stringify(form)};
	form = host.querySelector('form');
	alerts = host.querySelector('.hsfc-NavigationRow__Alerts');
	button = host.querySelector('.hsfc-Button');
	/* not read: what its state becomes is drawn a turn later */
	form.addEventListener('submit', function (event) {
		event.preventDefault();
		Promise.resolve().then(send);
	});
	form.addEventListener('input', function (event) {
		if (event.target.getAttribute('aria-invalid') === 'true')
			check(event.target);
	});
	tell('on-ready');
})();`;

const markup = (tag) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Contact us</title>
<link rel="icon" href="data:,">
${tag}
</head><body>
<section class="success-stories"><h2>Success stories</h2>
<p class="success">Our customers say thank you.</p></section>
<div class="hs-form-html" data-region="na1" data-form-id="${GUID}"
	data-portal-id="${PORTAL}"></div>
<script>${script}</script>
</body></html>`;

/* not read: a refusal, and that it comes this way */
function answer(call) {
	const accepted = !call.body.includes('refuse');

	return call.path !== SUBMIT ? undefined
		: { body: `<script>parent.postMessage(${JSON.stringify(
			{ accepted, formGuid: GUID })}, '*')</script>` };
}

async function fillIn(page, values) {
	for (const [key, value] of Object.entries(values))
		await page.fill(`[name="0-1/${key}"]`, value);
}

export default {
	name: 'HubSpot v4 in the page',
	version: 'forms-embed-static 1.0 (2026)',
	read: ['saved markup of a rendered form (February 2026), found by'
		+ ' data-hsfc-id="EmailField"; the form tag of another',
	'developers.hubspot.com: global form events',
	'public code that listens: detail {formId, instanceId}, heard on'
		+ ' the element and on window; form gone, .hsfc-PostSubmit',
	'a page object that waits for its error texts, found by'
		+ ' hsfc-ErrorAlert'],
	page: markup,
	answer,
	fill: (page, email) => fillIn(page,
		{ firstname: 'Ann', email, phone: '+44 20 7946 0000' }),
	send: (page) => page.click('.hsfc-Button'),
	sent: (page) => page.waitForSelector('.hsfc-PostSubmit'),
	refusals: [{
		where: 'page',
		fill: (page) => fillIn(page,
			{ firstname: '', email: 'ann@example.com' }),
		refused: (page) => page.waitForSelector('[aria-invalid="true"]'
			+ ' + .hsfc-ErrorAlert'),
	}, {
		where: 'server',
		fill: (page) => fillIn(page,
			{ firstname: 'refuse', email: 'ann@example.com' }),
		refused: (page) => page.waitForSelector(
			'.hsfc-NavigationRow__Alerts .hsfc-ErrorAlert'),
	}],
	leaves: false,
	silent: false,
};
