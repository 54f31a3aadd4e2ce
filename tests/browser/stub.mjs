/*
 * A stub collector: serves the pages under test and pixel.js, writes down
 * every message, and answers as it was told to.
 */
import http from 'node:http';
import { readFileSync } from 'node:fs';

const root = new URL('../../htdocs/', import.meta.url);
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript',
	css: 'text/css' };
const ours = { 'X-Leadpixel': 'stored', 'Content-Type': 'application/json' };
const gif = Buffer.from(
	'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/* name: [status, headers, body]; null drops the connection, a text leaves
 * it without an answer */
export const ANSWERS = {
	final: [200, ours, '{"success":true}'],
	token: [200, ours, '{"success":true,"visitor_cookie":"pxl_'
		+ '0123456789abcdef0123456789abcdef"}'],
	refused: [400, { ...ours, 'X-Leadpixel': 'bad_request:page_url' },
		'{"success":false}'],
	limited: [429, { ...ours, 'X-Leadpixel': 'rate_limited' }, '{}'],
	slow: [408, { ...ours, 'X-Leadpixel': 'busy' }, '{}'],
	early: [425, { ...ours, 'X-Leadpixel': 'busy' }, '{}'],
	busy: [503, { ...ours, 'X-Leadpixel': 'busy' }, '{}'],
	firewall: [403, { 'Content-Type': 'text/html' }, '<h1>Forbidden</h1>'],
	captive: [200, { 'Content-Type': 'text/html' }, '<h1>Log in</h1>'],
	garbage: [200, ours, '<not json'],
	handover: [200, ours, '{"success":true,"parameter":"lp_x=0a1b"}'],
	drop: null,
	hang: 'for ever',
};

const COLLECTOR = /^(\/\w+)*\/([tlx]|p\.gif)$/;
const SCRIPT = /^\/(lp\/\w+|pixel|static\/pixel|bundle)\.js$/;

function cors(request) {
	return {
		'Access-Control-Allow-Origin': request.headers.origin || '*',
		'Access-Control-Allow-Credentials': 'true',
		'Access-Control-Expose-Headers': 'X-Leadpixel, Retry-After',
	};
}

async function bodyOf(request) {
	const parts = [];

	for await (const part of request)
		parts.push(part);
	return Buffer.concat(parts).toString('utf8');
}

function staticFile(path) {
	const name = /\/b\.js$/.test(path) ? 'pixel-more.js'
		: SCRIPT.test(path) ? 'pixel.js' : path.slice(1);

	try {
		const text = readFileSync(new URL(name, root), 'utf8');

		/* as the Makefile makes it */
		return /\/d\.js$/.test(path)
			? text.replace('DEBUG = false', 'DEBUG = true') : text;
	} catch {
		return null;
	}
}

export class Stub {
	pages = {};	/* path: HTML */
	messages = [];	/* { path, method, type, cookie, bytes, body } */
	script = {};	/* path, or '*': names of ANSWERS still to give */

	async listen() {
		this.server = http.createServer((request, response) =>
			this.serve(request, response).catch(() =>
				response.destroy()));
		await new Promise((done) =>
			this.server.listen(0, '127.0.0.1', done));
		this.port = this.server.address().port;
		return this;
	}

	reset() {
		this.pages = {};
		this.messages = [];
		this.script = {};
	}

	close() {
		this.server.closeAllConnections();
		this.server.close();
	}

	async serve(request, response) {
		const url = new URL(request.url, 'http://stub');
		const page = this.pages[url.pathname];
		const body = await bodyOf(request);

		if (COLLECTOR.test(url.pathname))
			return this.collect(request, response, url, body);
		const file = page ?? staticFile(url.pathname);
		response.writeHead(file === null ? 404 : 200, {
			'Content-Type': page === undefined
				&& types[url.pathname.split('.').pop()]
				|| types.html });
		return response.end(file ?? 'not found');
	}

	collect(request, response, url, body) {
		const given = this.script[url.pathname]
			?? this.script['*'] ?? [];
		const name = given.length > 1 ? given.shift()
			: given[0] ?? 'final';
		const answer = ANSWERS[name];

		this.messages.push({ path: url.pathname, method: request.method,
			type: request.headers['content-type'],
			cookie: request.headers.cookie,
			bytes: Buffer.byteLength(body),
			body: JSON.parse(request.method === 'POST' ? body
				: url.searchParams.get('m')) });
		if (!answer)
			return request.socket.destroy();
		if (typeof answer === 'string')
			return undefined;
		response.writeHead(answer[0], { ...answer[1], ...cors(request),
			...(request.method === 'GET'
				? { 'Content-Type': 'image/gif' } : {}) });
		return response.end(request.method === 'GET' ? gif : answer[2]);
	}
}
