/* The API while the disk is in trouble: it reads on, and says what it cannot
 * do; what it did is done. */
import assert from "node:assert/strict";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, test } from "node:test";
import { Caller, makeKey } from "../harness/api.mjs";
import { mountSmall } from "../harness/small_disk.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";

let scene, boss;
afterEach(() => scene?.close());

async function open(how) {
	scene = await openScene({ api: true, ...how });
	boss = new Caller(scene.url,
		makeKey(scene.install, "boss", "--role", "manage"));
}

const nameOf = () => scene.value("SELECT name FROM projects");
const rename = (name) => boss.put("/projects/1", { name });

/* Changes are refused and leave nothing; who reads notices nothing. */
async function assertReadsOnly(cookie) {
	const before = nameOf();
	const refused = await rename(`${before} again`);
	assert.equal(refused.status, 503, refused.text);
	assert.equal(refused.json.error, "busy");
	assert.ok(Number(refused.headers["retry-after"]) >= 1);
	assert.equal(nameOf(), before);
	const logIn = await boss.post("/session");
	assert.equal(logIn.status, 503, logIn.text);
	assert.equal(logIn.headers["set-cookie"], undefined);
	const logOut = await new Caller(scene.url).remove("/session", { cookie,
		"sec-fetch-site": "same-origin", "x-leadpixel": "1" });
	assert.equal(logOut.status, 503, logOut.text);
	assert.match(logOut.headers["set-cookie"][0], /Max-Age=0/);
	assert.equal((await boss.data("/projects"))[0].name, before);
	assert.equal((await new Caller(scene.url).get("/session", { cookie }))
		.status, 200);
}

async function recovers() {
	await poll("it changes things again", 10000, async () =>
		(await rename("Anew")).status === 200);
	assert.equal(nameOf(), "Anew");
	assert.equal(scene.value("PRAGMA integrity_check"), "ok");
}

async function cookieOf() {
	const answer = await boss.post("/session");
	assert.equal(answer.status, 200, answer.text);
	return answer.headers["set-cookie"][0].split(";")[0];
}

describe("the disk", () => {
	test("it is full", async (t) => {
		let mounted;
		await open({ late: (early) => {
			mounted = mountSmall(early);
		} });
		if (!mounted)
			return t.skip("needs root and the right to mount");
		const cookie = await cookieOf();
		const filler = join(mounted, "filler");
		assert.throws(() => writeFileSync(filler,
			Buffer.alloc(4 * 1024 * 1024)), /ENOSPC/);
		/* what room the log has is used up first */
		await poll("it is full", 30000, async () =>
			(await rename(nameOf() === "A" ? "B" : "A")).status === 503);
		await assertReadsOnly(cookie);
		assert.equal((await boss.data("/status")).level, "broken");
		rmSync(filler);
		await recovers();
	});

	test("read-only", async () => {
		await open({ mode: "cgi" });
		const cookie = await cookieOf();
		const { db, dir } = scene.install;
		const files = [db, `${db}-wal`, `${db}-shm`, join(dir, "data")];
		for (const file of files)
			chmodSync(file, 0o555);
		await assertReadsOnly(cookie);
		for (const file of files)
			chmodSync(file, 0o770);
		await recovers();
	});
});
