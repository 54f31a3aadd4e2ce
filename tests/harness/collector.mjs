/* collector: pixel.fcgi as its own server, parent and child. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { poll } from "./poll.mjs";
import { startProgram } from "./program.mjs";

/* Children of a process, as the kernel lists them. */
export function childrenOf(pid) {
	const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
	return text.trim().split(" ").filter(Boolean).map(Number);
}

class Collector {
	constructor(install, program) {
		this.install = install;
		this.program = program;
		this.pid = program.pid;
	}

	/* Of the process that serves. */
	child() {
		return childrenOf(this.pid)[0];
	}

	/* Another one than `before` serves. */
	async heir(before, ms = 5000) {
		return poll("a new child", ms, () => {
			const [pid, more] = childrenOf(this.pid);
			return more === undefined && pid !== before && pid;
		});
	}

	said() {
		return this.program.said();
	}

	signal(name) {
		this.program.signal(name);
	}

	stop(name) {
		return this.program.stop(name);
	}
}

function countStarts(log) {
	const said = existsSync(log) ? readFileSync(log, "utf8") : "";
	return (said.match(/serving on/g) ?? []).length;
}

/* how: {env, limits: {nofile, fsize}} */
export async function startCollector(install, how = {}) {
	const log = join(install.log, "collector.log");
	/* an earlier one may have written to it */
	const before = countStarts(log);
	const program = startProgram(install.program("pixel.fcgi"),
		["--config", install.conf, "--listen", install.socket],
		{ name: "pixel.fcgi", ...how, log });
	await program.ready("it serves", () => countStarts(log) > before);
	return new Collector(install, program);
}
