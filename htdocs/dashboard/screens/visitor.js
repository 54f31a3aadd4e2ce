/* visitor: all visits of one person's browser, newest first. */
import { getAll } from '../call.js';
import { number } from '../format.js';
import { make, say } from '../make.js';
import { href } from '../route.js';
import { sourceWords } from '../source.js';
import { stamp } from '../stamp.js';
import { complaint } from '../states.js';
import { ofEvent, stepElement } from '../story.js';

const LIMIT = 20;

function session(at, visit) {
	const where = [visit.city, visit.region, visit.country]
		.filter(Boolean).join(', ');
	const device = [visit.browser, visit.os, visit.device].filter(Boolean)
		.join(', ');

	return make('section.card', make('div.title', make('h2',
		stamp(visit.started, at.zone)), make('p.soft',
		visit.page_views === 1 ? '1 page'
			: `${number(visit.page_views)} pages`)),
	make('p', make('strong', sourceWords(visit)), make('span.sub',
		[visit.channel, visit.campaign && `campaign ${visit.campaign}`,
			device, where].filter(Boolean).join(' · '))),
	make('ol.story', visit.events.map((event) =>
		stepElement(at, ofEvent(event)))),
	visit.more && make('p.soft', 'and more'));
}

function leadsOf(at, leads) {
	return leads.length > 0 && make('section.card', make('h2', 'Leads'),
		make('ul.plain', leads.map((lead) => make('li', make('a', {
			href: href(`p/${at.project.id}/leads/${lead.id}`) },
		lead.form ?? `Lead ${lead.id}`), make('span.sub',
			stamp(lead.received, at.zone), ' · ', lead.label)))));
}

function head(at, found) {
	return [make('div.head', make('h1', `Visitor ${found.id}`),
		make('p.soft', found.visits === 1 ? '1 visit'
			: `${number(found.visits)} visits`, ', first ',
		stamp(found.first_seen, at.zone), ', last ',
		stamp(found.last_seen, at.zone))),
	found.first && make('p', found.visits > 1 ? 'First came from '
		: 'Came from ', make('strong', sourceWords(found.first)),
	found.visits > 1 && found.last && [', last from ',
		make('strong', sourceWords(found.last))])];
}

export async function visitor(at) {
	const ask = (before) => getAll(`visitors/${at.params.id}`,
		{ limit: LIMIT, before }, at.signal);
	const { data, next } = await ask();
	const list = make('div.stack', data.sessions.map((one) =>
		session(at, one)));
	const wrong = make('div');
	let before = next;
	const more = make('button.more', { type: 'button', onclick: load,
		hidden: !next }, 'Earlier visits');

	async function load() {
		more.disabled = true;
		try {
			const answer = await ask(before);

			list.append(...answer.data.sessions.map((one) =>
				session(at, one)));
			before = answer.next;
			more.hidden = !before;
			say('Earlier visits are there');
		} catch (fault) {
			wrong.replaceChildren(complaint(fault.message));
		}
		more.disabled = false;
	}

	return [...head(at, data).filter(Boolean), leadsOf(at, data.leads)
		|| '', list, wrong, more];
}
