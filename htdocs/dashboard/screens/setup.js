/* setup: four lines from nothing to the first lead; they tick themselves. */
import { get, send } from '../call.js';
import { copyable } from '../copy.js';
import { words } from '../lead_parts.js';
import { make, outward, prose, say } from '../make.js';
import { poll } from '../poll.js';
import { href } from '../route.js';
import { stamp } from '../stamp.js';
import { complaint } from '../states.js';
import { table } from '../table.js';

const EVERY = 5000;
const VALUES = [
	{ title: 'Value', cell: ({ name }) => words(name) },
	{ title: 'Would be written', wide: true, cell: ({ value }) => value },
	{ title: 'Field in Pipedrive', cell: ({ field }) => field ?? '–' },
];

function tagLine(at, { tag }, pixel) {
	return { title: 'The tag is seen on your site', done: tag.done,
		parts: tag.done ? [make('p', 'Last hit: ',
			stamp(tag.last_hit, at.zone))] : [
			pixel ? [make('p', 'Paste this into the head of every'
				+ ' page, then open your site once.'),
			at.project.configuration?.privacy === 'consent'
				&& make('p', 'Agree there to being counted:'
				+ ' before that the tag sends nothing.'),
			pixel.tag && copyable(pixel.tag, 'the tag')]
				: make('p', 'First say which site it is. ',
					at.may && make('a.button.primary', { href: href(
						`p/${at.project.id}/sites/new`)
					}, 'Add a site'))] };
}

function crmLine(at, { crm }) {
	return { title: 'Pipedrive is connected', done: crm.done,
		parts: [crm.company && make('p', 'Company ',
			make('strong', crm.company)),
		crm.message && make('p.message', prose(crm.message)),
		crm.account === null && make('p.sub', 'An account that is'
			+ ' there already is named in the ', make('a', { href:
			href(`p/${at.project.id}/settings`) }, 'settings'),
		'.')] };
}

/* A button that sets what is done with leads, and its complaint. */
function crmButton(at, crm, words, said, more = {}) {
	const wrong = make('div');

	async function change() {
		try {
			await send('PUT', `projects/${at.project.id}`,
				{ configuration: { crm } });
			say(said);
			at.refresh();
		} catch (fault) {
			wrong.replaceChildren(complaint(fault.message));
		}
	}

	return at.may && [make('button.primary', { type: 'button',
		onclick: change, ...more }, words), wrong];
}

function matchLine(at, { match, crm, on }) {
	const person = match.person_id === null ? null
		: match.person_url ? outward(match.person_url,
			`person ${match.person_id}`)
			: `person ${match.person_id}`;

	return { title: 'A test lead finds its person', done: match.done,
		parts: [match.lead !== null && make('p', make('a', { href:
			href(`p/${at.project.id}/leads/${match.lead}`) },
		`Lead ${match.lead}`), person && [' belongs to ', person]),
		match.message && make('p.message', prose(match.message)),
		!match.done && crm.done && on.crm === 'off' && crmButton(at,
			'watch', 'Look people up', 'People are looked up'),
		match.done && table(VALUES, match.values.filter(
			({ value }) => value !== null), {
			 caption: 'What the test lead would write' })] };
}

function onLine(at, { on, match, crm }) {
	const ready = crm.done && match.done;

	return { title: 'Leads are written to Pipedrive', done: on.done,
		parts: on.done ? [make('p', 'From now on each lead goes to its'
			+ ' person by itself. ', make('a', { href: href(
			`p/${at.project.id}/leads`) }, 'See the leads'))]
			: [make('p', on.crm === 'watch' ? 'So far leadpixel'
				+ ' only watches: it looks people up and'
				+ ' writes nothing.' : 'So far nothing is'
				+ ' looked up or written.'),
			crmButton(at, 'on', 'Switch on', 'Switched on',
				{ disabled: !ready }),
			at.may && !ready && make('p.sub',
				'The lines above come first.')] };
}

function lineOf({ title, done, parts }, i) {
	return make(`li.step${done ? '.done' : ''}`,
		make('span.tick', { 'aria-hidden': 'true' },
			done ? '✓' : String(i + 1)),
		make('div', make('h2', title, make('span.unseen',
			done ? ' – done' : ' – still to do')), parts));
}

function linesOf(at, setup, pixel) {
	return [tagLine(at, setup, pixel), crmLine(at, setup),
		matchLine(at, setup), onLine(at, setup)].map(lineOf);
}

export async function setup(at) {
	const ask = () => get(`projects/${at.project.id}/setup`, {},
		at.signal);
	const found = await ask();
	const pixel = at.project.pixels?.find(({ pixel_id: id }) =>
		found.tag.pixel === null || id === found.tag.pixel) ?? null;
	const list = make('ol.steps', linesOf(at, found, pixel));
	let seen = JSON.stringify(found);

	poll(async () => {
		const now = await ask();

		/* redrawn for news only: a selection in it would be lost */
		if (JSON.stringify(now) === seen)
			return;
		seen = JSON.stringify(now);
		list.replaceChildren(...linesOf(at, now, pixel));
		say('Something was done');
	}, EVERY, at.signal);
	return [make('div.head', make('h1', 'Set-up'), make('p.soft',
		'Four things, checked again every few seconds')), list];
}
