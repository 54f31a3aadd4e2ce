/* pipedrive: a stateful stand-in for Pipedrive, on the loopback only.
 *
 * node tests/fake/pipedrive.mjs --port 0|N [--seed FILE.json] [--with-parent]
 *
 * Says one line when it listens. Without a seed it plays the demo account of
 * seed-demo.json. Tests steer it as the table in control.mjs tells.
 */
import { randomUUID } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { answerCall } from "./api.mjs";
import { timeText } from "./clock.mjs";
import { answerControl } from "./control.mjs";
import { answerInstead, appliesCall, takeFault } from "./faults.mjs";
import { readBody, readJson, sendAnswer } from "./wire.mjs";
import { createWorld } from "./world.mjs";

const DEMO = new URL("./seed-demo.json", import.meta.url);
const CONTROL = "/_fake/";
const KEEP_MS = 120000;

async function readRequest(incoming) {
	const [path, query = ""] = incoming.url.split(/\?(.*)/s);
	return {
		method: incoming.method,
		target: incoming.url,
		path,
		query: new URLSearchParams(query),
		host: incoming.headers.host ?? "",
		headers: incoming.headers,
		bytes: await readBody(incoming),
	};
}

/* Logged before it is answered: a call that stalls can be seen waiting. */
function openEntry(world, request, fault) {
	const text = request.bytes === null ? null : request.bytes.toString();
	const entry = {
		n: world.log.length + 1,
		at: timeText(world.clock.now()),
		method: request.method,
		path: request.path,
		query: Object.fromEntries(request.query),
		body: text === "" ? null : readJson(request.bytes) ?? text,
		host: request.host,
		fault,
		status: null,
		handled: null,
		cost: 0,
		correlation_id: randomUUID(),
	};
	world.log.push(entry);
	return entry;
}

/* Carries the call out unless its fault forbids it. */
function handleCall(world, request, fault, entry) {
	if (fault !== null && !appliesCall(fault))
		return { answer: answerInstead(fault, request), headers: {} };
	const { answer, cost, headers = {} } = answerCall(world, request);
	entry.cost = cost;
	entry.handled = answer.status;
	return { answer, headers };
}

function serveCall(world, request, incoming, response) {
	const fault = takeFault(world.faults, request);
	const entry = openEntry(world, request, fault);
	world.watch?.(entry, request, world);
	const { answer, headers } = handleCall(world, request, fault, entry);
	if (fault !== "drop_after_apply")
		entry.status = answer.status;
	sendAnswer(incoming, response, answer, {
		fault: typeof fault === "string" ? fault : null,
		encoding: world.switches.encoding,
		headers: { ...headers,
			"x-correlation-id": entry.correlation_id },
	});
}

function serveControl(world, request, incoming, response) {
	const empty = request.bytes?.length === 0;
	const answer = answerControl(world, request.method,
		request.path.slice(CONTROL.length),
		empty ? {} : readJson(request.bytes));
	sendAnswer(incoming, response, answer,
		{ fault: null, encoding: "plain", headers: {} });
}

async function serve(world, incoming, response) {
	try {
		const request = await readRequest(incoming);
		const serveIt = request.path.startsWith(CONTROL) ?
			serveControl : serveCall;
		serveIt(world, request, incoming, response);
	} catch (error) {
		/* A client that goes away in mid-body is its own business. */
		if (!incoming.complete)
			return;
		process.stderr.write(`fake pipedrive: ${error.stack}\n`);
		incoming.socket.destroy();
	}
}

function readSeed(file) {
	return JSON.parse(readFileSync(file, "utf8"));
}

/* Starts a fake; port 0 takes a free one, seed is a document, clock a source
 * of milliseconds, tls a {key, cert}.  watch(entry, request, world) is told of
 * each call before it is carried out.  close() also cuts connections that are
 * stalled, cut() those alone. */
export async function startPipedrive({ port = 0, seed, clock, tls,
	watch } = {}) {
	const world = createWorld({ seed: seed ?? readSeed(DEMO), clock });
	world.watch = watch;
	const answer = (incoming, response) =>
		serve(world, incoming, response);
	const server = tls === undefined ? createServer(answer)
		: createTlsServer(tls, answer);
	/* A kept connection cut by us would look like a fault to the client. */
	server.keepAliveTimeout = KEEP_MS;
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	});
	const close = () => new Promise((resolve) => {
		server.close(resolve);
		server.closeAllConnections();
	});
	const scheme = tls === undefined ? "http" : "https";
	const url = `${scheme}://127.0.0.1:${server.address().port}`;
	return { url, state: world, close,
		cut: () => server.closeAllConnections() };
}

function readOptions() {
	const { values } = parseArgs({ options: {
		port: { type: "string", default: "0" },
		seed: { type: "string" },
		"with-parent": { type: "boolean", default: false },
	} });
	if (!/^\d{1,5}$/.test(values.port) || values.port > 65535)
		throw new RangeError("--port: 0 to 65535");
	return values;
}

async function main() {
	const stop = () => process.exit(0);
	const endWithStdin = () => {
		/* A file or /dev/null ends, but is never said to close. */
		for (const event of ["end", "close", "error"])
			process.stdin.on(event, stop);
		process.stdin.resume();
	};
	process.on("SIGTERM", stop);
	process.on("SIGINT", stop);
	const options = readOptions();
	if (options["with-parent"])
		endWithStdin();
	const fake = await startPipedrive({
		port: Number(options.port),
		seed: options.seed && readSeed(options.seed),
	});
	process.stdout.write(`fake pipedrive on ${fake.url}\n`);
}

function isProgram() {
	const [, started] = process.argv;
	return started !== undefined &&
		realpathSync(started) === fileURLToPath(import.meta.url);
}

if (isProgram())
	main().catch((error) => {
		process.stderr.write(`fake pipedrive: ${error.message}\n`);
		process.exit(2);
	});
