/* visits: rows of visits as the collector would have left them, for figures
 * over more time than a test has. */
import { runProgram } from "./program.mjs";

function quoted(value) {
	if (value === undefined || value === null)
		return "NULL";
	return typeof value === "number" ? String(value)
		: `'${value.replaceAll("'", "''")}'`;
}

function row(...values) {
	return `(${values.map(quoted).join(", ")})`;
}

/* Gives each text its id in a table of texts, from 1. */
class Dictionary {
	ids = new Map();

	id(text) {
		if (text === undefined || text === null)
			return null;
		if (!this.ids.has(text))
			this.ids.set(text, this.ids.size + 1);
		return this.ids.get(text);
	}

	rows(make) {
		return [...this.ids].map(([text, id]) => make(text, id));
	}
}

function insert(table, columns, rows) {
	const sql = [];
	for (let i = 0; i < rows.length; i += 500)
		sql.push(`INSERT INTO ${table} (${columns}) VALUES ${
			rows.slice(i, i + 500).join(",\n")};`);
	return sql.join("\n");
}

function run(install, sql) {
	const done = runProgram("sqlite3", ["-bail", "-cmd", ".timeout 5000",
		install.db], { input: `PRAGMA wal_autocheckpoint = 0;\n${sql}` });
	if (done.code !== 0)
		throw new Error(done.err);
}

const TOUCH = ["utm_source", "utm_medium", "utm_campaign", "utm_content",
	"utm_term", "gclid", "fbclid", "referrer"];

/* Visits of an empty installation, by ascending start: {pixel (its row's id),
 * visitor, source, country, touch: {utm_source, gclid, landing_url, ...},
 * events: [{at, type, page, title, referrer}]}. */
export function plantVisits(install, visits) {
	const pages = new Dictionary(), words = new Dictionary();
	const sessions = [], touches = [], events = [];
	const visitors = new Set();
	for (const [i, visit] of visits.entries()) {
		const times = visit.events.map((event) => event.at);
		const started = Math.min(...times);
		const views = visit.events.filter((event) => !event.type);
		visitors.add(visit.visitor);
		if (visit.touch)
			touches.push(row(i + 1, visit.visitor, started + i, started,
				visit.touch.landing_url ?? "https://shop.example/",
				visit.source ?? "(direct)", "x", "Other", "utm",
				...TOUCH.map((name) => visit.touch[name])));
		sessions.push(row(i + 1, visit.visitor, visit.pixel, started,
			Math.max(...times), views.length, words.id(visit.source),
			words.id(visit.country), visit.touch ? i + 1 : null,
			times.length));
		for (const [k, event] of visit.events.entries())
			events.push(`(randomblob(16), ${row(i + 1,
				pages.id(event.page), pages.id(event.referrer),
				event.type, event.at, event.received ?? event.at,
				k === 0 && visit.touch ? i + 1 : null).slice(1)}`);
	}
	/* by its input: a command line would not hold it */
	run(install, ["BEGIN;",
		insert("visitors", "id, token, first_seen, last_seen",
			[...visitors].map((id) => `(${id}, randomblob(16), 0, 0)`)),
		insert("words", "id, word", words.rows((word, id) =>
			row(id, word))),
		insert("pages", "id, hash, url, title, last_used_day",
			pages.rows((url, id) => `(${id}, randomblob(16), ${
				quoted(url)}, ${quoted(`Title of ${url}`)}, 0)`)),
		insert("touches", `id, visitor_id, landed, occurred, landing_url,
			source, medium, channel, rule, ${TOUCH.join(", ")}`, touches),
		insert("sessions", `id, visitor_id, pixel_id, started,
			last_activity, page_views, source, country, touch_id, events`,
		sessions),
		insert("tracking_events", `hit_id, session_id, page_id,
			referrer_page_id, type, occurred, received, touch_id`,
		events),
		`INSERT INTO page_hours SELECT s.pixel_id, e.occurred / 3600000,
			e.page_id, count(*), 0 FROM tracking_events e
			JOIN sessions s ON s.id = e.session_id
			WHERE e.type IS NULL GROUP BY 1, 2, 3;`,
		"COMMIT;"].join("\n"));
}

/* Visits that do not know how many hits and page views they have. */
export function miscounted(install) {
	return install.rows(`SELECT s.id, s.events, count(e.id) AS hits,
		s.page_views, total(e.id IS NOT NULL AND e.type IS NULL) AS views
		FROM sessions s LEFT JOIN tracking_events e
		ON e.session_id = s.id GROUP BY s.id
		HAVING s.events <> hits OR s.page_views <> views`);
}
