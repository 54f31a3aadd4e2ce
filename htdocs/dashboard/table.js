/* table: rows and columns; on a phone each row is a card. */
import { make } from './make.js';

/*
 * columns: [{ title, cell(row) -> parts, number?, key?, wide? }].  `more`:
 * { caption, rowClass(row), sort: { key, down, link(key) } }.
 */
function headCell(column, sort) {
	const sorted = sort && column.key && sort.key === column.key;

	return make(`th${column.number ? '.number' : ''}`, { scope: 'col',
		'aria-sort': sorted && (sort.down ? 'descending'
			: 'ascending') },
	sort && column.key ? make('a', { href: sort.link(column.key),
		id: `sort-${column.key}` }, column.title,
	make('span.arrow', { 'aria-hidden': 'true' },
		sorted ? sort.down ? ' ↓' : ' ↑' : '')) : column.title);
}

function bodyCell(column, row, i) {
	const kind = column.number ? '.number' : column.wide ? '.wide' : '';

	return make(`${i === 0 ? 'th' : 'td'}${kind}`,
		i === 0 ? { scope: 'row', role: 'rowheader' }
			: { 'data-title': column.title, role: 'cell' },
		make('div', column.cell(row)));
}

export function rowOf(columns, row, more = {}) {
	return make(`tr${more.rowClass?.(row) ?? ''}`, { role: 'row' },
		columns.map((column, i) => bodyCell(column, row, i)));
}

/* The roles are said because a phone's cards are no table to the browser. */
export function table(columns, rows, more = {}) {
	return make(`table${more.cards === false ? '' : '.cards'}`,
		{ role: 'table' },
		make('caption.unseen', more.caption),
		make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' },
			columns.map((column) => headCell(column, more.sort)))),
		make('tbody', { role: 'rowgroup' }, rows.map((row) =>
			rowOf(columns, row, more))));
}

/* Wider than the screen: scrolls by itself, by keyboard too. */
export function scrolling(name, ...parts) {
	return make('div.scrolling', { tabindex: '0', role: 'region',
		'aria-label': name }, parts);
}
