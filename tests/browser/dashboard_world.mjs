/*
 * dashboard_world: a made-up company's projects, leads and figures, as the
 * API tells them; the stand-in of the dashboard's tests answers from it.
 */
const MINUTE = 60 * 1000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const ZONE = "Europe/Berlin";
const CRM = "https://example.pipedrive.com/person/";

/* `now` stands still in a test. */
export function makeWorld(now = Date.now()) {
	const at = (ago) => new Date(now - ago).toISOString();
	const touch = (source, medium, campaign, channel) =>
		({ source, medium, campaign, channel });
	const ad = touch("google", "cpc", "autumn-lamps", "Paid Search");
	const letter = touch("newsletter", "email", "november", "Email");
	const social = touch("facebook", "paid_social", "evenings",
		"Paid Social");
	const reviewers = [
		{ id: 901, name: "Jane Miller", email: "jane@example.com",
			phone: "+49 30 1234567", url: `${CRM}901` },
		{ id: 902, name: "J. Miller (old)", email: "jane@example.com",
			phone: null, url: `${CRM}902` }];

	function crm(state, label, more = {}) {
		return { state, reason: null, label, text: label, why: null,
			due: null, finished: null, person_id: null,
			person_url: null, attempts: 0, candidates: [],
			...more };
	}

	const rows = [
		["Mara Vogel", "Contact", "confirmed", ad, letter, 4 * MINUTE,
			crm("held", "Waiting, sends 10:14", { why: "It rests a"
				+ " few minutes, so that a correction of the"
				+ " form or the next page still counts.",
			due: at(-3 * MINUTE) })],
		["Jane Miller", "Ask for an offer", "confirmed", social, social,
			50 * MINUTE, crm("review", "Choose the person", {
				reason: "several_persons", why: "Several"
				+ " persons in Pipedrive have this e-mail"
				+ " address.", candidates: reviewers })],
		["Tom Okafor", "Contact", "confirmed", ad, ad, 3 * HOUR,
			crm("synced", "Written 07:21", { person_id: 412,
				person_url: `${CRM}412`, attempts: 1,
				finished: at(3 * HOUR - 7 * MINUTE),
				text: "Written to person 412 at 07:21" })],
		[null, "Contact", "attempted", null, null, 5 * HOUR,
			crm("suspect", "Robot? Filled fast", { reason:
				"filled_fast", why: "The form was filled in"
				+ " within two seconds, faster than people"
				+ " type." })],
		["Ines Duarte", "Newsletter", "confirmed", letter, letter,
			26 * HOUR, crm("waiting", "Not in Pipedrive yet", {
				why: "Nobody there has this e-mail address.",
				attempts: 2, due: at(-HOUR) })],
		["Noah Lindqvist", "Ask for an offer", "confirmed", ad, null,
			30 * HOUR, crm("failed", "Failed 21:40", { reason:
				"gave_up", attempts: 9, why: "The last time,"
				+ " Pipedrive refused the values.",
			finished: at(29 * HOUR) })],
		["Aiko Tanaka", null, "confirmed", touch("chatgpt.com",
			"ai-assistant", null, "AI Assistant"), null, 2 * DAY,
		crm("unchanged", "Nothing to change", { person_id: 77,
			person_url: `${CRM}77`, finished: at(2 * DAY) })],
		["Test Person", "Contact", "confirmed", null, null, 3 * DAY,
			crm("skipped", "Not sent: a test", { reason: "test",
				why: "It was marked as a test." })],
	];
	const leads = rows.map(([name, form, formState, first, last, ago, job],
		i) => {
		const id = 128 - i;
		const email = name ? `${name.split(" ")[0].toLowerCase()}`
			+ "@example.com" : "a@example.test";

		return { id, received: at(ago), occurred: at(ago + 2000),
			project: 1, project_name: "Lumen & Oak", pixel:
			"lumen-shop-01", pixel_name: "Shop", time_zone: ZONE,
			name, email, phone: i % 3 === 0 ? "+49 30 7654321"
				: null, form, form_state: formState,
			test: job.reason === "test", first, last: last ?? first,
			crm: job };
	});

	return { now, at, zone: ZONE, leads, projects: projectsOf(at),
		pixels: pixelsOf(at), status: statusOf(at),
		accounts: accountsOf(at),
		whole: (lead) => wholeLead(lead, at, now), at_day: dayOf(now),
		visitor: visitorOf(at), hits: hitsOf(at), realtime:
		realtimeOf(at, now), setup: setupOf() };
}

