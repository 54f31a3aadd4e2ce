/*
 * Fluent Forms.  A native submit event, prevented by a handler jQuery delegates
 * to document (so it runs last), which checks the fields there and then: a
 * field the page refuses has aria-invalid="true" once the event is through, and
 * keeps it until that field changes, whatever is sent meanwhile.  For 1.5 s
 * after a submit the next one is prevented and nothing else.  Otherwise XHR to
 * admin-ajax.php, the form encoded as one field `data`; refused with status 423
 * and `errors`.  The newest source emits fluentform_submission_success on the
 * form and again on body, both by jQuery's bus and both bubbling: document
 * hears it twice (up to 6.1 the first was a triggerHandler and did not bubble).
 */
const REQUIRED = 'This field is required';
const NO_EMAIL = 'This field must contain a valid email';

const field = (name, type, label, required) => `
<div class='ff-el-group'><div class="ff-el-input--label ${required
	&& 'ff-el-is-required'} asterisk-right"><label for='ff_3_${name}'>${label
}</label></div><div class='ff-el-input--content'><${type === 'textarea'
	? 'textarea' : `input type="${type}"`} name="${name}" id="ff_3_${name}"
 class="ff-el-form-control" data-name="${name}" aria-invalid="false"
 aria-required=${Boolean(required)}>${type === 'textarea' ? '</textarea>' : ''
}</div></div>`;

const first = 'names[first_name]';

const form = `
<div class='fluentform ff-default fluentform_wrapper_3 ffs_default_wrap'>
<form data-form_id="3" id="fluentform_3" class="frm-fluent-form fluent_form_3
 ff-el-form-top ff_form_instance_3_1 ff-form-loading ffs_default"
 data-form_instance="ff_form_instance_3_1" method="POST" ><fieldset>
<legend class="ff_screen_reader_title">Contact Form</legend>
<input type='hidden' name='__fluent_form_embded_post_id' value='7' />
<input type="hidden" id="_fluentform_3_fluentformnonce"
 name="_fluentform_3_fluentformnonce" value="689ab3a505" />
<input type="hidden" name="_wp_http_referer" value="/" />
<div data-type="name-element" data-name="names"
 class=" ff-field_container ff-name-field-wrapper">
${field(first, 'text', 'First Name', 'required')
		.replace(`data-name="${first}"`, '')}</div>
${field('email', 'email', 'Email', 'required')}
${field('phone', 'tel', 'Phone', '')}
${field('message', 'textarea', 'Your Message', '')}
<div class='ff-el-group ff-text-left ff_submit_btn_wrapper'><button
 type="submit" class="ff-btn ff-btn-submit ff-btn-md ff_btn_style">Submit Form
</button></div></fieldset></form>
<div id='fluentform_3_errors' class='ff-errors-in-stack
 ff_form_instance_3_1_errors'></div></div>`;

/* What runs in the page: sent as text, so it stands by itself. */
function script(first, REQUIRED, NO_EMAIL) {
	const $ = jQuery;
	const $form = $('#fluentform_3').removeClass('ff-form-loading')
		.addClass('ff-form-loaded');
	const config = { id: '3', form_id_selector: 'fluentform_3' };
	let sending = false;

	/* the event bridge: jQuery alone where there is jQuery */
	const emit = (name, target, detail) => $(target).trigger(name,
		[{ form: $form, ...detail }]);

	function wrong() {
		const errors = {};

		for (const name of [first, 'email'])
			if (!$form[0].elements[name].value)
				errors[name] = { required: REQUIRED };
		if (!errors.email && !/\S@\S+\.\S/.test(
			$form[0].elements.email.value))
			errors.email = { email: NO_EMAIL };
		return Object.keys(errors).length > 0 ? errors : null;
	}

	function refuse(errors) {
		$form.find('.error').empty();
		$form.find('.ff-el-group').removeClass('ff-el-is-error');
		for (const [name, rules] of Object.entries(errors)) {
			const $input = $($form[0].elements[name]);
			const message = Object.values(rules)[0];

			$input.attr('aria-invalid', 'true');
			$input.closest('.ff-el-group').addClass(
				'ff-el-is-error');
			emit('fluentform_error_below_element', document.body,
				{ element: $input, message });
			$input.closest('.ff-el-input--content').append(
				'<div class="error text-danger" role="alert">'
				+ `${message}</div>`);
		}
	}

	function working(on) {
		$form.toggleClass('ff_submitting', on).find('.ff-btn-submit')
			.toggleClass('disabled ff-working', on)
			.prop('disabled', on);
	}

	function accept(response) {
		emit('fluentform_submission_success', $form,
			{ config, response });
		emit('fluentform_submission_success', document.body,
			{ config, response });
		$('<div/>', { id: 'fluentform_3_success',
			class: 'ff-message-success', role: 'status',
			'aria-live': 'polite' })
			.html(response.data.result.message).insertAfter($form);
		$form.find('.ff-el-is-error').removeClass('ff-el-is-error');
		$form.hide().addClass('ff_force_hide');
		$form[0].reset();
	}

	function send() {
		if (sending)
			return;
		sending = true;
		working(true);
		$.post(`/wp-admin/admin-ajax.php?t=${Date.now()}`, {
			data: $form.find(':input').serialize(),
			action: 'fluentform_submit', form_id: 3,
		}).then(accept).fail((response) => {
			emit('fluentform_submission_failed', $form,
				{ response, config });
			refuse(response.responseJSON.errors);
		}).always(() => {
			sending = false;
			working(false);
		});
	}

	$(document).on('submit', '.ff_form_instance_3_1', (event) => {
		event.preventDefault();
		if (window.ff_sumitting_form)
			return;
		window.ff_sumitting_form = true;
		setTimeout(() => {
			window.ff_sumitting_form = false;
		}, 1500);
		$form.find('.ff-el-is-error').removeClass('ff-el-is-error')
			.find('.error').remove();
		const errors = wrong();

		if (errors) {
			emit('fluentform_validation_failed', $form,
				{ response: errors });
			refuse(errors);
		} else {
			$('#fluentform_3_success').remove();
			send();
		}
	});
	$form.find('.ff-el-group').on('change', 'input,select,textarea',
		(event) => {
			$(event.target).attr('aria-invalid', 'false')
				.closest('.ff-el-is-error')
				.removeClass('ff-el-is-error')
				.find('.error.text-danger').remove();
		});
	/* Enter in a field sends nothing */
	$form.find('input.ff-el-form-control').on('keypress',
		(event) => event.which !== 13);
	$(document.body).trigger('fluentform_init', [$form, config]);
	$form.trigger('fluentform_init_single', [{}, config]);
}

