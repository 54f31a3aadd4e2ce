/* projects: all of them, those first that somebody should look at. */
import { get } from '../call.js';
import { chip } from '../chip.js';
import { number } from '../format.js';
import { make } from '../make.js';
import { href } from '../route.js';
import { agoStamp } from '../stamp.js';
import { empty } from '../states.js';
import { table } from '../table.js';

const LEVELS = { well: ['good', 'Well'], look: ['you', 'Have a look'],
	broken: ['wrong', 'Broken'] };
const CRM = { off: 'off', watch: 'watching', on: 'on' };

function isNew({ summary }) {
	return summary.last_hit === null && summary.leads === 0;
}

function waiting(project) {
	const count = project.summary.waiting_for_you;

	return count > 0 ? make('a.count', { href: href(
		`p/${project.id}/leads`, { state: 'waiting_for_you' }),
	'aria-label': `${count} leads of ${project.name} wait for you` },
	number(count)) : make('span.soft', '–');
}

const COLUMNS = [
	{ title: 'Project', cell: (project) => [make('a.strong', {
		href: href(`p/${project.id}`) }, project.name),
	make('span.sub', `Pipedrive ${CRM[project.configuration.crm]
		?? project.configuration.crm}`, project.pixel_count === 1
		? ' · 1 site' : ` · ${number(project.pixel_count)} sites`)] },
	{ title: 'State', cell: (project) => isNew(project)
		? chip('busy', 'Being set up')
		: chip(...LEVELS[project.summary.level] ?? LEVELS.look) },
	{ title: 'Waits for you', number: true, cell: waiting },
	{ title: 'Last hit', cell: (project) => agoStamp(
		project.summary.last_hit, project.configuration.time_zone) },
	{ title: 'Sessions', number: true, cell: ({ summary }) =>
		number(summary.sessions) },
	{ title: 'Leads', number: true, cell: ({ summary }) =>
		number(summary.leads) },
	{ title: 'Written', number: true, cell: ({ summary }) =>
		number(summary.synced) },
];

function none(at) {
	return empty('No project yet',
		'A project is a client or brand with one Pipedrive account.',
		at.may && make('a.button.primary', { href: '#/new' },
			'Create the first project'));
}

/* A key of one project has no other to choose. */
export async function projects(at) {
	const [own] = at.session.projects;

	if (at.session.key.project !== null && own) {
		at.go(`p/${own.id}`, {}, { instead: true });
		return null;
	}
	return listOf(at);
}

async function listOf(at) {
	const all = (await get('projects', {}, at.signal))
		.filter(({ active }) => active !== false);
	const add = at.may && all.length > 0;

	return [make('div.head', make('h1', 'Projects'),
		all.length > 0 && make('p.soft', 'Figures of the last 30 days'),
		add && make('a.button', { href: '#/new' }, 'New project')),
	all.length > 0 ? table(COLUMNS, all, { caption: 'All projects' })
		: none(at)];
}

/* A project's own address: its leads, or how to get the first one. */
export async function home(at) {
	const all = await get('projects', {}, at.signal);
	const own = all.find(({ id }) => id === at.project.id);

	at.go(`p/${at.project.id}/${own && isNew(own) ? 'setup' : 'leads'}`,
		{}, { instead: true });
	return null;
}
