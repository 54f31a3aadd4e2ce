/* search: GET persons/search, answered from the index alone. */
import { invalidInput, okPage } from "./answers.mjs";
import {
	cutPage, readChoice, readChoices, readCursor, readFlag, readLimit,
	readQuery,
} from "./query.mjs";
import { indexRows } from "./search_index.mjs";

const FIELDS = ["custom_fields", "email", "notes", "phone", "name"];
const VALUES = {
	custom_fields: (row) => row.custom,
	email: (row) => row.emails,
	notes: (row) => row.notes,
	phone: (row) => row.phones,
	name: (row) => [row.name],
};

function readers(switches) {
	return {
		term: (text) => text,
		fields: readChoices(...FIELDS),
		exact_match: readFlag,
		include_fields: readChoice("person.picture"),
		limit: readLimit(switches.search_limit_max),
		cursor: readCursor,
	};
}

/* Telephone numbers are found by their digits however they were typed. */
function digits(text) {
	return text.replace(/\D/g, "");
}

/* Loose on purpose: near misses must come back, since they do in life. */
function isNear(value, term, field) {
	const low = value.toLowerCase();
	if (term.toLowerCase().split(/\s+/).every((word) => low.includes(word)))
		return true;
	return field === "phone" && digits(term).length > 4 &&
		digits(value).includes(digits(term));
}

function isExact(value, term, mode) {
	if (mode === "sensitive")
		return value === term;
	return value.toLowerCase() === term.toLowerCase();
}

/* { field: [values that match] }, null when the row is no hit. */
function matchRow(row, wanted, switches) {
	const found = {};
	const mode = switches.exact_match;
	const exactly = wanted.exact_match && mode !== "ignored";
	for (const field of wanted.fields)
		found[field] = VALUES[field](row).filter((value) => exactly ?
			isExact(value, wanted.term, mode) :
			isNear(value, wanted.term, field));
	return Object.values(found).some((values) => values.length > 0) ?
		found : null;
}

function scoreOf(found, term) {
	const whole = Object.values(found).flat()
		.some((value) => isExact(value, term, "insensitive"));
	return whole ? 1 : 0.3;
}

function itemOf(world, row, found) {
	const person = world.account.persons.get(row.id);
	return {
		id: row.id,
		type: "person",
		name: row.name,
		phones: row.phones,
		emails: row.emails,
		visible_to: person.visible_to,
		owner: { id: person.owner_id },
		organization: null,
		custom_fields: found.custom_fields ?? [],
		notes: found.notes ?? [],
	};
}

/* Visibility is a right, not an index column: it holds at once. */
function findHits(world, wanted) {
	const hits = [];
	for (const row of indexRows(world.index)) {
		const found = matchRow(row, wanted, world.switches);
		const { visible } = world.account.persons.get(row.id);
		if (found === null || !visible)
			continue;
		hits.push({
			result_score: scoreOf(found, wanted.term),
			item: itemOf(world, row, found),
		});
	}
	hits.sort((a, b) => b.result_score - a.result_score ||
		a.item.id - b.item.id);
	return world.switches.search_order === "reverse" ?
		hits.reverse() : hits;
}

export function searchPersons(world, request) {
	const { refused, values } = readQuery(request.query,
		readers(world.switches));
	if (refused)
		return refused;
	const wanted = { fields: FIELDS, exact_match: false, ...values };
	wanted.term = (values.term ?? "").trim();
	if ([...wanted.term].length < (wanted.exact_match ? 1 : 2))
		return invalidInput("The search term is too short.");
	const page = cutPage(findHits(world, wanted), values);
	return okPage({ items: page.rows }, page.next);
}
