/* What the search finds, and when it learns of a change. */
import assert from "node:assert/strict";
import { call, control } from "./caller.mjs";
import {
	custom, found, JANE, query, scene, SEARCH, TEXT,
} from "./scene.mjs";

/* parameters of the search, ids found in order, switches */
const SEARCHES = [
	[{ term: "jane@example.com", exact_match: true }, [1]],
	[{ term: "jane@example.com" }, [1, 2]],
	[{ term: "jane@example.com", exact_match: true }, [],
		{ exact_match: "sensitive" }],
	[{ term: "Jane@example.com", exact_match: true }, [1],
		{ exact_match: "sensitive" }],
	[{ term: "jane@example.com", exact_match: true }, [1, 2],
		{ exact_match: "ignored" }],
	[{ term: "twin@example.com", exact_match: true }, [3, 4]],
	[{ term: "twin@example.com", exact_match: true }, [4, 3],
		{ search_order: "reverse" }],
	[{ term: "jane@home.test", fields: "email" }, [1]],
	[{ term: "jane@home.test", fields: "name,phone" }, []],
	[{ term: "example jane", fields: "name" }, [1, 2]],
	[{ term: "Jane Example", fields: "name", exact_match: true }, [1]],
	[{ term: "kept" }, [1]],
	[{ term: "12025550105", fields: "phone" }, [3]],
	[{ term: "a+b@example.com" }, []],
];

for (const [wanted, ids, changes = {}] of SEARCHES)
	scene(`search ${query(wanted)} ${Object.values(changes)}`,
		async ({ url }) => {
			await control(url, "POST", "switches", changes);
			const answer = await call(url, "GET",
				SEARCH + query(wanted));
			assert.equal(answer.status, 200);
			assert.deepEqual(found(answer), ids);
		});

scene("a + in a term is a blank unless it is encoded", async ({ url }) => {
	await control(url, "POST", "seed", { persons: [
		{ id: 7, name: "Tag", emails: ["a+b@example.com"] }] });
	const exact = `${SEARCH}?exact_match=true&term=`;
	const plain = await call(url, "GET", `${exact}a+b@example.com`);
	const encoded = await call(url, "GET", `${exact}a%2Bb@example.com`);
	assert.deepEqual([found(plain), found(encoded)], [[], [7]]);
});

scene("a hit has the documented members", async ({ url }) => {
	const { body } = await call(url, "GET",
		`${SEARCH}?term=jane@home.test&exact_match=true`);
	assert.deepEqual(body.additional_data, { next_cursor: null });
	assert.deepEqual(body.data.items, [{ result_score: 1, item: {
		id: 1, type: "person", name: "Jane Example", phones: [],
		emails: ["Jane@example.com", "jane@home.test"],
		visible_to: 3, owner: { id: 1 }, organization: null,
		custom_fields: [], notes: [],
	} }]);
});

/* Ids found by exact address or name, at this moment of the fake's clock. */
async function look({ url }, term) {
	return found(await call(url, "GET", SEARCH +
		query({ term, exact_match: true })));
}

function lag({ url }, index_lag_ms) {
	return control(url, "POST", "switches", { index_lag_ms });
}

function wait({ url }, advance_ms) {
	return control(url, "POST", "clock", { advance_ms });
}

scene("a new person is found after the lag", async (fake) => {
	await lag(fake, 60000);
	await control(fake.url, "POST", "seed",
		{ persons: [{ id: 9, name: "Late", emails: ["l@e.test"] }] });
	assert.equal((await call(fake.url, "GET", "/api/v2/persons/9")).status,
		200);
	await wait(fake, 59999);
	assert.deepEqual(await look(fake, "l@e.test"), []);
	await wait(fake, 1);
	assert.deepEqual(await look(fake, "l@e.test"), [9]);
});

scene("the index is stale after a rename and a delete", async (fake) => {
	await lag(fake, 1000);
	await call(fake.url, "PATCH", JANE, { name: "Ann Fox" });
	assert.deepEqual(await look(fake, "Jane Example"), [1]);
	assert.deepEqual(await look(fake, "Ann Fox"), []);
	await wait(fake, 1000);
	assert.deepEqual(await look(fake, "Jane Example"), []);
	assert.deepEqual(await look(fake, "Ann Fox"), [1]);
	await control(fake.url, "POST", "delete_person", { id: 1 });
	assert.deepEqual(await look(fake, "Ann Fox"), [1]);
	await wait(fake, 1000);
	assert.deepEqual(await look(fake, "Ann Fox"), []);
});

scene("an old change never undoes a newer one", async (fake) => {
	await lag(fake, 1000);
	await call(fake.url, "PATCH", JANE, { name: "Ann Old" });
	await lag(fake, 0);
	await call(fake.url, "PATCH", JANE, { name: "Ann New" });
	assert.deepEqual(await look(fake, "Ann New"), [1]);
	await wait(fake, 1000);
	assert.deepEqual(await look(fake, "Ann New"), [1]);
	assert.deepEqual(await look(fake, "Ann Old"), []);
});

scene("custom values are indexed too", async (fake) => {
	await call(fake.url, "PATCH", JANE, custom({ [TEXT]: "needle" }));
	assert.deepEqual(await look(fake, "needle"), [1]);
});

scene("a merge moves the address to the row that stays", async (fake) => {
	await control(fake.url, "POST", "merge_persons",
		{ id: 1, merge_with_id: 2 });
	assert.deepEqual(await look(fake, "jane@home.test"), [2]);
	const { body } = await call(fake.url, "GET", "/api/v2/persons/2");
	assert.deepEqual(body.data.emails.map((email) => email.value),
		["mary-jane@example.com", "Jane@example.com",
			"jane@home.test"]);
	assert.equal(body.data.custom_fields[TEXT], "kept");
	const lost = await call(fake.url, "GET", JANE);
	assert.equal(lost.body.data.is_deleted, true);
});
