/* The list of leads by the API: what it says, filters, pages, whose it is. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeVisitor } from "../harness/hits.mjs";
import { LATER, OTHER, openStage } from "./api_stage.mjs";

const HOUR = 3600e3;
const ids = (list) => list.map(({ id }) => id);

function question(params) {
	return `/leads?${new URLSearchParams(params)}`;
}

describe("one lead", () => {
	let s;

	before(async () => { s = await openStage(); });
	after(() => s?.close());

	test("is told whole, in its project's time", async () => {
		const visitor_cookie = makeVisitor();
		await s.view({ visitor_cookie, age_ms: HOUR, page_url:
			"https://shop.example/?utm_source=news&utm_medium=email" });
		const id = await s.lead({ visitor_cookie, page_url:
			"https://shop.example/contact?gclid=G1&utm_campaign=autumn",
		form_data: { email: "jane@example.com", first_name: "Jane",
			last_name: "Example", phone: "+49 30 5550 0101" } });
		const [row] = s.scene.rows(`SELECT s.received, s.occurred, j.due
			FROM submissions s JOIN sync_jobs j ON j.submission_id = s.id
			WHERE s.id = ${id}`);
		const iso = (ms) => new Date(ms).toISOString();
		const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit",
			minute: "2-digit", timeZone: "Europe/Berlin" })
			.format(row.due);
		const [{ crm, ...lead }] = await s.boss.data("/leads");
		assert.deepEqual(lead, { id, received: iso(row.received),
			occurred: iso(row.occurred), project: 1,
			project_name: "Test", pixel: "test-pixel-01",
			pixel_name: "Shop", time_zone: "Europe/Berlin",
			name: "Jane Example", email: "jane@example.com",
			phone: "+49 30 5550 0101", form: "contact",
			form_state: "confirmed", test: false,
			first: { source: "news", medium: "email", campaign: null,
				channel: "Email" },
			last: { source: "google", medium: "cpc",
				campaign: "autumn", channel: "Paid Search" } });
		/* at midnight the label would name the day */
		assert.match(crm.label, new RegExp(
			`^Waiting, sends (${clock}|\\d+ [A-Z][a-z]+)$`));
		assert.match(crm.why, /rests a few minutes/);
		assert.deepEqual({ ...crm, label: 0, text: 0, why: 0 },
			{ state: "held", reason: null, label: 0, text: 0, why: 0,
				due: iso(row.due), finished: null, person_id: null,
				person_url: null, attempts: 0, candidates: [] });

		s.sync();
		const [{ crm: written }] = await s.boss.data("/leads");
		assert.equal(written.state, "synced");
		assert.match(written.text, /^Written to person 1 at /);
		assert.equal(written.person_url,
			"https://demo.pipedrive.com/person/1");
		assert.equal(written.finished, iso(s.job(id).finished));
		assert.equal(written.due, null);
	});

	test("absent is null, and a test is marked", async () => {
		const id = await s.leadOf({ email: "only@example.com" },
			{ form: undefined, is_test: true, page_url:
				"https://shop.example/contact" });
		s.scene.install.change(`UPDATE submissions SET test = 1
			WHERE id = ${id}`);
		const [lead] = await s.boss.data("/leads");
		assert.deepEqual([lead.id, lead.test, lead.name, lead.phone,
			lead.form, lead.first, lead.last],
		[id, true, null, null, null, null, null]);
	});

	test("hostile text arrives as it is, and as JSON", async () => {
		const name = "</script><b onx=\"'`>\u2028\\ \u0416 \ud83d\ude00 ${1}";
		const id = await s.leadOf({ email: "x@example.com",
			first_name: name, last_name: "'; DROP TABLE leads; --" });
		const answer = await s.boss.get(question({ text: `${id}` }));
		assert.match(answer.headers["content-type"],
			/^application\/json/);
		const [lead] = answer.json.data;
		assert.equal(lead.name, `${s.scene.value(`SELECT first_name
			FROM submissions WHERE id = ${id}`)} '; DROP TABLE leads; --`);
		assert.ok(lead.name.startsWith("</script><b onx=\"'`>"));
		assert.deepEqual(ids(await s.boss.data(question(
			{ text: "'; DROP TABLE" }))), [id]);
	});

	test("whom to choose from", async () => {
		const id = await s.leadOf({ email: "shared@example.com" });
		s.sync();
		const [{ crm }] = await s.boss.data("/leads?state=review");
		assert.equal(s.state(id), "review several_persons");
		assert.equal(crm.due, null);
		assert.deepEqual(crm.candidates, [[3, "Alex Twin"],
			[4, "Robin Twin"]].map(([person, name]) => ({ id: person,
			name, by: "email", email: "shared@example.com",
			phone: null,
			url: `https://demo.pipedrive.com/person/${person}` })));
	});
});

