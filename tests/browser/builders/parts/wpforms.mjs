/*
 * WPForms: what its two ways of sending have in common.  jQuery Validation
 * holds the submit event in a handler on the form itself and returns false: it
 * is prevented AND stopped, refused or not, so a listener on the document that
 * does not capture never sees it.  The page refuses by the classes
 * `wpforms-error` and `wpforms-has-error` and an <em> after the field, within
 * the handler; aria-invalid of a field changes only when it is left (a value in
 * it, or refused before), never by the submit itself.
 */
import { fieldOf, isEmail, quoted } from './multipart.mjs';

export const ASSETS = ['wpforms-lite/assets/js/frontend/wpforms.js and '
	+ 'wpforms-modern.js (notes up to 1.8.7.1), as stored with a site',
'jquery.validate.js: submit handler, element(), showErrors()',
'wpforms-lite class-frontend.php (confirmation), wpforms-confirmation.js, a '
	+ 'stored page with the submit container',
'not read: the form tag and the fields\' markup, the answer of '
	+ 'wpforms_submit when it refuses'];

export const REQUIRED = 'This field is required.';
export const NO_EMAIL = 'Please enter a valid email address.';
export const NAMES = { name: 'wpforms[fields][0]', email: 'wpforms[fields][1]',
	tel: 'wpforms[fields][2]', message: 'wpforms[fields][3]' };

const FIELDS = [['name', 'text', 'Name', 'required'],
	['email', 'email', 'Email', 'required'], ['phone', 'tel', 'Phone', ''],
	['textarea', 'textarea', 'Comment or Message', '']];

function field([kind, type, label, required], number, values, errors) {
	const id = `wpforms-17-field_${number}`;
	const name = `wpforms[fields][${number}]`;
	const error = errors[name];
	const more = `id="${id}" name="${name}" ${required} class="
wpforms-field-medium ${required && 'wpforms-field-required'} ${error
	? 'wpforms-error' : ''}" aria-errormessage="${id}-error"
 ${error ? 'aria-invalid="true"' : ''}`;
	const value = quoted(values[name] ?? '');

	return `
<div id="${id}-container" class="wpforms-field wpforms-field-${kind}
 ${error ? 'wpforms-has-error' : ''}" data-field-id="${number}">
<label class="wpforms-field-label" for="${id}">${label}</label>
${type === 'textarea' ? `<textarea ${more}>${value}</textarea>`
		: `<input type="${type}" ${more} value="${value}">`}
${error ? `<em id="${id}-error" class="wpforms-error" role="alert"
 aria-label="Error message" for="">${error}</em>` : ''}</div>`;
}

export const notice = (place, text) => `
<div id="wpforms-17-${place}-error" class="wpforms-error-container"
 role="alert"><span class="wpforms-hidden" aria-hidden="false">Form error
 message</span><p>${text}</p></div>`;

/* The form as it is first shown, or as it comes back refused. */
export const formOf = (ajax, values = {}, errors = {}, general = '') => `
<div class="wpforms-container wpforms-container-full wpforms-render-modern"
 id="wpforms-17"><form id="wpforms-form-17" class="wpforms-validate
 wpforms-form ${ajax ? 'wpforms-ajax-form' : ''}" data-formid="17" method="post"
 enctype="multipart/form-data" data-token="054f5adc"
 action="/${ajax ? '' : '?wpforms_form_id=17'}">${general}
<div class="wpforms-field-container">
${FIELDS.map((one, number) => field(one, number, values, errors)).join('')}
</div>
<div class="wpforms-field wpforms-field-hp"><label for="wpforms-17-field-hp"
 class="wpforms-field-label">Website</label><input type="text"
 name="wpforms[hp]" id="wpforms-17-field-hp" class="wpforms-field-medium"></div>
<div class="wpforms-submit-container"><input type="hidden" name="wpforms[id]"
 value="17"><input type="hidden" name="wpforms[author]" value="1"><input
 type="hidden" name="wpforms[post_id]" value="7"><button type="submit"
 name="wpforms[submit]" id="wpforms-submit-17" class="wpforms-submit"
 data-alt-text="Sending..." data-submit-text="Submit" aria-live="assertive"
 value="wpforms-submit">Submit</button></div></form></div>`;

export const confirmation = `<div id="wpforms-confirmation-17" class="
wpforms-confirmation-container-full wpforms-confirmation-scroll"><p>Thanks for
 contacting us! We will be in touch with you shortly.</p></div>`;

/* What the server makes of a form: {values, errors, general}. */
export function judged(body) {
	const values = Object.fromEntries(Object.values(NAMES).map((name) =>
		[name, fieldOf(body, name)]));
	const errors = {};

	if (!isEmail(values[NAMES.email]))
		errors[NAMES.email] = NO_EMAIL;
	if (values[NAMES.name] === 'refuse twice')
		errors[NAMES.name] = 'This name was used before.';
	return { values, errors, general: values[NAMES.name] === 'refuse'
		? 'Your message could not be sent.' : '' };
}

