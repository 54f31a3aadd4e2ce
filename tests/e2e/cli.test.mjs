/* The operator's command: what it says, how it ends, which rows it writes. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync,
	writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { makeInstall } from "../harness/install.mjs";
import { runProgram } from "../harness/program.mjs";

const USAGE = 64, REFUSED = 65, NO_INPUT = 66, CONFIG = 78;
const KEY = "0123456789abcdef".repeat(3).slice(0, 40);
const OTHER_KEY = "f".repeat(40);
const MINUTE = 60000, DAY = 86400000;
const LEAD_ID = "0123456789abcdef".repeat(2);

/* A test with an installation of its own. */
function scene(name, body, how = { empty: true }) {
	test(name, () => {
		const install = makeInstall(how);
		try {
			body(install, (...args) => runProgram(
				install.program("leadpixel"),
				["--config", install.conf, ...args]));
		} finally {
			install.remove();
		}
	});
}

/* It ended so, with nothing on stdout and this on stderr. */
function refused(done, code, pattern) {
	assert.match(done.err, pattern);
	assert.equal(done.code, code, done.err);
	assert.equal(done.out, "");
}

function done(result) {
	assert.equal(result.code, 0, result.err);
	return result.out;
}

const audit = (install) => install.rows("SELECT action, subject" +
	" FROM audit_log ORDER BY id").map((row) =>
	`${row.action} ${row.subject}`);

const version = (install) => install.value(
	"SELECT settings_version FROM settings");

scene("help lists every command, and each shows what it takes",
	(install, cli) => {
		const help = done(cli());
		for (const name of ["init", "project add", "pixel tag",
			"crm map", "key add", "key list", "key revoke", "lead show", "lead requeue",
			"place", "run-sync", "status", "config check"]) {
			assert.match(help, new RegExp(`^  ${name} `, "m"));
			assert.match(done(cli(...name.split(" "), "--help")),
				new RegExp(`^leadpixel ${name}`));
		}
		assert.ok(help.split("\n").every((line) => line.length <= 80));
	});

