/* What is sent keeps to the contract, and the judge of that can say no. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { send } from "../fake/caller.mjs";
import { plantSeed } from "../fake/world.mjs";
import { codeOf } from "./map.mjs";
import { violations } from "./contract.mjs";
import { play } from "./oracle.mjs";
import { makeStage, TOKENS } from "./stage.mjs";

const [TOKEN] = TOKENS[1];
const JANE = { id: 1, name: "Jane Example", emails: ["jane@example.com"] };

/* Notes each call and what is wrong with it. */
function makeWatch() {
	const seen = [], wrong = [];
	const watch = (entry, request, world) => {
		seen.push(`${entry.method} ${entry.path.replace(/\d+$/, "N")}`);
		wrong.push(...violations(request, world));
	};
	return { watch, seen, wrong };
}

test("a varied run keeps to it", async () => {
	const { watch, seen, wrong } = makeWatch();
	await play({ seed: 5, leads: 150, persons: 45, days: 4, watch });
	assert.deepEqual(wrong, []);
	for (const call of ["GET /api/v2/persons/search",
		"GET /api/v2/persons/N", "PATCH /api/v2/persons/N",
		"GET /api/v2/persons"])
		assert.ok(seen.includes(call), `never ${call}`);
});

async function must(stage, ...args) {
	const { code, out } = await stage.command(...args);
	assert.equal(code, 0, `${args.join(" ")}: ${out}`);
}

test("setting an account up keeps to it", async () => {
	const { watch, seen, wrong } = makeWatch();
	const stage = await makeStage({ watch });
	try {
		stage.sql("DELETE FROM crm_fields WHERE account_id = 1;");
		await must(stage, "crm", "setup", "acme", "--set", "all",
			"--yes");
		await must(stage, "crm", "check", "acme");
	} finally {
		await stage.remove();
	}
	assert.deepEqual(wrong, []);
	for (const call of ["GET /api/v2/personFields",
		"POST /api/v2/personFields", "GET /api/v1/users/me"])
		assert.ok(seen.includes(call), `never ${call}`);
});

/* our name -> the type of the field it goes to, beyond those of the map */
const TYPES = { last_source: "enum", last_medium: "set", event_id: "monetary",
	first_visit: "time", last_visit: "daterange", lead_id: "varchar_auto",
	session_duration: "timerange", landing_page: "address",
	utm_source: "phone" };

const NAMES = Object.keys(TYPES);
const keyOf = (name) => String(NAMES.indexOf(name)).repeat(40);

const fields = NAMES.map((name) => ({ field_code: keyOf(name),
	field_type: TYPES[name], field_name: name,
	...["enum", "set"].includes(TYPES[name]) && { options: [
		{ id: 71, label: "google" }, { id: 72, label: "cpc" }] } }));

const AT = Date.parse("2027-01-04T10:00:00Z");

const LEAD = { id: 1, received: AT, occurred: AT, pixel: 1, phone: null,
	uid: "ab".repeat(16), test: 0, form_state: "confirmed",
	email: "jane@example.com", touches: [{ occurred: AT - 60000,
		source: "google", medium: "cpc", channel: "Paid Search",
		landing_url: "https://shop.example/", utm_source: "G" }] };

test("every type of field keeps to it", async () => {
	const { watch, wrong } = makeWatch();
	const stage = await makeStage({ watch, start: AT + 3600000,
		persons: [JANE] });
	try {
		plantSeed(stage.fake.state, { fields });
		for (const name of NAMES)
			await must(stage, "crm", "map", "acme", name,
				keyOf(name), TYPES[name]);
		await must(stage, "crm", "check", "acme");
		stage.plant([LEAD]);
		assert.equal(await stage.run(), 0, stage.said());
		const { body } = stage.fake.state.log.at(-1);
		for (const name of NAMES)
			assert.ok(keyOf(name) in body.custom_fields, name);
		/* however Pipedrive completes them, they are known again */
		assert.equal(stage.cli("lead", "requeue", "1").code, 0);
		assert.equal(await stage.run(), 0);
		assert.deepEqual(stage.rows("SELECT state FROM sync_jobs"),
			[{ state: "unchanged" }]);
	} finally {
		await stage.remove();
	}
	assert.deepEqual(wrong, []);
});

