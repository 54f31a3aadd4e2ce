/* poll: asks again while somebody looks, until the screen is left. */

export function poll(ask, ms, signal) {
	let timer = null;

	function plan() {
		clearTimeout(timer);
		if (!signal.aborted && !document.hidden)
			timer = setTimeout(turn, ms);
	}

	async function turn() {
		try {
			await ask();
		} catch (fault) {
			/* what stays wrong, the next screen says */
			if (fault.status === 401)
				return;
		}
		plan();
	}

	document.addEventListener('visibilitychange', () =>
		document.hidden ? clearTimeout(timer) : turn(), { signal });
	signal.addEventListener('abort', () => clearTimeout(timer));
	plan();
}
