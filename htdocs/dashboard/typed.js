/* typed: what stood in a form when its session ended, to be put back. */

function controls(root) {
	return [...root.querySelectorAll('form [id]')].filter((one) =>
		one.matches('input:not([type=password]), select'));
}

function isTyped(one) {
	return one.matches('select') ? ![...one.options].some((option) =>
		option.defaultSelected && option.selected)
		: one.value !== one.defaultValue;
}

/* Kept in memory only, and for the same key at the same address. */
export function keepTyped(root, key) {
	const fields = controls(root).filter(isTyped).map(({ id, value }) =>
		[id, value]);

	return fields.length > 0 && key ? { key, hash: location.hash, fields }
		: null;
}

/* True where something was put back. */
export function putBack(typed, root, key) {
	if (typed?.key !== key || typed.hash !== location.hash)
		return false;
	for (const [id, value] of typed.fields) {
		const one = controls(root).find((other) => other.id === id);

		if (one)
			one.value = value;
	}
	return true;
}
