/*
 * Divi's contact form with its setting "Redirect URL": the answer is put into
 * the page as ever, then location.href is set.
 */
import divi, { blank, draw, respond } from './divi.mjs';

const THANKS = '/thank-you/';
const thanks = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Thank you</title>
<link rel="icon" href="data:,"></head>
<body><h1>Thank you</h1></body></html>`;

export default {
	...divi,
	name: 'Divi contact form with a page of thanks',
	page: (tag) => draw({ tag, inner: blank(), thanks: THANKS }),
	answer: (call) => call.path === THANKS
		? { body: thanks } : respond(call, THANKS),
	sent: (page) => page.waitForURL(`**${THANKS}`),
	leaves: true,
};