function dayOf(now) {
	return (ago) => new Date(now - ago * DAY).toISOString().slice(0, 10);
}

function configuration(more) {
	return { privacy: "consent", ip_policy: "masked", time_zone: ZONE,
		retention_days: 180, hold_seconds: 420, crm: "on",
		account: "lumen", weak_match: "review", wait_days: 30,
		keep_back: false, dnt: false, custom_params: null,
		store_fields: null, thank_you: "/thanks", newsletter: "off",
		newsletter_url: null, newsletter_param: null,
		newsletter_dates: null, webhook_url: null, ...more };
}

function projectsOf(at) {
	const project = (id, name, summary, more) => ({ id, name,
		created_at: at(90 * DAY), active: true, pixel_count: 1,
		configuration: configuration(more), summary });

	return [
		project(2, "Harbour Yoga", { level: "broken", sessions: 1890,
			leads: 31, synced: 12, waiting_for_you: 4,
			last_hit: at(9 * HOUR) }),
		{ ...project(1, "Lumen & Oak", { level: "look",
			sessions: 12480, leads: 214, synced: 187,
			waiting_for_you: 3, last_hit: at(40 * 1000) }),
		pixel_count: 2 },
		project(3, "Northwind Bikes", { level: "well", sessions: 640,
			leads: 9, synced: 9, waiting_for_you: 0,
			last_hit: at(12 * MINUTE) }, { crm: "watch" }),
		{ ...project(4, "Papaver Studio", { level: "well", sessions: 0,
			leads: 0, synced: 0, waiting_for_you: 0,
			last_hit: null }, { crm: "off", account: null }),
		pixel_count: 0 },
	];
}

function pixelsOf(at) {
	const pixel = (id, project, name, site, more) => ({ id, pixel_id: id,
		project_id: project, name, website_url: site,
		allowed_hosts: site ? [new URL(site).host] : [], active: true,
		created_at: at(90 * DAY), configuration: { domains: [] },
		tag: '<script async src="https://lp.example.com/lp/a.js"'
			+ ` data-pixel-id="${id}"></script>`, ...more });

	return [
		pixel("lumen-shop-01", 1, "Shop", "https://shop.example.com/",
			{ last_hit: at(40 * 1000), verdicts: { today: {
				stored: 812, bot: 96, duplicate: 3 }, week: {
				stored: 6120, bot: 701, duplicate: 40,
				origin_refused: 12 } } }),
		pixel("lumen-blog-01", 1, "Journal",
			"https://journal.example.com/", {
				last_hit: at(2 * HOUR), verdicts: {
					today: { stored: 40 }, week: {
						stored: 377, rate_limited: 2 }
				} }),
		pixel("yoga-site-01", 2, "Studio", "https://yoga.example.com/",
			{ last_hit: at(9 * HOUR), verdicts: { today: {},
				week: { stored: 90 } } }),
	];
}

function accountsOf(at) {
	const account = (name, state, tokens, projects, more) => ({ name,
		company: `${name}-example`, url:
			`https://${name}-example.pipedrive.com/`, state,
		connected: state === "connected", why: null, until: null,
		fields: 12, budget: { used_today: tokens, share: 2500,
			company_limit: 10000, company_left: 8123 },
		projects, ...more });

	return [
		account("harbour", "refused", 3, [{ id: 2,
			name: "Harbour Yoga", crm: "on" }],
		{ why: "the token is refused" }),
		account("lumen", "connected", 1204, [{ id: 1,
			name: "Lumen & Oak", crm: "on" }, { id: 3,
			name: "Northwind Bikes", crm: "watch" }]),
		account("old", "paused", 2500, [], { until: at(-5 * HOUR),
			why: "the calls of the day are used up" }),
	];
}

