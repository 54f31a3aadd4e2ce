/* What nobody should send: a clear refusal or the field dropped, never half a
 * row, never a crash.  Numbers are those of reliability.md 2.5. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { MODES } from "../harness/apache.mjs";
import { makeHit, makeId, makeLead } from "../harness/hits.mjs";
import { PIXEL } from "../harness/install.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send, sendRaw } from "../harness/send.mjs";

const MAX = 32 * 1024;
const TABLES = ["visitors", "sessions", "touches", "tracking_events",
	"submissions", "sync_jobs", "pages", "agents", "words", "page_hours"];

function countAll(scene) {
	return scene.rows(`SELECT ${TABLES.map((table) =>
		`(SELECT count(*) FROM ${table}) AS ${table}`).join()}`)[0];
}

/* A hit whose text has `from` replaced by raw bytes. */
function bytesOf(hit, from, to) {
	const text = JSON.stringify(hit);
	const at = text.indexOf(from);
	return Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from(to),
		Buffer.from(text.slice(at + from.length))]);
}

function deep(levels) {
	return "[".repeat(levels) + "]".repeat(levels);
}

function padded(size) {
	const text = JSON.stringify(makeHit({ pad: "" }));
	return text.replace('"pad":""', `"pad":"${
		"x".repeat(size - text.length)}"`);
}

const text = (more) => JSON.stringify(makeHit(more));
const raw = (name, json) => text().replace("{", `{"${name}":${json},`);
const keys = (count) => text(Object.fromEntries(
	Array.from({ length: count }, (_, i) => [`a${i}`, 1])));

/* name, body, status, what X-Leadpixel says */
const REFUSED = [
	["nothing (16)", "", 400, "bad_request:body"],
	["blanks (37)", " ".repeat(10), 400, "bad_request:body"],
	["null", "null", 400, "bad_request:body"],
	["a list", "[]", 400, "bad_request:body"],
	["a scalar", "7", 400, "bad_request:body"],
	["an open object", "{", 400, "bad_request:body"],
	["half a hit", text().slice(0, -20), 400, "bad_request:body"],
	["two documents (33)", text() + text(), 400, "bad_request:body"],
	["garbage behind (33)", `${text()}x`, 400, "bad_request:body"],
	["a byte order mark (33)", `\ufeff${text()}`, 400, "bad_request:body"],
	["depth 17 (27)", raw("a", deep(16)), 400, "bad_request:body"],
	["depth 10,000 (27)", deep(10000), 400, "bad_request:body"],
	["1,000 values (28)", keys(1000), 400, "bad_request:body"],
	["a key twice (29)", text().replace("{",
		`{"page_url":"https://a.example/",`), 400, "bad_request:body"],
	/* a lone surrogate and U+0000 written out are mended: script_messages */
	["a key twice within (29)", raw("props", '{"a":1,"a":2}'), 400,
		"bad_request:body"],
	["a name in capitals (30)", text().replace("page_url", "PAGE_URL"),
		400, "bad_request:page_url"],
	["a NUL (31)", bytesOf(makeHit(), "Lamps", [0x61, 0, 0x62]), 400,
		"bad_request:body"],
	["a control character (32)", bytesOf(makeHit(), "Lamps", [1]), 400,
		"bad_request:body"],
	...[["C0 AF", [0xc0, 0xaf]], ["E0 80 80", [0xe0, 0x80, 0x80]],
		["ED A0 80", [0xed, 0xa0, 0x80]], ["FF", [0xff]],
		["a cut code point", [0xc3]],
		["five bytes", [0xf8, 0x88, 0x80, 0x80, 0x80]]]
		.map(([name, bytes]) => [`${name} (34)`, bytesOf(makeHit(),
			"Lamps", bytes), 400, "bad_request:body"]),
	["007 (35)", raw("age_ms", "007"), 400, "bad_request:body"],
	["1. (35)", raw("age_ms", "1."), 400, "bad_request:body"],
	["NaN (35)", raw("age_ms", "NaN"), 400, "bad_request:body"],
	["1e999 (35)", raw("age_ms", "1e999"), 400, "bad_request:body"],
	["32 KiB and one byte (15)", padded(MAX + 1), 413,
		"bad_request:size"],
	...[undefined, null, 7, {}, [], "", "short", "x".repeat(65),
		"no spaces", "../../pixel-id"].map((pixel_id) =>
		[`pixel_id ${JSON.stringify(pixel_id)}`, text({ pixel_id }), 400,
			"bad_request:pixel_id"]),
	...[undefined, null, 7, {}, "", "lamps", "//shop.example/",
		"ftp://shop.example/", "javascript:alert(1)", "https://",
		"data:text/html,x", "https://user@/"].map((page_url) =>
		[`page_url ${JSON.stringify(page_url)}`, text({ page_url }), 400,
			"bad_request:page_url"]),
	["an unknown pixel", text({ pixel_id: "no-such-pixel" }), 404,
		"unknown_pixel"],
	["a pixel switched off", text({ pixel_id: "off-pixel-01" }), 403,
		"inactive_pixel"],
];

