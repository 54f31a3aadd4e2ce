/* Where from: a table of cases, each with a visitor of its own, through the
 * real program.  `node attribution.test.mjs --only NAME` plays one. */
import assert from "node:assert/strict";
import { writeSync } from "node:fs";
import { after, before, test } from "node:test";
import { makeId, makeVisitor } from "../harness/hits.mjs";
import { CAMPAIGNS } from "./campaigns.mjs";
import { CHANNELS } from "./channels.mjs";
import { CLICKS } from "./clicks.mjs";
import { HISTORIES } from "./histories.mjs";
import { ORDERS } from "./orders.mjs";
import { expected, readLead, readPlayed } from "./played.mjs";
import { SENDERS } from "./senders.mjs";
import { fillIn, openStage } from "./stage.mjs";
import { STRANGE } from "./strange.mjs";
import { deliveries } from "./ways.mjs";

/* [name, landing, referrer, touch, more]: a visit of one hit.  What of `more`
 * is about the outcome stays beside the hit. */
function oneHit([name, land, from, first, more = {}]) {
	const { columns, count, nondirect, ...hit } = more;
	return { name, hits: [{ land, from, ...hit }], first, nondirect, columns,
		count };
}

const SINGLE = [...CAMPAIGNS, ...CLICKS, ...SENDERS, ...CHANNELS,
	...STRANGE].map(oneHit);
const only = process.argv.indexOf("--only");
const CASES = [...SINGLE, ...HISTORIES, ...ORDERS].filter(({ name }) =>
	only < 0 || name === process.argv[only + 1]);

assert.notEqual(CASES.length, 0, "no case has that name");
assert.equal(new Set(CASES.map(({ name }) => name)).size, CASES.length);

let stage;
let played = 0;
let permuted = 0;

before(() => stage = openStage());

/* Columns of the last touch; null = nothing in it. */
function checkColumns({ columns = {} }, { found }) {
	for (const [name, value] of Object.entries(columns))
		assert.equal(found.last?.[name], value, name);
}

function checkLeads(hits) {
	for (const hit of hits)
		if (hit.lead !== undefined)
			assert.equal(readLead(stage, hit), hit.lead, "the lead");
}

/* Sends the hits and holds what is stored against the case. */
function play(made, hits, now) {
	/* the original's ids have 16 digits */
	const visitor = made.original ? makeVisitor().slice(0, 20)
		: makeVisitor();
	const stranger = makeVisitor();
	const sent = new Set();
	for (const hit of hits) {
		const verdict = sent.has(hit.id) ? "duplicate"
			: hit.verdict ?? "stored";
		assert.equal(stage.send(hit, hit.other ? stranger : visitor,
			now), verdict, hit.land);
		sent.add(hit.id);
	}
	const outcome = readPlayed(stage, visitor, now);
	const { first, last, nondirect } = outcome;
	assert.deepEqual({ first, last, nondirect }, expected(made));
	if (made.count !== undefined)
		assert.equal(outcome.count, made.count, "touches");
	checkColumns(made, outcome);
	checkLeads(hits);
	return outcome.touches;
}

/* All deliveries leave the same touches, in all their columns.  Each has a
 * visitor and ids of its own; a hit sent twice keeps its id. */
function playAll(made) {
	const numbered = made.hits.map((hit, key) => ({ ...hit, key }));
	let same;
	for (const hits of deliveries({ ...made, hits: numbered })) {
		const ids = numbered.map(() => makeId());
		const touches = play(made, hits.map((hit) =>
			fillIn({ ...hit, id: ids[hit.key] })), Date.now());
		same ??= touches;
		assert.deepEqual(touches, same);
	}
}

for (const made of CASES)
	test(made.name, () => {
		playAll(made);
		played++;
		permuted += made.ways !== undefined;
	});

after(() => stage.remove());

/* Of those that hold; after all a reporter says. */
process.on("exit", () => writeSync(1, `attribution_cases ${played}\n` +
	`attribution_permutations ${permuted}\n`));
