/* offline: what a hit costs in instructions and bytes, by replay.c. */
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync, writeSync }
	from "node:fs";
import { join } from "node:path";
import { PIXEL } from "../harness/install.mjs";
import { user } from "../harness/program.mjs";
import { makeMix, pieces, SHARES } from "./mix.mjs";
import { bring, makeScratch } from "./stage.mjs";

const IN_FLIGHT = 64;
const MANY = 100000, VISITORS = 4000;
/* the difference is what a hit costs, without start and end */
const FEW_COUNTED = 1000, MANY_COUNTED = 6000;

function withScratch(work) {
	const install = makeScratch();
	try {
		bring(install, "replay");
		return work(install);
	} finally {
		install.remove();
	}
}

/* Sends lines through the collector; an error unless all were stored. */
function replay(install, mix, count, before = []) {
	const path = join(install.dir, "mix");
	const out = openSync(path, "w");
	for (const piece of pieces(mix, count))
		writeSync(out, piece);
	closeSync(out);
	const file = openSync(path, "r");
	const [program, ...args] = [...before, install.program("replay"),
		install.conf, `${IN_FLIGHT}`];
	const done = spawnSync(program, args, { cwd: install.dir,
		stdio: [file, "pipe", "pipe"], uid: user.uid, gid: user.gid });
	closeSync(file);
	if (done.status !== 0)
		throw new Error(`replay: ${done.status ?? done.signal}: ${
			done.stdout} ${done.stderr.toString().slice(0, 2000)}`);
}

/* The database file with all that was in its log. */
function size(install) {
	install.change("PRAGMA wal_checkpoint(TRUNCATE)");
	return statSync(install.db).size;
}

function bytesPerHit() {
	return withScratch((install) => {
		const before = size(install);
		replay(install, makeMix({ pixel: PIXEL, seed: 11 }), MANY);
		return (size(install) - before) / MANY;
	});
}

/* Of people who are known, within their visit. */
function bytesPerPageview() {
	return withScratch((install) => {
		const mix = makeMix({ pixel: PIXEL, seed: 12,
			shares: { returning: 0, lead: 0 } });
		replay(install, mix, VISITORS);
		const before = size(install);
		mix.shares = { returning: 1, lead: 0 };
		replay(install, mix, MANY);
		return (size(install) - before) / MANY;
	});
}

function instructions(count) {
	return withScratch((install) => {
		const out = join(install.log, "callgrind.out");
		replay(install, makeMix({ pixel: PIXEL, seed: 13,
			shares: SHARES }), count, ["valgrind", "-q",
			"--tool=callgrind", `--callgrind-out-file=${out}`]);
		const text = readFileSync(out, "utf8");
		return Number(/^(?:totals|summary): (\d+)/m.exec(text)[1]);
	});
}

export function runOffline(figures) {
	figures.add({ bytes_per_hit: bytesPerHit(),
		bytes_per_pageview: bytesPerPageview(),
		instructions_per_hit: (instructions(MANY_COUNTED)
			- instructions(FEW_COUNTED))
			/ (MANY_COUNTED - FEW_COUNTED) });
}
