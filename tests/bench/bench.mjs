/* bench: `make bench`. Loads follow each other in a round, so that ratios are
 * of one machine at one time; the best of ROUNDS= rounds of SECONDS= each is
 * printed. What is promised and not met is said, and is no failure: a wrong
 * answer is one. */
import { runCgi } from "./cgi.mjs";
import { makeFigures } from "./figures.mjs";
import { runOffline } from "./offline.mjs";
import { runReports } from "./reports.mjs";
import { runRounds } from "./rounds.mjs";
import { beFirst } from "./running.mjs";
import { runScript } from "./script.mjs";
import { onStage } from "./stage.mjs";
import { runSync } from "./sync.mjs";

function setting(name, preset, least, most = 60) {
	const value = Number(process.env[name] ?? preset);
	if (Number.isInteger(value) && value >= least && value <= most)
		return value;
	console.error(`${name}= is a number from ${least} to ${most}`);
	return process.exit(2);
}

const rounds = setting("ROUNDS", 5, 1);
const seconds = setting("SECONDS", 4, 2);
/* of the project whose reports are measured; fewer for a quick look */
const visits = setting("VISITS", 3000000, 1000, 3000000);
const figures = makeFigures();

beFirst();
await onStage("proxy", (stage) =>
	runRounds(stage, rounds, seconds, figures));
await onStage("cgi", (stage) => runCgi(stage, rounds, figures));
runOffline(figures);
await runSync(figures);
await runReports(visits, rounds, seconds, figures);
await runScript(figures);
figures.print();
process.exit(figures.faults.length === 0 ? 0 : 1);
