/* stage: an installation in a folder of its own, a fake Pipedrive in this
 * process, and runs between the two at a time of the caller's choosing. */
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync,
	mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPipedrive } from "../fake/pipedrive.mjs";
import { BUILD } from "../harness/install.mjs";
import { runProgram, startProgram, user } from "../harness/program.mjs";
import { schemaSql } from "../harness/schema.mjs";
import { ACCOUNTS, seedFields } from "./map.mjs";
import { PROJECTS } from "./leads.mjs";
import { accountSql, leadSql, projectSql } from "./plant.mjs";

const PROGRAMS = ["leadpixel-sync", "leadpixel"];
const ACCOUNT_NAMES = { 1: "acme", 2: "other" };

/* Two of each account: one can be exchanged for the other. */
export const TOKENS = { 1: ["token-of-acme-a", "token-of-acme-b"],
	2: ["token-of-other-a", "token-of-other-b"] };

export const accountOf = (token) =>
	ACCOUNTS.find((account) => TOKENS[account].includes(token));

function give(path) {
	if (user.uid !== undefined)
		chownSync(path, user.uid, user.gid);
}

class Stage {
	constructor(dir, fake, clock) {
		this.dir = dir;
		this.fake = fake;
		this.clock = clock;
		this.db = join(dir, "leadpixel.db");
		this.conf = join(dir, "leadpixel.conf");
		this.log = join(dir, "sync.log");
		this.tokens = { 1: 0, 2: 0 };
		this.runs = 0;
		this.coming = [];
	}

	sql(text) {
		execFileSync("sqlite3", ["-bail", "-cmd", ".timeout 5000",
			this.db], { input: text, stdio: ["pipe", "ignore",
			"inherit"] });
	}

	rows(query) {
		const out = execFileSync("sqlite3", ["-readonly", "-json",
			"-cmd", ".timeout 5000", this.db, query],
		{ maxBuffer: 1 << 28 });
		return JSON.parse(out.toString() || "[]");
	}

	plant(leads) {
		this.sql(`PRAGMA synchronous = OFF; BEGIN;
			${leads.map(leadSql).join("\n")} COMMIT;`);
	}

	/* Leads that come in at their time: a job that is due in days would
	 * mean that the clock was set back. */
	expect(leads) {
		this.coming = [...leads];
	}

	arrive() {
		if (this.coming.length === 0)
			return;
		const now = this.clock.now();
		const late = this.coming.findIndex(({ received }) =>
			received > now);
		const come = this.coming.splice(0, late < 0
			? this.coming.length : late);
		if (come.length > 0)
			this.plant(come);
	}

	configure(settings = {}) {
		writeFileSync(this.conf, Object.entries({
			database: "leadpixel.db", run_dir: "run",
			secrets: "secrets",
			public_url: "https://lp.example.com",
			crm_origin: this.fake.url, crm_pace: "off", ...settings,
		}).map(([name, value]) => `${name} = ${value}\n`).join(""));
		give(this.conf);
	}

	writeTokens() {
		const path = join(this.dir, "secrets");
		writeFileSync(path, ACCOUNTS.map((id) => `[${ACCOUNT_NAMES[id]}]
token = ${TOKENS[id][this.tokens[id]]}\n`).join(""));
		chmodSync(path, 0o600);
		give(path);
	}

	/* As an operator does after "token refused". */
	changeToken(account) {
		this.tokens[account] = 1 - this.tokens[account];
		this.writeTokens();
	}

	env() {
		return { LEADPIXEL_CLOCK_OFFSET: String(this.clock.offset()) };
	}

	start(args = []) {
		this.arrive();
		this.runs += 1;
		return startProgram(join(this.dir, "leadpixel-sync"),
			["--config", this.conf, ...args],
			{ name: "leadpixel-sync", log: this.log,
				env: this.env() });
	}

	/* A run to its end: its exit code. */
	async run(args) {
		const { code } = await this.start(args).exited;
		return code;
	}

	/* The operator's command: {code, out, err}. */
	cli(...args) {
		return runProgram(join(this.dir, "leadpixel"),
			["--config", this.conf, ...args], { env: this.env() });
	}

	/* The same, of one that calls the fake in this process. */
	async command(...args) {
		const log = join(this.dir, `command-${this.runs += 1}.log`);
		const { code } = await startProgram(join(this.dir, "leadpixel"),
			["--config", this.conf, ...args],
			{ name: "leadpixel", log, env: this.env() }).exited;
		return { code, out: readFileSync(log, "utf8") };
	}

	said() {
		return existsSync(this.log) ? readFileSync(this.log, "utf8")
			: "";
	}

	async remove() {
		await this.fake.close();
		rmSync(this.dir, { recursive: true, force: true });
	}
}

/* A clock that tests push; what passes of the real time counts, too. */
export function makeClock(start) {
	let ahead = start - Date.now();
	return {
		/* whole seconds, as the programs take them */
		offset: () => Math.round(ahead / 1000),
		now: () => Date.now() + Math.round(ahead / 1000) * 1000,
		/* never back: what has happened stays so */
		moveTo(ms) {
			ahead = Math.max(ahead, ms - Date.now());
		},
	};
}

/* {start, seed: more of the fake's seed, settings, tls, watch} */
export async function makeStage({ start = Date.now(), persons = [],
	settings, tls, watch } = {}) {
	const clock = makeClock(start);
	const dir = mkdtempSync(join(tmpdir(), "leadpixel-proof-"));
	const fake = await startPipedrive({ clock: clock.now, tls, watch,
		seed: { account: { company_domain: "acme" },
			tokens: Object.values(TOKENS).flat().map((token) =>
				({ token })),
			fields: seedFields(), persons } });
	const stage = new Stage(dir, fake, clock);
	chmodSync(dir, 0o755);
	mkdirSync(join(dir, "run"));
	for (const name of PROGRAMS)
		copyFileSync(join(BUILD, "bin", name), join(dir, name));
	stage.sql(schemaSql() + ACCOUNTS.map((id) =>
		accountSql(id, ACCOUNT_NAMES[id])).join("") +
		PROJECTS.map(projectSql).join(""));
	stage.configure(settings);
	stage.writeTokens();
	for (const name of ["", "run", "leadpixel.db"])
		give(join(dir, name));
	return stage;
}
