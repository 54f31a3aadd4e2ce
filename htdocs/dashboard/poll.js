/* poll: asks again while somebody looks, until the screen is left. */

/* `told` hears what went wrong, and null once it is right again. */
export function poll(ask, ms, signal, told = () => {}) {
	let timer = null;

	function plan() {
		clearTimeout(timer);
		if (!signal.aborted && !document.hidden)
			timer = setTimeout(turn, ms);
	}

	async function turn() {
		try {
			await ask();
			told(null);
		} catch (fault) {
			if (fault.status === 401 || signal.aborted)
				return;
			told(fault);
		}
		plan();
	}

	document.addEventListener('visibilitychange', () =>
		document.hidden ? clearTimeout(timer) : turn(), { signal });
	signal.addEventListener('abort', () => clearTimeout(timer));
	plan();
}
