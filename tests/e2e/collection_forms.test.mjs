/* What is a lead and what an event, what of a form is kept, and what each
 * form is known by. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isOnDisk } from "../harness/disk.mjs";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { addSites } from "../harness/sites.mjs";
import { post } from "../harness/send.mjs";

const FEW = "few-fields-pixel", BOUND = "bounded-pixel-01";
let scene;

before(async () => {
	scene = await openScene({ late: ({ install }) => addSites(install, [
		{ project: "Few", pixel: FEW,
			more: { store_fields: "email topic E-Mail" } },
		{ project: "Bound", pixel: BOUND }]) });
});
after(() => scene?.close());

/* Values that are looked for on the disk: each in one place only. */
let values = 0;
const secret = () => `zq${makeId()}${values++}`;

const text = (name, value) => ({ name, type: "text", value });
const mail = () => ({ name: "email", type: "email",
	value: `${secret()}@example.com` });

const LEAD = "lead", EVENT = "event";

/* name, fields, what the script says of the form, what it is */
const FORMS = [
	["an e-mail", () => [mail()], {}, LEAD],
	["a telephone", () => [{ name: "phone", type: "tel",
		value: "+49 30 5550 0101" }], {}, LEAD],
	["a telephone by its name alone", () => [text("mobile",
		"030 5550 0102")], {}, LEAD],
	...["+1 555 010 7788 ext. 12", "030/55500103 (evenings)",
		"0151\u2013555 0104", "\u202a+49 30 5550 0105\u202c",
		"+49\u00a030\u00a05550\u00a00106", "tel. 030 5550 0107"].map(
		(value) => [`a telephone as people write it: ${value}`,
			() => [{ name: "phone", type: "tel", value }], {},
			LEAD]),
	["an e-mail in a field of any name", () => [text("field_7",
		mail().value)], {}, LEAD],
	["no contact", () => [text("note", secret())], {}, EVENT],
	["no e-mail in the e-mail's field", () => [text("email", secret())], {},
		EVENT],
	["a telephone of too few digits", () => [{ name: "phone", type: "tel",
		value: "12345" }], {}, EVENT],
	["a log-in", () => [mail()], { withheld: ["pwd Password"] }, EVENT],
	["a sign-up by its first name", () => [mail(), text("first_name",
		"Ada")], { withheld: ["pwd Password"] }, LEAD],
	["a sign-up by its last name", () => [mail(), text("last_name",
		"Byron")], { withheld: ["pwd Password"] }, LEAD],
	["a sign-up by its telephone", () => [mail(), { name: "tel",
		type: "tel", value: "030 5550 0108" }], { withheld: ["pwd Password"] },
	LEAD],
	["a payment", () => [mail(), text("first_name", "Ada")],
		{ withheld: ["cc-number"] }, EVENT],
	["a search by GET", () => [text("q", mail().value)], { method: "get" },
		EVENT],
	["the same, in capitals", () => [text("Q", mail().value)],
		{ method: "GET" }, EVENT],
	["a search by its type", () => [{ name: "any", type: "search",
		value: mail().value }], { method: "post" }, EVENT],
	["a field named q by POST", () => [text("q", mail().value)],
		{ method: "post" }, LEAD],
	["another single field by GET", () => [text("email", mail().value)],
		{ method: "get" }, LEAD],
	["several fields by GET", () => [mail(), text("q", "lamps")],
		{ method: "get" }, LEAD],
	["password said as a text", () => [mail()], { password: "true" }, LEAD],
	["payment said as a number", () => [mail()], { payment: 1 }, LEAD],
];

