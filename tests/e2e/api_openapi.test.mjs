/* openapi.json against the table of the API's door. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Caller } from "../harness/api.mjs";
import { description } from "../harness/described.mjs";
import { ROOT } from "../harness/install.mjs";
import { openScene } from "../harness/scene.mjs";

/* By right; without a word: a key or a browser's cookie. */
const SECURITY = { ANYBODY: [], KEY: [{ bearer: [] }, { key: [] }] };

/* The rows of the table in cgi-bin/api.c, "get /leads/{}" to its row. */
function table() {
	const text = readFileSync(join(ROOT, "cgi-bin/api.c"), "utf8");
	const row = /\{ METHOD_(\w+), "([^"]+)",\s*("[^}]*?"),\s*RIGHT_(\w+),/g;
	const constants = Object.fromEntries([...text.matchAll(
		/#define (\w+) ((?:\\\n|[^\n])+)/g)].map(([, name, value]) =>
		[name, value]));
	const spelled = (params) => params.replace(/\b[A-Z_]+\b/g,
		(name) => constants[name] ?? name);
	return new Map([...text.matchAll(row)].map(([, method, pattern, params,
		right]) => [`${method.toLowerCase()} ${
		pattern.replace(/:/g, "{}")}`,
	{ right, params: [...spelled(params).matchAll(/"([^"]*)"/g)]
		.flatMap(([, part]) => part.split(" ")).filter(Boolean).sort() }]));
}

function described() {
	return new Map(Object.entries(description.paths)
		.flatMap(([path, item]) => Object.entries(item)
			.filter(([method]) => method !== "parameters")
			.map(([method, operation]) => [`${method} ${
				path.replace(/\{[^}]*\}/g, "{}")}`,
			{ path, operation, shared: item.parameters ?? [] }])));
}

function resolved(parameter) {
	return parameter.$ref === undefined ? parameter
		: parameter.$ref.slice(2).split("/")
			.reduce((at, part) => at[part], description);
}

test("every route is described, and nothing else", () => {
	assert.ok(table().size >= 4);
	assert.deepEqual([...described().keys()].sort(),
		[...table().keys()].sort());
});

test("with its parameters and whether it needs a key", () => {
	const rows = table();
	for (const [name, { path, operation, shared }] of described()) {
		const parameters = [...shared, ...operation.parameters ?? []]
			.map(resolved);
		const names = (place) => parameters
			.filter((parameter) => parameter.in === place)
			.map((parameter) => parameter.name);
		assert.deepEqual(names("query").sort(), rows.get(name).params,
			name);
		assert.deepEqual(names("path").map((part) => `{${part}}`),
			path.match(/\{[^}]*\}/g) ?? [], name);
		assert.deepEqual(operation.security,
			SECURITY[rows.get(name).right], name);
		assert.ok(operation.summary, name);
		assert.ok(operation.responses.default, name);
	}
});

let scene;
before(async () => {
	scene = await openScene({ api: true });
});
after(() => scene?.close());

test("it is answered to anybody", async () => {
	const answer = await new Caller(scene.url).get("/openapi.json");
	assert.deepEqual(answer.json, description);
});
