/*
 * site: one page with a form, as a form builder makes it, and the part of the
 * builder that answers; a server of its own on loopback.
 */
import http from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../tools/', import.meta.url));
const jquery = readFileSync(require.resolve('jquery/dist/jquery.js'));

async function bodyOf(request) {
	const parts = [];

	for await (const part of request)
		parts.push(part);
	return Buffer.concat(parts).toString('utf8');
}

/*
 * What a builder's file exports, see builders/README.md.  `tag` is the script
 * tag under test, '' for none.
 */
export async function openSite(builder, tag) {
	const calls = [];	/* what came to the builder's own backend */
	const server = http.createServer(async (request, response) => {
		const url = new URL(request.url, 'http://site');
		const call = { method: request.method, path: url.pathname,
			query: url.searchParams, headers: request.headers,
			body: await bodyOf(request) };
		const answer = url.pathname === '/jquery.js'
			? { type: 'text/javascript', body: jquery }
			: call.method === 'GET' && call.path === '/'
				? { body: builder.page(tag) }
				: builder.answer(call);

		if (answer && (call.method === 'POST'
				|| !['/', '/jquery.js'].includes(call.path)))
			calls.push(call);
		response.writeHead(answer ? answer.status ?? 200 : 404, {
			'Content-Type': answer?.type
				?? 'text/html; charset=utf-8',
			...answer?.headers });
		response.end(answer?.body ?? '');
	});

	await new Promise((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${server.address().port}/`,
		calls,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}
