/* Clocks that jump, crons that do not come: no lead is early for ever, late
 * for ever, or lost. */
import assert from "node:assert/strict";
import { poll } from "../harness/poll.mjs";
import { DAY, HOLD, MINUTE, scene } from "./scratch.mjs";

const days = (n) => n * DAY / 1000;

scene("three days without cron, then all of it", {}, async (s) => {
	s.lead({ ago: 2 * MINUTE, first: { campaign: "one" } });
	s.lead({ ago: MINUTE, first: { campaign: "two" } });
	s.lead({ email: "mary-jane@example.com" });
	await s.run({ later: days(3) });
	assert.deepEqual([1, 2, 3].map((id) => s.state(id)),
		["synced", "synced", "synced"]);
	const { first_campaign, last_campaign } = s.person(1);
	assert.deepEqual([first_campaign, last_campaign], ["one", "two"]);
});

scene("the clock is set back by three days", {}, async (s) => {
	s.lead();
	s.lead({ email: "mary-jane@example.com" });
	/* this one has been tried and waits for its time */
	await s.control("POST", "fail", { fault: { status: 503 } });
	await s.run({ later: HOLD + 1 });
	assert.deepEqual([s.state(1), s.state(2)], ["retry", "synced"]);
	s.lead({ email: "plus+tag@example.com" });
	await s.run({ later: -days(3) });
	assert.deepEqual([s.state(1), s.state(3)], ["retry", "held"]);
	for (let minute = 1; minute <= 8; minute++)
		await s.run({ later: minute * 60 - days(3) });
	assert.deepEqual([s.state(1), s.state(3)], ["synced", "synced"]);
});

scene("the clock is set ahead and back again", {}, async (s) => {
	s.lead({ email: "new@example.com" });
	await s.run({ later: days(3) });
	assert.equal(s.state(), "waiting");
	await s.control("POST", "seed", { persons: [{ id: 50, name: "New",
		emails: ["new@example.com"] }] });
	/* the list is not put off until that day comes again */
	await s.run({ later: HOLD });
	assert.equal(s.state(), "synced");
});

scene("two runs at once: the second leaves it to the first", {},
	async (s) => {
		s.lead();
		await s.control("POST", "fail", { fault: "stall" });
		const first = s.start();
		await poll("a call", 10000, () => s.calls().length > 0);
		assert.equal(await s.run(), 0);
		assert.equal(s.calls().length, 1);
		assert.match(s.said(), /busy: another run is at it/);
		await first.stop("SIGKILL");
		/* and what the killed one had begun is looked at again */
		assert.equal(await s.run({ later: HOLD + 7 * 3600 }), 0);
		assert.equal(s.state(), "synced");
	});
