/*
 * Jotform's form in a frame: words joined by colons for its size and place,
 * one object when a submission is done.  It names nobody.
 */
const FORM = '243401234567890';

export default {
	name: 'Jotform',
	version: 'embed code of 2025 (for-form-embed-handler)',
	read: ['public code that listens, found by submission-completed',
		'embed codes in public repositories, found by'
			+ ' collapseErrorPage (origins jotform.com,'
			+ ' jotform.pro)',
		'not read: a sign that somebody has begun'],
	origin: 'https://*.jotform.com',
	messages: [{
		what: 'done',
		data: { action: 'submission-completed', formID: FORM },
		carries: {},
	}],
	noise: [
		`setHeight:1120:${FORM}`,
		`scrollIntoView::${FORM}`,
		`collapseErrorPage::${FORM}`,
		`reloadPage::${FORM}`,
		`exitFullscreen::${FORM}`,
		/* a listener that looks for "submit" in any text hears this */
		`loadScript:https://cdn.jotfor.ms/submit.js:${FORM}`,
	],
};
