/* lead: one lead, from the first touch to what was written, and why. */
import { actionButton, actionsOf } from '../actions.js';
import { attempts } from '../attempts.js';
import { get } from '../call.js';
import { kindOf, stateChip } from '../chip.js';
import { facts, fieldsOf, valuesOf } from '../lead_parts.js';
import { make, outward } from '../make.js';
import { poll } from '../poll.js';
import { href } from '../route.js';
import { sourceWords } from '../source.js';
import { stamp } from '../stamp.js';
import { complaint } from '../states.js';
import { story, targetName } from '../story.js';

const EVERY = 15000;
/* Elsewhere the last answer says nothing of what became of the lead. */
const ANSWERED = ['synced', 'unchanged', 'failed', 'retry'];

function nameOf(lead) {
	return lead.name ?? lead.email ?? lead.phone ?? `Lead ${lead.id}`;
}

function hop(kind, title, value, ...more) {
	return make(`li.${kind}`, make('span.soft', title),
		make('strong', value), make('span.sub', more));
}

function lastAnswer(lead) {
	const tries = lead.jobs.find(({ target }) =>
		target === 'pipedrive')?.tries ?? [];
	const http = tries.findLast((attempt) => attempt.http)?.http;

	return http && ANSWERED.includes(lead.crm.state) ? `answered ${http}` : '';
}

/* Without its history, a lead may have come from anywhere. */
function cameFrom(lead, source) {
	return source === null && lead.no_history ? 'unknown'
		: sourceWords(source);
}

/* The whole story in one line: campaign, form, person. */
function way(at, lead) {
	const { first, last, crm } = lead;
	const touch = (role) => lead.touches.find((one) => one.role === role);
	const step = (kind, title, source, role) => hop(kind, title,
		cameFrom(lead, source), source?.campaign ?? '',
		source?.campaign && touch(role) ? ' · ' : '',
		touch(role) && stamp(touch(role).occurred, at.zone));
	const moved = touch('first') && touch('last')
		&& touch('first').occurred !== touch('last').occurred;

	return make('ol.way', { 'aria-label': 'From campaign to Pipedrive' },
		moved && first && step('touch', 'First came from', first,
			'first'),
		step('touch', moved ? 'Last came from' : 'Came from',
			last ?? first, touch('last') ? 'last' : 'first'),
		hop('lead', 'Sent', lead.form ?? 'a form',
			stamp(lead.occurred ?? lead.received, at.zone)),
		crm && hop(kindOf(crm.state), 'Pipedrive', crm.label,
			crm.person_url ? [outward(crm.person_url,
				`Person ${crm.person_id} ↗`), ' · '] : '',
			lastAnswer(lead)));
}

/* One stands out where somebody has to decide. */
function kindOfButton({ name, danger, states }, job) {
	return danger ? '.danger' : ['resolve', 'release'].includes(name)
		&& states.includes(job.state) ? '.primary' : '';
}

function buttons(lead, job, redraw) {
	const wrong = make('div');
	const actions = actionsOf(lead, job);

	return actions.length > 0 && [make('div.actions', actions.map(
		(action) => actionButton(lead, action, {
			kind: kindOfButton(action, job), target: job.target,
			state: job.state, done: redraw, failed: (fault) => wrong.replaceChildren(
				complaint(fault.message)) }))), wrong];
}

function candidatesOf({ candidates }) {
	return candidates?.length > 0 && make('ul.plain', candidates.map(
		(one) => make('li', outward(one.url, one.name
			?? `Person ${one.id}`), make('span.sub',
			[one.email, one.phone].filter(Boolean)
				.join(' · ')))));
}

function jobCard(lead, job, redraw) {
	const main = job.target === 'pipedrive';

	return make('div.job', make('h3', targetName(job.target), ' ',
		stateChip(job)),
	job.text && job.text !== job.label && make('p',
		make('strong', job.text)),
	job.why && make('p.soft', job.why),
	job.last_error && make('p.sub', job.last_error),
	main && candidatesOf(job), buttons(lead, job, redraw),
	job.next && make('details.why', make('summary',
		'By the command line'), make('pre', make('code', job.next))),
	main && valuesOf(lead, job));
}

function delivery(lead, redraw) {
	return make('section.card.delivery', make('h2', 'Delivery'),
		lead.jobs.map((job) => jobCard(lead, job, redraw)),
		lead.jobs.length === 0
			&& make('p.soft', 'Nothing is to be sent.'));
}

function headOf(at, lead) {
	return make('div.head', make('p.back', make('a', {
		href: href(`p/${at.project.id}/leads`) }, '← Leads')),
	make('h1', nameOf(lead)), lead.test && make('span.tag', 'Test'),
	make('p.soft', [lead.name && lead.email,
		(lead.name || lead.email) && lead.phone, lead.company,
		(lead.name || lead.email || lead.phone) && `lead ${lead.id}`]
		.filter(Boolean).join(' · ')));
}

function nodesOf(at, lead, redraw) {
	return [headOf(at, lead), way(at, lead),
		make('div.split',
			make('div', make('section.card', make('h2', 'Story'),
				story(at, lead)), fieldsOf(lead)),
			make('div', delivery(lead, redraw),
				attempts(at, lead), facts(at, lead)))];
}

/* What is open or in hand stays as it is. */
function isInHand(whole) {
	return document.querySelector('dialog[open]')
		|| whole.contains(document.activeElement);
}

export async function lead(at) {
	const ask = () => get(`leads/${at.params.id}`, {}, at.signal);
	const whole = make('article.whole');
	let shown = null;

	function redraw(now) {
		shown = JSON.stringify(now);
		whole.replaceChildren(...nodesOf(at, now, (changed) => {
			redraw(changed);
			document.getElementById('main').focus({
				preventScroll: true });
		}));
	}

	redraw(await ask());
	poll(async () => {
		const now = await ask();

		if (JSON.stringify(now) !== shown && !isInHand(whole))
			redraw(now);
	}, EVERY, at.signal);
	return [whole];
}