/* an optional field of a wrong kind is dropped alone */
const WRONG = [7, -1, 1e300, true, null, "", "x".repeat(3000), {}, [],
	{ a: { b: 1 } }, "\u202e\u200d", "'); DROP TABLE tracking_events;--",
	"%s%n%x", "<script>alert(1)</script>"];
const OPTIONAL = ["hit_id", "page_title", "event_type", "referrer_url",
	"viewport", "screen", "props", "age_ms", "visitor_cookie", "landing",
	"consent", "utm_source", "gclid", "form_data", "lead_id", "form",
	"form_state", "timestamp", "attribution_source"];

function refuses(scene) {
	for (const [name, body, status, verdict] of REFUSED)
		test(`refused: ${name}`, async () => {
			const before = countAll(scene());
			const answer = await post(scene().url, body);
			assert.equal(answer.status, status, answer.text);
			assert.equal(answer.verdict, verdict);
			assert.equal(answer.json.success, false);
			assert.ok(answer.json.message);
			assert.doesNotMatch(answer.text, /Lamps|sqlite|\.c:/);
			assert.deepEqual(countAll(scene()), before);
		});
	test("an origin that the pixel does not allow (64)", async () => {
		for (const [origin, page, status] of [
			["https://shop.example", "https://shop.example/", 200],
			["https://www.shop.example", "https://shop.example/", 200],
			["https://shop.example.evil.test", "https://shop.example/",
				403],
			["https://evilshop.example", "https://shop.example/", 403],
			["null", "https://shop.example/", 403],
			[undefined, "https://other.example/", 403]]) {
			const hit = makeHit({ pixel_id: "tied-pixel-01",
				page_url: page });
			const answer = await post(scene().url, hit,
				{ headers: origin && { origin } });
			assert.equal(answer.status, status, origin);
			assert.equal(answer.verdict, status === 200
				? "stored" : "origin_refused");
			assert.equal(scene().hit(hit) !== undefined,
				status === 200);
		}
	});
}

