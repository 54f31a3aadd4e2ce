/* scratch: a database with leads as the collector leaves them, a fake
 * Pipedrive in this process, and runs of leadpixel-sync between the two. */
import { execFileSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync,
	mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startPipedrive } from "../fake/pipedrive.mjs";
import { BUILD } from "../harness/install.mjs";
import { startProgram, user } from "../harness/program.mjs";
import { schemaSql } from "../harness/schema.mjs";
import { control } from "../fake/caller.mjs";

export const TOKEN = "0123456789abcdef-the-secret-token-98";
export const MINUTE = 60000;
export const DAY = 24 * 60 * MINUTE;
export const HOLD = 7 * 60;
export const LATER = HOLD + 7 * 3600;	/* beyond any back-off */

const key = (digit) => digit.toString(16).repeat(40);

/* our name -> [key, type, policy] of the default map */
export const MAP = {
	first_source: [key(1), "varchar", "if_empty"],
	first_campaign: [key(2), "varchar", "if_empty"],
	last_source: [key(3), "varchar", "always"],
	last_campaign: [key(4), "varchar", "always"],
	utm_source: [key(5), "varchar", "always"],
	click_id: [key(6), "text", "always"],
	landing_page: [key(7), "text", "always"],
	lead_time: [key(8), "date", "always"],
	event_id: [key(9), "double", "always"],
	lead_link: [key(10), "varchar", "always"],
};

export const KEYS = Object.fromEntries(Object.entries(MAP)
	.map(([name, [code]]) => [name, code]));

export const PERSONS = [
	{ id: 1, name: "Jane Example", emails: ["jane@example.com"] },
	{ id: 2, name: "Mary-Jane Example",
		emails: ["mary-jane@example.com"] },
	{ id: 3, name: "Alex Twin", emails: ["shared@example.com"] },
	{ id: 4, name: "Robin Twin",
		emails: ["robin@twin.test", "shared@example.com"] },
	{ id: 7, name: "Casey Upper", emails: ["Casey.Upper@Example.COM"] },
	{ id: 8, name: "Plus Sign", emails: ["plus+tag@example.com"] },
];

const SEED = {
	account: { company_id: 1, company_name: "Acme",
		company_domain: "acme" },
	tokens: [{ token: TOKEN }],
	fields: Object.entries(MAP).map(([name, [code, type]]) =>
		({ field_code: code, field_type: type, field_name: name })),
	persons: PERSONS,
};

const hex = (bytes) => `x'${bytes.toString("hex")}'`;

/* 16 times that byte, as long as a byte is enough. */
function leadId(id) {
	const bytes = Buffer.alloc(16, id);

	if (id > 255)
		bytes.writeUInt32BE(id);
	return bytes;
}

function text(value) {
	return value === undefined || value === null ? "NULL"
		: `'${String(value).replaceAll("'", "''")}'`;
}

function give(path) {
	if (user.uid !== undefined)
		chownSync(path, user.uid, user.gid);
}

class Scratch {
	constructor(dir, fake) {
		this.dir = dir;
		this.fake = fake;
		this.db = join(dir, "leadpixel.db");
		this.conf = join(dir, "leadpixel.conf");
		this.secrets = join(dir, "secrets");
		this.log = join(dir, "sync.log");
		this.leads = 0;
		this.commands = 0;
		this.made = Date.now();
	}

	change(sql) {
		execFileSync("sqlite3", ["-bail", "-cmd", ".timeout 5000",
			this.db], { input: sql });
	}

	rows(sql) {
		const out = execFileSync("sqlite3", ["-readonly", "-json",
			"-cmd", ".timeout 5000", this.db, sql]);
		return JSON.parse(out.toString() || "[]");
	}

	/* Everything in it, as SQL. */
	dump() {
		return execFileSync("sqlite3", ["-readonly", this.db, ".dump"],
			{ maxBuffer: 1 << 26 }).toString();
	}

	/* The job of a lead. */
	job(lead = 1) {
		return this.rows("SELECT * FROM sync_jobs WHERE submission_id =" +
			` ${lead}`)[0];
	}

