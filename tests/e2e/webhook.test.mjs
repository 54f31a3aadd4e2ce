/* The webhook: each lead once more, signed, whatever the CRM does. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { poll } from "../harness/poll.mjs";
import { addLead, addSecrets, aim, attemptsOf, HOOK_SECRET, jobOf,
	LETTER_TOKEN, outletScene, stateOf, wallOf } from "./outlets.mjs";
import { HOLD, LATER, TOKEN } from "./scratch.mjs";
import { startReceiver } from "../fake/receiver.mjs";

const LEAD_ID = "01".repeat(16);
const ONLY = { targets: ["webhook"] };

/* As docs/webhook.md tells receivers to do it. */
function isSigned({ headers, body }, secret = HOOK_SECRET) {
	const stamp = headers["x-leadpixel-timestamp"];
	const code = createHmac("sha256", secret).update(`${stamp}.${body}`);
	return headers["x-leadpixel-signature"] === `v1=${code.digest("hex")}`;
}

outletScene("a lead arrives, signed, in the promised shape", {}, async (s) => {
	addLead(s, { ...ONLY, phone: "+15550107788",
		fields: [{ name: "topic", type: "text", label: "Topic",
			value: "Lamps \"A\" \u00e4" }],
		first: { source: "google", gclid: "first-click" },
		last: { source: "bing", medium: "cpc",
			msclkid: "last-click" } });
	assert.equal(await s.run(), 0);
	assert.equal(stateOf(s, "webhook"), "synced");
	const [call] = s.hooks.got;
	assert.deepEqual([s.hooks.got.length, call.method, call.path],
		[1, "POST", "/in/x?y=1"]);
	const { headers } = call;
	assert.equal(headers["content-type"], "application/json");
	assert.equal(headers["idempotency-key"], LEAD_ID);
	assert.equal(headers.authorization, undefined);
	const stamp = Number(headers["x-leadpixel-timestamp"]);
	assert.ok(Math.abs(stamp - s.made / 1000 - HOLD) < 30);
	assert.ok(isSigned(call));
	assert.ok(!isSigned({ ...call, body: `${call.body} ` }));
	const body = JSON.parse(call.body);
	const { journey, first, last, ...rest } = body;
	assert.deepEqual(rest, { version: 1, id: 1, lead_id: LEAD_ID,
		project: "acme", pixel: "pixel-0001", test: false,
		submitted: new Date(s.made).toISOString(),
		received: new Date(s.made).toISOString(),
		person: { email: "jane@example.com", phone: "+15550107788",
			first_name: "Jane" },
		form: { state: "confirmed" },
		fields: [{ name: "topic", type: "text", label: "Topic",
			value: "Lamps \"A\" \u00e4" }],
		page: {}, last_nondirect: last,
		click_ids: { gclid: "first-click", msclkid: "last-click" },
		device: {}, place: {} });
	assert.deepEqual([first.source, first.gclid, first.occurred],
		["google", "first-click",
			new Date(s.made - 2000).toISOString()]);
	assert.deepEqual([last.source, last.medium, last.channel],
		["bing", "cpc", "Paid Search"]);
	assert.deepEqual(journey.map(({ source }) => source),
		["google", "bing"]);
	assert.deepEqual(attemptsOf(s, "webhook").map((row) =>
		[row.operation, row.http, row.class, row.tokens]),
	[["post", 200, "ok", 0]]);
});

/* How it is answered, what becomes of the job, and of calls after it. */
const ANSWERS = [
	[{ status: 202, body: "queued" }, "synced", "synced"],
	[{ status: 204 }, "synced", "synced"],
	[{ status: 200, body: "<html>" }, "synced", "synced"],
	[{ status: 200, big: true }, "synced", "synced"],
	[{ status: 200, cut: true }, "synced", "synced"],
	[{ status: 301, headers: { location: "/other" } }, "ready", "config",
		"blocked"],
	[{ status: 307, headers: { location: "/other" } }, "ready", "config",
		"blocked"],
	[{ status: 404 }, "ready", "config", "blocked"],
	[{ status: 410 }, "ready", "config", "blocked"],
	[{ status: 401 }, "ready", "auth", "auth"],
	[{ status: 402 }, "ready", "auth", "auth"],
	[{ status: 403, body: "<html>" }, "ready", "auth", "auth"],
	[{ status: 400 }, "failed", "refused"],
	[{ status: 409 }, "failed", "refused"],
	[{ status: 422, body: "{\"error\":\"jane@example.com\"}" }, "failed",
		"refused"],
	[{ status: 429 }, "retry", "throttled", "budget"],
	[{ status: 500 }, "unsure", "unsure"],
	[{ status: 503 }, "unsure", "unsure"],
	[{ status: 408 }, "unsure", "unsure"],
	["drop", "unsure", "unsure"],
];

