/* What leads cost whose person never appears, over 30 days. */
import assert from "node:assert/strict";
import { DAY, HOLD, MINUTE, scene } from "./scratch.mjs";

const LEADS = 1000, MOST = 120, MOST_LISTS = 1500;
const seconds = (ms) => HOLD + 1 + ms / 1000;

scene("a thousand leads that nobody is", {}, async (s) => {
	s.settings({ crm_daily_tokens: 100000000 });
	s.plant(Array.from({ length: LEADS }, (none, i) => ({
		email: `nobody${i}@example.com`, phone: `0170 ${1000000 + i}`,
		first_name: "No", last_name: "Body" })));
	let lists = 0;
	const run = async (ms) => {
		assert.equal(await s.run({ later: seconds(ms) }), 0);
		lists = Math.max(lists, s.rows("SELECT list_tokens AS n" +
			" FROM crm_budgets")[0].n);
	};
	for (let ms = 0; ms < 1.5 * DAY; ms += 10 * MINUTE)
		await run(ms);
	for (let ms = 1.5 * DAY; ms < 31 * DAY; ms += DAY / 4)
		await run(ms);
	assert.deepEqual(s.rows("SELECT state, count(*) AS n FROM sync_jobs" +
		" GROUP BY state"), [{ state: "not_found", n: LEADS }]);
	const each = s.rows("SELECT sum(tokens) AS n FROM sync_attempts")[0].n
		/ LEADS;
	console.log(`sync_tokens_unmatched ${each} tokens`);
	console.log(`sync_tokens_list_day ${lists} tokens`);
	assert.ok(each > 0 && each <= MOST, each);
	assert.ok(lists > 0 && lists <= MOST_LISTS, lists);
});