/* What runs in the page: sent as text, so it stands by itself. */
function script(REQUIRED, NO_EMAIL) {
	const $ = jQuery;
	const tell = ($form, name, more) => {
		const event = new $.Event(name);

		$form.trigger(event, more);
		return event;
	};

	/* jQuery Validation, with WPForms' settings */
	function wrong({ value, required, type }) {
		if (!value)
			return required ? REQUIRED : '';
		return type === 'email' && !/^[^@]+@[^@.]+\.[^@]+$/.test(value)
			? NO_EMAIL : '';
	}

	function show(input, message) {
		const field = $(input).closest('.wpforms-field');

		field.find('em.wpforms-error').remove();
		field.toggleClass('wpforms-has-error', Boolean(message));
		$(input).toggleClass('wpforms-error', Boolean(message))
			.toggleClass('wpforms-valid', !message);
		if (message)
			$(`<em id="${input.id}-error" class="wpforms-error" `
				+ 'role="alert" aria-label="Error message" '
				+ `for="">${message}</em>`).insertAfter(input);
	}

	function handled($form) {
		const $submit = $form.find('.wpforms-submit');
		const pressed = $('<input type="hidden"/>')
			.attr('name', $submit.attr('name')).val($submit.val())
			.appendTo($form);

		$form.append('<input type="hidden" class="wpforms-token" '
			+ `name="wpforms[token]" value="${
				$form.data('token')}">`);
		$submit.addClass('wpforms-disabled').attr('aria-disabled',
			'true').text($submit.data('alt-text'));
		tell($form, 'wpformsFormSubmitButtonDisable', [$form, $submit]);
		if (!tell($form, 'wpformsBeforeFormSubmit', [$form])
			.isDefaultPrevented())
			window.wpforms.send($form);
		pressed.remove();
	}

	window.wpforms = {
		show,
		tell,
		restore($form) {
			const $submit = $form.find('.wpforms-submit');

			$submit.removeClass('wpforms-disabled').attr(
				'aria-disabled', 'false').text('Submit');
			$form.find('.wpforms-token').remove();
			tell($form, 'wpformsFormSubmitButtonRestore',
				[$form, $submit]);
		},
	};
	$(() => $('.wpforms-validate').each(function () {
		const $form = $(this).attr('novalidate', 'novalidate');
		const inputs = $form.find(
			':input[name^="wpforms[fields]"]').get();
		const seen = new Set();		/* refused by a submit */

		$form.on('focusout', ':input', ({ target }) => {
			if (!inputs.includes(target)
				|| !target.value && !seen.has(target))
				return;
			$(target).attr('aria-invalid', wrong(target) !== '');
			show(target, wrong(target));
		});
		$form.on('submit.validate', () => {
			const bad = inputs.filter(wrong);

			if (bad.length > 0)
				$form.triggerHandler('invalid-form');
			inputs.forEach((input) => show(input, wrong(input)));
			bad.forEach((input) => seen.add(input));
			if (bad.length > 0)
				$(bad[0]).trigger('focus');
			else
				handled($form);
			return false;
		});
	}));
}

export const shell = (tag, content, more) => `<!DOCTYPE html>
<html lang="en-US"><head><meta charset="utf-8"><title>Contact</title>
<link rel="icon" href="data:,">
<style>.wpforms-field-hp, .wpforms-hidden { position: absolute !important;
	left: -9000px !important; }</style></head><body>
${content}
<script src="/jquery.js"></script>
<script>(${script})(${JSON.stringify(REQUIRED)}, ${JSON.stringify(NO_EMAIL)});
(${more})(jQuery);</script>
${tag}
</body></html>`;

export const fillAll = async (page, name, email) => {
	await page.fill(`[name="${NAMES.name}"]`, name);
	await page.fill(`[name="${NAMES.email}"]`, email);
	await page.fill(`[name="${NAMES.tel}"]`, '+49 30 1234567');
	await page.fill(`[name="${NAMES.message}"]`, 'Please call me.');
};

/* What a visitor does and sees; the same by both ways. */
export const visitor = {
	fill: (page, email) => fillAll(page, 'Ann Example', email),
	send: (page) => page.click('#wpforms-submit-17'),
	sent: (page) => page.locator('#wpforms-confirmation-17').waitFor(),
	refusals: [['page', '', 'ann@example.com'],
		['page', 'Ann Example', 'ann@example'],
		['server', 'refuse', 'ann@example.com'],
		['server', 'refuse twice', 'ann@example.com'],
	].map(([where, name, email]) => ({
		where,
		fill: (page) => fillAll(page, name, email),
		refused: (page) => page.locator(name === 'refuse'
			? '.wpforms-error-container'
			: '.wpforms-has-error em.wpforms-error').waitFor(),
	})),
};