for (const [answer, state, kind, wall] of ANSWERS)
	outletScene(`answered ${JSON.stringify(answer)}`, {}, async (s) => {
		addLead(s, ONLY);
		s.hooks.next(answer);
		await s.run();
		assert.deepEqual([stateOf(s, "webhook"),
			jobOf(s, "webhook").last_class], [state, kind]);
		assert.equal(s.hooks.got.length, 1);
		assert.equal(wall !== undefined && wallOf(s, "webhook", wall),
			wall !== undefined && "open");
		assert.equal(s.state(), "synced");
		assert.ok(!JSON.stringify(attemptsOf(s, "webhook"))
			.includes("jane"));
	});

outletScene("nobody is there", {}, async (s) => {
	addLead(s, ONLY);
	await s.hooks.close();
	assert.equal(await s.run(), 75);
	const { state, attempts, last_class, last_error } = jobOf(s, "webhook");
	assert.deepEqual([state, attempts, last_class, last_error],
		["retry", 1, "not_sent", "post: no answer"]);
	assert.equal(s.state(), "synced");
});

const AFTER = [
	["seconds", () => "90", 90],
	["a date", (s) => new Date(s.made + (HOLD + 1 + 120) * 1000)
		.toUTCString(), 100],
	["a day, clamped", () => "86400", 3600],
	["nonsense", () => "soon", 60],
];

for (const [name, after, seconds] of AFTER)
	outletScene(`429 with ${name}`, {}, async (s) => {
		addLead(s, ONLY);
		s.hooks.next({ status: 429,
			headers: { "retry-after": after(s) } });
		assert.equal(await s.run(), 75);
		const { attempts, throttles, due } = jobOf(s, "webhook");
		assert.deepEqual([attempts, throttles], [0, 1]);
		const wait = (due - s.made) / 1000 - HOLD;
		assert.ok(wait >= seconds && wait < seconds + 60, wait);
		const [{ open_until }] = s.rows("SELECT open_until FROM breakers" +
			" WHERE target = 'webhook' AND name = 'budget'");
		assert.ok((open_until - s.made) / 1000 - HOLD >= seconds);
	});

outletScene("what may have arrived is sent again, the same", {},
	async (s) => {
		addLead(s, ONLY);
		s.hooks.next("drop", { status: 502 });
		await s.run();
		await s.run({ later: LATER });
		assert.equal(stateOf(s, "webhook"), "unsure");
		assert.equal(await s.run({ later: 3 * LATER }), 0);
		assert.equal(stateOf(s, "webhook"), "synced");
		const { got } = s.hooks;
		assert.equal(got.length, 3);
		for (const one of got) {
			assert.equal(one.headers["idempotency-key"], LEAD_ID);
			assert.equal(one.body, got[0].body);
			assert.ok(isSigned(one));
		}
		assert.notEqual(got[0].headers["x-leadpixel-timestamp"],
			got[1].headers["x-leadpixel-timestamp"]);
	});

outletScene("killed between sending and the answer", {}, async (s) => {
	addLead(s, ONLY);
	s.change("UPDATE sync_jobs SET due = due + 1000 WHERE target =" +
		" 'pipedrive'");
	s.hooks.next("stall");
	const killed = s.start();
	await poll("a call", 10000, () => s.hooks.got.length === 1);
	for (const name of ["cmdline", "environ"])
		for (const secret of [TOKEN, LETTER_TOKEN, HOOK_SECRET])
			assert.ok(!readFileSync(`/proc/${killed.pid}/${name}`,
				"latin1").includes(secret), name);
	await killed.stop("SIGKILL");
	assert.equal(stateOf(s, "webhook"), "sending");
	assert.deepEqual(attemptsOf(s, "webhook").map((row) => row.ended),
		[null]);
	assert.equal(await s.run({ later: HOLD + 2 }), 0);
	assert.equal(stateOf(s, "webhook"), "synced");
	const [first, second] = s.hooks.got;
	assert.equal(second.headers["idempotency-key"], LEAD_ID);
	assert.equal(second.body, first.body);
	assert.equal(s.hooks.got.length, 2);
});

