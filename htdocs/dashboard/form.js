/* form: fields from a table, and what the API says of them at their place. */
import { make } from './make.js';
import { complaint } from './states.js';

/*
 * fields: [{ name, label, hint?, kind, options? }], kind one of text, number,
 * select, switch, words (a list, blank-separated), url.
 */
function control({ name, kind, options, readonly }, value) {
	const id = `field-${name}`;
	const base = { id, name, 'aria-describedby': `${id}-hint`,
		disabled: readonly };
	const text = Array.isArray(value) ? value.join(' ') : value ?? '';

	if (kind === 'select')
		return make('select', base, options.map(([option, words]) =>
			make('option', { value: option,
				selected: option === String(text) }, words)));
	if (kind === 'switch')
		return make('select', base, [['false', 'No'], ['true', 'Yes']]
			.map(([option, words]) => make('option', {
				value: option, selected: option
					=== String(value ?? false) }, words)));
	return make('input', { ...base, type: kind === 'number' ? 'text'
		: kind === 'url' ? 'url' : 'text', inputmode: kind === 'number'
		&& 'numeric', value: String(text), spellcheck: 'false' });
}

export function fieldFor(field, value) {
	const id = `field-${field.name}`;

	return make('div.field', { 'data-field': field.name },
		make('label', { for: id }, field.label),
		control(field, value),
		make('p.hint', { id: `${id}-hint` }, field.hint ?? ''),
		make('div.wrong'));
}

/* As the API takes it; null clears. */
export function valueOf({ kind }, text) {
	const value = text.trim();

	if (kind === 'switch')
		return value === 'true';
	if (value === '')
		return kind === 'words' ? [] : null;
	if (kind === 'number')
		return /^\d+$/.test(value) ? Number(value) : value;
	return kind === 'words' ? value.split(/[\s,]+/) : value;
}

function asText(value) {
	return Array.isArray(value) ? value.join(' ') : String(value ?? '');
}

/* The members that differ, so that nobody else's change is taken back; a list
 * goes as the API gave it, text or list. */
export function changesOf(fields, data, was) {
	const changes = {};

	for (const field of fields) {
		const before = was[field.name];
		const value = valueOf(field, data.get(field.name));
		const listed = field.kind === 'words'
			&& !Array.isArray(before);
		const now = listed ? value.join(' ') || null : value;

		if (asText(now) !== asText(field.kind === 'switch'
			? before ?? false : before))
			changes[field.name] = now;
	}
	return changes;
}

/* The API calls a field by its name; people see its label. */
function inWords(text, name, field) {
	const label = field?.querySelector('label').textContent;

	return label && text.startsWith(`${name} `)
		? label + text.slice(name.length) : text;
}

/* At its field, or where `general` is. */
export function showFault(form, fault, general) {
	const name = fault.field?.split('.').pop();
	const field = [...form.querySelectorAll('[data-field]')].find((one) =>
		one.dataset.field === name);

	clearFaults(form, general);
	(field?.querySelector('.wrong') ?? general).replaceChildren(
		complaint(inWords(fault.message, name, field)));
	const input = field?.querySelector('input, select, textarea');

	input?.setAttribute('aria-invalid', 'true');
	input?.focus();
}

export function clearFaults(form, general) {
	general.replaceChildren();
	for (const one of form.querySelectorAll('.wrong'))
		one.replaceChildren();
	for (const one of form.querySelectorAll('[aria-invalid]'))
		one.removeAttribute('aria-invalid');
}

/*
 * A form of these fields; `save` gets the data and may throw what the API
 * said.
 */
export function formOf({ fields, values, yes, save, name }, ...more) {
	const general = make('div');
	const button = make('button.primary', { type: 'submit' }, yes);
	const form = make('form.fields', { novalidate: true,
		autocomplete: 'off', 'aria-label': name },
	fields.map((part) => part instanceof Node ? part
		: fieldFor(part, values[part.name])), general,
	make('div.buttons', button, more));

	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		button.disabled = true;
		clearFaults(form, general);
		try {
			await save(new FormData(form));
		} catch (fault) {
			showFault(form, fault, general);
		}
		button.disabled = false;
	});
	return form;
}
