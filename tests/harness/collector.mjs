/* collector: pixel.fcgi as its own server, parent and child. */
import { readFileSync } from "node:fs";
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

/* how: {env, limits: {nofile, fsize}} */
export async function startCollector(install, how = {}) {
	const program = startProgram(install.program("pixel.fcgi"),
		["--config", install.conf, "--listen", install.socket],
		{ name: "pixel.fcgi", ...how,
			log: join(install.log, "collector.log") });
	const before = (program.said().match(/serving on/g) ?? []).length;
	await poll(`the collector serves; ${program.log}`, 10000, () => {
		const now = program.said().match(/serving on/g) ?? [];
		if (program.ended !== undefined)
			throw new Error(`ended: ${program.said()}`);
		return now.length > before;
	});
	return new Collector(install, program);
}
