/* The same hits delivered in many ways (ways.mjs): the same touches, the same
 * first, last, and last that is not direct. */

const ad = (id, campaign) => `/?utm_source=google&utm_medium=cpc` +
	`&utm_campaign=${campaign}&gclid=${id}`;
const words = (campaign) =>
	`google / cpc / ${campaign} / Paid Search / utm_source`;
const LETTER = "/?utm_source=letter&utm_medium=email";
const MAIL = "letter / email / - / Email / utm_source";
const GOOGLE = "https://www.google.com/";
const FOUND = "google / organic / - / Organic Search / referrer";
const DIRECT = "/?utm_source=(direct)&utm_medium=(none)";
const TYPED = "(direct) / (none) / - / Direct / utm_source";
const GPT = "https://chatgpt.com/";
const ASKED = "chatgpt / ai-assistant / - / AI Assistant / referrer";
const FACEBOOK = "Mozilla/5.0 (iPhone) [FBAN/FBIOS;FBAV/490.0;]";
const INSIDE = "facebook / social / - / Organic Social / in_app";

/* all hits of one visit know its landing */
const visit = (ago, land, from, pages) => pages.map((page, i) =>
	({ ago: ago - i, came: ago, land, from, page }));

export const ORDERS = [
	{ name: "two campaigns", ways: ["orders", "late", "days", "twice"],
		hits: [{ ago: 90, land: ad("a", "oak") },
			{ ago: 30, land: LETTER }],
		first: words("oak"), last: MAIL, count: 2 },
	{ name: "three campaigns", ways: ["orders", "late", "twice"],
		hits: [{ ago: 200, land: ad("a", "oak") },
			{ ago: 100, land: LETTER },
			{ ago: 50, land: ad("b", "elm") }],
		first: words("oak"), last: words("elm"), count: 3 },
	{ name: "four senders", ways: ["orders"],
		hits: [{ ago: 200, land: "/", from: GPT },
			{ ago: 150, land: LETTER },
			{ ago: 100, land: ad("a", "oak") },
			{ ago: 50, land: "/", from: GOOGLE }],
		first: ASKED, last: FOUND, count: 4 },
	{ name: "a direct visit between two", ways: ["orders", "late", "twice"],
		hits: [{ ago: 200, land: LETTER }, { ago: 100, land: "/" },
			{ ago: 50, land: ad("a", "oak") }],
		first: MAIL, last: words("oak"), count: 2 },
	{ name: "a direct visit at the end", ways: ["orders", "late", "days"],
		hits: [{ ago: 200, land: LETTER },
			{ ago: 100, land: ad("a", "oak") }, { ago: 5, land: "/" }],
		first: MAIL, last: words("oak"), count: 2 },
	{ name: "a tagged direct visit at the end", ways: ["orders", "twice"],
		hits: [{ ago: 200, land: LETTER },
			{ ago: 100, land: ad("a", "oak") },
			{ ago: 5, land: DIRECT }],
		first: MAIL, last: TYPED, nondirect: words("oak"), count: 3 },
	{ name: "tagged direct visits around a letter", ways: ["orders", "late"],
		hits: [{ ago: 200, land: DIRECT }, { ago: 100, land: LETTER },
			{ ago: 5, land: DIRECT }],
		first: TYPED, last: TYPED, nondirect: MAIL, count: 3 },
	{ name: "only tagged direct visits", ways: ["orders", "days"],
		hits: [{ ago: 100, land: DIRECT }, { ago: 5, land: DIRECT }],
		first: TYPED, nondirect: "none", count: 2 },
	{ name: "pages of one visit", ways: ["orders", "twice", "lost"],
		hits: visit(40, ad("a", "oak"), GOOGLE,
			[ad("a", "oak"), "/lamps", "/oak"]),
		first: words("oak"), count: 1 },
	{ name: "pages of one visit found by search",
		ways: ["orders", "late", "lost"],
		hits: visit(40, "/", GOOGLE, ["/", "/lamps", "/oak"]),
		first: FOUND, count: 1 },
	{ name: "two visits of two pages", ways: ["orders", "lost"],
		hits: [...visit(200, LETTER, "", [LETTER, "/lamps"]),
			...visit(50, "/", GPT, ["/", "/oak"])],
		first: MAIL, last: ASKED, count: 2 },
	{ name: "a lead's message among them", ways: ["orders", "twice"],
		hits: [{ ago: 100, land: ad("a", "oak") },
			{ ago: 95, came: 100, land: ad("a", "oak"),
				page: "/contact", lead: words("oak") },
			{ ago: 30, land: LETTER }],
		first: words("oak"), last: MAIL, count: 2 },
	{ name: "back from the payment", ways: ["orders", "late", "twice"],
		hits: [{ ago: 60, land: ad("a", "oak") },
			{ ago: 30, land: "/thanks",
				from: "https://www.paypal.com/" },
			{ ago: 5, land: "/", from: "https://shop.example/thanks" }],
		first: words("oak"), count: 1 },
	{ name: "inside an app, then by search", ways: ["orders", "late"],
		hits: [{ ago: 100, land: "/", agent: FACEBOOK },
			{ ago: 60, land: "/", from: GOOGLE }],
		first: INSIDE, last: FOUND, count: 2 },
	{ name: "a visit under a consent given late",
		ways: ["orders", "late", "lost"],
		hits: visit(60, ad("a", "oak"), "", ["/lamps", "/oak", "/elm"])
			.map((hit) => ({ ...hit, pixel: "consent-pixel-01",
				body: { consent: true } })),
		first: words("oak"), count: 1 },
	{ name: "two sites of one project", ways: ["orders", "twice"],
		hits: [{ ago: 90, land: "https://magazine.example/", from: GPT,
			pixel: "magazine-pixel-01" },
		{ ago: 85, land: "/", from: "https://magazine.example/" },
		{ ago: 30, land: LETTER }],
		first: ASKED, last: MAIL, count: 2 },
	{ name: "click ids of three platforms", ways: ["orders", "days"],
		hits: [{ ago: 300, land: "/?fbclid=f1" },
			{ ago: 200, land: "/?msclkid=m1" },
			{ ago: 100, land: "/?gclid=g1" }],
		first: "facebook / social / - / Organic Social / fbclid",
		last: "google / cpc / - / Paid Search / gclid", count: 3 },
	{ name: "nothing but direct visits and own pages",
		ways: ["orders", "late", "twice"],
		hits: [{ ago: 100, land: "/" }, { ago: 50, land: "/?page=2" },
			{ ago: 5, land: "/", from: "https://www.shop.example/" }],
		first: "none", count: 0 },
	{ name: "two landings in the same minute", ways: ["orders", "twice"],
		hits: [{ ago: 60, land: ad("a", "oak") },
			{ ago: 59.99, land: LETTER }],
		first: words("oak"), last: MAIL, count: 2 },
	{ name: "a week's outbox", ways: ["orders"],
		hits: [{ ago: 6 * 24 * 60, land: "/", from: GOOGLE },
			{ ago: 3 * 24 * 60, land: ad("a", "oak") },
			{ ago: 5, land: "/", from: GPT }],
		first: FOUND, last: ASKED, count: 3 },
];
