/* A call that takes too long to read is ended, and says what to ask for. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Caller, makeKey } from "../harness/api.mjs";
import { childrenOf } from "../harness/collector.mjs";
import { PIXEL } from "../harness/install.mjs";
import { poll } from "../harness/poll.mjs";
import { runProgram, startProgram } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";

const VISITS = 100000;

/* As many visits as no machine reads within a millisecond. */
function plant(install) {
	install.change(`BEGIN;
		INSERT INTO visitors (id, token, first_seen, last_seen)
			VALUES (1, zeroblob(16), 1, 1);
		WITH RECURSIVE n(i) AS
			(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${VISITS})
		INSERT INTO sessions (visitor_id, pixel_id, started,
			last_activity, page_views)
			SELECT 1, 1, unixepoch() * 1000 - i * 1000, 1, 1 FROM n;
		COMMIT`);
}

let scene, boss;
before(async () => {
	scene = await openScene({ api: true, settings: { reads_per_hour: 0 },
		late: ({ install }) => plant(install) });
	boss = new Caller(scene.url,
		makeKey(scene.install, "boss", "--role", "manage"));
});
after(() => scene?.close());

/* New processes with that deadline. */
async function settle(ms) {
	const [before] = childrenOf(scene.api.pid);
	scene.install.configure({ reads_per_hour: 0, api_deadline_ms: ms });
	scene.api.signal("SIGHUP");
	await poll("an heir", 10000, () => {
		const [child, more] = childrenOf(scene.api.pid);
		return more === undefined && child !== before;
	});
}

const ASKED = ["/reports/overview?project=1", "/reports/channels?project=1",
	`/analytics/stats/${PIXEL}`, "/analytics/project/1/stats"];

test("with time enough they are answered", async () => {
	for (const path of ASKED)
		assert.equal((await boss.get(path)).status, 200, path);
});

test("with a millisecond they are not", async () => {
	await settle(1);
	for (const path of ASKED) {
		const late = await boss.get(path);
		assert.equal(late.status, 503, path);
		assert.equal(late.json.error, "too_slow", path);
		assert.match(late.json.message, /fewer days/);
		assert.ok(Number(late.headers["retry-after"]) > 0);
	}
});

test("and nothing of it is left behind", async () => {
	await settle(2000);
	for (const path of ASKED)
		assert.equal((await boss.get(path)).status, 200, path);
	assert.equal((await boss.data("/reports/channels?project=1"))
		.totals.sessions, VISITS);
});

test("who waited for another writer hears what came of it", async () => {
	const DEADLINE_MS = 500, lock = `${scene.install.db}.lock`;
	await settle(DEADLINE_MS);
	const holder = startProgram("flock", ["--no-fork", lock, "sleep", "60"],
		{ name: "flock", log: join(scene.install.log, "flock.log") });
	await poll("the lock is held", 3000, () =>
		runProgram("flock", ["-n", lock, "true"]).code === 1);
	const began = Date.now();
	const changing = boss.put("/projects/1",
		{ configuration: { wait_days: 17 } });
	await poll("the time for reading is over", 3000, () =>
		Date.now() > began + DEADLINE_MS + 200);
	await holder.stop();
	const { status, text, json } = await changing;
	assert.equal(status, 200, text);
	assert.equal(json.data.configuration.wait_days, 17);
	assert.equal(scene.value("SELECT wait_days FROM projects"), 17);
});
