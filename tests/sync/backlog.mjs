/* backlog: plain leads of plain persons, as many as one likes. */
import { HOUR, MINUTE } from "./people.mjs";
import { makeStage } from "./stage.mjs";

export const START = Date.parse("2027-01-04T00:00:00Z");

export function makePersons(count) {
	return Array.from({ length: count }, (none, i) => ({ id: i + 1,
		name: `Person ${i + 1}`, emails: [`p${i + 1}@example.com`] }));
}

/* `count` leads within `ms`, by turns of the persons. */
export function makeLeads(count, persons, ms) {
	return Array.from({ length: count }, (none, i) => {
		const at = START + Math.floor(i * ms / count);
		return { id: i + 1, received: at, occurred: at, pixel: 1,
			uid: String(i + 1).padStart(32, "0"), test: 0,
			email: `p${i % persons + 1}@example.com`, phone: null,
			form_state: "confirmed", touches: [{
				occurred: at - MINUTE, source: "google",
				medium: "cpc", channel: "Paid Search",
				campaign: `campaign ${i % 7}`,
				landing_url: `https://a.test/?n=${i}` }] };
	});
}

/* A stage with a backlog on it; how: of makeStage. */
export async function withBacklog({ leads, persons, ms = 24 * HOUR, ...how },
	body) {
	const stage = await makeStage({ start: START,
		persons: makePersons(persons), ...how });
	try {
		stage.expect(makeLeads(leads, persons, ms));
		return await body(stage);
	} finally {
		await stage.remove();
	}
}

export function states(stage) {
	return Object.fromEntries(stage.rows("SELECT state, count(*) AS n" +
		" FROM sync_jobs GROUP BY state").map(({ state, n }) =>
		[state, n]));
}

/* Cron from now on, every so often, until `end` or nothing is left. */
export async function cron(stage, every, end, each = () => {}) {
	const isOpen = () => stage.rows("SELECT 1 FROM sync_jobs WHERE" +
		" finished IS NULL LIMIT 1").length > 0;
	for (let at = stage.clock.now() + every; at <= end; at += every) {
		stage.clock.moveTo(at);
		each(await stage.run(), at);
		if (stage.clock.now() > START + 24 * HOUR && !isOpen())
			return at;
	}
	return end;
}
