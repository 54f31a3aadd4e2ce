/* fields: the dictionary of person fields, read in pages and added to. */
import { invalid, ok, okPage, refusal } from "./answers.mjs";
import { newFieldCode } from "./account.mjs";
import { cutPage, readCursor, readLimit, readQuery } from "./query.mjs";
import { CREATABLE_TYPES, OPTION_TYPES, isObject } from "./values.mjs";

const MAX_LIMIT = 500;
const MAX_NAME = 255;
const EXTRAS = [
	"description", "ui_visibility", "important_fields", "required_fields",
];

/* Enough built-in rows that a client must tell them from custom ones; their
 * option ids are strings, unlike those of custom fields. */
const BUILT_IN = [
	["id", "ID", "int"],
	["name", "Name", "varchar"],
	["first_name", "First name", "varchar"],
	["last_name", "Last name", "varchar"],
	["emails", "Email", "varchar"],
	["phones", "Phone", "phone"],
	["owner_id", "Owner", "user"],
	["org_id", "Organization", "org"],
	["label_ids", "Labels", "set"],
	["visible_to", "Visible to", "visible_to", [
		{ id: "1", label: "Owner" }, { id: "3", label: "Company" },
	]],
	["add_time", "Person created", "date"],
	["update_time", "Update time", "date"],
].map(([field_code, field_name, field_type, options = null]) =>
	({ field_code, field_name, field_type, options, built_in: true }));

function showField(field) {
	const shown = {
		field_name: field.field_name,
		field_code: field.field_code,
		field_type: field.field_type,
		description: field.description ?? null,
		options: field.options,
		subfields: null,
		is_custom_field: !field.built_in,
		is_optional_response_field: false,
	};
	/* Not in the published schema, but seen live: only sent if known. */
	if (field.is_writable !== undefined)
		shown.is_writable = field.is_writable;
	return shown;
}

function allFields(account) {
	return [...BUILT_IN, ...account.fields.values()];
}

export function listFields(world, request) {
	const { refused, values } = readQuery(request.query, {
		limit: readLimit(MAX_LIMIT), cursor: readCursor,
	});
	if (refused)
		return refused;
	const page = cutPage(allFields(world.account), values);
	return okPage(page.rows.map(showField), page.next);
}

export function getField(world, request, code) {
	const { refused } = readQuery(request.query, {});
	if (refused)
		return refused;
	const field = allFields(world.account)
		.find((one) => one.field_code === code);
	return field === undefined ?
		refusal(404, "Field not found") : ok(showField(field));
}

function isName(name) {
	return typeof name === "string" && name.trim() !== "" &&
		[...name].length <= MAX_NAME;
}

function areLabels(options) {
	return Array.isArray(options) && options.length > 0 &&
		options.every((option) => isObject(option) &&
			isName(option.label));
}

/* The reason why body makes no field; null when it does. */
function faultOf(body) {
	if (!isObject(body))
		return "body: expected object";
	const known = ["field_name", "field_type", "options", ...EXTRAS];
	const unknown = Object.keys(body).find((key) => !known.includes(key));
	if (unknown !== undefined)
		return `${unknown}: parameter not allowed`;
	if (!isName(body.field_name))
		return "field_name: expected 1 to 255 characters";
	if (!CREATABLE_TYPES.includes(body.field_type))
		return "field_type: not one of the types";
	if (OPTION_TYPES.includes(body.field_type))
		return areLabels(body.options) ? null : "options: required";
	return body.options === undefined ? null : "options: not allowed";
}

/* Option ids are unique over the whole account, not counted per field. */
function newOptions(account, options) {
	if (options === undefined)
		return null;
	const used = [...account.fields.values()]
		.flatMap((field) => field.options ?? [])
		.map((option) => option.id);
	const last = Math.max(0, ...used);
	return options.map(({ label }, at) => ({ id: last + 1 + at, label }));
}

/* Not idempotent, and equal names are allowed: setting up twice shows. */
export function createField(world, request) {
	const { account, switches } = world;
	const fault = faultOf(request.body);
	if (fault !== null)
		return invalid(fault);
	if (switches.field_cap > 0 && account.fields.size >= switches.field_cap)
		return refusal(403, "Custom field limit reached",
			{ code: "feature_capping_custom_fields_limit" });
	const field = {
		field_code: newFieldCode(account),
		field_name: request.body.field_name,
		field_type: request.body.field_type,
		description: request.body.description ?? null,
		options: newOptions(account, request.body.options),
	};
	account.fields.set(field.field_code, field);
	return { ...ok(showField(field)), status: 201 };
}
