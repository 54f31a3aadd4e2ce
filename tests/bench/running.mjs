/* running: what a run has started, so that the next one knows whether it is
 * gone; and what the kernel says of a process. */
import { readFileSync, writeFileSync, appendFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD } from "../harness/install.mjs";

const FILE = join(BUILD, "measuring.pids");
const TICKS = 100;	/* USER_HZ, the same on all Linux */

/* Fields of /proc/PID/stat from the third on: the name may hold anything. */
function stat(pid) {
	const text = readFileSync(`/proc/${pid}/stat`, "utf8");
	return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/* A pid is given again; pid and start time are not. */
function born(pid) {
	try {
		return stat(pid)[19];
	} catch {
		return undefined;
	}
}

function earlier() {
	try {
		return readFileSync(FILE, "utf8").trim().split("\n")
			.filter(Boolean).map((line) => line.split(" "));
	} catch {
		return [];
	}
}

/* Ends the program while something of an earlier run is alive. */
export function beFirst() {
	const alive = earlier().filter(([pid, time]) => born(pid) === time);
	for (const [pid, , name] of alive)
		console.error(`process ${pid} (${name}) of an earlier run is`
			+ " alive: it would be measured too; end it first");
	if (alive.length > 0)
		process.exit(1);
	writeFileSync(FILE, "");
	note(process.pid, "node");
}

export function note(pid, name) {
	appendFileSync(FILE, `${pid} ${born(pid)} ${name}\n`);
}

/* User and system time of all its threads. */
export function cpuSeconds(pid) {
	const fields = stat(pid);
	return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/* The most it ever had in memory. */
export function peakMib(pid) {
	const text = readFileSync(`/proc/${pid}/status`, "utf8");
	return Number(/^VmHWM:\s+(\d+) kB/m.exec(text)[1]) / 1024;
}
