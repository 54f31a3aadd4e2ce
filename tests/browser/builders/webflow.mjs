/*
 * Webflow's form on a site it hosts.  Its script hears `submit` on the
 * document by jQuery, stops it and posts by jQuery's ajax; no event says how
 * it went, only the two blocks beside the form are shown or hidden.  The real
 * request goes to https://webflow.com.  Bot protection (Turnstile) is left
 * out: until it is through, the button is disabled.
 */
const SITE = '64b0c0ffee00000000000001';
const said = new WeakMap();	/* page -> the alert it is to show */

const script = `
(function ($) {
	var ns = '.w-form';
	var email = /e(-)?mail/i;

	function problem(field, name, value) {
		if (!field.attr('required'))
			return null;
		if (!value)
			return 'Please fill out the required field: ' + name;
		return email.test(field.attr('type'))
			&& !/^\\S+@\\S+$/.test(value)
			? 'Please enter a valid email address for: ' + name
			: null;
	}

	function collect(form, fields) {
		var status = null;

		form.find(':input:not([type="submit"])').each(function () {
			var field = $(this);
			var name = encodeURIComponent(field.attr('data-name')
				|| field.attr('name'));
			var value = field.val().trim();

			if (field.attr('type') === 'checkbox')
				value = field.is(':checked');
			fields[name] = value;
			status = status || problem(field, name, value);
		});
		return status;
	}

	function settle(data) {
		data.done.toggle(data.success);
		data.fail.toggle(!data.success);
		(data.success ? data.done : data.fail).trigger('focus');
		data.form.toggle(!data.success);
		data.button.prop('disabled', false).val(data.label);
	}

	function send(data) {
		var form = data.form;
		var load = {
			name: form.attr('data-name'),
			pageId: form.attr('data-wf-page-id'),
			elementId: form.attr('data-wf-element-id'),
			domain: $('html').attr('data-wf-domain'),
			source: location.href, test: false, fields: {},
			fileUploads: {}, dolphin: false, trackingCookies: {}
		};
		var status = collect(form, load.fields);

		if (status)
			return alert(status);
		data.success = false;
		data.label = data.button.val();
		data.button.prop('disabled', true)
			.val(data.button.attr('data-wait'));
		$.ajax({
			url: '/api/v1/form/' + $('html').attr('data-wf-site'),
			type: 'POST', data: load, dataType: 'json',
			crossDomain: true
		}).done(function (answer) {
			data.success = !!answer && answer.code === 200;
			settle(data);
		}).fail(function () {
			settle(data);
		});
	}

	$(ns + ' form').each(function () {
		var wrap = $(this).closest('div.w-form');
		var name = $(this).attr('data-name');
		var data = { form: $(this), done: wrap.find('> .w-form-done'),
			fail: wrap.find('> .w-form-fail'),
			button: $(this).find(':input[type="submit"]') };

		data.form.attr('aria-label', name);
		data.done.attr({ tabindex: '-1', role: 'region',
			'aria-label': name + ' success' });
		data.fail.attr({ tabindex: '-1', role: 'region',
			'aria-label': name + ' failure' });
		$.data(this, ns, data);
	});
	$(document).on('submit', ns + ' form', function (event) {
		event.preventDefault();
		send($.data(this, ns));
	});
})(jQuery);`;

const markup = (tag) => `<!DOCTYPE html>
<html data-wf-domain="www.example.com" data-wf-page="64b0c0ffee00000000000002"
	data-wf-site="${SITE}" lang="en"><head><meta charset="utf-8">
<title>Contact</title>
<meta content="Webflow" name="generator">
<style>.w-form-done, .w-form-fail { display: none }</style>
<link rel="icon" href="data:,">
${tag}
</head><body class="body">
<section class="success-stories"><h2>Success stories</h2>
<div class="success-message">Thank you! They doubled their sales.</div>
</section>
<form action="/search" class="search w-inline-block"><input type="search"
	class="search-input w-input" maxlength="256" name="query"
	placeholder="Search&hellip;" id="search"><input type="submit"
	class="search-button w-button" value="Search"></form>
<div class="form-block w-form"><form id="wf-form-Contact-Form"
	name="wf-form-Contact-Form" data-name="Contact Form" method="get"
	class="form" data-wf-page-id="64b0c0ffee00000000000002"
	data-wf-element-id="1c8c6f5a-0000-4000-8000-000000000001">
<label for="Name">Name</label><input class="w-input" maxlength="256"
	name="Name" data-name="Name" placeholder="" type="text" id="Name"
	required="">
<label for="Email">Email Address</label><input class="w-input"
	maxlength="256" name="Email" data-name="Email" placeholder=""
	type="email" id="Email" required="">
<label for="Phone">Phone</label><input class="w-input" maxlength="256"
	name="Phone" data-name="Phone" placeholder="" type="tel" id="Phone">
<label class="w-checkbox"><input type="checkbox" name="News" id="News"
	data-name="News" class="w-checkbox-input"><span
	class="w-form-label">Newsletter</span></label>
<input type="submit" data-wait="Please wait..." class="submit w-button"
	value="Submit"></form>
<div class="w-form-done"><div>Thank you! Your submission has been
	received!</div></div>
<div class="w-form-fail"><div>Oops! Something went wrong while submitting
	the form.</div></div></div>
<script src="/jquery.js"></script>
<script>${script}</script>
</body></html>`;

async function fillIn(page, name, email, phone) {
	await page.fill('#Name', name);
	await page.fill('#Email', email);
	await page.fill('#Phone', phone);
}

export default {
	name: 'Webflow',
	version: 'webflow.js of 2025 (with data-wf-domain and Turnstile)',
	read: ['webflow.js as exported sites of 2025 carry it, unminified:'
		+ ' modules webflow-forms and webflow-forms-hosted',
	'formspark/documentation: docs/examples/webflow.md (the blocks)'],
	page: markup,
	answer(call) {
		if (call.method !== 'POST'
		    || call.path !== `/api/v1/form/${SITE}`)
			return undefined;
		/* not read: what a refusal is answered, only that it is not
		   code 200 */
		return call.body.includes('refuse')
			? { status: 400, type: 'application/json',
				body: '{"msg":"Bad Request","code":400}' }
			: { type: 'application/json',
				body: '{"msg":"ok","code":200}' };
	},
	fill: (page, email) => fillIn(page, 'Ann Example', email,
		'+44 20 7946 0000'),
	send: (page) => page.click('.form .w-button'),
	sent: (page) => page.waitForSelector('.w-form-done',
		{ state: 'visible' }),
	refusals: [{
		where: 'page',	/* by the browser: no submit event */
		fill: (page) => fillIn(page, 'Ann Example', 'ann',
			'+44 20 7946 0000'),
		refused: (page) => page.waitForSelector('#Email:invalid'),
	}, {
		where: 'page',	/* submit event, then only an alert */
		async fill(page) {
			said.set(page, page.waitForEvent('dialog')
				.then((dialog) => dialog.accept()));
			await fillIn(page, '   ', 'ann@example.com', '');
		},
		refused: (page) => said.get(page),
		quiet: true,	/* an alert leaves no trace in the page */
	}, {
		where: 'server',
		fill: (page) => fillIn(page, 'refuse', 'ann@example.com', ''),
		refused: (page) => page.waitForSelector('.w-form-fail',
			{ state: 'visible' }),
	}],
	leaves: false,
	silent: false,
};
