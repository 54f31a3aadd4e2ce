/* Who sent the visitor, by referrer or by the agent of an app; and who only
 * gave them back.  Columns as in campaigns.mjs. */

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)" +
	" AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83";
const ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A; wv)" +
	" AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0" +
	" Chrome/131.0.0.0 Mobile Safari/537.36";

const UNPAID = {
	search: ["organic", "Organic Search"],
	shopping: ["shopping", "Organic Shopping"],
	social: ["social", "Organic Social"],
	video: ["video", "Organic Video"],
	ai: ["ai-assistant", "AI Assistant"],
	email: ["email", "Email"],
	referral: ["referral", "Referral"],
};

/* host of the referrer, source, kind */
const KNOWN = [
	["google.com", "google", "search"],
	["www.google.co.uk", "google", "search"],
	["www.google.de", "google", "search"],
	["images.google.com", "google", "search"],
	["www.bing.com", "bing", "search"],
	["cn.bing.com", "bing", "search"],
	["duckduckgo.com", "duckduckgo", "search"],
	["uk.search.yahoo.com", "yahoo", "search"],
	["search.yahoo.co.jp", "yahoo", "search"],
	["yandex.ru", "yandex", "search"],
	["www.yandex.com.tr", "yandex", "search"],
	["m.baidu.com", "baidu", "search"],
	["search.naver.com", "naver", "search"],
	["search.seznam.cz", "seznam", "search"],
	["search.brave.com", "brave", "search"],
	["www.ecosia.org", "ecosia", "search"],
	["l.facebook.com", "facebook", "social"],
	["lm.facebook.com", "facebook", "social"],
	["l.instagram.com", "instagram", "social"],
	["l.threads.net", "threads", "social"],
	["t.co", "twitter", "social"],
	["x.com", "twitter", "social"],
	["lnkd.in", "linkedin", "social"],
	["out.reddit.com", "reddit", "social"],
	["www.pinterest.de", "pinterest", "social"],
	["bsky.app", "bluesky", "social"],
	["mastodon.social", "mastodon", "social"],
	["t.me", "telegram", "social"],
	["web.whatsapp.com", "whatsapp", "social"],
	["news.ycombinator.com", "hackernews", "social"],
	["away.vk.com", "vk", "social"],
	["m.youtube.com", "youtube", "video"],
	["youtu.be", "youtube", "video"],
	["player.vimeo.com", "vimeo", "video"],
	["www.twitch.tv", "twitch", "video"],
	["www.amazon.co.uk", "amazon", "shopping"],
	["www.ebay.de", "ebay", "shopping"],
	["www.idealo.de", "idealo", "shopping"],
	["shopping.google.com", "google-shopping", "shopping"],
	["chatgpt.com", "chatgpt", "ai"],
	["chat.openai.com", "chatgpt", "ai"],
	["www.perplexity.ai", "perplexity", "ai"],
	["gemini.google.com", "gemini", "ai"],
	["copilot.microsoft.com", "copilot", "ai"],
	["claude.ai", "claude", "ai"],
	["chat.deepseek.com", "deepseek", "ai"],
	["grok.com", "grok", "ai"],
	["www.meta.ai", "meta-ai", "ai"],
	["chat.mistral.ai", "mistral", "ai"],
	["poe.com", "poe", "ai"],
	["you.com", "you", "ai"],
	["mail.google.com", "gmail", "email"],
	["outlook.live.com", "outlook", "email"],
	["mail.yahoo.com", "yahoo-mail", "email"],
	["mail.yandex.ru", "yandex-mail", "email"],
	["deref-gmx.net", "gmx-mail", "email"],
	/* Google's other houses are no search */
	["docs.google.com", "google-docs", "referral"],
	["sites.google.com", "google-sites", "referral"],
	["support.google.com", "google-support", "referral"],
	["classroom.google.com", "google-classroom", "referral"],
	["maps.google.de", "google-maps", "referral"],
	["news.google.com", "google-news", "referral"],
	["play.google.com", "google-play", "referral"],
	["lens.google.com", "google-services", "referral"],
	["stackoverflow.com", "stackoverflow", "referral"],
	["medium.com", "medium", "referral"],
];

