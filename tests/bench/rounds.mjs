/* rounds: static file, empty answer and collector in turn, under one load. */
import { join } from "node:path";
import { pause } from "../harness/poll.mjs";
import { PIXEL } from "../harness/install.mjs";
import { runProgram } from "../harness/program.mjs";
import { startDripping } from "./drip.mjs";
import { quantile } from "./figures.mjs";
import { makeMix } from "./mix.mjs";
import { cpuSeconds, peakMib } from "./running.mjs";
import { bring, GIF } from "./stage.mjs";
import { runWrk, THREADS, writeMix } from "./wrk.mjs";

const DRIPPERS = 300, AGAIN_LINES = 10000;
/* Apache closes kept connections while it starts the threads it needs */
const WARM_S = 2, SETTLE_MS = 500;

class Rounds {
	constructor(stage, seconds, figures) {
		this.stage = stage;
		this.seconds = seconds;
		this.figures = figures;
		this.turn = 0;
		this.seed = 1;
		this.mix = join(stage.collector.install.dir, "mix");
		this.again = join(stage.empty.install.dir, "mix");
		writeMix(this.again, this.mixes(), AGAIN_LINES);
		bring(stage.collector.install, "second_writer");
	}

	mixes() {
		return Array.from({ length: THREADS }, () =>
			makeMix({ pixel: PIXEL, seed: this.seed++ }));
	}

	async warm() {
		for (const { url } of Object.values(this.stage))
			await runWrk(url, WARM_S, GIF);
	}

	async load(name, url, what, again) {
		const load = await runWrk(url, this.seconds, what, again);
		this.figures.fault(`round ${this.turn}, ${name}`, load.fault);
		return load;
	}

	/* The same with the CPU time that the serving process took. */
	async loadOf(name, side, what, again) {
		const pid = side.server.child();
		const before = cpuSeconds(pid);
		const load = await this.load(name, side.url, what, again);
		load.cpu = (cpuSeconds(pid) - before) / load.answers;
		return load;
	}

	/* Never twice the same ids; enough for that rate, and some more. */
	freshMix(rate) {
		writeMix(this.mix, this.mixes(),
			Math.ceil(rate * 1.2 * this.seconds / THREADS) + 1000);
	}

	async collect(rate) {
		this.freshMix(rate);
		return this.loadOf("collector", this.stage.collector,
			this.mix, "");
	}

	/* With 300 clients whose bodies do not come. */
	async collectDripping(rate) {
		const { url } = this.stage.collector;
		this.freshMix(rate);
		const end = startDripping(url, DRIPPERS, this.turn);
		await runWrk(url, WARM_S, GIF);
		const load = await this.load("slow bodies", url, this.mix);
		end();
		return load;
	}

	/* With a second program that writes: {batches, hits}. */
	async collectContended(rate) {
		const { install, url } = this.stage.collector;
		this.freshMix(rate);
		const loading = this.load("second writer", url, this.mix);
		await pause(SETTLE_MS);
		const done = runProgram(install.program("second_writer"),
			[install.db, `${(this.seconds - 1) * 1000}`]);
		const load = await loading;
		if (done.code !== 0)
			throw new Error(`second_writer: ${done.err}`);
		const [, commits, us] = /^commits (\d+) in (\d+)$/m
			.exec(done.out).map(Number);
		const waits = done.out.match(/^\d+$/gm).map(Number);
		return { batches: quantile(waits, 0.99) * commits / us,
			hits: load.rate * us / 1e6 / commits };
	}

	async run() {
		this.turn++;
		const { collector, empty } = this.stage;
		const fixed = await this.load("static", empty.url, GIF);
		const nothing = await this.loadOf("empty", empty, this.again,
			"again");
		const hits = await this.collect(nothing.rate);
		if (this.turn === 1)
			this.figures.add({ collector_rss_mib:
				peakMib(collector.server.child()) });
		const slow = await this.collectDripping(hits.rate * 1.3);
		const writer = await this.collectContended(hits.rate * 1.3);
		this.keep(fixed, nothing, hits, slow, writer);
	}

	keep(fixed, nothing, hits, slow, writer) {
		const say = (load) => `${Math.round(load.rate)}/s`
			+ (load.cpu ? ` ${Math.round(load.cpu * 1e6)} us` : "");
		console.log(`# round ${this.turn}: static ${
			say(fixed)}, empty ${say(nothing)}, collector ${
			say(hits)}, with drippers ${say(slow)}`);
		this.figures.add({ p99_static_ms: fixed.p99,
			p99_empty_ms: nothing.p99, p99_collector_ms: hits.p99,
			ratio_collector_empty: hits.rate / nothing.rate,
			ratio_collector_cpu: hits.cpu / nothing.cpu,
			ratio_empty_static: nothing.rate / fixed.rate,
			ratio_slow_bodies: slow.rate / hits.rate,
			max_slow_bodies_ms: slow.max,
			writer_wait_batches_p99: writer.batches,
			hits_per_commit: writer.hits,
			broken_connections: hits.broken });
	}
}

export async function runRounds(stage, count, seconds, figures) {
	const rounds = new Rounds(stage, seconds, figures);
	await rounds.warm();
	for (let i = 0; i < count; i++)
		await rounds.run();
}
