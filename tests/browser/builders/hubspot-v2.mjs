/*
 * HubSpot's legacy form (forms/embed/v2.js, hbspt.forms.create), drawn into
 * the page ("raw HTML") or, framed, into a frame of the page's own origin.
 * Its script runs in the page either way.  It stops the submit event at its
 * root, sends by itself and tells each step by a message to the page's own
 * window, so the origin of those messages is the page's.  It was seen to send
 * in two ways: by a request to .../json (here in the page), and by a post into
 * a hidden frame inside the form, whose answer is a page that tells its parent
 * (here framed).  An e-mail address left in its field is sent off to be
 * checked: that is no lead yet.  The real requests go to
 * https://forms.hsforms.com.
 */
const PORTAL = '12345678';
const GUID = 'c0ffee00-0000-4000-8000-000000000001';
const SUBMIT = `/submissions/v3/public/submit/formsnext/multipart/${PORTAL}`
	+ `/${GUID}`;
const VERSION = '1.9861';
const APP = `hs_static_app=forms-embed&hs_static_app_version=${VERSION}`;

const field = (name, type, label, rest) => `<div class="hs_${name} hs-${name}
	hs-fieldtype-text field hs-form-field"><label
	id="label-${name}-${GUID}" class="" for="${name}-${GUID}"><span>${label
	}</span></label><legend class="hs-field-desc" style="display: none;">
	</legend><div class="input"><input id="${name}-${GUID}" name="${name}"
	placeholder="" type="${type}" class="hs-input" value="" ${rest}></div>
	</div>`;

const form = `<form id="hsForm_${GUID}" method="POST" accept-charset="UTF-8"
	enctype="multipart/form-data" novalidate="" action="${SUBMIT}"
	class="hs-form-private hsForm_${GUID} hs-form-${GUID} hs-form stacked"
	target="target_iframe_${GUID}" data-form-id="${GUID}"
	data-portal-id="${PORTAL}">
${field('firstname', 'text', 'First name', 'required=""'
	+ ' inputmode="text" autocomplete="given-name"')}
${field('email', 'email', 'Email', 'required="" inputmode="email"'
	+ ' autocomplete="email"')}
${field('phone', 'tel', 'Phone number', 'inputmode="tel"'
	+ ' autocomplete="tel"')}
<div class="hs_submit hs-submit"><div class="hs-field-desc"
	style="display: none;"></div><div class="actions"><input type="submit"
	class="hs-button primary large" value="Submit"></div></div>
<input name="hs_context" type="hidden" value="{}">
<iframe name="target_iframe_${GUID}" style="display: none;"></iframe></form>`;

const script = `
function create(framed) {
	var host = document.getElementById('hubspot-target');
	var root, form;

	function tell(name, data) {
		window.postMessage({ type: 'hsFormCallback', eventName: name,
			id: '${GUID}', data: data }, '*');
	}

	function message(input) {
		if (!input.value.trim())
			return input.required
				? 'Please complete this required field.' : '';
		return input.type === 'email'
			&& !/^\\S+@\\S+\\.\\S+$/.test(input.value)
			? 'Email must be formatted correctly.' : '';
	}

	function list(text) {
		return '<ul class="no-list hs-error-msgs inputs-list"'
			+ ' role="alert"><li><label class="hs-error-msg'
			+ ' hs-main-font-element">' + text
			+ '</label></li></ul>';
	}

	function clear(within) {
		within.querySelectorAll('.hs-error-msgs').forEach(
			function (old) { old.remove(); });
	}

	function check(input) {
		var text = message(input);
		var place = input.closest('.hs-form-field');

		clear(place);
		input.className = 'hs-input' + (text ? ' invalid error' : '');
		if (text)
			place.insertAdjacentHTML('beforeend', list(text));
		return !text;
	}

	/* not read: that it is an XMLHttpRequest */
	function post(url, body, done) {
		var request = new XMLHttpRequest();

		request.open('POST', url + '?${APP}'
			+ '&X-HubSpot-Static-App-Info=forms-embed-${VERSION}');
		request.onload = function () {
			done(JSON.parse(request.responseText));
		};
		request.send(body);
	}

	/* not read: that the form's own submit() is called for it */
	function postIntoFrame(done) {
		var view = form.ownerDocument.defaultView;

		view.addEventListener('message', function heard(event) {
			if (event.data.formGuid !== '${GUID}')
				return;
			view.removeEventListener('message', heard);
			done(event.data);
		});
		form.submit();
	}

	function inputs() {
		return [].slice.call(form.querySelectorAll('.hs-input'));
	}

	function rollup(text) {
		form.querySelector('.hs_submit').insertAdjacentHTML(
			'beforebegin', '<div class="hs_error_rollup">'
			+ list(text) + '</div>');
	}

	function settle(answer, values) {
		if (!answer.accepted)
			return rollup(answer.errors[0].message);
		root.innerHTML = '<div class="submitted-message'
			+ ' hs-main-font-element hs-form-${GUID}"'
			+ ' tabindex="-1"><p>Thanks for submitting the'
			+ ' form.</p></div>';
		tell('onFormSubmitted', { redirectUrl: '',
			conversionId: 'c0ffee00-0000-4000-8000-0000000000aa',
			formGuid: '${GUID}', submissionValues: values });
	}

	/* not read: the order of the messages */
	function submit(event) {
		var values = {}, pairs;

		event.preventDefault();
		clear(form);
		if (inputs().filter(check).length < inputs().length) {
			rollup('Please complete all required fields.');
			return tell('onFormFailedValidation', []);
		}
		pairs = inputs().map(function (input) {
			values[input.name] = input.value;
			return { name: input.name, value: input.value };
		});
		tell('onBeforeFormSubmit', pairs);
		tell('onFormSubmit', pairs);
		form.elements.hs_context.value = JSON.stringify({
			pageUrl: location.href, source: 'forms-embed' });
		(framed ? postIntoFrame : post.bind(null, '${SUBMIT}/json',
			new FormData(form)))(function (answer) {
			settle(answer, values);
		});
	}

	function draw(place) {
		root = place;
		tell('onBeforeFormInit');
		root.setAttribute('data-hs-forms-root', 'true');
		root.innerHTML = ${JSON.stringify(form)};
		form = root.querySelector('form');
		root.addEventListener('submit', submit);
		root.addEventListener('focusout', function (event) {
			var input = event.target;

			if (input.className.indexOf('hs-input') === 0
			    && check(input) && input.name === 'email')
				post('/emailcheck/v1/json-ext', input.value,
					Boolean);
		});
		tell('onFormReady');
	}

	function frame() {
		var made = document.createElement('iframe');

		made.id = 'hs-form-iframe-0';
		made.className = 'hs-form-iframe';
		made.title = 'Form 0';
		made.width = '100%';
		made.height = '500';
		host.appendChild(made);
		return made.contentDocument.body;
	}

	host.className = 'hbspt-form';
	draw(framed ? frame() : host);
}`;

