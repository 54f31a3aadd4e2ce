/* Keys, log-ins and manners of the API, in all three ways to serve. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Caller, makeKey } from "../harness/api.mjs";
import { MODES } from "../harness/apache.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";

const PAGE = { "sec-fetch-site": "same-origin", "x-leadpixel": "1" };

/* The cookie that an answer sets, as a browser sends it back. */
function cookieOf(answer) {
	return answer.headers["set-cookie"]?.[0].split(";")[0];
}

/* As the dashboard does: the key in a header, never in a body. */
function logIn(caller, key, headers) {
	return caller.post("/session", {}, { "x-api-key": key, ...headers });
}

for (const mode of MODES)
	describe(`by ${mode}`, () => {
		let scene, key, nobody;

		before(async () => {
			scene = await openScene({ mode, api: true });
			key = makeKey(scene.install, "boss", "--role", "manage");
			nobody = new Caller(scene.url);
		});
		after(() => scene?.close());

		test("a key opens it, by either header", async () => {
			const boss = new Caller(scene.url, key);
			const data = await boss.data("/session");
			assert.deepEqual(data.key,
				{ name: "boss", role: "manage", project: null });
			assert.equal(data.projects[0].name, "Test");
			const other = await nobody.get("/session",
				{ "x-api-key": key });
			assert.equal(other.status, 200);
			assert.ok(scene.value(`SELECT last_used FROM api_keys
				WHERE name = 'boss'`) > 0);
		});

		test("no key, a wrong one, one in the address", async () => {
			assert.equal((await nobody.get("/session")).status, 401);
			const wrong = `lp_${"0".repeat(64)}`;
			assert.equal((await new Caller(scene.url, wrong)
				.get("/session")).status, 401);
			assert.equal((await nobody.get(`/session?api_key=${key}`))
				.status, 401);
			const named = await new Caller(scene.url, key)
				.get(`/session?api_key=${key}`);
			assert.equal(named.status, 400);
			assert.equal(named.json.field, "api_key");
		});
	});

describe("a browser", () => {
	let scene, key, nobody;

	before(async () => {
		scene = await openScene({ api: true });
		key = makeKey(scene.install, "eyes");
		nobody = new Caller(scene.url);
	});
	after(() => scene?.close());

	test("logs in, is known by its cookie, logs out", async () => {
		const opened = await logIn(nobody, key, { "sec-fetch-site": "same-origin" });
		assert.equal(opened.status, 200);
		assert.equal(opened.json.data.insecure, true);
		const [set] = opened.headers["set-cookie"];
		assert.match(set, /^leadpixel-insecure=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/);
		const cookie = cookieOf(opened);
		assert.equal((await nobody.get("/session", { cookie })).status,
			200);
		assert.equal(scene.value(`SELECT count(*) FROM dashboard_sessions
			WHERE hex(id_hash) = upper('${cookie.split("=")[1]}')`), 0);
		/* without manners nothing changes */
		for (const headers of [{}, { "x-leadpixel": "1" },
			{ "sec-fetch-site": "same-origin" },
			{ "sec-fetch-site": "cross-site", "x-leadpixel": "1" },
			{ origin: "https://evil.example", "x-leadpixel": "1" }]) {
			const refused = await nobody.remove("/session",
				{ cookie, ...headers });
			assert.equal(refused.status, 403);
			assert.equal(refused.json.error, "csrf");
		}
		assert.equal((await nobody.remove("/session",
			{ cookie, ...PAGE })).status, 200);
		assert.equal((await nobody.get("/session", { cookie })).status,
			401);
		assert.equal(scene.value(
			"SELECT count(*) FROM dashboard_sessions"), 0);
		assert.deepEqual(scene.rows(`SELECT action, subject FROM audit_log
			WHERE actor LIKE 'key:%' ORDER BY id`),
		[{ action: "log in", subject: "eyes" },
			{ action: "log out", subject: "eyes" }]);
	});

	test("no log-in hides in the value of another cookie", async () => {
		const cookie = cookieOf(await logIn(nobody, key));
		assert.equal((await nobody.get("/session",
			{ cookie: `a=b; ${cookie}; c=d` })).status, 200);
		assert.equal((await nobody.get("/session",
			{ cookie: `a=b,${cookie}` })).status, 401);
	});

	test("Apache's own password before it is no key", async () => {
		const authorization = "Basic b3duZXI6c2VjcmV0";
		const opened = await logIn(nobody, key, { authorization });
		assert.equal(opened.status, 200);
		for (let i = 0; i < 12; i++)
			assert.equal((await nobody.get("/session", { authorization,
				cookie: cookieOf(opened) })).status, 200);
		assert.equal((await nobody.get("/session", { authorization }))
			.status, 401);
	});

	test("an idle log-in ends, and one of a day", async () => {
		const cookie = cookieOf(await logIn(nobody, key));
		const end = async (column, ms) => {
			scene.install.change(`UPDATE dashboard_sessions
				SET ${column} = ${column} - ${ms}`);
			return (await nobody.get("/session", { cookie })).status;
		};
		assert.equal(await end("last_used", 29 * 60e3), 200);
		assert.equal(await end("created", 11 * 3600e3), 200);
		assert.equal(await end("created", 3600e3), 401);
		scene.install.change(
			"UPDATE dashboard_sessions SET created = created + 43200000");
		assert.equal(await end("last_used", 31 * 60e3), 401);
	});

	test("a revoked key closes its browsers", async () => {
		const cookie = cookieOf(await logIn(nobody, key));
		scene.install.change(`UPDATE api_keys SET revoked = 1
			WHERE name = 'eyes'`);
		assert.equal((await nobody.get("/session", { cookie })).status,
			401);
		scene.install.change("UPDATE api_keys SET revoked = NULL");
	});

	test("a body is JSON and says so", async () => {
		const plain = await logIn(nobody, key, { "content-type": "text/plain" });
		assert.equal(plain.status, 415);
		const broken = await nobody.call("POST", "/session", "no object",
			{ "x-api-key": key });
		assert.equal(broken.status, 400);
		assert.equal(broken.json.field, "body");
	});

	test("a log-in needs the key itself, in a header", async () => {
		assert.equal((await nobody.post("/session", { key })).status, 401);
		const cookie = cookieOf(await logIn(nobody, key));
		const again = await nobody.post("/session", {},
			{ cookie, ...PAGE });
		assert.equal(again.status, 401);
		assert.equal(again.headers["set-cookie"], undefined);
	});

	test("another site cannot log one in", async () => {
		const refused = await logIn(nobody, key, { "sec-fetch-site": "cross-site" });
		assert.equal(refused.status, 403);
	});

	test("by http from elsewhere nobody logs in", async () => {
		const refused = await logIn(nobody, key, { host: "leadpixel.example.com" });
		assert.equal(refused.json.error, "insecure");
	});

	test("paths and methods that are not there", async () => {
		assert.equal((await nobody.get("/nothing")).status, 404);
		assert.equal((await nobody.get("/session/1")).status, 404);
		const put = await nobody.put("/session", {});
		assert.equal(put.status, 405);
		assert.equal(put.headers.allow, "POST, GET, DELETE");
	});

	test("no other site reads an answer", async () => {
		const answer = await new Caller(scene.url, key).get("/session",
			{ origin: "https://evil.example" });
		assert.equal(answer.headers["access-control-allow-origin"],
			undefined);
		assert.equal(answer.headers["cache-control"], "no-store");
		assert.equal(answer.headers["x-content-type-options"], "nosniff");
	});

	test("wrong keys are slowed, right ones beside them not", async () => {
		const wrong = `lp_${"1".repeat(64)}`;
		for (let i = 0; i < 10; i++)
			assert.equal((await logIn(nobody, wrong)).status, 401);
		const late = await logIn(nobody, wrong);
		assert.equal(late.status, 429);
		assert.ok(Number(late.headers["retry-after"]) >= 1);
		assert.equal((await new Caller(scene.url, wrong).get("/session"))
			.status, 429);
		/* of the same network */
		assert.equal((await logIn(nobody, key)).status, 200);
		assert.equal((await new Caller(scene.url, key).get("/session"))
			.status, 200);
	});
});

