/* sites: where the tag stands, and whether it is heard. */
import { send } from '../call.js';
import { chip } from '../chip.js';
import { copyable } from '../copy.js';
import { askFor } from '../dialog.js';
import { number } from '../format.js';
import { make, outward, say } from '../make.js';
import { href } from '../route.js';
import { agoStamp } from '../stamp.js';
import { empty } from '../states.js';
import { table } from '../table.js';
import { verdictKind, verdictWords } from '../verdicts.js';

const COUNTS = [
	{ title: 'What came', cell: ({ verdict }) => chip(
		verdictKind(verdict), verdictWords(verdict)) },
	{ title: 'Today', number: true, cell: ({ today }) => number(today) },
	{ title: '7 days', number: true, cell: ({ week }) => number(week) },
];

function countsOf({ today = {}, week = {} }) {
	return [...new Set([...Object.keys(week), ...Object.keys(today)])]
		.map((verdict) => ({ verdict, today: today[verdict] ?? 0,
			week: week[verdict] ?? 0 }))
		.sort((a, b) => b.week - a.week);
}

async function remove(at, pixel) {
	const done = await askFor({ title: `Delete ${pixel.name}?`,
		content: make('p', 'Hits with its tag are refused from then'
			+ ' on. What was recorded stays.'),
		yes: 'Delete the site', danger: true,
		act: () => send('DELETE', `projects/pixels/${pixel.id}`) });

	if (done) {
		say('Deleted');
		at.refresh();
	}
}

function buttons(at, pixel) {
	return at.may && make('div.actions', make('a.button', { href: href(
		`p/${at.project.id}/sites/${pixel.id}`),
	'aria-label': `Change ${pixel.name}` }, 'Change'),
	make('button.quiet', { type: 'button', 'aria-label':
		`Delete ${pixel.name}`, onclick: () => remove(at, pixel) },
	'Delete'));
}

function hostsOf({ allowed_hosts: hosts }) {
	return hosts?.length > 0 ? hosts.join(', ') : 'any';
}

function card(at, pixel) {
	const counts = countsOf(pixel.verdicts ?? {});

	return make('section.card.site', make('div.title',
		make('h2', pixel.name), pixel.active === false
			&& chip('calm', 'Switched off'), buttons(at, pixel)),
	make('dl.facts', make('dt', 'Website'), make('dd', pixel.website_url
		? outward(pixel.website_url, pixel.website_url) : '–'),
	make('dt', 'Allowed hosts'), make('dd', hostsOf(pixel)),
	make('dt', 'Last hit'), make('dd', pixel.last_hit
		? agoStamp(pixel.last_hit, at.zone) : 'none yet')),
	pixel.tag && copyable(pixel.tag, `the tag of ${pixel.name}`),
	counts.length > 0 && table(COUNTS, counts, {
		caption: `What came from ${pixel.name}`, cards: false }));
}

export async function sites(at) {
	const pixels = (at.project.pixels ?? []).filter(({ active }) =>
		active !== false);
	const add = at.may && make('a.button.primary', { href: href(
		`p/${at.project.id}/sites/new`) }, 'Add a site');

	return [make('div.head', make('h1', 'Sites'), add),
		pixels.length > 0 ? make('div.pair', pixels.map((pixel) =>
			card(at, pixel))) : empty('No site yet',
			'A site is a website, or a part of it, with a tag of'
			+ ' its own.')];
}
