/*
 * WPForms with AJAX switched off, as many older forms have it (see
 * parts/wpforms.mjs): the submit event is prevented and stopped, then the
 * script calls form.submit(): one sending, seen twice or not at all.  The
 * answer is the page anew; a script of the confirmation takes wpforms_form_id
 * off the address by history.replaceState.
 */
import { ASSETS, confirmation, formOf, judged, notice, shell, visitor }
	from './parts/wpforms.mjs';

let pasted = '';	/* the answer is a page of the owner's, with the tag */

/* What runs in the page: sent as text, so it stands by itself. */
function script() {
	if (location.search.includes('wpforms_form_id='))
		history.replaceState({}, null, location.pathname);
	window.wpforms.send = ($form) => {
		$form.append('<input type="hidden" name="end_timestamp" '
			+ `value="${Date.now()}">`);
		$form.get(0).submit();
	};
}

const whole = (content) => shell(pasted, `
<section class="success-stories"><h2>Confirmed by our customers</h2></section>
${content}`, script);

function answered({ values, errors, general }) {
	const wrong = Object.keys(errors).length > 0;

	return { body: whole(wrong || general ? formOf(false, values, errors,
		notice('header', general || 'Form has not been submitted, '
			+ 'please see the errors below.')) : confirmation) };
}

export default {
	name: 'WPForms by post',
	version: '1.8.7',
	read: ASSETS,
	page(tag) {
		pasted = tag;
		return whole(formOf(false));
	},
	answer: ({ method, path, body }) => method === 'POST' && path === '/'
		? answered(judged(body)) : undefined,
	...visitor,
	leaves: true,
	silent: false,
};
