/* Reading and writing persons and fields, page by page. */
import assert from "node:assert/strict";
import { call, control } from "./caller.mjs";
import {
	custom, FIELDS, found, JANE, jane, LOCKED, NUMBER, OLD, OPTIONS,
	PERSONS, PICK, query, scene, SEARCH, TEXT,
} from "./scene.mjs";

scene("a person has all custom keys, mostly null", async ({ url }) => {
	const { body } = await call(url, "GET", JANE);
	assert.deepEqual(body, { success: true, data: {
		id: 1, name: "Jane Example", first_name: "Jane",
		last_name: "Example", owner_id: 1, org_id: null,
		add_time: "2026-03-01T12:00:00Z", update_time: OLD,
		emails: [
			{ value: "Jane@example.com", primary: true,
				label: "work" },
			{ value: "jane@home.test", primary: false,
				label: "work" },
		],
		phones: [], is_deleted: false, visible_to: 3, label_ids: [],
		picture_id: null,
		custom_fields: { [TEXT]: "kept", [PICK]: 11, [NUMBER]: null,
			[LOCKED]: null },
	} });
});

scene("labels and chosen keys change the custom part", async ({ url }) => {
	const { body } = await call(url, "GET", `${JANE}?custom_fields=` +
		`${PICK},${NUMBER}&include_option_labels=true`);
	assert.deepEqual(body.data.custom_fields,
		{ [PICK]: OPTIONS[0], [NUMBER]: null });
});

scene("PATCH keeps what it omits and shows in GET", async (fake) => {
	const before = await jane(fake);
	const patched = await call(fake.url, "PATCH", JANE,
		custom({ [NUMBER]: 2.5, [PICK]: null }));
	const read = await call(fake.url, "GET", JANE);
	assert.deepEqual(patched.body, read.body);
	assert.deepEqual(await jane(fake), { ...before,
		update_time: "2026-03-01T12:00:00Z",
		custom_fields: { [TEXT]: "kept", [NUMBER]: 2.5 },
		by_name: { Note: "kept", Hits: 2.5 } });
});

scene("each PATCH bumps update_time, change or not", async (fake) => {
	const times = [];
	for (let round = 0; round < 3; round += 1) {
		await call(fake.url, "PATCH", JANE, custom({ [TEXT]: "kept" }));
		times.push((await jane(fake)).update_time);
	}
	assert.deepEqual(times, [0, 1, 2].map((second) =>
		`2026-03-01T12:00:0${second}Z`));
});

scene("by switch, {} wipes and long text is cut", async (fake) => {
	await control(fake.url, "POST", "switches",
		{ empty_custom_fields: "wipe", long_text: "cut" });
	await call(fake.url, "PATCH", JANE, custom({}));
	assert.deepEqual((await jane(fake)).custom_fields, {});
	await call(fake.url, "PATCH", JANE,
		custom({ [TEXT]: "x".repeat(300) }));
	assert.deepEqual((await jane(fake)).custom_fields,
		{ [TEXT]: "x".repeat(255) });
});

scene("e-mail lists are replaced, names recomputed", async (fake) => {
	await call(fake.url, "PATCH", JANE, {
		name: "Ann Lee Ray", emails: [{ value: "new@example.com" }],
	});
	let row = await jane(fake);
	assert.deepEqual(row.emails,
		[{ value: "new@example.com", primary: true, label: "work" }]);
	assert.deepEqual([row.first_name, row.last_name], ["Ann Lee", "Ray"]);
	await call(fake.url, "PATCH", JANE, { last_name: "Fox" });
	row = await jane(fake);
	assert.equal(row.name, "Ann Lee Fox");
});

