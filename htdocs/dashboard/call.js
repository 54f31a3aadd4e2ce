/* call: the API, asked and told; what goes wrong is one kind of error. */

const ROOT = new URL('../api/', document.baseURI);
const GATEWAY = [502, 503, 504];

/* status 0: no answer came.  `retry`: seconds, or null. */
export class Fault extends Error {
	constructor(status, code, message, more = {}) {
		super(message);
		this.status = status;
		this.code = code;
		this.field = more.field ?? null;
		this.retry = more.retry ?? null;
	}
}

/* Also of what the browser itself fetches: its cookie goes along. */
export function addressOf(path, query) {
	const url = new URL(path, ROOT);

	for (const [name, value] of Object.entries(query ?? {}))
		if (value !== null && value !== undefined)
			url.searchParams.set(name, value);
	return url;
}

function retryOf(response) {
	const seconds = Number(response.headers.get('Retry-After'));

	return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

async function understand(response) {
	let body = null;

	try {
		body = await response.json();
	} catch (fault) {
		if (fault.name === 'AbortError')
			throw fault;
	}
	if (response.ok && body?.success === true)
		return body;
	/* the session ended: whoever shows the log-in hears of it */
	if (response.status === 401 && !response.url.endsWith('/session'))
		dispatchEvent(new Event('leadpixel:unauthorized'));
	/* the web server's own words: nobody behind it took the question */
	if (body === null && GATEWAY.includes(response.status))
		throw new Fault(0, 'down', 'The web server answers, leadpixel'
			+ ' behind it does not. Does `api.fcgi` run there?');
	throw new Fault(response.status, body?.error ?? 'garbled',
		body?.message ?? 'The server answered what makes no sense'
			+ ` (${response.status}).`,
		{ field: body?.field, retry: retryOf(response) });
}

async function ask(url, options) {
	let response;

	try {
		response = await fetch(url, { credentials: 'same-origin',
			cache: 'no-store', ...options });
	} catch (fault) {
		if (fault.name === 'AbortError')
			throw fault;
		throw new Fault(0, 'unreachable',
			'The server cannot be reached.');
	}
	return understand(response);
}

/* The whole answer: { data, next, ... } */
export function getAll(path, query, signal) {
	return ask(addressOf(path, query), { signal });
}

export async function get(path, query, signal) {
	return (await getAll(path, query, signal)).data;
}

/* Changes something.  The header is what no other site can send; `more` are
 * further ones. */
export async function send(method, path, body = {}, more = {}) {
	const answer = await ask(addressOf(path), { method,
		headers: { 'Content-Type': 'application/json',
			'X-Leadpixel': '1', ...more },
		body: JSON.stringify(body) });

	return answer.data;
}
