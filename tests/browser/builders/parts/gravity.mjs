/*
 * Gravity Forms 2.9: what its three ways of sending have in common.  Since 2.9
 * the button's onclick prevents the click, waits for asynchronous filters and
 * then goes one of three ways; the browser fires no submit event in any of
 * them.  By postback and by iframe it is jQuery(form).trigger('submit',
 * [true]): jQuery's handlers see a submit, then jQuery calls form.submit().
 * Nothing is checked in the page; the server answers a refused form with the
 * whole form again, at the same address, with status 200.
 */
import { fieldOf, isEmail, quoted } from './multipart.mjs';

export const ASSETS = ['pronamic/gravityforms (2.9.29, change_log.txt): '
	+ 'assets/js/dist/scripts-theme.min.js, '
	+ 'includes/ajax/class-gf-ajax-handler.php',
'form_display.php of 2.9 (form tag, footer, iframe script, confirmation)',
'a stored page with a 2.9 form by iframe (field markup)',
'docs.gravityforms.com: ajax-form-submission, gform-submission',
'not read: how an invalid field is marked up, the doctype of the iframe\'s '
	+ 'answer, the time trap of the honeypot'];

const NO_EMAIL = 'The email address entered is invalid, please check the '
	+ 'formatting (e.g. email@domain.com).';
const TAKEN = 'This field requires a unique entry and \'refuse\' has already '
	+ 'been used';

/* [number, type, label]; 6 is the honeypot: hidden by a style sheet only */
const FIELDS = [[1, 'text', 'Name'], [3, 'email', 'Email'],
	[4, 'tel', 'Phone'], [6, 'honeypot', 'Email'],
	[5, 'textarea', 'Message']];

function control(number, type, value, error) {
	const more = `name="input_${number}" id="input_1_${number}"
 class="large" aria-required="true" aria-invalid="${Boolean(error)}"
 ${error ? `aria-describedby="validation_message_1_${number}"` : ''}`;

	return type === 'textarea'
		? `<textarea ${more} rows="10">${quoted(value)}</textarea>`
		: `<input type="${type}" value="${quoted(value)}" ${more}/>`;
}

function honeypot(number, label) {
	return `
<div id="field_1_${number}" class="gfield gfield--type-honeypot
 gform_validation_container field_sublabel_below gfield--has-description">
<label class="gfield_label gform-field-label" for="input_1_${number}"
>${label}</label><div class="ginput_container"><input name="input_${number}"
 id="input_1_${number}" type="text" value="" autocomplete="new-password"/>
</div><div class="gfield_description">This field is for validation purposes and
 should be left unchanged.</div></div>`;
}

function field([number, type, label], values, errors) {
	const error = errors[number];

	return type === 'honeypot' ? honeypot(number, label) : `
<div id="field_1_${number}" class="gfield gfield--type-${type}
 gfield_contains_required ${error ? 'gfield_error' : ''}">
<label class="gfield_label gform-field-label" for="input_1_${number}">${label}
<span class="gfield_required gfield_required_text">(Required)</span></label>
<div class="ginput_container ginput_container_${type}">
${control(number, type, values[number] ?? '', error)}</div>
${error ? `<div id="validation_message_1_${number}" class="gfield_description
 validation_message gfield_validation_message">${error}</div>` : ''}</div>`;
}

const hidden = (name, value, more = '') => `
<input type="hidden" class="gform_hidden" name="${name}" value="${value}"
 ${more} />`;

const summary = `
<div class="gform_validation_errors" id="gform_1_validation_container"
 data-js="gform-focus-validation-error"><h2 class="gform_submission_error
 hide_summary"><span class="gform-icon gform-icon--circle-error"></span>There
 was a problem with your submission. Please review the fields below.</h2>
</div>`;

/* The form as it is first shown, or as it comes back refused. */
export function formOf(method, values = {}, errors = {}) {
	const wrong = Object.keys(errors).length > 0;
	const anchor = method === 'iframe' ? '#gf_1' : '';

	return `
<div class="gf_browser_chrome gform_wrapper gravity-theme
 gform-theme--no-framework ${wrong ? 'gform_validation_error' : ''}"
 data-form-theme="gravity-theme" data-form-index="0" id="gform_wrapper_1">
${anchor && '<div id="gf_1" class="gform_anchor" tabindex="-1"></div>'}
${wrong ? summary : ''}
<div class="gform_heading"><h2 class="gform_title">Contact us</h2></div>
<form method="post" enctype="multipart/form-data" id="gform_1" data-formid="1"
 action="/${anchor}" novalidate
 ${method === 'iframe' ? 'target="gform_ajax_frame_1"' : ''}>
<div class="gform-body gform_body"><div id="gform_fields_1"
 class="gform_fields top_label form_sublabel_below validation_below">
${FIELDS.map((one) => field(one, values, errors)).join('')}</div></div>
<div class="gform-footer gform_footer top_label">
<input type="submit" id="gform_submit_button_1" class="gform_button button"
 onclick="gform.submission.handleButtonClick(this);"
 data-submission-type="submit" value="Submit"/>
${method === 'iframe' ? hidden('gform_ajax', 'form_id=1&amp;title=1') : ''}
${hidden('gform_submission_method', method,
		'data-js="gform_submission_method_1"')}
${hidden('is_submit_1', '1')}${hidden('gform_submit', '1')}
${hidden('gform_unique_id', '')}${hidden('state_1', 'WyJbXSIsIjhkMWNjYjc3Il0=')}
${hidden('gform_target_page_number_1', '0', 'id="gform_target_page_number_1"')}
${hidden('gform_source_page_number_1', '1', 'id="gform_source_page_number_1"')}
<input type="hidden" name="gform_field_values" value="" /></div>
</form></div>`;
}

