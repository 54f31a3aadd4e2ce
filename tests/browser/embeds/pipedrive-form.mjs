/*
 * Pipedrive's web form.  Its loader and its frame speak of size, cookies,
 * variables and, where the owner set an address for afterwards, of leading
 * the page there; nothing says that it was sent.  The lead is confirmed by
 * that page, or is in Pipedrive already.
 */
export default {
	name: 'Pipedrive web form',
	version: 'loader of 2026',
	read: ['notes of one who read webforms.pipedrive.com/f/loader (RESIZE,'
		+ ' REDIRECT, REQUEST_COOKIES, REQUEST_JS_VARIABLES; no'
		+ ' submit), found by embeded=1&uuid',
	'a public site that plays the loader: { type: 2, payload: { url } } is'
		+ ' CONFIG, to the frame',
	'a listener that only guesses ("undocumented"), found by'
		+ ' \'https://webforms.pipedrive.com\'',
	'not read: the numbers of the types and what lies in payload;'
		+ ' older forms come from https://pipedrivewebforms.com'],
	origin: 'https://webforms.pipedrive.com',
	messages: [],
	noise: [
		{ type: 1, payload: { height: 640 } },
		{ type: 3, payload: { url: 'https://www.example.com/thanks' } },
		{ type: 4, payload: { names: ['_ga'] } },
		{ type: 5, payload: { names: ['utm_source'] } },
	],
};
