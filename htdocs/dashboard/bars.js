/* bars: shares as bars of HTML: read as text, seen as lengths. */
import { change, number } from './format.js';
import { make } from './make.js';

function partOf(most) {
	return (value) => `${(100 * value / most).toFixed(2)}%`;
}

/* rows: [{ name, link?, value, before?, note? }], largest first */
export function bars(rows, { label }) {
	const most = Math.max(1, ...rows.map(({ value, before }) =>
		Math.max(value, before ?? 0)));
	const part = partOf(most);

	return make('ol.bars', { 'aria-label': label }, rows.map((row) =>
		make('li', { vars: { '--share': part(row.value),
			'--before-share': part(row.before ?? 0) } },
		row.link ? make('a.name', { href: row.link }, row.name)
			: make('span.name', row.name),
		make('span.figure', number(row.value)),
		make('span.note', row.note ?? changeOf(row)),
		make('span.track', { 'aria-hidden': 'true' },
			make('span.fill'), row.before > 0
				&& make('span.tick')))));
}

function changeOf({ value, before }) {
	return before === undefined ? '' : change(value, before) ?? 'new';
}

/* Hours as columns. rows: [{ name, value, title }] */
export function columnsOf(rows, { label, by }) {
	const part = partOf(Math.max(1, ...rows.map(({ value }) => value)));

	return make('div.columns', { 'aria-label': label, role: 'img',
		'aria-describedby': by }, rows.map((row) =>
		make('div', { title: row.title,
			vars: { '--share': part(row.value) } },
		make('span.fill'), make('span.name', row.name))));
}
