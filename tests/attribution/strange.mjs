/* Bad input costs its own field and nothing else; and what a page without
 * script or a visitor without consent tells.  Columns as in campaigns.mjs. */

const TAGGED = "/?utm_source=google&utm_medium=cpc&gclid=g1";
const PAID = "google / cpc / - / Paid Search / utm_source";
const LETTER = "/?utm_source=letter&utm_medium=email";
const MAIL = "letter / email / - / Email / utm_source";
const GOOGLE = "https://www.google.com/";
const gif = (more = {}) => ({ by: "gif", ...more });

export const STRANGE = [
	/* W4: values a filter once refused */
	["W4: conversion=1", `${LETTER}&utm_campaign=conversion%3D1`, "",
		"letter / email / conversion=1 / Email / utm_source"],
	["W4: metadata: x", `${LETTER}&utm_campaign=metadata:+x`, "",
		"letter / email / metadata: x / Email / utm_source"],
	["W4: an app as referrer costs no hit", LETTER,
		"android-app://com.google.android.gm/", MAIL],
	["W4: a referrer that is none", LETTER, "not an address", MAIL],
	["W4: a referrer of another scheme", "/", "file:///home/page.html",
		"none"],
	["W4: an odd visitor in the body", "/", GOOGLE, "none",
		{ body: { visitor_cookie: "ab'c" } }],
	["markup", `${LETTER}&utm_campaign=%3Cb%3E%26%22x`, "",
		"letter / email / <b>&\"x / Email / utm_source"],
	["a statement", `${LETTER}&utm_campaign=');DROP+TABLE+touches;--`, "",
		"letter / email / ');DROP TABLE touches;-- / Email / utm_source"],
	["a zero byte", `${LETTER}&utm_campaign=a%00b`, "",
		"letter / email / ab / Email / utm_source"],
	["no UTF-8", `${LETTER}&utm_campaign=a%FFb`, "",
		"letter / email / a\ufffdb / Email / utm_source"],
	["a card number is masked", `${LETTER}&utm_term=4111111111111111`, "",
		MAIL, { columns: { landing_url: "https://shop.example" +
			`${LETTER}&utm_term=************1111` } }],

	/* wrong kinds of values */
	["an object as gclid", "/", GOOGLE,
		"google / organic / - / Organic Search / referrer",
		{ body: { gclid: { a: 1 } }, columns: { gclid: null } }],
	["an object as gclid hides none in the address", TAGGED, "", PAID,
		{ body: { gclid: { a: 1 } }, columns: { gclid: "g1" } }],
	["a number as utm_source", LETTER, "", MAIL,
		{ body: { utm_source: 42 } }],
	["a list as utm_campaign", LETTER, "", MAIL,
		{ body: { utm_campaign: ["a"] } }],
	["true as utm_medium", LETTER, "", MAIL,
		{ body: { utm_medium: true } }],
	["a landing that is text", LETTER, "", MAIL,
		{ body: { landing: "https://shop.example/?utm_source=x" } }],
	["a landing without an address", LETTER, "", MAIL,
		{ body: { landing: { at: 1 } } }],
	["a landing of no web address", LETTER, "", MAIL,
		{ body: { landing: { url: "javascript:alert(1)", at: 1,
			age_ms: 1 } } }],
	["a landing from before all time", LETTER, "", MAIL,
		{ body: { landing: { url: "https://shop.example/", at: -1,
			age_ms: 1 } } }],
	["an age that is text", LETTER, "", MAIL, { body: { age_ms: "now" } }],

	/* pixel.gif: the page's address is the landing */
	["gif: campaign parameters", TAGGED, "", PAID,
		gif({ columns: { gclid: "g1" } })],
	["gif: a click id", "/?msclkid=m1", "",
		"bing / cpc / - / Paid Search / msclkid", gif()],
	["gif: a referrer", "/", GOOGLE,
		"google / organic / - / Organic Search / referrer", gif()],
	["gif: nothing", "/lamps", "", "none", gif()],
	["gif: the own site", "/lamps", "https://shop.example/", "none", gif()],
	["gif: an app as referrer", "/", "android-app://com.linkedin.android/",
		"linkedin / social / - / Organic Social / referrer", gif()],
	["gif: inside an app", "/", "",
		"facebook / social / - / Organic Social / in_app", gif({
			agent: "Mozilla/5.0 (iPhone) [FBAN/FBIOS;FBAV/490.0;]" })],
	["gif: the page by the header alone", LETTER, "", MAIL,
		gif({ header: true })],
	["gif: a malformed per cent", `${LETTER}&utm_campaign=50%`, "",
		"letter / email / 50% / Email / utm_source", gif()],
	["gif: a payment", "/thanks", "https://www.paypal.com/", "none",
		gif()],

	/* privacy */
	["gif: without consent nothing is kept", TAGGED, "", "none",
		gif({ pixel: "consent-pixel-01", verdict: "counted_only" })],
	["GPC", TAGGED, "", "none",
		{ headers: { HTTP_SEC_GPC: "1" }, verdict: "counted_only" }],
	["GPC goes before a consent", TAGGED, "", "none",
		{ headers: { HTTP_SEC_GPC: "1" }, verdict: "counted_only",
			pixel: "consent-pixel-01", body: { consent: true } }],
	["gif: GPC", TAGGED, "", "none",
		gif({ headers: { HTTP_SEC_GPC: "1" },
			verdict: "counted_only" })],
	["no answer to the question", TAGGED, "", "none",
		{ pixel: "consent-pixel-01", verdict: "counted_only" }],
	["consent refused", TAGGED, "", "none",
		{ pixel: "consent-pixel-01", verdict: "counted_only",
			body: { consent: false } }],
	["consent given", TAGGED, "", PAID,
		{ pixel: "consent-pixel-01", body: { consent: true } }],
	["consent refused where none is asked", TAGGED, "", "none",
		{ body: { consent: false }, verdict: "counted_only" }],
	["a project that only counts", TAGGED, "", "none",
		{ pixel: "anonymous-pixel-01", verdict: "counted_only" }],
	["a test", TAGGED, "", "none",
		{ body: { test: true }, verdict: "test" }],
];
