/* faults: scripted misfortunes, taken in order by the calls they match. */
import { validateHeaderName, validateHeaderValue } from "node:http";
import { refusal } from "./answers.mjs";
import { isObject } from "./values.mjs";

/* name -> whether the call is carried out before its answer is spoilt. */
const NAMED = new Map(Object.entries({
	drop_before: { applies: false },
	drop_after_apply: { applies: true },
	stall: { applies: false },
	stall_body: { applies: true },
	truncate: { applies: true },
	not_json: { applies: true },
	success_false: { applies: false },
	big_body: { applies: true },
	redirect: { applies: false },
}));

function isStatus(status) {
	return Number.isInteger(status) && status >= 200 && status <= 599;
}

function checkFault(fault) {
	if (typeof fault === "string" && NAMED.has(fault))
		return;
	if (!isObject(fault) || !isStatus(fault.status))
		throw new RangeError("fault: a known name or {status}");
	for (const name of Object.keys(fault))
		if (!["status", "body", "html", "headers"].includes(name))
			throw new RangeError(`fault.${name}: unknown`);
	/* Found out now, not when the answer is half written. */
	for (const [name, value] of Object.entries(fault.headers ?? {})) {
		validateHeaderName(name);
		validateHeaderValue(name, value);
	}
}

function checkMatch(match) {
	for (const [name, value] of Object.entries(match))
		if (!["method", "path_prefix"].includes(name) ||
		    typeof value !== "string")
			throw new RangeError(`match.${name}: not text`);
}

const isCount = (value, least) =>
	Number.isSafeInteger(value) && value >= least;

/* Puts one script at the end of the queue; skip lets so many matching calls
 * pass first. */
export function queueFault(faults, script) {
	const { match = {}, skip = 0, times = 1, fault, ...rest } = script;
	checkFault(fault);
	checkMatch(match);
	if (!isCount(times, 1) || !isCount(skip, 0))
		throw new RangeError("times or skip: not a count");
	if (Object.keys(rest).length > 0)
		throw new RangeError(`${Object.keys(rest)[0]}: unknown`);
	faults.push({ match, skip, times, fault });
}

function matches({ method, path_prefix = "" }, request) {
	return (method === undefined || method === request.method) &&
		request.path.startsWith(path_prefix);
}

/* The fault this call meets, or null; one script is used up at a time. */
export function takeFault(faults, request) {
	for (const script of faults) {
		if (script.times === 0 || !matches(script.match, request))
			continue;
		if (script.skip > 0) {
			script.skip -= 1;
			continue;
		}
		script.times -= 1;
		return script.fault;
	}
	return null;
}

export function appliesCall(fault) {
	return typeof fault !== "object" && NAMED.get(fault).applies;
}

/* To another host name, so that a client which follows can be caught by the
 * log: the same call comes once more, with the other host. */
function redirectOf(request) {
	const port = request.host.split(":").at(-1);
	const location = `http://localhost:${port}${request.target}`;
	return {
		status: 302,
		headers: { location },
		html: "<title>Found</title>\n",
	};
}

/* The answer sent in place of the call's own. */
export function answerInstead(fault, request) {
	if (fault === "redirect")
		return redirectOf(request);
	if (fault === "success_false")
		return refusal(200, "Something went wrong");
	if (typeof fault === "string")
		return { status: null };
	const { status, body, html, headers } = fault;
	if (body === undefined && html === undefined)
		return { ...refusal(status, "Scripted fault"), headers };
	return { status, body, html, headers };
}
