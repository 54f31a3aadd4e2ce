/* settings: of a project; only what was changed is sent. */
import { send } from '../call.js';
import { askFor } from '../dialog.js';
import { changesOf, fieldFor, formOf } from '../form.js';
import { make, say } from '../make.js';
import { GROUPS } from '../rules.js';

const FIELDS = GROUPS.flatMap(([, fields]) => fields);
const NAME = { name: 'name', label: 'Name of the project', kind: 'text' };

async function remove(at) {
	const done = await askFor({ title: `Delete ${at.project.name}?`,
		content: [make('p', 'Its sites are refused from then on, and'
			+ ' nothing more is written to Pipedrive. What was'
			+ ' recorded stays until its days are over.'),
		make('div.field', make('label', { for: 'really' },
			`Type ${at.project.name} to go on`), make('input', {
			id: 'really', name: 'really', autocomplete: 'off' }))],
		yes: 'Delete the project', danger: true,
		act: (data) => {
			if (data.get('really').trim() !== at.project.name)
				throw new Error('That is not its name.');
			return send('DELETE', `projects/${at.project.id}`);
		} });

	if (done) {
		say('Deleted');
		at.go('');
	}
}

function fieldsFor(at, was) {
	const set = (fields) => fields.map((field) => fieldFor({ ...field,
		readonly: !at.may }, was[field.name]));

	return [make('fieldset', make('legend', 'Project'), fieldFor({ ...NAME,
		readonly: !at.may }, at.project.name)),
	...GROUPS.map(([title, fields]) => make('fieldset',
		make('legend', title), set(fields)))];
}

export async function settings(at) {
	const was = at.project.configuration ?? {};

	async function save(data) {
		const name = data.get('name').trim();
		const body = { ...name === at.project.name ? {} : { name },
			configuration: changesOf(FIELDS, data, was) };

		await send('PUT', `projects/${at.project.id}`, body);
		say('Saved');
		at.refresh();
	}

	const form = formOf({ fields: fieldsFor(at, was), values: {},
		yes: 'Save', save, name: 'Settings' });

	if (!at.may)
		form.querySelector('.buttons').remove();
	return [make('div.head', make('h1', 'Settings'), !at.may
		&& make('p.soft', 'Your key may read them only.')),
	make('section.card.wide-form', form), at.may
		&& at.session.key.project === null
		&& make('section.card.narrow', make('h2', 'Delete the project'),
			make('button.danger', { type: 'button',
				onclick: () => remove(at) },
			'Delete the project…'))].filter(Boolean);
}
