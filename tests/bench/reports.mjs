/* reports: how long they take in a project of two years, and what the
 * collector beside them feels of it. */
import { chmodSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { Caller, makeKey } from "../harness/api.mjs";
import { BUILD, PIXEL } from "../harness/install.mjs";
import { startProgram } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";
import { median } from "./figures.mjs";
import { makeMix } from "./mix.mjs";
import { note } from "./running.mjs";
import { runWrk, THREADS, writeMix } from "./wrk.mjs";

const DAYS = 730, RANGE = 300000, TIMES = 3, READERS = 2;
const WARM_S = 2;
/* hits a second, more than there will be: no mix may end early */
const RATE = 6000;
/* the original's figures, of the most days that one can ask for */
const STATS = [PIXEL, "test-pixel-02", "test-pixel-03"].map((id) =>
	`/analytics/stats/${id}?days=365`)
	.concat("/analytics/project/1/stats?days=365");
const NAMES = ["overview", "channels", "sources", "campaigns", "terms",
	"landing-pages", "referrers", "countries", "devices", "browsers",
	"forms"];

/* The history that `make demo-data` is a small one of. */
async function fill(install, sessions) {
	const program = install.program("sample");
	copyFileSync(join(BUILD, "tools/sample"), program);
	chmodSync(program, 0o755);
	for (const [name, id] of [["Blog", "test-pixel-02"],
		["Club", "test-pixel-03"]])
		install.cli("pixel", "add", "Test", name, "--id", id);
	const filling = startProgram(program, ["--config", install.conf,
		"--project", "Test", "--sessions", sessions,
		"--events", Math.round(sessions * 10 / 3), "--leads", sessions / 100,
		"--days", DAYS], { name: "sample",
		log: join(install.log, "sample.log") });
	note(filling.pid, "sample");
	const { code } = await filling.exited;
	if (code !== 0)
		throw new Error(`sample: ${filling.said()}`);
}

export class Reports {
	constructor(scene, figures) {
		this.scene = scene;
		this.figures = figures;
		this.caller = new Caller(scene.url,
			makeKey(scene.install, "bench"));
		this.seed = 1000;
		this.mix = join(scene.install.dir, "mix");
	}

	/* Days with today that hold so many visits, or all there are. */
	findRange(sessions) {
		const rows = this.scene.rows(`SELECT count(*) AS visits
			FROM sessions GROUP BY started / 86400000
			ORDER BY started / 86400000 DESC`);
		let days = 0, sum = 0;
		while (sum < Math.min(RANGE, sessions) && days < rows.length)
			sum += rows[days++].visits;
		this.days = days;
		return sum;
	}

	async ask(name, params) {
		const query = new URLSearchParams({ project: 1, days: this.days,
			...params });
		const began = performance.now();
		const answer = await this.caller.get(`/reports/${name}?${query}`);
		const ms = performance.now() - began;
		if (answer.status !== 200 && answer.json?.error !== "too_slow")
			this.figures.fault(`report ${name}`, answer.text);
		return { ms, data: answer.json?.data };
	}

	/* Each report, by either touch, with and without a filter. */
	async questions() {
		const { data } = await this.ask("channels", {});
		const channel = data.rows[0].name ?? "";
		const filters = [{}, { channel }, { device: "mobile" }];
		return [["pages", {}], ...["last", "first"].flatMap((touch) =>
			NAMES.flatMap((name) => filters.map((filter) =>
				[name, { touch, ...filter }])))];
	}

	async measure() {
		const all = await this.questions();
		let slowest = { ms: 0 };
		for (const [name, params] of all) {
			const times = [];
			for (let i = 0; i < TIMES; i++) {
				const { ms, data } = await this.ask(name, params);
				if (data === undefined)
					this.figures.fault(`report ${name}`, "too slow");
				times.push(ms);
			}
			if (median(times) > slowest.ms)
				slowest = { ms: median(times), name, params };
		}
		console.log(`# the slowest of ${all.length} reports: ${
			slowest.name} ${JSON.stringify(slowest.params)}`);
		this.figures.add({ report_max_ms: slowest.ms });
	}

	async measureStats() {
		const slowest = [];
		for (const path of STATS) {
			const times = [];
			for (let i = 0; i < TIMES; i++) {
				const began = performance.now();
				const answer = await this.caller.get(path);
				times.push(performance.now() - began);
				if (answer.status !== 200)
					this.figures.fault(path, answer.text);
			}
			slowest.push(median(times));
		}
		this.figures.add({ stats_year_max_ms: Math.max(...slowest) });
	}

	async load(seconds) {
		writeMix(this.mix, Array.from({ length: THREADS }, () =>
			makeMix({ pixel: PIXEL, seed: this.seed++ })),
		RATE * seconds);
		const load = await runWrk(this.scene.url, seconds, this.mix);
		this.figures.fault("collector beside reports", load.fault);
		return load;
	}

	/* One report after the other, by so many people, until it is enough.
	 * Where hits want all of the machine, reports give way: one that takes
	 * over two seconds is ended. */
	async loadBeside(seconds) {
		let reports = 0, late = 0, enough = false;
		const read = async (at) => {
			for (; !enough; at++, reports++) {
				const { data } = await this.ask(
					NAMES[at % NAMES.length], {});
				late += data === undefined;
			}
		};
		const readers = Array.from({ length: READERS }, (_, i) => read(5 * i));
		const load = await this.load(seconds);
		enough = true;
		await Promise.all(readers);
		return { ...load, reports, late };
	}

	/* Whoever reads keeps the log from beginning anew; the first hits after
	 * that cut it, and this stall is no part of what is divided by. */
	async round(seconds) {
		await this.load(WARM_S);
		const alone = await this.load(seconds);
		const beside = await this.loadBeside(seconds);
		console.log(`# collector ${Math.round(alone.rate)}/s p99 ${
			alone.p99} ms; beside ${beside.reports} reports, ${
			beside.late} too late, ${
			Math.round(beside.rate)}/s p99 ${beside.p99} ms`);
		return beside.p99 / alone.p99;
	}
}

export async function runReports(sessions, rounds, seconds, figures) {
	const scene = await openScene({ api: true,
		settings: { trusted_proxies: "127.0.0.1", reads_per_hour: 0 } });
	try {
		note(scene.collector.pid, "pixel.fcgi");
		note(scene.api.pid, "api.fcgi");
		note(scene.apache.pid, "apache2");
		await fill(scene.install, sessions);
		const reports = new Reports(scene, figures);
		console.log(`# ${reports.findRange(sessions)} of ${
			scene.count("sessions")} visits in ${reports.days} days`);
		await reports.measure();
		await reports.measureStats();
		const ratios = [];
		for (let i = 0; i < rounds; i++)
			ratios.push(await reports.round(seconds));
		/* the best of them would be that of a bad round alone */
		figures.add({ report_p99_collector_ratio: median(ratios) });
	} finally {
		await scene.close();
	}
}
