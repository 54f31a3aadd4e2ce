/* kills: a run of ten leads ended by kill -9 at its n-th system call; runs
 * after it must bring about what a run without harm does. */
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram, startProgram } from "../harness/program.mjs";
import { resetWorld } from "../fake/world.mjs";
import { HOLD } from "./leads.mjs";
import { ACCOUNTS, codeOf } from "./map.mjs";
import { DAY, HOUR, MINUTE } from "./people.mjs";
import { makeStage } from "./stage.mjs";

const START = Date.parse("2027-01-04T00:00:00Z");
const LATER = 8 * HOUR;		/* beyond any back-off */

const PERSONS = [
	{ id: 1, name: "Jane Example", emails: ["jane@example.com"] },
	{ id: 2, name: "Dan Example", emails: ["dan@example.com"],
		custom_fields: { [codeOf(1, "first_source")]: "kept" } },
	{ id: 3, name: "Alex Twin", emails: ["shared@example.com"] },
	{ id: 4, name: "Robin Twin", emails: ["shared@example.com"] },
	{ id: 5, name: "Eva Example", emails: ["Eva@Example.COM"] },
];

/* pixel of each: 1 on, 2 of the other account, 3 off, 4 watch */
const LEADS = [["jane"], ["jane"], ["dan"], ["dan", 2], ["eva"], ["shared"],
	["nobody"], ["jane", 3], ["dan", 4], ["dan"]];

function lead([box, pixel = 1], i) {
	const received = START + i * 1000;
	const touch = { occurred: received - MINUTE, source: `source${i}`,
		medium: "cpc", channel: "Paid Search", campaign: `c${i}`,
		landing_url: `https://shop.example/?n=${i}` };
	return { id: i + 1, received, occurred: received, pixel, phone: null,
		uid: Buffer.alloc(16, i + 1).toString("hex"), test: 0,
		email: `${box}@example.com`, form_state: "confirmed",
		first_name: "Ann", last_name: "Visitor", touches: [touch] };
}

/* The database as it is before, to begin from again and again. */
class Kills {
	constructor(stage) {
		this.stage = stage;
		this.kept = `${stage.db}.before`;
		this.trace = join(stage.dir, "trace");
	}

	async prepare() {
		this.stage.plant(LEADS.map(lead));
		this.stage.sql("PRAGMA wal_checkpoint(TRUNCATE);");
		copyFileSync(this.stage.db, this.kept);
		await this.begin();
		this.calls = await this.count();
		await this.settle();
		this.right = this.state();
	}

	begin() {
		for (const end of ["-wal", "-shm"])
			rmSync(this.stage.db + end, { force: true });
		/* over it, not in its place: the owner stays */
		writeFileSync(this.stage.db, readFileSync(this.kept));
		resetWorld(this.stage.fake.state);
		this.stage.clock = fixed(START + 2 * HOLD);
	}

	strace(...how) {
		return startProgram("strace", ["-f", "-qq", "-o", this.trace,
			...how, join(this.stage.dir, "leadpixel-sync"),
			"--config", this.stage.conf],
		{ name: "strace", log: this.stage.log, env: this.stage.env(),
			asRoot: true }).exited;
	}

	/* How many system calls a run without harm makes. */
	async count() {
		await this.strace();
		return readFileSync(this.trace, "utf8").split("\n")
			.filter((line) => /^\d+ +\w+\(/.test(line)).length;
	}

	/* Runs until nothing is left to do but for a person. */
	async settle() {
		for (let i = 1; i <= 6; i++) {
			this.stage.clock = fixed(START + 2 * HOLD + i * LATER);
			await this.stage.run(["--quiet"]);
		}
	}

	/* What there is in the end, without what may differ: times, ids. */
	state() {
		const { persons } = this.stage.fake.state.account;
		return JSON.stringify({
			persons: [...persons.values()].map(({ id, custom }) =>
				[id, [...custom].sort()]),
			/* written and killed before it was noted: unchanged */
			jobs: this.stage.rows("SELECT submission_id, replace(" +
				"state, 'unchanged', 'synced') AS state, reason," +
				" person_id FROM sync_jobs ORDER BY id"),
			marks: this.stage.rows("SELECT account_id, person_id," +
				" submission_id FROM crm_persons ORDER BY 1, 2"),
		}, null, 1);
	}

	/* Why the state after a kill at that call is wrong, or undefined. */
	async at(call) {
		this.begin();
		await this.strace("-e", "trace=all", "-e",
			`inject=all:signal=KILL:when=${call}`);
		await this.settle();
		const got = this.state();
		const patches = this.stage.fake.state.log.filter(({ method,
			handled }) => method === "PATCH" && handled === 200);
		if (got !== this.right)
			return `kill at call ${call}: ${got}\nbut ${this.right}`;
		return patches.length === this.writes() ? undefined
			: `kill at call ${call}: ${patches.length} writes`;
	}
}
