/* api: one call of the public API, from token to answer. */
import {
	invalid, ok, refusal, unauthorized, blocked,
} from "./answers.mjs";
import { createField, getField, listFields } from "./fields.mjs";
import { admitCall, isBlocked, rateHeaders } from "./limits.mjs";
import { patchPerson } from "./person_patch.mjs";
import { getPerson, listPersons } from "./persons.mjs";
import { readQuery } from "./query.mjs";
import { searchPersons } from "./search.mjs";
import { readJson } from "./wire.mjs";

function getMe(world, request) {
	const { refused } = readQuery(request.query, {});
	if (refused)
		return refused;
	return ok({ ...request.user, ...world.account.company });
}

/* method, path, tokens (contract section 0), verb; first match wins. */
const ROUTES = [
	["GET", /^\/api\/v2\/persons\/search$/, 20, searchPersons],
	["GET", /^\/api\/v2\/persons\/([^/]+)$/, 1, getPerson],
	["PATCH", /^\/api\/v2\/persons\/([^/]+)$/, 5, patchPerson],
	["GET", /^\/api\/v2\/persons$/, 10, listPersons],
	["GET", /^\/api\/v2\/personFields$/, 10, listFields],
	["POST", /^\/api\/v2\/personFields$/, 5, createField],
	["GET", /^\/api\/v2\/personFields\/([^/]+)$/, 1, getField],
	["GET", /^(?:\/api)?\/v1\/users\/me$/, 2, getMe],
];

function findRoute({ method, path }) {
	let pathKnown = false;
	for (const [verb, pattern, cost, run] of ROUTES) {
		const found = pattern.exec(path);
		pathKnown ||= found !== null;
		if (found !== null && verb === method)
			return { cost, run, argument: found[1],
				isSearch: run === searchPersons };
	}
	return { cost: 0, isSearch: false, run: () => pathKnown ?
		refusal(405, "Method not allowed") :
		refusal(404, "Unknown method .") };
}

/* The header alone: a token in an address would end up in logs. */
function userOf(account, request) {
	return account.tokens.get(request.headers["x-api-token"]);
}

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/* Reads the body of a writing call into request.body; the refusal or null. */
function takeBody(request) {
	if (!["PATCH", "POST"].includes(request.method))
		return null;
	if (!JSON_TYPE.test(request.headers["content-type"] ?? ""))
		return refusal(415, "Unsupported media type");
	if (request.bytes === null)
		return refusal(413, "Request entity too large");
	if ([...request.query].length > 0)
		return invalid("query: parameter not allowed");
	request.body = readJson(request.bytes);
	return request.body === undefined ?
		invalid("body: is not JSON") : null;
}

/* The answer to request and the tokens it cost; a call that is not admitted
 * costs nothing, any other its full price. */
export function answerCall(world, request) {
	if (isBlocked(world.limits))
		return { answer: blocked(), cost: 0 };
	const user = userOf(world.account, request);
	if (user === undefined)
		return { answer: unauthorized(), cost: 0 };
	const token = request.headers["x-api-token"];
	const route = findRoute(request);
	const refused = admitCall(world.limits, token, route);
	const answer = refused ?? takeBody(request) ??
		route.run(world, { ...request, user }, route.argument);
	return {
		answer,
		cost: refused === null ? route.cost : 0,
		headers: rateHeaders(world.limits, token, route.isSearch),
	};
}
