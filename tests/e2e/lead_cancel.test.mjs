/* A delivery that somebody calls off. */
import assert from "node:assert/strict";
import { HOLD, LATER, MINUTE, scene } from "./scratch.mjs";

const later = HOLD + 1;

function done(answer) {
	assert.equal(answer.code, 0, answer.said);
	return answer.said;
}

scene("what is called off is not sent, until it is requeued", {}, async (s) => {
	s.lead();
	assert.match(done(await s.cli(["lead", "cancel", "1"])),
		/does not go to pipedrive.*leadpixel lead requeue 1/s);
	assert.equal(s.state(), "cancelled");
	assert.ok(s.job().finished > 0);
	assert.deepEqual(s.rows("SELECT action, subject, detail FROM audit_log"),
		[{ action: "lead cancel", subject: "1",
			detail: "pipedrive: was held" }]);
	await s.run();
	await s.run({ later: LATER });
	assert.deepEqual([s.calls(), s.person(1)], [[], {}]);
	assert.match(done(await s.cli(["lead", "show", "1"])), /Called off/);
	done(await s.cli(["lead", "requeue", "1"], { later }));
	await s.run({ later: LATER });
	assert.equal(s.state(), "synced");
	assert.equal(s.person(1).last_source, "google");
});

scene("later leads of the person do not wait for it", {}, async (s) => {
	s.lead({ ago: 10 * MINUTE, first: { campaign: "old" } });
	await s.control("POST", "fail", { fault: { status: 503 } });
	await s.run();
	assert.equal(s.state(1), "retry");
	s.lead({ first: { campaign: "new" } });
	done(await s.cli(["lead", "cancel", "1"], { later }));
	await s.run();
	assert.deepEqual([s.state(1), s.state(2)], ["cancelled", "synced"]);
	assert.equal(s.person(1).last_campaign, "new");
});

scene("one that waits for a choice", {}, async (s) => {
	s.lead({ email: "shared@example.com" });
	await s.run();
	assert.equal(s.state(), "review several_persons");
	done(await s.cli(["lead", "cancel", "1"], { later }));
	assert.deepEqual([s.state(), s.job().candidates], ["cancelled", null]);
});

scene("whom it may have been written to stays known", {}, async (s) => {
	s.lead();
	await s.control("POST", "fail", { match: { method: "PATCH" },
		fault: "drop_after_apply" });
	await s.run();
	assert.deepEqual([s.state(), s.job().person_id], ["unsure", 1]);
	done(await s.cli(["lead", "cancel", "1"], { later }));
	assert.deepEqual([s.state(), s.job().person_id], ["cancelled", 1]);
});

/* state, what it says */
const REFUSED = [
	["synced", /delivered already.*lead undo 1/s],
	["unchanged", /delivered already/],
	["failed", /goes nowhere as it is: it is failed/],
	["skipped", /goes nowhere as it is: it is skipped/],
	["not_found", /it is not_found/],
	["cancelled", /it is cancelled/],
	["erased", /it is erased/],
	["suspect", /lead spam 1.*lead release 1/s],
];

scene("where nothing is to be called off", {}, async (s) => {
	s.lead();
	for (const [state, says] of REFUSED) {
		s.change(`UPDATE sync_jobs SET state = '${state}', finished =
			${state === "suspect" ? "NULL" : "1"}`);
		const before = s.dump();
		const answer = await s.cli(["lead", "cancel", "1"]);
		assert.deepEqual([answer.code, says.test(answer.said)],
			[65, true], `${state}: ${answer.said}`);
		assert.equal(s.dump(), before);
	}
	s.change("UPDATE sync_jobs SET state = 'sending', finished = NULL," +
		" run_id = 1");
	assert.match((await s.cli(["lead", "cancel", "1"])).said,
		/being sent this moment/);
	for (const [args, code, says] of [
		[["9"], 65, /no lead 9/],
		[["1", "--target", "webhook"], 65, /no delivery to webhook/],
		[["1", "--target", "fax"], 65, /--target is pipedrive/]]) {
		const answer = await s.cli(["lead", "cancel", ...args]);
		assert.deepEqual([answer.code, says.test(answer.said)],
			[code, true], answer.said);
	}
});
