/* kills: a run of eleven leads ended by kill -9 at its n-th system call; runs
 * after it must bring about what a run without harm does. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProgram } from "../harness/program.mjs";
import { resetWorld } from "../fake/world.mjs";
import { HOLD } from "./leads.mjs";
import { codeOf } from "./map.mjs";
import { HOUR, MINUTE } from "./people.mjs";
import { makeStage } from "./stage.mjs";

const START = Date.parse("2027-01-04T00:00:00Z");
const LATER = 8 * HOUR;	/* beyond any back-off */
const RUNS = 4;		/* past the second look for nobody */

const PERSONS = [
	{ id: 1, name: "Jane Example", emails: ["jane@example.com"] },
	{ id: 2, name: "Dan Example", emails: ["dan@example.com"],
		custom_fields: { [codeOf(1, "first_source")]: "kept" } },
	{ id: 3, name: "Alex Twin", emails: ["shared@example.com"] },
	{ id: 4, name: "Robin Twin", emails: ["shared@example.com"] },
	{ id: 5, name: "Eva Example", emails: ["Eva@Example.COM"] },
	{ id: 6, name: "Late Example", emails: ["late@example.com"] },
];

/* pixel of each: 1 on, 2 of the other account, 3 off, 4 watch */
const LEADS = [["jane"], ["jane"], ["dan"], ["dan", 2], ["eva"], ["shared"],
	["nobody"], ["jane", 3], ["dan", 4], ["dan"]];

/* Looked for in vain before; the person has been made since. */
const LATE = LEADS.push(["late"]);
const WAITS = `UPDATE sync_jobs SET state = 'waiting', looks = 1,
	due = created + 30 * 86400000 WHERE submission_id = ${LATE};`;

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

const fixed = (ms) => ({ offset: () => Math.round((ms - Date.now()) / 1000) });

class Kills {
	constructor(stage) {
		this.stage = stage;
		this.kept = `${stage.db}.before`;
		this.trace = join(stage.dir, "trace");
		this.killed = 0;
	}

	/* Also without harm: what there must be, and all calls there are. */
	async prepare() {
		this.stage.plant(LEADS.map(lead));
		this.stage.sql(WAITS);
		this.stage.sql("PRAGMA wal_checkpoint(TRUNCATE);");
		copyFileSync(this.stage.db, this.kept);
		this.begin();
		await this.strace();
		this.points = pointsOf(readFileSync(this.trace, "utf8"));
		await this.settle();
		this.right = this.state();
		this.writes = this.written();
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
			"--config", this.stage.conf, "--quiet"],
		{ name: "strace", log: this.stage.log,
			env: this.stage.env() }).exited;
	}

	/* Cron, until nothing is left to do but for a person. */
	async settle() {
		for (let i = 1; i <= RUNS; i++) {
			this.stage.clock = fixed(START + 2 * HOLD + i * LATER);
			await this.stage.run(["--quiet"]);
		}
	}

	/* What there is in the end, without times and counters. */
	state() {
		const { persons } = this.stage.fake.state.account;
		return JSON.stringify({
			persons: [...persons.values()].map(({ id, custom }) =>
				[id, [...custom].sort()]),
			/* killed before it was noted, it is found done */
			jobs: this.stage.rows(`SELECT submission_id, reason,
				replace(state, 'unchanged', 'synced') AS state,
				person_id FROM sync_jobs ORDER BY id`),
			marks: this.stage.rows(`SELECT account_id, person_id,
				submission_id FROM crm_persons ORDER BY 1, 2`),
		});
	}

	written() {
		return this.stage.fake.state.log.filter(({ method, handled }) =>
			method === "PATCH" && handled === 200).length;
	}

	/* Why what a kill at the n-th call of that name leads to is wrong. */
	async at([name, n]) {
		const point = `${name} ${n}`;
		this.begin();
		const { signal } = await this.strace("-e", `trace=${name}`,
			"-e", `inject=${name}:signal=KILL:when=${n}`);
		this.killed += signal === "SIGKILL" ? 1 : 0;
		await this.settle();
		const got = this.state();
		if (got !== this.right)
			return `${point}: ${got}, but must be ${this.right}`;
		return this.written() === this.writes ? undefined
			: `${point}: ${this.written()} writes, not ${
				this.writes}`;
	}
}

/* [[name, n]]: strace counts the calls of each name for themselves. */
function pointsOf(trace) {
	const counts = new Map(), points = [];
	for (const [, name] of trace.matchAll(/^\d+ +(\w+)\(/gm)) {
		if (name === "execve")
			continue;
		counts.set(name, (counts.get(name) ?? 0) + 1);
		points.push([name, counts.get(name)]);
	}
	return points;
}

/* Of all points in the order of time about `most`, beginning `from` there; or
 * all.  {points, kills, writes, right: state without harm, faults} */
export async function kill({ most = Infinity, from = 0 } = {}) {
	const stage = await makeStage({ start: START, persons: PERSONS });
	const kills = new Kills(stage);
	const faults = [];
	try {
		await kills.prepare();
		const { points } = kills;
		const step = Math.max(1, Math.floor(points.length / most));
		const chosen = points.filter((point, i) =>
			i % step === from % step);
		for (const point of chosen)
			faults.push(await kills.at(point));
		return { points: points.length, kills: kills.killed,
			writes: kills.writes, right: JSON.parse(kills.right),
			faults: faults.filter((fault) => fault !== undefined) };
	} finally {
		await stage.remove();
	}
}

/* `make sync-kills` */
async function main() {
	const { points, kills: done, writes, faults } = await kill();
	console.log(`sync_kills_points ${points} calls`);
	console.log(`sync_kills ${done} kills`);
	console.log(`sync_kills_writes ${writes} calls`);
	console.log(`sync_kills_wrong ${faults.length} faults`);
	for (const fault of faults)
		console.log(`# WRONG ${fault}`);
	process.exit(faults.length === 0 && done > 0.9 * points ? 0 : 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	await main();
