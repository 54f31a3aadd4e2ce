/* described: whether what the API answers is what openapi.json says of it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { BUILD, ROOT } from "./install.mjs";

const Ajv = createRequire(join(ROOT, "tools/"))("ajv/dist/2020");

export const description = JSON.parse(
	readFileSync(join(BUILD, "gen/openapi.json"), "utf8"));

const ajv = new Ajv({ strict: false, validateFormats: false,
	allErrors: true });
ajv.addSchema(description, "api");
const checks = new Map();

/* "/leads/{id}" as an expression. */
function expression(path) {
	return new RegExp(`^${path.replace(/[.]/g, "\\.")
		.replace(/\{[^}]*\}/g, "[^/]+")}$`);
}

/* What stands there itself wins over what a "{}" takes: /reports/pages. */
const paths = Object.keys(description.paths)
	.map((path) => ({ path, pattern: expression(path) }))
	.sort((a, b) => a.path.split("{").length - b.path.split("{").length);

/* Where "#/components/..." points. */
function resolve(node) {
	while (node?.$ref !== undefined)
		node = node.$ref.slice(2).split("/")
			.reduce((at, part) => at[part], description);
	return node;
}

/* By a pointer into the whole, so that its references hold. */
function checkOf(pointer) {
	if (!checks.has(pointer))
		checks.set(pointer, ajv.compile({ $ref: `api#${pointer}` }));
	return checks.get(pointer);
}

function escape(part) {
	return part.replace(/~/g, "~0").replace(/\//g, "~1")
		.replace(/[{}]/g, encodeURIComponent);
}

function pointerOf(path, method, status) {
	const operation = description.paths[path][method];
	const key = operation.responses[status] === undefined ? "default"
		: String(status);
	const response = operation.responses[key];
	assert.ok(status < 300 ? key !== "default" : response !== undefined,
		`${method} ${path}: ${status} is not described`);
	const at = response.$ref?.slice(1) ?? `/paths/${escape(path)}/${
		method}/responses/${key}`;
	const content = resolve(response).content ?? {};
	const [type] = Object.keys(content).filter((name) =>
		name === "application/json");
	return type && `${at}/content/application~1json/schema`;
}

/* Fails unless the answer is as described; `path` begins after /api. */
export function assertDescribed(method, path, answer) {
	const bare = path.split("?")[0].replace(/(.)\/$/, "$1");
	const found = paths.find(({ pattern }) => pattern.test(bare));
	const verb = method.toLowerCase();
	if (description.paths[found?.path]?.[verb] === undefined ||
		!answer.headers["content-type"]?.includes("application/json"))
		return;
	const pointer = pointerOf(found.path, verb, answer.status);
	if (pointer === undefined)
		return;
	const check = checkOf(pointer);
	assert.ok(check(answer.json), `${method} ${path} ${answer.status}: ${
		JSON.stringify(check.errors?.slice(0, 5), null, 1)} in ${
		answer.text.slice(0, 1500)}`);
}