function drops(scene) {
	for (const field of OPTIONAL)
		test(`wrong kinds of ${field} (36)`, async () => {
			for (const value of WRONG) {
				const hit = makeHit({ [field]: value });
				const answer = await post(scene().url, hit);
				assert.equal(answer.status, 200,
					`${JSON.stringify(value)}: ${answer.text}`);
				assert.match(answer.verdict, /^(stored|duplicate)$/);
				const [row] = scene().rows(`SELECT typeof(hit_id) AS
					kind, length(hit_id) AS size, viewport, screen,
					json_valid(coalesce(props, '{}')) AS good
					FROM tracking_events
					WHERE id = ${answer.json.event_id}`);
				assert.deepEqual([row.kind, row.size, row.good],
					["blob", 16, 1]);
			}
		});
	test("what is dropped is null, what is kept is as sent", async () => {
		const hit = makeHit({ viewport: { width: "wide" },
			page_url: `https://shop.example/${makeId()}`,
			screen: { width: 1, height: 1e9 }, props: "no",
			referrer_url: "javascript:1", age_ms: -5,
			page_title: "'); DROP TABLE tracking_events;--" });
		await post(scene().url, hit);
		const row = scene().hit(hit);
		assert.deepEqual([row.viewport, row.screen, row.props,
			row.referrer_page, row.occurred], [null, null, null,
			null, row.received]);
		assert.equal(row.page_title,
			"'); DROP TABLE tracking_events;--");
	});
	test("a code point at the cut stays whole (39)", async () => {
		const hit = makeHit({ page_url: `https://shop.example/${makeId()}`,
			page_title: `${"x".repeat(997)}\u{1f4a1}\u{1f4a1}` });
		await post(scene().url, hit);
		assert.equal(scene().hit(hit).page_title, "x".repeat(997));
	});
	test("a page address of 30,000 bytes is cut", async () => {
		const hit = makeHit({ page_url:
			`https://shop.example/${"y".repeat(30000)}` });
		const answer = await post(scene().url, hit);
		assert.equal(answer.status, 200);
		assert.equal(scene().hit(hit).page_url.length, 2048);
	});
	test("text that looks like code is text (42, 43)", async () => {
		const lead = makeLead({ form_data: { email: "x@example.com",
			"__proto__x": "1", "1;DROP": "%s%n", note:
				"<img src=x onerror=alert(1)>" } });
		await post(scene().url, lead, { path: "/lp/l" });
		const values = JSON.parse(scene().lead(lead).fields)
			.map(({ value }) => value);
		assert.ok(values.includes("<img src=x onerror=alert(1)>"));
		assert.ok(values.includes("%s%n"));
	});
}

const BODY = JSON.stringify(makeHit({ hit_id: undefined }));

function request(lines, body = "") {
	return `${lines.join("\r\n")}\r\nConnection: close\r\n\r\n${body}`;
}

const PERSON = "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
const head = (...more) => ["POST /lp/t HTTP/1.1", "Host: t", PERSON,
	...more];
const sized = `Content-Length: ${BODY.length}`;

/* name, bytes, what the status lines are, how many rows */
const RAW = [
	["no Host (1)", request(["POST /lp/t HTTP/1.1", sized], BODY), /400/, 0],
	["two lengths (2)", request(head("Content-Length: 5", sized), BODY),
		/400/, 0],
	["a negative length (3)", request(head("Content-Length: -1"), BODY),
		/400/, 0],
	["a length of 20 digits (3)",
		request(head("Content-Length: 99999999999999999999"), BODY),
		/400|413/, 0],
	["length and chunks (4)", request(head(sized,
		"Transfer-Encoding: chunked"), `5\r\nhello\r\n0\r\n\r\n${request(
		head(sized), BODY)}`), /^4..$/, 0],
	["an unknown coding (5)", request(head("Transfer-Encoding: xchunked"),
		BODY), /^[45]..$/, 0],
	["a blank before the colon (6)", request(head("X-A : v", sized), BODY),
		/400/, 0],
	["line feeds alone (6)", request(head(sized), BODY)
		.replaceAll("\r\n", "\n"), /400/, 0],
	["a NUL in the head (6)", request(head("X-A: a\0b", sized), BODY),
		/400/, 0],
	["HTTP/0.9 (8)", "GET /lp/p.gif\r\n\r\n", /400|^$/, 0],
	["TRACE (9)", request(["TRACE /lp/t HTTP/1.1", "Host: t"]), /405/, 0],
	["BREW (10)", request(["BREW /lp/t HTTP/1.1", "Host: t", sized], BODY),
		/405/, 0],
	["post (10)", request(["post /lp/t HTTP/1.1", "Host: t", sized], BODY),
		/405/, 0],
	["get (10)", request([`get /lp/p.gif?pixel_id=${PIXEL}&page_url=${
		"https://shop.example/"} HTTP/1.1`, "Host: t"]), /405/, 0],
	["an address of 300 KB (12)", request([`GET /lp/p.gif?${
		"q".repeat(300 * 1024)} HTTP/1.1`, "Host: t"]), /414/, 0],
	["a query of 4,200 bytes (12)", request([`GET /lp/p.gif?pixel_id=${
		PIXEL}&page_url=https://shop.example/&q=${"q".repeat(4120)
	} HTTP/1.1`, "Host: t"]), /400|414/, 0],
	["a header of 9,000 bytes (12)", request(head(`X-A: ${
		"a".repeat(9000)}`, sized), BODY), /400|431/, 0],
	["150 headers (12)", request(head(...Array.from({ length: 150 },
		(_, i) => `X-${i}: 1`), sized), BODY), /400|431/, 0],
	["%00 in the path (13)", request(["POST /lp/t%00 HTTP/1.1", "Host: t",
		sized], BODY), /40[04]/, 0],
	["%2f in the path (13)", request(["POST /lp%2ft HTTP/1.1", "Host: t",
		sized], BODY), /404/, 0],
	["a path beside (14)", request(["POST /lp/tt HTTP/1.1", "Host: t",
		sized], BODY), /40[045]/, 0],
	["a path climbing out (14)", request(["GET /lp/../../etc/passwd "
		+ "HTTP/1.1", "Host: t"]), /40[034]/, 0],
	["an absolute address (14)", request(["POST http://evil/lp/t HTTP/1.1",
		"Host: evil", PERSON, sized], BODY), /200/, 1],
	["two requests in one go (23)", request(head(sized), BODY)
		.replace("Connection: close\r\n", "") + request(head(sized), BODY),
	/200 200/, 2],
	["a line to be reflected (24)", request(["GET /lp/p.gif?pixel_id=a%0d"
		+ "%0aSet-Cookie:x=1&cb=%0d%0aX-Bad:1 HTTP/1.1", "Host: t"]),
	/400/, 0],
	["Proxy: (25)", request(head("Proxy: http://evil/", sized), BODY),
		/200/, 1],
	["gzip (21)", request(head("Content-Encoding: gzip",
		"Content-Length: 4"), "\x1f\x8b\x08\0"), /400|415/, 0],
	["form encoding (40)", request(head(sized,
		"Content-Type: multipart/form-data; boundary=x"), BODY), /415/, 0],
];

