/*
 * Elementor Pro's form widget with its action "Redirect": the answer names
 * the page of thanks.  In one turn jQuery hears submit_success and
 * form_destruct (which sets location.href), the form is reset and the success
 * message is appended; then the page is left.
 */
import elementor, { isRefused, isSubmit, json, refusal } from './elementor.mjs';

const thanks = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Thank you</title>
<link rel="icon" href="data:,"></head>
<body><h1>Thank you</h1></body></html>`;

export default {
	...elementor,
	name: 'Elementor Pro with a page of thanks',
	/*
	 * The redirect was read as hello-plus has it; that Pro hears
	 * form_destruct by jQuery follows from its being triggered so.
	 */
	read: [...elementor.read, 'elementor/hello-plus@f5ecd535: '
		+ 'modules/forms/assets/js/frontend/handlers/'
		+ 'form-redirect.js'],
	answer(call) {
		if (call.path === '/thank-you/')
			return { body: thanks };
		if (!isSubmit(call))
			return undefined;
		return isRefused(call) ? refusal : json(true, {
			message: 'Your submission was successful.',
			data: { redirect_url: '/thank-you/' } });
	},
	sent: (page) => page.waitForURL('**/thank-you/'),
	leaves: true,
};
