/*
 * Typeform's embeds (widget, popup, slider, side tab).  It names nobody; the
 * answers are had by the response's id from its API or its webhook.
 */
const embedId = '1234567890123';
const formId = 'c0FFee01';

export default {
	name: 'Typeform',
	version: '@typeform/embed 5',
	read: ['Typeform/embed: packages/embed/src/utils/create-iframe/'
		+ 'get-form-event-handler.ts and its spec',
	'not read: formId and ref in the payload, and the origin'
		+ ' (https://form.typeform.com, or a customer\'s subdomain)'],
	origin: 'https://*.typeform.com',
	messages: [{
		what: 'progress',
		data: { type: 'form-screen-changed', embedId, formId,
			ref: 'c0ffee00-0000-4000-8000-000000000004' },
		carries: {},
	}, {
		what: 'done',
		data: { type: 'form-submit', embedId, formId,
			responseId: 'c0ffeec0ffeec0ffeec0ffee' },
		carries: {},
	}],
	noise: [
		{ type: 'form-ready', embedId, formId },
		{ type: 'form-height-changed', embedId, height: 640 },
		{ type: 'form-theme', embedId, theme: {} },
		{ type: 'welcome-screen-hidden', embedId },
		{ type: 'thank-you-screen-button-click', embedId },
	],
};
