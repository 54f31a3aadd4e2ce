/* contract: whether a request keeps to what Pipedrive publishes of v2 and to
 * what we promise never to send (reference pipedrive 0, 2, 4 to 7).  Written
 * from that text alone; the fake's own readers are more lenient. */

const SHORT = 255, LONG = 65535;
const HASH = /^[0-9a-f]{40}$/;
const TOKEN = /^[\x21-\x7e]+$/;
const SECOND = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/* blanks only within; no controls but tab and newline; whole characters */
const TEXT = /^(?!\s)[^\x00-\x08\x0b-\x1f\x7f]+(?<!\s)$/s;

const isObject = (value) => typeof value === "object" && value !== null &&
	!Array.isArray(value);
const isText = (value, most) => typeof value === "string" &&
	value.isWellFormed() && [...value].length <= most && TEXT.test(value);
const isDay = (value) => /^\d{4}-\d\d-\d\d$/.test(value) &&
	new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
const isId = (value) => Number.isSafeInteger(value) && value > 0;
const hasOnly = (value, names) => isObject(value) &&
	Object.keys(value).every((name) => names.includes(name));
const isOption = (value, { options }) =>
	options.some(({ id }) => id === value);
const isTime = (value) => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(value);

/* field_type -> whether a value is of its shape; null, "" and [] never are,
 * since we clear nothing. */
const VALUES = {
	varchar: (value) => isText(value, SHORT),
	varchar_auto: (value) => isText(value, SHORT),
	phone: (value) => isText(value, SHORT),
	text: (value) => isText(value, LONG),
	double: (value) => Number.isFinite(value),
	monetary: (value) => hasOnly(value, ["value", "currency"]) &&
		Number.isFinite(value.value) && (value.currency === undefined ||
		/^[A-Z]{3}$/.test(value.currency)),
	enum: isOption,
	set: (value, field) => Array.isArray(value) && value.length > 0 &&
		value.every((one) => isOption(one, field)),
	date: isDay,
	daterange: (value) => hasOnly(value, ["value", "until"]) &&
		isDay(value.value) && isDay(value.until),
	time: (value) => hasOnly(value, ["value", "timezone_name"]) &&
		isTime(value.value),
	timerange: (value) => hasOnly(value, ["value", "until",
		"timezone_name"]) && isTime(value.value) && isTime(value.until),
	address: (value) => isObject(value) && isText(value.value, LONG),
	user: isId, org: isId, people: isId,
};

const CREATABLE = Object.keys(VALUES);

const within = (least, most) => (text) => /^[1-9]\d*$/.test(text) &&
	Number(text) >= least && Number(text) <= most;
const among = (...words) => (text) => words.includes(text);
const isKeys = (text) => text.split(",").length <= 15 &&
	text.split(",").every((key) => HASH.test(key));
const isCursor = (text) => text !== "";
const isTerm = (text) => text === text.trim() && [...text].length >= 2 &&
	isText(text, 500);

const SEARCH = { term: isTerm, fields: among("email", "phone", "name"),
	exact_match: among("true", "false"), limit: within(1, 100),
	cursor: isCursor };
const LIST = { updated_since: (text) => SECOND.test(text),
	sort_by: among("id", "add_time", "update_time"),
	sort_direction: among("asc", "desc"), custom_fields: isKeys,
	limit: within(1, 500), cursor: isCursor };
const PAGE = { limit: within(1, 500), cursor: isCursor };

function bodyOfPatch(body, { account }) {
	if (!hasOnly(body, ["custom_fields"]) || !isObject(body.custom_fields))
		return ["body: only {custom_fields: {...}}"];
	const fields = Object.entries(body.custom_fields);
	if (fields.length === 0)
		return ["custom_fields: empty"];
	return fields.flatMap(([code, value]) => {
		const field = account.fields.get(code);
		if (!HASH.test(code) || field === undefined)
			return [`custom_fields: no key ${code}`];
		return VALUES[field.field_type]?.(value, field) === true ? []
			: [`${code}: ${JSON.stringify(value)} is no ${
				field.field_type}`];
	});
}

function bodyOfField(body) {
	if (!hasOnly(body, ["field_name", "field_type", "options"]))
		return ["body: a member that is not of the contract"];
	const wanted = ["enum", "set"].includes(body.field_type);
	return [
		...isText(body.field_name, SHORT) ? [] : ["field_name"],
		...CREATABLE.includes(body.field_type) ? [] : ["field_type"],
		...wanted === Array.isArray(body.options) ? [] : ["options"],
	];
}

/* method, path, query by name, names that must be there, body */
const CALLS = [
	["GET", /^\/api\/v2\/persons\/search$/, SEARCH, ["term", "fields"]],
	["GET", /^\/api\/v2\/persons\/[1-9]\d*$/, { custom_fields: isKeys }],
	["PATCH", /^\/api\/v2\/persons\/[1-9]\d*$/, {}, [], bodyOfPatch],
	["GET", /^\/api\/v2\/persons$/, LIST, ["updated_since", "limit"]],
	["GET", /^\/api\/v2\/personFields$/, PAGE],
	["GET", /^\/api\/v2\/personFields\/\w+$/, {}],
	["POST", /^\/api\/v2\/personFields$/, {}, [], bodyOfField],
	["GET", /^\/api\/v1\/users\/me$/, {}],
];

function judgeQuery(query, rules, needed = []) {
	const names = [...query.keys()];
	return [
		...names.filter((name, i) => names.indexOf(name) !== i)
			.map((name) => `${name}: twice`),
		...needed.filter((name) => !names.includes(name))
			.map((name) => `${name}: missing`),
		...[...query].filter(([name, value]) => !rules[name]?.(value))
			.map(([name, value]) => `${name}=${value}: refused`),
	];
}

const FORBIDDEN = ["authorization", "cookie", "referer", "expect"];

function judgeHeaders({ headers, method, bytes }) {
	const writes = ["PATCH", "POST"].includes(method);
	const type = headers["content-type"];
	return [
		...TOKEN.test(headers["x-api-token"] ?? "") ? []
			: ["x-api-token: missing or given twice"],
		...FORBIDDEN.filter((name) => name in headers),
		...headers["user-agent"] ? [] : ["user-agent: missing"],
		...writes === (type === "application/json") ? []
			: [`content-type: ${type}`],
		...writes || bytes.length === 0 ? [] : ["a body of a GET"],
	];
}

function readBody(bytes) {
	try {
		const decoder = new TextDecoder("utf-8", { fatal: true });
		return JSON.parse(decoder.decode(bytes));
	} catch {
		return undefined;
	}
}

/* Each way in which a request (of the fake) breaks the contract. */
export function violations(request, world) {
	const { method, path, query } = request;
	const call = CALLS.find(([verb, pattern]) => verb === method &&
		pattern.test(path));
	if (call === undefined)
		return [`${method} ${path}: no call of ours`];
	const [, , rules, needed, body] = call;
	return [...judgeHeaders(request), ...judgeQuery(query, rules, needed),
		...body ? body(readBody(request.bytes), world) : []]
		.map((text) => `${method} ${path}: ${text}`);
}
