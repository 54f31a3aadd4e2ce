/* Paging through the leads by the API, while more come in. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { OTHER, openStage } from "./api_stage.mjs";

const PAGES_MOST = 50;
let s;

before(async () => { s = await openStage(); });
after(() => s?.close());

/* All pages; `between` runs after each. */
async function walk(params, between = () => {}) {
	const seen = [];
	let next = null, pages = 0;
	do {
		const query = new URLSearchParams(
			next === null ? params : { ...params, after: next });
		const answer = await s.boss.get(`/leads?${query}`);
		assert.equal(answer.status, 200, answer.text);
		seen.push(...answer.json.data.map(({ id }) => id));
		({ next } = answer.json);
		pages++;
		assert.ok(pages < PAGES_MOST);
		await between();
	} while (next !== null);
	return { seen, pages };
}

/* Leads as they lie there: SQL for `count` of them, one a second back. */
function plant(count, { state = "waiting", pixel = 1, name = "Bulk" } = {}) {
	const finished = state === "waiting" ? "NULL" : "1";
	s.scene.install.change(`BEGIN;
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
			SELECT i + 1 FROM n WHERE i < ${count})
		INSERT INTO submissions (lead_id, pixel_id, event_id, visitor_id,
			session_id, occurred, received, form_state, fields, email,
			last_name, record, record_hash)
		SELECT randomblob(16), ${pixel}, 0, 0, 0, 1e12 - i * 1000,
			1e12 - i * 1000, 'confirmed', '[]', 'b' || i ||
			'@example.com', '${name}', '{}', x'00' FROM n;
		INSERT INTO sync_jobs (submission_id, target, state, due, created,
			finished) SELECT id, 'pipedrive', '${state}', 9e15, 1e12,
			${finished} FROM submissions s WHERE NOT EXISTS (SELECT 1
			FROM sync_jobs j WHERE j.submission_id = s.id);
		COMMIT;`);
}

const all = (where = "1") => s.scene.rows(`SELECT s.id FROM submissions s
	JOIN sync_jobs j ON j.submission_id = s.id WHERE ${where}
	ORDER BY s.received DESC, s.id DESC`).map(({ id }) => id);

test("no gap and no repeat while leads come in", async () => {
	for (let i = 0; i < 9; i++)
		await s.lead(i % 3 === 0 ? { pixel_id: OTHER } : {});
	/* several of one moment: the number decides */
	s.scene.install.change(`UPDATE submissions SET received =
		(SELECT received FROM submissions WHERE id = 9)
		WHERE id BETWEEN 2 AND 6`);
	const before = all();
	let come = 0;
	const { seen, pages } = await walk({ limit: 2 }, async () => {
		if (come++ < 3)
			await s.lead();
	});
	assert.deepEqual(seen.filter((id) => before.includes(id)), before);
	assert.equal(new Set(seen).size, seen.length);
	assert.equal(pages, 5);
	assert.equal(all().length, 12);
});

test("a page that is just full is the last", async () => {
	const count = all("s.pixel_id = 2").length;
	const answer = await s.boss.get(`/leads?project=2&limit=${count}`);
	assert.deepEqual([answer.json.data.length, answer.json.next],
		[count, null]);
});

test("by a state: the rare one is found behind many others", async () => {
	plant(1, { state: "failed", name: "Old" });
	plant(300);
	const [old] = all("j.state = 'failed'");
	assert.deepEqual((await walk({ state: "failed" })).seen, [old]);
	assert.deepEqual((await walk({ state: "waiting_for_you",
		project: 1 })).seen, [old]);
	const { seen } = await walk({ state: "waiting", limit: 70 });
	assert.deepEqual(new Set(seen), new Set(all("j.state = 'waiting'")));
	assert.equal(seen.length, 300);
});

test("by a state: other deliveries in it hide none", async () => {
	/* a webhook that is down fails for every lead */
	s.scene.install.change(`INSERT INTO sync_jobs (submission_id, target,
		state, due, created, finished) SELECT id, 'webhook', 'failed',
		1, 1, 1 FROM submissions`);
	plant(300, { state: "synced" });
	s.scene.install.change(`INSERT INTO sync_jobs (submission_id, target,
		state, due, created, finished) SELECT id, 'newsletter',
		'failed', 1, 1, 1 FROM submissions`);
	const failed = all("j.state = 'failed' AND j.target = 'pipedrive'");
	assert.equal(failed.length, 1);
	assert.deepEqual((await walk({ state: "failed" })).seen, failed);
	assert.deepEqual((await walk({ state: "waiting_for_you" })).seen,
		failed);
	s.scene.install.change(
		"DELETE FROM sync_jobs WHERE target <> 'pipedrive'");
});

test("a search looks back so far, and goes on where it stopped", async () => {
	plant(5200, { state: "synced" });
	plant(1, { state: "synced", name: "Needle" });
	const [needle] = all("s.last_name = 'Needle'");
	s.scene.install.change(`UPDATE submissions SET received = 5
		WHERE id = ${needle}`);
	/* a rare state is found at once, behind all of them */
	s.scene.install.change(`UPDATE submissions SET received = 4
		WHERE id = (SELECT submission_id FROM sync_jobs
			WHERE state = 'failed')`);
	assert.equal((await s.boss.data("/leads?state=failed&project=1"))
		.length, 1);
	const first = await s.boss.get("/leads?text=needle");
	assert.deepEqual(first.json.data, []);
	assert.notEqual(first.json.next, null);
	const { seen, pages } = await walk({ text: "needle" });
	assert.deepEqual([seen, pages], [[needle], 2]);
	assert.deepEqual((await walk({ text: "needle", state: "synced",
		project: 1 })).seen, [needle]);
	assert.deepEqual((await walk({ text: "needle", state: "synced" })).seen,
		[needle]);
});

test("what does not fit into memory is too large, and not busy", async () => {
	s.scene.install.change(`UPDATE submissions SET form_name =
		hex(zeroblob(5000000)) WHERE id = 1`);
	const answer = await s.boss.get("/leads/1");
	assert.deepEqual([answer.status, answer.json.error],
		[500, "too_large"]);
});
