/* One line per value: field type, value sent, what is kept (REFUSED: 400). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultSwitches } from "./switches.mjs";
import { CREATABLE_TYPES, readValue } from "./values.mjs";

const REFUSED = undefined;
const OPTIONS = [{ id: 11, label: "One" }, { id: 12, label: "Two" }];
const ZONE = "Etc/UTC";
const CONTEXT = { user: { default_currency: "EUR", timezone_name: ZONE } };
const long = (length) => "ä".repeat(length);
const NOON = "12:00:00";
const DAYS = { value: "2026-01-01", until: "2026-01-31" };

const ADDRESS = {
	value: "1 Main Street", street_number: null, route: null,
	sublocality: null, subpremise: null, locality: "Springfield",
	admin_area_level_1: null, admin_area_level_2: null, country: null,
	postal_code: null, formatted_address: null,
};

const CASES = [
	["varchar", "plain", "plain"],
	["varchar", long(255), long(255)],
	["varchar", long(256), REFUSED],
	["varchar", "😀".repeat(255), "😀".repeat(255)],
	["varchar", long(256), long(255), { long_text: "cut" }],
	["varchar", "", REFUSED],
	["varchar", "", "", { empty_string: "store" }],
	["varchar", 5, REFUSED],
	["varchar", true, REFUSED],
	["varchar", { value: "x" }, REFUSED],
	["varchar", null, null],
	["varchar_auto", "word", "word"],
	["varchar_auto", ["word"], REFUSED],
	["text", long(65535), long(65535)],
	["text", long(65536), REFUSED],
	["text", long(65536), long(65535), { long_text: "cut" }],
	["phone", "+1 202 555 0105", "+1 202 555 0105"],
	["phone", [{ value: "+1" }], REFUSED],
	["double", 1.5, 1.5],
	["double", 0, 0],
	["double", "1.5", REFUSED],
	["double", null, null],
	["monetary", { value: 5, currency: "USD" },
		{ value: 5, currency: "USD" }],
	["monetary", { value: 5 }, { value: 5, currency: "EUR" }],
	["monetary", { value: "5", currency: "USD" }, REFUSED],
	["monetary", { value: 5, currency: "dollars" }, REFUSED],
	["monetary", 5, REFUSED],
	["enum", 11, 11],
	["enum", 13, REFUSED],
	["enum", "11", REFUSED],
	["enum", "One", REFUSED],
	["enum", [11], REFUSED],
	["enum", null, null],
	["set", [11, 12], [11, 12]],
	["set", [], REFUSED],
	["set", 11, REFUSED],
	["set", ["11"], REFUSED],
	["set", [11, 13], REFUSED],
	["set", null, null],
	["date", "2026-02-28", "2026-02-28"],
	["date", "2026-02-30", REFUSED],
	["date", "2026-13-01", REFUSED],
	["date", "2026-02-28T10:00:00Z", REFUSED],
	["date", "28.02.2026", REFUSED],
	["date", "", REFUSED],
	["date", "", "0000-00-00", { empty_string: "store" }],
	["date", 20260228, REFUSED],
	["daterange", DAYS, DAYS],
	["daterange", { value: "2026-01-01" }, REFUSED],
	["daterange", "2026-01-01", REFUSED],
	["time", { value: NOON }, { value: NOON, timezone_name: ZONE }],
	["time", { value: NOON, timezone_name: "Asia/Tokyo" },
		{ value: NOON, timezone_name: "Asia/Tokyo" }],
	["time", NOON, REFUSED],
	["time", { value: "25:00:00" }, REFUSED],
	["time", { value: NOON, zone: ZONE }, REFUSED],
	["timerange", { value: NOON, until: "13:00:00" },
		{ value: NOON, until: "13:00:00", timezone_name: ZONE }],
	["timerange", { value: NOON }, REFUSED],
	["address", { value: "1 Main Street", locality: "Springfield" },
		ADDRESS],
	["address", "1 Main Street", REFUSED],
	["address", { value: "1 Main Street", planet: "Earth" }, REFUSED],
	["user", 7, 7],
	["user", "7", REFUSED],
	["org", 7, 7],
	["org", 0, REFUSED],
	["people", 7, 7],
	["people", 1.5, REFUSED],
];

for (const [field_type, sent, kept, changes = {}] of CASES)
	test(`${field_type} ${JSON.stringify(sent).slice(0, 40)}`, () => {
		const field = { field_type, options: OPTIONS };
		const switches = { ...defaultSwitches(), ...changes };
		assert.deepEqual(
			readValue(field, sent, { switches, ...CONTEXT }), kept);
	});

test("all sixteen types have cases", () => {
	assert.equal(CREATABLE_TYPES.length, 16);
	for (const type of CREATABLE_TYPES)
		assert.ok(CASES.some(([tried]) => tried === type), type);
});
