/*
 * The same messages out of a frame of HubSpot's origin (.hs-form-frame, or a
 * shared form put into a frame by hand).  The newer embed's script also fires
 * hs-form-event:on-submission:success at the window: one lead, not two.
 */
import { messages, noise } from './hubspot-form.mjs';

export default {
	name: 'HubSpot form in a frame of its own',
	version: 'forms/embed/PORTAL.js of 2026',
	read: ['public code that hears hsFormCallback from such a frame beside'
		+ ' the events, found by hsFormCallback and by'
		+ ' hs-form-event:on-submission:failed',
	'frame addresses in page objects, found by hsfc-ErrorAlert',
	'not read: which of *.hsforms.net and share.hsforms.com posts'],
	origin: 'https://*.hsforms.net',
	messages,
	noise,
};
