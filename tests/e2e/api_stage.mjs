/* api_stage: two projects behind the API, leads through the collector, the
 * sync beside a fake Pipedrive, and a key for each kind of caller. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { Caller, makeKey } from "../harness/api.mjs";
import { makeHit, makeLead } from "../harness/hits.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";
import { runSync } from "../harness/sync.mjs";

export const OTHER = "other-pixel-01";
export const HOLD = 420, LATER = HOLD + 1;
export const SOURCE_KEY = "f8c54950156cea74c6bef91b315b1b77c86ede60";

const TRAP = { name: "_honey", value: "x", hidden: true };

class Stage {
	constructor(scene) {
		this.scene = scene;
		const { install } = scene;
		writeFileSync(`${install.dir}/secrets`,
			"[demo]\ntoken = demo-token-not-secret\n");
		install.cli("crm", "map", "demo", "last_source", SOURCE_KEY,
			"varchar");
		install.cli("project", "set", "Test", "--time-zone",
			"Europe/Berlin");
		install.cli("project", "add", "Other", "--privacy",
			"identified");
		install.cli("pixel", "add", "Other", "Blog", "--id", OTHER);
		this.boss = this.caller("boss", "--role", "manage");
		this.reader = this.caller("reader");
		this.bound = this.caller("bound", "--role", "manage",
			"--project", "Test");
		this.stranger = this.caller("stranger", "--role", "manage",
			"--project", "Other");
	}

	caller(name, ...options) {
		return new Caller(this.scene.url,
			makeKey(this.scene.install, name, ...options));
	}

	async send(hit, headers) {
		const answer = await post(this.scene.url, hit, { headers });
		assert.equal(answer.status, 200, answer.text);
		return hit;
	}

	/* The number of a lead that the collector has stored. */
	async lead(more = {}, headers = {}) {
		const { lead_id } = await this.send(makeLead(more), headers);
		return this.scene.value(`SELECT id FROM submissions
			WHERE hex(lead_id) = upper('${lead_id}')`);
	}

	/* One of a form with these values. */
	leadOf(form_data, more) {
		return this.lead({ form_data, ...more });
	}

	/* Looks like a robot's: a field people do not see is filled in. */
	suspect(email) {
		return this.leadOf([{ name: "email", value: email }, TRAP]);
	}

	view(more) {
		return this.send(makeHit(more));
	}

	job(id, target = "pipedrive") {
		return this.scene.rows(`SELECT * FROM sync_jobs
			WHERE submission_id = ${id} AND target = '${target}'`)[0];
	}

	state(id) {
		const { state, reason } = this.job(id);
		return reason === null ? state : `${state} ${reason}`;
	}

	sync(later = LATER) {
		const done = runSync(this.scene.install, { later });
		assert.equal(done.code, 0, done.err);
	}

	async person(id) {
		const { persons } = await this.scene.fake.control("GET",
			"persons");
		return persons.find((person) => person.id === id);
	}

	/* Lines of the log since that one. */
	audit(after = 0) {
		return this.scene.rows(`SELECT actor, action, subject, detail
			FROM audit_log WHERE id > ${after} ORDER BY id`);
	}

	lastAudit() {
		return this.scene.value("SELECT max(id) FROM audit_log");
	}

	close() {
		return this.scene.close();
	}
}

export async function openStage(how) {
	const scene = await openScene({ api: true, fake: true, ...how });
	try {
		return new Stage(scene);
	} catch (error) {
		await scene.close();
		throw error;
	}
}
