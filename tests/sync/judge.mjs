/* judge: holds what happened against what the input alone demands. */
import { readFileSync } from "node:fs";
import { HOLD, PROJECTS } from "./leads.mjs";
import { MINUTE } from "./people.mjs";
import { TOKENS } from "./stage.mjs";
import { judgeWrites } from "./writes.mjs";
import { judgeValues } from "./values.mjs";

export const FINAL = ["synced", "unchanged", "not_found", "failed", "skipped",
	"cancelled", "erased"];
const APPLIED = ["synced", "unchanged"];

export const projectOf = (lead) =>
	PROJECTS.find(({ id }) => id === lead.pixel);

/* Whether its values may ever be written to anybody. */
export function isWritable(lead) {
	return projectOf(lead).crm === "on" && lead.test === 0 &&
		lead.form_state !== "failed" && (lead.email !== null ||
		lead.phone !== null);
}

function leftOut({ test, form_state, email, phone, ...lead }) {
	const { crm } = projectOf(lead);
	if (crm === "off")
		return "crm_off";
	if (form_state === "failed")
		return "form_failed";
	if (test === 1)
		return "test";
	return email === null && phone === null ? "no_contact"
		: crm === "watch" ? "watch" : null;
}

/* The only one of that name, who has no address, if that may be enough. */
function byName(lead) {
	return projectOf(lead).weak && lead.namesake !== undefined
		? { kind: "person", id: lead.namesake } : undefined;
}

/* {kind, id?}: left_out, weak (no address), person (this one, surely), nobody,
 * several, open (it depends on when it was looked at). */
export function demandOf(lead, history, now) {
	const reason = leftOut(lead);
	if (reason !== null)
		return { kind: "left_out", reason };
	if (lead.email === null)
		return byName(lead) ?? { kind: "weak" };
	const spans = history.among(lead.email, lead.at + HOLD, now);
	const ids = new Set(spans.map(({ id }) => id));
	if (ids.size === 0)
		return byName(lead) ?? { kind: "nobody" };
	const lasting = spans.filter(({ until }) => until > now);
	if (ids.size === 1)
		return lasting.length > 0 ? { kind: "person", id: [...ids][0] }
			: { kind: "open", ids };
	const known = lead.at + HOLD;
	const together = spans.every(({ from }) => Math.max(from, known) -
		Math.max(spans[0].from, known) < MINUTE);
	return spans.length === lasting.length && together
		? { kind: "several", ids } : { kind: "open", ids };
}

/* kind -> whether the job has ended as it must. */
const ENDS = {
	left_out: ({ state, reason }, demand) => state === "skipped" &&
		reason === demand.reason,
	weak: ({ state }) => ["review", "not_found"].includes(state),
	nobody: ({ state }) => ["not_found", "review"].includes(state),
	person: ({ state, person_id }, { id }) => APPLIED.includes(state) &&
		person_id === id,
	several: ({ state }) => state === "review",
	open: ({ state, person_id }, { ids }) =>
		["review", "not_found"].includes(state) ||
		(APPLIED.includes(state) && ids.has(person_id)),
};

/* A person chosen who is gone by now cannot be written to. */
function endsAsResolved({ state, person_id }, id, player) {
	const person = player.stage.fake.state.account.persons.get(id);
	if (id === null)
		return FINAL.includes(state) && !APPLIED.includes(state);
	return person.is_deleted ? !APPLIED.includes(state)
		: APPLIED.includes(state) && person_id === id;
}

function judgeJobs(trial, jobs) {
	const { leads, history, player } = trial;
	const faults = [], kinds = {};
	for (const lead of leads) {
		const job = jobs.get(lead.id);
		const demand = demandOf(lead, history, player.now());
		kinds[demand.kind] = (kinds[demand.kind] ?? 0) + 1;
		const chosen = player.resolved.get(lead.id);
		const good = chosen !== undefined
			? endsAsResolved(job, chosen, player)
			: ENDS[demand.kind](job, demand);
		if (!good)
			faults.push(`lead ${lead.id} (${lead.circle}): ${
				job.state} ${job.reason ?? ""} person ${
				job.person_id}, but must be ${JSON.stringify(
				{ ...demand, ids: [...demand.ids ?? []] })}`);
	}
	return { faults, kinds };
}

