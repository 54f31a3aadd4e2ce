/*
 * HubSpot's meeting scheduler in a frame.  No documentation promises the
 * message; public code has heard it for years.
 */
const booked = {
	meetingBookSucceeded: true,
	meetingsPayload: { bookingResponse: {
		event: { dateTime: 1767607200000, duration: 1800000 },
		postResponse: {
			timerange: { start: 1767607200000,
				end: 1767609000000 },
			contact: { firstName: 'Ann', lastName: 'Example',
				email: 'ann@example.com' },
		},
	} },
};

export default {
	name: 'HubSpot meetings',
	version: 'as heard in 2022 to 2026',
	read: ['derekcavaliero/gtm-adapters: adapters/HubSpot/meeting.js'
		+ ' (origin, meetingBookSucceeded)',
	'a public site that reads bookingResponse, found by'
		+ ' meetingBookSucceeded; not read: firstName, lastName,'
		+ ' duration; a regional or custom host'],
	origin: 'https://meetings.hubspot.com',
	messages: [{
		what: 'done',
		data: booked,
		carries: { email: 'ann@example.com', firstname: 'Ann',
			lastname: 'Example' },
	}],
	noise: [
		{ height: 640 },
		{ meetingBookSucceeded: false },
	],
};
