/* Where a visitor is: who is believed, what a geo database adds, and what of
 * it is stored, through a real Apache. */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, renameSync, truncateSync,
	writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { MODES } from "../harness/apache.mjs";
import { makeHit, makeLead } from "../harness/hits.mjs";
import { makeMmdb, makePlace } from "../harness/mmdb.mjs";
import { runProgram } from "../harness/program.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";

const FILE = "geo.mmdb";
const TRUSTED = { trusted_proxies: "127.0.0.1 2001:db8:ffff::/48",
	geo_database: FILE };
/* the wider network first; a private one, to show that it is never asked */
const NETWORKS = [
	["10.0.0.0/8", makePlace("FR", "Alsace", "Colmar")],
	["192.0.2.0/24", makePlace("DE", "Hesse", "Kassel")],
	["192.0.2.77/32", makePlace("AT", "Tirol", "Lienz")],
	["198.51.100.0/24", makePlace("CH")],
	["198.51.100.128/25", { country_code: "us", state1: "Maine",
		city: "Bath" }],
	["2001:db8::/32", makePlace("NL", "Zeeland", "Goes")],
];
/* so that a header becomes a variable of Apache's own */
const VARIABLES = ["MM_COUNTRY_CODE", "MM_CITY_NAME", "GEOIP_COUNTRY_CODE",
	"GEOIP_REGION", "GEOIP_REGION_NAME", "GEOIP_CITY"].map((name) =>
	`SetEnvIf X-Test-${name} (.+) ${name}=$1`);

function put(scene, bytes, name = FILE) {
	const path = join(scene.install.dir, name);
	writeFileSync(path, bytes);
	chmodSync(path, 0o644);
	return path;
}

function from(address, more = {}) {
	return { "x-forwarded-for": address, ...more };
}

function raw(text) {
	return Buffer.from(text).toString("latin1");
}

function said(values) {
	return Object.fromEntries(Object.entries(values).map(
		([name, value]) => [`x-test-${name}`, value]));
}

function placeOf(scene, { hit_id }) {
	const [row] = scene.rows(`SELECT c.word AS country, r.word AS region,
		t.word AS city, n.ip FROM tracking_events e
		JOIN sessions n ON n.id = e.session_id
		LEFT JOIN words c ON c.id = n.country
		LEFT JOIN words r ON r.id = n.region
		LEFT JOIN words t ON t.id = n.city
		WHERE hex(e.hit_id) = upper('${hit_id}')`);
	return row;
}

/* The stored place of a hit with such headers, as one line. */
async function find(scene, headers, hit = makeHit()) {
	/* bytes: beside text Node would send the headers as UTF-8 too */
	const body = Buffer.from(JSON.stringify(hit));
	const answer = await post(scene.url, body, { headers });
	assert.equal(answer.verdict, "stored");
	const { country, region, city } = placeOf(scene, hit);
	return [country, region, city].map((word) => word ?? "-").join(" ");
}