const NOTE = codeOf(1, "last_source"), DAY = codeOf(1, "lead_time");
const COUNT = codeOf(1, "event_id");
const SEARCH = "/api/v2/persons/search?fields=email&term=a%40b.test";
const custom = (fields) => ({ custom_fields: fields });

/* Each breaks one rule, and the fake lets some of them pass. */
const BAD = [
	["PATCH", "/api/v2/persons/1", { name: "Another" }],
	["PATCH", "/api/v2/persons/1", { ...custom({ [NOTE]: "a" }),
		emails: [{ value: "a@b.test" }] }],
	["PATCH", "/api/v2/persons/1", { [NOTE]: "a" }],
	["PATCH", "/api/v2/persons/1", custom({})],
	["PATCH", "/api/v2/persons/1", custom({ [NOTE]: "" })],
	["PATCH", "/api/v2/persons/1", custom({ [NOTE]: null })],
	["PATCH", "/api/v2/persons/1", custom({ [NOTE]: 5 })],
	["PATCH", "/api/v2/persons/1", custom({ [NOTE]: "x".repeat(256) })],
	["PATCH", "/api/v2/persons/1", custom({ [NOTE]: "a\u0001b" })],
	["PATCH", "/api/v2/persons/1", custom({ [DAY]: "2027-02-30" })],
	["PATCH", "/api/v2/persons/1", custom({ [COUNT]: "5" })],
	["PATCH", "/api/v2/persons/1", custom({ ["e".repeat(40)]: "a" })],
	["PATCH", "/api/v2/persons/1?x=1", custom({ [NOTE]: "a" })],
	["PUT", "/api/v2/persons/1", custom({ [NOTE]: "a" })],
	["POST", "/api/v2/persons", { name: "New" }],
	["DELETE", "/api/v2/persons/1"],
	["GET", "/api/v1/persons/1"],
	["GET", "/api/v2/persons/1?include_option_labels=true"],
	["GET", "/api/v2/persons/search?term=a%40b.test"],
	["GET", `${SEARCH}&exact_match=1`],
	["GET", `${SEARCH}&limit=500`],
	["GET", `${SEARCH}&term=c`],
	["GET", `${SEARCH}&api_token=${TOKEN}`],
	["GET", "/api/v2/persons?limit=500"],
	["GET", "/api/v2/persons?limit=5&updated_since=2027-01-01T00:00:00.5Z"],
	["GET", SEARCH, undefined, { "x-api-token": "" }],
	["GET", SEARCH, undefined, { authorization: `Bearer ${TOKEN}` }],
	["GET", SEARCH, undefined, { cookie: "a=b" }],
	["PATCH", "/api/v2/persons/1", custom({ [NOTE]: "a" }),
		{ "content-type": "text/plain" }],
];

test("each bad request is told from a good one", async () => {
	const { watch, seen, wrong } = makeWatch();
	const stage = await makeStage({ watch, persons: [JANE] });
	const how = { "x-api-token": TOKEN, "user-agent": "test" };
	const call = ([method, path, body, headers]) => send(stage.fake.url,
		method, path, { body, headers: { ...how, ...headers } });
	try {
		await call(["GET", SEARCH]);
		await call(["PATCH", "/api/v2/persons/1",
			custom({ [NOTE]: "ü\n€", [DAY]: "2027-02-28",
				[COUNT]: 5 })]);
		assert.deepEqual([seen.length, wrong], [2, []]);
		for (const bad of BAD) {
			wrong.length = 0;
			await call(bad);
			assert.ok(wrong.length > 0, JSON.stringify(bad));
		}
	} finally {
		await stage.remove();
	}
});
