/* persons: the two ways to read a person, by id and by time of change. */
import { ok, okPage, refusal } from "./answers.mjs";
import { findPerson } from "./account.mjs";
import { readTime } from "./clock.mjs";
import {
	cutPage, readChoice, readCursor, readFlag, readLimit, readQuery,
} from "./query.mjs";

const MAX_KEYS = 15;
const MAX_LIMIT = 500;
const MAX_ID = 9;

export function readId(text) {
	return /^[1-9]\d*$/.test(text) && text.length <= MAX_ID ?
		Number(text) : undefined;
}

export const personMissing = () => refusal(404, "Person not found");

function readKeys(account) {
	return (text) => {
		const keys = text.split(",");
		return keys.length <= MAX_KEYS &&
			keys.every((key) => account.fields.has(key)) ?
			keys : undefined;
	};
}

/* Asked for, labels change the type: the reason never to ask. */
function withLabel(field, id) {
	const { label } = field.options.find((option) => option.id === id);
	return { id, label };
}

function shownValue(field, value, asked) {
	if (value === undefined)
		return null;
	if (!asked.include_option_labels || field.options === null)
		return value;
	if (Array.isArray(value))
		return value.map((id) => withLabel(field, id));
	return withLabel(field, value);
}

/* Every custom key of the account comes back, with a value or not. */
function shownCustom(account, person, asked) {
	const shown = {};
	for (const code of asked.custom_fields ?? account.fields.keys())
		shown[code] = shownValue(account.fields.get(code),
			person.custom.get(code), asked);
	return shown;
}

export function showPerson(world, person, asked = {}) {
	return {
		id: person.id,
		name: person.name,
		first_name: person.first_name,
		last_name: person.last_name,
		owner_id: person.owner_id,
		org_id: person.org_id,
		add_time: person.add_time,
		update_time: person.update_time,
		emails: person.emails,
		phones: person.phones,
		is_deleted: person.is_deleted,
		visible_to: person.visible_to,
		label_ids: person.label_ids,
		picture_id: null,
		custom_fields: shownCustom(world.account, person, asked),
	};
}

export function getPerson(world, request, idText) {
	const { refused, values } = readQuery(request.query, {
		custom_fields: readKeys(world.account),
		include_option_labels: readFlag,
	});
	if (refused)
		return refused;
	const person = findPerson(world, readId(idText));
	if (person === undefined)
		return personMissing();
	return ok(showPerson(world, person, values));
}

function listReaders(account) {
	return {
		updated_since: readTime,
		updated_until: readTime,
		sort_by: readChoice("id", "add_time", "update_time"),
		sort_direction: readChoice("asc", "desc"),
		custom_fields: readKeys(account),
		include_option_labels: readFlag,
		limit: readLimit(MAX_LIMIT),
		cursor: readCursor,
	};
}

/* Both ends: since is inclusive as reported, until is exclusive. */
function changedWithin(person, asked) {
	const changed = readTime(person.update_time);
	return changed >= (asked.updated_since ?? -Infinity) &&
		changed < (asked.updated_until ?? Infinity);
}

function inOrder({ sort_by = "id", sort_direction = "asc" }) {
	const turn = sort_direction === "asc" ? 1 : -1;
	return (a, b) => {
		if (a[sort_by] === b[sort_by])
			return turn * (a.id - b.id);
		return a[sort_by] < b[sort_by] ? -turn : turn;
	};
}

export function listPersons(world, request) {
	const { refused, values } = readQuery(request.query,
		listReaders(world.account));
	if (refused)
		return refused;
	const found = [...world.account.persons.values()]
		.filter((person) => person.visible && !person.is_deleted)
		.filter((person) => changedWithin(person, values))
		.sort(inOrder(values));
	const page = cutPage(found, values);
	return okPage(page.rows.map((person) =>
		showPerson(world, person, values)), page.next);
}
