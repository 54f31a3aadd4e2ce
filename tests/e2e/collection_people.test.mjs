/* Who a form is of, as sites and builders name their fields: the stored row,
 * the frozen record and what the operator reads. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeLead } from "../harness/hits.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";

let scene;

before(async () => {
	scene = await openScene();
});
after(() => scene?.close());

const PERSON = ["email", "phone", "first_name", "last_name", "company"];
const JANE = { email: "jane@example.com", phone: "+49 30 5550 0101",
	first_name: "Jane", last_name: "Example", company: "Example & Söhne" };

/* [name, label, whose value, more] of each field: `null` is somebody else's */
const FORMS = {
	"one of WordPress, in German": [
		["text-1", "Firma (optional)", "company"],
		["your-name", "Vorname*", "first_name"],
		["nachname", "", "last_name"],
		["text-2", "Benutzername", null],
		["your-email", "E-Mail-Adresse (Pflichtfeld)", "email"],
		["tel-1", "Rückrufnummer:", "phone"]],
	"one whose names say nothing, in French": [
		["wpforms[fields][1]", "Votre nom de famille *", "last_name"],
		["wpforms[fields][2]", "Prénom", "first_name"],
		["wpforms[fields][3]", "Adresse de messagerie", "email"],
		["wpforms[fields][4]", "Nom du chien", null],
		["wpforms[fields][5]", "N° de téléphone", "phone"],
		["wpforms[fields][6]", "Nom de l’entreprise", "company"]],
	"one of a newsletter's maker": [["FNAME", "", "first_name"],
		["LNAME", "", "last_name"], ["EMAIL", "", "email"],
		["PHONE", "", "phone"], ["MMERGE5", "Company", "company"],
		["MMERGE6", "Company size", null]],
	"one of a CRM's": [["0-1/firstname", "", "first_name"],
		["0-1/lastname", "", "last_name"], ["0-1/email", "", "email"],
		["0-1/phone", "", "phone"], ["0-2/name", "Name", "company"]],
	"one of a framework that marks its fields": [
		["a", "Phone", "company", { autocomplete: "organization" }],
		["b", "", "phone", { type: "tel" }],
		["c", "Company", "last_name", { role: "last_name" }],
		["d", "", "first_name", { role: "first_name" }],
		["email", "", null, {}], ["e", "", "email", { role: "email" }]],
};

/* Each time another address: one person writes only so often. */
let people = 0;

for (const [name, fields] of Object.entries(FORMS))
	test(`${name} is told apart`, async () => {
		const jane = { ...JANE, email: `jane${people++}@example.com` };
		const lead = makeLead({ form_data: fields.map(
			([field, label, whose, more]) => ({ name: field, label,
				type: "text", value: jane[whose] ??
				"x@other.example", ...more })) });
		assert.equal((await post(scene.url, lead)).verdict, "stored");
		const row = scene.lead(lead);
		assert.deepEqual(Object.fromEntries(PERSON.map((column) =>
			[column, row[column]])), jane);
		assert.deepEqual(JSON.parse(row.record).person, jane);
		const shown = JSON.parse(scene.install.cli("lead", "show",
			String(row.id), "--json"));
		assert.equal(shown.company, jane.company);
		assert.match(scene.install.cli("lead", "show", String(row.id)),
			new RegExp(`^${jane.email}, \\+49 30 5550 0101, ` +
				"Example & Söhne$", "m"));
	});

test("without a company there is none", async () => {
	const lead = makeLead({ form_data: { email: "joe@example.com",
		company_size: "11-50", is_company: "yes" } });
	await post(scene.url, lead);
	const { company, record } = scene.lead(lead);
	assert.equal(company, null);
	assert.deepEqual(JSON.parse(record).person,
		{ email: "joe@example.com" });
});
