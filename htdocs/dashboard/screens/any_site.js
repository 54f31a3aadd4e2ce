/* any_site: a site by its id alone, as the health names it. */
import { get } from '../call.js';

export async function anySite(at) {
	const { id, project_id: project } = await get(`projects/pixels/${
		encodeURIComponent(at.params.pixel)}`, {}, at.signal);

	at.go(`p/${project}/sites/${id}`, {}, { instead: true });
	return null;
}
