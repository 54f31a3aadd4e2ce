/* install: a scratch installation, the programs' own copy included, so that
 * an unprivileged Apache can reach it wherever the checkout lies. */
import { chmodSync, chownSync, copyFileSync, cpSync, mkdirSync, mkdtempSync,
	readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram, user } from "./program.mjs";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const BUILD = resolve(ROOT, process.env.LEADPIXEL_BUILD ?? "build");
export const PIXEL = "test-pixel-01";

function give(path) {
	if (user.uid !== undefined)
		chownSync(path, user.uid, user.gid);
}

function folder(path, mode) {
	mkdirSync(path, { mode });
	chmodSync(path, mode);
	give(path);
	return path;
}

function copyPrograms(dir) {
	const to = folder(join(dir, "bin"), 0o755);
	for (const name of readdirSync(join(BUILD, "bin"))) {
		copyFileSync(join(BUILD, "bin", name), join(to, name));
		chmodSync(join(to, name), 0o755);
	}
	/* the site beside it has no dashboard of its own */
	cpSync(join(ROOT, "htdocs"), join(dir, "site"), { recursive: true,
		filter: (path) => !path.endsWith("/dashboard") });
	cpSync(join(BUILD, "htdocs"), join(dir, "htdocs"),
		{ recursive: true });
	for (const name of ["apache.conf", "apache-dashboard.conf"])
		copyFileSync(join(ROOT, name), join(dir, name));
}

class Install {
	constructor(dir) {
		this.dir = dir;
		this.conf = join(dir, "leadpixel.conf");
		this.db = join(dir, "data/leadpixel.db");
		this.run = join(dir, "run");
		this.log = join(dir, "log");
		this.socket = join(this.run, "pixel.sock");
	}

	program(name) {
		return join(this.dir, "bin", name);
	}

	/* The operator's command; an error unless it ends with 0. */
	cli(...args) {
		const done = runProgram(this.program("leadpixel"),
			["--config", this.conf, ...args]);
		if (done.code !== 0)
			throw new Error(`leadpixel ${args.join(" ")}: ${
				done.code ?? done.signal} ${done.err}`);
		return done.out;
	}

	/* Settings beside the defaults; for the next start of a program. */
	configure(settings) {
		const lines = Object.entries(settings)
			.map(([name, value]) => `${name} = ${value}\n`);
		writeFileSync(this.conf, lines.join(""));
		give(this.conf);
	}

	/* Rows of the database as it stands, as objects. */
	rows(sql) {
		const done = runProgram("sqlite3", ["-readonly", "-json",
			"-cmd", ".timeout 5000", this.db, sql]);
		if (done.code !== 0)
			throw new Error(`${sql}: ${done.err}`);
		return JSON.parse(done.out || "[]");
	}

	/* The one value of the first row. */
	value(sql) {
		const [row] = this.rows(sql);
		return row === undefined ? undefined : Object.values(row)[0];
	}

	/* Changes what no command changes yet. */
	change(sql) {
		const done = runProgram("sqlite3", ["-bail",
			"-cmd", ".timeout 5000", this.db,
			`PRAGMA wal_autocheckpoint = 0; ${sql}`]);
		if (done.code !== 0)
			throw new Error(`${sql}: ${done.err}`);
	}

	remove() {
		rmSync(this.dir, { recursive: true, force: true });
	}
}

/* {settings, project: options of `project add` in place of CRM, empty: no
 * project and pixel}.  The account is that of the fake's demo seed. */
export function makeInstall({ settings = {}, project, empty } = {}) {
	const dir = mkdtempSync(join(tmpdir(), "leadpixel-e2e-"));
	chmodSync(dir, 0o755);
	give(dir);
	const install = new Install(dir);
	copyPrograms(dir);
	folder(install.log, 0o755);
	install.cli("init");
	install.configure(settings);
	if (empty)
		return install;
	if (project === undefined || project.includes("demo"))
		install.cli("crm", "account", "demo", "--domain", "demo");
	install.cli("project", "add", "Test", "--privacy", "identified",
		...project ?? ["--account", "demo", "--crm", "on"]);
	install.cli("pixel", "add", "Test", "Shop", "--id", PIXEL);
	return install;
}
