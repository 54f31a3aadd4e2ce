/* values: what may stand on each person in the end. */
import { codeOf, IF_EMPTY, NAMES, valueOf } from "./map.mjs";
import { PROJECTS } from "./leads.mjs";

const isNewer = (a, b) => a.received > b.received ||
	(a.received === b.received && a.id > b.id);

/* Leads that were applied, by account and person. */
function group(leads, jobs) {
	const groups = new Map();
	for (const lead of leads) {
		const { state, person_id } = jobs.get(lead.id);
		const { account } = PROJECTS.find(({ id }) => id === lead.pixel);
		if (!["synced", "unchanged"].includes(state))
			continue;
		const key = `${account} ${person_id}`;
		groups.set(key, [...groups.get(key) ?? [], lead]);
	}
	return groups;
}

/* Somebody merged into this one may have brought a value along. */
function brought(people, id) {
	return people.events.some(({ kind, to }) => kind === "merge" && to === id);
}

/* Values that may stand there; undefined stands for nothing. */
function admissible(name, { initial, leads, merged }) {
	const values = leads.map((lead) => valueOf(lead, name))
		.filter((value) => value !== undefined);
	if (IF_EMPTY.includes(name))
		return initial !== undefined ? [initial]
			: values.length === 0 ? [undefined] : values;
	const newest = leads.reduce((a, b) => isNewer(b, a) ? b : a, leads[0]);
	const last = newest && valueOf(newest, name);
	return last !== undefined && !merged ? [last]
		: [initial, ...values];
}

/* Where all went in the order of receipt, one by one, there is no choice. */
function ordered(name, { initial, leads }) {
	const values = leads.map((lead) => valueOf(lead, name))
		.filter((value) => value !== undefined);
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
	const strict = !group.merged && group.leads.length > 0 &&
		isOrdered(group, jobs);
	for (const name of NAMES) {
		const code = codeOf(account, name);
		const value = person.custom.get(code);
		const its = { ...group,
			initial: group.initial[code] };
		const may = strict ? [ordered(name, its)]
			: admissible(name, its);
		if (!may.includes(value) && !(group.merged &&
		    IF_EMPTY.includes(name)))
			faults.push(`person ${person.id}, ${name}: ${value}, but ` +
				`${strict ? "must" : "may"} be ${may.join(" | ")}`);
	}
	return { faults, strict };
}

export function judgeValues({ leads, people, player }, jobs) {
	const groups = group(leads, jobs);
	const faults = [], figures = { values: 0, in_order: 0 };
	for (const { id, custom_fields } of people.persons)
		for (const account of [1, 2]) {
			const person = player.stage.fake.state.account.persons
				.get(id);
			const found = judgePerson(account, person, {
				initial: custom_fields, merged: brought(people, id),
				leads: groups.get(`${account} ${id}`) ?? [],
			}, jobs);
			faults.push(...found.faults);
			figures.values += NAMES.length;
			figures.in_order += found.strict ? 1 : 0;
		}
	return { faults, figures };
}

