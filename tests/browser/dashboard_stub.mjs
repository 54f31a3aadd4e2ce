/*
 * dashboard_stub: serves the dashboard with the headers it has behind Apache,
 * and a stand-in for the API: answers from a made-up world, changed by what it
 * is told, and wrong where a test wants it to be.
 */
import http from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { makeWorld } from "./dashboard_world.mjs";
import { ROUTES } from "./dashboard_answers.mjs";

const require = createRequire(new URL("../../tools/", import.meta.url));
const SOURCE = new URL("../../htdocs/dashboard/", import.meta.url);
const UPLOT = { "uplot.js": "uplot/dist/uPlot.esm.js",
	"uplot.css": "uplot/dist/uPlot.min.css" };
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript",
	css: "text/css", svg: "image/svg+xml" };

export const HEADERS = {
	"Content-Security-Policy": "default-src 'none'; script-src 'self';"
		+ " style-src 'self'; connect-src 'self'; img-src 'self' data:;"
		+ " font-src 'none'; base-uri 'none'; form-action 'none';"
		+ " frame-ancestors 'none'; require-trusted-types-for 'script';"
		+ " trusted-types 'none'",
	"X-Content-Type-Options": "nosniff",
	"Referrer-Policy": "no-referrer",
	"Cache-Control": "no-cache",
};

export const KEY = `lp_${"5a".repeat(32)}`;
export const READ_KEY = `lp_${"3c".repeat(32)}`;
const COOKIE = "leadpixel-insecure";

async function bodyOf(request) {
	const parts = [];

	for await (const part of request)
		parts.push(part);
	return Buffer.concat(parts).toString("utf8");
}

/* From the page itself: no form of another site can send this. */
function isOwn({ headers }) {
	return headers["x-leadpixel"] === "1"
		&& headers["content-type"] === "application/json";
}

export class DashboardStub {
	constructor({ root = SOURCE } = {}) {
		this.root = root;
		this.reset();
	}

	reset() {
		this.world = makeWorld();
		this.calls = [];	/* { method, path, query, body } */
		this.wrong = [];	/* [pattern, status, body, headers] */
		this.change = (answer) => answer;
		this.sessions = new Map();
		this.insecure = true;
		this.only = null;	/* the one project of the key */
	}

	async listen() {
		this.server = http.createServer((request, response) =>
			this.serve(request, response).catch((fault) => {
				console.error(fault);
				response.destroy();
			}));
		await new Promise((done) =>
			this.server.listen(0, "127.0.0.1", done));
		this.url = `http://127.0.0.1:${this.server.address().port}`;
		return this;
	}

	close() {
		this.server.closeAllConnections();
		this.server.close();
	}

	/* The next calls of this path go wrong, until `reset` or `times`. */
	fail(pattern, status, body = {}, headers = {}, times = Infinity) {
		this.wrong.push({ pattern, status, headers, times, body: {
			success: false, error: "made", message: "Made to fail.",
			...body } });
	}

	async serve(request, response) {
		const url = new URL(request.url, this.url);

		if (url.pathname.startsWith("/api/"))
			return this.answer(request, response, url);
		return this.file(response, url.pathname
			.replace(/^\/dashboard\//, ""));
	}

	file(response, path) {
		const name = path === "" ? "index.html" : path;
		const built = this.root !== SOURCE || !(name in UPLOT);

		try {
			const text = readFileSync(built
				? new URL(name, this.root)
				: require.resolve(UPLOT[name]));

			response.writeHead(200, { ...HEADERS, "Content-Type":
				TYPES[name.split(".").pop()] ?? "text/plain" });
			response.end(text);
		} catch {
			response.writeHead(404, HEADERS);
			response.end("not here");
		}
	}

	async answer(request, response, url) {
		const path = url.pathname.slice(5);
		const text = await bodyOf(request);
		const call = { method: request.method, path,
			query: Object.fromEntries(url.searchParams),
			body: text ? JSON.parse(text) : null,
			headers: request.headers };

		this.calls.push(call);
		const [status, body, headers] = this.decide(call);
		response.writeHead(status, { "Content-Type": "application/json",
			"Cache-Control": "no-store", ...headers });
		response.end(typeof body === "string" ? body : JSON.stringify(
			status < 300 ? this.change(body, call) : body));
	}

	decide(call) {
		const fault = this.wrong.find((one) => one.times > 0
			&& one.pattern.test(`${call.method} ${call.path}`));

		if (fault) {
			fault.times--;
			return [fault.status, fault.body, fault.headers];
		}
		if (call.path === "session")
			return this.session(call);
		if (!this.keyOf(call))
			return refusal(401, "unauthorized", "Log in first.");
		if (call.method !== "GET" && !isOwn(call))
			return refusal(403, "csrf", "Not from this page.");
		if (call.method !== "GET" && this.keyOf(call) === "read")
			return refusal(403, "forbidden",
				"This key may read only.");
		for (const [method, pattern, give] of ROUTES) {
			const found = method === call.method
				&& pattern.exec(call.path);

			if (found)
				return give(this.world, call, ...found.slice(1))
					?? refusal(404, "not_found",
						"There is no such thing.");
		}
		return refusal(404, "not_found", `No route ${call.path}.`);
	}

	keyOf({ headers }) {
		const token = new RegExp(`${COOKIE}=(\\w+)`)
			.exec(headers.cookie ?? "")?.[1];

		return this.sessions.get(token);
	}

	session(call) {
		if (call.method === "POST")
			return this.logIn(call.headers["x-api-key"]);
		const role = this.keyOf(call);

		if (!role)
			return refusal(401, "unauthorized", "Log in first.");
		if (call.method === "DELETE") {
			this.sessions.clear();
			return [200, { success: true }, { "Set-Cookie":
				`${COOKIE}=; Path=/; Max-Age=0` }];
		}
		return [200, this.sessionData(role)];
	}

	logIn(key) {
		const role = { [KEY]: "manage", [READ_KEY]: "read" }[key];

		if (!role)
			return refusal(401, "unauthorized",
				"This key is not known.");
		const token = `${role}${this.sessions.size}`;

		this.sessions.set(token, role);
		return [200, this.sessionData(role), { "Set-Cookie":
			`${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict`
		}];
	}

	sessionData(role) {
		return { success: true, data: { key: { name: "desk", role,
			project: this.only }, projects: this.world.projects
			.filter(({ id }) => this.only === null
				|| id === this.only)
			.map(({ id, name }) => ({ id, name })),
		insecure: this.insecure } };
	}
}

export function refusal(status, error, message, field) {
	return [status, { success: false, error, message, field }];
}
