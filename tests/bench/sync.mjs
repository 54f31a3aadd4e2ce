/* sync: how fast leads are delivered to the fake, which shares the machine,
 * and what memory a run with TLS takes. */
import { mkdtempSync, chmodSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILD } from "../harness/install.mjs";
import { startProgram } from "../harness/program.mjs";
import { START, states, withBacklog } from "../sync/backlog.mjs";
import { HOUR } from "../sync/people.mjs";
import { makeCertificate } from "./certificate.mjs";
import { peakMib } from "./running.mjs";

const FAST = 600, PERSONS = 300, TLS = 300;
const PLENTY = { crm_daily_tokens: "1000000", budget_share: "100" };

function check(stage, leads, figures) {
	const found = JSON.stringify(states(stage));
	if (found !== JSON.stringify({ synced: leads }))
		figures.fault("sync", found);
}

/* Of a run, with its process: search, get, patch and five commits a lead. */
function runSpeed(figures) {
	return withBacklog({ leads: FAST, persons: PERSONS, ms: HOUR,
		settings: PLENTY }, async (stage) => {
		stage.clock.moveTo(START + 2 * HOUR);
		const began = performance.now();
		await stage.run(["--quiet"]);
		figures.add({ sync_leads_per_s: FAST * 1000 /
			(performance.now() - began) });
		check(stage, FAST, figures);
	});
}

/* Read while it waits for an answer: afterwards nobody could ask it. */
async function runMemory(figures) {
	const folder = mkdtempSync(join(tmpdir(), "leadpixel-tls-"));
	const { ca, ...tls } = makeCertificate(folder);
	let peak = 0, program;
	const watch = () => {
		peak = Math.max(peak, program ? peakMib(program.pid) : 0);
	};
	chmodSync(folder, 0o755);
	try {
		await withBacklog({ leads: TLS, persons: PERSONS, ms: HOUR,
			settings: { ...PLENTY, crm_ca: ca }, tls, watch },
		async (stage) => {
			stage.clock.moveTo(START + 2 * HOUR);
			program = stage.start(["--quiet"]);
			await program.exited;
			check(stage, TLS, figures);
			program = undefined;
			figures.add({ sync_rss_mib: peak,
				sync_rss_empty_mib: await empty(stage, ca) });
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/* A call by libcurl alone, to the same place. */
async function empty(stage, ca) {
	const program = startProgram(join(BUILD, "bench/empty_tls"),
		[`${stage.fake.url}/api/v2/personFields`, ca],
		{ name: "empty_tls", log: join(stage.dir, "empty.log"),
			asRoot: true });
	await program.exited;
	return Number(program.said()) / 1024;
}

export async function runSync(figures) {
	await runSpeed(figures);
	await runMemory(figures);
}