const BELIEVED = [
	["Cloudflare's headers", from("192.0.2.1", { "cf-ipcountry": "GB",
		"cf-region": "Devon", "cf-ipcity": "Exeter" }),
	"GB Devon Exeter"],
	["in lower case", from("192.0.2.1", { "cf-ipcountry": "gb" }),
		"GB - -"],
	["XX is no country", from("192.0.2.1", { "cf-ipcountry": "XX" }),
		"DE Hesse Kassel"],
	["T1 is no country", from("198.51.100.1", { "cf-ipcountry": "T1" }),
		"CH - -"],
	["a city for Cloudflare's country", from("192.0.2.1",
		{ "cf-ipcountry": "DE" }), "DE Hesse Kassel"],
	["a bad city goes alone", from("192.0.2.1", { "cf-ipcountry": "DE",
		"cf-region": "Hesse", "cf-ipcity": "K\xf6ln" }), "DE Hesse -"],
	["a bad country goes alone", from("192.0.2.1", { "cf-ipcountry": "D!",
		"cf-ipcity": "Kiel" }), "- - Kiel"],
	["UTF-8", from("192.0.2.1", { "cf-ipcountry": "DE",
		"cf-ipcity": raw("Köln") }), "DE - Köln"],
	["cut on a code point", from("192.0.2.1", { "cf-ipcountry": "DE",
		"cf-ipcity": raw(`x${"ü".repeat(80)}`) }),
	`DE - x${"ü".repeat(49)}`],
	["the database, IPv4", from("192.0.2.1"), "DE Hesse Kassel"],
	["one address of it", from("192.0.2.77"), "AT Tirol Lienz"],
	["no city", from("198.51.100.1"), "CH - -"],
	["a flat record", from("198.51.100.200"), "US Maine Bath"],
	["IPv6", from("2001:db8::1"), "NL Zeeland Goes"],
	["IPv6 with a port", from("[2001:db8::1]:4711"), "NL Zeeland Goes"],
	["IPv4 with a port", from("192.0.2.1:4711"), "DE Hesse Kassel"],
	["IPv4 as IPv6", from("::ffff:192.0.2.1"), "DE Hesse Kassel"],
	["an address it does not know", from("203.0.113.1"), "- - -"],
	["what the visitor put before", from("192.0.2.1, 198.51.100.1"),
		"CH - -"],
	["rubbish before", from("<script>, 192.0.2.1"), "DE Hesse Kassel"],
	["two proxies", from("198.51.100.1, 192.0.2.1, 2001:db8:ffff::1"),
		"DE Hesse Kassel"],
	["rubbish last", from("192.0.2.1, unknown"), "- - -"],
	["a private address", from("10.1.2.3"), "- - -"],
	["nobody in between", {}, "- - -"],
	["Apache saw the proxy only", from("192.0.2.1",
		said({ MM_COUNTRY_CODE: "SE" })), "DE Hesse Kassel"],
	["mod_remoteip was there", said({ MM_COUNTRY_CODE: "SE",
		MM_CITY_NAME: "Lund" }), "SE - Lund"],
];

const STRANGER = [
	["Cloudflare's headers", from("192.0.2.1", { "cf-ipcountry": "GB",
		"cf-ipcity": "Exeter" }), "- - -"],
	["mod_maxminddb", { "cf-ipcountry": "GB", ...said({
		MM_COUNTRY_CODE: "SE", MM_CITY_NAME: "Lund" }) }, "SE - Lund"],
	["mod_geoip", said({ GEOIP_COUNTRY_CODE: "US", GEOIP_REGION: "ME",
		GEOIP_CITY: "Bath" }), "US ME Bath"],
	["mod_geoip with a region's name", said({ GEOIP_COUNTRY_CODE: "US",
		GEOIP_REGION: "ME", GEOIP_REGION_NAME: "Maine" }),
	"US Maine -"],
	["mod_geoip in ISO 8859-1", said({ GEOIP_COUNTRY_CODE: "DE",
		GEOIP_CITY: "K\xf6ln" }), "DE - -"],
	["not as a header", { "mm-country-code": "SE", mm_country_code: "SE" },
		"- - -"],
];

for (const mode of MODES)
	describe(`place, ${mode}`, () => {
		let scene;
		before(async () => {
			scene = await openScene({ mode, settings: TRUSTED,
				apache: { lines: VARIABLES },
				late: (one) => put(one, makeMmdb(NETWORKS)) });
		});
		after(() => scene?.close());
		for (const [name, headers, want] of BELIEVED)
			test(name, async () => {
				assert.equal(await find(scene, headers), want);
			});
		test("an image has a place too", async () => {
			const hit = makeHit();
			const answer = await send(scene.url, { path:
				`/lp/p.gif?${new URLSearchParams(hit)}`,
			headers: from("192.0.2.1") });
			assert.equal(answer.verdict, "stored");
			assert.equal(placeOf(scene, hit).city, "Kassel");
		});
	});

