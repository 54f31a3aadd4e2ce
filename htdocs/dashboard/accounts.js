/* accounts: those of Pipedrive, and whether leads get through to them. */
import { chip } from './chip.js';
import { number } from './format.js';
import { make, outward, prose } from './make.js';
import { href } from './route.js';
import { stamp } from './stamp.js';
import { table } from './table.js';

const STATES = {
	connected: ['good', 'Connected'],
	untried: ['calm', 'Not called yet'],
	unmapped: ['you', 'Not set up'],
	paused: ['you', 'Paused'],
	refused: ['wrong', 'Not connected'],
};

/* What somebody can do about it. */
function hintOf({ name, state, why }) {
	if (state === 'unmapped')
		return `Choose its fields: \`leadpixel crm setup ${name}\`.`;
	return why === 'the token is refused' && 'Put a valid one into the'
		+ ` secrets file, then \`leadpixel crm check ${name}\`.`;
}

function stateCell(account) {
	const { state, why, until } = account;
	const hint = hintOf(account);

	return [chip(...STATES[state] ?? ['calm', state]),
		why && make('span.sub', `${why.charAt(0).toUpperCase()}${
			why.slice(1)}.`),
		until && make('span.sub', 'Tries again: ', stamp(until, null)),
		hint && make('span.sub', prose(hint))];
}

const COLUMNS = [
	{ title: 'Account', cell: ({ name, company, url }) =>
		[make('span.strong', name), make('span.sub',
			outward(url, `${company}.pipedrive.com ↗`))] },
	{ title: 'State', wide: true, cell: stateCell },
	{ title: 'Tokens today', number: true, cell: ({ budget }) =>
		[number(budget.used_today), make('span.sub',
			`of ${number(budget.share)}`)] },
	{ title: 'Used by', cell: ({ projects }) => projects.length === 0
		? 'no project' : projects.map((one, i) =>
			[i > 0 && ', ', make('a', {
				href: href(`p/${one.id}/setup`) }, one.name),
			one.crm !== 'on' && make('span.soft', ` (${
				one.crm === 'off' ? 'off' : 'watches'})`)]) },
];

/* `chosen`: a fault led to this one. */
export function accountsCard(accounts, chosen) {
	return make('section.card', make('h2', 'Pipedrive accounts'),
		accounts.length === 0 ? make('p', prose('None is known yet:'
			+ ' `leadpixel crm account NAME --domain COMPANY` names'
			+ ' one.')) : table(COLUMNS, accounts, {
			caption: 'Pipedrive accounts', rowClass: ({ name }) =>
				name === chosen ? '.marked' : '' }));
}
