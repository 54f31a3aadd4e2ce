/* filters: what of a list is shown; chosen here, kept in the address. */
import { make } from './make.js';

function fieldOf({ name, label, options, ...attributes }, value) {
	const id = `filter-${name}`;
	const control = options
		? make('select', { id, name }, make('option', { value: '' },
			'All'), options.map(([option, words]) =>
			make('option', { value: option,
				selected: option === value }, words)))
		: make('input', { type: 'text', ...attributes, id, name,
			value: value ?? '' });

	return make('div.field', make('label', { for: id }, label), control);
}

/*
 * fields: [{ name, label, options? | type? , rare? }]; rare ones open by a
 * click.  A choice holds at once, a text with Enter.
 */
export function filters(at, fields, { label }) {
	const rare = fields.filter((field) => field.rare);
	const set = (list) => list.map((field) =>
		fieldOf({ ...field, rare: undefined }, at.query[field.name]));
	const active = rare.filter(({ name }) => at.query[name]).length;
	const form = make('form.filters', { role: 'search',
		'aria-label': label, novalidate: true },
	set(fields.filter((field) => !field.rare)),
	rare.length > 0 && make('details', { open: active > 0 },
		make('summary', { id: 'filter-more' }, active > 0
			? `More filters (${active})` : 'More filters'),
		make('div.fields', set(rare))),
	make('button', { type: 'submit', id: 'filter-go' }, 'Filter'),
	fields.some(({ name }) => at.query[name]) && make('a', {
		href: at.with(Object.fromEntries(fields.map(({ name }) =>
			[name, null]))), id: 'filter-clear' }, 'Clear'));

	function take() {
		at.choose(Object.fromEntries([...new FormData(form)].map(
			([name, value]) => [name, value.trim() || null])));
	}

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		take();
	});
	form.addEventListener('change', (event) => {
		if (event.target.matches('select'))
			take();
	});
	return form;
}
