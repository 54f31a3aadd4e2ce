/* dashboard_screens: each screen is there, in light and dark and on a phone,
 * without a fault of access or of the content security policy. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look } from "./dashboard_look.mjs";
import { Stage } from "./dashboard_stage.mjs";

const WIDTH = 375;

const stage = new Stage();

before(() => stage.open());
after(() => stage.close());

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
