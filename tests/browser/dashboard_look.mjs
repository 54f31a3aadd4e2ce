/* dashboard_look: what must be true of every screen, and its picture. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../tools/", import.meta.url));
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const WIDTH = 375;

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

export async function look(visit, mode, name) {
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
