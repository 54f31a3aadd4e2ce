/* Leads that the site's own form refused: kept, shown in plain words, never
 * delivered, and delivered after all once the form took them. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeId, makeLead } from "../harness/hits.mjs";
import { ROOT } from "../harness/install.mjs";
import { runProgram } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";
import { addSites } from "../harness/sites.mjs";
import { runSync } from "../harness/sync.mjs";

const LATER_S = 600, REFUSED = 65;
const OFF = "off-pixel-01";
let scene;

/* "Off" uses no CRM. */
before(async () => {
	scene = await openScene({ fake: true, late: ({ install }) =>
		addSites(install, [{ project: "Off", pixel: OFF }]) });
	writeFileSync(`${scene.install.dir}/secrets`,
		"[demo]\ntoken = demo-token-not-secret\n");
	const { fields } = JSON.parse(readFileSync(
		join(ROOT, "tests/fake/seed-demo.json"), "utf8"));
	const { field_code, field_type } = fields.find((field) =>
		field.field_name === "Last source");
	scene.install.cli("crm", "map", "demo", "last_source", field_code,
		field_type);
});
after(() => scene?.close());

async function sendStates(states, more) {
	const lead = makeLead(more);
	for (const form_state of states)
		assert.equal((await post(scene.url, { ...lead, form_state,
			hit_id: makeId() })).status, 200);
	return lead;
}

const cli = (...args) => scene.install.cli("lead", ...args);
const stateOf = (lead) => {
	const { form_state, state, reason, finished, jobs } = scene.lead(lead);
	return [form_state, state, reason, finished !== null, jobs];
};
const FAILED = ["failed", "skipped", "form_failed", true, 1];
const attempts = ({ id }) => scene.count("sync_attempts",
	`job_id IN (SELECT id FROM sync_jobs WHERE submission_id = ${id})`);
const listed = ({ id }) => cli("list", "--last", "200").split("\n")
	.find((line) => line.trim().startsWith(`${id} `));

for (const states of [["failed"], ["attempted", "failed"],
	["failed", "attempted"]])
	test(`${states.join(", then ")}: kept, said, never sent`, async () => {
		const lead = await sendStates(states);
		const row = scene.lead(lead);
		assert.deepEqual(stateOf(lead), FAILED);
		assert.match(row.email, /^jane/);
		assert.equal(runSync(scene.install, { later: LATER_S }).code, 0);
		assert.deepEqual(stateOf(lead), FAILED);
		assert.equal(attempts(row), 0);
		assert.match(listed(row), / Form refused it$/);
		const page = cli("show", String(row.id));
		assert.match(page, /^Sent .*, the form refused it$/m);
		assert.match(page, /^Pipedrive: Form refused it$/m);
		assert.match(page.replace(/\s+/g, " "),
			/kept and never delivered/);
		assert.doesNotMatch(page, /lead requeue/);
	});

/* As it may be when the refusal comes late, or somebody looked at it. */
for (const state of ["ready", "retry", "review", "suspect"])
	test(`refused while ${state}, it is not sent either`, async () => {
		const lead = await sendStates(["attempted"]);
		const { id } = scene.lead(lead);
		scene.install.change(`UPDATE sync_jobs SET state = '${state}',
			due = 1 WHERE submission_id = ${id}`);
		await post(scene.url, { ...lead, form_state: "failed",
			hit_id: makeId() });
		assert.deepEqual(stateOf(lead), ["failed", state, null, false,
			1]);
		if (state === "suspect")
			cli("release", String(id));
		runSync(scene.install, { later: LATER_S });
		assert.equal(attempts({ id }), 0);
		if (state === "review")
			assert.equal(scene.lead(lead).state, "review");
		else
			assert.deepEqual(stateOf(lead), FAILED);
	});

test("nobody can send it by hand", async () => {
	const lead = await sendStates(["failed"]);
	const { id } = scene.lead(lead);
	const done = runProgram(scene.install.program("leadpixel"),
		["--config", scene.install.conf, "lead", "requeue",
			String(id)]);
	assert.match(done.err, /refused by its own form/);
	assert.equal(done.code, REFUSED);
	assert.deepEqual(stateOf(lead), FAILED);
});

test("a form that takes it after all sends it, and stays so", async () => {
	const lead = await sendStates(["failed", "confirmed", "failed",
		"attempted"]);
	assert.deepEqual(stateOf(lead), ["confirmed", "held", null, false, 1]);
	runSync(scene.install, { later: LATER_S });
	assert.ok(attempts(scene.lead(lead)) > 0);
	assert.notEqual(scene.lead(lead).reason, "form_failed");
	await post(scene.url, { ...lead, form_state: "failed",
		hit_id: makeId() });
	assert.equal(scene.lead(lead).form_state, "confirmed");
});

test("without a CRM the list says that the form refused it", async () => {
	for (const [states, words] of [[["failed"], / Form refused it$/],
		[["attempted", "failed"], / Form refused it$/],
		[["failed", "confirmed"], / Not sent: CRM off$/]]) {
		const row = scene.lead(await sendStates(states,
			{ pixel_id: OFF }));
		assert.deepEqual([row.state, row.reason, row.form_state],
			["skipped", "crm_off", states.at(-1)]);
		assert.match(listed(row), words);
	}
});
