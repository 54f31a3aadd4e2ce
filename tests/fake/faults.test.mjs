/* Scripted faults: what the client sees, what is kept, what the log says. */
import assert from "node:assert/strict";
import { call, control, send } from "./caller.mjs";
import { custom, JANE, jane, OLD, scene, TEXT } from "./scene.mjs";

const BODY = custom({ [TEXT]: "new" });
/* How long silence must last to count as a stall. */
const SILENCE_MS = 400;

/* What a PATCH of Jane came to: a status, or the code of a broken line. The
 * connection is to be kept, so that it is the fault that closes it. */
async function patch({ url }, patience) {
	try {
		return await send(url, "PATCH", JANE, { body: BODY, patience,
			headers: { connection: "keep-alive" } });
	} catch (error) {
		return { status: error.code ?? error.message, text: "" };
	}
}

const isCut = (answer) => answer.status === "ECONNRESET";

/* fault, seen by the client, kept value, status in the log, handled, cost */
const FAULTS = [
	["drop_before", isCut, "kept", null, null, 0],
	["drop_after_apply", isCut, "new", null, 200, 5],
	["stall", ({ status }) => status === "no answer",
		"kept", null, null, 0],
	["stall_body", ({ status }) => status === "no answer",
		"new", 200, 200, 5],
	["truncate", isCut, "new", 200, 200, 5],
	["not_json", ({ status, text, headers }) => status === 200 &&
		text.startsWith("<html>") &&
		headers["content-type"].startsWith("application/json"),
	"new", 200, 200, 5],
	["success_false", ({ status, text }) => status === 200 &&
		JSON.parse(text).success === false, "kept", 200, null, 0],
	["big_body", ({ status, text }) => status === 200 &&
		text.length > 5e6 && JSON.parse(text).data.id === 1,
	"new", 200, 200, 5],
	["redirect", ({ status, headers }) => status === 302 &&
		/^http:\/\/localhost:\d+\/api\/v2\/persons\/1$/
			.test(headers.location), "kept", 302, null, 0],
	[{ status: 503 }, ({ status, text }) => status === 503 &&
		JSON.parse(text).success === false, "kept", 503, null, 0],
	[{ status: 403, html: "<title>Cloudflare</title>" },
		({ text, headers }) => text.includes("Cloudflare") &&
		headers["content-type"].startsWith("text/html"),
		"kept", 403, null, 0],
	[{ status: 429, body: { error: "x" }, headers: { "retry-after": 7 } },
		({ text, headers }) => text === '{"error":"x"}' &&
		headers["retry-after"] === "7", "kept", 429, null, 0],
	[{ status: 204 }, ({ status, text }) => status === 204 && text === "",
		"kept", 204, null, 0],
];

for (const [fault, isSeen, kept, status, handled, cost] of FAULTS)
	scene(`fault ${JSON.stringify(fault)}`, async (fake) => {
		await control(fake.url, "POST", "fail", { fault });
		const answer = await patch(fake,
			/^stall/.test(fault) ? SILENCE_MS : undefined);
		assert.ok(isSeen(answer), `seen: ${answer.status}`);
		const row = await jane(fake);
		assert.equal(row.custom_fields[TEXT], kept);
		assert.equal(row.update_time === OLD, kept === "kept");
		const { calls } = await control(fake.url, "GET", "log");
		assert.equal(calls.length, 1);
		const { correlation_id, at, host, ...entry } = calls[0];
		assert.deepEqual(entry, { n: 1, method: "PATCH", path: JANE,
			query: {}, body: BODY, fault, status, handled, cost });
		assert.equal((await patch(fake)).status, 200);
	});

/* scripts, then the statuses a PATCH, a GET and the same again come to */
const ORDERS = [
	[[{ fault: { status: 500 } }], [500, 200, 200, 200]],
	[[{ times: 3, fault: { status: 500 } }], [500, 500, 500, 200]],
	[[{ skip: 2, fault: { status: 500 } }], [200, 200, 500, 200]],
	[[{ match: { method: "GET" }, fault: { status: 500 } }],
		[200, 500, 200, 200]],
	[[{ match: { path_prefix: "/api/v2/personF" },
		fault: { status: 500 } }], [200, 200, 200, 200]],
	[[{ fault: { status: 500 } }, { fault: { status: 502 } }],
		[500, 502, 200, 200]],
	[[{ match: { method: "GET" }, times: 2, fault: { status: 500 } },
		{ fault: { status: 502 } }], [502, 500, 200, 500]],
];

for (const [scripts, want] of ORDERS)
	scene(`order ${JSON.stringify(scripts)}`, async ({ url }) => {
		for (const script of scripts)
			await control(url, "POST", "fail", script);
		const got = [];
		for (const method of ["PATCH", "GET", "PATCH", "GET"])
			got.push((await send(url, method, JANE, { body:
				method === "PATCH" ? BODY : undefined,
			})).status);
		assert.deepEqual(got, want);
	});

const BAD_SCRIPTS = [
	{}, { fault: "explode" }, { fault: {} }, { fault: { status: 99 } },
	{ fault: { status: 500, delay: 1 } }, { fault: "stall", times: 0 },
	{ fault: "stall", skip: -1 }, { fault: "stall", match: { url: "x" } },
	{ fault: "stall", when: "now" }, { fault: null },
	{ fault: { status: 500, headers: { "a b": "c" } } },
	{ fault: { status: 500, headers: { a: "b\nc" } } },
];

for (const script of BAD_SCRIPTS)
	scene(`bad script ${JSON.stringify(script)}`, async ({ url }) => {
		const { status } =
			await call(url, "POST", "/_fake/fail", script);
		assert.equal(status, 400);
		assert.equal((await call(url, "GET", JANE)).status, 200);
	});

scene("DELETE fail forgets what is queued", async ({ url }) => {
	const { queued } = await control(url, "POST", "fail",
		{ times: 2, fault: "drop_before" });
	assert.equal(queued, 1);
	await control(url, "DELETE", "fail");
	assert.equal((await call(url, "GET", JANE)).status, 200);
});

/* switch, header that tells, headers of the client */
const ENCODINGS = [
	["plain", "content-length", {}],
	["chunked", "transfer-encoding", {}],
	["gzip", "content-encoding", { "accept-encoding": "br, gzip" }],
	["gzip", "content-length", {}],
];

for (const [encoding, header, headers] of ENCODINGS)
	scene(`encoding ${encoding} ${header}`, async ({ url }) => {
		await control(url, "POST", "switches", { encoding });
		const answer = await send(url, "GET", JANE, { headers });
		assert.ok(answer.headers[header] !== undefined);
		const isPacked = answer.headers["content-encoding"] === "gzip";
		assert.equal(isPacked, header === "content-encoding");
		assert.equal(answer.text.startsWith("{"), !isPacked);
	});
