/* send: requests as browsers and worse send them. */
import { Agent, request } from "node:http";
import { connect } from "node:net";

const PATIENCE_MS = 20000;

/* What a person's browser says; {"user-agent": undefined} sends none. */
const PERSON = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/"
	+ "537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36" };

function withoutAbsent(headers) {
	return Object.fromEntries(Object.entries(headers)
		.filter(([, value]) => value !== undefined));
}

/* how: {method, path, body, headers, agent, patience}; the answer: {status,
 * headers, bytes, text, json, verdict, ms}. Rejects when the line breaks. */
export function send(url, how) {
	const began = Date.now();
	return new Promise((resolve, reject) => {
		const call = request(url, {
			method: how.method ?? "GET", path: how.path,
			headers: withoutAbsent({ ...PERSON, ...how.headers }),
			agent: how.agent ?? false,
		}, (response) => {
			const parts = [];
			response.on("data", (part) => parts.push(part));
			response.on("error", reject);
			response.on("end", () => resolve(answer(response,
				Buffer.concat(parts), began)));
		});
		call.setTimeout(how.patience ?? PATIENCE_MS, () =>
			call.destroy(new Error("no answer")));
		call.on("error", reject);
		call.end(how.body);
	});
}

function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function answer(response, bytes, began) {
	const text = bytes.toString();
	return { status: response.statusCode, headers: response.headers, bytes,
		text, json: parsed(text), ms: Date.now() - began,
		verdict: response.headers["x-leadpixel"] };
}

/* POST of a hit; `body` is an object, or text or bytes to be sent as is. */
export function post(url, body, how = {}) {
	const raw = typeof body !== "object" || ArrayBuffer.isView(body);
	return send(url, { method: "POST", path: "/lp/t", ...how,
		body: raw ? body : JSON.stringify(body),
		headers: { "content-type": "text/plain", ...how.headers } });
}

export function keepAlive(sockets) {
	return new Agent({ keepAlive: true, maxSockets: sockets });
}

/* Writes bytes as they are; what came back until the other side closed, or
 * `ms` were over. */
export function sendRaw(url, bytes, { ms = PATIENCE_MS, half } = {}) {
	const { hostname, port } = new URL(url);
	return new Promise((resolve) => {
		const parts = [];
		const socket = connect({ host: hostname, port,
			allowHalfOpen: true });
		const end = () => {
			socket.destroy();
			resolve(Buffer.concat(parts).toString("latin1"));
		};
		const timer = setTimeout(end, ms);
		socket.on("data", (part) => parts.push(part));
		for (const event of ["end", "error"])
			socket.on(event, () => {
				clearTimeout(timer);
				end();
			});
		socket.write(bytes);
		if (half)
			socket.end();
	});
}
