/*
 * WPForms, AJAX as its forms are made by default (see parts/wpforms.mjs): XHR
 * to admin-ajax.php, then events of jQuery's bus on the form, bubbling there.
 * The container's content is replaced by the confirmation right after
 * wpformsAjaxSubmitSuccess, so wpformsAjaxSubmitCompleted falls on a form that
 * is gone.  A refusal has status 200 and `success: false`; a general one sets
 * aria-invalid on the form itself.
 */
import { ASSETS, confirmation, formOf, judged, notice, shell, visitor }
	from './parts/wpforms.mjs';

/* What runs in the page: sent as text, so it stands by itself. */
function script($) {
	function refuse($form, { general, field }) {
		if (general) {
			$form.attr('aria-invalid', 'true').prepend(
				general.header ?? '');
			$form.find('.wpforms-submit-container').before(
				general.footer ?? '');
		}
		for (const [name, text] of Object.entries(field ?? {})) {
			const input = $form[0].elements[name];

			window.wpforms.show(input, text);
			input.focus();
		}
	}

	function success($form, $container, json) {
		if (!json.success) {
			refuse($form, json.data.errors);
			$form.trigger('wpformsAjaxSubmitFailed', json);
			return;
		}
		$form.trigger('wpformsAjaxSubmitSuccess', json);
		$container.html(json.data.confirmation);
		$container.trigger('wpformsAjaxSubmitSuccessConfirmation',
			json);
	}

	window.wpforms.send = ($form) => {
		const $container = $form.closest('.wpforms-container');

		$container.css('opacity', 0.6);
		$form.find('.wpforms-error-container').remove();
		$form.attr({ 'aria-invalid': 'false',
			'aria-errormessage': '' });
		const data = new FormData($form[0]);

		for (const [name, value] of [['action', 'wpforms_submit'],
			['page_url', location.href], ['page_title', 'Contact'],
			['page_id', '7'], ['end_timestamp', Date.now()]])
			data.append(name, value);
		if (window.wpforms.tell($form, 'wpformsAjaxBeforeSubmit',
			[$form]).isDefaultPrevented())
			return;
		$.ajax({ type: 'post', dataType: 'json', data, cache: false,
			url: '/wp-admin/admin-ajax.php', contentType: false,
			processData: false,
			success: (json) => success($form, $container, json),
			complete(xhr, status) {
				window.wpforms.restore($form);
				$container.css('opacity', '');
				$form.trigger('wpformsAjaxSubmitCompleted',
					[xhr, status]);
			} });
	};
}

function answered({ errors, general }) {
	const field = Object.keys(errors).length > 0;
	const data = general ? { errors: { general: {
		footer: notice('footer', general) } } }
		: field ? { errors: { field: errors, general: {
			header: notice('header', 'Form has not been submitted, '
				+ 'please see the errors below.') } } }
			: { confirmation };

	return { type: 'application/json; charset=UTF-8',
		body: JSON.stringify({ success: !general && !field, data }) };
}

export default {
	name: 'WPForms',
	version: '1.8.7',
	read: ASSETS,
	page: (tag) => shell(tag, `
<form class="newsletter" method="post" action="/newsletter/"><label>Newsletter
<input type="email" name="EMAIL"></label><button>Subscribe</button>
<p class="success">You are in good company: 4000 readers!</p></form>
${formOf(true)}`, script),
	answer: ({ method, path, body }) => method === 'POST'
		&& path === '/wp-admin/admin-ajax.php'
		? answered(judged(body)) : undefined,
	...visitor,
	leaves: false,
	silent: false,
};
