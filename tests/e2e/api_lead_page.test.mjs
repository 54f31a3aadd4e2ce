/* One lead by the API: how they came, what they did, where it went. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeVisitor } from "../harness/hits.mjs";
import { LATER, SOURCE_KEY, openStage } from "./api_stage.mjs";

const HOUR = 3600e3;
let s;

before(async () => { s = await openStage(); });
after(() => s?.close());

const landing = (query) => `https://shop.example/?${query}`;

test("how they came, touch by touch", async () => {
	const visitor_cookie = makeVisitor();
	const came = async (age_ms, query) => s.view({ visitor_cookie, age_ms,
		page_url: landing(query) });
	await came(9 * HOUR, "utm_source=news&utm_medium=email&gclid=G1"
		+ "&ttclid=T1");
	await came(6 * HOUR, "utm_source=partner&utm_medium=referral");
	await came(3 * HOUR, "utm_source=bing&utm_medium=cpc&msclkid=M1");
	const id = await s.lead({ visitor_cookie });
	const { touches } = await s.boss.data(`/leads/${id}`);
	assert.deepEqual(touches.map(({ role, source }) => [role, source]),
		[["first", "news"], ["step", "partner"], ["last", "bing"]]);
	const [{ first_touch, journey }] = s.scene.rows(`SELECT first_touch,
		journey FROM submissions WHERE id = ${id}`);
	const [row] = s.scene.rows(`SELECT * FROM touches
		WHERE id = ${first_touch}`);
	assert.equal(JSON.parse(journey).length, 3);
	assert.deepEqual({ ...touches[0], why: 0 }, { role: "first",
		occurred: new Date(row.occurred).toISOString(),
		source: "news", medium: "email", campaign: null,
		channel: row.channel, landing: row.landing_url,
		referrer: null, rule: row.rule, why: 0,
		parameters: { utm_source: "news", utm_medium: "email",
			gclid: "G1", ttclid: "T1" } });
	assert.match(touches[0].why, /^Email because /);
	assert.deepEqual(touches[1].parameters,
		{ utm_source: "partner", utm_medium: "referral" });
	assert.match(touches[1].why, /partner/);
	/* the record stays when the row goes */
	s.scene.install.change("DELETE FROM touches WHERE source = 'partner'");
	const [, gone] = (await s.boss.data(`/leads/${id}`)).touches;
	assert.deepEqual([gone.source, gone.landing, gone.why,
		gone.parameters], ["partner", null, null, {}]);
});

test("first and last stay though twenty steps came between", async () => {
	const visitor_cookie = makeVisitor();
	for (let i = 0; i < 23; i++)
		await s.view({ visitor_cookie, age_ms: (60 - 2 * i) * HOUR,
			page_url: landing(`utm_source=s${i}&utm_medium=email`) });
	const id = await s.lead({ visitor_cookie });
	const { touches } = await s.boss.data(`/leads/${id}`);
	assert.equal(touches.length, 21);
	assert.deepEqual([touches[0], touches[1], touches[20]]
		.map(({ role, source }) => [role, source]),
	[["first", "s0"], ["step", "s3"], ["last", "s22"]]);
});

test("who, what, with what, and where it goes", async () => {
	const visitor_cookie = makeVisitor();
	await s.view({ visitor_cookie, age_ms: 60000, page_url:
		"https://shop.example/home?utm_source=google&utm_medium=cpc",
	page_title: "Home" });
	const id = await s.lead({ visitor_cookie, consent: true, form_data: [
		{ name: "email", value: "jane@example.com", type: "email",
			label: "Your e-mail" },
		{ name: "company", value: "Acme & Sons", type: "text" },
		{ name: "note", value: "<b>\u2028hi</b>" }] });
	s.sync();
	const lead = await s.boss.data(`/leads/${id}`);
	const [row] = s.scene.rows(`SELECT lower(hex(lead_id)) AS lead_id,
		visitor_id, session_id, consent FROM submissions
		WHERE id = ${id}`);
	assert.deepEqual([lead.lead_id, lead.visitor, lead.session,
		lead.company, lead.truncated, lead.no_history, lead.page],
	[row.lead_id, row.visitor_id, row.session_id, "Acme & Sons", false,
		null, "https://shop.example/contact"]);
	assert.equal(lead.consent, row.consent === null ? null
		: row.consent === 1);
	assert.deepEqual(lead.fields, [
		{ name: "email", label: "Your e-mail", type: "email",
			value: "jane@example.com" },
		{ name: "company", label: null, type: "text",
			value: "Acme & Sons" },
		{ name: "note", label: null, type: null,
			value: "<b>\u2028hi</b>" }]);
	assert.match(lead.device.browser, /^Chrome 142/);
	assert.equal(lead.device.device, "desktop");
	assert.deepEqual(lead.visit.map(({ type, url, title }) =>
		[type, url, title]), [
		["pageview", "https://shop.example/home", "Home"],
		["form_submit", "https://shop.example/contact", "Lamps"]]);
	assert.deepEqual([lead.mapped, lead.values], [true, [{
		name: "last_source", value: "google", key: SOURCE_KEY,
		field: null, if_empty: false }]]);

	const [job] = lead.jobs;
	assert.deepEqual([job.target, job.state, job.person_id, job.person_url,
		job.match_method, job.last_class, job.next, job.candidates],
	["pipedrive", "synced", 1, "https://demo.pipedrive.com/person/1",
		"email", "synced", null, []]);
	const calls = s.scene.rows(`SELECT operation, started, ended, http,
		class, correlation_id, tokens FROM sync_attempts
		WHERE job_id = ${s.job(id).id} ORDER BY id`);
	assert.deepEqual(job.tries.map(({ words, excerpt, ...try_ }) => try_),
		calls.map((call) => ({ ...call,
			started: new Date(call.started).toISOString(),
			ended: new Date(call.ended).toISOString() })));
	assert.deepEqual(job.tries.map(({ words }) => words),
		["looked for the address", "read the person",
			"wrote the values"]);
});

