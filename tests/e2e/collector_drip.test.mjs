/* 300 clients, each of a network of its own, whose bodies drip: all others
 * are served within three seconds (issue 2). */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { makeHit } from "../harness/hits.mjs";
import { pause, poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";

const DRIPPERS = 300;
const LAST_MS = 15000;
const DRIP_MS = 500;
const FEW = 4;		/* normal clients at a time */

/* Comes back as soon as it is turned away, with a byte each half second. */
class Dripper {
	constructor(url, number) {
		this.at = new URL(url);
		this.address = `10.${number >> 8}.${number & 255}.1`;
		this.turned = 0;
		this.open();
	}

	open() {
		this.socket = connect(this.at.port, this.at.hostname, () => {
			this.socket.write("POST /lp/t HTTP/1.1\r\nHost: t\r\n"
				+ `X-Forwarded-For: ${this.address}\r\n`
				+ "Content-Length: 5000\r\n\r\n{");
		});
		this.timer = setInterval(() => this.socket.write(" "),
			DRIP_MS);
		this.socket.on("error", () => {});
		this.socket.on("data", () => {});
		this.socket.on("close", () => this.again());
	}

	again() {
		clearInterval(this.timer);
		this.turned++;
		if (!this.ended)
			setTimeout(() => this.ended || this.open(), 10);
	}

	end() {
		this.ended = true;
		clearInterval(this.timer);
		this.socket.destroy();
	}
}

/* Hits one after the other; how long each took, and those not stored. */
async function visit(url, until, bad) {
	const times = [];
	while (Date.now() < until) {
		const began = Date.now();
		const answer = await post(url, makeHit(), { headers:
			{ "x-forwarded-for": "192.0.2.1" } }).catch((error) =>
			({ verdict: error.message }));
		times.push(Date.now() - began);
		if (answer.verdict !== "stored")
			bad.push(answer.status ?? answer.verdict);
		await pause(20);
	}
	return times;
}

test("300 dripping clients slow nobody beyond three seconds", async (t) => {
	const scene = await openScene({ settings:
		{ trusted_proxies: "127.0.0.1" } });
	t.after(() => scene.close());
	const child = scene.collector.child();
	const drippers = Array.from({ length: DRIPPERS }, (_, i) =>
		new Dripper(scene.url, i));
	t.after(() => drippers.forEach((dripper) => dripper.end()));
	await poll("some were turned away", 20000, () =>
		drippers.some(({ turned }) => turned > 0));
	const bad = [], until = Date.now() + LAST_MS;
	const times = (await Promise.all(Array.from({ length: FEW }, () =>
		visit(scene.url, until, bad)))).flat().sort((a, b) => a - b);
	t.diagnostic(`requests ${times.length}, median ${
		times[times.length >> 1]} ms, slowest ${times.at(-1)} ms`);
	assert.deepEqual(bad, []);
	assert.ok(times.length > 20, `${times.length} requests`);
	assert.ok(times.at(-1) < 3000, `${times.at(-1)} ms`);
	assert.equal(scene.collector.child(), child);
});
