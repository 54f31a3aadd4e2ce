/* What is said of a lead by the API: stored, written down, and sent. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOLD, openStage } from "./api_stage.mjs";

const HOURS = 7 * 3600;
const MOVES = ["requeue", "cancel", "resolve", "release", "spam"];
let s;

before(async () => { s = await openStage(); });
after(() => s?.close());

/* A 200 whose answer is the lead as it is stored, with its audit line. */
async function move(id, name, body, { action = `lead ${name}`, detail }) {
	const since = s.lastAudit();
	const answer = await s.boss.post(`/leads/${id}/${name}`, body);
	assert.equal(answer.status, 200, answer.text);
	const { state, reason } = s.job(id, body?.target);
	const told = answer.json.data.jobs.find(({ target }) =>
		target === (body?.target ?? "pipedrive"));
	assert.deepEqual([answer.json.data.id, told.state, told.reason],
		[id, state, reason]);
	const [line, ...more] = s.audit(since);
	const key = s.scene.value(
		"SELECT id FROM api_keys WHERE name = 'boss'");
	assert.deepEqual([{ ...line, detail: 0 }, more], [{
		actor: `key:${key}`, action, subject: `${id}`, detail: 0 }, []]);
	assert.match(line.detail, detail);
	return answer.json.data;
}

async function refused(who, path, body, status, code) {
	const before = s.scene.rows("SELECT * FROM sync_jobs");
	const answer = await who.post(path, body);
	assert.deepEqual([answer.status, answer.json.error], [status, code],
		`${path}: ${answer.text}`);
	assert.deepEqual(s.scene.rows("SELECT * FROM sync_jobs"), before);
	return answer.json;
}

test("cancel: it is not sent; requeue: it is, after all", async () => {
	const id = await s.leadOf({ email: "jane@example.com" }, { page_url:
		"https://shop.example/?utm_source=fair&utm_medium=event" });
	const data = await move(id, "cancel", {}, { detail: /was held/ });
	assert.deepEqual(data.actions, ["requeue", "resolve"]);
	assert.equal(s.state(id), "cancelled");
	s.sync(HOLD + 1);
	assert.deepEqual((await s.person(1)).by_name, {});
	await move(id, "requeue", {}, { detail: /was cancelled/ });
	assert.equal(s.job(id).replays, 1);
	s.sync(HOURS);
	assert.equal(s.state(id), "synced");
	assert.equal((await s.person(1)).by_name["Last source"], "fair");
});

test("resolve: the person is chosen, or nobody", async () => {
	const [one, two] = [await s.lead({ form_data: {
		email: "shared@example.com" }, page_url:
		"https://shop.example/?utm_source=news&utm_medium=email" }),
	await s.leadOf({ email: "shared@example.com" })];
	s.sync();
	assert.equal(s.state(one), "review several_persons");
	await move(one, "resolve", { person: 4 },
		{ detail: /person 4; was review/ });
	await move(two, "resolve", { person: 0 },
		{ detail: /nobody; was / });
	assert.equal(s.state(two), "not_found nobody_chosen");
	s.sync(HOURS);
	assert.deepEqual([s.state(one), s.job(one).person_id],
		["synced", 4]);
	assert.equal((await s.person(4)).by_name["Last source"], "news");
	assert.deepEqual((await s.person(3)).by_name, {});
});

test("release: a suspect is sent; spam: never", async () => {
	const person = await s.suspect("john@example.com");
	const robot = await s.suspect("robot@example.com");
	const leads = (id) => s.scene.value(`SELECT v.leads FROM sessions v
		JOIN submissions s ON s.session_id = v.id WHERE s.id = ${id}`);
	assert.deepEqual([s.state(person), leads(person)],
		["suspect honeypot", 0]);
	await move(person, "release", {}, { detail: /was suspect/ });
	assert.deepEqual([s.state(person), leads(person)], ["held", 1]);
	await move(robot, "spam", {}, { detail: /is skipped spam/ });
	assert.deepEqual([s.state(robot), leads(robot)],
		["skipped spam", 0]);
	s.sync(HOURS);
	assert.equal(s.job(person).person_id, 2);
	assert.equal(s.state(robot), "skipped spam");
});

