/* dashboard_screens: each screen is there, in light and dark and on a phone,
 * without a fault of access or of the content security policy. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Stage } from "./dashboard_stage.mjs";

const require = createRequire(new URL("../../tools/", import.meta.url));
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const WIDTH = 375;

const stage = new Stage();

before(() => stage.open());
after(() => stage.close());

/* In words: which rule, and which element breaks it. */
async function faultsOfAccess(page) {
	await page.evaluate(AXE);
	const found = await page.evaluate(async () => (await
		window.axe.run(document, { resultTypes: ["violations"] }))
		.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3)
			.map(({ html, failureSummary }) =>
				`${html.slice(0, 160)} ${failureSummary}`)
			.join(" | ")}`));

	return found;
}

async function look(visit, mode, name) {
	const { page } = visit;
	const at = `${name} in ${mode}`;

	await visit.shot(`${name}-${mode}`);
	assert.equal(await page.locator("main .empty.wrong").count(), 0,
		`${at}: went wrong`);
	assert.equal(await page.locator("h1").count(), 1, `${at}: h1`);
	if (mode === "phone")
		assert.ok(await page.evaluate(() =>
			document.documentElement.scrollWidth) <= WIDTH,
		`${at}: wider than ${WIDTH}`);
	/* its own measuring is not ours to answer for */
	assert.deepEqual(await visit.violations(), [], `${at}: policy`);
	assert.deepEqual(await faultsOfAccess(page), [], at);
}

for (const mode of ["light", "dark", "phone"])
	test(`every screen, ${mode}`, async () => {
		const visit = await stage.visit(mode);

		await visit.go("#/");
		await look(visit, mode, "log-in");
		await visit.logIn();
		for (const [name, hash] of await visit.places()) {
			await visit.go(hash);
			await look(visit, mode, name);
		}
		assert.deepEqual(visit.wrong, []);
		assert.deepEqual(visit.foreign, []);
		await visit.close();
	});

test("what is open stays within a phone, too", async () => {
	const visit = await stage.enter("phone");
	const { page } = visit;

	for (const [name, hash] of await visit.places()) {
		await visit.go(hash);
		await page.evaluate(() => document.querySelectorAll(
			"details").forEach((one) => {
			one.open = true;
		}));
		assert.ok(await page.evaluate(() =>
			document.documentElement.scrollWidth) <= WIDTH, name);
		await visit.shot(`${name}-phone-open`);
	}
	assert.deepEqual(visit.wrong, []);
	await visit.close();
});
