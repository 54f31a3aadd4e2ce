/* What strangers wrote, on the operator's screen: it steers no terminal, makes
 * no line of its own and turns no text around. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { openScene } from "../harness/scene.mjs";
import { PERSON, post } from "../harness/send.mjs";

const SHOP = "https://shop.example";
/* what each would do: colours, title, overwrite, C1, turned text, a line */
const EVIL = ["\u001b[31mred", "\u001b]0;title\u0007", "a\rb", "\u009b31m",
	"\u202egnp.exe", "\u2066x\u2069", "one\nForged   line", "a\tb",
	"\u007f\u0008"];
/* C0 but line breaks, DEL and C1; what turns text around */
const HARM = new RegExp("[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f"
	+ "\\u202a-\\u202e\\u2066-\\u2069]");
let scene;

before(async () => {
	scene = await openScene();
});
after(() => scene?.close());

function makeEvil(evil) {
	const value = encodeURIComponent(evil);
	const query = ["source", "medium", "campaign", "term", "content"]
		.map((name) => `utm_${name}=${value}`).join("&");
	return { visitor_cookie: makeVisitor(), page_title: evil,
		page_url: `${SHOP}/${evil}?${query}`,
		landing: { url: `${SHOP}/${evil}?${query}`, at: Date.now(),
			referrer: `https://a.test/${evil}?gclid=${value}`,
			age_ms: 1 }, utm_id: evil, utm_creative_format: evil,
		referrer_url: `${SHOP}/${evil}`, cookies: { _fbc: evil } };
}

function makeEvilLead(evil) {
	return makeLead({ ...makeEvil(evil), form: { id: evil, name: evil },
		form_data: [{ name: evil, label: evil, type: evil, value: evil },
			{ name: "email", value: `${makeId()}@example.com` },
			{ name: "first_name", value: `Ada${evil}` },
			{ name: "last_name", value: `Byron${evil}` },
			{ name: "phone", value: `030 5550 0111 ${evil}` }] });
}

describe("what strangers wrote", () => {
	for (const evil of EVIL)
		test(JSON.stringify(evil), async () => {
			const lead = makeEvilLead(evil);
			const agent = { "user-agent": `${PERSON["user-agent"]} ${
				evil.replace(/[^\t\u0020-\u007e]/g, "")}` };
			await post(scene.url, makeHit({ ...makeEvil(evil),
				visitor_cookie: lead.visitor_cookie }),
			{ headers: agent });
			const answer = await post(scene.url, lead,
				{ headers: agent });
			assert.equal(answer.verdict, "stored", answer.text);
			const { id } = scene.lead(lead);
			for (const args of [["lead", "show", `${id}`],
				["lead", "list"], ["pixel", "list"], ["status"]]) {
				const text = show(args);
				assert.doesNotMatch(text, HARM, args.join(" "));
				assert.doesNotMatch(text, /^ {0,2}Forged/m);
			}
			for (const column of ["page_url", "source", "campaign",
				"utm_term", "utm_source"])
				assert.doesNotMatch(scene.hit(lead)[column] ?? "",
					/[\n\t]/, column);
		});
	test("its pixel stays what it was", () =>
		assert.match(show(["pixel", "list"]), new RegExp(PIXEL)));
});

/* status has its own exit codes */
function show(args) {
	try {
		return scene.install.cli(...args);
	} catch (error) {
		if (args[0] === "status")
			return error.message;
		throw error;
	}
}