function survivesRaw(scene) {
	for (const [name, bytes, statuses, rows] of RAW)
		test(`raw: ${name}`, async () => {
			const before = scene().count("tracking_events");
			const said = await sendRaw(scene().url, bytes,
				{ ms: 8000 });
			const lines = [...said.matchAll(/HTTP\/1\.1 (\d+)/g)]
				.map(([, status]) => status);
			assert.match(lines.join(" "), statuses, said);
			assert.doesNotMatch(said, /^(Set-Cookie: x|X-Bad)/m);
			assert.equal(scene().count("tracking_events"),
				before + rows);
		});
	test("a body cut short (18)", async () => {
		const before = countAll(scene());
		await sendRaw(scene().url, `${head("Content-Length: 900")
			.join("\r\n")}\r\n\r\n${BODY}`, { half: true, ms: 8000 });
		assert.deepEqual(countAll(scene()), before);
	});
	test("32 KiB to the byte are taken", async () => {
		const answer = await post(scene().url, padded(MAX));
		assert.equal(answer.verdict, "stored");
	});
}

for (const mode of MODES)
	describe(`refusals, ${mode}`, () => {
		let scene, child;
		const here = () => scene;
		before(async () => {
			scene = await openScene({ mode });
			for (const [id, hosts] of [["off-pixel-01", ""],
				["tied-pixel-01", "shop.example"]])
				scene.install.cli("pixel", "add", "Test", id,
					"--id", id, ...hosts ? ["--hosts", hosts] : []);
			scene.install.change(`UPDATE pixels SET active = 0
				WHERE public_id = 'off-pixel-01';
				UPDATE settings SET settings_version =
				settings_version + 1`);
			child = scene.collector?.child();
		});
		after(() => scene?.close());
		refuses(here);
		drops(here);
		survivesRaw(here);
		test("the same process has served all of it", () => {
			assert.equal(scene.collector?.child(), child);
			assert.equal(scene.value("PRAGMA integrity_check"), "ok");
		});
		test("nothing foreign in the log", async () => {
			const log = `${scene.collector?.said() ?? ""}${
				scene.apache.program.said()}`;
			assert.doesNotMatch(log, /DROP|Lamps|<script|shop\.example/);
			assert.equal((await send(scene.url,
				{ path: "/health" })).status, 200);
		});
	});
