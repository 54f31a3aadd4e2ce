/* site: one site's name and hosts, to be added or changed. */
import { get, send } from '../call.js';
import { changesOf, formOf, valueOf } from '../form.js';
import { make, say } from '../make.js';
import { href } from '../route.js';
import { readsOnly } from '../states.js';

const FIELDS = [
	{ name: 'name', label: 'Name', kind: 'text' },
	{ name: 'website_url', label: 'Website', kind: 'url',
		hint: 'Such as https://www.example.com/' },
	{ name: 'allowed_hosts', label: 'Allowed hosts', kind: 'words',
		hint: 'Blank between them, sub-domains included. Empty: any.' },
];

export async function site(at) {
	if (!at.may)
		return readsOnly();
	const isNew = at.params.pixel === 'new';
	const back = `p/${at.project.id}/sites`;
	const pixel = isNew ? {} : await get(`projects/pixels/${
		encodeURIComponent(at.params.pixel)}`, {}, at.signal);

	async function save(data) {
		const changes = changesOf(FIELDS, data, pixel);

		if (isNew)
			await send('POST', `projects/${at.project.id}/pixels`,
				Object.fromEntries(FIELDS.map((field) => [field.name,
					valueOf(field, data.get(field.name))])));
		else if (Object.keys(changes).length > 0)
			await send('PUT', `projects/pixels/${pixel.id}`,
				changes);
		say('Saved');
		/* the first one: its tag is what comes next */
		at.go(isNew && !at.project.pixels?.length
			? `p/${at.project.id}/setup` : back);
	}

	return [make('p.back', make('a', { href: href(back) }, '← Sites')),
		make('div.head', make('h1', isNew ? 'Add a site'
			: pixel.name)),
		make('section.card.narrow', formOf({ fields: FIELDS,
			values: pixel, save, name: 'Site',
			yes: isNew ? 'Add the site' : 'Save' },
		make('a.button', { href: href(back) }, 'Cancel')))];
}
