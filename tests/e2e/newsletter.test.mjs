/* The newsletter, from a page through Apache, the collector and
 * leadpixel-sync to whoever signs people up. */
import assert from "node:assert/strict";
import { makeId, makeLead } from "../harness/hits.mjs";
import { DAY, HOLD, play, TOKEN } from "./letters.mjs";

/* The day a year after a moment; 29 February has none but the 28th. */
function aYearAfter(ms, zone) {
	const [year, month, day] = new Date(ms).toLocaleDateString("en-CA",
		{ timeZone: zone }).split("-");
	return `${Number(year) + 1}-${month}-${
		month === "02" && day === "29" ? "28" : day}`;
}

const ticked = (value, more = {}) => makeLead({ form_data: [
	{ name: "email", type: "email", value: "Jane@Example.com " },
	{ name: "your-name", type: "text", label: "Your name",
		value: "Jane Example" },
	{ name: "f7", type: "checkbox", label: "News letter",
		value },
	{ name: "wedding_date", type: "date", value: "2031-05-17" },
], ...more });

const OPT_IN = ["--newsletter", "opt_in:newsletter"];

play("who ticks the box is signed up at once", OPT_IN, async (s) => {
	const lead = ticked("yes");
	assert.equal(await s.hit(lead), "stored");
	const { state, due, received, person_key } = s.job(lead.lead_id);
	assert.deepEqual([state, due, person_key], ["held", received, null]);
	assert.equal(s.state(lead.lead_id, "pipedrive"), "skipped crm_off");
	assert.equal(s.job(lead.lead_id, "webhook"), undefined);
	const run = await s.sync(1);
	assert.equal(run.code, 0, run.err);
	assert.equal(s.state(lead.lead_id), "synced");
	const [call] = s.receiver.got;
	assert.deepEqual([call.method, call.path, call.headers.authorization,
		call.headers["content-type"], call.headers["idempotency-key"]],
	["POST", "/people", `Bearer ${TOKEN}`, "application/json",
		lead.lead_id]);
	assert.equal(call.body, '{"email":"jane@example.com",' +
		'"first_name":"Jane","wedding_date":"2031-05-17"}');
	/* the minutes of the CRM are not cut short for the record */
	assert.equal(s.job(lead.lead_id).record_complete, 0);
	await s.sync(HOLD + 1);
	assert.equal(s.receiver.got.length, 1);
	const shown = s.cli("lead", "show", "1").out;
	assert.match(shown, /The newsletter: Sent at/);
	assert.match(shown, /sent the lead +200 +ok/);
	assert.doesNotMatch(shown + run.err, new RegExp(TOKEN));
});

for (const value of ["no", "off", "No, thanks", "0"])
	play(`whoever says "${value}" is not`, OPT_IN, async (s) => {
		const lead = ticked(value);
		await s.hit(lead);
		assert.equal(s.state(lead.lead_id), "skipped no_opt_in");
		assert.equal((await s.sync(HOLD + 1)).code, 0);
		assert.equal(s.receiver.got.length, 0);
		const again = s.cli("lead", "requeue", "1", "--target",
			"newsletter");
		assert.deepEqual([again.code, /did not ask/.test(again.err)],
			[65, true]);
	});

play("a box that was asked for weighs more than consent", OPT_IN,
	async (s) => {
		const lead = ticked("on", { consent: false });
		await s.hit(lead, { "sec-gpc": "1" });
		assert.equal(s.state(lead.lead_id), "held");
	});

play("attempted: after the minutes, confirmed: at once", OPT_IN,
	async (s) => {
		const lead = ticked("on", { form_state: "attempted" });
		await s.hit(lead);
		const { due, received } = s.job(lead.lead_id);
		assert.equal(due, received + HOLD * 1000);
		await s.sync(HOLD - 60);
		assert.equal(s.receiver.got.length, 0);
		await s.hit({ ...lead, hit_id: makeId(),
			form_state: "confirmed" });
		await s.sync(1);
		assert.equal(s.state(lead.lead_id), "synced");
		assert.equal(s.receiver.got.length, 1);
	});

play("nobody confirmed it: after the minutes", OPT_IN, async (s) => {
	const lead = ticked("on", { form_state: "attempted" });
	await s.hit(lead);
	await s.sync(HOLD + 1);
	assert.equal(s.state(lead.lead_id), "synced");
});

play("the form's no ends it, its yes sends it", OPT_IN, async (s) => {
	const lead = ticked("on", { form_state: "attempted" });
	await s.hit(lead);
	await s.hit({ ...lead, hit_id: makeId(), form_state: "failed" });
	assert.equal(s.state(lead.lead_id), "skipped form_failed");
	await s.sync(HOLD + 1);
	assert.equal(s.receiver.got.length, 0);
	await s.hit({ ...lead, hit_id: makeId(), form_state: "confirmed" });
	await s.sync(1);
	assert.equal(s.state(lead.lead_id), "synced");
});

const ALL = ["--newsletter", "all_forms"];

