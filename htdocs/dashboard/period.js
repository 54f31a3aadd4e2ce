/* period: which days a report is about, in the project's time zone. */
import { addDays, dayOf } from './format.js';
import { make } from './make.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function monthStart(today) {
	return `${today.slice(0, 8)}01`;
}

const PRESETS = [
	['today', 'Today', (today) => today],
	['7', '7 days', (today) => addDays(today, -6)],
	['30', '30 days', (today) => addDays(today, -29)],
	['90', '90 days', (today) => addDays(today, -89)],
	['month', 'This month', monthStart],
];

/* { name, from, to }: a preset's, or the days in the address. */
export function periodOf(at) {
	const { period, from, to } = at.query;
	const today = dayOf(new Date(), at.zone);

	if (DAY.test(from ?? '') && DAY.test(to ?? ''))
		return { name: 'custom', from, to };
	const [name, , start] = PRESETS.find(([own]) => own === period)
		?? PRESETS[2];

	return { name, from: start(today), to: today };
}

function customForm(at, period) {
	const day = (name, label, value) => make('div.field', make('label', {
		for: `period-${name}` }, label), make('input', { type: 'date',
		name, id: `period-${name}`, value, required: true }));
	const form = make('form', day('from', 'From', period.from),
		day('to', 'To', period.to),
		make('button', { type: 'submit' }, 'Show'));

	form.addEventListener('submit', (event) => {
		const { from, to } = Object.fromEntries(new FormData(form));

		event.preventDefault();
		if (from && to)
			at.choose({ from, to, period: null });
	});
	return make('details.menu', make('summary', { id: 'period-custom',
		'aria-current': period.name === 'custom' && 'true' },
	'Other days'), form);
}

export function periodControl(at, period) {
	return make('div.segments', { role: 'group', 'aria-label': 'Days' },
		PRESETS.map(([name, words]) => make('a', {
			id: `period-${name}`,
			href: at.with({ period: name, from: null, to: null }),
			'aria-current': period.name === name && 'true' },
		words)), customForm(at, period));
}

/* A switch of two or more choices that live in the address. */
export function segments(at, name, label, choices, fallback) {
	const chosen = at.query[name] ?? fallback;

	return make('div.segments', { role: 'group', 'aria-label': label },
		choices.map(([value, words]) => make('a', {
			id: `${name}-${value}`, href: at.with({ [name]:
				value === fallback ? null : value }),
			'aria-current': chosen === value && 'true' }, words)));
}
