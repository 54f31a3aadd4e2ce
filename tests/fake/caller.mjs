/* caller: one HTTP call to the fake and what came of it, for its own tests. */
import { request } from "node:http";

export const TOKEN = "demo-token-not-secret";

function collect(response, resolve, reject) {
	const parts = [];
	response.on("data", (part) => parts.push(part));
	response.on("error", reject);
	response.on("end", () => {
		const bytes = Buffer.concat(parts);
		resolve({
			status: response.statusCode,
			headers: response.headers,
			bytes,
			text: bytes.toString(),
		});
	});
}

/* Rejects when the connection breaks or nothing comes for patience ms. A
 * body is sent as JSON unless it is text or bytes. */
export function send(url, method, path, how = {}) {
	const { body, headers = {}, patience = 5000 } = how;
	const isRaw = typeof body !== "object" || ArrayBuffer.isView(body);
	const text = isRaw ? body : JSON.stringify(body);
	return new Promise((resolve, reject) => {
		const call = request(new URL(path, url), {
			method, agent: false, timeout: patience,
			headers: {
				"x-api-token": TOKEN,
				...(text === undefined ? {} : {
					"content-type": "application/json",
				}),
				...headers,
			},
		}, (response) => collect(response, resolve, reject));
		call.on("timeout", () => call.destroy(new Error("no answer")));
		call.on("error", reject);
		call.end(text);
	});
}

/* The same, with the JSON of the answer read. */
export async function call(url, method, path, body, headers) {
	const answer = await send(url, method, path, { body, headers });
	return { ...answer, body: JSON.parse(answer.text || "null") };
}

/* A control call, which must be understood. */
export async function control(url, method, name, body) {
	const { status, body: answer } =
		await call(url, method, `/_fake/${name}`, body);
	if (status !== 200)
		throw new Error(`${method} ${name}: ${answer.error}`);
	return answer;
}