describe("few calls an hour", () => {
	let scene, key, boss;

	before(async () => {
		scene = await openScene({ api: true,
			settings: { reads_per_hour: 3, changes_per_hour: 3 } });
		key = makeKey(scene.install, "boss", "--role", "manage");
		boss = new Caller(scene.url, key);
	});
	after(() => scene?.close());

	test("other sites and strangers use none of them up", async () => {
		const nobody = new Caller(scene.url);
		for (let i = 0; i < 5; i++) {
			for (const site of ["cross-site", "same-site"]) {
				const headers = { "sec-fetch-site": site };
				for (const refused of [
					await nobody.get("/leads", headers),
					await nobody.post("/session", {}, headers)]) {
					assert.equal(refused.status, 403);
					assert.equal(refused.json.error, "csrf");
				}
			}
			assert.equal((await nobody.get("/leads")).status, 401);
			assert.equal((await nobody.post("/session")).status, 401);
		}
		assert.equal((await logIn(boss, key)).status, 200);
		for (let i = 0; i < 3; i++)
			assert.equal((await boss.get("/session")).status, 200);
		assert.equal((await boss.get("/session")).status, 429);
	});
});

describe("by https", () => {
	const SAFE = { "x-forwarded-proto": "https",
		host: "leadpixel.example.com" };
	let scene, key, nobody;

	before(async () => {
		scene = await openScene({ api: true,
			settings: { trusted_proxies: "127.0.0.1" } });
		key = makeKey(scene.install, "eyes");
		nobody = new Caller(scene.url);
	});
	after(() => scene?.close());

	test("the cookie is bound to its host and to TLS", async () => {
		const opened = await logIn(nobody, key, SAFE);
		assert.equal(opened.json.data.insecure, false);
		assert.match(opened.headers["set-cookie"][0],
			/^__Host-leadpixel=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
		const cookie = cookieOf(opened);
		assert.equal((await nobody.get("/session",
			{ ...SAFE, cookie })).status, 200);
		/* what the other name holds opens nothing here */
		const value = cookie.split("=")[1];
		assert.equal((await nobody.get("/session", { ...SAFE,
			cookie: `leadpixel-insecure=${value}` })).status, 401);
	});

	test("only a trusted proxy says that it is", async () => {
		scene.install.configure({ trusted_proxies: "192.0.2.1" });
		scene.api.signal("SIGHUP");
		await poll("new processes", 10000, async () =>
			(await logIn(nobody, key, SAFE)).status === 403);
	});
});
