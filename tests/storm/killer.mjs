/* killer: kill -9 of the serving process, several times a second. */
import { childrenOf, startCollector } from "../harness/collector.mjs";
import { note } from "../bench/running.mjs";
import { pause, poll } from "../harness/poll.mjs";

const SOONEST_MS = 30, SPREAD_MS = 250, HEIR_MS = 10000;
/* the parent waits ever longer before it replaces a child that dies young:
 * a new parent does not; every other one is killed itself */
const KILLS_A_PARENT = 4;

async function replace(install, old, hard) {
	await old.stop(hard ? "SIGKILL" : "SIGTERM");
	const heir = await startCollector(install);
	note(heir.pid, "pixel.fcgi");
	return heir;
}

async function killOnce(collector, before) {
	const pid = await poll("a child to kill", HEIR_MS, () =>
		childrenOf(collector.pid).find((child) => child !== before));
	await pause(SOONEST_MS + Math.random() * SPREAD_MS);
	/* still ours: a number may have been given to a stranger */
	if (!childrenOf(collector.pid).includes(pid))
		return undefined;
	process.kill(pid, "SIGKILL");
	return pid;
}

/* {kills, last: the collector that serves at the end} */
export async function kill(install, first, ms) {
	const end = Date.now() + ms;
	let last = first, kills = 0, before, parents = 0;
	while (Date.now() < end) {
		const killed = await killOnce(last, before);
		before = killed ?? before;
		kills += killed !== undefined;
		if (kills % KILLS_A_PARENT === 0)
			last = await replace(install, last, parents++ % 2);
	}
	return { kills, last };
}
