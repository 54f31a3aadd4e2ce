/* A run killed at some of its system calls; `make sync-kills` takes all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { kill } from "./kills.mjs";

test("after kill -9 all comes out as if nothing had been", async () => {
	const { kills, writes, right, faults } = await kill({ most: 40,
		from: process.pid });
	assert.deepEqual(faults, []);
	assert.ok(kills > 35, `only ${kills} runs were killed`);
	assert.equal(writes, 7);
	assert.deepEqual(right.jobs.map(({ state, reason }) =>
		reason ?? state), ["synced", "synced", "synced", "synced",
		"synced", "several_persons", "waiting", "crm_off", "watch",
		"synced", "synced"]);
});
