/* fake: the stand-in for Pipedrive as its own process, and its controls. */
import { join } from "node:path";
import { ROOT } from "./install.mjs";
import { startProgram } from "./program.mjs";
import { send } from "./send.mjs";

class Fake {
	constructor(program, url) {
		this.program = program;
		this.url = url;
	}

	/* A verb of tests/fake/control.mjs. */
	async control(method, name, body) {
		const answer = await send(this.url, { method,
			path: `/_fake/${name}`, body: body && JSON.stringify(body),
			headers: { "content-type": "application/json" } });
		if (answer.status !== 200)
			throw new Error(`${method} ${name}: ${answer.text}`);
		return answer.json;
	}

	stop() {
		return this.program.stop();
	}
}

export async function startFake(install) {
	/* the checkout may be closed to the unprivileged user */
	const program = startProgram(process.execPath,
		[join(ROOT, "tests/fake/pipedrive.mjs")],
		{ name: "fake", log: join(install.log, "fake.log"),
			asRoot: true });
	const [, url] = await program.saying(/fake pipedrive on (\S+)/);
	return new Fake(program, url);
}
