/* Leads as a file: the same leads as the pages', whole, and slow readers. */
import assert from "node:assert/strict";
import { connect } from "node:net";
import { statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeHit, makeVisitor } from "../harness/hits.mjs";
import { poll } from "../harness/poll.mjs";
import { runProgram } from "../harness/program.mjs";
import { post } from "../harness/send.mjs";
import { OTHER, openStage } from "./api_stage.mjs";

const HEADER = "id,received,project,site,form,page,name,email,phone,test,"
	+ "state_text,state,reason,why,first_source,first_medium,"
	+ "first_campaign,first_channel,first_landing_page,first_click_id,"
	+ "last_source,last_medium,last_campaign,last_channel,"
	+ "last_landing_page,last_click_id,person_id,person_url";
const FAT = 8000;

let s;

before(async () => { s = await openStage(); });
after(() => s?.close());

/* RFC 4180, into objects by the header row. */
function read(text) {
	assert.equal(text[0], "\ufeff");
	const rows = [];
	let row = [];
	for (const [, quoted, plain, end] of text.slice(1).matchAll(
		/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n)/g)) {
		row.push(quoted?.replaceAll('""', '"') ?? plain);
		if (end !== ",") {
			rows.push(row);
			row = [];
		}
	}
	const [names, ...rest] = rows;
	assert.equal(names.join(","), HEADER);
	return rest.map((cells) => {
		assert.equal(cells.length, names.length);
		return Object.fromEntries(cells.map((cell, i) =>
			[names[i], cell]));
	});
}

async function csv(params = {}, caller = s.boss) {
	const answer = await caller.get(`/leads/export?${
		new URLSearchParams({ ...params, format: "csv" })}`);
	assert.equal(answer.status, 200, answer.text);
	assert.match(answer.headers["content-type"], /^text\/csv/);
	return { rows: read(answer.text), headers: answer.headers };
}

/* All lines of GET /leads with these filters. */
async function pages(params = {}) {
	const seen = [];
	let next = null;
	do {
		const answer = await s.boss.get(`/leads?${new URLSearchParams(
			{ ...params, limit: 200, ...next && { after: next } })}`);
		assert.equal(answer.status, 200, answer.text);
		seen.push(...answer.json.data);
		({ next } = answer.json);
	} while (next !== null);
	return seen;
}

const person = (id, name, value) => `UPDATE submissions SET ${name} = '${
	value.replaceAll("'", "''")}' WHERE id = ${id}`;

/* SQL for `count` leads as they lie there, one a second back. */
function plant(count, state, name = "Bulk") {
	s.scene.install.change(`BEGIN;
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
			SELECT i + 1 FROM n WHERE i < ${count})
		INSERT INTO submissions (lead_id, pixel_id, event_id, visitor_id,
			session_id, occurred, received, form_state, fields, email,
			last_name, record, record_hash)
		SELECT randomblob(16), 1 + i % 2, 0, 0, 0, 1e12 - i * 1000,
			1e12 - i / 3 * 1000, 'confirmed', '[]', 'b' || i ||
			'@example.com', '${name}', '{}', x'00' FROM n;
		INSERT INTO sync_jobs (submission_id, target, account_id, state,
			due, created, finished, person_id) SELECT id, 'pipedrive', 1,
			'${state}', 1e12, 1e12, ${state === "review" ? "NULL" : "1e12"},
			id + 1000 FROM submissions s
			WHERE NOT EXISTS (SELECT 1 FROM sync_jobs j
				WHERE j.submission_id = s.id);
		COMMIT;`);
}

test("a lead's row says what its page says", async () => {
	const visitor_cookie = makeVisitor();
	await s.view({ visitor_cookie, age_ms: 3600e3, page_url:
		"https://shop.example/?gclid=one&utm_source=google"
		+ "&utm_medium=cpc&utm_campaign=fall" });
	const id = await s.lead({ visitor_cookie, page_url:
		"https://shop.example/contact?msclkid=two&utm_source=bing"
		+ "&utm_medium=cpc&utm_campaign=spring" });
	s.scene.install.change(`UPDATE sync_jobs SET state = 'synced',
		person_id = 77, finished = created WHERE submission_id = ${id}`);
	const [line] = await pages();
	const { rows: [row], headers } = await csv({ project: 1 });
	const day = new Date().toLocaleDateString("sv", {
		timeZone: "Europe/Berlin" });
	assert.equal(headers["content-disposition"],
		`attachment; filename="leads-Test-${day}.csv"`);
	assert.deepEqual(row, { id: String(id), received: line.received,
		project: "Test", site: line.pixel_name, form: "contact",
		page: row.page, name: "Jane Example",
		email: line.email, phone: "", test: "no",
		state_text: line.crm.label, state: "synced", reason: "", why: "",
		first_source: "google", first_medium: "cpc",
		first_campaign: "fall", first_channel: line.first.channel,
		first_landing_page: row.first_landing_page,
		first_click_id: "one", last_source: "bing",
		last_medium: "cpc", last_campaign: "spring",
		last_channel: line.last.channel,
		last_landing_page: row.last_landing_page, last_click_id: "two",
		person_id: "77",
		person_url: "https://demo.pipedrive.com/person/77" });
	assert.match(row.page, /^https:\/\/shop\.example\/contact/);
	assert.match(row.first_landing_page, /^https:\/\/shop\.example\/\?/);
	assert.match(row.last_landing_page, /msclkid=two/);
	assert.match(row.state_text, /^Written/);
	const { leads: [told], total_exported: total }
		= await s.boss.data("/leads/export");
	assert.equal(total, 1);
	assert.deepEqual(Object.keys(told).join(","), HEADER);
	assert.deepEqual([told.id, told.test, told.person_id, told.phone],
		[id, false, 77, null]);
});

