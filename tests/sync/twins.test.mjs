/* Two persons with one address who turn up in the list before the search
 * knows them: somebody must choose, however late the search is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plantSeed } from "../fake/world.mjs";
import { START } from "./backlog.mjs";
import { DAY, HOUR } from "./people.mjs";
import { makeStage } from "./stage.mjs";

const LEAD = { id: 1, received: START, occurred: START, pixel: 1, phone: null,
	uid: "1".repeat(32), test: 0, form_state: "confirmed",
	email: "shared@example.com", touches: [] };

const twin = (id) => ({ id, name: `Twin ${id}`, emails: [LEAD.email] });

test("twins in the list are a matter for people", async () => {
	const stage = await makeStage({ start: START });
	const { switches } = stage.fake.state;
	const run = async (from, to) => {
		for (let at = from; at < to; at += HOUR) {
			stage.clock.moveTo(START + at);
			await stage.run();
		}
	};
	try {
		stage.plant([LEAD]);
		await run(HOUR, 2 * DAY);
		switches.index_lag_ms = 6 * HOUR;
		plantSeed(stage.fake.state, { persons: [twin(1), twin(2)] });
		await run(2 * DAY, 4 * DAY);
		assert.deepEqual(stage.rows("SELECT state, reason" +
			" FROM sync_jobs"), [{ state: "review",
			reason: "several_persons" }]);
	} finally {
		await stage.remove();
	}
});
