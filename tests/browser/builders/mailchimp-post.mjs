/*
 * Mailchimp's embedded form without its script (pasted without it, or "disable
 * all JavaScript"): an ordinary post that a new tab takes.  The page itself
 * stays as it is and learns nothing, so success and refusal look alike from
 * it.  The form says novalidate, so the browser refuses nothing.
 */
const USER = 'c0ffee00c0ffee00c0ffee000';
const LIST = 'c0ffee0001';

const markup = (tag) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Newsletter</title>
<link rel="icon" href="data:,">
${tag}
</head><body>
<form role="search" action="/search"><input type="search" name="s"
	value=""></form>
<div class="alert alert-success">Free shipping this week!</div>
<div id="mc_embed_signup">
<form action="/subscribe/post?u=${USER}&amp;id=${LIST}" method="post"
	id="mc-embedded-subscribe-form" name="mc-embedded-subscribe-form"
	class="validate" target="_blank" novalidate>
<div id="mc_embed_signup_scroll">
<div class="mc-field-group"><label for="mce-EMAIL">Email Address <span
	class="asterisk">*</span></label><input type="email" value=""
	name="EMAIL" class="required email" id="mce-EMAIL"></div>
<div class="mc-field-group"><label for="mce-FNAME">First Name</label><input
	type="text" value="" name="FNAME" class="" id="mce-FNAME"></div>
<div id="mce-responses" class="clear">
<div class="response" id="mce-error-response" style="display:none"></div>
<div class="response" id="mce-success-response" style="display:none"></div>
</div>
<div style="position: absolute; left: -5000px;" aria-hidden="true"><input
	type="text" name="b_${USER}_${LIST}" tabindex="-1" value=""></div>
<div class="clear"><input type="submit" value="Subscribe" name="subscribe"
	id="mc-embedded-subscribe" class="button"></div>
</div></form>
</div></body></html>`;

/* not read: the markup of Mailchimp's own pages; nothing here sees it */
const answered = (title, text) => ({ body: `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><h2>${title}</h2><div class="formstatus">${text}</div></body></html>` });

async function tabSays(page, title) {
	const context = page.context();
	const tab = context.pages().find((other) => other !== page)
		?? await context.waitForEvent('page');

	await tab.waitForSelector(`h2:text-is("${title}")`);
}

async function fillIn(page, name, email) {
	await page.fill('#mce-EMAIL', email);
	await page.fill('#mce-FNAME', name);
}

export default {
	name: 'Mailchimp (plain post)',
	version: 'embed codes of 2015 to 2024',
	read: ['embed codes in public repositories, found by'
		+ ' mce-success-response; newer ones say target="_self"'],
	page: markup,
	answer(call) {
		if (call.method !== 'POST' || call.path !== '/subscribe/post')
			return undefined;
		return call.body.includes('FNAME=refuse')
			? answered('Please try again', 'Too many requests.')
			: answered('Subscription Confirmed', 'Thank you.');
	},
	fill: (page, email) => fillIn(page, 'Ann', email),
	send: (page) => page.click('#mc-embedded-subscribe'),
	sent: (page) => tabSays(page, 'Subscription Confirmed'),
	refusals: [{
		where: 'server',
		fill: (page) => fillIn(page, 'refuse', 'ann@example.com'),
		refused: (page) => tabSays(page, 'Please try again'),
		quiet: true,	/* as success: in another tab */
	}],
	leaves: false,
	silent: true,	/* it is told in another tab, by another site */
};
