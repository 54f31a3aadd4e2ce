/*
 * Mailchimp's embedded form with its mc-validate.js, which brings a jQuery of
 * its own and hides it again: nothing is left on window.jQuery.  Both ways out
 * of its submit handler return false, so the event stops at the form.  The
 * list is asked by JSONP (a script element, a GET); a refusal too is a 200.
 * The real request goes to https://NAME.us1.list-manage.com.
 */
const USER = 'c0ffee00c0ffee00c0ffee000';
const LIST = 'c0ffee0001';

/* jquery.validate 1.13 and jquery.form, as far as a visitor meets them */
const script = `
(function ($) {
	var form = $('#mc-embedded-subscribe-form');

	function message(field) {
		var value = field.val().trim();

		if (!value && field.hasClass('required'))
			return 'This field is required.';
		return value && field.hasClass('email')
			&& !/^\\S+@\\S+\\.\\S+$/.test(value)
			? 'Please enter a valid email address.' : '';
	}

	function show(field, text) {
		var error = field.siblings('div.mce_inline_error');

		field.toggleClass('mce_inline_error', !!text)
			.toggleClass('valid', !text);
		if (text && !error.length)
			error = $('<div>', { 'for': field.attr('id'),
				'class': 'mce_inline_error' })
				.appendTo(field.closest('.mc-field-group'));
		error.text(text).toggle(!!text);
	}

	/* only when a field is left, never at submit */
	function one(field) {
		var text = message(field);

		field.attr('aria-invalid', !!text);
		show(field, text);
	}

	function all() {
		var bad = form.find('.required').filter(function () {
			var text = message($(this));

			show($(this), text);
			return text;
		});

		if (bad.length)
			form.triggerHandler('invalid-form');
		bad.first().trigger('focus');
		return !bad.length;
	}

	function answered(resp) {
		var part = resp.msg.split(' - ', 2);
		var index = part[1] === undefined ? -1 : +part[0];

		$('#mce-success-response, #mce-error-response').hide();
		if (resp.result !== 'success' && index >= 0)
			return show(form.find('.mc-field-group :input')
				.eq(index), part[1]);
		$('#mce-' + resp.result + '-response').show()
			.html(resp.msg);
		if (resp.result === 'success')
			form[0].reset();
	}

	form.attr('novalidate', 'novalidate')
		.find('.required').attr('aria-required', 'true').end()
		.on('focusout', ':text, [type="email"]', function () {
			one($(this));
			$('#mce-error-response, #mce-success-response').hide();
		})
		.on('submit', function () {
			if (all())
				$.ajax({
					url: form.attr('action').replace(
						'/post?u=', '/post-json?u=')
						+ '&c=?',
					data: form.serialize()
						+ '&subscribe=Subscribe',
					dataType: 'jsonp', cache: false,
					crossDomain: true, success: answered
				});
			return false;
		});
})(jQuery.noConflict(true));`;

const markup = (tag) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Newsletter</title>
<link rel="icon" href="data:,">
${tag}
</head><body>
<div class="alert alert-success">Free shipping this week!</div>
<div id="mc_embed_shell">
<div id="mc_embed_signup">
<form action="/subscribe/post?u=${USER}&amp;id=${LIST}&amp;f_id=00c0ffeef0"
	method="post" id="mc-embedded-subscribe-form"
	name="mc-embedded-subscribe-form" class="validate" target="_blank"
	novalidate>
<div id="mc_embed_signup_scroll"><h2>Subscribe</h2>
<div class="indicates-required"><span class="asterisk">*</span> indicates
	required</div>
<div class="mc-field-group"><label for="mce-EMAIL">Email Address <span
	class="asterisk">*</span></label><input type="email" name="EMAIL"
	class="required email" id="mce-EMAIL" value="" required=""></div>
<div class="mc-field-group"><label for="mce-FNAME">First Name <span
	class="asterisk">*</span></label><input type="text" name="FNAME"
	class="required text" id="mce-FNAME" value="" required=""></div>
<div id="mce-responses" class="clear foot">
<div class="response" id="mce-error-response" style="display: none;"></div>
<div class="response" id="mce-success-response" style="display: none;"></div>
</div>
<div aria-hidden="true" style="position: absolute; left: -5000px;"><input
	type="text" name="b_${USER}_${LIST}" tabindex="-1" value=""></div>
<div class="optionalParent"><div class="clear foot"><input type="submit"
	name="subscribe" id="mc-embedded-subscribe" class="button"
	value="Subscribe"></div></div>
</div></form>
</div></div>
<script src="/jquery.js"></script>
<script>${script}</script>
</body></html>`;

/* the text is Mailchimp's way of saying it, not its words */
const ACCEPTED = { result: 'success', msg: 'Thank you for subscribing!' };
const REFUSED = { result: 'error', msg: 'Recipient has too many recent'
	+ ' signup requests' };

/* The name first: an error shown as the button is pressed moves the button. */
async function fillIn(page, name, email) {
	await page.fill('#mce-FNAME', name);
	await page.fill('#mce-EMAIL', email);
}

export default {
	name: 'Mailchimp (mc-validate)',
	version: 'mc-validate.js of 2023',
	read: ['mc-validate.js as kept in CalebQ-source/nis2:'
		+ ' js/mc-validate.js (jquery.form, jquery.validate)',
	'another site\'s copy of its last part (window.mc,'
		+ ' mce_success_cb), found by getAjaxSubmitUrl',
	'embed codes in public repositories, found by'
		+ ' mce-success-response'],
	page: markup,
	answer(call) {
		if (call.path !== '/subscribe/post-json')
			return undefined;
		return { type: 'application/javascript',
			body: `${call.query.get('c')}(${JSON.stringify(
				call.query.get('FNAME') === 'refuse'
					? REFUSED : ACCEPTED)})` };
	},
	fill: (page, email) => fillIn(page, 'Ann', email),
	send: (page) => page.click('#mc-embedded-subscribe'),
	sent: (page) => page.waitForSelector('#mce-success-response',
		{ state: 'visible' }),
	refusals: [{
		where: 'page',
		fill: (page) => fillIn(page, '', 'ann@example.com'),
		refused: (page) => page.waitForSelector(
			'div.mce_inline_error', { state: 'visible' }),
	}, {
		where: 'server',
		fill: (page) => fillIn(page, 'refuse', 'ann@example.com'),
		refused: (page) => page.waitForSelector('#mce-error-response',
			{ state: 'visible' }),
	}],
	leaves: false,
	silent: false,
};
