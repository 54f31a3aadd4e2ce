/* writes: each PATCH that was carried out is the whole difference that one
 * lead of that very person makes at that moment, and no other. */
import { HOLD, PROJECTS } from "./leads.mjs";
import { fold } from "./history.mjs";
import { changesOf, codeOf, fieldOf } from "./map.mjs";
import { HOUR, MINUTE } from "./people.mjs";

/* After this the index knows what is; see misfortunes.mjs. */
const SETTLED = 7 * HOUR;

/* Refusals that need not be any. */
const PERHAPS = [408, 425];

const isOlder = (lead, mark) => mark !== undefined &&
	(lead.received < mark.received ||
	(lead.received === mark.received && lead.id < mark.id));

const same = (a, b) => Object.keys(a).length === Object.keys(b).length &&
	Object.keys(a).every((name) => a[name] === b[name]);

class Writes {
	constructor({ leads, history, player }) {
		this.history = history;
		this.player = player;
		/* "account person" -> the newest lead, and its answer */
		this.marks = new Map();
		this.answers = new Map();
		this.tried = new Map();
		this.byId = new Map(leads.map((lead) => [lead.id, lead]));
		this.applied = new Map();
		this.faults = [];
		this.figures = { writes: 0, wrong_person: 0,
			older_over_newer: 0, twice: 0, forbidden: 0 };
		this.leads = new Map();
		for (const lead of leads)
			this.byAddress(lead).push(lead);
	}

	byAddress({ email }) {
		const key = email === null ? "" : fold(email);
		if (!this.leads.has(key))
			this.leads.set(key, []);
		return this.leads.get(key);
	}

	wrong(what, call, text) {
		this.figures[what] += 1;
		this.faults.push(`${what}: PATCH ${call.entry.n} of person ${
			call.person}: ${text}`);
	}

	/* {name: value} of the body; undefined when there is more in it. */
	read(call) {
		const { custom_fields, ...more } = call.entry.body ?? {};
		const fields = Object.entries(custom_fields ?? {});
		const strange = fields.filter(([code]) =>
			fieldOf(code)?.account !== call.account);
		if (fields.length === 0 || strange.length > 0 ||
		    Object.keys(more).length > 0)
			return this.wrong("forbidden", call,
				JSON.stringify(call.entry.body));
		return Object.fromEntries(fields.map(([code, value]) =>
			[fieldOf(code).name, value]));
	}

	/* Leads that may be written to that person at that moment. */
	candidates({ person, at, account }) {
		const may = (lead) => {
			const { crm, account: its } = PROJECTS.find(({ id }) =>
				id === lead.pixel);
			return crm === "on" && its === account &&
				lead.at + HOLD <= at && lead.test === 0 &&
				lead.form_state !== "failed";
		};
		return [...this.leads.values()].flat().filter((lead) =>
			may(lead) && (this.player.resolved.has(lead.id)
			? this.player.resolved.get(lead.id) === person
			: this.owns(lead, person, at)));
	}

	/* The only one who has the address, as far as the index can know. */
	owns({ email, namesake, pixel }, person, at) {
		const spans = email === null ? []
			: this.history.at(email, at);
		if (spans.length === 0)
			return namesake === person &&
				PROJECTS.find(({ id }) => id === pixel).weak;
		const own = spans.find(({ id }) => id === person);
		return own !== undefined && spans.every(({ id, from }) =>
			id === person || (from >= at - SETTLED &&
			Math.abs(from - own.from) > MINUTE));
	}

	/* Newer than what was applied, and than what may have been. */
	fits(lead, call, changes) {
		const key = `${call.account} ${call.person}`;
		const differs = (older) => same(changes,
			changesOf(lead, call.account, call.before, older));
		const older = isOlder(lead, this.marks.get(key));
		return differs(older) ||
			(isOlder(lead, this.tried.get(key)) && differs(true));
	}

	/* Not carried out, but who sent it cannot know that. */
	tryOut({ entry, account, person }) {
		const id = entry.body?.custom_fields?.[codeOf(account,
			"event_id")];
		const lead = this.byId.get(id), key = `${account} ${person}`;
		if (lead && !isOlder(lead, this.tried.get(key)))
			this.tried.set(key, lead);
	}

	explain(call, changes, candidates) {
		const named = candidates.find(({ id }) =>
			id === changes.event_id);
		if (changes.event_id !== undefined && named === undefined)
			return this.wrong("wrong_person", call,
				`lead ${changes.event_id} is not theirs`);
		const key = `${call.account} ${call.person}`;
		return this.wrong("older_over_newer", call, `lead ${
			named?.id ?? "?"} makes another difference; newest: ${
			this.marks.get(key)?.id}, its answer was ${
			JSON.stringify(this.answers.get(key))}; sent ${
			JSON.stringify(changes).slice(0, 500)}`);
	}

	take(call) {
		this.figures.writes += 1;
		const changes = this.read(call);
		if (changes === undefined)
			return;
		if (!call.known)
			return void this.wrong("wrong_person", call, "is gone");
		const held = Object.entries(changes).every(([name, value]) =>
			call.before.get(codeOf(call.account, name)) === value);
		if (held)
			return void this.wrong("twice", call, "no change");
		const key = `${call.account} ${call.person}`;
		const candidates = this.candidates(call);
		const lead = candidates.findLast((one) =>
			this.fits(one, call, changes));
		if (lead === undefined)
			return void this.explain(call, changes, candidates);
		if (!isOlder(lead, this.marks.get(key))) {
			this.marks.set(key, lead);
			this.answers.set(key, call.entry.fault ?? "good");
		}
		this.applied.set(key, (this.applied.get(key) ?? new Set())
			.add(lead));
	}
}

export function judgeWrites(trial) {
	const writes = new Writes(trial);
	for (const call of trial.player.calls) {
		const { method, handled, status } = call.entry;
		if (method !== "PATCH")
			continue;
		if (handled === 200)
			writes.take(call);
		else if (!(status >= 400 && status < 500) ||
		    PERHAPS.includes(status))
			writes.tryOut(call);
	}
	return writes;
}
