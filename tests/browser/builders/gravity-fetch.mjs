/*
 * Gravity Forms by the AJAX way of its own that 2.9 brought (a filter or the
 * Stripe add-on switches it on; see parts/gravity.mjs): fetch to admin-ajax,
 * no submit event, no form.submit() and no gform_confirmation_loaded: only
 * gform_post_render and gform/post_render, the same for both outcomes.
 * `success: true` of the answer is no acceptance, `is_valid` inside it is.
 */
import { ASSETS, formOf, judged, shell, visitor } from './parts/gravity.mjs';

/* What runs in the page: sent as text, so it stands by itself. */
function script() {
	const wrapper = () => document.querySelector('#gform_wrapper_1');

	async function ask(form) {
		const body = new FormData(form);

		body.append('gform_ajax_nonce', '5f3b2c1a0d');
		body.append('action', 'gform_submit_form');
		body.append('form_id', '1');
		body.append('current_page_url',
			encodeURIComponent(window.location.href));
		const answer = await fetch('/wp-admin/admin-ajax.php',
			{ method: 'POST', body });

		return JSON.parse((await answer.text())
			.split('<!-- gf:json_start -->')[1]
			.split('<!-- gf:json_end -->')[0]);
	}

	window.gform.submission.ajax = async (form) => {
		const { data } = await ask(form);

		if (data.form_markup) {
			wrapper().outerHTML = data.form_markup;
		} else {
			form.reset();
			await null;	/* the markup is cleaned */
			wrapper().outerHTML = data.confirmation_markup;
		}
		await null;		/* gform/ajax/post_ajax_submission */
		window.gf_submitting_1 = false;
		document.querySelector('#gform_ajax_spinner_1')?.remove();
		window.gform.rendered();
	};
}

function answered({ valid, markup }) {
	const data = valid
		? { is_valid: true, page_number: 0, source_page_number: 1,
			confirmation_type: 'message', entry_id: 12,
			confirmation_message: markup,
			confirmation_markup: markup }
		: { is_valid: false, page_number: 1, source_page_number: 1,
			validation_messages: {}, form_markup: markup };

	/* not read: which content type it has */
	return { body: '<!-- gf:json_start -->' + JSON.stringify({
		success: true, data: { ...data, submission_type: 'submit' },
	}) + '<!-- gf:json_end -->' };
}

export default {
	name: 'Gravity Forms by fetch',
	version: '2.9.29',
	read: ASSETS,
	page: (tag) => shell(tag, `
<div class="notice alert-success" role="status">Saved: 20 % this week</div>
${formOf('ajax')}`, `<script>(${script})();</script>`),
	answer: ({ method, path, body }) => method === 'POST'
		&& path === '/wp-admin/admin-ajax.php'
		? answered(judged('ajax', body)) : undefined,
	...visitor,
	leaves: false,
	silent: false,
};
