/* apache: a private Apache before the collector, with the shipped
 * apache.conf, in one of the three modes. */
import { mkdirSync, chownSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { ROOT } from "./install.mjs";
import { startProgram, user } from "./program.mjs";
import { send } from "./send.mjs";

export const MODES = ["proxy", "fcgid", "cgi"];

export function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.on("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

function defines(install, mode, port, run, more) {
	const list = { LISTEN: `127.0.0.1:${port}`,
		LEADPIXEL_ROOT: install.dir, LEADPIXEL_RUN: install.run,
		LEADPIXEL_CONF: install.conf, LEADPIXEL_LOG: install.log,
		HTTPD_RUN: run, HTTPD_DOCUMENTS: join(install.dir, "site"),
		...more };
	if (user.name !== undefined)
		list.HTTPD_USER = user.name;
	if (mode !== "proxy")
		list[`LEADPIXEL_${mode.toUpperCase()}`] = "";
	return Object.entries(list).flatMap(([name, value]) =>
		["-C", `Define ${name} ${value}`]);
}

class Apache {
	constructor(program, url, errors) {
		this.program = program;
		this.url = url;
		this.errors = errors;
		this.pid = program.pid;
	}

	/* What it wrote into its error log. */
	said() {
		return readFileSync(this.errors, "utf8");
	}

	stop() {
		return this.program.stop();
	}
}

/* mode: one of MODES; how: {defines: {NAME: value}, env, lines: after the
 * configuration} */
export async function startApache(install, mode = "proxy", how = {}) {
	const port = await freePort();
	const run = join(install.log, `httpd-${port}`);
	mkdirSync(run);
	if (user.uid !== undefined)
		chownSync(run, user.uid, user.gid);
	const program = startProgram("/usr/sbin/apache2", ["-D", "FOREGROUND",
		"-f", join(ROOT, "tools/httpd.conf"),
		...defines(install, mode, port, run, how.defines),
	...(how.lines ?? []).flatMap((line) => ["-c", line])],
	{ name: "apache2", log: join(run, "said.log"), asRoot: true,
		env: how.env });
	const apache = new Apache(program, `http://127.0.0.1:${port}`,
		join(run, "error.log"));
	await program.ready("it answers", () =>
		send(apache.url, { path: "/lp/a.js" }));
	return apache;
}