describe("filters", () => {
	let s, lead;

	before(async () => {
		s = await openStage();
		const form = (name) => ({ id: name, name, method: "post" });
		const landing = (query) => `https://shop.example/?${query}`;
		lead = {
			google: await s.lead({ page_url: landing(
				"utm_source=google&utm_medium=cpc&utm_campaign=Spring"),
			form_data: { email: "one@example.com",
				first_name: "Zo\u00eb", last_name: "\u00c5ngstr\u00f6m" } }),
			news: await s.lead({ page_url: landing(
				"utm_source=news&utm_medium=email&utm_campaign=Spring"),
			form: form("quote"), form_data: { email: "two@example.com",
				phone: "+49 (30) 5550-0102" } }),
			direct: await s.leadOf({ email: "three@example.com" }),
			both: await s.leadOf({ email: "shared@example.com" }),
			robot: await s.suspect("robot@example.com"),
			blog: await s.leadOf({ email: "four@example.com" },
				{ pixel_id: OTHER }),
		};
		s.sync(LATER);
	});
	after(() => s?.close());

	const FOUND = [
		[{}, ["blog", "robot", "both", "direct", "news", "google"]],
		[{ project: 1 }, ["robot", "both", "direct", "news", "google"]],
		[{ project: 2 }, ["blog"]],
		[{ pixel: OTHER }, ["blog"]],
		[{ pixel: "test-pixel-01", source: "news" }, ["news"]],
		[{ state: "review" }, ["both"]],
		[{ state: "suspect", project: 1 }, ["robot"]],
		[{ state: "suspect", project: 2 }, []],
		[{ state: "waiting_for_you" }, ["robot", "both"]],
		[{ state: "waiting" }, ["direct", "news", "google"]],
		[{ state: "skipped" }, ["blog"]],
		[{ state: "skipped", project: 2 }, ["blog"]],
		[{ state: "synced" }, []],
		[{ source: "google" }, ["google"]],
		[{ source: "GOOGLE" }, []],
		[{ source: "", project: 1 }, ["robot", "both", "direct"]],
		[{ campaign: "Spring" }, ["news", "google"]],
		[{ campaign: "Spring", source: "news" }, ["news"]],
		[{ text: "angstrom" }, ["google"]],
		[{ text: " ZO\u00cb  \u00e5ngs" }, ["google"]],
		[{ text: "TWO@EXAMPLE" }, ["news"]],
		[{ text: "quot" }, ["news"]],
		[{ text: "030 55500102" }, ["news"]],
		[{ text: "nobody" }, []],
		[{ text: "" }, ["blog", "robot", "both", "direct", "news",
			"google"]],
	];
	for (const [params, names] of FOUND)
		test(`?${new URLSearchParams(params)}`, async () => {
			const answer = await s.boss.get(question(params));
			assert.equal(answer.status, 200, answer.text);
			assert.deepEqual(ids(answer.json.data),
				names.map((name) => lead[name]));
			assert.equal(answer.json.next, null);
			/* nor does what does not pass make one more page */
			const full = await s.boss.get(question({ ...params,
				limit: Math.max(names.length, 1) }));
			assert.equal(full.json.next, null);
		});

	test("a number is the lead of that number", async () => {
		assert.deepEqual(ids(await s.boss.data(question(
			{ text: `${lead.both}` }))), [lead.both]);
	});

	test("days are those of the project", async () => {
		/* 23:30 and 00:30 in Berlin, both the 9th in UTC */
		for (const [name, at] of [["google", "2026-06-09T21:30:00Z"],
			["news", "2026-06-09T22:30:00Z"]])
			s.scene.install.change(`UPDATE submissions
				SET received = ${Date.parse(at)}
				WHERE id = ${lead[name]}`);
		const day = (from, to, more) => s.boss.data(question(
			{ from, to, ...more })).then(ids);
		assert.deepEqual(await day("2026-06-09", "2026-06-09",
			{ project: 1 }), [lead.google]);
		assert.deepEqual(await day("2026-06-10", "2026-06-10",
			{ project: 1 }), [lead.news]);
		assert.deepEqual(await day("2026-06-09", "2026-06-09"),
			[lead.news, lead.google]);
		assert.deepEqual(await day("2026-06-10", "2026-06-10",
			{ project: 1, state: "waiting" }), [lead.news]);
		assert.deepEqual(await day("2026-06-11", "2026-06-12"), []);
		assert.deepEqual(await day("1969-12-31", "1969-12-31"), []);
	});

	test("the summary counts who waits", async () => {
		assert.deepEqual(await s.boss.data("/leads/summary"),
			{ states: { review: 1, suspect: 1, waiting: 3 },
				waiting_for_you: 2 });
		assert.deepEqual(await s.boss.data("/leads/summary?project=2"),
			{ states: {}, waiting_for_you: 0 });
	});

	const BAD = [
		[{ project: "x" }, "project"], [{ pixel: "a b" }, "pixel"],
		[{ state: "lost" }, "state"], [{ from: "2026-02-30" }, "from"],
		[{ to: "yesterday" }, "to"], [{ from: "1/2/2026" }, "from"],
		[{ from: "2026-06-10", to: "2026-06-09" }, "to"],
		[{ limit: "many" }, "limit"], [{ after: "7" }, "after"],
		[{ after: "1.x" }, "after"], [{ after: "" }, "after"],
		[{ text: "x".repeat(201) }, "text"], [{ page: 2 }, "page"],
		[{ Project: 1 }, "Project"], [{ "": 1 }, ""],
	];
	for (const [params, field] of BAD)
		test(`400 for ?${new URLSearchParams(params)}`.slice(0, 60),
			async () => {
				const answer = await s.boss.get(question(params));
				assert.deepEqual([answer.status, answer.json.error,
					answer.json.field], [400, "bad_request", field]);
			});

	test("a limit is moved into its range", async () => {
		assert.equal((await s.boss.data("/leads?limit=0")).length, 1);
		assert.equal((await s.boss.data("/leads?limit=999")).length, 6);
	});

	test("a key of one project sees no other", async () => {
		assert.deepEqual(ids(await s.stranger.data("/leads")),
			[lead.blog]);
		assert.deepEqual(ids(await s.stranger.data(question(
			{ text: "example" }))), [lead.blog]);
		assert.deepEqual(ids(await s.stranger.data(
			"/leads?state=waiting_for_you")), []);
		assert.deepEqual(await s.stranger.data("/leads/summary"),
			{ states: {}, waiting_for_you: 0 });
		for (const path of ["/leads?project=1", "/leads?project=99",
			"/leads?pixel=test-pixel-01", "/leads?pixel=nobody-s-pixel",
			"/leads/summary?project=1",
			"/leads?project=2&pixel=test-pixel-01",
			`/leads/${lead.google}`, "/leads/9999", "/leads/x",
			"/leads/0", "/leads/-1"]) {
			const answer = await s.stranger.get(path);
			assert.deepEqual([answer.status, answer.json.error],
				[404, "not_found"], path);
		}
		assert.equal((await s.boss.get(
			`/leads?project=2&pixel=test-pixel-01`)).status, 404);
	});

	test("the id in a link on a person names the lead, too", async () => {
		const uid = s.scene.value(`SELECT lower(hex(lead_id))
			FROM submissions WHERE id = ${lead.google}`);
		const found = await s.boss.data(`/leads/${uid}`);
		assert.deepEqual([found.id, found.lead_id],
			[lead.google, uid]);
		for (const [caller, path] of [[s.stranger, uid],
			[s.boss, "0".repeat(32)], [s.boss, uid.slice(1)]])
			assert.equal((await caller.get(`/leads/${path}`))
				.status, 404, path);
	});
});
