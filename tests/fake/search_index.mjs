/* search_index: what the search knows, which may be older than the truth. */

/* A copy, so that a later change of the person does not reach the index. */
function rowOf(person) {
	return {
		id: person.id,
		name: person.name,
		emails: person.emails.map((email) => email.value),
		phones: person.phones.map((phone) => phone.value),
		notes: [...person.notes],
		custom: [...person.custom.values()]
			.filter((value) => ["string", "number"]
				.includes(typeof value))
			.map(String),
	};
}

export function createIndex(clock, switches) {
	const rows = new Map();
	let pending = [];
	let version = 0;

	/* Changes may fall due out of order when the lag is switched between
	 * them; an older one must not undo a newer one. */
	function settle() {
		const due = pending.filter((change) => change.due <= clock.now());
		pending = pending.filter((change) => change.due > clock.now());
		for (const change of due) {
			const old = rows.get(change.id);
			if (old === undefined || old.version < change.version)
				rows.set(change.id, change);
		}
	}

	return {
		note(person) {
			version += 1;
			pending.push({
				id: person.id,
				version,
				due: clock.now() + switches.index_lag_ms,
				row: person.is_deleted ? null : rowOf(person),
			});
		},
		rows() {
			settle();
			return [...rows.values()].map((change) => change.row)
				.filter((row) => row !== null);
		},
	};
}
