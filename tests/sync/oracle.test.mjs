/* The oracle in small: two worlds with all that may go wrong in them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { play } from "./oracle.mjs";

for (const seed of [1, 2])
	test(`seed ${seed}: each lead ends as its input demands`, async () => {
		const { faults, figures, missing } = await play({ seed,
			leads: 150, persons: 45, days: 5 });
		assert.deepEqual(faults, [], `SEED=${seed} LEADS=150 DAYS=5`);
		assert.deepEqual(missing, [], "not exercised");
		for (const name of ["wrong_person", "older_over_newer",
			"twice", "forbidden"])
			assert.equal(figures[name], 0, name);
		assert.ok(figures.applied > 75, "most have a person");
	});