outletScene("Pipedrive is down: the others go out", {}, async (s) => {
	addLead(s);
	await s.control("POST", "fail", { fault: { status: 503 }, times: 9 });
	assert.equal(await s.run(), 75);
	assert.deepEqual([stateOf(s, "pipedrive"), stateOf(s, "newsletter"),
		stateOf(s, "webhook")], ["retry", "synced", "synced"]);
});

outletScene("the webhook is down: the others go out", {}, async (s) => {
	addLead(s);
	s.hooks.always = { status: 503 };
	assert.equal(await s.run(), 75);
	const states = Object.fromEntries(s.rows("SELECT target, state FROM" +
		" sync_jobs").map(({ target, state }) => [target, state]));
	assert.deepEqual(states, { pipedrive: "synced", newsletter: "synced",
		webhook: "unsure" });
});

outletScene("the newsletter says no: the others go out", {}, async (s) => {
	addLead(s);
	s.letters.always = { status: 401 };
	assert.equal(await s.run(), 77);
	const states = Object.fromEntries(s.rows("SELECT target, state FROM" +
		" sync_jobs").map(({ target, state }) => [target, state]));
	assert.deepEqual(states, { pipedrive: "synced", newsletter: "ready",
		webhook: "synced" });
	assert.equal(wallOf(s, "newsletter", "auth"), "open");
	assert.equal(wallOf(s, "webhook", "auth"), undefined);
});

outletScene("one project's trouble is no other's", {}, async (s) => {
	const other = await startReceiver();
	try {
		s.account(2, "other");
		aim(s, 2, `${other.url}/people`, `${other.url}/in`);
		addSecrets(s, "other");
		s.hooks.always = { status: 401 };
		s.letters.always = { status: 500 };
		addLead(s);
		/* the same person: nobody waits for another project's lead */
		addLead(s, { pixel: 2 });
		await s.run();
		assert.deepEqual([stateOf(s, "webhook", 2),
			stateOf(s, "newsletter", 2)], ["synced", "synced"]);
		assert.deepEqual([stateOf(s, "webhook"),
			stateOf(s, "newsletter")], ["ready", "unsure"]);
		assert.deepEqual(other.got.map(({ path }) => path).sort(),
			["/in", "/people"]);
	} finally {
		await other.close();
	}
});

outletScene("a refused secret: one call a run, until somebody has mended it",
	{}, async (s) => {
		addLead(s, ONLY);
		addLead(s, { ...ONLY, email: "mary@example.com" });
		s.hooks.always = { status: 403 };
		assert.equal(await s.run(), 77);
		assert.equal(s.hooks.got.length, 1);
		assert.equal(await s.run({ later: 20 * 24 * 3600 }), 77);
		assert.equal(s.hooks.got.length, 2);
		s.hooks.always = {};
		s.change(`UPDATE projects SET webhook_url = '${s.hooks.url}/new'`);
		assert.equal(await s.run(), 0);
		assert.deepEqual([stateOf(s, "webhook"), s.hooks.got[2].path],
			["synced", "/new"]);
		assert.equal(s.rows("SELECT max(attempts) AS n FROM" +
			" sync_jobs")[0].n, 0);
	});

outletScene("five in a row that fail open the breaker", {}, async (s) => {
	for (let i = 0; i < 6; i++)
		addLead(s, { ...ONLY, email: `jane${i}@example.com` });
	s.hooks.always = { status: 503 };
	await s.run();
	assert.equal(s.hooks.got.length, 5);
	assert.equal(wallOf(s, "webhook", "transport"), "open");
	assert.equal(stateOf(s, "webhook", 5), "held");
});

for (const crm of ["off", "watch"])
	outletScene(`with the CRM ${crm} it goes all the same`, { crm },
		async (s) => {
			addLead(s);
			assert.equal(await s.run(), 0);
			assert.equal(stateOf(s, "pipedrive"),
				`skipped ${crm === "off" ? "crm_off" : "watch"}`);
			assert.deepEqual([stateOf(s, "newsletter"),
				stateOf(s, "webhook")], ["synced", "synced"]);
		});

