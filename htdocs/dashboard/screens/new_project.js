/* new_project: a name and how its visitors are treated; the rest can wait. */
import { Fault, send } from '../call.js';
import { formOf } from '../form.js';
import { make, say } from '../make.js';
import { PRIVACY, TIME_ZONE } from '../rules.js';
import { readsOnly } from '../states.js';

const NAME = { name: 'name', label: 'Name', kind: 'text',
	hint: 'A client or brand with one Pipedrive account' };
/* chosen, never by default: it decides what may be done with people */
const CHOSEN = { ...PRIVACY, options: [['', 'Choose …'],
	...PRIVACY.options] };

const NEEDED = [['name', 'Give it a name.'], ['privacy',
	'Choose one: it decides what may be kept of people.']];

function ownZone() {
	return Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
}

export async function newProject(at) {
	if (!at.may)
		return readsOnly();
	async function save(data) {
		for (const [field, text] of NEEDED)
			if (data.get(field).trim() === '')
				throw new Fault(400, 'bad_request', text,
					{ field });
		const made = await send('POST', 'projects', {
			name: data.get('name').trim(),
			configuration: { privacy: data.get('privacy'),
				time_zone: data.get('time_zone').trim() } });

		say('Created');
		at.go(`p/${made.id}/setup`);
	}

	return [make('div.head', make('h1', 'New project')),
		make('section.card.narrow', formOf({ fields: [NAME, CHOSEN,
			TIME_ZONE], values: { time_zone: ownZone() }, save,
		name: 'New project', yes: 'Create the project' },
		make('a.button', { href: '#/' }, 'Cancel')))];
}
