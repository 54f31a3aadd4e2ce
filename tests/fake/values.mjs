/* values: what each custom field type accepts and how it is kept. */

const SHORT = 255;
const LONG = 65535;
const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const CURRENCY = /^[A-Z]{3}$/;
const ADDRESS_PARTS = [
	"street_number", "route", "sublocality", "subpremise", "locality",
	"admin_area_level_1", "admin_area_level_2", "country", "postal_code",
	"formatted_address",
];

export function isObject(value) {
	return typeof value === "object" && value !== null &&
		!Array.isArray(value);
}

/* True if value is an object with all required and no unlisted members. */
function hasShape(value, required, optional) {
	if (!isObject(value))
		return false;
	const names = Object.keys(value);
	return required.every((name) => names.includes(name)) &&
		names.every((name) => required.includes(name) ||
			optional.includes(name));
}

/* Date.parse alone would take the 31st of June for the 1st of July. */
function isDay(value) {
	if (typeof value !== "string" || !DAY.test(value))
		return false;
	const ms = Date.parse(`${value}T00:00:00Z`);
	return !Number.isNaN(ms) &&
		new Date(ms).toISOString().slice(0, 10) === value;
}

const isTime = (value) => typeof value === "string" && TIME.test(value);
const isId = (value) => Number.isSafeInteger(value) && value > 0;

function readText(maximum) {
	return (value, { switches }) => {
		if (typeof value !== "string")
			return undefined;
		if (value === "" && switches.empty_string !== "store")
			return undefined;
		const points = [...value];
		if (points.length <= maximum)
			return value;
		if (switches.long_text !== "cut")
			return undefined;
		return points.slice(0, maximum).join("");
	};
}

function readNumber(value) {
	return Number.isFinite(value) ? value : undefined;
}

function readMonetary(value, { user }) {
	if (!hasShape(value, ["value"], ["currency"]))
		return undefined;
	const currency = value.currency ?? user.default_currency;
	if (!Number.isFinite(value.value) || !CURRENCY.test(currency))
		return undefined;
	return { value: value.value, currency };
}

function hasOption(field, id) {
	return Number.isSafeInteger(id) &&
		field.options.some((option) => option.id === id);
}

function readEnum(value, { field }) {
	return hasOption(field, value) ? value : undefined;
}

function readSet(value, { field }) {
	if (!Array.isArray(value) || value.length === 0)
		return undefined;
	return value.every((id) => hasOption(field, id)) ? value : undefined;
}

/* A live run saw "" kept as this impossible day: so never send it. */
function readDate(value, { switches }) {
	if (value === "" && switches.empty_string === "store")
		return "0000-00-00";
	return isDay(value) ? value : undefined;
}

function readDateRange(value) {
	if (!hasShape(value, ["value", "until"], []))
		return undefined;
	return isDay(value.value) && isDay(value.until) ? value : undefined;
}

/* The zone of the token's user is filled in where the writer names none. */
function readTimes(...parts) {
	return (value, { user }) => {
		if (!hasShape(value, parts, ["timezone_name"]))
			return undefined;
		const timezone_name = value.timezone_name ?? user.timezone_name;
		if (typeof timezone_name !== "string" || timezone_name === "" ||
		    !parts.every((part) => isTime(value[part])))
			return undefined;
		return { ...value, timezone_name };
	};
}

function readAddress(value) {
	if (!hasShape(value, ["value"], ADDRESS_PARTS))
		return undefined;
	const whole = { value: value.value };
	for (const part of ADDRESS_PARTS)
		whole[part] = value[part] ?? null;
	const isPart = (part) => part === null || typeof part === "string";
	if (typeof value.value !== "string")
		return undefined;
	return Object.values(whole).every(isPart) ? whole : undefined;
}

const readId = (value) => (isId(value) ? value : undefined);

/* type -> [what the error text names, reader]; a reader gives what is kept,
 * or undefined when the value is refused. */
const TYPES = new Map(Object.entries({
	varchar: ["string", readText(SHORT)],
	varchar_auto: ["string", readText(SHORT)],
	text: ["string", readText(LONG)],
	phone: ["string", readText(SHORT)],
	double: ["number", readNumber],
	monetary: ["object", readMonetary],
	enum: ["number", readEnum],
	set: ["array", readSet],
	date: ["date", readDate],
	daterange: ["object", readDateRange],
	time: ["object", readTimes("value")],
	timerange: ["object", readTimes("value", "until")],
	address: ["object", readAddress],
	user: ["number", readId],
	org: ["number", readId],
	people: ["number", readId],
}));

export const CREATABLE_TYPES = [...TYPES.keys()];
export const OPTION_TYPES = ["enum", "set"];

export function expectedType(field) {
	return TYPES.get(field.field_type)[0];
}

/* What is kept for value in field; null clears, undefined = refused.
 * context: { switches, user }. */
export function readValue(field, value, context) {
	if (value === null)
		return null;
	return TYPES.get(field.field_type)[1](value, { field, ...context });
}
