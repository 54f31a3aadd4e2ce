/* visits_counted: the figures of planted visits, counted in the plainest way:
 * each row looked at for each question, days by the calendar of Intl. */
import { ZONE } from "./visits_planted.mjs";

const HOUR = 3600e3;
const calendar = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE,
	year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit",
	hourCycle: "h23" });

/* "2026-10-25" and "2026-10-25T02:00" of a moment */
function localOf(ms) {
	const part = Object.fromEntries(calendar.formatToParts(ms)
		.map(({ type, value }) => [type, value]));
	const day = `${part.year}-${part.month}-${part.day}`;
	return { day, hour: `${day}T${part.hour}:00` };
}

const known = new Map();
function local(ms) {
	const hour = Math.floor(ms / HOUR);
	if (!known.has(hour))
		known.set(hour, localOf(ms));
	return known.get(hour);
}

export function shiftDay(day, by) {
	return new Date(Date.parse(`${day}T00:00:00Z`) + by * 24 * HOUR)
		.toISOString().slice(0, 10);
}

export function dayOf(ms) {
	return local(ms).day;
}

function daysOf(from, to) {
	const days = [];
	for (let day = from; day <= to; day = shiftDay(day, 1))
		days.push(day);
	return days;
}

/* The hours of a day as [moment, label]. */
function hoursOf(day) {
	const noon = Date.parse(`${day}T12:00:00Z`);
	return Array.from({ length: 60 }, (_, i) => noon + (i - 30) * HOUR)
		.filter((ms) => local(ms).day === day)
		.map((ms) => [ms, local(ms).hour]);
}

const counts = ({ test, kind, state, reason }) => !test && kind === "lead" &&
	state !== "suspect" && !["spam", "suspect"].includes(reason);

/* What a dimension says of a visit. */
function valueOf(session, name, touch) {
	return name in session[touch] ? session[touch][name] : session[name];
}

function passes(session, { filters, touch }) {
	return Object.entries(filters).every(([name, value]) =>
		valueOf(session, name, touch) === (value === "" ? null : value));
}

export function figuresOf(sessions, leads) {
	const total = sessions.length;
	return { visitors: new Set(sessions.map(({ visitor }) => visitor)).size,
		sessions: total,
		page_views: sessions.reduce((sum, { page_views }) =>
			sum + page_views, 0),
		leads: leads.length,
		lead_rate: total === 0 ? null
			: Math.round(leads.length / total * 1e4) / 1e4,
		synced: leads.filter(({ state }) =>
			["synced", "unchanged"].includes(state)).length };
}

/* Visits and leads that a question is about; `pixels` are indices. */
function select(visits, { pixels, from, to, ...ask }) {
	const within = (ms) => local(ms).day >= from && local(ms).day <= to;
	return {
		sessions: visits.sessions.filter((session) =>
			pixels.includes(session.pixel) && within(session.started) &&
			passes(session, ask)),
		leads: visits.leads.filter((lead) => counts(lead) &&
			pixels.includes(lead.pixel) && within(lead.received) &&
			passes(lead.session, ask)),
	};
}

const NOTHING = { visitors: null, sessions: null, page_views: null,
	leads: null, lead_rate: null, synced: null };

/* {totals, rows: Map of name to figures} split by a dimension. */
export function countRows(visits, ask, dimension) {
	const { sessions, leads } = select(visits, ask);
	const of = (session) => valueOf(session, dimension, ask.touch);
	const names = new Set([...sessions.map(of),
		...leads.map(({ session }) => of(session))]);
	return { totals: figuresOf(sessions, leads),
		rows: new Map([...names].map((name) => [name, figuresOf(
			sessions.filter((session) => of(session) === name),
			leads.filter(({ session }) => of(session) === name))])) };
}

export function countForms(visits, ask) {
	const { leads } = select(visits, ask);
	const figures = (list) => {
		const { leads: all, synced } = figuresOf([], list);
		return { ...NOTHING, leads: all, synced };
	};
	return { totals: figures(leads),
		rows: new Map([...new Set(leads.map(({ form }) => form))]
			.map((name) => [name, figures(leads.filter(({ form }) =>
				form === name))])) };
}

export function countPages(visits, { pixels, from, to }) {
	const rows = visits.pages.filter(({ pixel, hour }) =>
		pixels.includes(pixel) && local(hour * HOUR).day >= from &&
		local(hour * HOUR).day <= to);
	const figures = (list) => ({ ...NOTHING,
		sessions: list.reduce((sum, row) => sum + row.sessions, 0),
		page_views: list.reduce((sum, row) => sum + row.views, 0) });
	return { totals: figures(rows),
		rows: new Map([...new Set(rows.map(({ page }) => page))]
			.map((name) => [name, figures(rows.filter(({ page }) =>
				page === name))])) };
}

/* {totals, series: [{start, ...figures}]}, by hours of a single day. */
export function countSeries(visits, ask) {
	const { sessions, leads } = select(visits, ask);
	const part = (start, holds) => ({ start, ...figuresOf(
		sessions.filter(({ started }) => holds(started)),
		leads.filter(({ received }) => holds(received))) });
	return { totals: figuresOf(sessions, leads),
		series: ask.from === ask.to
			? hoursOf(ask.from).map(([begin, label]) => part(label,
				(ms) => ms >= begin && ms < begin + HOUR))
			: daysOf(ask.from, ask.to).map((day) =>
				part(day, (ms) => local(ms).day === day)) };
}
