/* Leads that were lost, poisoned a batch, or kept too much: each a defect
 * that somebody found by attacking, and a row now. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";
import { miscounted } from "../harness/visits.mjs";

const MINUTE = 60 * 1000;
const SHOP = "https://shop.example";
let scene;

before(async () => {
	scene = await openScene();
});
after(() => scene?.close());

const firstPage = () => scene.rows(`SELECT record FROM submissions
	ORDER BY id DESC LIMIT 1`).map(({ record }) => JSON.parse(record))[0];

test("a lead after fifty very long addresses is stored", async () => {
	const visitor_cookie = makeVisitor();
	for (let i = 0; i < 52; i++)
		await post(scene.url, makeHit({ visitor_cookie,
			page_url: `${SHOP}/${"x".repeat(2020)}${i}` }));
	const lead = makeLead({ visitor_cookie });
	assert.equal((await post(scene.url, lead)).verdict, "stored");
	assert.equal(scene.lead(lead).jobs, 1);
	assert.equal(firstPage().pages[0], lead.page_url);
});

test("form data as text is a lead or refused, never half", async () => {
	for (const size of [1000, 20000, 24000, 27000, 31000]) {
		const fields = Array.from({ length: 60 }, (_, i) => ({
			name: `field${i}`, value: "v".repeat(size / 75) }));
		const lead = makeLead({ form_data: JSON.stringify([...fields,
			{ name: "email", value: `jane${size}@example.com` }]) });
		const { status, verdict } = await post(scene.url, lead);
		if (verdict === "stored")
			assert.equal(scene.lead(lead).email,
				`jane${size}@example.com`);
		else
			assert.deepEqual([status, scene.lead(lead)],
				[413, undefined]);
	}
});

test("a lead under the id of another hit is stored all the same",
	async () => {
		const hit = makeHit();
		await post(scene.url, hit);
		const lead = makeLead({ hit_id: hit.hit_id });
		assert.equal((await post(scene.url, lead)).verdict, "stored");
		assert.equal(scene.lead(lead).jobs, 1);
		assert.equal((await post(scene.url, lead)).verdict,
			"duplicate");
		assert.equal(scene.count("submissions",
			`hex(lead_id) = upper('${lead.lead_id}')`), 1);
	});

/* Google an hour before the lead, another ad five minutes after it. */
function makeStory(now) {
	const visitor_cookie = makeVisitor();
	const landing = (name, minutes) => ({ referrer: "",
		url: `${SHOP}/?utm_source=${name}&utm_medium=cpc`,
		at: now - minutes * MINUTE, age_ms: minutes * MINUTE });
	const lead = makeLead({ visitor_cookie, age_ms: 30 * MINUTE,
		landing: landing("google", 60) });
	const later = makeHit({ visitor_cookie, age_ms: 25 * MINUTE,
		landing: landing("other", 25) });
	return { lead, later };
}

for (const order of ["lead first", "lead last"])
	test(`a touch after the submit is not the lead's, ${order}`,
		async () => {
			const { lead, later } = makeStory(Date.now());
			const hits = order === "lead first" ? [lead, later]
				: [later, lead];
			for (const hit of hits)
				await post(scene.url, hit);
			const { record } = scene.lead(lead);
			assert.equal(JSON.parse(record).last.source, "google");
			assert.equal(JSON.parse(record).first.source, "google");
		});

test("without consent nothing of the browser is kept", async () => {
	const lead = makeLead();
	const answer = await post(scene.url, lead,
		{ headers: { "sec-gpc": "1" } });
	assert.equal(answer.verdict, "stored");
	assert.equal(answer.json.visitor_cookie, undefined);
	assert.equal(answer.headers["set-cookie"], undefined);
	assert.deepEqual(JSON.parse(scene.lead(lead).record).device, {});
});

test("card numbers and e-mails stay out of every text", async () => {
	const lead = makeLead({ page_title: "Pay 4111 1111 1111 1111",
		page_url: `${SHOP}/u/joe%40example.com?utm_source=a@example.com`,
		props: { card: "4111111111111111" },
		form: { id: "4111111111111111", name: "f" },
		form_data: [{ name: "email", value: "jane@example.com" },
			{ name: "tel", type: "tel", value: "+49 1512 3456787" },
			{ name: "note", value: "4111.1111.1111.1111 12/27" },
			{ name: "bank", value: "DE89370400440532013000" },
			{ label: "Passwort", name: "x", value: "hunter22" }] });
	assert.equal((await post(scene.url, lead)).verdict, "stored");
	const { phone, record } = scene.lead(lead);
	assert.equal(phone, "+49 1512 3456787");
	const all = scene.install.rows(`SELECT group_concat(t, ' ') AS t FROM
		(SELECT fields AS t FROM submissions UNION ALL
		SELECT url || coalesce(title, '') FROM pages UNION ALL
		SELECT landing_url FROM touches UNION ALL
		SELECT coalesce(props, '') FROM tracking_events)`)[0].t
		+ record;
	for (const secret of [/4111[ .]?1111[ .]?1111/, /hunter22/,
		/joe(@|%40)example/, /DE8937040044/])
		assert.doesNotMatch(all, secret);
});

test("counters outlive a change of settings", async () => {
	const before = scene.value(`SELECT coalesce(sum(hits), 0)
		FROM verdict_counts WHERE verdict = 'stored'`);
	await post(scene.url, makeHit());
	scene.install.cli("pixel", "add", "Test", `Other ${makeId()}`);
	await post(scene.url, makeHit({ pixel_id: PIXEL }));
	const deadline = Date.now() + 10000;
	let counted;
	do
		counted = scene.value(`SELECT sum(hits) FROM verdict_counts
			WHERE verdict = 'stored'`);
	while (counted < before + 2 && Date.now() < deadline);
	assert.equal(counted, scene.count("tracking_events"));
});

test("each visit knows how many hits it has", () => {
	assert.ok(scene.count("sessions", "events > 1") > 0);
	assert.deepEqual(miscounted(scene.install), []);
});
