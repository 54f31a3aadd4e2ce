/* site: what the visitors of the benchmark's site see and come with. */

const TOPICS = ["pumps", "valves", "seals", "filters", "motors", "fittings",
	"gauges", "hoses"];
const SIZES = ["dn-15", "dn-25", "dn-40", "dn-50", "dn-80", "dn-100",
	"dn-150", "dn-200", "set", "spare-parts", "datasheets", "prices"];

function title(topic, size) {
	return `${topic[0].toUpperCase()}${topic.slice(1)} ${
		size.replace("-", " ").toUpperCase()} | Example Pumps Ltd`;
}

export const PAGES = TOPICS.flatMap((topic) => SIZES.map((size) => ({
	path: `/products/${topic}/${size}`, title: title(topic, size) })));

const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)";
const ANDROID = "Mozilla/5.0 (Linux; Android 10; K)";
const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

function chrome(system, version, rest = "Safari/537.36") {
	return `${system} ${WEBKIT} Chrome/${version}.0.0.0 ${rest}`;
}

export const AGENTS = [
	...[129, 130, 131].map((version) => chrome(WINDOWS, version)),
	...[130, 131].map((version) => chrome(MAC, version)),
	...[129, 130, 131].map((version) =>
		chrome(ANDROID, version, "Mobile Safari/537.36")),
	chrome(WINDOWS, 130, "Safari/537.36 Edg/130.0.0.0"),
	`${IPHONE} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 `
		+ "Mobile/15E148 Safari/604.1",
	`${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 `
		+ "Safari/605.1.15",
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) "
		+ "Gecko/20100101 Firefox/132.0",
];

/* utm values, the click id that comes with them and its length */
function campaign(utm, referrer, click, size) {
	const [source, medium, name, content, term] = utm.split(" ");
	const names = { utm_source: source, utm_medium: medium,
		utm_campaign: name, utm_content: content };
	if (term !== undefined)
		names.utm_term = term;
	return { utm: names, referrer, click, size };
}

export const CAMPAIGNS = [
	campaign("google cpc brand_de headline_a example+pumps",
		"https://www.google.com/", "gclid", 91),
	campaign("google cpc pumps_eu headline_b industrial+pumps",
		"https://www.google.com/", "gclid", 91),
	campaign("google cpc valves_eu headline_c ball+valve+dn50",
		"https://www.google.com/", "gclid", 91),
	campaign("bing cpc pumps_uk responsive_1 feed+pump",
		"https://www.bing.com/", "msclkid", 32),
	campaign("facebook paid_social spring_2025 carousel_2",
		"https://l.facebook.com/", "fbclid", 61),
	campaign("linkedin paid_social engineers_q4 video_15s",
		"https://www.linkedin.com/", "li_fat_id", 36),
	campaign("newsletter email 2025-11 top_story"),
	campaign("partner referral trade_fair_2025 banner",
		"https://partner.example.net/suppliers"),
];

export const REFERRERS = ["https://www.google.com/", "https://www.bing.com/",
	"https://duckduckgo.com/", "https://chatgpt.com/",
	"https://www.linkedin.com/", "https://forum.example.net/t/pumps/4711"];

function size(width, height) {
	return { width, height };
}

/* screen and viewport */
export const SCREENS = [[size(1920, 1080), size(1903, 947)],
	[size(2560, 1440), size(2543, 1297)],
	[size(1536, 864), size(1519, 730)], [size(1440, 900), size(1440, 764)],
	[size(390, 844), size(390, 664)], [size(412, 915), size(412, 785)],
	[size(360, 800), size(360, 668)]];

export const NAMES = ["Anna", "Berg", "Carter", "Dietz", "Evans", "Fischer",
	"Garcia", "Hansen", "Ito", "Jansen", "Keller", "Lindgren", "Meyer",
	"Novak", "Olsen", "Price", "Quinn", "Rossi", "Schmidt", "Turner"];

export const MESSAGES = [
	"We need six feed pumps DN 50 for a dairy near Leipzig, delivery in "
		+ "March. Please send a quotation with seals and spare parts.",
	"Do you ship to Norway, and what is the lead time for ball valves "
		+ "DN 100 in stainless steel? About forty pieces a year.",
	"Our filter from 2019 leaks at the lid. Is there a repair set, and "
		+ "could one of your engineers call me back this week?"];
