/* tools/sample: an invented history that holds all that the product promises
 * of its rows, the same again for the same seed. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, chownSync, copyFileSync, mkdtempSync,
	rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { freePort } from "../harness/apache.mjs";
import { BUILD, makeInstall, ROOT } from "../harness/install.mjs";
import { runProgram, user } from "../harness/program.mjs";

const SIZE = { sessions: 5000, events: 17000, leads: 150, days: 90 };
const UNTIL = "2026-11-20T15:30:00Z";
const key = (letter) => letter.repeat(40);

function run(install, how = {}) {
	const options = { ...SIZE, seed: 4, until: UNTIL, ...how };
	return runProgram(install.program("sample"), ["--config", install.conf,
		"--project", "Test", ...Object.entries(options).flatMap(
			([name, value]) => [`--${name}`, String(value)])]);
}

/* With a map, as `crm setup` leaves one, and two more sites. */
function makeProject(how) {
	const install = makeInstall(how);
	copyFileSync(join(BUILD, "tools/sample"), install.program("sample"));
	chmodSync(install.program("sample"), 0o755);
	install.cli("pixel", "add", "Test", "Journal", "--id", "test-pixel-02",
		"--website", "https://journal.shop.example/");
	install.cli("pixel", "add", "Test", "Trade", "--id", "test-pixel-03");
	if (install.value("SELECT count(*) FROM crm_accounts") === 1)
		install.change(`INSERT INTO crm_fields (account_id, name, crm_key,
			crm_type, policy) VALUES (1, 'last_source', '${key("a")}',
			'varchar', 'always'), (1, 'first_source', '${key("b")}',
			'varchar', 'if_empty')`);
	return install;
}

/* Everything in it but when it was made. */
function digest(install) {
	const { out } = runProgram("sqlite3", ["-readonly", install.db, ".dump"]);
	return createHash("sha256").update(out.split("\n").filter((line) =>
		!line.startsWith("INSERT INTO audit_log")).join("\n"))
		.digest("hex");
}

