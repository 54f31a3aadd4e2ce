/* visits_planted: visits and leads made up by a seed, as rows of a database
 * and as lists to count in the plainest way. */
import { createHash } from "node:crypto";
import { makeRandom } from "../sync/random.mjs";

export const ZONE = "Europe/Berlin";
export const PIXELS = ["test-pixel-01", "test-pixel-02", "other-pixel-1"];
const HOUR = 3600e3;
/* six weeks around the night in which Berlin has an hour twice */
const BEGIN = Date.parse("2026-10-01T00:00:00Z");
const HOURS = 6 * 7 * 24;

/* what a visit may have; null = it has none */
export const CHOICE = {
	channel: [null, "Paid Search", "Organic Search", "Direct", "Email"],
	source: [null, "google", "bing", "news letter", "m\u00fcller & s\u00f6hne"],
	medium: [null, "cpc", "organic", "email"],
	campaign: [null, "spring", "autumn \"sale\"", "brand"],
	term: [null, "pixel", "tracking pixel"],
	landing_page: [null, ...["", "a", "b/c", "d?e"].map((path) =>
		`https://www.example.com/${encodeURI(path)}`)],
	referrer: [null, "news.example.com", "blog.test"],
	country: [null, "DE", "AT", "US"],
	device: [null, "desktop", "mobile", "tablet"],
	browser: [null, "Chrome", "Safari", "Firefox"],
};

const COLUMNS = { channel: "channel", source: "source", medium: "medium",
	campaign: "campaign", term: "term", landing_page: "landing_page",
	referrer: "referrer_host" };
const STATES = [[6, ["synced", null]], [2, ["unchanged", null]],
	[2, ["held", null]], [1, ["waiting", null]], [1, ["review", "flood"]],
	[1, ["suspect", null]], [1, ["skipped", "spam"]],
	[1, ["skipped", "crm_off"]], [1, ["failed", "gave_up"]],
	[1, ["erased", "suspect"]], [1, [null, null]]];
const FINAL = new Set(["synced", "unchanged", "failed", "skipped", "erased"]);
const FORMS = [["f-1", "Contact"], ["f-2", null], [null, null],
	["f-3", "Quote"]];

function makeTouch(random) {
	return Object.fromEntries(Object.keys(COLUMNS).map((name) =>
		[name, random.pick(CHOICE[name])]));
}

const AGENTS = CHOICE.device.flatMap((device) =>
	CHOICE.browser.map((browser) => ({ device, browser })));

function makeSessions(random, count) {
	return Array.from({ length: count }, (_, i) => {
		const pixel = random.int(0, PIXELS.length - 1);
		const agent = random.int(0, AGENTS.length);	/* the last: none */
		return { id: i + 1, pixel,
			/* visitors are of one project */
			visitor: random.int(1, count / 4) + (pixel === 2 ? count : 0),
			started: BEGIN + random.int(0, HOURS * HOUR - 1),
			page_views: random.int(0, 6), agent,
			last: makeTouch(random), first: makeTouch(random),
			country: random.pick(CHOICE.country),
			...AGENTS[agent] ?? { device: null, browser: null } };
	});
}

function makeLeads(random, sessions, count) {
	return Array.from({ length: count }, (_, i) => {
		const session = random.pick(sessions);
		const [state, reason] = random.weighted(STATES);
		const [form_id, form_name] = random.pick(FORMS);
		return { id: i + 1, session, pixel: session.pixel, state, reason,
			form_id, form_name, form: form_name ?? form_id,
			received: session.started + random.int(0, 30 * HOUR),
			test: random.chance(0.1) ? 1 : 0,
			kind: random.chance(0.1) ? "signup" : "lead" };
	});
}

function makePageHours(random) {
	const made = new Map();
	for (let i = 0; i < 2000; i++) {
		const row = { pixel: random.int(0, PIXELS.length - 1),
			hour: BEGIN / HOUR + random.int(0, HOURS - 1),
			page: random.pick(CHOICE.landing_page.slice(1)),
			views: random.int(1, 9), sessions: random.int(0, 3) };
		made.set(`${row.pixel} ${row.hour} ${row.page}`, row);
	}
	return [...made.values()];
}

export function makeVisits(seed) {
	const random = makeRandom(seed);
	const sessions = makeSessions(random, 2400);
	return { sessions, leads: makeLeads(random, sessions, 600),
		pages: makePageHours(random) };
}

const text = (value) => value === null ? "NULL"
	: `'${value.replaceAll("'", "''")}'`;
const word = (value) => value === null ? "NULL"
	: `(SELECT id FROM words WHERE word = ${text(value)})`;
