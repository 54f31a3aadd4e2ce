/* shell: what stands above each screen: the way here, its neighbours, and
 * what the whole has to say. */
import { placesOf } from './about.js';
import { make, prose, say } from './make.js';
import { href } from './route.js';
import { nextTheme, themeName } from './colours.js';

const TABS = [
	['leads', 'Leads'],
	['overview', 'Overview'],
	['reports', 'Reports'],
	['live', 'Live'],
	['sites', 'Sites'],
	['setup', 'Set-up'],
	['settings', 'Settings'],
];
const LEVELS = { well: 'All is well', look: 'Have a look',
	broken: 'Something is broken' };

function crumbs(at) {
	return make('nav.crumbs', { 'aria-label': 'Way here' },
		make('a.brand', { href: '#/' },
			make('span.mark', { 'aria-hidden': 'true' }),
			make('span', 'leadpixel')),
		at?.project && make('span.slash', { 'aria-hidden': 'true' },
			'/'),
		at?.project && make('a.here', {
			href: href(`p/${at.project.id}`) }, at.project.name),
		at?.project && switcher(at));
}

/* The same screen of another project. */
function switcher(at) {
	const [, , part] = at.path.split('/');
	const same = TABS.some(([name]) => name === part) ? `/${part}` : '';
	const others = at.session.projects.filter(({ id }) =>
		id !== at.project.id);

	return others.length > 0 && make('details.menu.switcher',
		make('summary', { 'aria-label': 'Other projects' }, '▾'),
		make('ul', others.map(({ id, name }) => make('li', make('a', {
			href: href(`p/${id}${same}`) }, name)))));
}

function themeButton() {
	const button = make('button.quiet', { type: 'button',
		onclick: () => {
			nextTheme();
			label();
			say(`Colours: ${themeName()}`);
		} });

	function label() {
		button.textContent = { light: '☀', dark: '☾' }[themeName()]
			?? '◐';
		button.setAttribute('aria-label',
			`Colours: ${themeName()}. Change`);
		button.title = `Colours: ${themeName()}`;
	}

	label();
	return button;
}

function healthLink(at) {
	const level = at.health?.level ?? 'unknown';

	return make(`a.light.${level}`, { href: '#/health',
		title: LEVELS[level] ?? 'Health', 'aria-label':
		`Health: ${LEVELS[level] ?? 'not known'}`,
		'aria-current': at.path === 'health' && 'page' },
	make('span.pixel', { 'aria-hidden': 'true' }), make('span', 'Health'));
}

function tools(at, logOut) {
	const reads = at?.session && !at.may;

	return make('div.tools', reads && make('span.soft', { title: 'Whoever'
		+ ' runs the server can make a key that may change things' },
	'Reads only'), at && healthLink(at), themeButton(),
		at && make('button.quiet', { type: 'button', onclick: logOut,
			title: at.session?.key.name }, 'Log out'));
}

function tabs(at) {
	const part = at.path.split('/')[2];
	const own = part === 'visitors' ? 'leads' : part;

	return make('nav.tabs', { 'aria-label': at.project.name },
		make('ul', TABS.map(([name, words]) => make('li', make('a', {
			href: href(`p/${at.project.id}/${name}`),
			'aria-current': name === own && 'page' }, words)))),
	make('span.zone', { title: 'Times are in this zone' }, at.zone));
}

function healthBanner(at) {
	const { level, faults } = at.health ?? {};

	if (!faults || level === 'well' || at.path === 'health')
		return null;
	const worst = faults.find((one) => one.level === level) ?? faults[0];
	const [place] = placesOf(at, worst?.about);

	return make(`aside.banner.${level}`, { 'aria-label': 'Health' },
		make('span.pixel', { 'aria-hidden': 'true' }),
		make('p', make('strong', LEVELS[level]), ' ',
			prose(worst?.text
				?? 'Whoever runs the server can see what.')),
		place && make('a', { href: place[0] }, place[1]),
		(!place || faults.length > 1) && make('a',
			{ href: '#/health' }, faults.length > 1
				? `All ${faults.length}` : 'Details'));
}

function insecureBanner(at) {
	return at.session?.insecure && make('aside.banner.look', {
		'aria-label': 'Connection' },
	make('span.pixel', { 'aria-hidden': 'true' }),
	make('p', make('strong', 'This connection is not encrypted'),
		' Fine on your own machine; elsewhere anybody on the way could'
		+ ' read along.'));
}

/* `at` is null before somebody has logged in. */
export function drawTop(at, { logOut }) {
	const signedIn = at?.session ? at : null;

	document.getElementById('top').replaceChildren(
		...[make('div.bar', crumbs(at), tools(signedIn, logOut)),
			at?.project && tabs(at),
			signedIn && insecureBanner(signedIn),
			signedIn && healthBanner(signedIn)].filter(Boolean));
	document.querySelector('.tabs [aria-current]')?.scrollIntoView({
		block: 'nearest', inline: 'nearest' });
}
