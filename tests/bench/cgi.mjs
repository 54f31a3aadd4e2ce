/* cgi: what an answer takes where each request is a process. */
import { PIXEL } from "../harness/install.mjs";
import { keepAlive, post } from "../harness/send.mjs";
import { median } from "./figures.mjs";
import { makeMix } from "./mix.mjs";

const PAIRS = 150, WARM = 10;

async function once(url, line, agent, figures) {
	const [network, browser, cookie, path, body] = line.split("\t");
	const began = performance.now();
	const answer = await post(url, body, { path, agent, headers: {
		"x-forwarded-for": network, "user-agent": browser, cookie,
		"sec-fetch-site": "same-origin" } });
	if (answer.status !== 200 || answer.verdict !== "stored")
		figures.fault("cgi", `${answer.status} ${answer.verdict}`);
	return performance.now() - began;
}

/* In turn, so that both see the same machine. */
export async function runCgi(stage, figures) {
	const mix = makeMix({ pixel: PIXEL, seed: 21 });
	const agent = keepAlive(1);
	const times = { collector: [], empty: [] };
	for (let i = 0; i < PAIRS + WARM; i++)
		for (const side of ["empty", "collector"]) {
			const ms = await once(stage[side].url, mix.next(),
				agent, figures);
			if (i >= WARM)
				times[side].push(ms);
		}
	agent.destroy();
	figures.add({ ratio_cgi:
		median(times.collector) / median(times.empty) });
}
