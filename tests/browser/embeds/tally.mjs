/*
 * Tally's embeds and popups post JSON as text, all answers with the last.  A
 * field is known by its type (INPUT_EMAIL) or its title, which the owner
 * writes.
 */
const formId = 'mC0ffe';
const text = (event, payload) => JSON.stringify({ event, payload });
const field = (id, type, title, value) =>
	({ id, type, title, answer: { value, raw: value } });

export default {
	name: 'Tally',
	version: 'documentation of 2026',
	read: ['developers.tally.so: widgets/events, widgets/popups',
		'tests of public code that listens, found by'
			+ ' event: \'Tally.FormSubmitted\', payload'
			+ ' (text, id, formId, formName, fields[].answer)',
		'not read: respondentId, createdAt and answer.raw at this'
			+ ' place; the types are those of its API'],
	origin: 'https://tally.so',
	messages: [{
		what: 'progress',
		data: text('Tally.FormPageView', { formId, page: 2 }),
		carries: {},
	}, {
		what: 'done',
		data: text('Tally.FormSubmitted', {
			id: 'c0ffee1',
			respondentId: 'c0ffee2',
			formId,
			formName: 'Contact us',
			createdAt: '2026-01-05T10:00:00.000Z',
			fields: [
				field('c0ffee00-0000-4000-8000-000000000011',
					'INPUT_TEXT', 'Your name',
					'Ann Example'),
				field('c0ffee00-0000-4000-8000-000000000012',
					'INPUT_EMAIL', 'Work email',
					'ann@example.com'),
				field('c0ffee00-0000-4000-8000-000000000013',
					'INPUT_PHONE_NUMBER', 'Phone',
					'+442079460000'),
			],
		}),
		carries: { email: 'ann@example.com', name: 'Ann Example',
			phone: '+442079460000' },
	}],
	noise: [
		text('Tally.FormLoaded', { formId }),
		text('Tally.FormPageView', { formId, page: 1 }),
		text('Tally.PopupClosed', { formId }),
		'[iFrameSizer]iFrameResizer0:640:0:init',
		'[iFrameResizerChild]Ready',
		'Tally.FormSubmitted{',
	],
};
