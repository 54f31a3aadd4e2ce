/* receiver: somebody's newsletter or webhook, that answers as it is told. */
import { createServer } from "node:http";

const BIG = 2 * 1024 * 1024;

function answer(response, how) {
	if (how === "drop")
		return response.destroy();
	if (how === "stall")
		return undefined;
	const { status = 200, headers = {}, body = "", cut, big } = how;
	if (cut) {
		response.writeHead(status, { "content-length": "100" });
		response.write("half", () => response.destroy());
		return undefined;
	}
	response.writeHead(status, headers);
	return response.end(big ? "x".repeat(BIG) : body);
}

class Receiver {
	constructor(server) {
		this.server = server;
		this.url = `http://127.0.0.1:${server.address().port}`;
		this.got = [];
		this.script = [];
		this.always = {};
	}

	/* How the next calls are answered, one by one; then as `always`. */
	next(...answers) {
		this.script.push(...answers);
	}

	take(request, response, body) {
		this.got.push({ method: request.method, path: request.url,
			headers: request.headers, body });
		answer(response, this.script.shift() ?? this.always);
	}

	bodies() {
		return this.got.map(({ body }) => JSON.parse(body));
	}

	/* No door is open there any more. */
	close() {
		this.server.closeAllConnections();
		return new Promise((resolve) => this.server.close(resolve));
	}
}

/* got: {method, path, headers, body} of each call, in order.  An answer is
 * {status, headers, body}, with `big` or `cut` as well, "drop" or "stall". */
export async function startReceiver() {
	const server = createServer((request, response) => {
		const parts = [];
		request.on("data", (part) => parts.push(part));
		request.on("error", () => {});
		request.on("end", () => receiver.take(request, response,
			Buffer.concat(parts).toString()));
	});
	await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
	const receiver = new Receiver(server);
	return receiver;
}