describe("place, from a stranger", () => {
	let scene;
	before(async () => {
		scene = await openScene({ apache: { lines: VARIABLES },
			settings: { geo_database: FILE },
			late: (one) => put(one, makeMmdb(NETWORKS)) });
	});
	after(() => scene?.close());
	for (const [name, headers, want] of STRANGER)
		test(name, async () => {
			assert.equal(await find(scene, headers), want);
		});
});

/* how an address is kept, and the place that the whole of it has */
const POLICIES = [
	["none", "192.0.2.77", null, "Lienz"],
	["masked", "192.0.2.77", "192.0.2.0", "Lienz"],
	["masked", "2001:db8:1:2:3::4", "2001:db8:1::", "Goes"],
	["masked", "::ffff:192.0.2.77", "192.0.2.0", "Lienz"],
	["full", "192.0.2.77", "192.0.2.77", "Lienz"],
	["full", "2001:DB8:1:2:3::4", "2001:db8:1:2:3::4", "Goes"],
];

describe("place, and what is kept of an address", () => {
	for (const [policy, address, kept, city] of POLICIES)
		test(`${policy}: ${address}`, async () => {
			const scene = await openScene({ settings: TRUSTED,
				project: ["--ip-policy", policy],
				late: (one) => put(one, makeMmdb(NETWORKS)) });
			try {
				const hit = makeHit();
				await find(scene, from(address), hit);
				const row = placeOf(scene, hit);
				assert.equal(row.ip, kept);
				assert.equal(row.city, city);
			} finally {
				await scene.close();
			}
		});
});

describe("place, of a lead", () => {
	let scene;
	before(async () => {
		scene = await openScene({ settings: TRUSTED,
			late: (one) => put(one, makeMmdb(NETWORKS)) });
	});
	after(() => scene?.close());

	test("its record has it, and people see it", async () => {
		const lead = makeLead();
		await post(scene.url, lead, { headers: from("192.0.2.1") });
		const { id, record } = scene.lead(lead);
		assert.deepEqual(JSON.parse(record).place,
			{ country: "DE", region: "Hesse", city: "Kassel" });
		const { install } = scene;
		assert.match(install.cli("lead", "show", `${id}`),
			/^Place +Kassel, Hesse, DE$/m);
		assert.equal(JSON.parse(install.cli("lead", "show", `${id}`,
			"--json")).location, "Kassel, Hesse, DE");
	});
	test("the database, asked by hand", () => {
		const { install } = scene;
		assert.equal(install.cli("place", "192.0.2.1"),
			"Kassel, Hesse, DE\n");
		assert.equal(install.cli("place", "203.0.113.1"), "unknown\n");
		assert.deepEqual(JSON.parse(install.cli("place",
			"198.51.100.1", "--json")), { country: "CH" });
		for (const [code, ...words] of [[64, "Kassel"],
			[66, "192.0.2.1", "--file", install.conf]])
			assert.equal(runProgram(install.program("leadpixel"),
				["--config", install.conf, "place", ...words])
				.code, code);
	});
	test("what is not known is absent", async () => {
		const known = makeLead(), unknown = makeLead();
		await post(scene.url, known, { headers: from("198.51.100.1") });
		await post(scene.url, unknown, { headers: from("203.0.113.1") });
		assert.deepEqual(JSON.parse(scene.lead(known).record).place,
			{ country: "CH" });
		const { id, record } = scene.lead(unknown);
		assert.ok(!("place" in JSON.parse(record)));
		assert.ok(!/^Place/m.test(scene.install.cli("lead", "show",
			`${id}`)));
	});
	for (const [name, headers, more] of [
		["Sec-GPC", { "sec-gpc": "1" }, {}],
		["no consent", {}, { consent: false }],
	])
		test(`none with ${name}`, async () => {
			const lead = makeLead(more);
			const answer = await post(scene.url, lead,
				{ headers: from("192.0.2.1", headers) });
			assert.equal(answer.verdict, "stored");
			const row = placeOf(scene, lead);
			assert.deepEqual({ ...row }, { country: null,
				region: null, city: null, ip: null });
			assert.ok(!("place" in JSON.parse(
				scene.lead(lead).record)));
		});
});

