/* Answers that mean harm: bounded in size and time, classed, never believed. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { poll } from "../harness/poll.mjs";
import { scene } from "./scratch.mjs";

const MIB = 1 << 20;
const JANE = { id: 1, name: "Jane", emails: ["jane@example.com"] };
const found = JSON.stringify({ success: true, data: { items: [
	{ item: JANE }] } });
const page = '<!DOCTYPE html><title>jane@example.com</title>';

/* Until the other side has had enough. */
function pour(response, piece, most) {
	let sent = 0;

	const more = () => {
		while (sent < most && !response.destroyed) {
			sent += piece.length;
			if (!response.write(piece))
				return void response.once("drain", more);
		}
		response.end();
	};
	more();
}

const json = { "content-type": "application/json" };
const text = (body) => (response) => response.writeHead(200, json).end(body);

/* name: [how it answers, the class, what came over the wire at most] */
const HOSTILE = {
	"100 MB": [(response) => pour(response.writeHead(200, json),
		Buffer.alloc(64 * 1024, "["), 100 * MIB), "garbled", 16 * MIB],
	"a gzip bomb": [(response) => response.writeHead(200, { ...json,
		"content-encoding": "gzip" }).end(gzipSync(
		Buffer.alloc(200 * MIB, " "))), "garbled", MIB],
	"1 MB of headers": [(response) => {
		response.socket.write("HTTP/1.1 200 OK\r\n" +
			`x-a: ${"a".repeat(4000)}\r\n`.repeat(250) + "\r\n");
		response.socket.end();
	}, "garbled", 2 * MIB],
	"a hundred thousand brackets": [text(`{"success":true,"data":${
		"[".repeat(100000)}${"]".repeat(100000)}}`), "garbled", MIB],
	"a million values": [text(`{"success":true,"data":[${
		"1,".repeat(400000)}1]}`), "garbled", 2 * MIB],
	"HTML with 200": [text(page), "garbled", MIB],
	"two answers in one": [text(found + found), "garbled", MIB],
	"a name twice": [text('{"success":false,"success":true,"data":{}}'),
		"garbled", MIB],
	"not UTF-8": [(response) => response.writeHead(200, json).end(
		Buffer.concat([Buffer.from('{"success":true,"data":"'),
			Buffer.from([0xff]), Buffer.from('"}')])), "garbled", MIB],
	"a success as text": [text(
		'{"success":"true","data":{"items":[]}}'), "garbled", MIB],
};

async function openHostile(answer) {
	const state = { calls: 0, sent: 0 };
	const server = createServer((request, response) => {
		state.calls += 1;
		response.on("error", () => {});
		request.socket.on("close", () => {
			state.sent = request.socket.bytesWritten;
		});
		answer(response);
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	return { ...state, state,
		url: `http://127.0.0.1:${server.address().port}`,
		close() {
			server.closeAllConnections();
			server.close();
		} };
}

for (const [name, [answer, outcome, most]] of Object.entries(HOSTILE))
	scene(`${name}`, {}, async (s) => {
		const hostile = await openHostile(answer);
		try {
			s.configure(hostile.url);
			s.lead();
			assert.equal(await s.run(), 75);
			const { state, last_class, person_id } = s.job();
			assert.deepEqual([state, last_class, person_id],
				["retry", outcome, null]);
			await poll("the end of the connection", 5000, () =>
				hostile.state.sent > 0);
			assert.ok(hostile.state.sent <= most, hostile.state.sent);
			assert.equal(hostile.state.calls, 1);
			assert.ok(!s.said().includes("jane@"));
		} finally {
			hostile.close();
		}
	});

scene("a drip without end", {}, async (s) => {
	const drips = new Set();
	const hostile = await openHostile((response) => {
		response.writeHead(200, json);
		drips.add(setInterval(() => response.write(" "), 50));
	});
	try {
		s.configure(hostile.url);
		s.lead();
		const begun = process.hrtime.bigint();
		assert.equal(await s.run(), 75);
		const took = Number(process.hrtime.bigint() - begun) / 1e9;
		assert.ok(took < 30, took);
		assert.deepEqual([s.state(), s.job().last_class],
			["retry", "garbled"]);
	} finally {
		for (const drip of drips)
			clearInterval(drip);
		hostile.close();
	}
});
