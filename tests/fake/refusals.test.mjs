/* Every call the fake must refuse, and that nothing has changed after it. */
import assert from "node:assert/strict";
import { call, control, send, TOKEN } from "./caller.mjs";
import {
	code, custom, FIELDS, JANE, jane, LOCKED, OLD, PERSONS, PICK, scene,
	SEARCH, state, TEXT,
} from "./scene.mjs";

const SCHEMA = "ERR_SCHEMA_VALIDATION_FAILED";

/* status, code of the body, method, path, body, switches */
const REFUSALS = [
	[400, SCHEMA, "PATCH", JANE, { [TEXT]: "root", ...custom({}) }],
	[400, SCHEMA, "PATCH", JANE, { ...custom({ [TEXT]: "a" }), x: 1 }],
	[400, SCHEMA, "PATCH", JANE, custom({ [TEXT]: "a", [code(9)]: 1 })],
	[400, SCHEMA, "PATCH", JANE, custom({ [TEXT]: "a", name: "b" })],
	[400, SCHEMA, "PATCH", JANE, custom({ [TEXT]: "a", [PICK]: "One" })],
	[400, SCHEMA, "PATCH", JANE, custom({ [TEXT]: "a", [PICK]: "11" })],
	[400, SCHEMA, "PATCH", JANE, custom({ [TEXT]: "x".repeat(256) })],
	[400, SCHEMA, "PATCH", JANE, custom({ [LOCKED]: "a" })],
	[400, SCHEMA, "PATCH", JANE, custom({})],
	[400, SCHEMA, "PATCH", JANE, custom(null)],
	[400, SCHEMA, "PATCH", JANE, custom([{ [TEXT]: "a" }])],
	[400, SCHEMA, "PATCH", JANE, '{"custom_fields":{"__proto__":{}}}'],
	[400, SCHEMA, "PATCH", JANE, '{"__proto__":{}}'],
	[400, SCHEMA, "PATCH", JANE, "{"],
	[400, SCHEMA, "PATCH", JANE, "[]"],
	[400, SCHEMA, "PATCH", `${JANE}?x=1`, custom({ [TEXT]: "a" })],
	[500, "ERR_UNKNOWN", "PATCH", JANE, custom(custom({ [TEXT]: "a" }))],
	[500, "ERR_UNKNOWN", "PATCH", JANE, custom({ v: { [TEXT]: "a" } })],
	[403, undefined, "PATCH", JANE, { job_title: "boss" }],
	[404, undefined, "PATCH", `${PERSONS}/99`, custom({ [TEXT]: "a" })],
	[404, undefined, "PATCH", `${PERSONS}/5`, custom({ [TEXT]: "a" })],
	[404, undefined, "PATCH", `${PERSONS}/6`, custom({ [TEXT]: "a" }),
		{ deleted_person: "404" }],
	[413, undefined, "PATCH", JANE, `"${"x".repeat(1024 * 1024)}"`],
	[404, undefined, "GET", `${PERSONS}/99`],
	[404, undefined, "GET", `${PERSONS}/5`],
	[404, undefined, "GET", `${PERSONS}/6`, undefined,
		{ deleted_person: "404" }],
	[400, SCHEMA, "GET", `${JANE}?custom_fields=${code(9)}`],
	[400, SCHEMA, "GET", `${JANE}?custom_fields=` +
		Array(16).fill(TEXT).join(",")],
	[400, SCHEMA, "GET", `${JANE}?api_token=${TOKEN}`],
	[400, "ERR_INVALID_INPUT", "GET", SEARCH],
	[400, "ERR_INVALID_INPUT", "GET", `${SEARCH}?term=`],
	[400, "ERR_INVALID_INPUT", "GET", `${SEARCH}?term=%20a%20`],
	[400, "ERR_INVALID_INPUT", "GET", `${SEARCH}?term=&exact_match=true`],
	[400, SCHEMA, "GET", `${SEARCH}?term=jane&exact_match=1`],
	[400, SCHEMA, "GET", `${SEARCH}?term=jane&exact_match=constructor`],
	[400, SCHEMA, "GET", `${SEARCH}?term=jane&fields=email,nose`],
	[400, SCHEMA, "GET", `${SEARCH}?term=jane&limit=501`],
	[400, SCHEMA, "GET", `${SEARCH}?term=jane&limit=0`],
	[400, SCHEMA, "GET", `${SEARCH}?term=jane&limit=ten`],
	[400, SCHEMA, "GET", `${SEARCH}?term=jane&limit=101`, undefined,
		{ search_limit_max: 100 }],
	[400, SCHEMA, "GET", `${SEARCH}?term=jane&cursor=abc`],
	[400, SCHEMA, "GET", `${SEARCH}?term=jane&term=joan`],
	[400, SCHEMA, "GET", `${PERSONS}?limit=501`],
	[400, SCHEMA, "GET", `${PERSONS}?updated_since=${OLD.slice(0, -1)}`],
	[400, SCHEMA, "GET", `${PERSONS}?updated_since=` +
		"2026-01-01T00:00:00.000Z"],
	[400, SCHEMA, "GET", `${PERSONS}?updated_since=2026-02-30T00:00:00Z`],
	[400, SCHEMA, "GET", `${FIELDS}?limit=501`],
	[404, undefined, "GET", `${FIELDS}/${code(9)}`],
	[400, SCHEMA, "POST", FIELDS, { field_name: "", field_type: "text" }],
	[400, SCHEMA, "POST", FIELDS, { field_name: "A", field_type: "int" }],
	[400, SCHEMA, "POST", FIELDS, { field_name: "A", field_type: "set" }],
	[400, SCHEMA, "POST", FIELDS,
		{ field_name: "A", field_type: "enum", options: [] }],
	[400, SCHEMA, "POST", FIELDS,
		{ field_name: "A", field_type: "text", key: TEXT }],
	[403, "feature_capping_custom_fields_limit", "POST", FIELDS,
		{ field_name: "A", field_type: "text" }, { field_cap: 4 }],
	[404, undefined, "GET", "/api/v1/persons/1"],
	[405, undefined, "PUT", JANE],
];

