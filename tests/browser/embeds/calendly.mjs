/*
 * Calendly's inline, popup and badge embeds; it names nobody, only addresses
 * of its API, which need the owner's token.
 */
const EVENT = 'https://api.calendly.com/scheduled_events/C0FFEEC0FFEEC0FF';

export default {
	name: 'Calendly',
	version: 'documentation of 2026',
	read: ['developer.calendly.com: notifying the parent window',
		'react-calendly in public bundles (the five event names)',
		'public code that checks the origin, found by'
			+ ' calendly.page_height'],
	origin: 'https://calendly.com',
	messages: [{
		what: 'progress',
		data: { event: 'calendly.date_and_time_selected', payload: {} },
		carries: {},
	}, {
		what: 'done',
		data: { event: 'calendly.event_scheduled', payload: {
			event: { uri: EVENT },
			invitee: { uri: `${EVENT}/invitees/C0FFEEC0FFEE0001` },
		} },
		carries: {},
	}],
	noise: [
		{ event: 'calendly.profile_page_viewed', payload: {} },
		{ event: 'calendly.event_type_viewed', payload: {} },
		{ event: 'calendly.page_height',
			payload: { height: '1120px' } },
	],
};
