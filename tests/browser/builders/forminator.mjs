/*
 * Forminator, sent by AJAX, which answers with a message of thanks.  jQuery
 * Validate checks on the form itself: what it refuses gets aria-invalid="true"
 * in the submit handler, and `return false` keeps the event from all above
 * the form.  Forminator's own handler waits on body and returns false as
 * well: no submit event ever bubbles up to the document.
 *
 * All events are on jQuery's bus only, their targets the form:
 * before:forminator:form:submit, then forminator:form:submit:success (after
 * the native reset) or :failed, then after:forminator:form:submit and
 * forminator:form:submit:complete.  Where the form is hidden on success
 * (forminator-hide.mjs) neither the reset nor :success comes.
 */
const uid = '6a3edea193f70';
const says = { name: 'This field is required. Please enter your name.',
	email: 'This field is required. Please input a valid email.',
	bad: 'This is not a valid email.' };

function row(id, type, label, input) {
	return `<div class="forminator-row">
	<div id="${id}" class="forminator-field-${type} forminator-col
		forminator-col-12 "><div class="forminator-field">
	<label for="forminator-field-${id}_${uid}" id="forminator-field-${id}_${
		uid}-label" class="forminator-label">${label}
		<span class="forminator-required">*</span></label>
	<input name="${id}" value="" id="forminator-field-${id}_${uid}"
		class="forminator-input forminator-${type}--field"
		aria-required="true" ${input}>
	</div></div></div>`;
}

const form = `
<form id="forminator-module-1139" class="forminator-ui forminator-custom-form
	forminator-custom-form-1139 forminator-design--default forminator_ajax"
	method="post" data-forminator-render="0" data-form-id="1139"
	data-color-option="default" data-design="default" data-grid="open"
	style="display: none;" data-uid="${uid}">
<div role="alert" aria-live="polite" class="forminator-response-message
	forminator-error" aria-hidden="true"></div>
${row('name-1', 'name', 'First Name',
		'type="text" placeholder="E.g. John" autocomplete="name"')}
${row('email-1', 'email', 'Email Address', 'type="email" data-required="true"'
		+ ' placeholder="E.g. john@doe.com" autocomplete="email"')}
<input type="hidden" name="referer_url" value="">
<div class="forminator-row forminator-row-last"><div class="forminator-col">
<div class="forminator-field">
<button class="forminator-button forminator-button-submit">Send Message</button>
</div></div></div>
<input type="hidden" id="forminator_nonce" name="forminator_nonce"
	value="6edf2e82b1">
<input type="hidden" name="_wp_http_referer" value="/">
<input type="hidden" name="form_id" value="1139">
<input type="hidden" name="page_id" value="1011">
<input type="hidden" name="form_type" value="default">
<input type="hidden" name="current_url" value="http://site.example/">
<input type="hidden" name="render_id" value="0">
<input type="hidden" name="action" value="forminator_submit_form_custom-forms">
</form>`.replace(/\s+/g, ' ');

