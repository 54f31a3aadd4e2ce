/*
 * route: where one is, in the address: #/p/3/leads?state=held.  What is
 * chosen stands there too, so that a reload and a link show the same.
 */

/* Query members that are null or undefined are left out. */
export function href(path, query = {}) {
	const search = new URLSearchParams();

	for (const [name, value] of Object.entries(query))
		if (value !== null && value !== undefined)
			search.set(name, value);
	return `#/${path}${search.size > 0 ? `?${search}` : ''}`;
}

export function where(hash) {
	const [path, search] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);

	return { path: path.replace(/\/+$/, ''),
		query: Object.fromEntries(new URLSearchParams(search ?? '')) };
}

/* 'p/:project/leads/:id' against p/3/leads/7: what the names stand for. */
export function match(pattern, path) {
	const want = pattern.split('/');
	const got = path.split('/');
	const params = {};

	if (want.length !== got.length)
		return null;
	for (const [i, part] of want.entries()) {
		if (part.startsWith(':'))
			params[part.slice(1)] = got[i];
		else if (part !== got[i])
			return null;
	}
	return params;
}

/* Numbers of ours; anything else in the address is no screen. */
export function isNumber(text) {
	return /^[1-9]\d{0,15}$/.test(text);
}