	state(lead = 1) {
		const { state, reason } = this.job(lead);
		return reason === null ? state : `${state} ${reason}`;
	}

	attempts(lead = 1) {
		return this.rows("SELECT a.* FROM sync_attempts a" +
			" JOIN sync_jobs j ON j.id = a.job_id" +
			` WHERE j.submission_id = ${lead} ORDER BY a.id`);
	}

	token(...tokens) {
		this.secret(["acme", "other"].slice(0, tokens.length),
			tokens);
	}

	/* A section each; without tokens of their own, the fake's. */
	secret(names, tokens = names.map(() => TOKEN)) {
		writeFileSync(this.secrets, names.map((name, i) =>
			`[${name}]\ntoken = ${tokens[i]}\n`).join(""));
		chmodSync(this.secrets, 0o600);
		give(this.secrets);
	}

	/* With further settings. */
	settings(more) {
		this.configure(this.fake.url, more);
	}

	/* With or without the fake as the place all calls go to. */
	configure(origin, more = {}) {
		writeFileSync(this.conf, `database = leadpixel.db\n` +
			`run_dir = run\nsecrets = secrets\n` +
			`public_url = https://lp.example.com\n` +
			`crm_origin = ${origin}\n` + Object.entries({
			crm_pace: origin ? "off" : "on", ...more }).map(
			([name, value]) => `${name} = ${value}\n`).join(""));
		give(this.conf);
	}

	/* An account with a project and a pixel of the same id. */
	account(id, name, crm = "on") {
		this.change(`INSERT INTO crm_accounts (id, name,
			company_domain, created) VALUES (${id}, '${name}',
			'${name}', 0);
			INSERT INTO projects (id, name, account_id, crm, privacy,
			created) VALUES (${id}, '${name}', ${id}, '${crm}',
			'identified', 0);
			INSERT INTO pixels (id, public_id, project_id, name,
			created) VALUES (${id}, 'pixel-000${id}', ${id}, 'Shop', 0);`);
		for (const [field, [code, type, policy]] of Object.entries(MAP))
			this.change("INSERT INTO crm_fields (account_id, name," +
				" crm_key, crm_type, policy) VALUES (" +
				`${id}, '${field}', '${code}', '${type}', ` +
				`'${policy}')`);
	}

	/* A lead as the collector leaves it: held, its record not complete.
	 * first and last are touches: {source, campaign, utm_source, ...}. */
	lead(one) {
		this.change(`BEGIN; ${this.leadRows(one)} COMMIT;`);
		return this.leads;
	}

	/* Many at once. */
	plant(list) {
		this.change(`BEGIN; ${list.map((one) =>
			this.leadRows(one)).join("")} COMMIT;`);
	}

	leadRows({ email = "jane@example.com", phone, first_name, last_name,
		ago = 0, first = {},
		last = first, pixel = 1, form_state = "confirmed", test = 0,
		state = "held" } = {}) {
		const id = this.leads += 1;
		const at = this.made - ago;
		const person = email === null ? "NULL"
			: hex(createHmac("sha256", Buffer.alloc(32)).update(email)
				.digest());
		return `INSERT INTO visitors (id, token, first_seen, last_seen,
			first_touch, last_touch) VALUES (${id},
			${hex(randomBytes(16))}, ${at}, ${at}, ${2 * id},
			${2 * id + 1});
			${this.touch(2 * id, id, at - 2000, first)}
			${this.touch(2 * id + 1, id, at - 1000, last)}
			INSERT INTO sessions (id, visitor_id, pixel_id, started,
			last_activity, events) VALUES (${id}, ${id}, ${pixel}, ${at},
			${at}, 1);
			INSERT INTO tracking_events (id, hit_id, session_id,
			page_id, occurred, received) VALUES (${id},
			${hex(randomBytes(16))}, ${id}, 0, ${at}, ${at});
			INSERT INTO submissions (id, lead_id, pixel_id, event_id,
			visitor_id, session_id, occurred, received, form_state,
			fields, email, phone, first_name, last_name, person_key,
			test, record, record_hash)
			VALUES (${id}, ${hex(leadId(id))}, ${pixel}, ${id},
			${id}, ${id}, ${at}, ${at}, '${form_state}', '[]',
			${text(email)}, ${text(phone)}, ${text(first_name)},
			${text(last_name)}, ${person}, ${test}, '{}', x'00');
			INSERT INTO sync_jobs (submission_id, target, account_id,
			person_key, state, due, created) VALUES (${id},
			'pipedrive', ${pixel}, ${person}, '${state}',
			${at + HOLD * 1000}, ${at});`;
	}

