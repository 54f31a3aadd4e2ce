/* Exports to clients that take their time: nobody else waits for them. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, describe, test } from "node:test";
import { connect } from "node:net";
import { statSync } from "node:fs";
import { join } from "node:path";
import { Caller, makeKey } from "../harness/api.mjs";
import { PIXEL } from "../harness/install.mjs";
import { makeHit } from "../harness/hits.mjs";
import { poll } from "../harness/poll.mjs";
import { runProgram } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";
import { plantVisits } from "../harness/visits.mjs";

const EVENTS = 10000, VISITS = 100;

/* More than all buffers between us and the program hold: 30 MB. */
function makeVisits() {
	const now = Date.now();
	return Array.from({ length: VISITS }, (_, i) => ({ pixel: 1,
		visitor: 1 + i, events: Array.from({ length: EVENTS / VISITS },
			(_, k) => ({ at: now - 600e3 + i * 1000 + k,
				page: `https://shop.example/${"x".repeat(1500)}` })) }));
}

describe("a client that does not read", () => {
	let scene, boss, key;
	const sockets = [];

	before(async () => {
		scene = await openScene({ api: true });
		key = makeKey(scene.install, "boss");
		boss = new Caller(scene.url, key);
		plantVisits(scene.install, makeVisits());
	});
	after(async () => {
		for (const socket of sockets)
			socket.destroy();
		await scene?.close();
	});

	/* an export of which nothing is read */
	function stall(version = "1.0") {
		const { hostname, port } = new URL(scene.url);
		const socket = connect({ host: hostname, port });
		socket.pause();
		socket.write(`GET /api/analytics/export/${PIXEL}?limit=${EVENTS
		} HTTP/${version}\r\nHost: localhost\r\nAuthorization: Bearer ${key
		}\r\nConnection: close\r\n\r\n`);
		sockets.push(socket);
		return socket;
	}

	/* all that still comes */
	function rest(socket) {
		const parts = [];
		socket.on("data", (part) => parts.push(part));
		socket.resume();
		return new Promise((resolve) => {
			socket.on("close", () => resolve(
				Buffer.concat(parts).toString()));
		});
	}

	function isTaken(place) {
		return runProgram("flock", ["-n",
			join(scene.install.run, `export.${place}`), "true"])
			.code === 1;
	}

	/* "busy|frames|moved": 0 first where no reader is in the way */
	function cutLog() {
		return runProgram("sqlite3", [scene.install.db,
			"PRAGMA wal_checkpoint(TRUNCATE)"]).out.trim();
	}

	test("holds no write-ahead log back", async () => {
		const socket = stall();
		await poll("it has begun", 5000, () => isTaken(0));
		await poll("a slice is read, and the database let go", 5000,
			async () => {
				const hit = await post(scene.url, makeHit());
				assert.equal(hit.verdict, "stored");
				return cutLog() === "0|0|0";
			});
		assert.ok(isTaken(0), "the export is still under way");
		assert.equal(statSync(`${scene.install.db}-wal`).size, 0);
		socket.destroy();
		await poll("it ends with its client", 15000, () => !isTaken(0));
	});

	test("may come back after a while: each slice has its time", async () => {
		const began = Date.now();
		const socket = stall();
		await poll("a call's two seconds are over", 5000, () =>
			Date.now() > began + 2200);
		assert.ok(isTaken(0), "the export is still under way");
		const text = await rest(socket);
		assert.ok(text.includes(`"total_exported":${EVENTS}}}`));
	});

	test("learns when it does not get all of it", async () => {
		const LAST_CHUNK = /\r\n0\r\n\r\n$/;
		assert.match(await rest(stall("1.1")), LAST_CHUNK);
		const socket = stall("1.1");
		const [begun] = await once(socket.resume(), "data");
		socket.pause();
		scene.install.change("DROP INDEX sessions_started");
		const text = begun + await rest(socket);
		scene.install.change("CREATE INDEX sessions_started"
			+ " ON sessions(pixel_id, started)");
		assert.match(text, /^HTTP\/1.1 200 /);
		assert.doesNotMatch(text, LAST_CHUNK);
	});

	test("leaves half of the processes to others", async () => {
		stall();
		await poll("one stalls", 5000, () => isTaken(0));
		const second = stall();
		await poll("two stall", 5000, () => isTaken(1));
		const third = await boss.get(`/analytics/export/${PIXEL}`);
		assert.equal(third.status, 503);
		assert.equal(third.json.error, "busy");
		assert.ok(Number(third.headers["retry-after"]) >= 1);
		assert.equal((await boss.get("/session")).status, 200);
		second.destroy();
		await poll("its place is free", 15000, async () =>
			(await boss.get(`/analytics/export/${PIXEL}?limit=1`))
				.status === 200);
	});

	test("whoever reads gets all of it", async () => {
		for (const socket of sockets)
			socket.destroy();
		const answer = await poll("a place is free", 15000, async () => {
			const one = await boss.get(
				`/analytics/export/${PIXEL}?limit=${EVENTS}`);
			return one.status === 200 && one;
		});
		assert.equal(answer.json.data.total_exported, EVENTS);
		assert.equal(answer.json.data.events.length, EVENTS);
	});
});

test("as plain CGI an export comes, too", async () => {
	const scene = await openScene({ api: true, mode: "cgi" });
	try {
		const boss = new Caller(scene.url,
			makeKey(scene.install, "boss"));
		plantVisits(scene.install, makeVisits().slice(0, 10));
		const { data } = (await boss.get(
			`/analytics/export/${PIXEL}`)).json;
		assert.equal(data.total_exported, 1000);
		const csv = await boss.get(
			`/analytics/export/${PIXEL}?format=csv`);
		assert.equal(csv.text.split("\r\n").length, 1002);
	} finally {
		await scene.close();
	}
});