function statusOf(at) {
	return { level: "broken", faults: [{ level: "look", text: "3 leads wait"
		+ " for somebody to decide, the oldest since yesterday.",
	about: { state: "review" } },
	{ level: "broken", text: "Pipedrive refuses the token of account"
		+ " \"harbour\": no lead of it is sent. Put a new token into"
		+ " the secrets file.", about: { account: "harbour" } }],
	sync: { started: at(30 * 1000), ended: at(28 * 1000), reason: null },
	oldest_due: at(2 * MINUTE), breakers: [{ target: "pipedrive",
		owner: "harbour", name: "auth", state: "open",
		reason: "401 on GET /users/me", until: at(-20 * MINUTE) }],
	database_bytes: 184549376, log_bytes: 4194304,
	free_bytes: 41875931136, backup: { last: at(6 * HOUR) } };
}

function touchesOf(lead, at, sent) {
	const whole = (role, source, ago) => ({ role, occurred: at(sent + ago),
		...source, landing: "https://shop.example.com/lamps/alder",
		referrer: "https://www.google.com/", rule: "utm",
		why: `utm_source was "${source.source}"; utm_medium was`
			+ ` "${source.medium}"`,
		parameters: { utm_source: source.source,
			utm_medium: source.medium, gclid: "demo-gclid-1" } });

	return [lead.first && whole("first", lead.first, 8 * DAY),
		lead.first && lead.last && lead.first !== lead.last
			&& whole("last", lead.last, 11 * MINUTE)]
		.filter(Boolean);
}

function visitOf(at, sent) {
	const page = (ago, path, title) => ({ occurred: at(sent + ago),
		type: "pageview", url: `https://shop.example.com${path}`,
		title });

	return [page(11 * MINUTE, "/lamps/alder", "Alder table lamp"),
		page(8 * MINUTE, "/lamps/halo", "Halo pendant"),
		page(2 * MINUTE, "/contact", "Contact"),
		{ occurred: at(sent), type: "form_submit",
			url: "https://shop.example.com/contact",
			title: "Contact" }];
}

function triesOf(lead, at, sent) {
	const call = (operation, words, ago, http, kind, more) => ({ operation,
		words, started: at(sent - ago), ended: at(sent - ago - 240),
		http, class: kind, excerpt: null, correlation_id: null,
		tokens: 10, ...more });
	const after = 7 * MINUTE;

	return { synced: [call("search", "looked for the address", after, 200,
		"ok"), call("get", "read the person", after + 400, 200, "ok"),
	call("patch", "wrote the values", after + 800, 200, "ok",
		{ correlation_id: "c0ffee-0001" })],
	failed: [call("patch", "wrote the values", after, 400, "refused",
		{ excerpt: "Field 3f2a has no option \"autumn\"" })],
	review: [call("search", "looked for the address", after, 200, "ok")] }[
		lead.crm.state] ?? [];
}

const ALLOWED = { review: ["resolve", "requeue", "cancel", "spam"],
	suspect: ["release", "spam"], held: ["cancel"],
	synced: ["resolve", "requeue"], failed: ["requeue"],
	waiting: ["requeue", "cancel"] };

