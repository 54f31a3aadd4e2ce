/*
 * HubSpot's legacy form (v2.js).  Its script runs in the page and posts each
 * step to the page's own window, whether the form stands in the page or in a
 * frame; so the form's submit, where it is heard, and these messages tell of
 * one lead.  builders/hubspot-v2.mjs is the page of it.
 */
const id = 'c0ffee00-0000-4000-8000-000000000001';
const callback = (eventName, data) =>
	({ type: 'hsFormCallback', eventName, id, data });
const person = { firstname: 'Ann', lastname: 'Example',
	email: 'ann@example.com', phone: '+44 20 7946 0000' };
const pairs = Object.entries(person).map(([name, value]) =>
	({ name, value }));

export const messages = [{
	what: 'progress',
	data: callback('onFormSubmit', pairs),
	carries: person,
}, {
	what: 'done',
	data: callback('onFormSubmitted', {
		redirectUrl: '',
		conversionId: 'c0ffee00-0000-4000-8000-0000000000aa',
		formGuid: id,
		submissionValues: person,
	}),
	carries: person,
}];

/* not read: the data of those before the submit */
export const noise = [
	callback('onBeforeFormInit'),
	callback('onFormReady'),
	callback('onFormFailedValidation', []),
	callback('onBeforeFormSubmit', pairs),
];

export default {
	name: 'HubSpot form v2',
	version: 'forms-embed 1.9861 (v2.js)',
	read: ['derekcavaliero/gtm-adapters: adapters/HubSpot/form.js (names)',
		'gist of derekcavaliero: global form submit event (pairs)',
		'a public site that reads redirectUrl, conversionId, formGuid'
			+ ' and submissionValues, found by hsFormCallback',
		'not read: that the origin is the page\'s own'],
	origin: 'page',
	messages,
	noise,
};