describe("a history", () => {
	let install;
	const all = (sql) => install.rows(sql);
	const one = (sql) => install.value(sql);
	/* what does not hold, row by row */
	const none = (sql) => assert.deepEqual(all(`${sql} LIMIT 3`), []);
	before(() => {
		install = makeProject();
		const done = run(install);
		assert.equal(done.code, 0, done.err);
		assert.match(done.out, new RegExp("^5000 visits with 17000 hits" +
			" on 3 sites, and 150 leads of \\d+ people,\nin 90 days up to" +
			" 2026-11-20 15:30 UTC, of project \"Test\"\n$"));
	});
	after(() => install.remove());

	test("it is as large as was said, and no later", () => {
		assert.deepEqual(all(`SELECT (SELECT count(*) FROM sessions) AS s,
			(SELECT count(*) FROM tracking_events) AS e,
			(SELECT count(*) FROM submissions) AS l`),
		[{ s: 5000, e: 17000, l: 150 }]);
		const until = Date.parse(UNTIL);
		assert.ok(one("SELECT max(received) FROM tracking_events") < until);
		assert.ok(one("SELECT min(started) FROM sessions") >
			until - 91 * 86400000);
		/* nothing is pressed together where it ends */
		none("SELECT started FROM sessions GROUP BY 1 HAVING count(*) > 1");
		assert.ok(one("SELECT max(finished) FROM sync_jobs") <= until);
	});

	test("the database holds what its schema demands", () => {
		assert.equal(one("PRAGMA integrity_check"), "ok");
		assert.deepEqual(all("PRAGMA foreign_key_check"), []);
		none(`SELECT e.id FROM tracking_events e WHERE NOT EXISTS (SELECT 1
			FROM pages p WHERE p.id = e.page_id)`);
		none(`SELECT id FROM sessions WHERE agent_id NOT IN
			(SELECT id FROM agents WHERE classified > 0)`);
		for (const word of ["channel", "source", "medium", "campaign",
			"term", "referrer_host", "country", "region", "city",
			"first_channel", "first_source", "first_referrer_host"])
			none(`SELECT id FROM sessions WHERE ${word} IS NOT NULL
				AND ${word} NOT IN (SELECT id FROM words)`);
	});

	test("page_hours are the events, page by page and hour by hour", () => {
		const counted = "SELECT pixel_id, hour, page_id, views, sessions" +
			" FROM page_hours";
		const told = `SELECT s.pixel_id, e.occurred / 3600000, e.page_id,
			count(*), sum(e.id = (SELECT min(id) FROM tracking_events f
				WHERE f.session_id = s.id)) FROM tracking_events e
			JOIN sessions s ON s.id = e.session_id WHERE e.type IS NULL
			GROUP BY 1, 2, 3`;
		none(`SELECT * FROM (${counted} EXCEPT ${told})`);
		none(`SELECT * FROM (${told} EXCEPT ${counted})`);
	});

	test("verdict_counts are the hits by day of receipt", () => {
		assert.deepEqual(all(`SELECT day, sum(hits) AS hits
			FROM verdict_counts WHERE verdict IN ('stored', 'suspect', 'test')
			GROUP BY 1 ORDER BY 1`), all(`SELECT received / 86400000 AS day,
			count(*) AS hits FROM tracking_events GROUP BY 1 ORDER BY 1`));
		const hits = (verdict) => one("SELECT total(hits) FROM" +
			` verdict_counts WHERE verdict = '${verdict}'`);
		assert.equal(hits("test"), one("SELECT total(test) FROM submissions"));
		assert.equal(hits("suspect"), one(`SELECT count(*) FROM sync_jobs
			WHERE state IN ('suspect', 'erased')`));
	});

	test("sessions are the sum of their events", () => {
		none(`SELECT s.id FROM sessions s JOIN tracking_events e
			ON e.session_id = s.id GROUP BY s.id
			HAVING s.events <> count(*)
			OR s.page_views <> sum(e.type IS NULL)
			OR s.started <> min(e.occurred)
			OR s.last_activity <> max(e.occurred)`);
		none(`SELECT s.id FROM sessions s WHERE s.exit_page <> (SELECT page_id
			FROM tracking_events e WHERE e.session_id = s.id
			AND type IS NULL ORDER BY id DESC LIMIT 1)
			OR s.landing_page <> (SELECT page_id FROM tracking_events e
			WHERE e.session_id = s.id ORDER BY id LIMIT 1)`);
	});

	test("each page but the first was come to from the one before", () => {
		none(`SELECT id FROM (SELECT *, lag(page_id) OVER (PARTITION BY
			session_id ORDER BY id) AS before FROM tracking_events)
			WHERE referrer_page_id IS NOT CASE WHEN type IS NULL
			THEN before END`);
		assert.ok(one("SELECT count(referrer_page_id) FROM tracking_events")
			> SIZE.events / 2);
	});

	test("a visit's dimensions are its touch's, and the first one's", () => {
		const word = (column) => `(SELECT word FROM words w
			WHERE w.id = s.${column})`;
		none(`SELECT s.id FROM sessions s LEFT JOIN touches t
			ON t.id = s.touch_id WHERE ${word("channel")} IS NOT t.channel
			OR ${word("source")} IS NOT t.source
			OR ${word("medium")} IS NOT t.medium
			OR ${word("campaign")} IS NOT t.campaign
			OR ${word("term")} IS NOT t.utm_term`);
		none(`SELECT s.id FROM sessions s LEFT JOIN touches t ON t.id =
			(SELECT id FROM touches f WHERE f.visitor_id = s.visitor_id
			AND f.occurred <= s.started ORDER BY occurred LIMIT 1)
			WHERE ${word("first_channel")} IS NOT t.channel
			OR ${word("first_source")} IS NOT t.source
			OR ${word("first_campaign")} IS NOT t.campaign
			OR (SELECT url FROM pages p WHERE p.id = s.first_landing_page)
			IS NOT substr(t.landing_url, 1,
			instr(t.landing_url || '?', '?') - 1)`);
	});

	test("visitors are the sum of their visits, which lie apart", () => {
		none(`SELECT v.id FROM visitors v JOIN sessions s
			ON s.visitor_id = v.id GROUP BY v.id
			HAVING v.visits <> count(*) OR v.first_seen <> min(s.started)
			OR v.last_seen <> max(s.last_activity)`);
		none(`SELECT v.id FROM visitors v JOIN touches t
			ON t.visitor_id = v.id GROUP BY v.id
			HAVING v.first_touch IS NOT min(t.id)
			OR v.last_touch IS NOT max(t.id)
			OR v.last_nondirect_touch IS NOT max(t.id)`);
		none(`SELECT id FROM (SELECT id, started - lag(last_activity) OVER
			(PARTITION BY visitor_id ORDER BY started) AS gap FROM sessions)
			WHERE gap <= 1800000`);
		assert.ok(one("SELECT count(*) FROM visitors WHERE visits > 1") >
			400);
	});

	test("each lead has one job, and its visit counts it", () => {
		none(`SELECT l.id FROM submissions l LEFT JOIN sync_jobs j
			ON j.submission_id = l.id GROUP BY l.id HAVING count(j.id) <> 1`);
		none(`SELECT s.id FROM sessions s WHERE s.leads <> (SELECT count(*)
			FROM submissions l JOIN sync_jobs j ON j.submission_id = l.id
			WHERE l.session_id = s.id AND l.test = 0
			AND j.state NOT IN ('suspect', 'erased')
			AND coalesce(j.reason, '') <> 'spam')`);
		none(`SELECT l.id FROM submissions l JOIN tracking_events e
			ON e.id = l.event_id WHERE e.session_id <> l.session_id
			OR e.type <> 'form_submit' OR e.occurred <> l.occurred`);
		assert.equal(one("SELECT sum(submissions) FROM forms"), 150);
		none(`SELECT l.id FROM submissions l JOIN sessions s
			ON s.id = l.session_id WHERE (l.no_history IS NOT NULL) IS NOT
			(s.page_views = 0) OR (l.consent = 0) IS NOT
			(CASE WHEN l.no_history = 'gpc' THEN 1 END)`);
		assert.ok(one("SELECT count(no_history) FROM submissions") > 0);
	});

	test("deliveries tell how they went", () => {
		none(`SELECT id FROM sync_jobs j WHERE state IN ('synced', 'failed')
			AND (SELECT group_concat(operation) FROM sync_attempts a
			WHERE a.job_id = j.id) IS NOT 'search,get,patch'`);
		none(`SELECT a.id FROM sync_attempts a WHERE operation = 'patch' AND
			(json_extract(written, '$.custom_fields.${key("a")}') IS NULL
			AND json_extract(before_values, '$') <> '{}'
			OR map_version <> 1 OR length(body_hash) <> 32)`);
		none(`SELECT id FROM sync_runs r WHERE calls <> (SELECT count(*)
			FROM sync_attempts a WHERE a.run_id = r.id)
			OR claimed <> (SELECT count(DISTINCT job_id)
			FROM sync_attempts a WHERE a.run_id = r.id)
			OR ended < started OR started < (SELECT max(started)
			FROM sync_runs b WHERE b.id < r.id)`);
		assert.ok(one("SELECT max(started) FROM sync_runs") >
			Date.parse(UNTIL) - 180000);
		none(`SELECT person_id FROM crm_persons p WHERE newest_applied <>
			(SELECT max(l.received) FROM submissions l JOIN sync_jobs j
			ON j.submission_id = l.id WHERE j.state = 'synced'
			AND j.person_id = p.person_id)`);
		assert.equal(one("SELECT count(*) FROM crm_persons"),
			one(`SELECT count(DISTINCT person_id) FROM sync_jobs
			WHERE state = 'synced'`));
		none(`SELECT id FROM sync_jobs WHERE state = 'review'
			AND json_array_length(candidates) IS NOT
			CASE reason WHEN 'several_persons' THEN 2 ELSE 1 END`);
		assert.ok(one("SELECT count(DISTINCT state) FROM sync_jobs") >= 9);
	});

	test("each lead can be shown", () => {
		for (let id = 1; id <= SIZE.leads; id++) {
			const [lead] = JSON.parse(`[${install.cli("lead", "show",
				String(id), "--json")}]`);
			assert.equal(lead.id, id);
		}
		assert.match(install.cli("lead", "show", "1"), /THE VISIT/);
	});

	test("a second time it says so, and does nothing", () => {
		const was = digest(install);
		const { code, out } = run(install, { seed: 8 });
		assert.equal(code, 0);
		assert.match(out, /^project "Test" has its sample data since /);
		assert.equal(digest(install), was);
	});
});

