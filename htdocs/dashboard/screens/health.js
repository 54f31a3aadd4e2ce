/* health: whether all is well, and if not, what is wrong, in words. */
import { get } from '../call.js';
import { chip } from '../chip.js';
import { bytes } from '../format.js';
import { make, prose } from '../make.js';
import { agoStamp, stamp } from '../stamp.js';
import { table } from '../table.js';

const LEVELS = { well: ['good', 'All is well'], look: ['you',
	'Have a look'], broken: ['wrong', 'Something is broken'] };
const NOTE = ['calm', 'Note'];
const BREAKERS = [
	{ title: 'What rests', cell: ({ name, target, owner }) =>
		[`${target} ${owner ?? ''}`, make('span.sub', name)] },
	{ title: 'State', cell: ({ state }) => chip(state === 'closed'
		? 'good' : 'wrong', state.replace('_', ' ')) },
	{ title: 'Why', wide: true, cell: ({ reason }) => reason ?? '–' },
	{ title: 'Until', cell: ({ until }) => stamp(until, null) },
];

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

function faultsOf({ faults }) {
	return make('section.card', make('h2', 'What to look at'),
		make('ul.faults', faults.map(({ level, text }) => make('li',
			chip(...level === 'well' ? NOTE
				: LEVELS[level] ?? LEVELS.look),
			make('p', prose(text))))));
}

export async function health(at) {
	const now = await get('status', {}, at.signal);

	at.health = now;
	return [make('div.head', make('h1', 'Health'),
		chip(...LEVELS[now.level] ?? LEVELS.look)),
	now.faults.length > 0 ? faultsOf(now) : make('section.card', make('p',
		'Hits are stored, leads are delivered, and nothing waits'
		+ ' longer than it should.')),
	now.breakers?.length > 0 && make('section.card', make('h2', 'Paused'),
		make('p.soft', 'After repeated trouble leadpixel pauses, and'
			+ ' begins again by itself.'), table(BREAKERS,
			now.breakers, { caption: 'Paused deliveries' })),
	facts(now)].filter(Boolean);
}
