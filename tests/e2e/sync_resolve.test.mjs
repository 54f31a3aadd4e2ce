/* What the operator says of a lead: who it is, once more. */
import assert from "node:assert/strict";
import { HOLD, KEYS, MINUTE, scene, TOKEN } from "./scratch.mjs";

const later = HOLD + 1;

function done(answer) {
	assert.equal(answer.code, 0, answer.said);
	return answer.said;
}

scene("the person is chosen among several", {}, async (s) => {
	s.lead({ email: "shared@example.com" });
	await s.run();
	assert.match(done(await s.cli(["lead", "show", "1"])),
		/person 4 +Robin Twin +has the e-mail address/);
	assert.match(done(await s.cli(["lead", "resolve", "1", "--person", "4"])),
		/person 4 with the next run/);
	assert.deepEqual(s.job().candidates, null);
	await s.run();
	assert.deepEqual([s.state(), s.job().match_method], ["synced",
		"chosen"]);
	assert.equal(s.person(4).last_source, "google");
	assert.deepEqual(s.person(3), {});
	assert.equal(s.calls().filter((call) => call === "search").length, 1);
	assert.deepEqual(s.rows("SELECT action, detail FROM audit_log"), [{
		action: "lead resolve", detail: "person 4; was review" }]);
});

scene("a choice outlives trouble", {}, async (s) => {
	s.lead({ email: "shared@example.com" });
	await s.run();
	done(await s.cli(["lead", "resolve", "1", "--person", "4"]));
	await s.control("POST", "fail", { fault: { status: 503 } });
	await s.run();
	assert.equal(s.state(), "retry");
	await s.run({ later: HOLD + 7 * 3600 });
	assert.deepEqual([s.state(), s.job().person_id], ["synced", 4]);
});

scene("whoever has another address can be chosen, too", {}, async (s) => {
	s.lead({ email: "nobody@example.com" });
	await s.run();
	assert.equal(s.state(), "waiting");
	done(await s.cli(["lead", "resolve", "1", "--person", "2"], { later }));
	await s.run();
	assert.deepEqual([s.state(), s.job().person_id], ["synced", 2]);
});

scene("a person who is not there cannot be written to", {}, async (s) => {
	s.lead({ email: "nobody@example.com" });
	await s.run();
	done(await s.cli(["lead", "resolve", "1", "--person", "999"], { later }));
	await s.run();
	assert.equal(s.state(), "review chosen_gone");
	assert.match(done(await s.cli(["lead", "show", "1"])),
		/not in Pipedrive any more/);
});

scene("nobody is it", {}, async (s) => {
	s.lead({ email: "shared@example.com" });
	await s.run();
	done(await s.cli(["lead", "resolve", "1", "--none"], { later }));
	assert.equal(s.state(), "not_found nobody_chosen");
	const calls = s.calls().length;
	await s.run({ later: HOLD + 3600 });
	assert.equal(s.calls().length, calls);
});

scene("an older lead that is resolved late replaces nothing newer", {},
	async (s) => {
		s.lead({ email: "shared@example.com", ago: 10 * MINUTE,
			first: { campaign: "old" } });
		await s.run();
		await s.control("POST", "seed", { persons: [{ id: 3,
			name: "Alex Twin", emails: ["alex@twin.test"] }] });
		s.lead({ email: "shared@example.com",
			first: { campaign: "new" } });
		await s.run();
		assert.deepEqual([s.state(1), s.state(2)],
			["review several_persons", "synced"]);
		done(await s.cli(["lead", "resolve", "1", "--person", "4"],
			{ later }));
		await s.run();
		assert.equal(s.state(1), "unchanged");
		const { last_campaign, event_id } = s.person(4);
		assert.deepEqual([last_campaign, event_id], ["new", 2]);
	});

const REFUSED = [
	[["lead", "resolve", "1"], 64, /--person NUMBER.*--none/s],
	[["lead", "resolve", "1", "--person", "x"], 64, /--person NUMBER/],
	[["lead", "resolve", "1", "--person", "1", "--none"], 64, /--none/],
	[["lead", "resolve", "9", "--person", "1"], 65, /no lead 9/],
];

scene("resolve: what is asked wrongly", {}, async (s) => {
	s.lead();
	const before = s.dump();
	for (const [args, code, says] of REFUSED) {
		const answer = await s.cli(args);
		assert.deepEqual([answer.code, says.test(answer.said)],
			[code, true], answer.said);
	}
	assert.equal(s.dump(), before);
});

scene("undo: only what is still ours", {}, async (s) => {
	await s.control("POST", "seed", { persons: [{ id: 1,
		name: "Jane Example", emails: ["jane@example.com"],
		custom_fields: { [KEYS.last_source]: "before",
			[KEYS.event_id]: 7 } }] });
	s.lead({ first: { campaign: "spring", gclid: "G1" } });
	await s.run();
	assert.equal(s.person(1).last_source, "google");
	const { custom } = s.fake.state.account.persons.get(1);
	custom.set(KEYS.last_campaign, "somebody's own");
	assert.match(done(await s.cli(["lead", "undo", "1"], { later })),
		/8 fields of person 1 hold what they held.*\n1 stays/);
	assert.deepEqual(s.person(1), { last_source: "before",
		event_id: 7, last_campaign: "somebody's own" });
	assert.equal(s.state(), "cancelled undone");
	assert.deepEqual(s.attempts().slice(-1).map((row) =>
		[row.operation, row.class]), [["undo", "ok"]]);
	assert.match(done(await s.cli(["lead", "show", "1"])), /Taken back/);
	assert.equal((await s.cli(["lead", "undo", "1"])).code, 65);
	/* and sent once more it is there again */
	s.requeue();
	await s.run();
	assert.equal(s.person(1).last_source, "google");
});

scene("undo: trouble changes nothing", {}, async (s) => {
	s.lead();
	await s.run();
	const before = s.person(1);
	s.token("revoked");
	assert.equal((await s.cli(["lead", "undo", "1"], { later })).code, 78);
	s.token(TOKEN);
	await s.control("POST", "fail", { match: { method: "PATCH" },
		fault: { status: 503 } });
	assert.equal((await s.cli(["lead", "undo", "1"], { later })).code, 75);
	assert.deepEqual([s.state(), s.person(1)], ["synced", before]);
	/* carried out, the answer lost: done again it ends well */
	await s.control("POST", "fail", { match: { method: "PATCH" },
		fault: "drop_after_apply" });
	assert.equal((await s.cli(["lead", "undo", "1"], { later })).code, 75);
	done(await s.cli(["lead", "undo", "1"], { later }));
	assert.deepEqual([s.state(), s.person(1)], ["cancelled undone", {}]);
});
