/* The limiter's table in trouble: every hit passes, no process ends, and the
 * limits come back. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, renameSync, rmdirSync, rmSync,
	statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { MODES } from "../harness/apache.mjs";
import { startCollector } from "../harness/collector.mjs";
import { makeHit, makeLead } from "../harness/hits.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";

const LIMITS = { hits_per_minute: 1000, leads_per_hour: 1000 };
const tableOf = ({ install }) => join(install.run, "limiter");

/* what happens to it, and how it is undone where nothing of ours can */
const TROUBLE = [
	["cut to nothing", (path) => truncateSync(path, 0)],
	["cut to a page", (path) => truncateSync(path, 4096)],
	["cut to an odd size", (path) => truncateSync(path, 100001)],
	["made longer", (path) => truncateSync(path, 10000000)],
	["removed", (path) => rmSync(path)],
	["moved away", (path) => renameSync(path, `${path}.away`)],
	["replaced by a folder", (path) => {
		rmSync(path);
		mkdirSync(path);
	}, (path) => rmdirSync(path)],
	["filled with 0xff", (path) => writeFileSync(path,
		Buffer.alloc(statSync(path).size, 0xff), { flag: "r+" })],
	["not ours to read", (path) => chmodSync(path, 0),
		(path) => chmodSync(path, 0o660)],
];

async function assertPasses(scene) {
	const hits = Array.from({ length: 12 }, () => makeHit());
	const lead = makeLead();
	const answers = await Promise.all([...hits.map((hit) =>
		post(scene.url, hit)), post(scene.url, lead, { path: "/lp/l" })]);
	for (const { verdict, status } of answers)
		assert.equal(verdict, "stored", `${status}`);
	for (const hit of hits)
		assert.ok(scene.hit(hit));
	assert.equal(scene.lead(lead).jobs, 1);
}

for (const mode of MODES)
	describe(`the limiter's table, ${mode}`, () => {
		let scene;
		beforeEach(async () => {
			scene = await openScene({ mode, settings: LIMITS });
			await assertPasses(scene);
		});
		afterEach(() => scene?.close());

		for (const [name, harm, undo] of TROUBLE)
			test(name, async () => {
				const path = tableOf(scene);
				const child = scene.collector?.child();
				harm(path);
				await assertPasses(scene);
				await assertPasses(scene);
				assert.equal(scene.collector?.child(), child);
				if (mode !== "proxy")
					return;
				await scene.collector.stop();
				scene.collector = await scene.add(
					startCollector(scene.install));
				await assertPasses(scene);
				undo?.(path);
			});
	});

describe("limits after the trouble", () => {
	let scene;
	afterEach(() => scene?.close());

	for (const [name, harm] of TROUBLE.slice(0, 3))
		test(`${name}: counted anew`, async () => {
			scene = await openScene({ settings: { ...LIMITS,
				hits_per_minute: 5 } });
			harm(tableOf(scene));
			await poll("somebody is refused", 15000, async () =>
				(await post(scene.url, makeHit())).status === 429);
		});
});

describe("the database moved away, mod_fcgid", () => {
	for (const end of ["", "-wal"])
		test(`leadpixel.db${end}: nothing false is said`, async (t) => {
			const scene = await openScene({ mode: "fcgid" });
			t.after(() => scene.close());
			await assertPasses(scene);
			const file = `${scene.install.db}${end}`;
			renameSync(file, `${file}.away`);
			const hits = Array.from({ length: 8 }, () => makeHit());
			for (const hit of hits) {
				const answer = await post(scene.url, hit, {
					headers: { origin: "https://a.test" } });
				/* another process may have opened a new log: what it
				 * stores is there for all who look */
				if (end !== "" && answer.status === 200) {
					assert.ok(scene.hit(hit));
					continue;
				}
				assert.ok(answer.status >= 500, answer.text);
				assert.match(answer.headers["retry-after"],
					/^\d+$/);
				assert.equal(answer.headers[
					"access-control-allow-origin"],
				"https://a.test");
			}
			/* an empty one in its place would take them in */
			assert.ok(end !== "" || !existsSync(file));
			rmSync(file, { force: true });
			renameSync(`${file}.away`, file);
			await poll("it stores again", 20000, async () =>
				(await post(scene.url, makeHit())).verdict
				=== "stored");
			await assertPasses(scene);
			assert.equal(scene.value("PRAGMA integrity_check"),
				"ok");
		});
});
