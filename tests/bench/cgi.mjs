/* cgi: what an answer takes where each request is a process. */
import { PIXEL } from "../harness/install.mjs";
import { keepAlive, post } from "../harness/send.mjs";
import { median } from "./figures.mjs";
import { makeMix } from "./mix.mjs";

const BLOCKS = 8, BLOCK = 12;

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

/*
 * In blocks: what a process does after its answer (it cuts the log) must slow
 * its own kind and not the other.  The first of a block still meets the other
 * one's end and does not count.
 */
async function runBlock(stage, side, mix, agent, figures) {
	const times = [];
	for (let i = 0; i < BLOCK; i++)
		times.push(await once(stage[side].url, mix.next(), agent,
			figures));
	return times.slice(1);
}

/*
 * mod_cgid sleeps 10 ms when it finds a process not yet reaped at the end of
 * its output; whether it does is chance, for four of five empty answers and
 * one of three of ours, and medians over all jump between the two.  So the
 * medians of the answers that it did not sleep over.
 */
const SLEEP_MS = 10;

const awake = (times) => median(times.filter((ms) => ms < SLEEP_MS));

/* Over all rounds: a best of ratios would be a best of noise. */
export async function runCgi(stage, rounds, figures) {
	const mix = makeMix({ pixel: PIXEL, seed: 21 });
	const agent = keepAlive(1);
	const times = { collector: [], empty: [] };
	for (let i = 0; i < rounds * BLOCKS; i++)
		for (const side of ["empty", "collector"])
			times[side].push(...await runBlock(stage, side, mix,
				agent, figures));
	agent.destroy();
	figures.add({ ratio_cgi:
		awake(times.collector) / awake(times.empty) });
}