describe("a lead or an event", () => {
	for (const [name, makeFields, about, what] of FORMS)
		test(`${name}: ${what}`, async () => {
			const form_data = makeFields();
			const lead = makeLead({ form_data,
				form: { id: "f", method: "post", ...about } });
			const answer = await post(scene.url, lead,
				{ path: "/lp/l" });
			assert.equal(answer.verdict, "stored");
			assert.equal(scene.hit(lead).event_type, "form_submit");
			assert.equal(scene.lead(lead)?.jobs,
				what === LEAD ? 1 : undefined);
			if (what === EVENT)
				for (const { value } of form_data)
					assert.ok(value.length < 8
						|| !isOnDisk(scene.install,
							value), value);
			assert.equal(scene.hit(lead).props, null);
		});
	test("a telephone is kept as it was written", async () => {
		const lead = makeLead({ form_data: [{ name: "phone",
			type: "tel", value: "+1 555 010 7799 ext. 12" }] });
		await post(scene.url, lead);
		assert.equal(scene.lead(lead).phone, "+1 555 010 7799 ext. 12");
	});
	for (const name of ["password", "Pass2", "user[password]",
		"wachtwoord", "Senha", "has\u0142o", "l\u00f6senord", "cvc",
		"cc-exp", "TAN", "api_key", "csrf_token",
		"g-recaptcha-response", "cf-turnstile-response"])
		test(`never kept: ${name}`, async () => {
			const gone = secret();
			const form_data = [mail(), text(name, gone),
				{ label: name, name: "f1", value: gone }];
			await post(scene.url, makeLead({ form_data }));
			const lead = makeLead({ form_data: { [name]: gone,
				email: mail().value } });
			await post(scene.url, lead);
			assert.equal(scene.lead(lead).jobs, 1);
			assert.ok(!isOnDisk(scene.install, gone));
		});
	test("a card's number as a field's name, label or type", async () => {
		const card = "4222222222222220";
		const lead = makeLead({ form_data: [mail(), { name: card,
			label: card, type: card, value: "x" }] });
		await post(scene.url, lead);
		await post(scene.url, makeLead({ form_data: { [card]: "x",
			email: mail().value } }));
		assert.equal(scene.lead(lead).jobs, 1);
		assert.ok(!isOnDisk(scene.install, card));
	});
	for (const value of ["4111 1111 1111 1111", "5555555555554444",
		"378282246310005", "30569309025904"])
		test(`no telephone: the card ${value}`, async () => {
			const lead = makeLead({ form_data: [mail(), { value,
				name: "number", type: "tel" }] });
			await post(scene.url, lead);
			assert.equal(scene.lead(lead).phone, null);
			assert.ok(!isOnDisk(scene.install, value));
		});
	test("a contact behind eighty other fields", async () => {
		const { value } = mail();
		const lead = makeLead({ form_data: { ...Object.fromEntries(
			Array.from({ length: 120 }, (_, i) => [`f${i}`, "x"])),
		"E-Mail": value, phone: "030 5550 0110", vorname: "Ada" } });
		await post(scene.url, lead);
		const row = scene.lead(lead);
		assert.deepEqual([row.email, row.phone, row.first_name],
			[value, "030 5550 0110", "Ada"]);
		assert.equal(row.truncated, 1);
		assert.equal(JSON.parse(row.fields).length, 80);
	});
	test("the largest form that the script sends is a lead", async () => {
		const form_data = Array.from({ length: 80 }, (_, i) => ({
			name: `field_${i}`, type: "text", autocomplete: "off",
			label: `Field ${i}`, value: `value ${i}`,
			hidden: true }));
		form_data[79].value = "last@example.com";
		const brand = { brand: "A", version: "1" };
		const lead = makeLead({ form_data, truncated: true,
			referrer_url: "https://shop.example/",
			viewport: { width: 1, height: 2 },
			screen: { width: 1, height: 2 }, webdriver: false,
			test: false, consent: true, age_ms: 7,
			props: { a: 1 }, visitor_cookie: makeVisitor(),
			form: { id: "a", name: "b", method: "post",
				password: false, payment: false, filled_ms: 9999 },
			landing: { url: "https://shop.example/", referrer: "",
				at: Date.now(), age_ms: 8 },
			cookies: { _fbc: "a", _fbp: "b", _gcl_au: "c",
				li_fat_id: "d", _ttp: "e" },
			hints: { brands: [brand, brand, brand, brand],
				mobile: false, platform: "Linux",
				platformVersion: "6", model: "" } });
		assert.equal((await post(scene.url, lead)).verdict, "stored");
		const row = scene.lead(lead);
		assert.equal(row.email, "last@example.com");
		assert.equal(JSON.parse(row.fields).length, 80);
	});
});