for (const [status, want, method, path, body, changes] of REFUSALS)
	scene(`${status} ${method} ${path.slice(0, 70)}`, async (fake) => {
		await control(fake.url, "POST", "switches", changes ?? {});
		const before = await state(fake);
		const answer = await call(fake.url, method, path, body);
		assert.equal(answer.status, status);
		assert.equal(answer.body.success, false);
		assert.equal(answer.body.code, want);
		assert.equal(answer.headers["x-correlation-id"].length, 36);
		assert.deepEqual(await state(fake), before);
		assert.equal(fake.state.account.fields.size, 4);
	});

const NO_TOKEN = { "x-api-token": [] };

/* path, headers: whatever the token is not, the gateway says so */
const STRANGERS = [
	[JANE, { "x-api-token": "wrong" }],
	[JANE, NO_TOKEN],
	[`${JANE}?api_token=${TOKEN}`, NO_TOKEN],
	[JANE, { ...NO_TOKEN, authorization: `Bearer ${TOKEN}` }],
	["/api/v2/nothing", NO_TOKEN],
];

for (const [path, headers] of STRANGERS)
	scene(`401 ${path} ${Object.keys(headers)}`, async ({ url }) => {
		const { status, body, headers: sent } =
			await call(url, "GET", path, undefined, headers);
		assert.equal(status, 401);
		assert.equal(sent["x-401-by-gw"], "true");
		assert.equal(body.error, "unauthorized access");
		assert.equal(body.errorCode, 401);
	});

for (const type of ["text/plain", "application/x-www-form-urlencoded",
	"application/json5", "application/json; charset=latin1"])
	scene(`415 ${type}`, async (fake) => {
		const before = await state(fake);
		const { status } = await call(fake.url, "PATCH", JANE,
			custom({ [TEXT]: "a" }), { "content-type": type });
		assert.equal(status, 415);
		assert.deepEqual(await state(fake), before);
	});

scene("invalid UTF-8 is not JSON", async (fake) => {
	const json = JSON.stringify(custom({ [TEXT]: "\xff" }));
	const bytes = Buffer.from(json, "latin1");
	const { status, text } = await send(fake.url, "PATCH", JANE, {
		body: new Uint8Array(bytes),
		headers: { "content-type": "application/json" } });
	assert.deepEqual([status, JSON.parse(text).code], [400, SCHEMA]);
	assert.equal((await jane(fake)).update_time, OLD);
});
