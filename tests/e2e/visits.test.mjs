/* What one visit leaves for the next, and for its leads: rows that depend on
 * what is there already. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";
import { miscounted } from "../harness/visits.mjs";

const HOUR = 3600 * 1000;
const SHOP = "https://shop.example";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) "
	+ "Gecko/20100101 Firefox/140.0";

const landing = (url, referrer = "", ago = 0) => ({ url, referrer,
	at: Date.now() - ago, age_ms: ago });

function referrers(scene) {
	test("a later visit knows from which host the first came", async () => {
		const visitor_cookie = makeVisitor();
		const from = "https://www.partner.example/post";
		const hits = [makeHit({ visitor_cookie, age_ms: 3 * HOUR,
			referrer_url: from,
			landing: landing(`${SHOP}/`, from, 3 * HOUR) }),
		makeHit({ visitor_cookie })];
		for (const hit of hits)
			assert.equal((await post(scene().url, hit)).verdict, "stored");
		assert.deepEqual(scene().rows(`SELECT w.word FROM sessions s
			JOIN visitors v ON v.id = s.visitor_id
			LEFT JOIN words w ON w.id = s.first_referrer_host
			WHERE hex(substr(v.token, 1, 16)) = upper('${visitor_cookie.slice(4)}')
			ORDER BY s.started`), [{ word: "partner.example" },
			{ word: "partner.example" }]);
	});
	test("and on which page, however the later one comes", async () => {
		const visitor_cookie = makeVisitor();
		const ad = `${SHOP}/lamps?utm_source=google&gclid=a1`;
		const at = (ago, path, more) => makeHit({ visitor_cookie,
			age_ms: ago, page_url: SHOP + path, ...more });
		/* the landing's own hit came to nothing */
		const hits = [at(9 * HOUR, "/cart",
			{ landing: landing(ad, "", 9 * HOUR) }),
		at(6 * HOUR, "/", {}),
		/* begins without a signal, then learns of one */
		at(3 * HOUR, "/sale", {}),
		at(3 * HOUR - 1000, "/sale", { landing: landing(
			`${SHOP}/sale?utm_source=mail`, "", 3 * HOUR - 1000) })];
		for (const hit of hits)
			assert.equal((await post(scene().url, hit)).verdict, "stored");
		assert.deepEqual(scene().rows(`SELECT l.url AS landing,
			f.url AS first FROM sessions s
			JOIN visitors v ON v.id = s.visitor_id
			LEFT JOIN pages l ON l.id = s.landing_page
			LEFT JOIN pages f ON f.id = s.first_landing_page
			WHERE hex(substr(v.token, 1, 16)) = upper('${visitor_cookie.slice(4)}')
			ORDER BY s.started`), [
			{ landing: `${SHOP}/cart`, first: `${SHOP}/lamps` },
			{ landing: `${SHOP}/`, first: `${SHOP}/lamps` },
			{ landing: `${SHOP}/sale`, first: `${SHOP}/lamps` }]);
	});
	for (const host of ["www.magazine.example", "magazine.example",
		"blog.magazine.example"])
		test(`${host} is a site of the project`, async () => {
			const from = `https://${host}/lamps`;
			const hit = makeHit({ referrer_url: from,
				visitor_cookie: makeVisitor(),
				landing: landing(`${SHOP}/`, from) });
			assert.equal((await post(scene().url, hit)).verdict, "stored");
			assert.equal(scene().hit(hit).touch_id, null);
		});
}

function crowds(scene) {
	/* Leads of one person, each as [visitor, what else]. */
	async function write(leads) {
		const email = `jane.${makeId().slice(-8)}@example.com`;
		const reasons = [];
		for (const [visitor_cookie, more, headers] of leads) {
			const lead = makeLead({ visitor_cookie, ...more,
				form_data: { email } });
			await post(scene().url, lead, { headers });
			reasons.push(scene().lead(lead).reason);
		}
		return reasons;
	}
	const each = (count, more) => Array.from({ length: count },
		() => [makeVisitor(), more]);

	test("the fourth browser of a day is too many", async () =>
		assert.deepEqual(await write(each(4)),
			[null, null, null, "many_browsers"]));
	test("one person may write five times a day", async () => {
		const [one] = each(1);
		const crowd = await write([one, one, one, one, one, one]);
		assert.deepEqual(crowd, [...Array(5).fill(null), "flood"]);
	});
	test("a lead that may not be told apart is no browser", async () => {
		const refused = each(3, { consent: false });
		assert.deepEqual(await write([...refused, ...each(1)]),
			Array(4).fill(null));
	});
	test("each site gives the same browser an id", async () => {
		const sites = ["site-pixel-02", "site-pixel-03", "site-pixel-04"];
		assert.deepEqual(await write([...each(1), ...sites.map(
			(pixel_id) => [makeVisitor(), { pixel_id }])]),
		Array(4).fill(null));
	});
}

