/* health: whether all is well, and if not, what is wrong, in words. */
import { placesOf } from '../about.js';
import { accountsCard } from '../accounts.js';
import { get } from '../call.js';
import { chip } from '../chip.js';
import { bytes } from '../format.js';
import { make, prose } from '../make.js';
import { agoStamp, stamp } from '../stamp.js';
import { targetName } from '../story.js';
import { table } from '../table.js';

const LEVELS = { well: ['good', 'All is well'], look: ['you',
	'Have a look'], broken: ['wrong', 'Something is broken'] };
const FAULTS = { ...LEVELS, well: ['calm', 'Note'],
	broken: ['wrong', 'Broken'] };
const BREAKERS = [
	{ title: 'What rests', cell: ({ target, owner }) =>
		[targetName(target), owner && ` ${owner}`] },
	{ title: 'State', cell: ({ state }) => chip(state === 'closed'
		? 'good' : 'wrong', STATES[state] ?? state) },
	{ title: 'Why', wide: true, cell: ({ name, reason }) =>
		[CAUSES[name] ?? name, reason && reason !== name
			&& make('span.sub', reason)] },
	{ title: 'Until', cell: ({ name, until }) => name === 'auth'
		? 'a valid token is there' : stamp(until, null) },
];
const STATES = { open: 'paused', half_open: 'trying again', closed: 'goes' };
const CAUSES = {
	transport: 'It cannot be reached', auth: 'It refuses the token',
	budget: 'The calls of the day are used up',
	blocked: 'It blocks this server',
};

function facts(now) {
	const pairs = [
		['Last sync run', now.sync && [agoStamp(now.sync.started, null),
			now.sync.reason && ` (${now.sync.reason})`]],
		['Oldest delivery due', now.oldest_due
			&& agoStamp(now.oldest_due, null)],
		['Last backup', now.backup && (now.backup.last
			? agoStamp(now.backup.last, null) : 'none yet')],
		['Database', now.database_bytes !== undefined
			&& bytes(now.database_bytes)],
		['Write-ahead log', now.log_bytes !== undefined
			&& bytes(now.log_bytes)],
		['Free on its disk', now.free_bytes !== undefined
			&& bytes(now.free_bytes)],
	].filter(([, value]) => value);

	return pairs.length > 0 && make('section.card', make('h2', 'Figures'),
		make('dl.facts', pairs.map(([title, value]) => [
			make('dt', title), make('dd', value)])));
}

function worstFirst(faults) {
	const order = Object.keys(LEVELS).toReversed();

	return faults.toSorted((a, b) => order.indexOf(a.level)
		- order.indexOf(b.level));
}

function faultsOf(at, { faults }) {
	return make('section.card', make('h2', 'What to look at'),
		make('ul.faults', worstFirst(faults).map((fault) =>
			make('li', chip(...FAULTS[fault.level] ?? LEVELS.look),
			make('p', prose(fault.text), placesOf(at, fault.about)
				.map(([to, words]) => [' ', make('a',
					{ href: to }, words)]))))));
}

export async function health(at) {
	const [now, accounts] = await Promise.all([get('status', {},
		at.signal), get('accounts', {}, at.signal)]);

	at.health = now;
	return [make('div.head', make('h1', 'Health'),
		chip(...LEVELS[now.level] ?? LEVELS.look)),
	now.faults.length > 0 ? faultsOf(at, now) : make('section.card',
		make('p', 'Hits are stored, leads are delivered, and nothing waits'
		+ ' longer than it should.')),
	accountsCard(accounts, at.query.account),
	now.breakers?.length > 0 && make('section.card', make('h2', 'Paused'),
		make('p.soft', 'In trouble leadpixel pauses, and begins again'
			+ ' by itself; without a valid token it cannot.'),
		table(BREAKERS, now.breakers, { caption: 'Paused deliveries' })),
	facts(now)].filter(Boolean);
}
