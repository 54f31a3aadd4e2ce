/* Fields of every type that can be written, as the CRM takes them. */
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD } from "../harness/install.mjs";
import { runProgram } from "../harness/program.mjs";
import { LATER, scene } from "./scratch.mjs";

const code = (i) => (16 + i).toString(16).repeat(20);
const ZONE = "America/New_York";

/* A value, the type of its field, and what stands there then. */
const OPTIONS = [{ id: 31, label: "Direct" }, { id: 32, label: "paid SEARCH" }];
const TYPES = [
	["last_source", "varchar", () => "google"],
	["last_medium", "varchar_auto", () => "cpc"],
	["landing_page", "text", () => "https://shop.example/lamps"],
	["utm_term", "phone", () => "lamp"],
	["event_id", "double", () => 1],
	["session_id", "monetary", () => ({ value: 1, currency: "EUR" })],
	["last_channel", "enum", () => 32],
	["first_channel", "set", () => [32]],
	["lead_time", "date", (s) => day(s.made)],
	["last_visit", "daterange", (s) => ({ value: day(s.made - 1000),
		until: day(s.made - 1000) })],
	["last_visited_on", "time", (s) => ({ value: clock(s.made),
		timezone_name: ZONE })],
	["session_duration", "timerange", (s) => ({ value: clock(s.made),
		until: clock(s.made), timezone_name: ZONE })],
	["utm_campaign", "address", () => ({ value: "Kassel, DE",
		...Object.fromEntries(["street_number", "route", "sublocality",
			"subpremise", "locality", "admin_area_level_1", "country",
			"postal_code", "formatted_address", "admin_area_level_2"]
			.map((part) => [part, null])) })],
];

const day = (ms) => new Intl.DateTimeFormat("en-CA", { timeZone: ZONE })
	.format(ms);
const clock = (ms) => new Intl.DateTimeFormat("en-GB", { timeZone: ZONE,
	timeStyle: "medium" }).format(ms);

/* Other fields than the scratch's, and a dictionary that knows them. */
async function map(s) {
	await s.control("POST", "seed", { fields: TYPES.map(([name, type], i) =>
		({ field_code: code(i), field_type: type, field_name: name,
			...(["enum", "set"].includes(type) && {
				options: OPTIONS }) })) });
	s.change("DELETE FROM crm_fields; DELETE FROM crm_dictionary; UPDATE projects SET time_zone =" +
		` '${ZONE}';` + TYPES.map(([name, type], i) =>
		`INSERT INTO crm_fields (account_id, name, crm_key, crm_type,
			policy) VALUES (1, '${name}', '${code(i)}', '${type}',
			'always'); INSERT INTO crm_dictionary (account_id, crm_key,
			name, crm_type, options) VALUES (1, '${code(i)}', '${name}',
			'${type}', ${["enum", "set"].includes(type)
			? `'${JSON.stringify(OPTIONS)}'` : "NULL"});`).join(""));
}

const TOUCH = { utm_term: "lamp", utm_campaign: "Kassel, DE" };

scene("each type gets its shape, and is equal when read again", {},
	async (s) => {
		await map(s);
		s.lead({ first: TOUCH });
		assert.equal(await s.run(), 0);
		const { custom } = s.fake.state.account.persons.get(1);
		for (const [i, [name, , want]] of TYPES.entries())
			assert.deepEqual(custom.get(code(i)), want(s), name);
		s.requeue();
		assert.equal(await s.run(), 0);
		assert.equal(s.state(), "unchanged");
		assert.equal(s.job().last_error, null);
	});

scene("a label without an option costs the lead that value only", {},
	async (s) => {
		await map(s);
		copyFileSync(join(BUILD, "bin/leadpixel"),
			join(s.dir, "leadpixel"));
		s.lead({ first: { ...TOUCH, channel: "Organic Search" } });
		assert.equal(await s.run(), 0);
		const { custom } = s.fake.state.account.persons.get(1);
		assert.equal(custom.get(code(0)), "google");
		assert.deepEqual([custom.has(code(6)), custom.has(code(7))],
			[false, false]);
		assert.equal(s.state(), "synced");
		assert.equal(s.job().last_error, "first_channel: no option" +
			" \"Organic Search\"; last_channel: no option" +
			" \"Organic Search\"");
		assert.match(runProgram(join(s.dir, "leadpixel"), ["--config",
			s.conf, "lead", "show", "1"]).out, /^ +Left out: first_channel: no option "Organic Search";/m);
	});

scene("options in another order are the same", {}, async (s) => {
	await map(s);
	await s.control("POST", "seed", { persons: [{ id: 1,
		name: "Jane Example", emails: ["jane@example.com"],
		custom_fields: { [code(7)]: [32], [code(6)]: 31 } }] });
	s.lead({ first: TOUCH });
	await s.run();
	const { body } = s.fake.state.log.at(-1);
	assert.ok(!(code(7) in body.custom_fields));
	assert.equal(body.custom_fields[code(6)], 32);
});

scene("a map that was changed and changed back sends the same", {},
	async (s) => {
		await map(s);
		s.lead({ first: TOUCH });
		await s.run({ args: ["--dry-run"] });
		const first = s.said();
		s.change(`UPDATE crm_dictionary SET options = '[]';
			UPDATE crm_fields SET crm_type = 'text'`);
		await s.run({ args: ["--dry-run"] });
		await map(s);
		const before = s.said().length;
		await s.run({ args: ["--dry-run"] });
		assert.equal(s.said().slice(before), first);
	});

scene("options that people changed are read anew", {}, async (s) => {
	await map(s);
	s.lead({ first: TOUCH });
	await s.run();
	s.lead({ email: "mary-jane@example.com", first: TOUCH });
	const renamed = [{ id: 77, label: "Paid Search" }];
	await s.control("POST", "seed", { fields: [6, 7].map((i) => ({
		field_code: code(i), field_type: TYPES[i][1],
		field_name: TYPES[i][0], options: renamed })) });
	await s.run();
	/* this one goes without them, the next run asks what there is now */
	assert.equal(s.state(2), "synced partial");
	s.lead({ email: "plus+tag@example.com", first: TOUCH });
	await s.run();
	const { custom } = s.fake.state.account.persons.get(8);
	assert.deepEqual([s.state(3), custom.get(code(6)), custom.get(code(7))],
		["synced", 77, [77]]);
});

scene("the same lead and person give the same bytes, whenever", {},
	async (s) => {
		const { custom } = s.fake.state.account.persons.get(1);
		const policy = (name, is) => s.change("UPDATE crm_fields SET" +
			` policy = '${is}', map_version = map_version + 1` +
			` WHERE name = '${name}'`);
		const bodies = () => s.rows("SELECT hex(body_hash) AS h FROM" +
			" sync_attempts WHERE operation = 'patch'").map(({ h }) => h);
		s.lead({ first: { utm_source: "A", gclid: "G" } });
		/* tried, tried again, replayed, after a map change and back */
		await s.control("POST", "fail", { match: { method: "PATCH" },
			fault: { status: 503 } });
		await s.run();
		await s.run({ later: LATER });
		assert.equal(s.state(), "synced");
		custom.clear();
		s.requeue();
		await s.run({ later: 2 * LATER });
		custom.clear();
		policy("last_source", "if_empty");
		policy("last_source", "always");
		s.requeue();
		await s.run({ later: 3 * LATER });
		assert.equal(s.state(), "synced");
		assert.equal(bodies().length, 4);
		assert.equal(new Set(bodies()).size, 1);
	});
