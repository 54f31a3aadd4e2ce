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
	return { clock, switches, rows: new Map(), pending: [], version: 0 };
}

/* Tells the index of a change; it will know after the lag of this moment. */
export function noteChange(index, person) {
	index.version += 1;
	index.pending.push({
		id: person.id,
		version: index.version,
		due: index.clock.now() + index.switches.index_lag_ms,
		row: person.is_deleted ? null : rowOf(person),
	});
}

/* Changes may fall due out of order when the lag is switched between them;
 * an older one must not undo a newer one. */
function settle(index) {
	const now = index.clock.now();
	const due = index.pending.filter((change) => change.due <= now);
	index.pending = index.pending.filter((change) => change.due > now);
	for (const change of due) {
		const old = index.rows.get(change.id);
		if (old === undefined || old.version < change.version)
			index.rows.set(change.id, change);
	}
}

/* The rows the search may answer with at this moment. */
export function indexRows(index) {
	settle(index);
	return [...index.rows.values()].map((change) => change.row)
		.filter((row) => row !== null);
}
