/* letters: a project with a newsletter, from pages through Apache, the
 * collector and leadpixel-sync to a receiver of this process. */
import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startReceiver } from "../fake/receiver.mjs";
import { runProgram, startProgram, user } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";

export const TOKEN = "letters-0123456789-the-token";
const SECRET = "hooks-0123456789abcdef-the-secret";
export const HOLD = 420, DAY = 86400;

function writeSecrets(install) {
	const path = join(install.dir, "secrets");
	writeFileSync(path, `[newsletter Test]\ntoken = ${TOKEN}\n` +
		`[webhook Test]\nsecret = ${SECRET}\n`);
	chmodSync(path, 0o600);
	if (user.uid !== undefined)
		chownSync(path, user.uid, user.gid);
}

class Stage {
	constructor(scene, receiver) {
		this.scene = scene;
		this.receiver = receiver;
		this.install = scene.install;
		this.runs = 0;
	}

	/* The verdict of a hit. */
	async hit(body, headers = {}) {
		const answer = await post(this.scene.url, body, { headers });
		return answer.verdict;
	}

	job(lead_id, target = "newsletter") {
		return this.scene.rows("SELECT j.*, s.received," +
			" s.record_complete FROM sync_jobs j JOIN submissions s ON s.id =" +
			` j.submission_id WHERE target = '${target}' AND` +
			` hex(s.lead_id) = upper('${lead_id}')`)[0];
	}

	state(lead_id, target) {
		const { state, reason } = this.job(lead_id, target);
		return reason === null ? state : `${state} ${reason}`;
	}

	/* A run that believes it is `later` seconds from now: {code, err}.  The
	 * receiver lives in this process, so nothing may wait for it here. */
	async sync(later) {
		this.runs += 1;
		const program = startProgram(
			this.install.program("leadpixel-sync"),
			["--config", this.install.conf],
			{ name: "leadpixel-sync",
				log: join(this.install.log, `sync-${this.runs}.log`),
				env: { LEADPIXEL_CLOCK_OFFSET: String(later) } });
		const { code } = await program.exited;
		return { code, err: program.said() };
	}

	cli(...args) {
		return runProgram(this.install.program("leadpixel"),
			["--config", this.install.conf, ...args]);
	}

	signups() {
		return this.scene.rows("SELECT * FROM submissions" +
			" WHERE kind = 'signup' ORDER BY id");
	}
}

/* A project "Test" without CRM and with these options of `project set`. */
export function play(name, options, body, how = {}) {
	test(name, async () => {
		const receiver = await startReceiver();
		const scene = await openScene({ project: [], ...how,
			settings: { post_loopback: "on", ...how.settings },
			late: ({ install }) => {
				writeSecrets(install);
				install.cli("project", "set", "Test", ...options,
					"--newsletter-url", `${receiver.url}/people`);
			} });
		try {
			await body(new Stage(scene, receiver));
		} finally {
			await scene.close();
			await receiver.close();
		}
	});
}