const formRow = (key, pixel = "test-pixel-01") => scene.rows(`SELECT f.*
	FROM forms f JOIN pixels p ON p.id = f.pixel_id
	WHERE f.key = '${key}' AND p.public_id = '${pixel}'`)[0];

async function treat(key, treated) {
	scene.install.change(`UPDATE forms SET treated = '${treated}'
		WHERE key = '${key}'`);
}

describe("the forms that were seen", () => {
	test("a lead counts once, however many messages it makes", async () => {
		const form = { id: `once-${makeId()}` };
		const lead = makeLead({ form, form_state: "attempted" });
		await post(scene.url, lead);
		const first = formRow(form.id);
		await post(scene.url, { ...lead, hit_id: makeId(),
			form_state: "confirmed" });
		await post(scene.url, { ...lead, hit_id: makeId() });
		await post(scene.url, lead);
		assert.equal(scene.lead(lead).form_state, "confirmed");
		assert.deepEqual(formRow(form.id), first);
		assert.equal(first.submissions, 1);
		assert.ok(Math.abs(first.first_seen - Date.now()) < 60000);
		await post(scene.url, makeLead({ form }));
		const next = formRow(form.id);
		assert.equal(next.submissions, 2);
		assert.equal(next.first_seen, first.first_seen);
		assert.ok(next.last_seen >= first.last_seen);
	});
	test("an event's retry counts once", async () => {
		const form = { id: `event-${makeId()}` };
		const hit = makeLead({ form, form_data: { note: "x" } });
		await post(scene.url, hit);
		assert.equal((await post(scene.url, hit)).verdict, "duplicate");
		assert.equal(formRow(form.id).submissions, 1);
	});
	for (const [name, form, page, key] of [
		["its id", { id: "k1", name: "n1" }, "/a", "k1"],
		["its name", { name: "k2" }, "/a", "k2"],
		["its page", undefined, "/key/page?x=1", "/key/page"],
		["its page, the first", {}, "", "/"]])
		test(`a form is known by ${name}`, async () => {
			await post(scene.url, makeLead({ form,
				page_url: `https://shop.example${page}` }));
			assert.equal(formRow(key).submissions, 1);
		});
	test("treated as an event: no lead, and no value kept", async () => {
		const form = { id: `hand-${makeId()}` };
		await post(scene.url, makeLead({ form }));
		await treat(form.id, "event");
		const lead = makeLead({ form, form_data: [mail()] });
		await post(scene.url, lead);
		assert.equal(scene.lead(lead), undefined);
		assert.equal(scene.hit(lead).event_type, "form_submit");
		assert.ok(!isOnDisk(scene.install, lead.form_data[0].value));
		await treat(form.id, "auto");
		const again = makeLead({ form });
		await post(scene.url, again);
		assert.equal(scene.lead(again).jobs, 1);
	});
	for (const [name, about, form_data] of [
		["a payment", { withheld: ["cc-number"] }, () => [mail()]],
		["a log-in", { withheld: ["pwd Password"] }, () => [mail()]],
		["without a contact", {}, () => [text("note", "a")]]])
		test(`treated as a lead: ${name}`, async () => {
			const form = { id: `lead-${makeId()}`, ...about };
			const hit = makeLead({ form, form_data: form_data() });
			await post(scene.url, hit);
			assert.equal(scene.lead(hit), undefined);
			await treat(form.id, "lead");
			const lead = makeLead({ form, form_data: form_data() });
			await post(scene.url, lead);
			const row = scene.lead(lead);
			assert.deepEqual([row.state, row.reason], row.email
				? ["held", null] : ["skipped", "no_contact"]);
			assert.equal(JSON.parse(row.record).fields.length, 1);
		});
	test("treated is a pixel's own", async () => {
		const form = { id: "shared-key" };
		await post(scene.url, makeLead({ form }));
		await treat(form.id, "event");
		const lead = makeLead({ form, pixel_id: BOUND });
		await post(scene.url, lead);
		assert.equal(scene.lead(lead).jobs, 1);
	});
	test("five hundred of a pixel; leads beyond are leads", async () => {
		scene.install.change(`DELETE FROM forms WHERE pixel_id =
			(SELECT id FROM pixels WHERE public_id = '${BOUND}')`);
		for (let i = 0; i < 498; i += 83)
			await Promise.all(Array.from({ length: 83 }, (_, n) =>
				post(scene.url, makeHit({ pixel_id: BOUND,
					form_data: { note: "x" },
					form: { id: `many-${i + n}` } }))));
		const leads = Array.from({ length: 4 }, (_, i) => makeLead({
			pixel_id: BOUND, form: { id: `more-${i}` } }));
		for (const lead of leads)
			assert.equal((await post(scene.url, lead)).verdict,
				"stored");
		assert.deepEqual(leads.map((lead) => scene.lead(lead).jobs),
			[1, 1, 1, 1]);
		assert.equal(scene.count("forms", `pixel_id = (SELECT id FROM
			pixels WHERE public_id = '${BOUND}')`), 500);
		await post(scene.url, makeLead({ pixel_id: BOUND,
			form: { id: "many-0" } }));
		assert.equal(formRow("many-0", BOUND).submissions, 2);
		assert.equal(formRow("more-3", BOUND), undefined);
	});
});