	touch(id, visitor, at, { source = "google", medium = "cpc",
		channel = "Paid Search", ...more }) {
		const columns = { source, medium, channel, rule: "test",
			landing_url: "https://shop.example/lamps", ...more };
		const names = Object.keys(columns);
		return `INSERT INTO touches (id, visitor_id, landed, occurred,
			${names.join(", ")}) VALUES (${id}, ${visitor}, ${at}, ${at},
			${names.map((name) => text(columns[name])).join(", ")});`;
	}

	/* As the operator's requeue leaves a job. */
	requeue(lead = 1) {
		this.change("UPDATE sync_jobs SET state = 'ready', due = 1," +
			" attempts = 0, looks = 0, reason = NULL, finished = NULL," +
			" person_id = NULL, match_method = NULL" +
			` WHERE submission_id = ${lead}`);
	}

	/* The operator's command: its exit code and all it said. */
	async cli(args, { later = 0 } = {}) {
		const log = join(this.dir, `cli-${this.commands += 1}.log`);
		const { code } = await startProgram(
			join(this.dir, "leadpixel"),
			["--config", this.conf, ...args],
			{ name: "leadpixel", log,
				env: { LEADPIXEL_CLOCK_OFFSET: String(later) } })
			.exited;
		return { code, said: readFileSync(log, "utf8") };
	}

	/* Begins a run that believes it is `later` seconds from now. */
	start({ later = HOLD + 1, args = [] } = {}) {
		return startProgram(join(this.dir, "leadpixel-sync"),
			["--config", this.conf, ...args],
			{ name: "leadpixel-sync", log: this.log,
				env: { LEADPIXEL_CLOCK_OFFSET: String(later) } });
	}

	/* Runs to the end; its exit code. */
	async run(how) {
		const { code } = await this.start(how).exited;
		return code;
	}

	said() {
		return existsSync(this.log) ? readFileSync(this.log, "utf8") : "";
	}

	control(method, name, body) {
		return control(this.fake.url, method, name, body);
	}

	/* "search", "get", "patch": the calls that reached the fake. */
	calls() {
		return this.fake.state.log.map(({ method, path }) =>
			path.endsWith("/search") ? "search" : method.toLowerCase());
	}

	/* Custom values of a person by our names. */
	person(id) {
		const { custom } = this.fake.state.account.persons.get(id);
		return Object.fromEntries(Object.entries(KEYS)
			.filter(([, code]) => custom.has(code))
			.map(([name, code]) => [name, custom.get(code)]));
	}

	async remove() {
		await this.fake.close();
		rmSync(this.dir, { recursive: true, force: true });
	}
}

/* One account "acme" with its project on `crm`, the default map and token. */
function fill(scratch, { crm = "on" }) {
	const { dir } = scratch;
	chmodSync(dir, 0o755);
	mkdirSync(join(dir, "run"));
	for (const name of ["leadpixel-sync", "leadpixel"])
		copyFileSync(join(BUILD, "bin", name), join(dir, name));
	scratch.change(schemaSql());
	scratch.account(1, "acme", crm);
	scratch.token(TOKEN);
	scratch.configure(scratch.fake.url);
	for (const name of ["", "run", "leadpixel.db"])
		give(join(dir, name));
}

/* A test with a scratch of its own; a failure shows what the program said. */
export function scene(name, how, body) {
	test(name, async () => {
		const scratch = new Scratch(
			mkdtempSync(join(tmpdir(), "leadpixel-sync-")),
			await startPipedrive({ seed: SEED }));
		try {
			fill(scratch, how);
			await body(scratch);
		} catch (error) {
			process.stderr.write(scratch.said());
			throw error;
		} finally {
			await scratch.remove();
		}
	});
}
