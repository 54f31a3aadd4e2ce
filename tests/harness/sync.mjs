/* sync: one run of leadpixel-sync, at a time of the test's choosing. */
import { runProgram } from "./program.mjs";

/* {code, out, err} of a run that believes it is `later` seconds from now. */
export function runSync(install, { later = 0, args = [] } = {}) {
	return runProgram(install.program("leadpixel-sync"),
		["--config", install.conf, ...args],
		{ env: { LEADPIXEL_CLOCK_OFFSET: String(later) } });
}