function wholeLead(lead, at, now) {
	const sent = now - Date.parse(lead.occurred);
	const value = (name, text, ifEmpty) => ({ name, value: text ?? null,
		key: "3f2a9c".padEnd(40, "0"), field: `Lead: ${name}`,
		if_empty: ifEmpty });

	return { ...lead, company: null, consent: true,
		no_history: lead.no_history ?? null,
		truncated: false, page: "https://shop.example.com/contact",
		visitor: 55, session: 90, lead_id:
			"01930d2e4c5b7a8f9e0d1c2b3a495867",
		location: "Berlin, DE", device: { browser: "Firefox",
			os: "Windows", device: "desktop" },
		fields: [{ name: "your-name", label: "Name", type: "text",
			value: lead.name ?? "asdf" }, { name: "your-email",
			label: "E-mail", type: "email", value: lead.email },
		{ name: "message", label: "Message", type: "textarea",
			value: "We furnish a small hotel and look for twelve"
				+ " table lamps in oak. When could you"
				+ " deliver?" }],
		touches: touchesOf(lead, at, sent), visit: visitOf(at, sent),
		earlier: lead.id === 128 ? [{ id: 121, received: at(20 * DAY),
			form: "Contact", label: "Written 20 days ago" }] : [],
		values: [value("first_source", lead.first?.source, true),
			value("first_campaign", lead.first?.campaign, true),
			value("last_source", lead.last?.source, false),
			value("last_medium", lead.last?.medium, false),
			value("landing_page",
				"https://shop.example.com/lamps/alder", false)],
		mapped: true, jobs: [{ target: "pipedrive", ...lead.crm,
			next: `leadpixel lead show ${lead.id}`,
			match_method: "email", replays: 0, last_class: null,
			last_error: null, tries: triesOf(lead, at, sent),
			actions: ALLOWED[lead.crm.state] ?? ["requeue"] },
		...lead.webhook ? [{ target: "webhook", state: "failed",
			label: "Failed 10:02", text: "Failed, given up",
			candidates: [], tries: [], actions: ["requeue"],
			...lead.webhook }] : []],
		actions: ALLOWED[lead.crm.state] ?? ["requeue"] };
}

function visitorOf(at) {
	const session = (id, ago, source, medium, channel) => ({ id,
		pixel: "lumen-shop-01", started: at(ago),
		last_activity: at(ago - 11 * MINUTE), page_views: 3, channel,
		source, medium, campaign: null, landing_page: "/lamps/alder",
		exit_page: "/contact", referrer_host: null,
		browser: "Firefox", os: "Windows", device: "desktop",
		country: "DE", region: null, city: "Berlin",
		events: visitOf(at, ago - 11 * MINUTE), more: false });

	return { id: 55, project: 1, first_seen: at(8 * DAY),
		last_seen: at(4 * MINUTE), visits: 2, first: { source: "google",
			medium: "cpc", campaign: "autumn-lamps",
			channel: "Paid Search" }, last: { source: "newsletter",
			medium: "email", campaign: "november",
			channel: "Email" },
		sessions: [session(90, 15 * MINUTE, "newsletter", "email",
			"Email"), session(12, 8 * DAY, "google", "cpc",
			"Paid Search")],
		leads: [{ id: 128, received: at(4 * MINUTE), form: "Contact",
			label: "Waiting, sends 10:14" }] };
}

const PAGES = ["/", "/lamps/alder", "/lamps/halo", "/contact", "/journal"];

function hitsOf(at) {
	const verdicts = ["stored", "stored", "stored", "bot", "stored",
		"duplicate", "origin_refused", "stored"];

	return Array.from({ length: 16 }, (none, i) => ({
		received: at(40 * 1000 * (i + 1)), pixel: "lumen-shop-01",
		verdict: verdicts[i % 8], detail: i % 8 === 6
			? "copy.example.net" : null, stored: verdicts[i % 8]
			=== "stored", type: i === 4 ? "form_submit"
			: "pageview", page: `https://shop.example.com${
			PAGES[i % 5]}`, source: i % 3 ? null : "google",
		medium: i % 3 ? null : "cpc", lead: i === 4 }));
}

function realtimeOf(at, now) {
	const start = now - now % HOUR;

	return { pixel_id: "lumen-shop-01", updated_at: at(0),
		hourly_breakdown: Array.from({ length: 24 }, (none, i) => ({
			hour: new Date(start - (23 - i) * HOUR).toISOString(),
			events: Math.round(40 + 38 * Math.sin(i / 3.4 - 2)),
			visitors: Math.round(14 + 12 * Math.sin(i / 3.4 - 2))
		})),
		recent_events: [], active_visitors: 7 };
}

function setupOf() {
	return { tag: { done: false, last_hit: null, pixel: null },
		crm: { done: false, account: null, company: null, message:
			"On the server, type `leadpixel crm account NAME"
			+ " --domain COMPANY`." },
		match: { done: false, lead: null, person_id: null,
			person_url: null, values: [], message: "Then:"
			+ " `leadpixel lead test --email you@example.com`." },
		on: { done: false, crm: "off" } };
}
