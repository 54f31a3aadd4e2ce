/* oracle: `make sync-oracle`.  A made-up world per seed: persons, leads, runs
 * and misfortunes; afterwards each lead has ended as the input alone demands,
 * and each value on a person is one it may have. */
import { makeRandom } from "./random.mjs";
import { makePeople, DAY, HOUR, MINUTE } from "./people.mjs";
import { makeLeads } from "./leads.mjs";
import { makeHistory } from "./history.mjs";
import { Player } from "./player.mjs";
import { judge } from "./judge.mjs";

/* No day of ours: the same seed must mean the same at any time. */
const START = Date.parse("2027-01-04T00:00:00Z");
const WAIT = 32 * DAY;	/* for a person to appear, and a little more */
const BAD = 0.5;	/* of the runs meet a misfortune */

/* What only people can settle: those that failed are tried again, those in
 * review get their person, or are told that there is none. */
function operate(player) {
	const { stage, random } = player;
	const can = /^ {2}lead resolve/m.test(stage.cli().out);
	const asked = stage.rows(`SELECT submission_id AS id, state, candidates
		FROM sync_jobs WHERE state IN ('failed', 'review')`);
	for (const { id, state, candidates } of asked) {
		const persons = JSON.parse(candidates ?? "[]");
		if (state === "failed")
			stage.cli("lead", "requeue", String(id));
		else if (can && persons.length > 0 && random.chance(0.7))
			resolve(player, id, random.pick([null, ...persons]));
	}
	return can;
}

function resolve(player, id, person) {
	const { code, err } = player.stage.cli("lead", "resolve", String(id),
		...(person === null ? ["--none"]
			: ["--person", String(person.id)]));
	if (code !== 0)
		throw new Error(`lead resolve ${id}: ${code} ${err}`);
	player.resolved.set(id, person === null ? null : person.id);
}

async function live(player, days) {
	await player.live(days * DAY, BAD);
	await player.rest(HOUR, player.now() + 3 * DAY);
	await player.rest(6 * HOUR, player.now() + WAIT);
	const resolves = operate(player);
	await player.rest(MINUTE, player.now() + HOUR);
	await player.rest(6 * HOUR, player.now() + WAIT);
	return resolves;
}

/* {faults, figures, met, missing} of one seed; watch(entry, request, world) is
 * told of each call. */
export async function play({ seed, leads, persons, days = 12, watch }) {
	const random = makeRandom(seed);
	const people = makePeople(random, persons, days);
	const list = makeLeads(random, people.circles, leads, days, START);
	const player = new Player(random, people, START);
	const began = Date.now();
	await player.open(people.persons, watch);
	try {
		player.stage.expect(list);
		const resolves = await live(player, days);
		const found = judge({ player, leads: list, people,
			history: makeHistory(people) });
		return { ...found, met: player.met,
			missing: resolves ? [] : ["lead resolve"],
			figures: { ...found.figures, runs: player.stage.runs,
				calls: player.calls.length,
				ms: Date.now() - began } };
	} finally {
		await player.stage.remove();
	}
}