describe("store_fields", () => {
	const shapes = {
		"a list": (fields) => fields.map(([name, value]) =>
			({ name, type: "text", value })),
		"an object": (fields) => Object.fromEntries(fields),
		"a text": (fields) => JSON.stringify(Object.fromEntries(fields)),
	};
	for (const [name, shape] of Object.entries(shapes))
		test(`only those are kept, of ${name}`, async () => {
			const gone = secret(), kept = secret(), person = mail();
			const lead = makeLead({ pixel_id: FEW,
				form_data: shape([["contact", person.value],
					["note", gone], ["Topic", kept],
					["topic2", gone], ["phone",
						"030 5550 0109"],
					["First Name", "Ada"]]) });
			assert.equal((await post(scene.url, lead)).verdict,
				"stored");
			const row = scene.lead(lead);
			assert.deepEqual([row.email, row.phone, row.first_name],
				[person.value, "030 5550 0109", "Ada"]);
			assert.deepEqual(JSON.parse(row.fields).map((field) =>
				[field.name, field.value]), [["Topic", kept]]);
			assert.deepEqual(JSON.parse(row.record).fields,
				JSON.parse(row.fields));
			assert.ok(isOnDisk(scene.install, kept));
			assert.ok(!isOnDisk(scene.install, gone));
		});
	test("a field without a name is not among them", async () => {
		const gone = secret();
		const lead = makeLead({ pixel_id: FEW, form_data: [mail(),
			{ label: "topic", value: gone }, text("", gone)] });
		await post(scene.url, lead);
		assert.equal(JSON.parse(scene.lead(lead).fields).length, 1);
		assert.ok(!isOnDisk(scene.install, gone));
	});
});

test("changed settings reach the collector within seconds", async () => {
	const gone = () => ({ email: `${secret()}@example.com`, note: "n" });
	scene.install.change(`UPDATE projects SET store_fields = 'email'
		WHERE name = 'Bound'; UPDATE settings
		SET settings_version = settings_version + 1`);
	await poll("it is taken", 5000, async () => {
		const lead = makeLead({ pixel_id: BOUND, form_data: gone() });
		await post(scene.url, lead);
		return JSON.parse(scene.lead(lead).fields).length === 1;
	});
});