function fullest(scene) {
	test("the fullest lead can be read", async () => {
		const visitor_cookie = makeVisitor();
		for (let ago = 55; ago > 0; ago--) {
			const url = `${SHOP}/?utm_source=n${ago}&utm_medium=email`
				+ "&utm_campaign=x&utm_term=y&utm_content=z";
			await post(scene().url, makeHit({ visitor_cookie,
				age_ms: ago * HOUR, page_url: `${SHOP}/p${ago}`,
				landing: landing(url, "", ago * HOUR) }));
		}
		const lead = makeLead({ visitor_cookie, form_data:
			Array.from({ length: 80 }, (_, i) => ({ name: `f${i}`,
				type: i === 0 ? "email" : "text", label: "L",
				value: i === 0 ? "joe@example.com" : "v" })) });
		assert.equal((await post(scene().url, lead)).verdict, "stored");
		const { id } = scene().lead(lead);
		const shown = JSON.parse(scene().install.cli("lead", "show",
			String(id), "--json"));
		assert.equal(shown.first?.source, "n55");
		assert.equal(shown.last?.source, "n1");
	});
}

function unidentified(scene) {
	test("a lead that may not be told apart tells its page only", async () => {
		const lead = makeLead({ screen: { width: 1920, height: 1080 },
			viewport: { width: 800, height: 600 },
			referrer_url: `${SHOP}/lamps` });
		await post(scene().url, lead, { headers: { "sec-gpc": "1" } });
		const { screen, viewport, referrer_page } = scene().hit(lead);
		assert.deepEqual([screen, viewport, referrer_page],
			[null, null, null]);
		assert.deepEqual(JSON.parse(scene().lead(lead).record).device,
			{});
	});
}

function handovers(scene) {
	const ask = (visitor_cookie) => post(scene().url,
		makeHit({ visitor_cookie }), { path: "/lp/x" });
	async function arrive(parameter, pixel_id, headers) {
		const url = `https://magazine.example/?a=1&${parameter}`;
		const hit = makeHit({ pixel_id, visitor_cookie: makeVisitor(),
			page_url: url, landing: landing(url) });
		await post(scene().url, hit, { headers });
		return `pxl_${scene().hit(hit).token.toLowerCase()}`;
	}

	test("a visitor is handed over to a site of the project", async () => {
		const visitor = makeVisitor();
		const { parameter } = (await ask(visitor)).json;
		const there = "magazine-pixel-01";
		assert.equal(await arrive(parameter, there), visitor);
		for (const [text, pixel, headers] of [
			[parameter, "other-pixel-01"],
			[parameter, there, { "user-agent": FIREFOX }],
			[parameter.replace(/.$/, (c) => c === "0" ? "1" : "0"),
				there]])
			assert.notEqual(await arrive(text, pixel, headers),
				visitor);
	});
	test("a parameter that is asked for is no hit", async () => {
		const answer = await ask(makeVisitor());
		assert.match(answer.json.parameter, /^lp_x=[0-9a-f]{76}$/);
		const hit = makeHit({ pixel_id: "nobodys-pixel" });
		await post(scene().url, hit);
		await poll("it is counted", 5000, () => scene().count(
			"verdict_counts", "verdict = 'unknown_pixel'") > 0);
		assert.deepEqual(scene().rows(`SELECT verdict, hits
			FROM verdict_counts WHERE verdict = ''`), []);
	});
}

function addSites({ install }) {
	install.cli("pixel", "add", "Test", "Magazine",
		"--id", "magazine-pixel-01",
		"--website", "https://www.magazine.example/");
	install.cli("project", "add", "Other", "--privacy", "identified");
	install.cli("pixel", "add", "Other", "Other", "--id", "other-pixel-01");
	for (const id of ["02", "03", "04"])
		install.cli("pixel", "add", "Test", `Site ${id}`,
			"--id", `site-pixel-${id}`);
}

for (const mode of ["proxy", "cgi"])
	describe(`visits, ${mode}`, () => {
		let scene;
		before(async () => {
			scene = await openScene({ mode, late: addSites });
		});
		referrers(() => scene);
		crowds(() => scene);
		fullest(() => scene);
		unidentified(() => scene);
		handovers(() => scene);
		test("each visit knows how many hits it has", () => {
			assert.ok(scene.count("sessions", "events > 1") > 0);
			assert.deepEqual(miscounted(scene.install), []);
		});
		after(() => scene?.close());
	});
