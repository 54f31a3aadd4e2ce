/* api: api.fcgi as its own server, and calls to it by a key or a cookie. */
import { join } from "node:path";
import { assertDescribed } from "./described.mjs";
import { send } from "./send.mjs";
import { startProgram } from "./program.mjs";

export async function startApi(install, how = {}) {
	const program = startProgram(install.program("api.fcgi"),
		["--config", install.conf, "--listen",
			join(install.run, "api.sock")],
		{ name: "api.fcgi", ...how, log: join(install.log, "api.log") });
	await program.ready("it serves",
		() => program.said().includes("serving on"));
	return program;
}

/* A new key: options as of `leadpixel key add`. */
export function makeKey(install, name, ...options) {
	return install.cli("key", "add", name, ...options).trim();
}

/* Calls by one key: get("/leads?limit=1"), post("/leads/1/spam", {}).  The
 * answer is that of send(), and as openapi.json describes it; `path` begins
 * after /api. */
export class Caller {
	constructor(url, key) {
		this.url = url;
		this.headers = key === undefined ? {}
			: { authorization: `Bearer ${key}` };
	}

	async call(method, path, body, headers) {
		const json = body === undefined ? undefined
			: JSON.stringify(body);
		const answer = await send(this.url, { method, path: `/api${path}`, body: json,
			headers: { ...(json && { "content-type": "application/json",
				"content-length": Buffer.byteLength(json) }),
			...this.headers, ...headers } });
		assertDescribed(method, path, answer);
		return answer;
	}

	get(path, headers) {
		return this.call("GET", path, undefined, headers);
	}

	/* The `data` of a 200; anything else is an error that shows it. */
	async data(path) {
		const answer = await this.get(path);
		if (answer.status !== 200)
			throw new Error(`${path}: ${answer.status} ${answer.text}`);
		return answer.json.data;
	}

	post(path, body = {}, headers) {
		return this.call("POST", path, body, headers);
	}

	put(path, body, headers) {
		return this.call("PUT", path, body, headers);
	}

	remove(path, headers) {
		return this.call("DELETE", path, undefined, headers);
	}
}