function answered(body) {
	const sent = new URLSearchParams(new URLSearchParams(body).get('data'));
	const refused = sent.get(first) === 'refuse';

	return { status: refused ? 423 : 200,
		type: 'application/json; charset=UTF-8',
		body: JSON.stringify(refused ? { errors: { email: {
			unique: 'Email address needs to be unique.' } } }
			: { success: true, data: { insert_id: 12, error: '',
				result: { redirectTo: 'samePage',
					message: 'Thank you for your message. '
					+ 'We will get in touch with you '
					+ 'shortly', action: 'hide_form' },
			} }) };
}

const fillAll = async (page, name, email) => {
	await page.fill(`[name="${first}"]`, name);
	await page.fill('[name="email"]', email);
	await page.fill('[name="phone"]', '+49 30 1234567');
	await page.fill('[name="message"]', 'Please call me.');
};

export default {
	name: 'Fluent Forms',
	version: '6',	/* not read: the number of the source that was read */
	read: ['fluentform/fluentform: resources/assets/public/ '
		+ 'form-submission-jquery.js (829c29f), form-submission.js, '
		+ 'modules/event-bridge.js, app/Services/FormBuilder/'
		+ 'FormBuilder.php, app/Modules/SubmissionHandler/'
		+ 'SubmissionHandler.php, app/Services/Form/'
		+ 'FormValidationService.php, stored pages with a form; '
		+ 'not read: all keys of the answer to success, '
		+ 'the messages'],
	page: (tag) => `<!DOCTYPE html>
<html lang="en-US"><head><meta charset="utf-8"><title>Contact</title>
<link rel="icon" href="data:,">
<script src="/jquery.js"></script></head><body>
<div class="alert alert-success ff-offer">Success: free delivery today</div>
${form}
<script>(${script})(${[first, REQUIRED, NO_EMAIL].map((text) =>
		JSON.stringify(text))});</script>
${tag}
</body></html>`,
	answer: ({ method, path, body }) => method === 'POST'
		&& path === '/wp-admin/admin-ajax.php'
		? answered(body) : undefined,
	fill: (page, email) => fillAll(page, 'Ann', email),
	send: (page) => page.click('.ff-btn-submit'),
	sent: (page) => page.locator('#fluentform_3_success').waitFor(),
	/* the third by the browser itself: there is no novalidate, no submit */
	refusals: [['page', '', 'ann@example.com', '.ff-el-is-error .error'],
		['page', 'Ann', 'ann@example', '.ff-el-is-error .error'],
		['page', 'Ann', 'ann(at)example', '[name="email"]:invalid:focus'],
		['server', 'refuse', 'ann@example.com', '.ff-el-is-error .error'],
	].map(([where, name, email, seen]) => ({
		where,
		fill: (page) => fillAll(page, name, email),
		refused: (page) => page.locator(seen).waitFor(),
	})),
	leaves: false,
	silent: false,
};