const script = `
var says = ${JSON.stringify(says)};

jQuery(function ($) {
	var $form = $('#forminator-module-1139').attr('novalidate',
		'novalidate').show();
	var $told = $form.find('.forminator-response-message');
	var $button = $form.find('.forminator-button-submit');
	var body;

	function trouble(input) {
		var key = input.name.split('-')[0];

		if (!input.value.trim())
			return says[key];
		return key === 'email' && !/^\\S+@\\S+$/.test(input.value)
			? says.bad : '';
	}

	function mark(input, text) {
		var $field = $(input).closest('.forminator-field');
		var id = input.id + '-error';

		$field.find('.forminator-error-message').remove();
		$field.toggleClass('forminator-has_error', !!text);
		if (!text) {
			$(input).removeAttr('aria-invalid aria-describedby')
				.trigger('validation:unhighlight');
			return;
		}
		$field.append($('<span class="forminator-error-message">')
			.attr('id', id).text(text));
		$(input).attr({ 'aria-describedby': id,
			'aria-invalid': 'true' })
			.trigger('validation:highlight');
	}

	function accept(told) {
		if (told.behav === 'behaviour-hide') {
			$form.find('.forminator-row').hide();
			return;
		}
		$form[0].reset();
		$form.trigger('forminator:form:submit:success', body);
	}

	function refuse(told) {
		$told.append('<ul class="forminator-screen-reader-only"></ul>');
		$.each(told.errors, function (at, error) {
			$.each(error, function (name, text) {
				$told.find('ul').append($('<li>').text(text));
			});
		});
		$form.trigger('forminator:form:submit:failed',
			[body, told.errors]);
		$.each(told.errors, function (at, error) {
			$.each(error, function (name, text) {
				mark($form[0].elements[name], text);
			});
		});
	}

	function answered(answer) {
		$form.find('.forminator-error-message').remove();
		$form.find('.forminator-field')
			.removeClass('forminator-has_error');
		$form.find('input').removeAttr('aria-invalid');
		$form.find('button').removeAttr('disabled');
		$told.removeClass('forminator-accessible forminator-error ' +
			'forminator-success').removeAttr('aria-hidden')
			.prop('tabindex', '-1').addClass('forminator-show ' +
			(answer.success ? 'forminator-success'
				: 'forminator-error'))
			.html(answer.data.message);
		(answer.success ? accept : refuse)(answer.data);
	}

	$form.on('focusout', '.forminator-input', function () {
		var text = trouble(this);

		mark(this, text);
		$(this).attr('aria-invalid', String(!!text));
	});
	$form.on('submit.validate', function () {
		var wrong = $form.find('.forminator-input').filter(function () {
			return trouble(this);
		});

		if (!wrong.length)
			return true;
		$form.trigger('validation:invalid');
		$told.html('<ul></ul>').removeAttr('aria-hidden')
			.prop('tabindex', '-1')
			.addClass('forminator-accessible');
		wrong.each(function () {
			$told.find('ul').append($('<li>').text(trouble(this)));
			mark(this, trouble(this));
			$form.trigger('validation:error');
		});
		wrong[0].focus();
		return false;
	});
	$('body').on('submit.frontSubmit', '.forminator-custom-form-1139',
		function () {
			if ($button.prop('disabled'))
				return false;
			body = new FormData(this);
			$told.html('');
			$button.prop('disabled', true)
				.addClass('forminator-button-onload');
			$.ajax({ type: 'POST', url: '/wp-admin/admin-ajax.php',
				data: body, cache: false, contentType: false,
				processData: false, beforeSend: function () {
					$form.trigger('before:forminator:' +
						'form:submit', body);
				}, success: answered, complete: function () {
					$button.removeClass('forminator-' +
						'button-onload');
					$form.trigger('forminator:form:' +
						'submit:complete', body);
				} }).always(function () {
				$button.prop('disabled', false);
				$form.trigger('after:forminator:form:submit',
					body);
			});
			return false;
		});
});`;

export function json(success, data) {
	return { type: 'application/json; charset=UTF-8',
		body: JSON.stringify({ success, data: { success, ...data } }) };
}

/* not read: the names of what is answered, except those the script takes. */
export function respond(call, behav) {
	if (call.method !== 'POST' || call.path !== '/wp-admin/admin-ajax.php')
		return undefined;
	return /name="name-1"\s+refuse\s/.test(call.body)
		? json(false, { notice: 'error', form_id: 1139,
			message: 'Error: Your form is not valid, please fix '
				+ 'the errors!',
			errors: [{ 'name-1': 'Not this name.' }] })
		: json(true, { form_id: 1139, behav, fadeout: false,
			fadeout_time: 0, message: 'Thank you for contacting '
				+ 'us, we will be in touch shortly.' });
}

export default {
	name: 'Forminator',
	version: '1.43.1',
	/* jQuery Validate was not read: novalidate, what focusout leaves. */
	read: ['terryzielke/VolleyballNetwork: wp-content/plugins/forminator/'
			+ 'forminator.php, assets/js/front/front.submit.js, '
			+ 'assets/js/front/front.validate.js',
		'a page saved with Forminator in 2026'],
	page: (tag) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Contact</title>
<link rel="icon" href="data:,">${tag}
<style>.forminator-response-message { display: none }
.forminator-show { display: block } .forminator-accessible { display: block;
position: absolute; width: 1px; height: 1px; overflow: hidden }</style>
<script src="/jquery.js"></script></head>
<body><section class="success-stories"><h2>Success stories</h2>
<p class="alert alert-success">Thank you for the fine work. Bob</p></section>
${form}
<script>${script}</script>
</body></html>`,
	answer: (call) => respond(call, 'behaviour-thankyou'),
	async fill(page, email) {
		await page.fill('[name="name-1"]', 'Ann');
		await page.fill('[name="email-1"]', email);
	},
	send: (page) => page.click('.forminator-button-submit'),
	sent: (page) => page.waitForSelector('.forminator-response-message'
		+ '.forminator-success.forminator-show'),
	refusals: [{
		where: 'page',
		fill: (page) => page.fill('[name="email-1"]',
			'ann@example.com'),
		refused: (page) => page.waitForSelector(
			'.forminator-has_error .forminator-error-message'),
	}, {
		where: 'server',
		async fill(page) {
			await page.fill('[name="name-1"]', 'refuse');
			await page.fill('[name="email-1"]', 'ann@example.com');
		},
		refused: (page) => page.waitForSelector(
			'.forminator-response-message.forminator-error'),
	}],
	leaves: false,
	silent: false,
};
