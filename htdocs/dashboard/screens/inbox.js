/* inbox: the leads of a project, newest first, and what each waits for. */
import { actionButton, actionsFor } from '../actions.js';
import { addressOf, get, getAll } from '../call.js';
import { STATES, stateChip } from '../chip.js';
import { filters } from '../filters.js';
import { number } from '../format.js';
import { make, outward, say } from '../make.js';
import { poll } from '../poll.js';
import { href } from '../route.js';
import { fromTo } from '../source.js';
import { stamp } from '../stamp.js';
import { complaint, empty, orFailure } from '../states.js';
import { rowOf, table } from '../table.js';

const LIMIT = 50;
const EVERY = 20000;
const NAMES = ['state', 'source', 'campaign', 'text', 'pixel', 'from', 'to'];
const WAITING = 'waiting_for_you';

function fieldsOf(at) {
	const pixels = at.project.pixels ?? [];

	return [
		{ name: 'text', label: 'Search', type: 'search',
			placeholder: 'Name, e-mail, phone, form' },
		{ name: 'state', label: 'State', options: STATES },
		{ name: 'source', label: 'Source', rare: true },
		{ name: 'campaign', label: 'Campaign', rare: true },
		...pixels.length > 1 ? [{ name: 'pixel', label: 'Site',
			rare: true, options: pixels.map((pixel) =>
				[pixel.id, pixel.name]) }] : [],
		{ name: 'from', label: 'From', type: 'date', rare: true },
		{ name: 'to', label: 'To', type: 'date', rare: true },
	];
}

function oneLine(text) {
	return text && make('span.sub.line', { title: text }, text);
}

function who(at, lead) {
	return [make('a.strong', { href: href(
		`p/${at.project.id}/leads/${lead.id}`) },
	lead.name ?? lead.email ?? lead.phone ?? `Lead ${lead.id}`),
	lead.test && make('span.tag', 'Test'),
	lead.name && oneLine(lead.email),
	(lead.name || lead.email) && oneLine(lead.phone)];
}

function formOf(lead) {
	return [lead.form ?? make('span.soft', 'unnamed'),
		lead.form_state === 'attempted' && make('span.sub',
			'not confirmed'),
		lead.form_state === 'failed' && make('span.sub',
			'the form refused it')];
}

function crmCell({ crm }) {
	return [stateChip(crm), crm?.person_url
		? make('span.sub', outward(crm.person_url,
			`Person ${crm.person_id} ↗`))
		: crm?.why && make('span.sub.brief', { title: crm.why },
			crm.why)];
}

function columnsOf(at, redraw) {
	return [
		{ title: 'Who', cell: (lead) => who(at, lead) },
		{ title: 'When', cell: (lead) => stamp(lead.occurred
			?? lead.received, at.zone) },
		{ title: 'Form', cell: formOf },
		{ title: 'Came from', cell: fromTo },
		{ title: 'Campaign', cell: (lead) => lead.last?.campaign
			?? lead.first?.campaign ?? make('span.soft', '–') },
		{ title: 'Pipedrive', cell: crmCell },
		...at.may ? [{ title: 'Actions', cell: (lead) =>
			actionsCell(lead, redraw) }] : [],
	];
}

function actionsCell(lead, redraw) {
	const wrong = make('div');
	const [first, ...rest] = actionsFor(lead);
	const button = (action, kind) => actionButton(lead, action, { kind,
		state: lead.crm?.state, done: (changed) => redraw(changed),
		failed: (fault) => wrong.replaceChildren(
			complaint(fault.message)) });

	return first ? [make('div.actions', button(first,
		['resolve', 'release'].includes(first.name) ? '.primary' : ''),
	rest.length > 0 && make('details.menu', make('summary', {
		'aria-label': `More for lead ${lead.id}` }, '⋯'),
	make('div', rest.map((action) => button(action, '.quiet'))))),
	wrong] : make('span.unseen', 'none');
}