/* Of the last three classes: who goes on after these makes it worse. */
const STOPS = new Set([401, 402, 405, 410, 415, 501, 302]);

function judgeStops({ player: { calls, doubles } }) {
	const faults = [], stopped = new Map();
	for (const { entry, run, account } of calls) {
		const key = `${run} ${account}`;
		/* of two at once, either may have made the call */
		if (stopped.has(key) && !doubles.has(run))
			faults.push(`run ${run}: ${entry.method} ${entry.path
			} of account ${account} after ${stopped.get(key)}`);
		if (STOPS.has(entry.status) || (entry.status === 403 &&
		    (entry.fault?.html || entry.handled === 403)))
			stopped.set(key, entry.status);
	}
	return faults;
}

/* Nobody was made, and of nobody more than our fields was changed. */
function judgePersons({ people, history, player }) {
	const { persons } = player.stage.fake.state.account;
	const faults = [];
	for (const { id, name, emails, phones } of people.persons) {
		const now = persons.get(id);
		const kept = now.emails.every(({ value }) => now.is_deleted ||
			history.at(value, player.now()).some((span) =>
				span.id === id));
		if (now.name !== name || now.owner_id !== 1 || !kept ||
		    now.emails.length < Math.min(1, emails.length) ||
		    !phones.every((phone) => now.phones.some(({ value }) =>
			value === phone)))
			faults.push(`person ${id} is not as before: ${
				JSON.stringify({ ...now, custom: 0 })}`);
	}
	if (persons.size !== people.persons.length)
		faults.push(`${persons.size} persons, not ${
			people.persons.length}`);
	return faults;
}

/* Neither a token nor anybody's address is written where others read. */
function judgeSecrets({ player: { stage } }) {
	const said = stage.said(), kept = readFileSync(stage.db);
	const tokens = Object.values(TOKENS).flat();
	return [
		...[...tokens, "@", "+49 30"].filter((text) =>
			said.includes(text))
			.map((text) => `the log has ${text}`),
		...tokens.filter((text) => kept.includes(text))
			.map((text) => `the database has ${text}`),
	];
}

/* A call without an outcome was made by a run that was killed. */
function judgeRows({ player: { stage } }) {
	return [
		...stage.rows("SELECT a.id FROM sync_attempts a" +
			" JOIN sync_runs r ON r.id = a.run_id" +
			" WHERE a.ended IS NULL AND r.ended IS NOT NULL")
			.map(({ id }) => `attempt ${id} has no end`),
		...stage.rows("SELECT submission_id AS id FROM sync_jobs j" +
			" WHERE state = 'synced' AND NOT EXISTS (SELECT 1" +
			" FROM sync_attempts a WHERE a.job_id = j.id" +
			" AND operation = 'patch' AND class = 'ok')")
			.map(({ id }) => `lead ${id}: synced by no call`),
	];
}

/* {faults, figures} */
export function judge(trial) {
	const jobs = new Map(trial.player.stage.rows("SELECT * FROM sync_jobs")
		.map((job) => [job.submission_id, job]));
	const ends = judgeJobs(trial, jobs);
	const writes = judgeWrites(trial);
	const values = judgeValues(trial, jobs, writes.applied);
	const applied = [...jobs.values()].filter(({ state }) =>
		APPLIED.includes(state)).length;
	return {
		faults: [...ends.faults, ...writes.faults, ...values.faults,
			...judgeStops(trial), ...judgePersons(trial),
			...judgeSecrets(trial), ...judgeRows(trial)],
		figures: { leads: jobs.size, applied, kinds: ends.kinds,
			persons: trial.people.persons.length,
			resolved: trial.player.resolved.size,
			spoilt: trial.player.calls.filter(({ entry }) =>
				entry.fault !== null ||
				entry.handled >= 400).length,
			...writes.figures, ...values.figures },
	};
}
