/* `make run`, as a user sees it: it serves, it ends with all it started, it
 * works a second time, and says in a sentence what keeps it from working. */
import assert from "node:assert/strict";
import { chmodSync, chownSync, mkdtempSync,
	readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { freePort } from "../harness/apache.mjs";
import { childrenOf } from "../harness/collector.mjs";
import { makeLead } from "../harness/hits.mjs";
import { ROOT } from "../harness/install.mjs";
import { runProgram, startProgram, user } from "../harness/program.mjs";
import { post, send } from "../harness/send.mjs";

const STARTED = /each minute, writes/;

function makeVar() {
	const dir = mkdtempSync(join(tmpdir(), "leadpixel-run-"));
	chmodSync(dir, 0o755);
	if (user.uid !== undefined)
		chownSync(dir, user.uid, user.gid);
	return dir;
}

/* All it started, and what those did. */
function descendants(pid) {
	return childrenOf(pid).flatMap((child) =>
		[child, ...descendants(child)]);
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return !/^State:\s+Z/m.test(
			readFileSync(`/proc/${pid}/status`, "utf8"));
	} catch {
		return false;
	}
}

/* the checkout may be closed to whom root's tests run as */
function canRead() {
	return runProgram("test", ["-r", join(ROOT, "Makefile")]).code === 0 &&
		runProgram("test", ["-x", ROOT]).code === 0;
}

describe("make run", { skip: !canRead() && "checkout out of reach" }, () => {
	let dir, port, count = 0;
	const how = () => ({ name: "run.sh", log: join(dir, `said-${++count}`),
		env: { VAR: dir, HOME: dir } });
	const started = [];
	const start = (listen) => {
		started.push(startProgram("bash",
			[join(ROOT, "tools/run.sh"), listen], how()));
		return started.at(-1);
	};
	before(async () => {
		dir = makeVar();
		port = await freePort();
	});
	after(async () => {
		for (const run of started)
			await run.stop("SIGTERM");
		rmSync(dir, { recursive: true, force: true });
	});

	test("it serves, and ends with all it started", async () => {
		const run = start(`127.0.0.1:${port}`);
		await run.saying(STARTED, 60000);
		const url = `http://127.0.0.1:${port}`;
		assert.equal((await send(url, { path: "/demo/" })).status, 200);
		assert.equal((await send(url, { path: "/health" })).status, 200);
		const answer = await post(url, makeLead(
			{ pixel_id: "demo-pixel-01", form_data:
				{ email: "jane@example.com" } }), { path: "/lp/l" });
		assert.equal(answer.verdict, "stored");
		assert.match(run.said(), /API key +lp_[0-9a-f]{64}/);
		assert.match(run.said(), new RegExp(
			`ssh -N -L ${port}:127.0.0.1:${port} `));
		const all = descendants(run.pid);
		assert.ok(all.length >= 5, `${all}`);
		const { code } = await run.stop("SIGTERM");
		assert.equal(code, 143);
		assert.deepEqual(all.filter(isAlive), []);
		assert.deepEqual(readdirSync(join(dir, "run"))
			.filter((name) => /sock|started/.test(name)), []);
	});

	test("a second time, with the data of the first", async () => {
		const run = start(`127.0.0.1:${port}`);
		await run.saying(STARTED, 60000);
		const lead = runProgram(join(ROOT, "build/bin/leadpixel"),
			["--config", join(dir, "leadpixel.conf"), "lead", "show",
				"1"]);
		assert.match(lead.out, /jane@example\.com/, lead.err);
		assert.doesNotMatch(run.said(), /API key/);
		const other = runProgram("bash", [join(ROOT, "tools/run.sh"),
			"127.0.0.1:1"], { env: how().env });
		assert.match(other.err, /^make run runs here already.*\n$/);
		await run.stop("SIGTERM");
	});

	test("the secrets and the key are the owner's alone", () => {
		assert.equal(statSync(join(dir, "secrets")).mode & 0o77, 0);
		for (const name of readdirSync(join(dir, "log")))
			if (statSync(join(dir, "log", name)).isFile())
				assert.doesNotMatch(readFileSync(join(dir, "log",
					name), "utf8"), /lp_[0-9a-f]{64}/, name);
	});

	for (const [listen, sentence] of [
		["127.0.0.1:80", /^Port 80 is for root only.*\n$/],
		["127.0.0.1:99999", /^LISTEN is ADDRESS:PORT.*\n$/],
		["nonsense", /^LISTEN is ADDRESS:PORT.*\n$/]])
		test(`LISTEN=${listen}`, () => {
			const { code, err } = runProgram("bash",
				[join(ROOT, "tools/run.sh"), listen],
				{ env: how().env });
			assert.equal(code, 1);
			assert.match(err, sentence);
		});

	test("a port that is taken", async () => {
		const server = createServer();
		await new Promise((resolve) =>
			server.listen(0, "127.0.0.1", resolve));
		const { port: taken } = server.address();
		/* spawnSync would keep us from accepting */
		const run = start(`127.0.0.1:${taken}`);
		const { code } = await run.exited;
		assert.equal(code, 1);
		assert.match(run.said(), new RegExp(
			`^Port ${taken} is taken already.*$`, "m"));
		server.close();
	});

	test("no right to write", (t) => {
		const closed = mkdtempSync(join(tmpdir(), "leadpixel-run-"));
		chmodSync(closed, 0o555);
		t.after(() => rmSync(closed, { recursive: true }));
		const { code, err } = runProgram("bash",
			[join(ROOT, "tools/run.sh"), `127.0.0.1:${port}`],
			{ env: { VAR: closed, HOME: closed } });
		assert.equal(code, 1);
		assert.match(err, /^\S+ cannot write to .*\n$/);
	});
});