outletScene("of a project that is switched off nothing goes out", {},
	async (s) => {
		addLead(s);
		s.change("UPDATE projects SET active = 0");
		await s.run();
		assert.deepEqual([stateOf(s, "newsletter"),
			stateOf(s, "webhook")],
		["skipped target_off", "skipped target_off"]);
		assert.deepEqual([s.letters.got, s.hooks.got], [[], []]);
	});

outletScene("the address was taken away meanwhile", {}, async (s) => {
	addLead(s, ONLY);
	s.change("UPDATE projects SET webhook_url = NULL");
	assert.equal(await s.run(), 0);
	assert.equal(stateOf(s, "webhook"), "skipped target_off");
});

outletScene("tests and forms that failed never go out", {}, async (s) => {
	addLead(s, { test: 1 });
	addLead(s, { form_state: "failed", email: "mary-jane@example.com" });
	await s.run();
	for (const target of ["newsletter", "webhook"])
		assert.deepEqual([stateOf(s, target, 1), stateOf(s, target, 2)],
			["skipped test", "skipped form_failed"]);
	assert.deepEqual([s.letters.got, s.hooks.got], [[], []]);
});

/* What is wrong, and what is said of it. */
const MISSET = [
	["no secret", (s) => s.token(TOKEN),
		/webhook of project "acme": .* no section \[webhook acme\]/],
	["an inner address", (s) => s.change("UPDATE projects SET" +
		" webhook_url = 'https://169.254.169.254/'"),
	/leads into an inner network/],
	["a user in the address", (s) => s.change("UPDATE projects SET" +
		" webhook_url = 'https://a:b@hooks.example.com/'"),
	/its address holds a user or a password/],
	["loopback where it is no test", (s) => s.configure(s.fake.url),
		/its address does not begin with https/],
];

for (const crm of ["on", "off"])
	for (const [name, spoil, says] of MISSET)
		outletScene(`78, the queue is left alone: ${name}, crm ${crm}`,
			{ crm }, async (s) => {
				addLead(s, ONLY);
				spoil(s);
				assert.equal(await s.run(), 78);
				assert.match(s.said(), says);
				assert.equal(stateOf(s, "webhook"), "held");
				assert.equal(s.hooks.got.length, 0);
				assert.equal(s.state(), crm === "on" ? "synced"
					: "skipped crm_off");
			});

outletScene("a section with the wrong word stops all", {}, async (s) => {
	addLead(s, ONLY);
	writeFileSync(s.secrets, `[webhook acme]\ntoken = ${HOOK_SECRET}\n`);
	assert.equal(await s.run(), 78);
	assert.match(s.said(), /secrets:2: is not "secret = \.\.\."/);
	assert.ok(!s.said().includes(HOOK_SECRET));
});

outletScene("a dry run tells and changes nothing", {}, async (s) => {
	addLead(s);
	const before = s.dump();
	assert.equal(await s.run({ args: ["--dry-run"] }), 0);
	for (const target of ["webhook", "newsletter"])
		assert.match(s.said(), new RegExp(`^lead 1 -> ${target} of` +
			' project "acme": would send \\d+ bytes', "m"));
	assert.equal(s.dump(), before);
	assert.deepEqual([s.letters.got, s.hooks.got], [[], []]);
});

outletScene("no secret is written anywhere", {}, async (s) => {
	addLead(s);
	addLead(s, { email: "mary-jane@example.com" });
	s.hooks.next({ status: 403, body: HOOK_SECRET });
	s.letters.next({ status: 500, body: LETTER_TOKEN });
	await s.run();
	await s.run({ later: LATER, args: ["--dry-run"] });
	assert.equal(s.letters.got[0].headers.authorization,
		`Bearer ${LETTER_TOKEN}`);
	for (const secret of [HOOK_SECRET, LETTER_TOKEN, TOKEN]) {
		assert.ok(!s.dump().includes(secret));
		assert.ok(!s.said().includes(secret));
		assert.ok(!JSON.stringify(s.hooks.got).includes(secret));
	}
	for (const { path, body } of s.letters.got)
		assert.ok(!`${path}${body}`.includes(LETTER_TOKEN));
});
