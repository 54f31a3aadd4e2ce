/* The database's shape: what `init` makes is what schema.sql says, and no
 * program works on another version. */
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeInstall, ROOT } from "../harness/install.mjs";
import { runProgram } from "../harness/program.mjs";

const SHAPE = "SELECT type, name, tbl_name, sql FROM sqlite_schema" +
	" ORDER BY type, name";

/* Comments stand in schema.sql only: SQLite would parse them each time. */
const bare = (sql) => sql?.replace(/\s*--.*$/gm, "").replace(/\s+/g, " ");

function withInstall(body) {
	const install = makeInstall({ empty: true });
	try {
		return body(install);
	} finally {
		install.remove();
	}
}

test("init makes exactly what schema.sql says", () => withInstall(
	(install) => {
		const text = readFileSync(join(ROOT, "schema.sql"), "utf8");
		const want = JSON.parse(runProgram("sqlite3", ["-json",
			":memory:", `;${text}; ${SHAPE}`]).out);
		const shape = (rows) => rows.map((row) =>
			({ ...row, sql: bare(row.sql) }));
		assert.ok(want.length > 30);
		assert.deepEqual(shape(install.rows(SHAPE)), shape(want));
		const before = install.rows(SHAPE);
		install.cli("init");
		assert.deepEqual(install.rows(SHAPE), before);
	}));

/* Columns in their order and indexes: ALTER leaves other texts behind. */
const COLUMNS = `SELECT m.name AS tbl, c.cid, c.name, c.type, c."notnull",
	c.dflt_value, c.pk FROM sqlite_schema m, pragma_table_xinfo(m.name) c
	WHERE m.type = 'table' ORDER BY m.name, c.cid`;
const OTHERS = `SELECT type, name, tbl_name, sql FROM sqlite_schema
	WHERE type <> 'table' ORDER BY type, name`;

/* Since version 2 a visitor's token ends with the project. */
const TOKEN = "00ff00e4006100620063006400ff00aa";
const OLD = [[1, TOKEN], ...[2, 3, 4].map((version) =>
	[version, `${TOKEN}31`])];

/* In place of the database that `init` made: an old one with a row each. */
function makeOld(install, version, token) {
	const schema = readFileSync(join(ROOT,
		`tests/data/schema_${version}.sql`), "utf8");
	for (const end of ["", "-wal", "-shm"])
		rmSync(`${install.db}${end}`, { force: true });
	install.change(`${schema}; PRAGMA user_version = ${version};
		PRAGMA journal_mode = WAL;
		INSERT INTO settings (id, person_key_secret, link_secret)
			VALUES (1, zeroblob(32), zeroblob(32));
		INSERT INTO projects (name, privacy, created)
			VALUES ('Old', 'consent', 1);
		INSERT INTO pixels (public_id, project_id, name, created)
			VALUES ('old-pixel', 1, 'Old', 1);
		INSERT INTO visitors (token, first_seen, last_seen)
			VALUES (x'${token}', 1, 1);
		INSERT INTO sessions (visitor_id, pixel_id, started,
			last_activity) VALUES (1, 1, 1, 1), (1, 1, 9, 9);
		INSERT INTO tracking_events (hit_id, session_id, page_id, type,
			occurred, received) VALUES (x'01', 1, 1, NULL, 1, 1),
			(x'02', 1, 1, 'video', 1, 1), (x'03', 1, 2, NULL, 1, 1);
		INSERT INTO submissions (lead_id, pixel_id, event_id, visitor_id,
			session_id, occurred, received, form_state, fields, email,
			record, record_hash) VALUES (x'01', 1, 1, 1, 1, 1, 1,
			'confirmed', '[]', 'jane@example.com', '{}', x'02');`);
}

for (const [version, token] of OLD)
	test(`version ${version}, upgraded, is a fresh one with its rows`,
		() => withInstall((install) => {
			const shape = (rows) => rows.map((row) =>
				({ ...row, sql: bare(row.sql) }));
			const columns = install.rows(COLUMNS);
			const others = install.rows(OTHERS);
			makeOld(install, version, token);
			assert.notDeepEqual(install.rows(COLUMNS), columns);
			install.cli("init");
			assert.deepEqual(install.rows(COLUMNS), columns);
			assert.deepEqual(shape(install.rows(OTHERS)),
				shape(others));
			assert.deepEqual(install.rows(`SELECT name, dnt,
				store_fields, thank_you FROM projects`), [{
				name: "Old", dnt: 0, store_fields: "",
				thank_you: "" }]);
			assert.equal(install.value(`SELECT hex(token)
				FROM visitors`), `${TOKEN}31`.toUpperCase());
			assert.deepEqual(install.rows(`SELECT email, company
				FROM submissions`), [{
				email: "jane@example.com", company: null }]);
			assert.deepEqual(install.rows(`SELECT id, events
				FROM sessions ORDER BY id`),
			[{ id: 1, events: 3 }, { id: 2, events: 0 }]);
			assert.equal(install.value("PRAGMA user_version"), 5);
		}));

/* arguments, and the exit status when the database is not theirs */
const PROGRAMS = [
	["pixel.fcgi", (install) => ["--config", install.conf, "--listen",
		install.socket], 78],
	["leadpixel-sync", (install) => ["--config", install.conf], 78],
	["leadpixel", (install) => ["--config", install.conf, "status"], 2],
];
const VERSIONS = [[99, /version 99.*newer leadpixel/s],
	[0, /empty.*leadpixel init/s]];

for (const [name, args, code] of PROGRAMS)
	for (const [version, words] of VERSIONS)
		test(`${name} refuses a database of version ${version}`, () =>
			withInstall((install) => {
				install.change(`PRAGMA user_version = ${version}`);
				const done = runProgram(install.program(name),
					args(install));
				assert.match(done.err + done.out, words);
				assert.equal(done.code, code);
			}));