test("no value is a formula, and all come whole", async () => {
	const id = await s.lead({ pixel_id: OTHER });
	const hostile = { first_name: "=cmd|'/C calc'!A0",
		last_name: "Żółć, \"Ann\"\r\nsecond line 🙂",
		form_name: "@SUM(1+1)", phone: "+49 30 1234567",
		email: "-2+3@example.com" };
	for (const [name, value] of Object.entries(hostile))
		s.scene.install.change(person(id, name, value));
	const { rows: [row] } = await csv({ project: 2 });
	assert.deepEqual([row.name, row.form, row.phone, row.email],
		[`'${hostile.first_name} ${hostile.last_name}`,
			"'@SUM(1+1)", "'+49 30 1234567", "'-2+3@example.com"]);
	const { leads: [told] } = await s.boss.data("/leads/export?project=2");
	assert.equal(told.name, `${hostile.first_name} ${hostile.last_name}`);
	assert.equal(told.phone, hostile.phone);
});

test("over many slices: the same leads in the same order", async () => {
	plant(900, "synced");
	plant(300, "review", "Doubt");
	plant(5200, "unchanged");
	plant(3, "failed", "Needle");
	for (const params of [{}, { project: 1 }, { pixel: OTHER },
		{ state: "waiting_for_you" }, { state: "synced", project: 1 },
		{ text: "needle" }, { source: "bing" }, { campaign: "spring" },
		{ from: "2001-09-09", to: "2001-09-09" },
		{ text: "doubt", pixel: OTHER, state: "review" }]) {
		const lines = await pages(params);
		const { rows } = await csv(params);
		const about = JSON.stringify(params);
		assert.ok(lines.length > 0, about);
		assert.deepEqual(rows.map((row) => [Number(row.id), row.email,
			row.state, Number(row.person_id)]), lines.map((line) =>
			[line.id, line.email.replace(/^-/, "'-"), line.crm.state,
				line.crm.person_id ?? 0]), about);
		const { leads, total_exported: total } = await s.boss.data(
			`/leads/export?${new URLSearchParams(params)}`);
		assert.deepEqual(leads.map(({ id }) => id),
			lines.map(({ id }) => id), about);
		assert.equal(total, lines.length);
	}
	assert.equal((await csv()).rows.length, s.scene.value(
		"SELECT count(*) FROM submissions"));
	assert.deepEqual((await csv({ text: "nobody is called that" })).rows,
		[]);
});

test("of one project for its key, and nothing unknown", async () => {
	const own = await csv({}, s.bound);
	assert.deepEqual([...new Set(own.rows.map((row) => row.project))],
		["Test"]);
	assert.match(own.headers["content-disposition"], /"leads-Test-/);
	assert.match((await csv()).headers["content-disposition"],
		/"leads-all-/);
	for (const path of ["project=2", `pixel=${OTHER}`])
		assert.equal((await s.bound.get(`/leads/export?${path}`)).status,
			404, path);
	for (const [path, field] of [["colour=red", "colour"],
		["limit=5", "limit"], ["format=xml", "format"],
		["state=odd", "state"], ["from=soon", "from"],
		["project=x", "project"]]) {
		const { status, json } = await s.boss.get(
			`/leads/export?${path}`);
		assert.deepEqual([status, json.field], [400, field]);
	}
	s.scene.install.cli("project", "add", "…", "--privacy", "identified");
	const { headers } = await csv({ project: 3 });
	assert.match(headers["content-disposition"], /"leads-3-2/);
});

test("a client that does not read holds no log back", async () => {
	const { install } = s.scene;
	install.change(`UPDATE submissions SET form_name =
		hex(zeroblob(${FAT / 2})), form_id = NULL`);
	const { hostname, port } = new URL(s.scene.url);
	const socket = connect({ host: hostname, port });
	socket.on("error", () => {});
	socket.pause();
	socket.write("GET /api/leads/export HTTP/1.0\r\nHost: localhost\r\n"
		+ `Authorization: ${s.boss.headers.authorization}\r\n`
		+ "Connection: close\r\n\r\n");
	const isTaken = () => runProgram("flock", ["-n",
		join(install.run, "export.0"), "true"]).code === 1;
	await poll("it has begun", 5000, isTaken);
	await poll("a slice is read, and the database let go", 5000,
		async () => {
			const hit = await post(s.scene.url, makeHit());
			assert.equal(hit.verdict, "stored");
			return runProgram("sqlite3", [install.db,
				"PRAGMA wal_checkpoint(TRUNCATE)"]).out.trim()
				=== "0|0|0";
		});
	assert.ok(isTaken(), "the export is still under way");
	assert.equal(statSync(`${install.db}-wal`).size, 0);
	socket.destroy();
	await poll("it ends with its client", 15000, () => !isTaken());
});
