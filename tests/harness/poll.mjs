/* poll: waits until something is so, never longer than needed. */
import { setTimeout as pause } from "node:timers/promises";

const STEP_MS = 10;

/* What `condition` came to once it was neither false nor thrown; an error
 * that names `what` when it was not so within `ms`. */
export async function poll(what, ms, condition) {
	const end = Date.now() + ms;
	for (;;) {
		let why = "";
		try {
			const got = await condition();
			if (got)
				return got;
		} catch (error) {
			why = `: ${error.message}`;
		}
		if (Date.now() > end)
			throw new Error(`not within ${ms} ms: ${what}${why}`);
		await pause(STEP_MS);
	}
}

export { pause };
