/*
 * Gravity Forms by postback, its default (see parts/gravity.mjs): the page is
 * loaded anew at the same address, with the confirmation in the form's place or
 * with the form and its errors.  No address tells one from the other.
 */
import { ASSETS, formOf, judged, shell, visitor } from './parts/gravity.mjs';

let pasted = '';	/* the answer is a page of the owner's, with the tag */

const whole = (markup) => shell(pasted, `
<section class="success-stories"><h2>Thanks, they say</h2></section>
${markup}
<form role="search" method="get" action="/search/"><input name="s">
<button>Search</button></form>`);

export default {
	name: 'Gravity Forms by postback',
	version: '2.9.29',
	read: ASSETS,
	page(tag) {
		pasted = tag;
		return whole(formOf('postback'));
	},
	answer: ({ method, path, body }) => method === 'POST' && path === '/'
		? { body: whole(judged('postback', body).markup) } : undefined,
	...visitor,
	leaves: true,
	silent: false,
};