scene("a deleted person is shown as such, then unknown", async ({ url }) => {
	await control(url, "POST", "delete_person", { id: 1 });
	const gone = await call(url, "GET", JANE);
	assert.equal(gone.status, 200);
	assert.equal(gone.body.data.is_deleted, true);
	assert.equal(gone.body.data.update_time, "2026-03-01T12:00:00Z");
	await control(url, "POST", "clock", { advance_ms: 31 * 86400000 });
	assert.equal((await call(url, "GET", JANE)).status, 404);
});

/* Follows the cursor to its end; gives the pages as pick sees them. */
async function allPages(url, path, pick) {
	const pages = [];
	let cursor = "";
	while (cursor !== null) {
		const { body } = await call(url, "GET", path + cursor);
		pages.push(pick(body));
		const next = body.additional_data.next_cursor;
		cursor = next === null ? null : `&cursor=${next}`;
	}
	return pages;
}

scene("cursors page everything once and end in null", async ({ url }) => {
	const ids = (body) => body.data.map((row) => row.id);
	assert.deepEqual(await allPages(url, `${PERSONS}?limit=3`, ids),
		[[1, 2, 3], [4]]);
	assert.deepEqual(await allPages(url,
		`${SEARCH}?term=example.com&limit=2`,
		(body) => found({ body })), [[1, 2], [3, 4]]);
	const codes = (await allPages(url, `${FIELDS}?limit=5`,
		(body) => body.data.map((row) => row.field_code))).flat();
	assert.equal(codes.length, new Set(codes).size);
	assert.deepEqual(codes.slice(-4), [TEXT, PICK, NUMBER, LOCKED]);
});

scene("updated_since is inclusive, order is as asked", async ({ url }) => {
	const list = async (wanted) => (await call(url, "GET",
		PERSONS + query(wanted))).body.data.map((row) => row.id);
	const noon = "2026-03-01T12:00:00Z";
	assert.deepEqual(await list({ updated_since: noon }), [3, 4]);
	assert.deepEqual(await list({ updated_until: noon }), [1, 2]);
	assert.deepEqual(await list(
		{ updated_since: "2026-03-01T12:00:01Z" }), []);
	await call(url, "PATCH", JANE, custom({ [TEXT]: "a" }));
	assert.deepEqual(await list({ sort_by: "update_time",
		sort_direction: "desc" }), [4, 3, 1, 2]);
});

scene("the dictionary tells built-in from custom", async ({ url }) => {
	const one = async (name) =>
		(await call(url, "GET", `${FIELDS}/${name}`)).body.data;
	assert.deepEqual(await one(PICK), {
		field_name: "Pick", field_code: PICK, field_type: "enum",
		description: null, options: OPTIONS, subfields: null,
		is_custom_field: true, is_optional_response_field: false,
	});
	assert.equal((await one(LOCKED)).is_writable, false);
	const builtIn = await one("visible_to");
	assert.equal(builtIn.is_custom_field, false);
	assert.equal(builtIn.options[0].id, "1");
});

scene("a created field can be written and read", async (fake) => {
	const wanted = { field_name: "Pick", field_type: "set",
		options: [{ label: "Red" }, { label: "Blue" }] };
	const { status, body } =
		await call(fake.url, "POST", FIELDS, wanted);
	assert.equal(status, 201);
	assert.match(body.data.field_code, /^[0-9a-f]{40}$/);
	assert.deepEqual(body.data.options,
		[{ id: 13, label: "Red" }, { id: 14, label: "Blue" }]);
	await call(fake.url, "PATCH", JANE,
		custom({ [body.data.field_code]: [14] }));
	assert.deepEqual((await jane(fake)).by_name.Pick, ["Blue"]);
	const twin = await call(fake.url, "POST", FIELDS, wanted);
	assert.notEqual(twin.body.data.field_code, body.data.field_code);
});

scene("users/me names the company on both v1 paths", async ({ url }) => {
	for (const path of ["/api/v1/users/me", "/v1/users/me"]) {
		const { body } = await call(url, "GET", path);
		assert.equal(body.data.company_domain, "acme");
		assert.equal(body.data.id, 1);
	}
});
