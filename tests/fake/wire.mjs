/* wire: requests read to their end, answers sent whole or spoilt on purpose. */
import { gzipSync } from "node:zlib";

const MAX_BODY = 1024 * 1024;
const BIG = 5 * 1024 * 1024;

/* The whole body as bytes; null when it is over the limit. */
export async function readBody(incoming) {
	const parts = [];
	let length = 0;
	for await (const part of incoming) {
		length += part.length;
		if (length <= MAX_BODY)
			parts.push(part);
	}
	return length > MAX_BODY ? null : Buffer.concat(parts);
}

/* The value of JSON bytes; undefined when they are not UTF-8 or not JSON. */
export function readJson(bytes) {
	try {
		const decoder = new TextDecoder("utf-8", { fatal: true });
		return JSON.parse(decoder.decode(bytes));
	} catch {
		return undefined;
	}
}

function bodyOf({ body, html }, fault) {
	if (fault === "not_json")
		return "<html>upstream says hello</html>\n";
	if (html !== undefined)
		return html;
	/* Right JSON with a right answer in it: only its size is wrong. */
	if (fault === "big_body")
		return JSON.stringify({ ...body, padding: "x".repeat(BIG) });
	return body === undefined ? "" : JSON.stringify(body);
}

/* These statuses end with their headers; a length would be a lie. */
function hasBody({ status }) {
	return status !== 204 && status !== 304;
}

function encode(text, encoding, incoming) {
	const plain = Buffer.from(text);
	const accepted = incoming.headers["accept-encoding"] ?? "";
	if (encoding === "gzip" && /\bgzip\b/.test(accepted))
		return [gzipSync(plain), { "content-encoding": "gzip" }];
	return [plain, {}];
}

/* Sends answer over response; fault is null or the name of what spoils it. */
export function sendAnswer(incoming, response, answer, how) {
	const { fault, encoding, headers } = how;
	if (fault === "drop_before" || fault === "drop_after_apply")
		return void incoming.socket.resetAndDestroy();
	if (fault === "stall")
		return undefined;
	const [bytes, encoded] = encode(bodyOf(answer, fault), encoding,
		incoming);
	const type = answer.html === undefined ?
		"application/json; charset=utf-8" : "text/html; charset=utf-8";
	if (!hasBody(answer))
		return void response.writeHead(answer.status,
			{ ...headers, ...answer.headers }).end();
	const chunked = encoding === "chunked" && fault === null;
	response.writeHead(answer.status, {
		"content-type": type, ...encoded, ...headers, ...answer.headers,
		...(chunked ? {} : { "content-length": bytes.length }),
	});
	return sendBody(incoming, response, bytes, fault);
}

function sendBody(incoming, response, bytes, fault) {
	const half = bytes.subarray(0, bytes.length >> 1);
	if (fault === "stall_body")
		return void response.write(half);
	if (fault === "truncate")
		return void response.write(half, () => incoming.socket.end());
	response.write(half);
	return void response.end(bytes.subarray(half.length));
}
