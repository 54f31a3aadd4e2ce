/* The figures for a monitor, and of what addresses carried. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Caller, makeKey } from "../harness/api.mjs";
import { makeHit, makeId, makeLead, makeVisitor } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { openScene } from "../harness/scene.mjs";
import { post } from "../harness/send.mjs";

const HOUR_MS = 3600e3;

describe("of what came", () => {
	let scene, boss, other;

	/* a visit of its own by an address with that query */
	async function visit(query, more = {}) {
		const page_url = `https://shop.example/lamps${query}`;
		const hit = (more.lead ? makeLead : makeHit)({ page_url,
			visitor_id: makeVisitor(), ...more.hit });
		const answer = await post(scene.url, hit);
		assert.equal(answer.verdict, "stored", answer.text);
	}

	before(async () => {
		scene = await openScene({ api: true });
		scene.install.cli("project", "add", "Other", "--privacy",
			"identified");
		scene.install.cli("pixel", "add", "Other", "Site", "--id",
			"other-pixel");
		boss = new Caller(scene.url, makeKey(scene.install, "boss"));
		other = new Caller(scene.url, makeKey(scene.install, "other",
			"--project", "Other"));
		await visit("?utm_source=news&utm_medium=email&utm_campaign=may");
		await visit("?utm_source=News&utm_medium=email");
		await visit("?utm_source=\"<b>&utm_medium=x");
		await visit("?gclid=abc123");
		await visit("");
		await visit("", { lead: true });
		await visit("?utm_source=fb&utm_medium=cpc", { lead: true });
		await visit("", { hit: { event_type: "form_submit",
			form: { id: "s", method: "post" },
			form_data: { colour: "red" } } });
		await visit("", { hit: { pixel_id: "other-pixel",
			page_url: "https://other.example/" } });
		await visit("", { hit: { hit_id: makeId(), age_ms:
			3 * 24 * HOUR_MS } });
		scene.install.change(`UPDATE sync_jobs SET state = 'synced',
			finished = created WHERE id = 1;
			UPDATE tracking_events SET occurred = occurred - 5400000
			WHERE id = 2;
			UPDATE sessions SET started = started - 5400000,
			last_activity = last_activity - 5400000 WHERE id = 2`);
	});
	after(() => scene?.close());

	test("W20: what is counted is there", async () => {
		const answer = await boss.get("/analytics/debug/utm-analysis");
		const { analysis, recommendations } = answer.json;
		assert.equal(analysis.total_events, 9);
		assert.equal(analysis.events_with_utm, 4);
		assert.equal(analysis.utm_capture_rate, 44.4);
		assert.equal(analysis.events_with_gclid, 1);
		assert.equal(analysis.missing_utm_with_params, 1);
		assert.equal(analysis.events_with_form_data, 3);
		assert.equal(analysis.events_with_lead, 2);
		assert.equal(analysis.events_sent_to_pipedrive, 1);
		assert.equal(analysis.pipedrive_delivery_rate, 50);
		assert.deepEqual(analysis.utm_sources, { news: 1, News: 1,
			"\"<b>": 1, fb: 1 });
		assert.deepEqual(analysis.page_url_analysis,
			{ "shop.example": 8, "other.example": 1 });
		assert.equal(analysis.sample_events.length, 9);
		assert.equal(analysis.sample_events[0].page_url,
			"https://other.example/");
		assert.equal(analysis.sample_events[0].utm_source, null);
		assert.equal(recommendations.length, 2, answer.text);
		assert.match(recommendations[0], /^1 of 9 events came by ads/);
		assert.match(recommendations[1], /"News" and "news"|"news" and "News"/);
	});

	test("a key of one project sees its own only", async () => {
		const { analysis } = (await other.get(
			"/analytics/debug/utm-analysis")).json;
		assert.equal(analysis.total_events, 1);
		assert.deepEqual(analysis.page_url_analysis,
			{ "other.example": 1 });
		assert.equal(analysis.pipedrive_delivery_rate, null);
		const { metrics } = (await other.get("/analytics/metrics")).json;
		assert.deepEqual(metrics.database, { total_events: 1,
			unique_visitors: 1, unique_sessions: 1, active_pixels: 1 });
		assert.equal(metrics.recent_activity.events_last_hour, 1);
		assert.equal(metrics.pipedrive.delayed_sync_total, 0);
	});

	/* the original compared "T..Z" with another text: always 0 */
	test("W5: the last hour is the last hour", async () => {
		const answer = await boss.get("/analytics/metrics");
		const since = Date.parse(answer.json.timestamp) - HOUR_MS;
		const count = (more) => scene.value(`SELECT count(*)
			FROM tracking_events WHERE occurred >= ${since} ${more}`);
		assert.deepEqual(answer.json.metrics.recent_activity, {
			events_last_hour: count(""), form_submissions_last_hour:
				count("AND type = 'form_submit'") });
		assert.equal(count(""), 8);
		assert.deepEqual(answer.json.metrics.database, {
			total_events: 10, active_pixels: 2,
			unique_visitors: scene.count("visitors"),
			unique_sessions: scene.count("sessions") });
	});

	test("W20: the queue and its breaker are the real ones", async () => {
		const told = async () => (await boss.get("/analytics/metrics"))
			.json.metrics.pipedrive;
		assert.deepEqual(await told(), { circuit_breaker_state: "closed",
			circuit_breaker_next_attempt: null,
			circuit_breaker_failures: 0, delayed_sync_pending: 0,
			delayed_sync_total: 1 });
		const until = Date.now() + 60000;
		scene.install.change(`UPDATE sync_jobs SET due = 1 WHERE id = 2;
			INSERT INTO breakers (target, owner_id, name, state,
			failures, open_until) SELECT 'pipedrive', id, 'transport',
			'open', 6, ${until} FROM crm_accounts`);
		assert.deepEqual(await told(), { circuit_breaker_state: "open",
			circuit_breaker_next_attempt:
				new Date(until).toISOString(),
			circuit_breaker_failures: 6, delayed_sync_pending: 1,
			delayed_sync_total: 1 });
	});

	test("Prometheus reads them, too", async () => {
		const answer = await boss.get(
			"/analytics/metrics?format=prometheus");
		assert.match(answer.headers["content-type"],
			/^text\/plain; version=0\.0\.4/);
		const lines = answer.text.trimEnd().split("\n");
		const values = {};
		for (let i = 0; i < lines.length; i += 3) {
			const name = lines[i + 2].split(" ")[0];
			assert.match(name, /^leadpixel_[a-z_]+$/);
			assert.match(lines[i], new RegExp(`^# HELP ${name} .+`));
			assert.equal(lines[i + 1], `# TYPE ${name} gauge`);
			values[name] = Number(lines[i + 2].split(" ")[1]);
		}
		assert.equal(values.leadpixel_events, 10);
		assert.equal(values.leadpixel_jobs_due, 1);
		assert.equal(values.leadpixel_breaker_open, 2);
		assert.equal((await boss.get("/analytics/metrics?format=xml"))
			.json.field, "format");
	});

	test("an installation without a hit is told so", async () => {
		scene.install.change(`UPDATE sessions SET
			started = started - 200000000,
			last_activity = last_activity - 200000000;
			UPDATE tracking_events SET occurred = occurred - 200000000`);
		const { analysis, recommendations } = (await boss.get(
			"/analytics/debug/utm-analysis")).json;
		assert.equal(analysis.total_events, 0);
		assert.equal(analysis.utm_capture_rate, null);
		assert.deepEqual(analysis.sample_events, []);
		assert.match(recommendations[0], /^No event came in 48 hours/);
		assert.equal((await boss.data(`/analytics/realtime/${PIXEL}`))
			.recent_events.length, 0);
	});
});
