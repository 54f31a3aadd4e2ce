/*
 * dashboard_way: a way through the dashboard over the stand-in: a window that
 * is logged in, and what was asked of the API meanwhile.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { poll } from "../harness/poll.mjs";
import { Stage } from "./dashboard_stage.mjs";

const DEADLINE = 10000;

export const stage = new Stage();

before(() => stage.open());
after(() => stage.close());

/* `run` gets the visit and its page; these play with the stand-in. */
export function way(name, run, options) {
	test(name, async (t) => {
		if (!stage.stub)
			return t.skip("only over the stand-in");
		stage.stub.reset();
		const visit = await stage.enter("light", options);

		try {
			await run(visit, visit.page);
			assert.deepEqual(visit.wrong, []);
		} finally {
			await visit.close();
		}
		return undefined;
	});
}

export function calls(method, pattern) {
	return stage.stub.calls.filter((call) => call.method === method
		&& pattern.test(call.path));
}

export function last(method, pattern) {
	return calls(method, pattern).at(-1);
}

/* Of the rows: what each is called. */
export function names(page) {
	return page.locator("main tbody th a").allTextContents();
}

/* Polls the stand-in's book, as page.waitForFunction does the page. */
export function until(ask) {
	return poll(`${ask}`, DEADLINE, ask);
}