test("the same seed gives the same rows, another one others", () => {
	const installs = [makeProject(), makeProject(), makeProject()];
	const size = { sessions: 800, events: 2600, leads: 40, days: 20 };
	try {
		/* one secret, or the keys of persons would differ */
		for (const install of installs)
			install.change("UPDATE settings SET person_key_secret =" +
				" zeroblob(32), link_secret = zeroblob(32);" +
				" UPDATE projects SET created = 1;" +
				" UPDATE pixels SET created = 1;" +
				" UPDATE crm_accounts SET created = 1");
		for (const [i, install] of installs.entries()) {
			assert.equal(run(install, { ...size, seed: i === 2 ? 2 : 1 })
				.code, 0);
			assert.equal(install.value(
				"SELECT count(*) FROM tracking_events"), size.events);
		}
		const [first, same, other] = installs.map(digest);
		assert.equal(first, same);
		assert.notEqual(first, other);
	} finally {
		for (const install of installs)
			install.remove();
	}
});

for (const [crm, reason] of [["off", "crm_off"], ["watch", "watch"]])
	test(`a project whose CRM is "${crm}" writes nothing`, () => {
		const install = makeProject({ project:
			["--account", "demo", "--crm", crm] });
		try {
			assert.equal(run(install).code, 0);
			assert.deepEqual(install.rows(`SELECT DISTINCT state FROM
				sync_jobs WHERE reason = '${reason}'`),
			[{ state: "skipped" }]);
			assert.equal(install.value(`SELECT count(*) FROM sync_jobs
				WHERE state NOT IN ('held', 'suspect', 'erased',
				'skipped')`), 0);
			assert.equal(install.value(
				"SELECT count(*) FROM crm_persons"), 0);
		} finally {
			install.remove();
		}
	});

