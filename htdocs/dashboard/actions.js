/* actions: what one can do about a lead, and how one is asked first. */
import { send } from './call.js';
import { askFor } from './dialog.js';
import { make, outward, say } from './make.js';

const NOBODY = '0';
const OTHER = 'other';
const PIPEDRIVE = 'pipedrive';

/* In the order of their buttons; `states` of the CRM job that call for it. */
export const ACTIONS = [
	{ name: 'resolve', label: 'Choose the person', run: resolve,
		states: ['review'], said: 'Chosen', others: {
			synced: 'Choose another person',
			unchanged: 'Choose another person' } },
	{ name: 'release', label: 'Release', run: plain,
		states: ['suspect'], said: 'Released' },
	{ name: 'requeue', label: 'Try again', run: plain,
		states: ['retry', 'waiting', 'not_found', 'failed', 'skipped',
			'cancelled', 'unsure'],
		said: 'Will be tried again', others: {
			synced: 'Send again', unchanged: 'Send again',
			skipped: 'Send anyway' } },
	{ name: 'cancel', label: 'Call off', run: confirmed,
		states: ['held', 'ready', 'retry', 'unsure', 'waiting',
			'review'], said: 'Called off', title: 'Call it off?',
		text: 'Nothing is written for this lead until somebody tries'
			+ ' it again.' },
	{ name: 'spam', label: 'Mark as spam', run: confirmed,
		states: ['suspect', 'review'], said: 'Marked as spam',
		title: 'Mark as spam?', danger: true,
		text: 'It stays here, and nothing of it is sent.' },
];

/* What it is called where the delivery stands so. */
function labelOf({ label, others }, state) {
	return others?.[state] ?? label;
}

function post(lead, name, body = {}) {
	return send('POST', `leads/${lead.id}/${name}`, body);
}

/* Of several deliveries of a lead these two mean one. */
function bodyOf(action, target) {
	return ['requeue', 'cancel'].includes(action.name) ? { target } : {};
}

function plain(lead, action, target) {
	return post(lead, action.name, bodyOf(action, target));
}

/* What came back, or null when called off. */
async function confirmed(lead, action, target) {
	let changed = null;

	await askFor({ title: action.title, content: make('p', action.text),
		yes: action.label, danger: action.danger,
		act: async () => {
			changed = await post(lead, action.name,
				bodyOf(action, target));
		} });
	return changed;
}

function choice(value, ...words) {
	return make('label.choice', make('input', { type: 'radio',
		name: 'person', value: String(value), required: true }),
	make('span', words));
}

function candidate({ id, name, email, phone, url }) {
	return make('div.candidate', choice(id,
		make('strong', name ?? `Person ${id}`),
		make('span.sub', [email, phone].filter(Boolean).join(' · ')
			|| 'no e-mail, no telephone')),
	url && outward(url, `Person ${id} ↗`));
}

function otherPerson() {
	const number = make('input', { type: 'text', inputmode: 'numeric',
		name: 'number', id: 'person-number', size: 10,
		'aria-label': 'Number of the person in Pipedrive',
		oninput: () => {
			form().querySelector(`[value=${OTHER}]`).checked = true;
		} });
	const form = () => number.closest('form');

	return make('div.candidate', choice(OTHER, 'Somebody else, number'),
		number);
}

function personOf(data) {
	const chosen = data.get('person');
	const text = chosen === OTHER ? data.get('number').trim() : chosen;

	if (chosen === null)
		throw new Error('Choose one of them first.');
	if (chosen === OTHER && !/^[1-9]\d{0,14}$/.test(text))
		throw new Error('The number of a person stands at the end of'
			+ ' its address in Pipedrive: …/person/123.');
	return Number(text);
}

function whyAsked({ crm }) {
	return crm?.person_id ? `So far it is person ${crm.person_id}.`
		: crm?.why ?? 'Nobody is certain enough to write to without'
			+ ' you.';
}

async function resolve(lead) {
	const candidates = lead.crm?.candidates ?? [];
	let changed = null;

	await askFor({
		title: `Who is ${lead.name ?? lead.email ?? lead.phone
			?? 'this'}?`,
		content: make('fieldset.candidates', make('legend.soft',
			whyAsked(lead)), candidates.map(candidate),
		make('div.candidate', choice(NOBODY,
			candidates.length > 0 ? 'None of them: nobody in'
			+ ' Pipedrive is this person'
				: 'Nobody in Pipedrive is this person')),
		otherPerson()),
		yes: 'Take this answer',
		act: async (data) => {
			changed = await post(lead, 'resolve',
				{ person: personOf(data) });
		} });
	return changed;
}

/* For a row: by the state of the delivery to Pipedrive. */
export function actionsFor(lead) {
	return ACTIONS.filter(({ states }) =>
		states.includes(lead.crm?.state));
}

/*
 * What the API allows of one delivery; the whole lead's stand at the first.
 * A suspect is released or not: a third button would say the same.
 */
export function actionsOf(lead, job) {
	return ACTIONS.filter(({ name }) => (job.actions.includes(name)
		|| job === lead.jobs[0] && lead.actions.includes(name))
		&& !(name === 'requeue' && job.state === 'suspect'));
}

/*
 * The button of an action, on a delivery in that state.  `done` gets the lead
 * as it is afterwards, `failed` the fault.
 */
export function actionButton(lead, action,
	{ kind, target, state, done, failed }) {
	const label = labelOf(action, state);
	let busy = false;	/* disabled, it would lose the focus */

	async function act() {
		if (busy)
			return;
		busy = true;
		try {
			const changed = await action.run(lead, action,
				target ?? PIPEDRIVE);

			if (changed) {
				say(action.said);
				done(changed);
			}
		} catch (fault) {
			failed(fault);
		}
		busy = false;
	}

	return make(`button${kind ?? ''}`, { type: 'button', onclick: act,
		'aria-label': `${label}: lead ${lead.id}` }, label);
}
