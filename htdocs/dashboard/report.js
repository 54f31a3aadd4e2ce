/* report: what the report screens ask, and how its figures read. */
import { change, country, number, percent } from './format.js';
import { make } from './make.js';
import { periodControl, periodOf, segments } from './period.js';

/* name in the address, words, the filter one of its rows sets */
export const REPORTS = [
	['channels', 'Channels', 'channel'],
	['sources', 'Sources', 'source'],
	['campaigns', 'Campaigns', 'campaign'],
	['terms', 'Terms', 'term'],
	['landing-pages', 'Landing pages', 'landing_page'],
	['pages', 'Pages', null],
	['referrers', 'Referrers', 'referrer'],
	['countries', 'Countries', 'country'],
	['devices', 'Devices', 'device'],
	['browsers', 'Browsers', 'browser'],
	['forms', 'Forms', null],
];

/* key, words, how it is written */
export const FIGURES = [
	['visitors', 'Visitors', number],
	['sessions', 'Sessions', number],
	['page_views', 'Page views', number],
	['leads', 'Leads', number],
	['lead_rate', 'Lead rate', percent],
	['synced', 'Written', number],
];

export const FILTERS = [
	['channel', 'Channel'], ['source', 'Source'], ['medium', 'Medium'],
	['campaign', 'Campaign'], ['term', 'Term'],
	['landing_page', 'Landing page'], ['referrer', 'Referrer'],
	['country', 'Country'], ['device', 'Device'], ['browser', 'Browser'],
];

/* The pages of hours know no visit, and so none of its filters. */
export function hasFilters(report) {
	return report !== 'pages';
}

export function asked(at, report) {
	const { from, to } = periodOf(at);
	const names = hasFilters(report) ? FILTERS.map(([name]) => name) : [];

	return { project: at.project.id, pixel: at.query.pixel, from, to,
		touch: at.query.touch,
		compare: at.query.compare === 'off' ? null : 'previous',
		...Object.fromEntries(names.map((name) =>
			[name, at.query[name]])) };
}

const PAGES = ['landing-pages', 'pages'];

/* What a row without a name is. */
const NAMELESS = { channels: 'Direct', sources: '(direct)' };

/* The host in front of each page, where all are of one. */
export function commonHost(report, rows) {
	const hosts = new Set(rows.filter(({ name }) => name).map(({ name }) =>
		/^https?:\/\/[^/]*/.exec(name)?.[0]));

	return PAGES.includes(report) && hosts.size === 1
		? [...hosts][0] ?? '' : '';
}

export function nameOf(report, name) {
	return name === null || name === '' ? NAMELESS[report] ?? '(none)'
		: report === 'countries' ? country(name)
			: name.replace(/^https?:\/\//, '');
}

/* An address breaks after a slash, if it has to. */
export function rowName(report, name, host = '') {
	return name === null || name === ''
		? make('span.soft', nameOf(report, name))
		: nameOf(report, name.slice(host.length) || '/')
			.split(/(?<=\/)/).map((part, i) =>
				[i > 0 && make('wbr'), part]);
}

/* The link that shows the same for this row alone. */
export function rowLink(at, report, name) {
	const filter = REPORTS.find(([own]) => own === report)?.[2];

	return filter ? at.with({ [filter]: name ?? '' }) : null;
}

export function changeOf(now, before, key) {
	const text = change(now?.[key], before?.[key]);
	const kind = !text || text === '0%' ? '' : text.startsWith('+')
		? '.up' : '.down';

	return text && make(`span.change${kind}`, text);
}

function pixelControl(at) {
	const pixels = at.project.pixels ?? [];

	return pixels.length > 1 && make('select', { id: 'pixel',
		'aria-label': 'Site', onchange: (event) => at.choose({
			pixel: event.target.value || null }) },
	make('option', { value: '' }, 'All sites'),
	pixels.map(({ id, name }) => make('option', { value: id,
		selected: id === at.query.pixel }, name)));
}

export function controls(at) {
	return make('div.controls', periodControl(at, periodOf(at)),
		segments(at, 'touch', 'Counted by', [['last', 'Last touch'],
			['first', 'First touch']], 'last'),
		segments(at, 'compare', 'Compare', [['previous', 'Compare'],
			['off', 'Alone']], 'previous'),
		pixelControl(at));
}

/* What is filtered, each with a way out. */
export function activeFilters(at, report) {
	const active = FILTERS.filter(([name]) => name in at.query);

	return active.length > 0 && make('ul.active', { 'aria-label':
		'Filters' }, active.map(([name, words]) => make('li', make('a',
		{ href: at.with({ [name]: null }), title: 'Take away' },
		`${words}: `, make('strong', nameOf(
			name === 'country' ? 'countries' : '',
			at.query[name])), ' ✕'))),
	!hasFilters(report) && make('li.soft', 'Pages are counted by'
		+ ' themselves: these filters do not hold here.'));
}