play("all forms, but not of who refuses or cannot be written to",
	[...ALL, "--webhook-url", "http://127.0.0.1:9/"], async (s) => {
		const phone = { form_data: { phone: "+1 555 0107788",
			name: "Jane" } };
		const cases = [
			[makeLead(), {}, "held"],
			[makeLead({ consent: true }), {}, "held"],
			[makeLead({ consent: false }), {}, "skipped consent"],
			[makeLead(), { "sec-gpc": "1" }, "skipped consent"],
			[makeLead(phone), {}, "skipped no_address"],
			[makeLead({ test: true }), {}, "skipped test"],
			[makeLead({ form_state: "failed" }), {},
				"skipped form_failed"],
		];
		for (const [lead, headers, state] of cases) {
			await s.hit(lead, headers);
			assert.equal(s.state(lead.lead_id), state);
			/* consent and address are the newsletter's matter */
			assert.equal(s.state(lead.lead_id, "webhook"),
				/test|failed/.test(state) ? state : "held");
		}
		assert.equal((await s.sync(1)).code, 0);
		assert.deepEqual(s.receiver.bodies().map((body) =>
			[body.first_name, body.wedding_date]),
		cases.slice(0, 2).map(([lead]) => ["Jane", aYearAfter(
			s.job(lead.lead_id).received, "UTC")]));
	});

/* At any moment it is another day in one of these than in UTC. */
for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
	play(`the day in ${zone}`, [...ALL, "--time-zone", zone],
		async (s) => {
			const lead = makeLead();
			await s.hit(lead);
			await s.sync(1);
			assert.equal(s.receiver.bodies()[0].wedding_date,
				aYearAfter(s.job(lead.lead_id).received, zone));
		});

play("in a project that asks for consent", [...ALL, "--privacy",
	"consent"], async (s) => {
	const lead = makeLead();
	await s.hit(lead);
	assert.equal(s.state(lead.lead_id), "held");
	const refused = makeLead({ consent: false });
	await s.hit(refused);
	assert.equal(s.state(refused.lead_id), "skipped consent");
});

play("what looks like a robot waits for somebody's word", [...ALL,
	"--webhook-url", "http://127.0.0.1:9/"], async (s) => {
	const [person, spam, nobody] = [1, 2, 3].map(() =>
		makeLead({ webdriver: true }));
	for (const lead of [person, spam, nobody]) {
		await s.hit(lead);
		for (const target of ["newsletter", "webhook"])
			assert.equal(s.state(lead.lead_id, target),
				"suspect webdriver");
	}
	assert.equal((await s.sync(HOLD + 1)).code, 0);
	assert.equal(s.receiver.got.length, 0);
	assert.equal(s.cli("lead", "release", "1").code, 0);
	assert.equal(s.cli("lead", "spam", "2").code, 0);
	for (const target of ["newsletter", "webhook"]) {
		assert.equal(s.state(person.lead_id, target), "held");
		assert.equal(s.state(spam.lead_id, target), "skipped spam");
	}
	await s.sync(1);
	assert.equal(s.state(person.lead_id), "synced");
	/* a month later: the lead is erased, with all of its deliveries */
	const run = await s.sync(31 * DAY);
	assert.match(run.err, /erased 1 suspects/);
	for (const target of ["pipedrive", "newsletter", "webhook"])
		assert.equal(s.state(nobody.lead_id, target), "erased suspect");
	assert.equal(s.receiver.got.length, 1);
});

play("switched off meanwhile", ALL, async (s) => {
	const lead = makeLead();
	await s.hit(lead);
	s.install.cli("project", "set", "Test", "--newsletter", "off");
	assert.equal((await s.sync(1)).code, 0);
	assert.equal(s.state(lead.lead_id), "skipped target_off");
	assert.equal(s.receiver.got.length, 0);
	s.install.cli("project", "set", "Test", "--newsletter", "all_forms");
	assert.equal(s.cli("lead", "requeue", "1", "--target",
		"newsletter").code, 0);
	assert.equal((await s.sync(2)).code, 0);
	assert.equal(s.state(lead.lead_id), "synced");
});

play("failed for good: seen, and sent again by hand", ALL, async (s) => {
	const lead = makeLead();
	await s.hit(lead);
	s.receiver.next({ status: 422 });
	assert.equal((await s.sync(1)).code, 0);
	assert.equal(s.state(lead.lead_id), "failed");
	const status = s.cli("status");
	assert.equal(status.code, 1);
	assert.match(status.out, /1 deliveries failed/);
	assert.match(s.cli("lead", "show", "1").out,
		/lead requeue 1 --target newsletter/);
	assert.equal(s.cli("lead", "requeue", "1", "--target",
		"newsletter").code, 0);
	await s.sync(2);
	assert.equal(s.state(lead.lead_id), "synced");
	assert.equal(s.receiver.got[0].headers["idempotency-key"],
		s.receiver.got[1].headers["idempotency-key"]);
});

play("a token that was refused is named", ALL, async (s) => {
	await s.hit(makeLead());
	s.receiver.always = { status: 401 };
	assert.equal((await s.sync(1)).code, 77);
	assert.match(s.cli("status").out,
		/Newsletter of project "Test": nothing is sent/);
});
