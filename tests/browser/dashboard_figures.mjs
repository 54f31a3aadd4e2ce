/* dashboard_figures: made-up reports, always the same for the same days. */
const DAY = 24 * 60 * 60 * 1000;

const ROWS = {
	channels: ["Paid Search", "Organic Search", null, "Email",
		"Paid Social", "Referral", "AI Assistant"],
	sources: ["google", "newsletter", "facebook", "bing", "chatgpt.com",
		null],
	campaigns: ["autumn-lamps", "november", "evenings", "oak", null],
	terms: ["oak table lamp", "linen shade", null],
	"landing-pages": ["https://shop.example.com/",
		"https://shop.example.com/lamps/alder",
		"https://shop.example.com/lamps/halo?utm_campaign=evenings"],
	pages: ["https://shop.example.com/",
		"https://shop.example.com/contact"],
	referrers: ["www.google.com", "news.example.org", null],
	countries: ["DE", "AT", "CH", "US", null],
	devices: ["mobile", "desktop", "tablet"],
	browsers: ["Chrome", "Safari", "Firefox"],
	forms: ["Contact", "Ask for an offer", null],
};

function figuresOf(sessions) {
	const leads = Math.round(sessions * 0.017);

	return { visitors: Math.round(sessions * 0.81), sessions,
		page_views: Math.round(sessions * 3.2), leads,
		lead_rate: sessions ? Number((leads / sessions).toFixed(4))
			: null, synced: Math.round(leads * 0.87) };
}

function daysBetween(from, to) {
	const days = [];

	for (let at = Date.parse(from); at <= Date.parse(to); at += DAY)
		days.push(new Date(at).toISOString().slice(0, 10));
	return days;
}

function shift(day, count) {
	return new Date(Date.parse(day) - count * DAY).toISOString()
		.slice(0, 10);
}

/* A week's rhythm and a slow rise; no chance in it. */
function sessionsOn(day) {
	const n = Math.floor(Date.parse(day) / DAY);

	return Math.round(380 + 90 * Math.sin(n * 2 * Math.PI / 7)
		+ 60 * Math.sin(n / 5) + (n % 90));
}

function hoursOf(day) {
	return Array.from({ length: 24 }, (none, i) => ({
		start: `${day}T${String(i).padStart(2, "0")}:00`,
		...figuresOf(Math.round(20 + 18 * Math.sin(i / 4 - 2))) }));
}

function seriesOf(from, to) {
	return from === to ? hoursOf(from) : daysBetween(from, to).map((day) =>
		({ start: day, ...figuresOf(sessionsOn(day)) }));
}

function totalsOf(from, to) {
	return figuresOf(daysBetween(from, to).reduce((sum, day) =>
		sum + sessionsOn(day), 0));
}

const NONE = { page_views: 0, leads: 0, sessions: 0, visitors: 0, synced: 0,
	lead_rate: 0 };

/* A project that nothing has come from shows nothing, whatever the days. */
export function reportOf(name, query, { projects }) {
	const data = reportOfBusy(name, query);
	const { summary } = projects.find(({ id }) =>
		id === Number(query.project)) ?? {};

	if (summary?.last_hit !== null)
		return data;
	return { ...data, totals: { ...data.totals, ...NONE }, previous: null,
		...data.series ? { series: [] } : { rows: [] } };
}

function reportOfBusy(name, query) {
	const { from, to } = query;
	const days = daysBetween(from, to).length;
	const before = { from: shift(from, days), to: shift(to, days) };
	const totals = totalsOf(from, to);
	const compare = query.compare === "previous";
	const filters = Object.fromEntries(Object.entries(query).filter(
		([key]) => ["channel", "source", "medium", "campaign", "term",
			"landing_page", "country"].includes(key)));
	const data = { report: name, project: Number(query.project),
		pixel: query.pixel ?? null, touch: query.touch ?? "last",
		time_zone: "Europe/Berlin", from, to, filters, totals,
		previous: compare ? { ...before,
			totals: totalsOf(before.from, before.to) } : null };

	if (name === "overview")
		return { ...data, interval: from === to ? "hour" : "day",
			series: seriesOf(from, to), previous: compare ? {
				...data.previous, series: seriesOf(before.from,
					before.to) } : null };
	return { ...data, others: 0, rows: ROWS[name].slice(0,
		Number(query.limit ?? 100)).map((row, i) => {
		const sessions = Math.round(totals.sessions * 0.42 / (i + 1));

		return { name: row, ...figuresOf(sessions), previous: compare
			? figuresOf(Math.round(sessions * (0.8 + i * 0.07)))
			: null };
	}) };
}
