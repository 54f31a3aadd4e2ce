/* storm: `make storm`. For SECONDS= the serving process is killed again and
 * again while clients write down which hits were acknowledged; afterwards
 * each of those is in the database once, whole, and nothing is there twice. */
import { startApache } from "../harness/apache.mjs";
import { startCollector } from "../harness/collector.mjs";
import { makeInstall, PIXEL } from "../harness/install.mjs";
import { beFirst, note } from "../bench/running.mjs";
import { makeMix } from "../bench/mix.mjs";
import { audit } from "./audit.mjs";
import { startClients } from "./clients.mjs";
import { kill } from "./killer.mjs";

const CLIENTS = 8, ENOUGH = 1000;
const seconds = Number(process.env.SECONDS ?? 20);
if (!(seconds >= 1 && seconds <= 600)) {
	console.error("SECONDS= is a number from 1 to 600");
	process.exit(2);
}

async function storm(install) {
	const ledger = new Map();
	const first = await startCollector(install);
	note(first.pid, "pixel.fcgi");
	const apache = await startApache(install);
	note(apache.pid, "apache2");
	const clients = startClients(apache.url, CLIENTS, ledger,
		makeMix({ pixel: PIXEL, seed: Date.now() }));
	const { kills, last } = await kill(install, first, seconds * 1000);
	await clients.stop();
	await apache.stop();
	await last.stop();
	return { ledger, kills };
}

/* STORM_BREAK: what to do to the database, to see the check find it. */
function spoil(install) {
	if (process.env.STORM_BREAK)
		install.change(process.env.STORM_BREAK);
}

beFirst();
const install = makeInstall({ settings: { trusted_proxies: "127.0.0.1" } });
try {
	const { ledger, kills } = await storm(install);
	spoil(install);
	const found = audit(install, ledger);
	console.log(`storm_acked ${found.acked} hits`);
	console.log(`storm_kills ${kills} kills`);
	console.log(`storm_lost ${found.lost} hits`);
	console.log(`storm_duplicated ${found.duplicated} hits`);
	for (const fault of found.faults)
		console.log(`# WRONG ${fault}`);
	process.exitCode = found.faults.length === 0 && found.lost === 0
		&& found.duplicated === 0 && found.acked >= ENOUGH ? 0 : 1;
} finally {
	install.remove();
}