/* package of an Android app, source, kind */
const APPS = [
	["com.google.android.googlequicksearchbox", "google", "search"],
	["com.google.android.gm", "gmail", "email"],
	["com.linkedin.android", "linkedin", "social"],
	["com.facebook.katana", "facebook", "social"],
	["com.twitter.android", "twitter", "social"],
	["com.reddit.frontpage", "reddit", "social"],
	["org.telegram.messenger", "telegram", "social"],
	["com.slack", "slack", "referral"],
];

/* what an agent says behind the browser's own words, source, kind */
const BROWSERS = [
	[`${IPHONE} [FBAN/FBIOS;FBAV/490.0.0.36;FBBV/1]`, "facebook", "social"],
	[`${ANDROID} [FB_IAB/FB4A;FBAV/490.0.0.36;]`, "facebook", "social"],
	[`${IPHONE} Instagram 357.0.0.25 (iPhone15,2; iOS 18_1; de_DE)`,
		"instagram", "social"],
	[`${IPHONE} [LinkedInApp]/9.30`, "linkedin", "social"],
	[`${IPHONE} musical_ly_37.1.0 BytedanceWebview/d8a21c6`, "tiktok",
		"social"],
	[`${ANDROID} trill_370104 BytedanceWebview/d8a21c6`, "tiktok",
		"social"],
	[`${IPHONE} Snapchat/13.15.0.36 (like Safari/8618.1.15)`, "snapchat",
		"social"],
	[`${IPHONE} [Pinterest/iOS]`, "pinterest", "social"],
	[`${IPHONE} Twitter for iPhone/10.65`, "twitter", "social"],
	[`${IPHONE} Safari Line/14.18.0`, "line", "social"],
	[`${IPHONE} MicroMessenger/8.0.53(0x18003531)`, "wechat", "social"],
	[`${ANDROID};KAKAOTALK 2411650`, "kakao", "social"],
	[`${IPHONE} WhatsApp/2.24.20`, "whatsapp", "social"],
	[`${IPHONE} GSA/343.0.695551749 Safari/604.1`, "google", "search"],
];

function known([host, source, kind]) {
	const [medium, channel] = UNPAID[kind];
	return [`from ${host}`, "/", `https://${host}/`,
		`${source} / ${medium} / - / ${channel} / referrer`];
}

function app([name, source, kind]) {
	const [medium, channel] = UNPAID[kind];
	return [`from the app ${name}`, "/", `android-app://${name}/`,
		`${source} / ${medium} / - / ${channel} / referrer`];
}

function inside([agent, source, kind]) {
	const [medium, channel] = UNPAID[kind];
	return [`inside ${agent.slice(-30)}`, "/", "",
		`${source} / ${medium} / - / ${channel} / in_app`, { agent }];
}

/* A referrer that is no source. */
const no = (from, land = "/") => [`no touch from ${from} on ${land}`, land,
	from, "none"];