const markup = (tag, framed) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Contact us</title>
<link rel="icon" href="data:,">
${tag}
</head><body>
<div class="alert alert-success" role="status">We are hiring!</div>
<form class="hs-search-field__form" action="/hs-search-results"><input
	type="text" name="term" class="hs-search-field__input"></form>
<div id="hubspot-target"></div>
<script>${script}
create(${framed});
</script></body></html>`;

const json = (body, status) => ({ status, type: 'application/json',
	body: JSON.stringify(body) });

/* not read: a refusal's body but for its words; what a framed one says */
const REFUSED = { accepted: false, formGuid: GUID, errors: [{
	message: 'Failed to validate Captcha. Please try again.' }] };
const ACCEPTED = { accepted: true, formGuid: GUID };

function answer(call) {
	const refused = call.body.includes('refuse');

	if (call.path === '/emailcheck/v1/json-ext')
		return json({ success: true });
	if (call.path === `${SUBMIT}/json`)
		return refused ? json(REFUSED, 401) : json(ACCEPTED);
	return call.path !== SUBMIT ? undefined
		: { body: `<script>parent.postMessage(${JSON.stringify(
			refused ? REFUSED : ACCEPTED)}, '*')</script>` };
}

export function hubspot(name, framed) {
	const within = (page) => framed
		? page.frameLocator('#hs-form-iframe-0') : page;
	const fillIn = async (page, values) => {
		for (const [key, value] of Object.entries(values))
			await within(page).locator(`[name="${key}"]`)
				.fill(value);
	};
	const shows = (page, selector) => within(page).locator(selector)
		.first().waitFor();

	return {
		name,
		version: `forms-embed ${VERSION} (v2.js)`,
		read: ['a saved page with the rendered form (forms-embed'
			+ ' 1.2730), found by data-hs-cf-bound',
		'public code that posts as the form does, found by'
			+ ' hs_static_app=forms-embed (accepted, emailcheck)',
		'an end-to-end test that answers the real embed in its frame,'
			+ ' found by **/submissions/v3/public/submit',
		'error nodes in public code, found by hs-error-msgs and by'
			+ ' the words of the refusal (a 401 in one log)',
		'derekcavaliero/gtm-adapters: adapters/HubSpot/form.js',
		'developers.hubspot.com: legacy forms (pages, excerpts)'],
		page: (tag) => markup(tag, framed),
		answer,
		fill: (page, email) => fillIn(page,
			{ firstname: 'Ann', email, phone: '+44 20 7946 0000' }),
		send: (page) => within(page).locator('.hs-button').click(),
		sent: (page) => shows(page, '.submitted-message'),
		refusals: [{
			where: 'page',
			fill: (page) => fillIn(page, { firstname: 'Ann',
				email: 'ann', phone: '+44 20 7946 0000' }),
			refused: (page) => shows(page, '.hs-error-msgs'),
		}, {
			where: 'server',
			fill: (page) => fillIn(page, { firstname: 'refuse',
				email: 'ann@example.com' }),
			refused: (page) => shows(page, '.hs_error_rollup'),
		}],
		leaves: false,
		silent: false,
	};
}

export default hubspot('HubSpot v2 in the page', false);