scene("a wrong command line is one sentence and 64", (install, cli) => {
	refused(cli("foo"), USAGE, /^leadpixel: unknown command "foo"; .*\n$/);
	refused(cli("lead", "foo"), USAGE,
		/unknown command "lead foo"; there are: lead list, lead show/);
	refused(cli("lead"), USAGE, /unknown command "lead"; there are/);
	refused(cli("--foo"), USAGE, /unknown option --foo/);
	refused(cli("status", "--foo"), USAGE, /`leadpixel status` knows none/);
	refused(cli("lead", "show"), USAGE, /missing: leadpixel lead show ID/);
	refused(cli("lead", "show", "1", "2"), USAGE, /one word too many/);
	refused(cli("lead", "show", "x"), USAGE, /ID is the lead's number/);
	refused(cli("lead", "list", "--last"), USAGE, /--last needs a value/);
	refused(cli("lead", "list", "--last=0"), USAGE, /from 1 to 200/);
	refused(cli("lead", "list", "--state", "lost"), USAGE,
		/no state "lost"/);
});

scene("init makes what is missing and leaves what stands", (install, cli) => {
	const dir = join(install.dir, "new/deep");
	const first = done(cli("init", "--dir", dir));
	const mode = (name) => statSync(join(dir, name)).mode & 0o777;
	assert.equal(mode("data"), 0o770);
	assert.equal(mode("run"), 0o770);
	assert.equal(mode("secrets"), 0o600);
	assert.equal(mode("data/leadpixel.db"), 0o660);
	assert.equal(mode("leadpixel.conf") & 0o007, 0);
	assert.match(first, /made +\S*leadpixel.db\n/);
	assert.match(first, /project add NAME --privacy MODE/);

	writeFileSync(join(dir, "leadpixel.conf"), "readers = 9\n");
	const again = done(cli("init", "--dir", dir));
	assert.match(again, /stands +\S*leadpixel.db\n/);
	assert.doesNotMatch(again, /made/);
	assert.equal(readFileSync(join(dir, "leadpixel.conf"), "utf8"),
		"readers = 9\n");
});

scene("init refuses a folder that the web server shows", (install) => {
	const root = join(install.dir, "www");
	const done = runProgram(install.program("leadpixel"),
		["init", "--dir", join(root, "lp")],
		{ env: { DOCUMENT_ROOT: root } });
	assert.match(done.err, /document root/);
	assert.equal(done.code, CONFIG);
	assert.ok(!existsSync(join(root, "lp/data")));
});

scene("config check shows the values, and errors with their line",
	(install, cli) => {
		install.configure({ readers: 9 });
		const out = done(cli("config", "check"));
		assert.match(out, /^readers +=+ 9$/m);
		assert.match(out, new RegExp(`${install.db}$`, "m"));
		assert.equal(JSON.parse(done(cli("config", "check", "--json")))
			.readers, "9");
		install.configure({ readers: 9, durability: "fast" });
		refused(cli("config", "check"), CONFIG,
			/leadpixel\.conf:2: durability is neither/);
		refused(cli("status"), CONFIG, /leadpixel\.conf:2: /);
	});

scene("without a database each command says what to do", (install, cli) => {
	install.configure({ database: "data/other.db" });
	refused(cli("project", "list"), NO_INPUT, /run `leadpixel init`/);
	refused(cli("status"), 2, /run `leadpixel init`/);
});

scene("project add wants to hear about privacy", (install, cli) => {
	refused(cli("project", "add", "Acme"), USAGE,
		/--privacy[^]*identified[^]*consent[^]*anonymous/);
	assert.deepEqual(install.rows("SELECT * FROM projects"), []);
});

scene("project add writes the row, the audit line and the version",
	(install, cli) => {
		const before = version(install);
		done(cli("project", "add", "Acme", "--privacy", "consent",
			"--hold", "60", "--ip-policy=none",
			"--time-zone", "Europe/Berlin"));
		assert.deepEqual(install.rows("SELECT name, crm, privacy," +
			" ip_policy, time_zone, hold_seconds, active" +
			" FROM projects"), [{ name: "Acme", crm: "off",
			privacy: "consent", ip_policy: "none",
			time_zone: "Europe/Berlin", hold_seconds: 60, active: 1 }]);
		assert.deepEqual(audit(install), ["project add Acme"]);
		assert.match(install.value("SELECT actor FROM audit_log"),
			/^cli:./);
		assert.equal(version(install), before + 1);
		assert.match(done(cli("project", "list")), /^Acme +consent +off/m);
	});

scene("project add refuses what is wrong, and writes nothing",
	(install, cli) => {
		const add = (...args) => cli("project", "add", "Acme",
			"--privacy", ...args);
		refused(add("maybe"), REFUSED, /--privacy is identified/);
		refused(add("consent", "--crm", "on"), REFUSED,
			/--crm on needs an account/);
		refused(add("consent", "--crm", "on", "--account", "acme"),
			REFUSED, /no account "acme"/);
		refused(add("consent", "--crm", "maybe"), REFUSED, /--crm is/);
		refused(add("consent", "--ip-policy", "x"), REFUSED,
			/--ip-policy is/);
		refused(add("consent", "--hold", "1h"), USAGE, /--hold is a whole/);
		refused(add("consent", "--time-zone", "../etc"), REFUSED,
			/--time-zone is/);
		refused(cli("project", "add", " x", "--privacy", "consent"),
			REFUSED, /NAME is/);
		assert.deepEqual(install.rows("SELECT * FROM projects"), []);
		assert.deepEqual(audit(install), []);
		done(add("consent"));
		refused(add("consent"), REFUSED, /exists already/);
	});

scene("pixel add writes the row; ids and names are unique",
	(install, cli) => {
		done(cli("project", "add", "Acme", "--privacy", "consent"));
		const before = version(install);
		const add = (...args) => cli("pixel", "add", "Acme", ...args);
		done(add("Shop", "--id", "shop-pixel", "--website",
			"https://shop.example", "--hosts", "Shop.Example, b.test"));
		assert.deepEqual(install.rows("SELECT public_id, name, website," +
			" allowed_hosts, active FROM pixels"), [{
			public_id: "shop-pixel", name: "Shop",
			website: "https://shop.example",
			allowed_hosts: "shop.example b.test", active: 1 }]);
		assert.equal(version(install), before + 1);
		refused(add("Other", "--id", "shop-pixel"), REFUSED,
			/id shop-pixel is taken by "Shop" of project "Acme"/);
		refused(add("Shop"), REFUSED, /has a pixel "Shop" already/);
		refused(add("Other", "--id", "short"), REFUSED, /--id is 8 to 64/);
		refused(add("Other", "--hosts", "https://x.test"), REFUSED,
			/"https:\/\/x.test", which is no host name/);
		refused(add("Other", "--website", "x.test"), REFUSED,
			/--website is an address/);
		refused(cli("pixel", "add", "Nobody", "X"), REFUSED,
			/no project "Nobody"/);
		done(add("Other"));
		assert.match(install.value("SELECT public_id FROM pixels" +
			" WHERE name = 'Other'"), /^[0-9a-f]{16}$/);
		assert.match(done(cli("pixel", "list")),
			/^shop-pixel +Acme +Shop +never$/m);
	});

scene("pixel hosts changes who may send, with an audit line",
	(install, cli) => {
		const hosts = () => install.value(
			"SELECT allowed_hosts FROM pixels");
		const set = (...args) => cli("pixel", "hosts", ...args);
		const before = version(install);
		assert.match(done(set("test-pixel-01", "Shop.Example", "b.test")),
			/Pages of shop\.example b\.test may use pixel test-pixel-01/);
		assert.equal(hosts(), "shop.example b.test");
		assert.equal(version(install), before + 1);
		assert.deepEqual(audit(install).slice(-1),
			["pixel hosts test-pixel-01"]);
		refused(set("test-pixel-01"), USAGE, /or --any/);
		refused(set("test-pixel-01", "--any", "b.test"), USAGE, /or --any/);
		refused(set("test-pixel-01", "https://b.test"), REFUSED,
			/"https:\/\/b.test", which is no host name/);
		refused(set("nobody-01", "b.test"), REFUSED, /no pixel "nobody-01"/);
		assert.equal(hosts(), "shop.example b.test");
		done(set("test-pixel-01", "--any"));
		assert.equal(hosts(), "");
	}, { project: [] });

scene("status names pixels that any site may send to, and stays well",
	(install, cli) => {
		const note = /^NOTE +Pages of any host may send to pixel (.*?)\. /m;
		assert.match(done(cli("status")), /^All is well\.$/m);
		assert.equal(done(cli("status")).match(note)[1], "test-pixel-01");
		const json = JSON.parse(done(cli("status", "--json")));
		assert.deepEqual([json.level, json.faults, json.notes.length],
			["well", [], 1]);
		for (let i = 10; i < 30; i++)
			done(cli("pixel", "add", "Test", `p${i}`, "--id",
				`a-long-name-of-pixel-${i}`));
		const many = done(cli("status"));
		assert.match(many.replace(/\s+/g, " "),
			/a-long-name-of-pixel-20 and 9 more\. /);
		assert.ok(many.split("\n").every((line) => line.length <= 80));
		install.change("UPDATE pixels SET allowed_hosts = 'shop.example'");
		assert.doesNotMatch(done(cli("status")), /NOTE/);
	}, { project: [] });

scene("crm account and map: each field takes one value (I13)",
	(install, cli) => {
		refused(cli("crm", "account", "acme"), USAGE, /--domain acme/);
		refused(cli("crm", "account", "Acme", "--domain", "acme"), REFUSED,
			/NAME is 1 to 40/);
		refused(cli("crm", "account", "acme", "--domain", "acme.example"),
			REFUSED, /--domain is the first part/);
		done(cli("crm", "account", "acme", "--domain",
			"https://acme.pipedrive.com/"));
		refused(cli("crm", "account", "acme", "--domain", "other"), REFUSED,
			/exists already/);
		const map = (...args) => cli("crm", "map", "acme", ...args);
		done(map("first_source", KEY, "varchar"));
		done(map("last_source", OTHER_KEY, "text"));
		refused(map("last_medium", KEY, "varchar"), REFUSED,
			/receives "first_source" already: "last_medium"/);
		refused(map("lost_source", KEY, "varchar"), REFUSED,
			/not "lost_source"/);
		refused(map("last_medium", KEY.toUpperCase(), "varchar"), REFUSED,
			/40 hexadecimal digits/);
		refused(map("last_medium", KEY, "user"), REFUSED, /TYPE/);
		refused(map("last_medium", "a".repeat(40), "text", "never"), REFUSED,
			/always or if_empty/);
		done(map("last_source", OTHER_KEY, "varchar", "if_empty"));
		assert.deepEqual(install.rows("SELECT name, crm_key, crm_type," +
			" policy, map_version FROM crm_fields ORDER BY name"), [
			{ name: "first_source", crm_key: KEY, crm_type: "varchar",
				policy: "if_empty", map_version: 4 },
			{ name: "last_source", crm_key: OTHER_KEY,
				crm_type: "varchar", policy: "if_empty",
				map_version: 4 }]);
		assert.deepEqual(audit(install), ["crm account acme",
			"crm map acme", "crm map acme", "crm map acme"]);
		assert.match(done(cli("crm", "fields", "acme")),
			new RegExp(`first_source +${KEY} +varchar +if_empty`));
		assert.match(done(cli("crm", "fields")), /last_campaign +-/);
	});

scene("crm on, watch and off change the project", (install, cli) => {
	const crm = () => install.rows("SELECT crm, account_id FROM projects");
	refused(cli("crm", "on", "Test"), REFUSED, /has no account yet/);
	done(cli("crm", "account", "acme", "--domain", "acme"));
	const before = version(install);
	done(cli("crm", "on", "Test", "--account", "acme"));
	assert.deepEqual(crm(), [{ crm: "on", account_id: 1 }]);
	done(cli("crm", "off", "Test"));
	assert.deepEqual(crm(), [{ crm: "off", account_id: 1 }]);
	done(cli("crm", "watch", "Test"));
	assert.deepEqual(crm(), [{ crm: "watch", account_id: 1 }]);
	assert.equal(version(install), before + 3);
	refused(cli("crm", "on", "Nobody"), REFUSED, /no project "Nobody"/);
}, { project: [] });

scene("key add shows 256 bits once and keeps their digest",
	(install, cli) => {
		const key = done(cli("key", "add", "laptop", "--role", "manage",
			"--project", "Test")).trim();
		assert.match(key, /^lp_[0-9a-f]{64}$/);
		assert.deepEqual(install.rows("SELECT name, role, project_id," +
			" lower(hex(key_hash)) AS digest FROM api_keys"), [{
			name: "laptop", role: "manage", project_id: 1,
			digest: createHash("sha256").update(key).digest("hex") }]);
		refused(cli("key", "add", "laptop"), REFUSED, /exists already/);
		refused(cli("key", "add", "x", "--role", "root"), REFUSED,
			/--role is read or manage/);
		assert.deepEqual(audit(install).slice(-1), ["key add laptop"]);
	}, { project: [] });

scene("keys are listed, and one revoked is of no use", (install, cli) => {
	assert.match(done(cli("key", "list")), /^No key yet/);
	cli("key", "add", "laptop", "--role", "manage");
	cli("key", "add", "agency", "--project", "Test");
	install.change(`UPDATE api_keys SET last_used = created
		WHERE name = 'agency'`);
	const lines = done(cli("key", "list")).trim().split("\n");
	assert.match(lines[1], /^agency +read +Test .*(now|ago)/);
	assert.match(lines[2], /^laptop +manage +\(all\) .*never$/);
	assert.ok(lines.every((line) => line.length <= 80));
	refused(cli("key", "revoke", "nothing"), REFUSED,
		/no key "nothing" in use/);
	assert.match(done(cli("key", "revoke", "laptop")), /opens nothing/);
	refused(cli("key", "revoke", "laptop"), REFUSED, /no key "laptop"/);
	const [agency, laptop] = JSON.parse(done(cli("--json", "key",
		"list")));
	assert.deepEqual([agency.name, agency.role, agency.project,
		agency.revoked ?? null], ["agency", "read", "Test", null]);
	assert.ok(Date.parse(laptop.revoked) >= Date.parse(laptop.created));
	assert.deepEqual(audit(install).slice(-1), ["key revoke laptop"]);
	assert.match(done(cli("key", "list")), /laptop +revoked/);
	/* the name is free */
	assert.match(done(cli("key", "add", "laptop")), /^lp_/);
}, { project: [] });

/* A lead with two touches, two pages, and a job as `job` says. */
function addLead(install, now, { record, job }) {
	const text = record ?? JSON.stringify({
		format: 1, lead_id: LEAD_ID, submitted: now,
		visit: { started: now - 3 * MINUTE },
		first: { occurred: now - DAY, source: "facebook",
			medium: "paid_social", campaign: "spring" },
		last: { occurred: now - 3 * MINUTE, source: "google",
			medium: "cpc", campaign: "sale", channel: "Paid Search" },
	});
	install.change(`BEGIN;
		INSERT INTO visitors (id, token, first_seen, last_seen)
		VALUES (1, x'00', 0, 0);
		INSERT INTO touches (id, visitor_id, landed, occurred,
		landing_url, source, medium, channel, rule) VALUES (1, 1, 1,
		${now}, 'https://shop.example/', 'google', 'cpc', 'Paid Search',
		'test');
		INSERT INTO sessions (id, visitor_id, pixel_id, started,
		last_activity, events) VALUES (1, 1, 1, ${now}, ${now}, 2);
		INSERT INTO pages (id, hash, url, title, last_used_day) VALUES
		(1, x'01', 'https://shop.example/lamps', 'Lamps', 0),
		(2, x'02', 'https://shop.example/contact', NULL, 0);
		INSERT INTO tracking_events (id, hit_id, session_id, page_id,
		type, occurred, received) VALUES
		(1, x'01', 1, 1, NULL, ${now - 3 * MINUTE}, 0),
		(2, x'02', 1, 2, 'form_submit', ${now}, 0);
		INSERT INTO submissions (id, lead_id, pixel_id, event_id,
		visitor_id, session_id, occurred, received, form_name,
		form_state, fields, email, first_name, last_name, last_touch,
		record, record_hash) VALUES (1, x'${LEAD_ID}', 1, 2, 1, 1,
		${now}, ${now}, 'Contact', 'confirmed', '[]',
		'anna@example.com', 'Anna', 'Berg', 1, '${text}', x'');
		INSERT INTO sync_jobs (id, submission_id, target, account_id,
		created, due, ${Object.keys(job).join(", ")}) VALUES (1, 1,
		'pipedrive', 1, 0, ${now + 7 * MINUTE},
		${Object.values(job).map((value) => typeof value === "number"
		? value : `'${value}'`).join(", ")});
		COMMIT;`);
}

/* The demo project on an account with one mapped field. */
function connect(cli) {
	done(cli("crm", "account", "acme", "--domain", "acme"));
	done(cli("crm", "on", "Test", "--account", "acme"));
	done(cli("crm", "map", "acme", "last_source", KEY, "varchar"));
}

scene("lead show tells who, from where, what they did and why not",
	(install, cli) => {
		connect(cli);
		addLead(install, Date.now(), { job: { state: "held" } });
		const page = done(cli("lead", "show", "1"));
		for (const pattern of [/^Lead 1  Anna Berg\nanna@example.com$/m,
			/^Form +Contact on shop.example\/contact$/m,
			/^First +facebook \/ paid_social, campaign "spring"/m,
			/^Last +google \/ cpc, campaign "sale"/m,
			/^  [\d:]{8}  shop.example\/lamps  Lamps$/m,
			/^  [\d:]{8}  sent the form$/m,
			/^Pipedrive: Waiting, sends .*\d\d:\d\d$/m,
			/^  last_source +google +01234567$/m])
			assert.match(page, pattern);
		assert.ok(page.split("\n").every((line) => line.length <= 80));
		assert.match(done(cli("lead", "list")),
			/^ {4}1 .* Anna Berg +google \/ cpc +Waiting, sends/m);
		const json = JSON.parse(done(cli("lead", "show", "1", "--json")));
		assert.equal(json.lead_id, LEAD_ID);
		assert.equal(json.first.source, "facebook");
		assert.equal(json.jobs[0].state, "held");
		assert.deepEqual(json.values, [{ name: "last_source",
			value: "google", key: KEY, policy: "always" }]);
	}, { project: [] });

scene("lead show names each call and what the CRM said", (install, cli) => {
	connect(cli);
	const now = Date.now();
	addLead(install, now, { job: { state: "failed", finished: now,
		reason: "gave_up", attempts: 20, last_class: "refused" } });
	install.change("INSERT INTO sync_attempts (job_id, run_id, operation," +
		" started, ended, http, class, excerpt) VALUES" +
		` (1, 1, 'search', ${now}, ${now + 12}, 200, 'ok', NULL),` +
		` (1, 1, 'patch', ${now}, ${now + 9}, 400, 'refused', 'no \x9b'),` +
		` (1, 1, 'patch', ${now}, NULL, NULL, NULL, NULL)`);
	const page = done(cli("lead", "show", "1"));
	assert.match(page, /looked for the address +200  ok +12 ms\n/);
	assert.match(page, /wrote the values +400  refused +9 ms\n +no/);
	assert.match(page, /wrote the values +no answer was noted/);
	assert.match(page, /Pipedrive refused the values/);
	assert.match(page, /\$ leadpixel lead requeue 1\n/);
	assert.doesNotMatch(page, /\x9b/);
}, { project: [] });

scene("a broken record does not hide the lead", (install, cli) => {
	connect(cli);
	addLead(install, Date.now(), { record: "{broken", job: { state: "held" } });
	assert.match(done(cli("lead", "show", "1")), /Anna Berg/);
}, { project: [] });

scene("lead show and list know what is not there", (install, cli) => {
	refused(cli("lead", "show", "7"), REFUSED, /no lead 7/);
	assert.match(done(cli("lead", "list")), /No such lead yet/);
	assert.equal(done(cli("lead", "list", "--json")), "[]\n");
});

scene("lead requeue begins afresh, due at once, with an audit line",
	(install, cli) => {
		connect(cli);
		const now = Date.now();
		const job = () => install.rows("SELECT state, reason, attempts," +
			" finished, replays, account_id, due FROM sync_jobs")[0];
		addLead(install, now, { job: { state: "failed", finished: now,
			reason: "gave_up", attempts: 20 } });
		done(cli("lead", "requeue", "1"));
		const { due, ...held } = job();
		assert.deepEqual(held, { state: "held", reason: null, attempts: 0,
			finished: null, replays: 1, account_id: 1 });
		assert.ok(due >= now && due < now + MINUTE);
		assert.deepEqual(audit(install).slice(-1), ["lead requeue 1"]);

		install.change("UPDATE submissions SET record_complete = 1;" +
			" UPDATE sync_jobs SET state = 'sending', run_id = 1");
		refused(cli("lead", "requeue", "1"), REFUSED, /being sent/);
		install.change("UPDATE sync_jobs SET state = 'synced'," +
			" run_id = NULL, finished = 1");
		done(cli("lead", "requeue", "1"));
		assert.equal(job().state, "ready");
		refused(cli("lead", "requeue", "1", "--target", "webhook"), REFUSED,
			/no delivery to webhook/);
		refused(cli("lead", "requeue", "9"), REFUSED, /no lead 9/);
		done(cli("crm", "off", "Test"));
		refused(cli("lead", "requeue", "1"), REFUSED,
			/crm on "Test" --account NAME/);
	}, { project: [] });

scene("status: 0 when well, 1 when somebody has to look, 2 when broken",
	(install, cli) => {
		assert.match(done(cli("status")), /^All is well\.$/m);
		connect(cli);
		addLead(install, Date.now(), { job: { state: "held" } });
		install.change(`UPDATE sync_jobs SET due = ${Date.now()
			- 60 * MINUTE}; INSERT INTO breakers (target, owner_id,
			name, state) VALUES ('pipedrive', 1, 'transport', 'open')`);
		const look = cli("status");
		assert.equal(look.code, 1);
		assert.match(look.out, /^LOOK +A delivery is due since 60 minutes/m);
		assert.match(look.out, /^LOOK +Account "acme": nothing is sent/m);
		assert.match(look.out, /^Queue +held 1$/m);
		const json = JSON.parse(cli("status", "--json").out);
		assert.equal(json.level, "look");
		assert.equal(json.jobs.held, 1);
		assert.equal(json.leads_today, 1);
		assert.equal(json.breakers[0].name, "transport");
		install.change("UPDATE breakers SET name = 'auth'");
		const broken = cli("status");
		assert.equal(broken.code, 2);
		assert.match(broken.out,
			/^BROKEN +Account "acme": nothing is sent: the token is/m);
		assert.equal(JSON.parse(cli("status", "--json").out).level,
			"broken");
		install.change("PRAGMA user_version = 99");
		assert.equal(cli("status").code, 2);
	}, { project: [] });

scene("run-sync starts leadpixel-sync with the same configuration",
	(install, cli) => {
		done(cli("run-sync"));
		assert.equal(install.value("SELECT count(*) FROM sync_runs"), 1);
		done(cli("run-sync", "--dry-run"));
		assert.equal(install.value("SELECT count(*) FROM sync_runs"), 1);
	}, { project: [] });

scene("nobody is asked to write what they may only read", (install) => {
	const file = join(install.dir, "locked");
	mkdirSync(file, { mode: 0o000 });
	const done = runProgram(install.program("leadpixel"),
		["--config", join(file, "x.conf"), "status"]);
	assert.equal(done.code, CONFIG);
	assert.match(done.err, /x\.conf/);
});
