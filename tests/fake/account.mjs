/* account: the persons, fields and tokens of one company, and their life. */
import { createHash } from "node:crypto";
import { readTime, timeText } from "./clock.mjs";
import { noteChange } from "./search_index.mjs";

/* A soft-deleted row can be read for so long, then the id is unknown. */
const GRAVE_MS = 30 * 24 * 3600 * 1000;

export function createAccount() {
	return {
		company: {},
		tokens: new Map(),
		fields: new Map(),
		persons: new Map(),
		fieldsMade: 0,
	};
}

/* Pipedrive splits a name by rules of its own; the last blank is ours. */
export function splitName(name) {
	const cut = name.lastIndexOf(" ");
	if (cut < 0)
		return { first_name: name, last_name: null };
	return {
		first_name: name.slice(0, cut),
		last_name: name.slice(cut + 1),
	};
}

export function joinName(first, last) {
	return [first, last].filter(Boolean).join(" ");
}

/* Always later than before, even twice within one second or with the clock
 * stopped: a test must be able to see that a PATCH happened. */
export function touchPerson(world, person) {
	const before = readTime(person.update_time) ?? 0;
	const now = Math.max(world.clock.now(), before + 1000);
	person.update_time = timeText(now);
	noteChange(world.index, person);
}

/* Whether the id still answers at all: merged and deleted rows fade away. */
function isBuried(world, person) {
	return person.is_deleted &&
		world.clock.now() - readTime(person.update_time) > GRAVE_MS;
}

/* The person behind an id as the token's user sees it; undefined = 404. */
export function findPerson(world, id) {
	const person = world.account.persons.get(id);
	if (person === undefined || !person.visible || isBuried(world, person))
		return undefined;
	if (person.is_deleted && world.switches.deleted_person === "404")
		return undefined;
	return person;
}

export function deletePerson(world, person) {
	person.is_deleted = true;
	touchPerson(world, person);
}

function addMissing(kept, lost) {
	const known = new Set(kept.map((entry) => entry.value));
	for (const entry of lost)
		if (!known.has(entry.value))
			kept.push({ ...entry, primary: kept.length === 0 });
}

/* The vendor's rule: the row that stays wins, the other fills its gaps. */
export function mergePersons(world, lost, kept) {
	addMissing(kept.emails, lost.emails);
	addMissing(kept.phones, lost.phones);
	for (const [code, value] of lost.custom)
		if (!kept.custom.has(code))
			kept.custom.set(code, value);
	lost.merged_into = kept.id;
	deletePerson(world, lost);
	touchPerson(world, kept);
}

/* Codes are made up from a count, so a run can be repeated exactly. */
export function newFieldCode(account) {
	let code;
	do {
		account.fieldsMade += 1;
		const seed = `fake field ${account.fieldsMade}`;
		code = createHash("sha1").update(seed).digest("hex");
	} while (account.fields.has(code));
	return code;
}

/* A deleted field takes its values along: a new one never shows them. */
export function deleteField(account, code) {
	for (const person of account.persons.values())
		person.custom.delete(code);
	return account.fields.delete(code);
}
