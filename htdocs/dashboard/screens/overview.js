/* overview: how a project does, over some days, against those before. */
import { bars } from '../bars.js';
import { get } from '../call.js';
import { chart } from '../chart.js';
import { dayOf, number, percent, timeOfDay } from '../format.js';
import { make } from '../make.js';
import { activeFilters, asked, changeOf, commonHost, controls, FIGURES,
	nameOf, rowLink, rowName } from '../report.js';
import { href } from '../route.js';
import { empty, orFailure } from '../states.js';
import { table } from '../table.js';

const TOP = 8;

function tile(at, report, [key, words, format]) {
	const chosen = (at.query.figure ?? 'sessions') === key;
	const { totals, previous } = report;

	return make('a.tile', { id: `figure-${key}`, href: at.with({ figure:
		key === 'sessions' ? null : key }),
	'aria-current': chosen && 'true' },
	make('span.title', words), make('span.value', format(totals[key])),
	previous && make('span.soft', changeOf(totals, previous.totals, key)
		?? '–', make('span.unseen', ' against the period before')));
}

function pointsOf(series, key) {
	return series.map((point) => key === 'lead_rate' && !(key in point)
		? point.sessions ? point.leads / point.sessions : null
		: point[key] ?? null);
}

/* The day or hour that is not over yet, by its place; null for none. */
function runningIn(at, series) {
	const now = new Date();
	const hour = `${dayOf(now, at.zone)}T${timeOfDay(now, at.zone)
		.slice(0, 2)}`;
	const found = series.findIndex(({ start }) => hour.startsWith(
		start.slice(0, 13)));

	return found < 0 ? null : found;
}

/* Hours that have not begun have no figure. */
function begun(points, running) {
	return points.map((value, i) => running !== null && i > running
		? null : value);
}

async function seriesOf(at, report) {
	const [key, title, format] = FIGURES.find(([own]) =>
		own === at.query.figure) ?? FIGURES[1];
	const { series, previous } = report;
	const running = runningIn(at, series);

	return series.length === 0 ? null : [await chart({ title, format,
		running, names: series.map(({ start }) => start),
		points: begun(pointsOf(series, key), running),
		before: previous?.series ? pointsOf(previous.series, key)
			: null }, at.signal),
	running !== null && previous && report.from === report.to
		&& make('p.sub', 'Today is not over, and stands against the'
			+ ' whole of yesterday.')];
}

function all(at, name) {
	return make('a.all', { href: href(`p/${at.project.id}/reports`, {
		...at.query, figure: null, report: name }) }, 'All figures');
}

function channelsCard(at, { rows }) {
	return make('section.card', make('div.title', make('h2', 'Channels'),
		all(at, 'channels')), rows.length === 0
		? make('p.soft', 'None in these days.')
		: [bars(rows.slice(0, TOP).map((row) => ({
			name: nameOf('channels', row.name),
			link: rowLink(at, 'channels', row.name),
			value: row.sessions, before: row.previous?.sessions,
			note: `${number(row.leads)} ${row.leads === 1
				? 'lead' : 'leads'}` })),
		{ label: 'Sessions by channel' }),
		rows.some(({ previous }) => previous) && make('p.sub',
			'The upright mark is the period before.')]);
}

function topCard(at, report, title, { rows }) {
	const host = commonHost(report, rows);
	const columns = [
		{ title, wide: true, cell: (row) => make('a', { href:
			rowLink(at, report, row.name), title: row.name },
		rowName(report, row.name, host)) },
		{ title: 'Sessions', number: true, cell: (row) =>
			number(row.sessions) },
		{ title: 'Leads', number: true, cell: (row) =>
			number(row.leads) },
		{ title: 'Rate', number: true, cell: (row) =>
			percent(row.lead_rate) },
	];

	return make('section.card', make('div.title', make('h2', title),
		all(at, report)), rows.length === 0
		? make('p.soft', 'None in these days.')
		: table(columns, rows.slice(0, TOP), { caption: title,
			cards: false }));
}

/* Other days hold nothing either where there has never been a hit. */
function nothing(at) {
	return at.project.summary?.last_hit === null
		? empty('No visit yet', 'Nothing has come from the sites of'
			+ ' this project so far.', make('a.button', { href: href(
				`p/${at.project.id}/setup`) },
			'See what is still to be done'))
		: empty('No visits in these days',
			'Choose other days, or take a filter away.');
}

async function figures(at) {
	const ask = (name, limit) => get(`reports/${name}`,
		{ ...asked(at, name), limit }, at.signal);
	const [report, channels, campaigns, landing] = await Promise.all([
		ask('overview'), ask('channels', TOP), ask('campaigns', TOP),
		ask('landing-pages', TOP)]);
	const quiet = report.totals.page_views === 0
		&& report.totals.leads === 0;

	return [make('div.tiles', { role: 'group', 'aria-label': 'Figures' },
		FIGURES.map((figure) => tile(at, report, figure))),
	...quiet ? [nothing(at)]
		: [make('section.card', make('h2.unseen', 'Over time'),
			await seriesOf(at, report)),
		make('div.thirds', channelsCard(at, channels),
			topCard(at, 'campaigns', 'Campaigns', campaigns),
			topCard(at, 'landing-pages', 'Landing pages',
				landing))]];
}

export async function overview(at) {
	const shown = await orFailure(at, () => figures(at));

	return [make('div.head', make('h1', 'Overview')), controls(at),
		activeFilters(at, 'overview'), ...shown].filter(Boolean);
}
