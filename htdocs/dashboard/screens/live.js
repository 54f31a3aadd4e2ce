/* live: what comes in this moment, and what became of it. */
import { columnsOf } from '../bars.js';
import { get } from '../call.js';
import { chip } from '../chip.js';
import { number, timeOfDay } from '../format.js';
import { make } from '../make.js';
import { poll } from '../poll.js';
import { sourceWords } from '../source.js';
import { shortAddress } from '../story.js';
import { clockStamp } from '../stamp.js';
import { complaint, empty } from '../states.js';
import { table } from '../table.js';
import { verdictKind, verdictWords } from '../verdicts.js';

const EVERY = 10000;
const LIMIT = 50;
const FRESH = 'Fresh every 10 seconds';
const TYPES = { pageview: 'Page view', page_view: 'Page view',
	form_submit: 'Form sent', contact_click: 'Contact link' };

function hitColumns(at) {
	return [
		{ title: 'When', cell: ({ received }) =>
			clockStamp(received, at.zone, true) },
		{ title: 'Became', cell: ({ verdict, detail }) => [chip(
			verdictKind(verdict), verdictWords(verdict)), detail
			&& make('span.sub', detail)] },
		{ title: 'Page', wide: true, cell: ({ page }) => page
			? shortAddress(page) : make('span.soft', '–') },
		{ title: 'What', cell: ({ type, lead }) => [type === null
			? make('span.soft', '–') : TYPES[type] ?? type,
		lead && make('span.sub', 'a lead')] },
		{ title: 'From', cell: (hit) => hit.source
			? sourceWords(hit) : make('span.soft', '–') },
	];
}

function hoursOf(at, hours) {
	const name = ({ hour }) => timeOfDay(hour, at.zone);
	const rows = [
		{ title: 'Hour', cell: name },
		{ title: 'Events', number: true, cell: ({ events }) =>
			number(events) },
		{ title: 'Visitors', number: true, cell: ({ visitors }) =>
			number(visitors) },
	];

	return [columnsOf(hours.map((hour, i) => ({ value: hour.events,
		name: i % 6 === 0 || i === hours.length - 1 ? name(hour) : '',
		title: `${name(hour)}: ${number(hour.events)} events` })),
	{ label: 'Events of the last 24 hours', by: 'hours-table' }),
	make('details.twin', { id: 'hours-table' }, make('summary',
		'As a table'), table(rows, hours, {
		caption: 'Events of the last 24 hours', cards: false }))];
}

function nowCard(at, now) {
	return make('section.card.now', make('p.big', make('strong',
		number(now.active_visitors)), ' ', now.active_visitors === 1
		? 'visitor' : 'visitors', ' in the last 5 minutes'),
	make('h2', 'Last 24 hours'), hoursOf(at, now.hourly_breakdown));
}

function pixelChoice(at, pixels, chosen) {
	return pixels.length > 1 && make('select', { id: 'pixel',
		'aria-label': 'Site', onchange: (event) => at.choose({
			pixel: event.target.value }) },
	pixels.map(({ id, name }) => make('option', { value: id,
		selected: id === chosen }, name)));
}

function hitsCard(at, hits) {
	return make('section.card', make('h2', 'Recent hits'),
		hits.length > 0 ? table(hitColumns(at), hits,
			{ caption: 'Recent hits' })
			: make('p.soft', 'None yet.'));
}

/* The hits are worth seeing where the hours cannot be counted. */
function unlessOver(fault) {
	if (fault.status === 401 || fault.name === 'AbortError')
		throw fault;
	return fault;
}

export async function live(at) {
	const pixels = at.project.pixels ?? [];
	const pixel = pixels.find(({ id }) => id === at.query.pixel)?.id
		?? pixels[0]?.id;

	if (!pixel)
		return [make('h1', 'Live'), empty('No site yet',
			'Once a site has the tag, its hits show here.')];
	const ask = () => Promise.all([
		get(`analytics/realtime/${pixel}`, {}, at.signal)
			.catch(unlessOver),
		get('hits/recent', { project: at.project.id, pixel,
			limit: LIMIT }, at.signal)]);
	const parts = ([now, hits]) => [now instanceof Error
		? make('section.card', complaint(now.message))
		: nowCard(at, now), hitsCard(at, hits)];
	const fresh = make('p.soft', FRESH);
	const box = make('div.stack', parts(await ask()));

	poll(async () => {
		const now = parts(await ask());
		const open = box.querySelector('.twin')?.open ?? false;

		box.replaceChildren(...now);
		box.querySelector('.twin')?.toggleAttribute('open', open);
	}, EVERY, at.signal, (fault) => {
		fresh.textContent = fault ? `Not fresh: ${fault.message}`
			: FRESH;
	});
	return [make('div.head', make('h1', 'Live'), fresh,
		pixelChoice(at, pixels, pixel)), box];
}
