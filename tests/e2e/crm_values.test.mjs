/* Each of the original's 37 values, from the visit to the person's field, in
 * the original's exact words (incident I14). */
import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { makeHit, makeLead, makeVisitor } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { makeMmdb, makePlace } from "../harness/mmdb.mjs";
import { openScene } from "../harness/scene.mjs";
import { PERSON, post } from "../harness/send.mjs";
import { runSync } from "../harness/sync.mjs";

const MINUTE = 60000, ZONE = "America/New_York";
const SHOP = "https://shop.example";
const SENT = {
	utm_source: "Google Ads", utm_medium: "cpc", utm_campaign: "spring/ü",
	utm_content: "blue banner", utm_term: "desk lamp",
	gclid: "G-1", fbclid: "F-1", msclkid: "M-1", ttclid: "T-1",
	twclid: "W-1", li_fat_id: "L-1", sc_click_id: "S-1",
	campaign_region: "north", ad_group: "lamps", ad_id: "4711",
	search_query: "lamp for desks",
};
const LANDING = { url: `${SHOP}/land?${new URLSearchParams(SENT)}`,
	referrer: "https://www.example.org/" };
const EMAIL = "jane@example.com";

/* As the original's formatter of dates, by another library than ours. */
function inWords(ms) {
	const parts = Object.fromEntries(new Intl.DateTimeFormat("en-US", {
		timeZone: ZONE, month: "long", day: "numeric", year: "numeric",
		hour: "numeric", minute: "2-digit", hour12: true })
		.formatToParts(ms).map(({ type, value }) => [type, value]));
	return `${parts.month} ${parts.day}, ${parts.year} at ${parts.hour}:` +
		`${parts.minute} ${parts.dayPeriod}`;
}

/* Arrives, looks around for 83 minutes, writes. */
async function visit(scene) {
	const visitor_cookie = makeVisitor();
	const about = (minutes, more) => ({ visitor_cookie,
		screen: "1920x1080", age_ms: minutes * MINUTE, landing: {
			...LANDING, age_ms: 83 * MINUTE }, ...more });
	const how = { headers: { "x-forwarded-for": "192.0.2.9" } };
	for (const hit of [
		makeHit(about(83, { page_url: LANDING.url,
			referrer_url: LANDING.referrer })),
		makeHit(about(60, { page_url: `${SHOP}/lamps` })),
		makeHit(about(35, { page_url: `${SHOP}/desks` })),
		makeHit(about(10, { page_url: `${SHOP}/contact`,
			page_title: "Write to us" })),
		makeLead(about(0, { page_url: `${SHOP}/contact`,
			page_title: "Write to us", referrer_url: `${SHOP}/desks`,
			form_data: { email: EMAIL } }))])
		assert.equal((await post(scene.url, hit, how)).verdict, "stored");
	return visitor_cookie.slice(4);
}

function plantPlaces({ install }) {
	const path = join(install.dir, "geo.mmdb");
	writeFileSync(path, makeMmdb([["192.0.2.0/24",
		makePlace("DE", "Hesse", "Kassel")]]));
	chmodSync(path, 0o644);
}

/* name of lead.h's table -> [label over there, text] */
function wanted(scene, visitor) {
	const raw = Object.fromEntries(Object.entries(SENT).map(
		([name, text]) => [name, text]));
	const [row] = scene.rows(`SELECT s.event_id, s.session_id, v.last_seen
		FROM submissions s JOIN visitors v ON v.id = s.visitor_id`);
	return { ...raw,
		event_id: String(row.event_id),
		session_id: String(row.session_id),
		visitor_id: visitor,
		pixel_id: PIXEL,
		project_id: "1",
		page_url: `${SHOP}/contact`,
		page_title: "Write to us",
		referrer_url: `${SHOP}/desks`,
		country: "DE", region: "Hesse", city: "Kassel",
		location: "Kassel, Hesse, DE",
		user_agent: PERSON["user-agent"],
		screen_resolution: "1920x1080",
		device_type: "desktop",
		operating_system: "Linux",
		event_type: "form_submit",
		last_visited_on: inWords(row.last_seen),
		visited_pages: ["contact", "desks", "lamps", "land"].map((page) =>
			`${SHOP}/${page}`).join(", "),
		session_duration: "1h 23m",
		ip_address: "192.0.2.9",
	};
}

const NAMES = [...Object.keys(SENT), "event_id", "session_id", "visitor_id",
	"pixel_id", "project_id", "page_url", "page_title", "referrer_url",
	"country", "region", "city", "location", "user_agent",
	"screen_resolution", "device_type", "operating_system", "event_type",
	"last_visited_on", "visited_pages", "session_duration", "ip_address"];

describe("the original's values", () => {
	let scene, person, want, map;
	before(async () => {
		scene = await openScene({ fake: true,
			settings: { trusted_proxies: "127.0.0.1",
				geo_database: "geo.mmdb" },
			project: ["--account", "demo", "--crm", "on", "--time-zone",
				ZONE, "--ip-policy", "full"],
			late: plantPlaces });
		writeFileSync(`${scene.install.dir}/secrets`,
			"[demo]\ntoken = demo-token-not-secret\n");
		scene.install.configure({ crm_origin: scene.fake.url });
		scene.install.cli("crm", "setup", "demo", "--set", "original",
			"--yes");
		const visitor = await visit(scene);
		const { code, err } = runSync(scene.install, { later: 430 });
		assert.equal(code, 0, err);
		want = wanted(scene, visitor);
		map = Object.fromEntries(scene.rows("SELECT name, crm_key" +
			" FROM crm_fields").map((row) => [row.name, row.crm_key]));
		const { persons } = await scene.fake.control("GET", "persons");
		person = persons.find(({ id }) => id === 1);
	});
	after(() => scene?.close());

	test("they are 37, and all are mapped", () => {
		assert.equal(NAMES.length, 37);
		assert.deepEqual(Object.keys(map).sort(), [...NAMES].sort());
	});
	for (const name of NAMES)
		test(name, () => assert.equal(
			person.custom_fields[map[name]], want[name]));
	test("done again, nothing changes", () => {
		const id = scene.value("SELECT id FROM submissions");
		scene.install.cli("lead", "requeue", String(id));
		assert.equal(runSync(scene.install, { later: 500 }).code, 0);
		assert.equal(scene.value("SELECT state FROM sync_jobs"),
			"unchanged");
	});
});