const confirmation = `<div id="gf_1" class="gform_anchor" tabindex="-1"></div>
<div id="gform_confirmation_wrapper_1" class="gform_confirmation_wrapper ">
<div id="gform_confirmation_message_1" class="gform_confirmation_message_1
 gform_confirmation_message">Thanks for contacting us! We will get in touch with
 you shortly.</div></div>`;

/* What the server makes of a form: {valid, markup}. */
export function judged(method, body) {
	const values = Object.fromEntries(FIELDS.map(([number]) =>
		[number, fieldOf(body, `input_${number}`)]));
	const errors = {};

	if (values[1] === 'refuse')
		errors[1] = TAKEN;
	if (!isEmail(values[3]))
		errors[3] = NO_EMAIL;
	const valid = Object.keys(errors).length === 0;

	return { valid, markup: valid ? confirmation
		: formOf(method, values, errors) };
}

/* What runs in the page: sent as text, so it stands by itself. */
function script() {
	const hidden = (form, name, value) => {
		const input = document.createElement('input');

		Object.assign(input, { type: 'hidden', name, value });
		form.append(input);
	};
	const tell = (name, detail) => document.dispatchEvent(
		new CustomEvent(name, { detail }));
	const gform = window.gform = { submission: {} };

	/* after every rendering, refused or confirmed or first */
	gform.rendered = () => {
		const data = { formId: 1, currentPage: 1 };

		jQuery(document).trigger('gform_post_render', [1, 1]);
		tell('gform/postRender', data);
		tell('gform/post_render', data);
		/* for a submit that did not come by the button */
		document.querySelector('#gform_1')?.addEventListener('submit',
			(event) => {
				event.preventDefault();
				gform.submission.handleButtonClick(
					event.submitter ?? event.target);
			});
	};
	gform.submission.handleButtonClick = async (button) => {
		window.event?.preventDefault();
		const form = button.closest('form');

		if (window.gf_submitting_1)
			return;
		window.gf_submitting_1 = true;
		await null;		/* gform/submission/pre_submission */
		hidden(form, 'version_hash', '0f3a');
		hidden(form, 'gform_submission_speeds',
			'{"pages":{"1":[4321]}}');
		form.querySelector('.gform_button').insertAdjacentHTML(
			'afterend', '<span data-js-spinner-id='
			+ '"gform-ajax-spinner" id="gform_ajax_spinner_1" '
			+ 'class="gform-loader"></span>');
		await null;		/* gform/submission/submission_started */
		if (form.elements.gform_submission_method.value === 'ajax')
			gform.submission.ajax(form);
		else
			jQuery(form).trigger('submit', [true]);
	};
	document.addEventListener('DOMContentLoaded', gform.rendered);
}

export const shell = (tag, content, more = '') => `<!DOCTYPE html>
<html lang="en-US"><head><meta charset="utf-8"><title>Contact</title>
<link rel="icon" href="data:,">
${tag}
<script src="/jquery.js"></script>
<style>.gform_validation_container { display: none !important;
	position: absolute !important; left: -9000px; }</style>
<script>(${script})();</script></head><body>
${content}
${more}
</body></html>`;

const fillAll = async (page, name, email) => {
	await page.fill('#input_1_1', name);
	await page.fill('#input_1_3', email);
	await page.fill('#input_1_4', '+49 30 1234567');
	await page.fill('#input_1_5', 'Please call me.');
};

/* What a visitor does and sees; the same by all three ways. */
export const visitor = {
	fill: (page, email) => fillAll(page, 'Ann Example', email),
	send: (page) => page.click('#gform_submit_button_1'),
	sent: (page) => page.locator('#gform_confirmation_message_1').waitFor(),
	refusals: [
		(page) => fillAll(page, 'Ann Example', 'ann(at)example'),
		(page) => fillAll(page, 'refuse', 'ann@example.com'),
	].map((fill) => ({
		where: 'server',
		fill,
		refused: (page) =>
			page.locator('.gfield_error .validation_message')
				.waitFor(),
	})),
};
