/* about: where a fault is mended, by what the API says that it is about. */
import { href } from './route.js';

/* Several projects: which of them has some stands in the list of them. */
function inboxOf(at, project, state) {
	const [own, ...others] = at.session.projects;
	const id = project ?? (others.length > 0 ? null : own?.id);

	return id ? href(`p/${id}/leads`, { state: state === 'review'
		? 'waiting_for_you' : state }) : '#/';
}

/* [[address, words]]; none of what is mended on the machine itself. */
export function placesOf(at, about) {
	const { account, project, target, pixels, state } = about ?? {};

	if (pixels)
		return pixels.map((pixel) => [href(`site/${pixel}`),
			`Hosts of ${pixel}`]);
	if (state)
		return [[inboxOf(at, project, state), 'See them']];
	if (target)
		return [[href(`p/${project}/settings`), 'Its settings']];
	if (project)
		return [[href(`p/${project}/setup`), 'See its set-up']];
	return account ? [[href('health', { account }), 'The account']] : [];
}
