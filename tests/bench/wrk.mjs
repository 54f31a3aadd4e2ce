/* wrk: one load on a private Apache, 64 connections, every answer looked at. */
import { spawn } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pieces } from "./mix.mjs";
import { note } from "./running.mjs";

export const THREADS = 2, CONNECTIONS = 64;
const SCRIPT = fileURLToPath(new URL("load.lua", import.meta.url));

/* A part of a mix for each thread, as load.lua reads it. */
export function writeMix(prefix, mixes, each) {
	mixes.forEach((mix, number) => {
		const file = openSync(`${prefix}.${number}`, "w");
		for (const piece of pieces(mix, each))
			writeSync(file, piece);
		closeSync(file);
	});
}

/* "load NAME VALUE" lines as an object; numbers where they are. */
function parse(text) {
	const found = {};
	for (const [, name, value] of
		text.matchAll(/^load (\w+) (.*)$/gm))
		found[name] = name === "example" ? value : Number(value);
	return found;
}

function finish(child) {
	return new Promise((resolve, reject) => {
		let out = "";
		child.stdout.on("data", (part) => out += part);
		child.stderr.on("data", (part) => out += part);
		child.on("error", reject);
		child.on("close", (code) => code === 0 ? resolve(out)
			: reject(new Error(`wrk: ${code} ${out}`)));
	});
}

/* What is wrong with a load, or undefined. */
function fault(load) {
	if (load.spent)
		return "the mix was too short";
	if (load.wrong > 0)
		return `${load.wrong} wrong answers, such as ${load.example}`;
	if (load.refused > 0)
		return `${load.refused} refused connections`;
	if (load.timeouts > 0)
		return `${load.timeouts} requests took over 3 s`;
	return load.answers > 0 ? undefined : "no answers";
}

/* what: a .gif of the site, or a mix's prefix; {rate, p99, max, answers,
 * broken, fault}, times in ms.  Broken: Apache closes kept connections when
 * the threads of one of its processes are all busy; the request is not lost
 * for a client that tries again, and no answer was wrong. */
export async function runWrk(url, seconds, what, again = "") {
	const child = spawn("wrk", ["-t", THREADS, "-c", CONNECTIONS,
		"-d", `${seconds}s`, "--timeout", "3s", "-s", SCRIPT, url,
		"--", what, again], { stdio: ["ignore", "pipe", "pipe"] });
	note(child.pid, "wrk");
	const load = parse(await finish(child));
	return { rate: load.answers / load.us * 1e6, p99: load.p99_us / 1000,
		max: load.max_us / 1000, answers: load.answers,
		broken: load.broken / load.answers,
		fault: fault(load) };
}