test("requeue and cancel by target", async () => {
	const id = await s.leadOf({ email: "jane@example.com" });
	s.scene.install.change(`INSERT INTO sync_jobs (submission_id, target,
		state, due, created) VALUES (${id}, 'webhook', 'held', 9e15, 1)`);
	await move(id, "cancel", { target: "webhook" },
		{ detail: /^webhook: was held/ });
	assert.deepEqual([s.state(id), s.job(id, "webhook").state],
		["held", "cancelled"]);
	await move(id, "requeue", { target: "webhook" },
		{ detail: /^webhook: was cancelled/ });
	assert.equal(s.job(id, "webhook").state, "held");
});

test("what cannot be: 409 with the reason", async () => {
	const id = await s.leadOf({ email: "jane@example.com" });
	for (const [name, body, says] of [
		["release", {}, /not kept back as a suspect/],
		["spam", {}, /waits for nobody's word/],
		["cancel", { target: "webhook" }, /no delivery to webhook/]]) {
		const said = await refused(s.boss, `/leads/${id}/${name}`, body,
			409, "conflict");
		assert.match(said.message, says);
	}
	const off = await s.leadOf({ email: "jane@example.com" },
		{ pixel_id: "other-pixel-01" });
	assert.match((await refused(s.boss, `/leads/${off}/requeue`, {}, 409,
		"conflict")).message, /does not use Pipedrive/);
	assert.match((await refused(s.boss, `/leads/${off}/cancel`, {}, 409,
		"conflict")).message, /goes nowhere/);
});

test("what is asked wrongly: 400 naming it", async () => {
	const id = await s.lead();
	for (const [name, body, field] of [
		["resolve", {}, "person"], ["resolve", { person: -1 }, "person"],
		["resolve", { person: "4" }, "person"],
		["resolve", { person: 1.5 }, "person"],
		["resolve", { person: null }, "person"],
		["requeue", { target: "fax" }, "target"],
		["requeue", { target: 1 }, "target"],
		["cancel", { target: "" }, "target"],
		["cancel", { targett: "webhook" }, "targett"],
		["resolve", { person: 1, who: 2 }, "who"],
		["spam", { target: "pipedrive" }, "target"],
		["release", { x: 1 }, "x"]]) {
		const said = await refused(s.boss, `/leads/${id}/${name}`, body,
			400, "bad_request");
		assert.equal(said.field, field);
	}
	await refused(s.boss, `/leads/${id}/undo`, {}, 404, "not_found");
	assert.equal((await s.boss.get(`/leads/${id}/spam`)).status, 405);
});

test("a key that reads may not, and it is written down", async () => {
	const id = await s.suspect("robot@example.com");
	for (const name of MOVES) {
		const since = s.lastAudit();
		await refused(s.reader, `/leads/${id}/${name}`, { person: 1 },
			403, "forbidden");
		assert.deepEqual(s.audit(since).map(({ action, subject, detail }) =>
			[action, subject, detail]),
		[["refused", "reader", `/leads/:/${name}`]]);
	}
});

test("a key of another project finds nothing", async () => {
	const mine = await s.suspect("robot@example.com");
	for (const id of [mine, 9999, "x"])
		for (const name of MOVES) {
			const since = s.lastAudit();
			await refused(s.stranger, `/leads/${id}/${name}`,
				{ person: 1 }, 404, "not_found");
			assert.deepEqual(s.audit(since), []);
		}
	assert.equal((await s.bound.post(`/leads/${mine}/spam`)).status, 200);
	assert.equal(s.state(mine), "skipped spam");
});
