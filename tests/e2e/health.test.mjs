/* /health: whether hits can be stored, for a monitor; why not and how leads
 * get on, for who has a key. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { MODES } from "../harness/apache.mjs";
import { makeHit, makeLead } from "../harness/hits.mjs";
import { poll } from "../harness/poll.mjs";
import { startProgram } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";

const MINUTE = 60000;
const FRESH = 5500;	/* a look is good for five seconds */

const ask = (scene, headers) => send(scene.url, { path: "/health", headers });

/* The text of a new key. */
const addKey = ({ install }, name = "monitor") =>
	install.cli("key", "add", name).trim();

/* How a key can be brought, and what else looks like one. */
const KEYS = [
	["as X-API-Key", (key) => ({ "x-api-key": key }), true],
	["as a bearer", (key) => ({ authorization: `Bearer ${key}` }), true],
	["as a bearer, in capitals", (key) =>
		({ authorization: `BEARER ${key}` }), true],
	["none", () => ({}), false],
	["another", (key) => ({ "x-api-key": key.slice(0, -1)
		+ (key.endsWith("0") ? "1" : "0") }), false],
	["half of one", (key) => ({ "x-api-key": key.slice(0, 40) }), false],
	["with a tail", (key) => ({ "x-api-key": `${key}0` }), false],
	["its digest", (key) => ({ "x-api-key": `lp_${
		createHash("sha256").update(key).digest("hex")}` }), false],
	["basic", (key) => ({ authorization: `Basic ${key}` }), false],
];

/* A sqlite3 shell that lets nobody write, until it is told. */
async function holdDatabase({ install }) {
	const log = join(install.log, "shell.log");
	writeFileSync(log, "");
	chmodSync(log, 0o666);
	const shell = startProgram("sqlite3", [install.db],
		{ name: "sqlite3", log, input: true });
	shell.child.stdin.write("PRAGMA wal_autocheckpoint = 0;\n"
		+ ".timeout 5000\nBEGIN EXCLUSIVE;\nSELECT 'held';\n");
	await shell.saying(/held/);
	return async () => {
		shell.child.stdin.end("ROLLBACK;\n");
		await shell.exited;
	};
}

for (const mode of MODES)
	describe(`health, ${mode}`, () => {
		let scene;
		beforeEach(async () => {
			scene = await openScene({ mode });
		});
		afterEach(() => scene?.close());

		test("without a key it says whether, with one how", async () => {
			const key = addKey(scene);
			for (const [name, headers, known] of KEYS) {
				const answer = await ask(scene, headers(key));
				assert.equal(answer.status, 200, name);
				assert.equal(answer.verdict, undefined);
				assert.equal(answer.json.status, "ok", name);
				assert.deepEqual(Object.keys(answer.json), known
					? ["status", "faults", "database", "queue",
						"sync", "backup"] : ["status"], name);
			}
			const { json } = await ask(scene, { "x-api-key": key });
			assert.ok(json.database.written_age_s <= 5);
			assert.deepEqual([json.faults, json.queue, json.sync,
				json.backup], [0, { oldest_due_age_s: null },
				{ started_age_s: null, ended_age_s: null },
				{ age_s: null }]);
			scene.install.change("UPDATE api_keys SET revoked = 1");
			assert.deepEqual((await ask(scene, { "x-api-key": key }))
				.json, { status: "ok" });
		});

		test("a late delivery: degraded, and why for a key", async () => {
			const key = addKey(scene);
			await post(scene.url, makeLead(), { path: "/lp/l" });
			const now = Date.now();
			scene.install.change(`UPDATE sync_jobs SET due = ${
				now - 60 * MINUTE}; INSERT INTO sync_runs (pid,
				started, ended, exit_reason) VALUES (1, ${
				now - 70 * MINUTE}, ${now - 69 * MINUTE}, 'done')`);
			const answer = await poll("it is seen", FRESH + 2000,
				async () => {
					const said = await ask(scene);
					return said.json.status !== "ok" && said;
				});
			assert.equal(answer.status, 200);
			assert.deepEqual(answer.json, { status: "degraded" });
			const { json } = await ask(scene, { "x-api-key": key });
			assert.equal(json.faults, 1);
			const near = (got, minutes) => assert.ok(got >= minutes * 60
				&& got < minutes * 60 + 30, `${got}`);
			near(json.queue.oldest_due_age_s, 60);
			near(json.sync.started_age_s, 70);
			near(json.sync.ended_age_s, 69);
			assert.equal(json.sync.exit_reason, "done");
		});

		test("a database nobody can write: 503, no hit", async () => {
			const release = await holdDatabase(scene);
			for (let i = 0; i < 2; i++) {
				const answer = await ask(scene);
				assert.equal(answer.status, 503);
				assert.equal(answer.verdict, undefined);
				assert.equal(answer.json.error, "busy");
				assert.match(answer.headers["retry-after"], /^\d+$/);
			}
			await release();
			await poll("well again", FRESH + 2000, async () =>
				(await ask(scene)).status === 200);
			await pause(1200);
			await ask(scene);
			assert.equal(scene.count("rejects"), 0);
			assert.equal(scene.count("verdict_counts"), 0);
		});
	});

describe("health, at rest", () => {
	let scene;
	beforeEach(async () => {
		scene = await openScene({ settings: { hits_per_minute: 5 } });
	});
	afterEach(() => scene?.close());

	test("a look each five seconds writes a row, however often", async () => {
		const probes = () => scene.value("SELECT probes FROM settings");
		const key = addKey(scene);
		for (let i = 0; i < 30; i++)
			assert.equal((await ask(scene, i % 2 === 0
				? { "x-api-key": key } : {})).status, 200);
		assert.equal(probes(), 1);
		await pause(FRESH);
		/* what commits nothing is no proof that something could be */
		await post(scene.url, makeHit({ pixel_id: "no-such-pixel" }));
		await ask(scene);
		assert.equal(probes(), 2);
	});
});

for (const mode of MODES)
	test(`guessing keys ends with the network's hits, ${mode}`, async () => {
		const scene = await openScene({ mode,
			settings: { hits_per_minute: 5 } });
		const key = addKey(scene);
		for (let i = 0; i < 6; i++)
			await ask(scene, { "x-api-key": `lp_${"0".repeat(64)}` });
		const answer = await ask(scene, { "x-api-key": key });
		assert.equal(answer.status, 200);
		await scene.close();
		assert.deepEqual(Object.keys(answer.json), ["status"]);
	});