test("what cannot be is refused in a sentence", () => {
	const install = makeProject();
	try {
		assert.equal(run(install, { events: 4999 }).code, 64);
		assert.equal(run(install, { until: "yesterday" }).code, 64);
		const { code, err } = run(install, { project: "Nobody" });
		assert.equal(code, 75);
		assert.match(err, /there is no project "Nobody"/);
		assert.equal(install.value("SELECT count(*) FROM sessions"), 0);
	} finally {
		install.remove();
	}
});

/* the checkout may be closed to whom root's tests run as */
const closed = runProgram("test", ["-r", join(ROOT, "Makefile")]).code !== 0;

test("make demo-data before the first make run, and again", {
	skip: closed && "checkout out of reach" }, async () => {
	const dir = mkdtempSync(join(tmpdir(), "leadpixel-demo-"));
	const listen = `127.0.0.1:${await freePort()}`;
	const make = () => runProgram("bash",
		[join(ROOT, "tools/demo_data.sh"), listen],
		{ env: { VAR: dir, HOME: dir } });
	if (user.uid !== undefined)
		chownSync(dir, user.uid, user.gid);
	try {
		const { code, out, err } = make();
		assert.equal(code, 0, err);
		assert.match(out, /^6000 visits .*\nin 60 days .* "Demo"\n$/);
		assert.match(make().out, /^project "Demo" has its sample data/);
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
});