test("other leads of the same person, in that project", async () => {
	const mine = await s.leadOf({ email: "Twice@Example.com" });
	const next = await s.leadOf({ email: "twice@example.com" });
	await s.leadOf({ email: "twice@example.com" },
		{ pixel_id: "other-pixel-01" });
	const { earlier } = await s.boss.data(`/leads/${mine}`);
	assert.deepEqual(earlier.map(({ id }) => id), [next]);
	assert.match(earlier[0].label, /^Waiting, sends/);
	assert.equal(earlier[0].form, "contact");
});

test("what one may do, by state and key", async () => {
	const id = await s.leadOf({ email: "shared@example.com" });
	const may = async (who = s.boss) => {
		const { actions, jobs } = await who.data(`/leads/${id}`);
		assert.deepEqual(actions, jobs[0].actions);
		return actions.join(" ");
	};
	const put = (state, reason = null) => s.scene.install.change(`UPDATE
		sync_jobs SET state = '${state}', reason = ${reason === null
	? "NULL" : `'${reason}'`}, run_id = ${state === "sending" ? 1 : "NULL"},
		finished = ${/synced|skipped|cancelled|erased|failed|not_found/
		.test(state) ? 1 : "NULL"} WHERE submission_id = ${id}`);
	assert.equal(await may(), "requeue cancel resolve");
	assert.equal(await may(s.reader), "");
	for (const [state, actions] of [
		["review", "requeue cancel resolve spam"],
		["suspect", "requeue release spam"],
		["waiting", "requeue cancel resolve"],
		["failed", "requeue resolve"], ["synced", "requeue resolve"],
		["cancelled", "requeue resolve"], ["sending", ""],
		["erased", ""]]) {
		put(state);
		assert.equal(await may(), actions, state);
	}
	put("held");
});

test("what is not sent says why, and what to type", async () => {
	const id = await s.leadOf({ email: "five@example.com" },
		{ pixel_id: "other-pixel-01" });
	const { jobs: [job] } = await s.boss.data(`/leads/${id}`);
	assert.deepEqual([job.state, job.reason, job.label],
		["skipped", "crm_off", "Not sent: CRM off"]);
	assert.match(job.why, /did not use Pipedrive/);
	assert.match(job.next, new RegExp(`lead requeue ${id}`));
});

test("a record that cannot be read takes nothing else away", async () => {
	const id = await s.leadOf({ email: "six@example.com" });
	s.scene.install.change(`UPDATE submissions SET record = '{'
		WHERE id = ${id}`);
	const lead = await s.boss.data(`/leads/${id}`);
	assert.deepEqual([lead.email, lead.fields, lead.touches, lead.values],
		["six@example.com", [], [], []]);
});

test("a sign-up is no lead", async () => {
	const id = await s.lead();
	s.scene.install.change(`UPDATE submissions SET kind = 'signup'
		WHERE id = ${id}`);
	assert.equal((await s.boss.get(`/leads/${id}`)).status, 404);
	assert.ok(!(await s.boss.data("/leads")).some((lead) =>
		lead.id === id));
	assert.equal((await s.boss.post(`/leads/${id}/requeue`)).status, 404);
});
