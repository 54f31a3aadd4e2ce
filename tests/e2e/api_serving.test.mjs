/* The processes of api.fcgi: who dies is replaced, who is told to go goes. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { after, before, test } from "node:test";
import { Caller, makeKey } from "../harness/api.mjs";
import { childrenOf } from "../harness/collector.mjs";
import { poll } from "../harness/poll.mjs";
import { runProgram } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";

let scene, boss;
before(async () => {
	scene = await openScene({ api: true, settings: { api_processes: 3 } });
	boss = new Caller(scene.url, makeKey(scene.install, "boss"));
});
after(() => scene?.close());

/* parent, child, and those who answer */
const child = () => childrenOf(scene.api.pid)[0];
const crew = () => childrenOf(child());
const answers = async () => (await boss.get("/session")).status === 200;

test("as many as the settings say", async () => {
	assert.equal(crew().length, 3);
	assert.ok(await answers());
});

/* What /proc/PID/status calls it: "0-1,4" as [0, 1, 4]. */
function processorsOf(pid) {
	const [, text] = /^Cpus_allowed_list:\s+(\S+)$/m.exec(
		readFileSync(`/proc/${pid}/status`, "utf8"));
	return text.split(",").flatMap((part) => {
		const [first, last = first] = part.split("-").map(Number);
		return Array.from({ length: last - first + 1 }, (_, i) => first + i);
	});
}

/* The 19th field of /proc/PID/stat; the second may hold anything. */
function niceOf(pid) {
	const text = readFileSync(`/proc/${pid}/stat`, "utf8");
	return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[16]);
}

test("they stand back behind the hits, and leave them a processor", () => {
	const all = processorsOf(scene.collector.pid);
	for (const pid of crew()) {
		assert.deepEqual(processorsOf(pid),
			all.length < 2 ? all : all.slice(1));
		assert.equal(niceOf(pid), niceOf(scene.collector.pid) + 10);
	}
});

test("one that is killed is replaced, and nobody waits for it", async () => {
	const before = crew();
	process.kill(before[0], "SIGKILL");
	assert.ok(await answers());
	await poll("another one", 5000, () => crew().length === 3 &&
		!crew().includes(before[0]));
	assert.ok(await answers());
});

test("all of them killed: new ones come", async () => {
	const before = crew();
	for (const pid of before)
		process.kill(pid, "SIGKILL");
	await poll("an answer", 10000, answers);
	await poll("new ones", 10000, () => crew().length === 3 &&
		crew().every((pid) => !before.includes(pid)));
});

test("SIGHUP: new ones with new settings, no call refused", async () => {
	const before = child();
	let calling = true;
	const calls = [];
	const caller = (async () => {
		while (calling)
			calls.push((await boss.get("/session")).status);
	})();
	scene.install.configure({ api_processes: 2, reads_per_hour: 0 });
	scene.api.signal("SIGHUP");
	await poll("an heir", 10000, () => child() !== before &&
		childrenOf(scene.api.pid).length === 1 && crew().length === 2);
	calling = false;
	await caller;
	assert.ok(calls.length > 0);
	assert.ok(calls.every((status) => status === 200), `${calls}`);
});

test("a second server says that one runs", () => {
	const second = runProgram(scene.install.program("api.fcgi"),
		["--config", scene.install.conf,
			"--listen", `${scene.install.run}/api.sock`]);
	assert.equal(second.code, 75);
	assert.match(second.err, /another one serves already/);
});

test("another database in its place is used at once", async () => {
	const { install } = scene;
	assert.equal((await boss.data("/session")).projects[0].name, "Test");
	runProgram("sqlite3", [install.db, `VACUUM INTO '${install.db}.new'`]);
	runProgram("sqlite3", [`${install.db}.new`,
		"PRAGMA journal_mode = WAL; UPDATE projects SET name = 'Restored'"]);
	await scene.collector.stop();
	runProgram("rm", ["-f", `${install.db}-wal`, `${install.db}-shm`]);
	runProgram("mv", [`${install.db}.new`, install.db]);
	for (let i = 0; i < 6; i++)
		assert.equal((await boss.data("/session")).projects[0].name,
			"Restored");
});

test("who reads waits for no writer", { timeout: 30000 }, async (t) => {
	const writer = spawn("sqlite3", [scene.install.db],
		{ stdio: ["pipe", "pipe", "inherit"] });
	/* whose use is to be written down, by now */
	writer.stdin.write(`UPDATE api_keys SET last_used = NULL;
		BEGIN IMMEDIATE; SELECT 'locked';\n`);
	t.after(() => writer.kill());
	await once(writer.stdout, "data");
	for (let i = 0; i < 4; i++) {
		const answer = await boss.get("/session");
		assert.equal(answer.status, 200);
		assert.ok(answer.ms < 1000, `${answer.ms} ms`);
	}
});

test("a database that was broken for a while is read again", async () => {
	const { db } = scene.install;
	runProgram("sqlite3", [db, "PRAGMA wal_checkpoint(TRUNCATE)"]);
	const whole = readFileSync(db);
	const file = openSync(db, "r+");
	writeSync(file, Buffer.alloc(whole.length, "Z"), 0, whole.length, 0);
	const broken = await boss.get("/session");
	assert.deepEqual([broken.status, broken.json.error], [503, "busy"]);
	for (let i = 0; i < 6; i++)
		await boss.get("/session");
	writeSync(file, whole, 0, whole.length, 0);
	closeSync(file);
	await poll("an answer", 10000, answers);
	for (let i = 0; i < 6; i++)
		assert.ok(await answers());
});

test("SIGTERM ends all of them", async () => {
	const all = [child(), ...crew()];
	const ended = await scene.api.stop();
	assert.equal(ended.code, 0);
	for (const pid of all)
		assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
});
