/* app: which screen stands at which address, and how one comes to it. */
import { get, send } from './call.js';
import { say } from './make.js';
import { href, isNumber, match, where } from './route.js';
import { failure, loading } from './states.js';
import { watchMenus } from './menus.js';
import { drawTop } from './shell.js';
import { keepTyped, putBack } from './typed.js';
import { health } from './screens/health.js';
import { inbox } from './screens/inbox.js';
import { lead } from './screens/lead.js';
import { live } from './screens/live.js';
import { logIn } from './screens/login.js';
import { newProject } from './screens/new_project.js';
import { overview } from './screens/overview.js';
import { home, projects } from './screens/projects.js';
import { reports } from './screens/reports.js';
import { settings } from './screens/settings.js';
import { setup } from './screens/setup.js';
import { site } from './screens/site.js';
import { sites } from './screens/sites.js';
import { anyLead } from './screens/any_lead.js';
import { anySite } from './screens/any_site.js';
import { visitor } from './screens/visitor.js';

const SCREENS = [
	['', projects],
	['new', newProject],
	['health', health],
	['lead/:any', anyLead],
	['leads/:any', anyLead],
	['site/:pixel', anySite],
	['p/:project', home],
	['p/:project/setup', setup],
	['p/:project/leads', inbox],
	['p/:project/leads/:id', lead],
	['p/:project/overview', overview],
	['p/:project/reports', reports],
	['p/:project/live', live],
	['p/:project/sites', sites],
	['p/:project/sites/:pixel', site],
	['p/:project/settings', settings],
	['p/:project/visitors/:id', visitor],
];
const HEALTH_AGE = 60 * 1000;

const main = document.getElementById('main');

const state = {
	session: null,		/* as GET /api/session */
	health: null,		/* as GET /api/status */
	healthAt: 0,
	leave: null,		/* ends what the screen shown still does */
	path: null,		/* of the screen shown */
	hash: null,		/* of the screen asked for last */
	typed: null,		/* in a form as its session ended */
};

function findScreen(path) {
	for (const [pattern, show] of SCREENS) {
		const params = match(pattern, path);

		if (params && ['project', 'id'].every((name) =>
			!(name in params) || isNumber(params[name])))
			return { show, params };
	}
	return null;
}

function go(path, query, { instead = false } = {}) {
	const hash = href(path, query);

	if (hash === location.hash)
		render();
	else if (instead)
		location.replace(hash);
	else
		location.hash = hash;
}

/* What a screen is given. */
function standpoint(params, path, query, signal) {
	return { params, path, query, signal, session: state.session,
		health: state.health,
		may: state.session?.key.role === 'manage',
		project: null, zone: 'UTC', go, refresh: render,
		/* the same screen with something else chosen */
		choose: (changes) => go(path, { ...query, ...changes }),
		with: (changes) => href(path, { ...query, ...changes }) };
}

async function askHealth(signal) {
	if (Date.now() - state.healthAt < HEALTH_AGE)
		return;
	try {
		state.health = await get('status', {}, signal);
		state.healthAt = Date.now();
	} catch (fault) {
		if (fault.status === 401 || fault.name === 'AbortError')
			throw fault;
		/* its own screen says what is wrong with it */
	}
}

async function askProject(at) {
	if (!at.params.project)
		return;
	at.project = await get(`projects/${at.params.project}`, {},
		at.signal);
	at.zone = at.project.configuration?.time_zone ?? 'UTC';
}

function titleOf(at) {
	const heading = main.querySelector('h1')?.textContent;

	return [heading, at?.project?.name, 'leadpixel']
		.filter(Boolean).join(' · ');
}

/* Where the reader was: the same control, or the heading of a new screen. */
function putFocus(moved, before) {
	if (!moved)
		document.getElementById(before)?.focus({
			preventScroll: true });
	else if (state.path !== null) {
		main.focus({ preventScroll: true });
		scrollTo(0, 0);
	}
}

function show(at, nodes, path) {
	const moved = path !== state.path;
	const before = main.contains(document.activeElement)
		? document.activeElement.id : '';

	main.replaceChildren(...nodes);
	main.removeAttribute('aria-busy');
	main.dataset.shown = state.hash;
	document.title = titleOf(at);
	drawTop(at, { logOut });
	putFocus(moved, before);
	state.path = path;
}

/* `ended`: not by choice; what was typed comes back with the same key. */
function showLogIn(ended = false) {
	document.querySelector('dialog[open]')?.close();
	state.typed = ended ? keepTyped(main, state.session?.key.name)
		?? state.typed : null;
	const wasIn = ended && state.session !== null;
	state.session = null;
	state.health = null;
	state.healthAt = 0;
	show(null, [logIn(async (session) => {
		state.session = session;
		await render();
		if (putBack(state.typed, main, session.key.name))
			say('What you had typed is there again');
		state.typed = null;
	}, wasIn)], 'login');
	document.getElementById('key')?.focus();
}

async function logOut() {
	try {
		await send('DELETE', 'session');
		showLogIn();
		say('Logged out');
	} catch (fault) {
		if (fault.status === 401)
			showLogIn();
		else
			show(null, [failure(fault, logOut)], state.path);
	}
}

function lost() {
	return failure({ status: 404, retry: null,
		message: 'There is no such page.' }, render);
}

async function build(screen, at) {
	state.session ??= await get('session', {}, at.signal);
	at.session = state.session;
	at.may = state.session.key.role === 'manage';
	await Promise.all([askProject(at), askHealth(at.signal)]);
	at.health = state.health;
	return screen ? screen.show(at) : [lost()];
}

function wait(path) {
	main.setAttribute('aria-busy', 'true');
	if (path !== state.path)
		main.replaceChildren(loading());
}

async function render() {
	const { path, query } = where(location.hash);
	const screen = findScreen(path);
	const leaving = new AbortController();
	const at = standpoint(screen?.params ?? {}, path, query,
		leaving.signal);

	state.leave?.abort();
	state.leave = leaving;
	state.hash = location.hash;
	document.querySelector('dialog[open]')?.close();
	wait(path);
	try {
		const nodes = await build(screen, at);

		if (!leaving.signal.aborted && nodes)
			show(at, nodes, path);
	} catch (fault) {
		if (leaving.signal.aborted)
			return;
		if (fault.status === 401)
			showLogIn();
		else
			show(at, [failure(fault, render)], path);
		if (fault.status === undefined)
			throw fault;
	}
}

/* A session that ends while a screen is open leads to the same place. */
addEventListener('leadpixel:unauthorized', () => {
	state.leave?.abort();
	showLogIn(true);
});
addEventListener('hashchange', render);
watchMenus();
document.querySelector('.skip').addEventListener('click', (event) => {
	event.preventDefault();
	main.focus();
});
render();
