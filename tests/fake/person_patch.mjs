/* person_patch: PATCH of a person: all of the body is right, or none of it. */
import { invalid, ok, refusal, serverError } from "./answers.mjs";
import {
	findPerson, joinName, splitName, touchPerson,
} from "./account.mjs";
import { personMissing, readId, showPerson } from "./persons.mjs";
import { expectedType, isObject, readValue } from "./values.mjs";

const HASH = /^[0-9a-f]{40}$/;

/* Refused with 403 on accounts that have no contact sync, as ours. */
const CONTACT_SYNC = ["notes", "im", "birthday", "job_title", "postal_address"];

const isCount = (value) => Number.isSafeInteger(value) && value > 0;
const isText = (value) => typeof value === "string" && value !== "";
const orNull = (rule) => (value) => value === null || rule(value);
const listOf = (rule) => (value) => Array.isArray(value) && value.every(rule);
const isContact = (entry) => isObject(entry) && isText(entry.value);

/* Our client must never send these. They work, so that a client that does is
 * caught by the damage in the state, as it would be in life. */
const ROOT = new Map(Object.entries({
	name: isText,
	first_name: orNull(isText),
	last_name: orNull(isText),
	emails: listOf(isContact),
	phones: listOf(isContact),
	owner_id: isCount,
	org_id: orNull(isCount),
	visible_to: isCount,
	label_ids: listOf(isCount),
	custom_fields: isObject,
}));

/* Reported: { custom_fields: { x: { <hash>: v } } } is answered with 500. */
function isNestedTooDeep(key, value) {
	return isObject(value) && (key === "custom_fields" ||
		Object.keys(value).some((inner) => HASH.test(inner)));
}

/* Reads one pair into values; gives the refusal when it is wrong. */
function readPair(world, user, [key, value], values) {
	if (isNestedTooDeep(key, value))
		return serverError();
	const field = world.account.fields.get(key);
	if (field === undefined)
		return invalid(`custom_fields.${key}: unknown key`);
	if (field.is_writable === false)
		return invalid(`custom_fields.${key}: not writable`);
	const context = { switches: world.switches, user };
	const stored = readValue(field, value, context);
	if (stored === undefined)
		return invalid(`custom_fields.${key}: expected ` +
			`${expectedType(field)}, field_code ${key}`);
	values.set(key, stored);
	return null;
}

function readCustom(world, user, custom) {
	const pairs = Object.entries(custom);
	if (pairs.length === 0)
		return world.switches.empty_custom_fields === "wipe" ?
			{ wipe: true } :
			{ refused: invalid("custom_fields: is empty") };
	const values = new Map();
	for (const pair of pairs) {
		const refused = readPair(world, user, pair, values);
		if (refused !== null)
			return { refused };
	}
	return { values };
}

function readRoot(body) {
	if (!isObject(body))
		return invalid("body: expected object");
	for (const [name, value] of Object.entries(body)) {
		if (CONTACT_SYNC.includes(name))
			return refusal(403, "Contact sync is not enabled");
		if (!ROOT.has(name))
			return invalid(`${name}: parameter not allowed`);
		if (!ROOT.get(name)(value))
			return invalid(`${name}: wrong type`);
	}
	return null;
}

/* Arrays replace the whole list; a first address is primary if none says so. */
function contactsOf(entries) {
	const chosen = Math.max(0, entries.findIndex((one) => one.primary));
	return entries.map((entry, at) => ({
		value: entry.value,
		primary: at === chosen,
		label: entry.label ?? "work",
	}));
}

/* Name and its parts are computed from each other, the name winning. */
function applyRoot(person, { custom_fields, ...root }) {
	for (const list of ["emails", "phones"])
		if (root[list])
			root[list] = contactsOf(root[list]);
	Object.assign(person, root);
	if (root.name !== undefined)
		Object.assign(person, splitName(root.name));
	else if ("first_name" in root || "last_name" in root)
		person.name = joinName(person.first_name, person.last_name);
}

function applyCustom(person, { wipe, values }) {
	if (wipe)
		person.custom.clear();
	for (const [code, value] of values ?? [])
		if (value === null)
			person.custom.delete(code);
		else
			person.custom.set(code, value);
}

export function patchPerson(world, request, idText) {
	const wrong = readRoot(request.body);
	if (wrong !== null)
		return wrong;
	const { custom_fields: sent } = request.body;
	const custom = sent === undefined ? {} :
		readCustom(world, request.user, sent);
	if (custom.refused)
		return custom.refused;
	const person = findPerson(world, readId(idText));
	if (person === undefined)
		return personMissing();
	applyRoot(person, request.body);
	applyCustom(person, custom);
	touchPerson(world, person);
	return ok(showPerson(world, person));
}
