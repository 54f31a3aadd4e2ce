/* A write of which nobody knows whether it was done is the newest still. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { queueFault } from "../fake/faults.mjs";
import { START } from "./backlog.mjs";
import { codeOf } from "./map.mjs";
import { HOUR, MINUTE } from "./people.mjs";
import { makeStage } from "./stage.mjs";

const PERSON = { id: 1, name: "Jane Example",
	emails: ["a@example.com", "b@example.com"] };

function lead(id, email) {
	const at = START + id * MINUTE;
	return { id, received: at, occurred: at, pixel: 1, email, phone: null,
		uid: String(id).repeat(32), test: 0, form_state: "confirmed",
		touches: [{ occurred: at, source: `source ${id}`, medium: "cpc",
			channel: "Direct", landing_url: "https://a.test" }] };
}

test("an older lead does not replace what may have been written", async () => {
	const stage = await makeStage({ start: START, persons: [PERSON] });
	const { state } = stage.fake;
	const source = () => state.account.persons.get(1).custom
		.get(codeOf(1, "last_source"));
	try {
		stage.plant([lead(1, "a@example.com"),
			lead(2, "b@example.com")]);
		queueFault(state.faults, { fault: { status: 503 } });
		queueFault(state.faults, { match: { method: "PATCH" },
			fault: "drop_after_apply" });
		stage.clock.moveTo(START + HOUR);
		await stage.run();
		assert.equal(source(), "source 2");
		assert.equal(stage.cli("lead", "requeue", "1").code, 0);
		await stage.run();
		assert.equal(source(), "source 2", "replaced by an older one");
		stage.clock.moveTo(START + 9 * HOUR);
		await stage.run();
		assert.equal(source(), "source 2");
	} finally {
		await stage.remove();
	}
});
