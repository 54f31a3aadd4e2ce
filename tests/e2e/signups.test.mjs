/* Who signs up to the newsletter by a page's address: no lead, anywhere. */
import assert from "node:assert/strict";
import { makeHit, makeLead } from "../harness/hits.mjs";
import { runProgram } from "../harness/program.mjs";
import { send } from "../harness/send.mjs";
import { DAY, play } from "./letters.mjs";

const PARAM = ["--newsletter-param", "join"];

const page = (query, more = {}) => makeHit({
	page_url: `https://shop.example/?${query}`, ...more });

play("an address signs up, and is no lead", PARAM, async (s) => {
	const hit = page("join=1&email=Jane%40Example.com&first_name=Jane" +
		"&date=06-20-2031&utm_source=letter&token=hidden");
	assert.equal(await s.hit(hit), "stored");
	const [row] = s.signups();
	assert.deepEqual([row.email, row.first_name, row.form_state,
		row.fields], ["jane@example.com", "Jane", "confirmed",
		'[{"name":"date","value":"06-20-2031"}]']);
	assert.deepEqual(s.scene.rows("SELECT target, state FROM sync_jobs"),
		[{ target: "newsletter", state: "held" }]);
	assert.equal(s.scene.value("SELECT leads FROM sessions"), 0);
	assert.equal(s.scene.count("leads"), 0);
	assert.deepEqual(JSON.parse(s.cli("--json", "lead", "list").out), []);
	assert.deepEqual(JSON.parse(s.cli("--json", "lead", "list",
		"--state", "held").out), []);
	assert.equal(JSON.parse(s.cli("--json", "status").out).leads_today, 0);
	assert.ok(!/lead/.test(s.cli("hits").out));
	const [line] = JSON.parse(s.cli("--json", "lead", "list",
		"--signups").out);
	assert.deepEqual([line.email, line.state],
		["jane@example.com", "held"]);
	assert.match(s.cli("lead", "show", "1").out,
		/^Sign-up 1 {2}Jane {2}\(to the newsletter, no lead\)/);
	assert.equal((await s.sync(1)).code, 0);
	assert.deepEqual(s.receiver.bodies(), [{ email: "jane@example.com",
		first_name: "Jane", wedding_date: "2031-06-20" }]);
	assert.match(s.receiver.got[0].headers["idempotency-key"],
		/^[0-9a-f]{32}$/);
	/* what is not the newsletter's is nowhere */
	const dump = runProgram("sqlite3", ["-readonly", s.install.db,
		".dump"]).out;
	assert.ok(!dump.includes("hidden"));
	assert.equal(s.scene.count("pages", "url LIKE '%jane%'"), 0);
});

play("once a day for an address, and once for each hit", PARAM,
	async (s) => {
		const hit = page("join=1&email=jane@example.com");
		await s.hit(hit);
		assert.equal(await s.hit(hit), "duplicate");
		await s.hit(page("join=yes&email=JANE@example.com"));
		assert.equal(s.signups().length, 1);
		await s.hit(page("join=1&email=mary@example.com"));
		assert.equal(s.signups().length, 2);
		s.install.change(`UPDATE submissions SET received = received -
			${DAY * 1000 + 1}`);
		await s.hit(page("join=1&email=jane@example.com"));
		assert.equal(s.signups().length, 3);
		await s.sync(1);
		assert.equal(s.receiver.got.length, 3);
	});

play("by the image, too", PARAM, async (s) => {
	const url = encodeURIComponent(
		"https://shop.example/?join=1&email=jane@example.com");
	const { status } = await send(s.scene.url, { path:
		`/pixel.gif?pixel_id=test-pixel-01&page_url=${url}` });
	assert.equal(status, 200);
	assert.equal(s.signups().length, 1);
});

play("who is not signed up by an address", PARAM, async (s) => {
	const robot = { "user-agent": "Googlebot/2.1" };
	const join1 = "join=1&email=jane@example.com";
	for (const [hit, headers] of [
		[page("join=0&email=jane@example.com")],
		[page("join=false&email=jane@example.com")],
		[page("join=no&email=jane@example.com")],
		[page("join=&email=jane@example.com")],
		[page("email=jane@example.com")],
		[page("join=1")],
		[page("join=1&email=jane")],
		[page(join1, { event_type: "click" })],
		[page(join1, { test: true })],
		[page(join1, { webdriver: true })],
		[page(join1, { consent: false })],
		[page(join1), robot],
		[page(join1), { "sec-gpc": "1" }],
		[makeHit({ referrer_url: `https://shop.example/?${join1}` })],
	])
		await s.hit(hit, headers);
	assert.deepEqual(s.signups(), []);
	/* a form on such a page is a lead and nothing else */
	const lead = makeLead({ page_url: `https://shop.example/?${join1}` });
	await s.hit(lead);
	assert.deepEqual(s.scene.rows("SELECT kind FROM submissions"),
		[{ kind: "lead" }]);
	assert.equal(s.job(lead.lead_id), undefined);
});

play("a network signs up as many as it may send leads", PARAM,
	async (s) => {
		for (let i = 0; i < 5; i++)
			await s.hit(page(`join=1&email=jane${i}@example.com`));
		assert.equal(s.signups().length, 3);
		/* and is not kept from sending those */
		const lead = makeLead();
		await s.hit(lead);
		assert.equal(s.state(lead.lead_id, "pipedrive"),
			"skipped crm_off");
	}, { settings: { leads_per_hour: 3 } });

play("without the parameter no address does",
	["--newsletter", "all_forms"], async (s) => {
	await s.hit(page("join=1&email=jane@example.com"));
	assert.equal(s.scene.count("submissions"), 0);
});

play("five sign-ups make nobody's leads a flood", PARAM, async (s) => {
	for (let i = 0; i < 6; i++) {
		await s.hit(page("join=1&email=jane@example.com"));
		s.install.change(`UPDATE submissions SET received = received -
			${DAY * 1000 + 1}`);
	}
	s.install.change("UPDATE submissions SET received = occurred");
	const lead = makeLead({ form_data: { email: "jane@example.com" } });
	assert.equal(await s.hit(lead), "stored");
	assert.equal(s.state(lead.lead_id, "pipedrive"), "skipped crm_off");
});
