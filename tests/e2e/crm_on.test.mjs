/* Switching a project on: which of the leads it kept so far are sent. */
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD } from "../harness/install.mjs";
import { runProgram } from "../harness/program.mjs";
import { MINUTE, scene } from "./scratch.mjs";

const DAY = 24 * 60 * MINUTE;

function cli(s, ...args) {
	const program = join(s.dir, "leadpixel");
	copyFileSync(join(BUILD, "bin/leadpixel"), program);
	const done = runProgram(program, ["--config", s.conf, ...args],
		{ env: { LEADPIXEL_CLOCK_OFFSET: "3600" } });
	return { ...done, all: done.out + done.err };
}

/* A project that is off, and three leads it kept: today's, and older ones. */
async function kept(s) {
	s.lead();
	s.lead({ email: "mary-jane@example.com", ago: 3 * DAY });
	s.lead({ email: "plus+tag@example.com", ago: 10 * DAY });
	await s.run();
	assert.deepEqual([1, 2, 3].map((id) => s.state(id)),
		Array(3).fill("skipped crm_off"));
}

const states = (s) => [1, 2, 3].map((id) => s.state(id));
const crm = (s) => s.rows("SELECT crm FROM projects")[0].crm;

scene("by itself it sends nothing old", { crm: "off" }, async (s) => {
	await kept(s);
	for (const args of [[], ["--yes"], ["--since", "none", "--yes"]]) {
		const done = cli(s, "crm", "on", "acme", ...args);
		assert.equal(done.code, 0, done.err);
		assert.equal(args.length < 2, /3 earlier leads stay here/
			.test(done.out), done.out);
	}
	assert.deepEqual([states(s), crm(s)],
		[Array(3).fill("skipped crm_off"), "on"]);
});

scene("without a terminal a yes has to be typed", { crm: "off" },
	async (s) => {
		await kept(s);
		const done = cli(s, "crm", "on", "acme", "--since", "all");
		assert.match(done.out, /3 earlier leads kept here would be sent now\.  Send them\?  --yes says so\./);
		assert.deepEqual([states(s), crm(s)],
			[Array(3).fill("skipped crm_off"), "on"]);
	});

scene("all of them are written then", { crm: "off" }, async (s) => {
	await kept(s);
	const done = cli(s, "crm", "on", "acme", "--since=all", "--yes");
	assert.match(done.out, /3 earlier leads go with the next run/);
	const [row] = s.rows("SELECT action, subject, detail FROM audit_log" +
		" ORDER BY id DESC LIMIT 1");
	assert.deepEqual(row, { action: "project crm", subject: "acme",
		detail: "crm=on account=acme earlier=3" });
	assert.equal(await s.run({ later: 2 * 3600 }), 0);
	assert.deepEqual(states(s), Array(3).fill("synced"));
	assert.equal(s.person(1).last_source, "google");
});

scene("since a day, in the project's time zone", { crm: "off" },
	async (s) => {
		await kept(s);
		s.change("UPDATE projects SET time_zone = 'Pacific/Auckland'");
		const day = new Intl.DateTimeFormat("en-CA", {
			timeZone: "Pacific/Auckland" }).format(s.made - 3 * DAY);
		const done = cli(s, "crm", "on", "acme", "--since", day, "--yes");
		assert.match(done.out, /2 earlier leads go/);
		assert.deepEqual(states(s).slice(1),
			[s.rows("SELECT record_complete FROM submissions WHERE id = 2")
				[0].record_complete === 1 ? "ready" : "held",
			"skipped crm_off"]);
		const wrong = cli(s, "crm", "on", "acme", "--since", "yesterday");
		assert.equal(wrong.code, 64);
		assert.match(wrong.err, /--since is a day such as 2026-01-31/);
	});

scene("what was left out for its own sake stays so", { crm: "off" },
	async (s) => {
		s.lead({ test: 1 });
		s.lead({ form_state: "failed" });
		s.lead({ email: "nobody@example.com" });
		await s.run();
		s.change("UPDATE sync_jobs SET reason = 'watch'" +
			" WHERE submission_id = 3");
		assert.match(cli(s, "crm", "on", "acme", "--since=all", "--yes")
			.out, /1 earlier lead goes with the next run/);
		assert.equal(s.job(1).state, "skipped");
		assert.equal(s.job(2).state, "skipped");
		assert.equal(s.job(3).finished, null);
	});
