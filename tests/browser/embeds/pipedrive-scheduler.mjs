/*
 * Pipedrive's meeting scheduler, put into a frame by its address.  Nothing it
 * tells the page is documented, and no public code listens to it.
 */
export default {
	name: 'Pipedrive scheduler',
	version: '2026',
	read: ['public pages that embed or link it, found by'
		+ ' pipedrive.com/scheduler/ (none listens)'],
	origin: 'https://*.pipedrive.com',
	messages: [],
	noise: [],
};
