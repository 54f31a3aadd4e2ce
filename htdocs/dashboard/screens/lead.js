/* lead: one lead, from the first touch to what was written, and why. */
import { actionButton, actionsFor } from '../actions.js';
import { attempts } from '../attempts.js';
import { get } from '../call.js';
import { kindOf, stateChip } from '../chip.js';
import { facts, fieldsOf, valuesOf } from '../lead_parts.js';
import { make, outward } from '../make.js';
import { href } from '../route.js';
import { sourceWords } from '../source.js';
import { stamp } from '../stamp.js';
import { complaint } from '../states.js';
import { story } from '../story.js';

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

	return http ? ` · answered ${http}` : '';
}

/* The whole story in one line: campaign, form, person. */
function way(at, lead) {
	const { first, last, crm } = lead;
	const touch = (role) => lead.touches.find((one) => one.role === role);
	const step = (kind, title, source, role) => hop(kind, title,
		sourceWords(source), source?.campaign ?? '',
		source?.campaign && touch(role) ? ' · ' : '',
		touch(role) && stamp(touch(role).occurred, at.zone));
	const moved = touch('first') && touch('last');

	return make('ol.way', { 'aria-label': 'From campaign to Pipedrive' },
		moved && first && step('touch', 'First came from', first,
			'first'),
		step('touch', moved ? 'Last came from' : 'Came from',
			last ?? first, touch('last') ? 'last' : 'first'),
		hop('lead', 'Sent', lead.form ?? 'a form',
			stamp(lead.occurred ?? lead.received, at.zone)),
		crm && hop(kindOf(crm.state), 'Pipedrive', crm.label,
			crm.person_url ? outward(crm.person_url,
				`Person ${crm.person_id} ↗`) : '',
			lastAnswer(lead)));
}

/* One stands out where somebody has to decide. */
function kindOfButton({ name, danger }) {
	return danger ? '.danger' : ['resolve', 'release'].includes(name)
		? '.primary' : '';
}

function buttons(lead, redraw) {
	const wrong = make('div');

	return [make('div.actions', actionsFor(lead, lead.actions ?? [])
		.map((action) => actionButton(lead, action, {
			kind: kindOfButton(action), done: redraw,
			failed: (fault) => wrong.replaceChildren(
				complaint(fault.message)) }))), wrong];
}

function jobCard(at, job, lead) {
	return make('div.job', make('h3', { pipedrive: 'Pipedrive',
		newsletter: 'Newsletter', webhook: 'Webhook' }[job.target]
		?? job.target, ' ', stateChip(job)),
	make('p', make('strong', job.text ?? job.label)),
	job.why && make('p.soft', job.why),
	job.last_error && make('p.sub', job.last_error),
	job.candidates?.length > 0 && make('ul.plain', job.candidates.map(
		(one) => make('li', outward(one.url, one.name
			?? `Person ${one.id}`), make('span.sub',
			[one.email, one.phone].filter(Boolean)
				.join(' · '))))),
	job.next && make('details.why', make('summary',
		'By the command line'), make('pre', make('code', job.next))),
	job.target === 'pipedrive' && valuesOf(lead));
}

function delivery(at, lead, redraw) {
	return make('section.card', make('h2', 'Delivery'),
		buttons(lead, redraw), lead.jobs.map((job) =>
			jobCard(at, job, lead)), lead.jobs.length === 0
			&& make('p.soft', 'Nothing is to be sent.'));
}

function headOf(at, lead) {
	return make('div.head', make('p.back', make('a', {
		href: href(`p/${at.project.id}/leads`) }, '← Leads')),
	make('h1', nameOf(lead)), lead.test && make('span.tag', 'Test'),
	make('p.soft', [lead.name && lead.email, lead.phone, lead.company,
		`lead ${lead.id}`].filter(Boolean).join(' · ')));
}

function nodesOf(at, lead, redraw) {
	return [headOf(at, lead), way(at, lead),
		make('div.split',
			make('div', make('section.card', make('h2', 'Story'),
				story(at, lead)), fieldsOf(lead)),
			make('div', delivery(at, lead, redraw),
				attempts(at, lead), facts(at, lead)))];
}

export async function lead(at) {
	const found = await get(`leads/${at.params.id}`, {}, at.signal);
	const whole = make('article.whole');

	function redraw(now) {
		whole.replaceChildren(...nodesOf(at, now, (changed) => {
			redraw(changed);
			whole.querySelector('.job h3')?.scrollIntoView({
				block: 'center' });
			document.getElementById('main').focus({
				preventScroll: true });
		}));
	}

	redraw(found);
	return [whole];
}
