/* When things go wrong under the collector: nothing false is acknowledged,
 * and it comes back by itself. */
import assert from "node:assert/strict";
import { chmodSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { MODES } from "../harness/apache.mjs";
import { startCollector } from "../harness/collector.mjs";
import { limitFiles, mountSmall } from "../harness/small_disk.mjs";
import { makeHit, makeLead } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { poll } from "../harness/poll.mjs";
import { runProgram, startProgram } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";

const ORIGIN = "https://www.shop.example";

/* Refused in a way that a script understands, with nothing stored. */
async function assertBusy(scene, status = 503) {
	const hit = makeHit();
	const answer = await post(scene.url, hit,
		{ headers: { origin: ORIGIN } });
	assert.equal(answer.status, status, answer.text);
	assert.notEqual(answer.verdict, "stored");
	assert.match(answer.headers["retry-after"], /^\d+$/);
	assert.equal(answer.headers["access-control-allow-origin"], ORIGIN);
	return hit;
}

async function assertStores(scene, how) {
	const hit = makeHit();
	const answer = await post(scene.url, hit, how);
	assert.equal(answer.verdict, "stored", answer.text);
	assert.ok(scene.hit(hit));
	return hit;
}

function recovers(scene, ms = 10000) {
	return poll("it stores again", ms, async () =>
		(await post(scene.url, makeHit())).verdict === "stored");
}

/* A sqlite3 shell that holds the database, until it is told. */
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
	describe(`the database, ${mode}`, () => {
		let scene;
		beforeEach(async () => {
			scene = await openScene({ mode });
		});
		afterEach(() => scene?.close());

		test("held by somebody's shell", async () => {
			await assertStores(scene);
			const child = scene.collector?.child();
			const release = await holdDatabase(scene);
			const hit = await assertBusy(scene);
			const lead = makeLead();
			const refused = await post(scene.url, lead,
				{ path: "/lp/l" });
			assert.equal(refused.status, 503);
			assert.equal(refused.verdict, "busy");
			await release();
			assert.equal(scene.hit(hit), undefined);
			assert.equal(scene.lead(lead), undefined);
			await assertStores(scene);
			assert.equal(scene.collector?.child(), child);
		});

		test("held by a program of ours that hangs", async () => {
			const holder = startProgram("flock", ["--no-fork",
				`${scene.install.db}.lock`, "sleep", "60"],
			{ name: "flock", log: join(scene.install.log,
				"flock.log") });
			await poll("the lock is held", 3000, () => runProgram(
				"flock", ["-n", `${scene.install.db}.lock`, "true"])
				.code === 1);
			const hit = await assertBusy(scene);
			assert.equal(scene.hit(hit), undefined);
			await holder.stop();
			await recovers(scene, 3000);
		});
	});

/* More than one page of the write-ahead log each. */
function makeLarge() {
	return makeLead({ form_data: { email: "l@example.com",
		note: "x".repeat(7000), more: "y".repeat(7000) } });
}

async function fillUp(scene) {
	for (const make of [makeLarge, makeHit])
		await poll("it is full", 30000, async () => {
			const { status, verdict } = await post(scene.url, make(),
				{ path: "/lp/l" });
			assert.equal(verdict, status === 200 ? "stored" : "busy");
			return status === 503;
		});
}

describe("the disk", () => {
	let scene;
	afterEach(() => scene?.close());

	test("no file may grow", async () => {
		scene = await openScene();
		const child = scene.collector.child();
		limitFiles(child, 300 * 1024);
		await fillUp(scene);
		const hit = await assertBusy(scene);
		const stored = scene.count("tracking_events");
		limitFiles(child, "unlimited");
		assert.equal(scene.hit(hit), undefined);
		await recovers(scene);
		assert.equal(scene.collector.child(), child);
		assert.equal(scene.count("tracking_events"), stored + 1);
		assert.equal(scene.value("PRAGMA integrity_check"), "ok");
	});

	test("it is full", async (t) => {
		let mounted;
		scene = await openScene({ late: (early) => {
			mounted = mountSmall(early);
		} });
		if (!mounted)
			return t.skip("needs root and the right to mount");
		const filler = join(mounted, "filler");
		writeFileSync(filler, Buffer.alloc(1024 * 1024));
		await fillUp(scene);
		await assertBusy(scene);
		rmSync(filler);
		await recovers(scene);
		assert.equal(scene.value("PRAGMA integrity_check"), "ok");
	});

	test("read-only", async () => {
		scene = await openScene({ mode: "cgi" });
		await assertStores(scene);
		const { db, dir } = scene.install;
		const files = [db, `${db}-wal`, `${db}-shm`, join(dir, "data")];
		for (const file of files)
			chmodSync(file, 0o555);
		const hit = await assertBusy(scene);
		for (const file of files)
			chmodSync(file, 0o770);
		assert.equal(scene.hit(hit), undefined);
		await assertStores(scene);
	});
});

describe("the file under it", () => {
	let scene;
	beforeEach(async () => {
		scene = await openScene();
		await assertStores(scene);
	});
	afterEach(() => scene.close());

	for (const which of ["", "-wal"])
		test(`leadpixel.db${which} moved away and back`, async () => {
			const file = `${scene.install.db}${which}`;
			renameSync(file, `${file}.away`);
			const hit = makeHit();
			const answer = await post(scene.url, hit,
				{ headers: { origin: ORIGIN } });
			assert.ok(answer.status >= 500, answer.text);
			assert.match(answer.headers["retry-after"], /^\d+$/);
			assert.equal(
				answer.headers["access-control-allow-origin"],
				ORIGIN);
			rmSync(file, { force: true });
			renameSync(`${file}.away`, file);
			await recovers(scene, 20000);
			assert.match(scene.collector.said(), /moved or removed/);
		});

	test("a pixel added while it runs: its first hit is stored",
		async () => {
			for (const id of ["new-pixel-01", "new-pixel-02"]) {
				scene.install.cli("pixel", "add", "Test", id,
					"--id", id);
				const hit = makeHit({ pixel_id: id });
				const { verdict } = await post(scene.url, hit);
				assert.equal(verdict, "stored");
				assert.equal(scene.hit(hit).pixel_id, id);
			}
		});

	test("a pixel switched off is refused within a second", async () => {
		scene.install.change(`UPDATE pixels SET active = 0
			WHERE public_id = '${PIXEL}'; UPDATE settings
			SET settings_version = settings_version + 1`);
		await poll("it is refused", 2000, async () =>
			(await post(scene.url, makeHit())).status === 403);
	});
});

/* Posts from `clients` at once until `stop()`; what was answered, and what
 * was acknowledged. */
function makeLoad(scene, clients) {
	const statuses = {}, stored = [];
	let running = true;
	const client = async () => {
		while (running) {
			const hit = makeHit();
			let status = "broken line";
			try {
				const answer = await post(scene.url, hit);
				({ status } = answer);
				if (answer.verdict === "stored")
					stored.push(hit.hit_id);
			} catch {
				/* counted as what it is */
			}
			statuses[status] = (statuses[status] ?? 0) + 1;
		}
	};
	const all = Promise.all(Array.from({ length: clients }, client));
	return { statuses, stored, stop: async () => {
		running = false;
		await all;
	} };
}

function assertKept(scene, stored) {
	const kept = new Set(scene.rows("SELECT hex(hit_id) AS id"
		+ " FROM tracking_events").map(({ id }) => id.toLowerCase()));
	assert.deepEqual(stored.filter((id) => !kept.has(id)), []);
}

describe("signals under load", () => {
	let scene, load;
	beforeEach(async () => {
		scene = await openScene();
		load = makeLoad(scene, 16);
		await poll("load", 5000, () => load.stored.length > 50);
	});
	afterEach(async () => {
		await load.stop();
		await scene.close();
	});

	test("SIGTERM: what was taken in is answered, within a second",
		async () => {
			const began = Date.now();
			const ended = await scene.collector.stop("SIGTERM");
			const ms = Date.now() - began;
			await load.stop();
			assert.deepEqual(ended, { code: 0, signal: null });
			assert.ok(ms < 1200, `${ms} ms`);
			assert.deepEqual(Object.keys(load.statuses),
				["200", "503"]);
			assertKept(scene, load.stored);
		});

	test("SIGHUP: five times, and no request is refused", async () => {
		for (let i = 0; i < 5; i++) {
			const before = scene.collector.child();
			scene.collector.signal("SIGHUP");
			await scene.collector.heir(before);
		}
		await load.stop();
		assert.deepEqual(Object.keys(load.statuses), ["200"]);
		assertKept(scene, load.stored);
	});

	test("SIGKILL of the child: another serves, nothing is lost",
		async () => {
			for (let i = 0; i < 3; i++) {
				const before = scene.collector.child();
				process.kill(before, "SIGKILL");
				await scene.collector.heir(before);
				await recovers(scene);
			}
			await load.stop();
			assertKept(scene, load.stored);
			assert.equal(scene.value("PRAGMA integrity_check"), "ok");
		});

	test("SIGKILL of the parent: the child goes, the next one serves",
		async () => {
			const child = scene.collector.child();
			await scene.collector.stop("SIGKILL");
			await poll("the child is gone", 3000, () => {
				try {
					process.kill(child, 0);
					return false;
				} catch {
					return true;
				}
			});
			await scene.add(startCollector(scene.install));
			await recovers(scene);
			await load.stop();
			assertKept(scene, load.stored);
		});
});

test("collector down: Apache's own 503 can be read by the script",
	async (t) => {
		const scene = await openScene();
		t.after(() => scene.close());
		await scene.collector.stop();
		await assertBusy(scene);
		const image = await send(scene.url, { path: "/lp/p.gif",
			headers: { origin: ORIGIN } });
		assert.equal(image.status, 503);
		await scene.add(startCollector(scene.install));
		await assertStores(scene);
	});

test("few descriptors: slower, but every reader lives", async (t) => {
	const scene = await openScene({ collector: {
		limits: { nofile: 40 } } });
	t.after(() => scene.close());
	const child = scene.collector.child();
	for (let round = 0; round < 3; round++) {
		const answers = await Promise.all(Array.from({ length: 300 },
			() => post(scene.url, makeHit())));
		for (const { status, verdict } of answers)
			assert.ok(status === 503 || verdict === "stored",
				`${status}`);
	}
	await assertStores(scene);
	assert.equal(scene.collector.child(), child);
	assert.match(scene.collector.said(), /descriptors/);
	assert.ok(scene.collector.said().length < 200 * 1024,
		`the log has ${scene.collector.said().length} bytes`);
});

test("mod_fcgid's processes go when they are told to", async (t) => {
	const scene = await openScene({ mode: "fcgid" });
	t.after(() => scene.close());
	const lead = makeLead();
	await post(scene.url, lead, { path: "/lp/l" });
	const began = Date.now();
	await scene.apache.stop();
	/* it kills after eight seconds */
	assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`);
	assert.equal(scene.lead(lead).jobs, 1);
	assert.equal(scene.value("SELECT sum(hits) FROM verdict_counts"), 1);
});