export const SENDERS = [
	...KNOWN.map(known),
	...APPS.map(app),
	...BROWSERS.map(inside),
	["an app nobody knows", "/", "android-app://com.example.reader/",
		"com.example.reader / referral / - / Referral / referral"],
	["a free listing of Google's shop search", "/?srsltid=AfmB",
		"https://www.google.com/",
		"google / organic / - / Organic Search / referrer"],
	["a site nobody knows", "/", "https://www.partner.example/post",
		"partner.example / referral / - / Referral / referral",
		{ columns: { referrer: "https://www.partner.example/post" } }],
	["a part of such a site", "/", "https://blog.partner.example/",
		"blog.partner.example / referral / - / Referral / referral"],
	["a host in capitals, with a port", "/", "HTTPS://WWW.Google.COM:443/",
		"google / organic / - / Organic Search / referrer"],
	["an address for a host", "/", "http://192.0.2.7/",
		"192.0.2.7 / referral / - / Referral / referral"],
	["it only looks like Google", "/", "https://notgoogle.com/",
		"notgoogle.com / referral / - / Referral / referral"],
	["Google's name in another's", "/", "https://google.com.evil.example/",
		"google.com.evil.example / referral / - / Referral / referral"],
	["t.co is not the end of every host", "/", "https://about.co/",
		"about.co / referral / - / Referral / referral"],
	["Stripe's own site is a site", "/", "https://stripe.com/blog",
		"stripe.com / referral / - / Referral / referral"],
	["a site of another project", "/", "https://stranger.example/",
		"stranger.example / referral / - / Referral / referral"],

	/* apps */
	["in an app, and a referrer", "/", "https://l.instagram.com/",
		"instagram / social / - / Organic Social / referrer",
		{ agent: BROWSERS[0][0] }],
	["in an app, and campaign parameters", "/?utm_source=letter" +
		"&utm_medium=email", "",
	"letter / email / - / Email / utm_source", { agent: BROWSERS[2][0] }],
	["in an app, and a click id", "/?gclid=g1", "",
		"google / cpc / - / Paid Search / gclid",
		{ agent: BROWSERS[13][0] }],
	["WhatsApp itself, fetching a preview", "/", "", "none",
		{ agent: "WhatsApp/2.24.20.89 A", verdict: "bot" }],
	["an ordinary browser", "/", "", "none",
		{ agent: `${IPHONE} Version/18.1 Safari/604.1` }],
	["a word that ends like an app", "/", "", "none",
		{ agent: `${ANDROID} Airline/2.0 online/1` }],

	/* the own site, and sites of the own project */
	no("https://shop.example/other"),
	no("http://shop.example/"),
	no("https://shop.example:8443/"),
	no("https://www.shop.example/"),
	no("https://blog.shop.example/"),
	no("https://shop.example/", "https://www.shop.example/"),
	no("https://shop.example/", "https://blog.shop.example/"),
	no("https://www.shop.example/", "https://blog.shop.example/"),
	no("https://magazine.example/issue/3"),
	no("https://www.magazine.example/"),
	["the own project's site, with parameters", "/?utm_source=magazine" +
		"&utm_medium=banner", "https://magazine.example/",
	"magazine / banner / - / Display / utm_source",
	{ columns: { referrer: null } }],

	/* whom visitors come back from */
	no("https://www.paypal.com/checkoutnow"),
	no("https://checkout.stripe.com/c/pay"),
	no("https://hooks.stripe.com/"),
	no("https://pay.klarna.com/"),
	no("https://www.mollie.com/checkout"),
	no("https://live.adyen.com/"),
	no("https://ideal.ing.nl/"),
	no("https://api.razorpay.com/"),
	no("https://accounts.google.com/"),
	no("https://login.microsoftonline.com/"),
	no("https://appleid.apple.com/"),
	no("https://acme.eu.auth0.com/"),
	no("https://acme.okta.com/"),
	["from a payment, with parameters", "/?utm_source=letter" +
		"&utm_medium=email", "https://www.paypal.com/",
	"letter / email / - / Email / utm_source",
	{ columns: { referrer: null } }],

	/* spam */
	no("https://semalt.com/"),
	no("http://1.semalt.com/crawler"),
	no("http://buttons-for-website.com/"),
	["spam, with parameters", "/?utm_source=letter&utm_medium=email",
		"http://darodar.com/?utm_source=spam",
		"letter / email / - / Email / utm_source",
		{ columns: { referrer: null } }],
	["spam, with parameters of its own", "/",
		"http://darodar.com/?utm_source=spam&utm_medium=cpc", "none"],
];
