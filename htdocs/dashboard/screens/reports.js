/* reports: one dimension, whole, to be sorted and taken along. */
import { get } from '../call.js';
import { csvOf, download } from '../csv.js';
import { number } from '../format.js';
import { make, say } from '../make.js';
import { periodOf } from '../period.js';
import { activeFilters, asked, changeOf, commonHost, controls, FIGURES,
	REPORTS, rowLink, rowName } from '../report.js';
import { empty, orFailure } from '../states.js';
import { scrolling, table } from '../table.js';

const LIMIT = 1000;
const ONLY = { pages: ['page_views', 'sessions'], forms: ['leads', 'synced'] };

function figuresOf(report) {
	return FIGURES.filter(([key]) => !(report in ONLY)
		|| ONLY[report].includes(key));
}

function sorted(rows, key, down) {
	const value = (row) => key === 'name' ? (row.name ?? '')
		: row[key] ?? -1;
	const compare = (a, b) => key === 'name'
		? value(a).localeCompare(value(b)) : value(a) - value(b);

	return [...rows].sort((a, b) => (down ? -1 : 1) * compare(a, b));
}

function columnsOf(at, report, title, host) {
	return [{ title, key: 'name', wide: true, cell: (row) => {
		const link = rowLink(at, report, row.name);

		return link ? make('a', { href: link, title: row.name },
			rowName(report, row.name, host))
			: rowName(report, row.name, host);
	} }, ...figuresOf(report).map(([key, words, format]) => ({
		title: words, key, number: true, cell: (row) => [
			format(row[key]), make('span.sub',
				changeOf(row, row.previous, key))] }))];
}

function save(at, name, rows) {
	const { from, to } = periodOf(at);
	const figures = figuresOf(name);

	download(`${name}-${from}-${to}.csv`, csvOf([
		[name, ...figures.map(([key]) => key)],
		...rows.map((row) => [row.name === null ? '' : row.name,
			...figures.map(([key]) => row[key] ?? null)])]));
	say('Saved');
}

function choice(at, chosen) {
	return make('nav.dimensions', { 'aria-label': 'Reports' }, make('ul',
		REPORTS.map(([name, words]) => make('li', make('a', {
			id: `report-${name}`, href: at.with({ report: name,
				sort: null, up: null }),
			'aria-current': name === chosen && 'page' },
		words)))));
}

function whole(at, name, title, data) {
	const key = at.query.sort ?? figuresOf(name)[0][0];
	const down = at.query.up !== '1';
	const rows = at.query.sort || at.query.up
		? sorted(data.rows, key, down) : data.rows;
	const host = commonHost(name, rows);
	const first = figuresOf(name).some(([own]) => own === 'sessions')
		? 'sessions' : 'leads';

	return [make('div.title', make('h2', title), make('button', {
		type: 'button', onclick: () => save(at, name, rows) },
	'Save as CSV')), host && make('p.soft', 'All on ', make('strong',
		host.replace(/^https?:\/\//, ''))),
	scrolling(title, table(columnsOf(at, name, title, host),
		rows, { caption: title, cards: false, sort: {
			key: at.query.sort ?? first, down,
			link: (own) => at.with({ sort: own, up:
				own === (at.query.sort ?? first) && down
					? '1' : null }) } })),
	data.others > 0 && make('p.soft', `${number(data.others)} more rows`
		+ ' are not shown: choose fewer days, or a filter.')];
}

async function rowsOf(at, name, title) {
	const data = await get(`reports/${name}`, { ...asked(at, name),
		limit: LIMIT }, at.signal);

	return data.rows.length > 0 ? whole(at, name, title, data)
		: [make('h2', title), empty('Nothing in these days',
			'Choose other days, or take a filter away.')];
}

export async function reports(at) {
	const [name, title] = REPORTS.find(([own]) =>
		own === at.query.report) ?? REPORTS[0];
	const shown = await orFailure(at, () => rowsOf(at, name, title));

	return [make('div.head', make('h1', 'Reports')), controls(at),
		activeFilters(at, name), make('div.side', choice(at, name),
			make('section.card', shown))].filter(Boolean);
}
