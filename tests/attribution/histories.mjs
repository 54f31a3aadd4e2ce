/* Several visits of one visitor: what is first, last, and last that is not
 * direct.  `last` is as `first`, `nondirect` as `last`, where left out. */

const ad = (id = "g1", campaign = "lamps") => `/?utm_source=google` +
	`&utm_medium=cpc&utm_campaign=${campaign}&gclid=${id}`;
const AD = "google / cpc / lamps / Paid Search / utm_source";
const LETTER = "/?utm_source=letter&utm_medium=email";
const MAIL = "letter / email / - / Email / utm_source";
const GOOGLE = "https://www.google.com/";
const FOUND = "google / organic / - / Organic Search / referrer";
const DIRECT = "/?utm_source=direct&utm_medium=none";
const TYPED = "direct / none / - / Direct / utm_source";
const CAREFUL = "consent-pixel-01";

export const HISTORIES = [
	{ name: "W12: a direct visit later replaces nothing", hits: [
		{ ago: 60, land: ad() }, { ago: 5, land: "/" }],
	first: AD, count: 1 },
	{ name: "W12: a direct visit first is beaten by a paid click", hits: [
		{ ago: 60, land: "/" }, { ago: 5, land: ad() }],
	first: AD, count: 1 },
	{ name: "W12: the visit's next pages change nothing", hits: [
		{ ago: 10, land: ad(), from: GOOGLE },
		{ ago: 9, came: 10, land: ad(), from: GOOGLE, page: "/lamps" },
		{ ago: 8, came: 10, land: ad(), from: GOOGLE, page: "/oak" }],
	first: AD, count: 1 },
	{ name: "W12: a page of the visit with parameters of its own", hits: [
		{ ago: 10, land: ad() },
		{ ago: 9, came: 10, land: ad(), page: LETTER }],
	first: AD, count: 1 },
	{ name: "three visits", hits: [
		{ ago: 300, land: ad() }, { ago: 200, land: "/", from: GOOGLE },
		{ ago: 100, land: LETTER }],
	first: AD, last: MAIL, count: 3 },
	{ name: "a tagged direct visit is last, and not last non-direct",
		hits: [{ ago: 60, land: ad() }, { ago: 5, land: DIRECT }],
		first: AD, last: TYPED, nondirect: AD, count: 2 },
	{ name: "a tagged direct visit first", hits: [
		{ ago: 60, land: DIRECT }, { ago: 5, land: ad() }],
	first: TYPED, last: AD, count: 2 },
	{ name: "C16: nothing locks nothing", hits: [
		{ ago: 90, land: "/", body: { utm_source: null, gclid: null } },
		{ ago: 60, land: "/?utm_source=&gclid=" },
		{ ago: 5, land: LETTER }],
	first: MAIL, count: 1 },
	{ name: "C16: a null later erases nothing", hits: [
		{ ago: 60, land: ad() },
		{ ago: 5, land: "/", body: { utm_source: null, utm_medium: null,
			utm_campaign: null, gclid: null } }],
	first: AD, count: 1, columns: { gclid: "g1" } },
	{ name: "C17: a lead keeps the touches of its time", hits: [
		{ ago: 60, land: ad() },
		{ ago: 50, came: 60, land: ad(), page: "/contact", lead: AD },
		{ ago: 5, land: LETTER }],
	first: AD, last: MAIL, count: 2 },
	{ name: "C17: a lead between three campaigns", hits: [
		{ ago: 90, land: LETTER }, { ago: 60, land: "/", from: GOOGLE },
		{ ago: 55, came: 60, land: "/", from: GOOGLE, page: "/contact",
			lead: FOUND },
		{ ago: 5, land: ad() }],
	first: MAIL, last: AD, count: 3 },
	{ name: "C18: first and last are two things", hits: [
		{ ago: 60, land: "/", from: "https://chatgpt.com/" },
		{ ago: 5, land: "/", from: "https://l.facebook.com/" }],
	first: "chatgpt / ai-assistant / - / AI Assistant / referrer",
	last: "facebook / social / - / Organic Social / referrer", count: 2 },
	{ name: "C19: the landing's touch waits for the consent", hits: [
		{ ago: 20, land: ad(), pixel: CAREFUL,
			verdict: "counted_only" },
		{ ago: 2, came: 20, land: ad(), page: "/lamps", pixel: CAREFUL,
			body: { consent: true } }],
	first: AD, count: 1, columns: { gclid: "g1" } },
	{ name: "C19: refused first, given later", hits: [
		{ ago: 20, land: ad(), pixel: CAREFUL, body: { consent: false },
			verdict: "counted_only" },
		{ ago: 2, came: 20, land: ad(), page: "/", pixel: CAREFUL,
			body: { consent: true } }],
	first: AD, count: 1 },
	{ name: "C19: the consent comes with the lead", hits: [
		{ ago: 20, land: ad(), pixel: CAREFUL,
			verdict: "counted_only" },
		{ ago: 2, came: 20, land: ad(), page: "/contact", lead: AD,
			pixel: CAREFUL, body: { consent: true } }],
	first: AD, count: 1 },
	{ name: "a lead without consent has its page's parameters only", hits: [
		{ ago: 5, came: 20, land: ad(), pixel: CAREFUL,
			page: `/contact${LETTER.slice(1)}`, lead: MAIL }],
	first: "none", count: 0 },
	{ name: "a lead with GPC has its page's parameters only", hits: [
		{ ago: 20, land: ad() },
		{ ago: 5, came: 20, land: ad(), page: "/contact", lead: "none",
			headers: { HTTP_SEC_GPC: "1" } }],
	first: AD, count: 1 },
	{ name: "C20: the cookie's visitor, whatever the body says", hits: [
		{ ago: 60, land: ad(), cookie: "lp_visitor" },
		{ ago: 5, land: LETTER, cookie: "lp_visitor" }],
	first: AD, last: MAIL, count: 2 },
	{ name: "the original's cookie and its short id", original: true, hits: [
		{ ago: 60, land: ad(), cookie: "ppp_visitor" },
		{ ago: 5, land: LETTER }],
	first: AD, last: MAIL, count: 2 },
	{ name: "W3: images with the original's short id", original: true,
		hits: [{ ago: 60, land: ad(), by: "gif" },
			{ ago: 5, land: LETTER, by: "gif" }],
		first: AD, last: MAIL, count: 2 },
	{ name: "C20: back from the payment, no new origin", hits: [
		{ ago: 60, land: ad() },
		{ ago: 5, land: "/thanks", from: "https://www.paypal.com/" }],
	first: AD, count: 1 },
	{ name: "C20: back from the log-in, no new origin", hits: [
		{ ago: 60, land: "/", from: GOOGLE },
		{ ago: 5, land: "/account", from: "https://accounts.google.com/" }],
	first: FOUND, count: 1 },
	{ name: "C21: the form's page has no parameters", hits: [
		{ ago: 30, land: ad() },
		{ ago: 20, came: 30, land: ad(), page: "/contact", lead: AD }],
	first: AD, count: 1, columns: { utm_campaign: "lamps" } },
	{ name: "C21: the landing's own hit is lost", hits: [
		{ ago: 20, came: 30, land: ad(), from: GOOGLE,
			page: "/contact", lead: AD }],
	first: AD, count: 1, columns: { referrer: GOOGLE } },
	{ name: "I6: what was derived is no parameter", hits: [
		{ ago: 5, land: "/", from: GOOGLE, lead: FOUND }],
	first: FOUND, count: 1, columns: { utm_source: null,
		utm_medium: null, utm_campaign: null, gclid: null } },
	{ name: "two touches are never mixed", hits: [
		{ ago: 60, land: ad() },
		{ ago: 5, land: "/?utm_source=bing" }],
	first: AD, last: "bing / (not set) / - / Organic Search / utm_source",
	count: 2, columns: { gclid: null, utm_campaign: null,
		utm_medium: null } },
	{ name: "the same advertisement twice is two touches", hits: [
		{ ago: 60, land: ad("g1") }, { ago: 5, land: ad("g2") }],
	first: AD, count: 2, columns: { gclid: "g2" } },
	{ name: "a reload is no second touch", hits: [
		{ ago: 10, land: ad() }, { ago: 9, came: 10, land: ad() },
		{ ago: 8, came: 10, land: ad() }],
	first: AD, count: 1 },
	{ name: "from one site of the project to the next", hits: [
		{ ago: 60, land: "https://magazine.example/", from: GOOGLE,
			pixel: "magazine-pixel-01" },
		{ ago: 55, land: "/", from: "https://magazine.example/" }],
	first: FOUND, count: 1 },
	{ name: "from the domain to its www", hits: [
		{ ago: 60, land: ad() },
		{ ago: 55, land: "https://www.shop.example/",
			from: "https://shop.example/" }],
	first: AD, count: 1 },
	{ name: "spam between two visits", hits: [
		{ ago: 60, land: ad() },
		{ ago: 30, land: "/", from: "http://semalt.com/" }],
	first: AD, count: 1 },
	{ name: "an image first, the script then", hits: [
		{ ago: 60, land: "/?msclkid=m1", by: "gif" },
		{ ago: 5, land: LETTER }],
	first: "bing / cpc / - / Paid Search / msclkid", last: MAIL,
	count: 2 },
	{ name: "images of a visit without script", hits: [
		{ ago: 10, land: ad(), by: "gif" },
		{ ago: 9, land: "/lamps", from: "https://shop.example/",
			by: "gif" }],
	first: AD, count: 1 },
	{ name: "one visitor's touches are not another's", hits: [
		{ ago: 60, land: ad() },
		{ ago: 5, land: LETTER, other: true }],
	first: AD, count: 1 },
	{ name: "a browser whose clock is years off", hits: [
		{ ago: 60, came: 60, land: ad(), body: { landing: {
			url: `https://shop.example${ad()}`, referrer: "",
			at: 1000, age_ms: 3600000 } } },
		{ ago: 5, land: LETTER }],
	first: AD, last: MAIL, count: 2 },
	{ name: "the earlier visit arrives after the later", hits: [
		{ ago: 5, land: LETTER }, { ago: 90, land: ad(), late: 1 }],
	first: AD, last: MAIL, count: 2 },
	{ name: "the last non-direct of four", hits: [
		{ ago: 90, land: ad() }, { ago: 60, land: LETTER },
		{ ago: 30, land: DIRECT }, { ago: 5, land: "/" }],
	first: AD, last: TYPED, nondirect: MAIL, count: 3 },
];
