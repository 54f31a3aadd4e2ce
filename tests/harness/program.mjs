/* program: what a test starts; it ends these processes and no others. */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { poll } from "./poll.mjs";

const STOP_MS = 10000;
const alive = new Set();

/* TERM: only so does Apache end its own children */
process.on("exit", () => {
	for (const program of alive)
		program.child.kill("SIGTERM");
});
/* without these the runner's stop would leave our children behind */
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
	process.once(signal, () => process.exit(1));

function isRoot() {
	return process.getuid() === 0;
}

function idOf(flag, name) {
	return Number(spawnSync("id", [flag, name]).stdout.toString());
}

/* Nothing under test runs as root: {} for whoever is none already. */
export const user = isRoot() ? { uid: idOf("-u", "www-data"),
	gid: idOf("-g", "www-data"), name: "www-data" } : {};

/* Nothing of the caller's environment but where programs are. */
function environment(more) {
	return { PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
		LANG: "C", TZ: "UTC", ...more };
}

/* prlimit(1) becomes the program: the process id stays */
function limited(limits, file, args) {
	if (limits === undefined)
		return [file, args];
	return ["prlimit", [...Object.entries(limits)
		.map(([name, value]) => `--${name}=${value}:${value}`),
	file, ...args]];
}

class Program {
	constructor(child, name, log) {
		this.child = child;
		this.name = name;
		this.log = log;
		this.pid = child.pid;
		this.exited = new Promise((resolve) => {
			child.on("exit", (code, signal) => {
				alive.delete(this);
				this.ended = { code, signal };
				resolve(this.ended);
			});
			child.on("error", (error) => {
				alive.delete(this);
				this.ended = { code: -1, error };
				resolve(this.ended);
			});
		});
		alive.add(this);
	}

	said() {
		return existsSync(this.log)
			? readFileSync(this.log, "utf8") : "";
	}

	/* Until `condition` holds; one that never gets there is stopped. */
	async ready(what, condition, ms = 10000) {
		try {
			return await poll(`${this.name}: ${what}`, ms, () => {
				if (this.ended !== undefined)
					throw new Error(`ended: ${this.said()}`);
				return condition();
			});
		} catch (error) {
			await this.stop();
			throw error;
		}
	}

	/* What of its log the pattern found. */
	saying(pattern, ms) {
		return this.ready(`says ${pattern}`,
			() => this.said().match(pattern), ms);
	}

	signal(name) {
		if (this.ended === undefined)
			this.child.kill(name);
	}

	/* How it ended; killed when it does not go by itself. */
	async stop(name = "SIGTERM", ms = STOP_MS) {
		this.signal(name);
		const force = setTimeout(() => this.signal("SIGKILL"), ms);
		const ended = await this.exited;
		clearTimeout(force);
		return ended;
	}
}

/* how: {name, log, env, limits: {nofile: 64}, asRoot, input: true} */
export function startProgram(file, args, how) {
	const log = openSync(how.log, "a");
	const [run, list] = limited(how.limits, file, args);
	const child = spawn(run, list, {
		stdio: [how.input ? "pipe" : "ignore", log, log], cwd: "/",
		env: environment(how.env),
		...(how.asRoot ? {} : { uid: user.uid, gid: user.gid }),
	});
	closeSync(log);
	return new Program(child, how.name, how.log);
}

/* Runs it to its end: {code, out, err}. */
export function runProgram(file, args, how = {}) {
	const [run, list] = limited(how.limits, file, args);
	const done = spawnSync(run, list, { cwd: "/", input: how.input ?? "",
		env: environment(how.env), maxBuffer: 1 << 28,
		...(how.asRoot ? {} : { uid: user.uid, gid: user.gid }) });
	if (done.error)
		throw done.error;
	return { code: done.status, signal: done.signal,
		out: done.stdout.toString(), err: done.stderr.toString() };
}
