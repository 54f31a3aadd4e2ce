/* clients: browsers that do not give up, and remember what they were told. */
import { keepAlive, post } from "../harness/send.mjs";
import { pause } from "../harness/poll.mjs";

const PATIENCE_MS = 8000, AGAIN_MS = 20;
const KEPT = new Set(["stored", "duplicate"]);

/* Until it is acknowledged; false when the storm was over before. */
async function deliver(url, line, agent, over) {
	const [network, browser, cookie, path, body] = line.split("\t");
	const headers = { "x-forwarded-for": network, cookie,
		"user-agent": browser, "sec-fetch-site": "same-origin" };
	while (!over()) {
		const answer = await post(url, body, { path, agent, headers,
			patience: PATIENCE_MS }).catch(() => undefined);
		if (answer?.status === 200 && KEPT.has(answer.verdict))
			return true;
		await pause(AGAIN_MS);
	}
	return false;
}

async function work(url, mix, ledger, over) {
	const agent = keepAlive(1);
	while (!over()) {
		const line = mix.next();
		const hit = JSON.parse(line.slice(line.lastIndexOf("\t")));
		if (await deliver(url, line, agent, over))
			ledger.set(hit.hit_id, hit.lead_id);
	}
	agent.destroy();
}

/* Fills the ledger: hit id of each acknowledged hit, and its lead id. */
export function startClients(url, count, ledger, mix) {
	let stopped = false;
	const over = () => stopped;
	const all = Array.from({ length: count }, () =>
		work(url, mix, ledger, over));
	return { async stop() {
		stopped = true;
		await Promise.all(all);
	} };
}
