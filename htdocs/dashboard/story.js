/* story: all that is known of a lead, in the order in which it happened. */
import { kindOf } from './chip.js';
import { dateWords } from './format.js';
import { isWeb, make } from './make.js';
import { href } from './route.js';
import { sourceWords } from './source.js';
import { clockStamp } from './stamp.js';

const ROLES = { first: 'First touch', last: 'Last touch',
	last_nondirect: 'Last touch that was no direct visit' };
const EVENTS = {
	form_submit: 'Sent the form', form_submission: 'Sent the form',
	contact_click: 'Clicked on a contact link',
	pageview: null, page_view: null,
};

/* www.example.com/a of https://www.example.com/a?b */
export function shortAddress(url) {
	if (!isWeb(url))
		return url ?? '';
	const { host, pathname } = new URL(url);

	return host + (pathname === '/' ? '' : pathname);
}

function parametersOf(touch) {
	const rows = Object.entries(touch.parameters ?? {});

	return rows.length > 0 && make('dl.pairs', rows.map(([name, value]) =>
		[make('dt', name), make('dd', String(value))]));
}

function whyOf(touch) {
	return make('details.why', make('summary', 'Why this source'),
		make('p', touch.why ?? 'No reason was kept.'),
		make('dl.pairs',
			touch.rule && [make('dt', 'rule'),
				make('dd', touch.rule)],
			touch.landing && [make('dt', 'landing page'),
				make('dd', touch.landing)],
			touch.referrer && [make('dt', 'referrer'),
				make('dd', touch.referrer)]),
		parametersOf(touch));
}

/* One touch can be the first and the last: it is told once. */
function merged(touches) {
	const found = new Map();

	for (const touch of touches) {
		const one = found.get(touch.occurred);

		if (one)
			one.roles.push(touch.role);
		else
			found.set(touch.occurred,
				{ ...touch, roles: [touch.role] });
	}
	return [...found.values()];
}

function roleOf({ roles }, alone) {
	if (alone)
		return 'Came from';
	return roles.includes('first') && roles.includes('last')
		? 'First and last touch' : roles.map((role) => ROLES[role])
			.find(Boolean) ?? 'Touch';
}

function ofTouch(touch, i, all) {
	return { at: touch.occurred, kind: 'touch',
		title: [roleOf(touch, all.length === 1), ': ', make('strong',
			sourceWords(touch))],
		text: [touch.campaign && `campaign ${touch.campaign}`,
			touch.channel].filter(Boolean).join(' · '),
		more: whyOf(touch) };
}

/* A page view is its page; anything else is what it is called. */
export function ofEvent(event) {
	const words = EVENTS[event.type];
	const isView = words === null || event.type === null;

	return { at: event.occurred, kind: isView ? 'view' : 'event',
		title: isView ? event.title ?? shortAddress(event.url)
			: words ?? event.type.replaceAll('_', ' '),
		text: isView && !event.title ? ''
			: shortAddress(event.url) };
}

function ofTry(job) {
	return (attempt) => ({ at: attempt.started,
		kind: attempt.class === 'ok' ? 'good' : attempt.ended
			? 'wrong' : 'busy',
		title: [targetName(job.target), ': ',
			attempt.words ?? attempt.operation],
		text: attempt.http ? `answered ${attempt.http}`
			: attempt.ended ? 'no answer' : 'outcome unknown' });
}

function ofJob(at, job) {
	if (job.finished)
		return [{ at: job.finished, kind: kindOf(job.state),
			title: make('strong', `${targetName(job.target)}: ${
				job.text ?? job.label}`) }];
	return job.due ? [{ at: job.due, kind: 'due', title:
		`${targetName(job.target)}: ${job.text ?? job.label}` }] : [];
}

export function targetName(target) {
	return { pipedrive: 'Pipedrive', newsletter: 'Newsletter',
		webhook: 'Webhook' }[target] ?? target;
}

function sentForm(lead) {
	return { at: lead.occurred ?? lead.received, kind: 'lead',
		title: ['Sent ', make('strong', lead.form ?? 'the form')],
		text: { confirmed: 'the form took it', failed:
			'the form refused it' }[lead.form_state]
			?? 'not confirmed by the form' };
}

function happened(at, lead) {
	const isSent = ({ type }) => EVENTS[type] === 'Sent the form';

	return [...merged(lead.touches).map(ofTouch),
		...lead.visit.filter((event) => !isSent(event)).map(ofEvent),
		...(lead.earlier ?? []).map((other) => ({ at: other.received,
			kind: 'lead', title: ['Earlier lead: ', make('a', {
				href: href(`p/${at.project.id}/leads/${
					other.id}`) },
			other.form ?? `lead ${other.id}`)],
			text: other.label })),
		sentForm(lead),
		...lead.jobs.flatMap((job) => [...job.tries.map(ofTry(job)),
			...ofJob(at, job)])]
		.map((step, i) => ({ ...step, i }))
		.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)
			|| a.i - b.i);
}

export function stepElement(at, step) {
	return make(`li.${step.kind}`, clockStamp(step.at, at.zone, true),
		make('div', make('p', step.title), step.text
			&& make('p.sub', step.text), step.more));
}

/* A list for each day. */
export function story(at, lead) {
	const days = new Map();

	for (const step of happened(at, lead)) {
		const day = dateWords(step.at, at.zone);

		if (!days.has(day))
			days.set(day, []);
		days.get(day).push(step);
	}
	return [...days].map(([day, steps]) => [make('h3', day),
		make('ol.story', steps.map((step) =>
			stepElement(at, step)))]);
}