/* The count is a filter, too. */
function waitingLink(at, count) {
	const on = at.query.state === WAITING;

	return count > 0 || on ? make('a.waiting', { id: 'waiting',
		'aria-current': on && 'true',
		href: at.with({ state: on ? null : WAITING }) },
	make('span.pixel', { 'aria-hidden': 'true' }),
	`Waiting for you (${number(count)})`,
	on && make('span', { 'aria-hidden': 'true' }, ' ✕')) : null;
}

function nothing(at) {
	return NAMES.some((name) => at.query[name])
		? empty('No lead fits', 'Choose less, or clear the filters.')
		: empty('No lead yet',
			'A lead is a form sent with an e-mail address or a'
			+ ' telephone number.', make('a.button', { href: href(
				`p/${at.project.id}/setup`) },
			'See what is still to be done'));
}

/* All leads that fit, as a file; its name comes with it. */
function downloadLink(at, chosen) {
	return make('a.button', { id: 'download', download: true,
		href: addressOf('leads/export', { format: 'csv',
			project: at.project.id, ...chosen }) }, 'Download CSV');
}

/* The rows, and a button for those that follow. */
function listOf(at, first, ask, recount) {
	const columns = columnsOf(at, redraw);
	const list = table(columns, [], { caption: 'Leads' });
	const body = list.tBodies[0];
	const more = make('button.more', { type: 'button',
		onclick: () => load() }, 'Show more');
	const wrong = make('div');
	const shown = new Map();	/* id: as it is drawn */
	let next = null;

	function rowFor(lead) {
		const row = rowOf(columns, lead);

		shown.set(lead.id, JSON.stringify(lead));
		row.id = `lead-${lead.id}`;
		return row;
	}

	function redraw(lead) {
		const row = rowFor(lead);

		document.getElementById(row.id)?.replaceWith(row);
		row.querySelector('a')?.focus();
		recount();
	}

	function take(answer) {
		body.append(...answer.data.map(rowFor));
		next = answer.next ?? null;
		more.hidden = next === null;
	}

	/* What is new or has moved on, but for what is in hand. */
	function freshen({ data }) {
		for (const lead of data.toReversed()) {
			const row = document.getElementById(`lead-${lead.id}`);

			if (shown.get(lead.id) === JSON.stringify(lead)
				|| row?.contains(document.activeElement))
				continue;
			if (row)
				row.replaceWith(rowFor(lead));
			else
				body.prepend(rowFor(lead));
		}
	}

	async function load() {
		more.disabled = true;
		wrong.replaceChildren();
		try {
			const answer = await ask(next);

			take(answer);
			say(`${answer.data.length} more`);
		} catch (fault) {
			if (fault.name !== 'AbortError')
				wrong.replaceChildren(
					complaint(fault.message));
		}
		more.disabled = false;
	}

	take(first);
	poll(async () => {
		freshen(await ask());
		await recount();
	}, EVERY, at.signal);
	return [list, wrong, more];
}

export async function inbox(at) {
	const chosen = Object.fromEntries(NAMES.map((name) =>
		[name, at.query[name]]));
	const ask = (after) => getAll('leads', { project: at.project.id,
		...chosen, limit: LIMIT, after }, at.signal);
	const askCount = () => get('leads/summary', {
		project: at.project.id, pixel: at.query.pixel }, at.signal);
	const slot = make('span');

	async function recount() {
		const { waiting_for_you: count } = await askCount();

		slot.replaceChildren(waitingLink(at, count) ?? '');
	}

	const shown = await orFailure(at, async () => {
		const [first] = await Promise.all([ask(), recount()]);

		return first.data.length > 0
			? listOf(at, first, ask, recount) : [nothing(at)];
	});

	return [make('div.head', make('h1', 'Leads'), slot,
		downloadLink(at, chosen)),
		filters(at, fieldsOf(at), { label: 'Leads' }), ...shown];
}
