/* stage: two installs side by side, each behind its own private Apache with
 * the shipped apache.conf: the collector, and in its place a program that
 * does nothing. */
import { chmodSync, copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startApache } from "../harness/apache.mjs";
import { startCollector } from "../harness/collector.mjs";
import { BUILD, makeInstall } from "../harness/install.mjs";
import { note } from "./running.mjs";

export const GIF = "/static.gif";
const PIXEL_GIF =
	"R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==";
/* shipped limits, and a load balancer that says who calls */
const SETTINGS = { trusted_proxies: "127.0.0.1" };

/* A program of tests/bench, where the install's user may run it. */
export function bring(install, name, as = name) {
	copyFileSync(join(BUILD, "bench", name), install.program(as));
	chmodSync(install.program(as), 0o755);
}

export function makeScratch() {
	const install = makeInstall({ settings: SETTINGS });
	writeFileSync(join(install.dir, "site", GIF),
		Buffer.from(PIXEL_GIF, "base64"));
	return install;
}

function makeEmpty() {
	const install = makeScratch();
	bring(install, "empty", "pixel.fcgi");
	return install;
}

class Side {
	async start(install, mode) {
		this.install = install;
		if (mode === "proxy") {
			this.server = await startCollector(install);
			note(this.server.pid, "pixel.fcgi");
		}
		this.apache = await startApache(install, mode);
		note(this.apache.pid, "apache2");
		this.url = this.apache.url;
		return this;
	}

	async stop() {
		await this.apache.stop();
		await this.server?.stop();
		this.install.remove();
	}
}

/* What `work` came to, given {collector, empty}; both are gone after it. */
export async function onStage(mode, work) {
	const sides = [];
	const raise = async (install) => {
		const side = await new Side().start(install, mode);
		sides.push(side);
		return side;
	};
	try {
		return await work({ collector: await raise(makeScratch()),
			empty: await raise(makeEmpty()) });
	} finally {
		for (const side of sides)
			await side.stop();
	}
}