/* that of the pixel's project, as the collector finds it */
const page = (value, pixel) => value === null ? "NULL"
	: `(SELECT id FROM pages WHERE hash = ${hashOf(pixel, value)})`;
const projectOf = (pixel) => pixel === 2 ? 2 : 1;

function hashOf(pixel, url) {
	return `x'${createHash("sha256").update(`${projectOf(pixel)} ${url}`)
		.digest("hex").slice(0, 32)}'`;
}

function touchSql(touch, pixel, prefix) {
	return Object.entries(COLUMNS).map(([name, column]) => [prefix + column,
		name === "landing_page" ? page(touch[name], pixel)
			: word(touch[name])]);
}

function insert(table, pairs) {
	return `INSERT INTO ${table} (${pairs.map(([name]) => name).join(", ")})
		VALUES (${pairs.map(([, value]) => value).join(", ")});`;
}

/* Two each share the place where a report remembers them (AGENTS_NAMED). */
function agentId(agent) {
	return (agent >> 1) + 1 + (agent & 1) * 64 * 1024;
}

function sessionSql(session) {
	const { pixel } = session;
	return insert("sessions", [["id", session.id],
		["visitor_id", session.visitor], ["pixel_id", pixel + 1],
		["started", session.started], ["last_activity", session.started],
		["page_views", session.page_views],
		["agent_id", session.agent === AGENTS.length ? "NULL" : agentId(session.agent)],
		["country", word(session.country)],
		...touchSql(session.last, pixel, ""),
		...touchSql(session.first, pixel, "first_")]);
}

function leadSql(lead) {
	return insert("submissions", [["id", lead.id],
		["lead_id", "randomblob(16)"], ["pixel_id", lead.pixel + 1],
		["event_id", 1], ["visitor_id", lead.session.visitor],
		["session_id", lead.session.id], ["occurred", lead.received],
		["received", lead.received], ["form_id", text(lead.form_id)],
		["form_name", text(lead.form_name)], ["form_state", "'confirmed'"],
		["fields", "'[]'"], ["test", lead.test], ["record", "''"],
		["record_hash", "x''"], ["kind", `'${lead.kind}'`]]) +
		(lead.state === null ? "" : insert("sync_jobs", [
			["submission_id", lead.id], ["target", "'pipedrive'"],
			["state", text(lead.state)], ["reason", text(lead.reason)],
			["due", 0], ["created", 0],
			["finished", FINAL.has(lead.state) ? 1 : "NULL"]])) +
		/* what becomes of it elsewhere is no matter of these figures */
		insert("sync_jobs", [["submission_id", lead.id],
			["target", "'webhook'"], ["state", "'synced'"], ["due", 0],
			["created", 0], ["finished", 1]]);
}

function dictionarySql() {
	const words = new Set(Object.entries(CHOICE)
		.flatMap(([name, values]) => name in COLUMNS ||
			name === "country" ? values : [])
		.filter((value) => value !== null));
	const pages = CHOICE.landing_page.slice(1).flatMap((url) => [0, 2]
		.map((pixel) => insert("pages", [["hash", hashOf(pixel, url)],
			["url", text(url)], ["last_used_day", 0],
			["project_id", projectOf(pixel)]])));
	const agents = AGENTS.map(({ device, browser }, agent) =>
		insert("agents", [["id", agentId(agent)],
			["hash", "randomblob(16)"], ["user_agent", "'x'"],
			["device", text(device)], ["browser", text(browser)],
			["last_used_day", 0]]));
	return [...[...words].map((value) =>
		insert("words", [["word", text(value)]])), ...pages, ...agents];
}

/* Into an installation that has the pixels, with the ids 1 to 3. */
export function plantVisits(install, { sessions, leads, pages }) {
	const visitors = new Set(sessions.map(({ visitor }) => visitor));
	const all = [...dictionarySql(),
		...[...visitors].map((id) => insert("visitors", [["id", id],
			["token", `x'${id.toString(16).padStart(32, "0")}'`],
			["first_seen", 0], ["last_seen", 0]])),
		...sessions.map(sessionSql), ...leads.map(leadSql),
		...pages.map((row) => insert("page_hours", [
			["pixel_id", row.pixel + 1], ["hour", row.hour],
			["page_id", page(row.page, row.pixel)], ["views", row.views],
			["sessions", row.sessions]]))];
	/* an argument of a program has 128 KiB at most */
	for (let i = 0; i < all.length; i += 80)
		install.change(`BEGIN; ${all.slice(i, i + 80).join("")} COMMIT`);
}
