/* any_lead: the link that stands on the person in Pipedrive leads here. */
import { get } from '../call.js';

export async function anyLead(at) {
	const { id, project } = await get(
		`leads/${encodeURIComponent(at.params.any)}`, {}, at.signal);

	at.go(`p/${project}/leads/${id}`, {}, { instead: true });
	return null;
}
