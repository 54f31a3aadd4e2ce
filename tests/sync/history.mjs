/* history: who has which address when, from the made-up people alone. */

export const fold = (text) =>
	text.trim().replace(/[A-Z]/g, (one) => one.toLowerCase());

/* Intervals [from, until) in which a person has an address. */
class History {
	constructor() {
		this.spans = new Map();
		this.alive = new Map();
	}

	begin(id, email, from) {
		const key = fold(email);
		if (!this.spans.has(key))
			this.spans.set(key, []);
		this.spans.get(key).push({ id, from, until: Infinity });
	}

	/* Of all addresses, or of one who is gone. */
	end(id, until) {
		for (const spans of this.spans.values())
			for (const span of spans)
				if (span.id === id && span.until === Infinity)
					span.until = until;
	}

	begin_all(id, emails, from) {
		this.alive.set(id, emails);
		for (const email of emails)
			this.begin(id, email, from);
	}

	/* Persons that have the address at some moment of [from, until]. */
	among(email, from, until) {
		const spans = this.spans.get(fold(email)) ?? [];
		return spans.filter((span) => span.from <= until &&
			span.until > from);
	}

	at(email, time) {
		return this.among(email, time, time).filter((span) =>
			span.until > time);
	}
}

const HAPPENINGS = {
	create: (history, { at, person }) =>
		history.begin_all(person.id, person.emails, at),
	edit: () => {},
	delete: (history, { at, id }) => history.end(id, at),
	move: (history, { at, id, emails }) => {
		history.end(id, at);
		history.begin_all(id, emails, at);
	},
	/* the one that stays takes over what it does not have */
	merge: (history, { at, id, to }) => {
		const lost = history.alive.get(id);
		history.end(id, at);
		for (const email of lost)
			history.begin(to, email, at);
	},
};

export function makeHistory({ persons, events }) {
	const history = new History();
	for (const { id, emails, since } of persons)
		if (since === null)
			history.begin_all(id, emails, -Infinity);
	for (const event of events)
		HAPPENINGS[event.kind](history, event);
	return history;
}
