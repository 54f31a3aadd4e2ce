/* values: what may stand on each person in the end. */
import { ACCOUNTS, codeOf, IF_EMPTY, NAMES, valueOf } from "./map.mjs";
import { PROJECTS } from "./leads.mjs";
import { BY_HAND, EDITED } from "./people.mjs";

const isNewer = (a, b) => a.received > b.received ||
	(a.received === b.received && a.id > b.id);

/* Leads that were applied, by account and person; one that was tried again
 * may have ended elsewhere, so those that wrote count as well. */
function group(leads, jobs, applied) {
	const groups = new Map([...applied].map(([key, wrote]) =>
		[key, new Set(wrote)]));
	for (const lead of leads) {
		const { state, person_id } = jobs.get(lead.id);
		const { account } = PROJECTS.find(({ id }) =>
			id === lead.pixel);
		if (!["synced", "unchanged"].includes(state))
			continue;
		const key = `${account} ${person_id}`;
		groups.set(key, (groups.get(key) ?? new Set()).add(lead));
	}
	return groups;
}

/* Who was merged into this one may have brought values along. */
function lostTo(people, id) {
	return people.events.find(({ kind, to }) => kind === "merge" &&
		to === id)?.id;
}

const present = (leads, name) => leads.map((lead) => valueOf(lead, name))
	.filter((value) => value !== undefined);

/* Values that may stand there; undefined stands for nothing. */
function admissible(name, { initial, leads, brought, byHand }) {
	const values = present(leads, name);
	if (IF_EMPTY.includes(name)) {
		const may = [...values, ...brought];
		return initial !== undefined ? [initial, ...byHand]
			: may.length + byHand.length === 0 ? [undefined]
				: [...may, ...byHand];
	}
	const newest = leads.reduce((a, b) => isNewer(b, a) ? b : a, leads[0]);
	const last = newest && valueOf(newest, name);
	return last !== undefined ? [last, ...byHand]
		: [initial, ...values, ...brought, ...byHand];
}

/* Where all went in the order of receipt, one by one, there is no choice. */
function ordered(name, { initial, leads }) {
	const values = present(leads, name);
	if (IF_EMPTY.includes(name))
		return initial ?? values[0];
	return values.at(-1) ?? initial;
}

/* One address, nobody looked for in vain, nothing tried again by hand. */
function isOrdered({ leads }, jobs) {
	return new Set(leads.map(({ email }) => email?.toLowerCase())).size ===
		1 && leads.every(({ id, email }) => email !== null &&
		jobs.get(id).replays === 0 && (jobs.get(id).looks ?? 0) === 0 &&
		jobs.get(id).match_method?.startsWith("email"));
}

function judgePerson(account, person, group, jobs) {
	const faults = [];
	const strict = group.lost === undefined && !group.edited &&
		group.leads.length > 0 && isOrdered(group, jobs);
	for (const name of NAMES) {
		const code = codeOf(account, name);
		const value = person.custom.get(code);
		const its = { leads: group.leads, initial: group.initial[code],
			brought: group.lost === undefined ? []
				: [...present(group.lost.leads, name),
					group.lost.initial[code]],
			byHand: group.edited && EDITED.includes(name)
				? [BY_HAND] : [] };
		const may = strict ? [ordered(name, its)]
			: admissible(name, its);
		if (!may.includes(value))
			faults.push(`person ${person.id}, ${name}: ${value}, ${
				strict ? "but must" : "but may"} be ${
				may.join(" | ").slice(0, 200)}`);
	}
	return { faults, strict };
}

const inReceipt = (leads) => [...leads ?? []].sort((a, b) => a.id - b.id);

/* applied: "account person" -> leads that are known to have written. */
export function judgeValues({ leads, people, player }, jobs, applied) {
	const groups = group(leads, jobs, applied);
	const faults = [], figures = { values: 0, in_order: 0 };
	const of = (account, id) => ({
		initial: people.persons[id - 1].custom_fields,
		leads: inReceipt(groups.get(`${account} ${id}`)) });
	for (const { id } of people.persons)
		for (const account of ACCOUNTS) {
			const lost = lostTo(people, id);
			const edited = people.events.some((event) =>
				event.kind === "edit" && event.id === id);
			const found = judgePerson(account,
				player.stage.fake.state.account.persons.get(id),
				{ ...of(account, id), edited, lost: lost &&
					of(account, lost) }, jobs);
			faults.push(...found.faults);
			figures.values += NAMES.length;
			figures.in_order += found.strict ? 1 : 0;
		}
	return { faults, figures };
}
