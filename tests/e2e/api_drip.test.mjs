/* Bodies that come byte by byte: nobody's is waited for before their key is
 * known, and those of a key's holder a few times a minute only. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { Caller, makeKey } from "../harness/api.mjs";
import { openScene } from "../harness/scene.mjs";

const LATE = 5;		/* SLOW_BODIES_MAX */
const DRIP_MS = 100;
const HEAD = "POST /api/session HTTP/1.1\r\nHost: localhost\r\n"
	+ "Content-Type: application/json\r\nContent-Length: 500\r\n"
	+ "Connection: close\r\n";

let scene, key, boss;
before(async () => {
	scene = await openScene({ api: true });
	key = makeKey(scene.install, "boss");
	boss = new Caller(scene.url, key);
});
after(() => scene?.close());

/* Until the server hangs up. */
function drip(headers) {
	const { hostname, port } = new URL(scene.url);
	return new Promise((resolve) => {
		const socket = connect({ host: hostname, port }, () =>
			socket.write(`${HEAD}${headers}\r\n{`));
		const timer = setInterval(() => socket.write(" "), DRIP_MS);
		socket.on("error", () => {});
		socket.resume();
		socket.on("close", () => {
			clearInterval(timer);
			resolve();
		});
	});
}

const drips = (count, headers) => Promise.all(
	Array.from({ length: count }, () => drip(headers)));

/* Late bodies are counted a minute: all of this within one. */
async function withinMinute(act) {
	for (;;) {
		const minute = Math.floor(Date.now() / 60000);
		const found = await act();
		if (Math.floor(Date.now() / 60000) === minute)
			return found;
	}
}

test("nobody's body is waited for before their key is known", async () => {
	for (const headers of ["", `X-API-Key: lp_${"1".repeat(64)}\r\n`,
		"Cookie: leadpixel-insecure=1\r\n"])
		await drips(LATE, headers);
	/* a body that was waited for would have counted as late */
	assert.equal((await boss.post("/session", {})).status, 200);
});

test("strangers' bodies do not hold all processes for long", async () => {
	/* by then nobody is waited for any more: a quarter of a second each
	   would take four processes two seconds */
	await drips(12, "");
	const more = drips(32, "");
	const read = await boss.get("/session");
	await more;
	assert.equal(read.status, 200);
	assert.ok(read.ms < 1500, `${read.ms} ms`);
});

test("late bodies are waited for a few times only", async () => {
	const OURS = `X-API-Key: ${key}\r\n`;
	const { refused, read } = await withinMinute(async () => {
		await drips(LATE, OURS);
		const brings = await boss.post("/session", {});
		const more = drips(12, OURS);
		const reads = await boss.get("/session");
		await more;
		return { refused: brings, read: reads };
	});
	assert.equal(refused.status, 429);
	assert.equal(refused.json.error, "rate_limited");
	assert.ok(Number(refused.headers["retry-after"]) >= 1);
	assert.match(refused.headers["content-security-policy"], /'none'/);
	assert.equal(refused.verdict, undefined);
	/* who only reads keeps nobody waiting, and is kept by nobody */
	assert.equal(read.status, 200);
	assert.ok(read.ms < 1500, `${read.ms} ms`);
});
