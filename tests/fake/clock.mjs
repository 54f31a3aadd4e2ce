/* clock: the fake's time, which a test can stop, push and set. */

/* source gives milliseconds; nothing in the fake asks the system itself. */
export function createClock(source = Date.now) {
	let offset = 0;
	let stoppedAt = null;
	const base = () => stoppedAt ?? source();
	return {
		now: () => base() + offset,
		runs: () => stoppedAt === null,
		advance(ms) {
			offset += ms;
		},
		setTo(ms) {
			offset = ms - base();
		},
		/* Stopping and starting again must not make the time jump. */
		setRunning(runs) {
			const now = base() + offset;
			stoppedAt = runs ? null : source();
			offset = now - base();
		},
		reset() {
			offset = 0;
			stoppedAt = null;
		},
	};
}

/* Pipedrive writes times in whole seconds, in UTC, with a Z. */
export function timeText(ms) {
	return new Date(ms).toISOString().slice(0, 19) + "Z";
}

const WHOLE_SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/* Milliseconds of a whole-second time; undefined for any other text, also
 * for days that do not exist, which Date would roll over to the next month. */
export function readTime(text) {
	if (typeof text !== "string" || !WHOLE_SECOND.test(text))
		return undefined;
	const ms = Date.parse(text);
	if (Number.isNaN(ms) || timeText(ms) !== text)
		return undefined;
	return ms;
}
