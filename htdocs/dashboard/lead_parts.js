/* lead_parts: what a lead page shows beside the story. */
import { make } from './make.js';
import { href } from './route.js';
import { shortAddress } from './story.js';
import { table } from './table.js';

const VALUES = [
	{ title: 'What', cell: ({ name }) => words(name) },
	{ title: 'Value', wide: true, cell: ({ value }) => value
		?? make('span.soft', '–') },
	{ title: 'Field', cell: (value) => [crmField(value),
		value.if_empty && make('span.sub', 'if empty')] },
];
const FIELDS = [
	{ title: 'Field', cell: ({ name, label }) => [label || name,
		label && label !== name && make('span.sub', name)] },
	{ title: 'Value', wide: true, cell: ({ value }) => value
		?? make('span.soft', '–') },
];

/* By its name in Pipedrive; of 40 digits of a key the first say enough. */
function crmField({ field, key }) {
	return key ? make(field ? 'span' : 'code', { title: key }, field
		?? (key.length === 40 ? `${key.slice(0, 8)}…` : key))
		: make('span.soft', 'none');
}

/* first_source as "First source" */
export function words(name) {
	const text = name.replaceAll('_', ' ');

	return text[0].toUpperCase() + text.slice(1);
}

const TITLES = {
	synced: 'Values written', unchanged: 'Values the person had already',
	not_found: 'Values not written', failed: 'Values not written',
	skipped: 'Values not written', cancelled: 'Values not written',
};

function titleOf({ state, reason }) {
	return reason === 'partial' ? 'Values, not all of them written'
		: reason === 'undone' ? 'Values taken back'
			: TITLES[state] ?? 'Values to be written';
}

/* What of the lead goes, or went, to which field of the person. */
export function valuesOf(lead, job) {
	const title = titleOf(job);
	const given = lead.values.filter(({ value }) => value !== null);

	return lead.values.length > 0 && job.state !== 'erased'
		&& make('details.why', {
		open: lead.mapped },
	make('summary', `${title} (${given.length})`),
	!lead.mapped && make('p.soft', 'No field of Pipedrive is chosen for'
		+ ' them yet: ', make('code', 'leadpixel crm setup')),
	given.length > 0 ? table(VALUES, given, { caption: title,
		cards: false }) : make('p.soft', 'Nothing is known of where'
		+ ' it came from.'));
}

export function fieldsOf(lead) {
	return make('section.card', make('h2', 'What was typed'),
		lead.truncated && make('p.soft', 'It was long: some of it was'
			+ ' cut.'),
		lead.fields.length > 0 ? table(FIELDS, lead.fields, {
			caption: 'Fields of the form', cards: false })
			: make('p.soft', 'Nothing of the form was kept.'));
}

function pair(title, ...value) {
	const shown = value.flat(9).filter((part) => part);

	return shown.length > 0
		&& [make('dt', title), make('dd', shown)];
}

const CONSENT = { true: 'given', false: 'refused' };

export function facts(at, lead) {
	const { device } = lead;

	return make('section.card', make('h2', 'Visitor'), make('dl.facts',
		pair('Visitor', lead.visitor && make('a', { href: href(
			`p/${at.project.id}/visitors/${lead.visitor}`) },
		'All visits')),
		pair('Site', lead.pixel_name ?? lead.pixel),
		pair('Page', lead.page && shortAddress(lead.page)),
		pair('Place', lead.location),
		pair('Device', device && [device.browser, device.os,
			device.device].filter(Boolean).join(', ')),
		pair('Consent', CONSENT[lead.consent] ?? 'not asked'),
		pair('History', lead.no_history && `missing: ${
			lead.no_history}`),
		pair('Lead id', lead.lead_id && make('code', lead.lead_id))));
}