const WHOLE = makeMmdb(NETWORKS);
const BROKEN = [
	["missing", () => {}],
	["empty", (scene) => put(scene, "")],
	["text", (scene) => put(scene, "network,country\n".repeat(999))],
	["truncated", (scene) => put(scene, WHOLE.subarray(0, -40))],
	["a tree of the wrong size", (scene) => put(scene,
		WHOLE.subarray(WHOLE.length - 240))],
	["a folder", (scene) => mkdirSync(join(scene.install.dir, FILE))],
	["closed to us", (scene) => chmodSync(put(scene, WHOLE), 0)],
];

describe("place, without a database that can be read", () => {
	for (const [name, spoil] of BROKEN)
		test(name, async () => {
			const scene = await openScene({ settings: TRUSTED,
				late: spoil });
			try {
				assert.equal(await find(scene,
					from("192.0.2.1")), "- - -");
				assert.equal(await find(scene, from("192.0.2.1",
					{ "cf-ipcountry": "GB" })), "GB - -");
				assert.match(scene.collector.said(),
					/warn.*: visits get no place: .*geo\.mmdb: /);
				const status = runProgram(
					scene.install.program("leadpixel"), ["--config",
						scene.install.conf, "status"]);
				assert.equal(status.code, 1);
				assert.match(status.out,
					/^LOOK +Visits get no place: /m);
			} finally {
				await scene.close();
			}
		});
});

describe("place, the shapes of a database", () => {
	for (const how of [{ version: 4 }, { version: 4, record: 32 },
		{ record: 32 }])
		test(JSON.stringify(how), async () => {
			const networks = NETWORKS.filter(([network]) =>
				how.version !== 4 || !network.includes(":"));
			const scene = await openScene({ settings: TRUSTED,
				late: (one) => put(one, makeMmdb(networks, how)) });
			try {
				assert.equal(await find(scene, from("192.0.2.1")),
					"DE Hesse Kassel");
				assert.equal(await find(scene, from("2001:db8::1")),
					how.version === 4 ? "- - -" : "NL Zeeland Goes");
			} finally {
				await scene.close();
			}
		});
});

describe("place, a database that is replaced", () => {
	let scene;
	const later = makeMmdb([["192.0.2.0/24",
		makePlace("SE", "Skåne", "Lund")]]);
	before(async () => {
		scene = await openScene({ settings: TRUSTED,
			late: (one) => put(one, makeMmdb(NETWORKS)) });
	});
	after(() => scene?.close());

	test("by rename: the old one until SIGHUP, then the new", async () => {
		const child = scene.collector.child();
		renameSync(put(scene, later, "new.mmdb"),
			join(scene.install.dir, FILE));
		assert.equal(await find(scene, from("192.0.2.1")),
			"DE Hesse Kassel");
		scene.collector.signal("SIGHUP");
		await scene.collector.heir(child);
		assert.equal(await find(scene, from("192.0.2.1")),
			"SE Skåne Lund");
	});
	test("cut in place: no place, and nobody falls over", async () => {
		const child = scene.collector.child();
		truncateSync(join(scene.install.dir, FILE), 0);
		assert.equal(await find(scene, from("192.0.2.1")), "- - -");
		assert.equal(scene.collector.child(), child);
	});
	test("written over in place: no place until SIGHUP", async () => {
		const child = scene.collector.child();
		writeFileSync(join(scene.install.dir, FILE), WHOLE);
		assert.equal(await find(scene, from("192.0.2.1")), "- - -");
		scene.collector.signal("SIGHUP");
		await scene.collector.heir(child);
		assert.equal(await find(scene, from("192.0.2.1")),
			"DE Hesse Kassel");
		assert.equal(readFileSync(join(scene.install.dir, FILE)).length,
			WHOLE.length);
	});
});
