/* dashboard_built: what `make` makes of it: small, whole, and it works. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { dashboardBytes } from "../bench/script.mjs";
import { BUILD } from "../harness/install.mjs";
import { Stage } from "./dashboard_stage.mjs";

const MOST = 120 * 1024;
const BUILT = join(BUILD, "htdocs/dashboard");
const SOURCE = new URL("../../htdocs/dashboard/", import.meta.url);

test("all of it is under 120 KiB, packed", () => {
	const bytes = dashboardBytes();

	console.log(`# dashboard_gzip_bytes ${bytes} bytes`);
	assert.ok(bytes > 10000 && bytes < MOST, `${bytes}`);
});

test("every file is there", () => {
	for (const name of readdirSync(SOURCE, { recursive: true }))
		assert.ok(existsSync(join(BUILT, name)), name);
});

test("minified, it still works", async (t) => {
	if (process.env.LEADPIXEL_DASHBOARD)
		return t.skip("the real one is built already");
	const stage = await new Stage().open({
		root: pathToFileURL(`${BUILT}/`) });
	const visit = await stage.enter();

	for (const [name, hash] of await visit.places()) {
		await visit.go(hash);
		assert.equal(await visit.page.locator("main .empty.wrong")
			.count(), 0, name);
	}
	assert.deepEqual(visit.wrong, []);
	assert.deepEqual(await visit.violations(), []);
	return stage.close();
});
