/* outlets: a scratch (scratch.mjs) whose projects have a newsletter and a
 * webhook at receivers of this process. */
import { appendFileSync } from "node:fs";
import { startReceiver } from "../fake/receiver.mjs";
import { HOLD, scene } from "./scratch.mjs";

export const LETTER_TOKEN = "letters-0123456789-the-token";
export const HOOK_SECRET = "hooks-0123456789abcdef-the-secret";

/* What the collector would have made beside the job for Pipedrive. */
function addJob(s, lead, target, state = "held") {
	s.change("INSERT INTO sync_jobs (submission_id, target, state, due," +
		` created) SELECT id, '${target}', '${state}', received +` +
		` ${target === "newsletter" ? 0 : HOLD * 1000}, received` +
		` FROM submissions WHERE id = ${lead}`);
}

export function jobOf(s, target, lead = 1) {
	return s.rows("SELECT * FROM sync_jobs WHERE target =" +
		` '${target}' AND submission_id = ${lead}`)[0];
}

export function stateOf(s, target, lead = 1) {
	const { state, reason } = jobOf(s, target, lead);
	return reason === null ? state : `${state} ${reason}`;
}

export function attemptsOf(s, target, lead = 1) {
	return s.rows("SELECT * FROM sync_attempts WHERE job_id =" +
		` ${jobOf(s, target, lead).id} ORDER BY id`);
}

export function wallOf(s, target, name, project = 1) {
	return s.rows("SELECT state FROM breakers WHERE target =" +
		` '${target}' AND owner_id = ${project} AND name = '${name}'`
	)[0]?.state;
}

/* A lead with jobs for all three, and its record as at receipt. */
export function addLead(s, { fields = [], targets = ["newsletter",
	"webhook"], ...how } = {}) {
	const id = s.lead(how);
	const email = how.email ?? "jane@example.com";
	const record = { fields, person: { email, first_name: "Jane" },
		lead_id: id.toString(16).padStart(2, "0").repeat(16) };
	s.change(`UPDATE submissions SET fields = '${JSON.stringify(fields)}',
		first_name = 'Jane', record = '${JSON.stringify(record)}'
		WHERE id = ${id}`);
	for (const target of targets)
		addJob(s, id, target);
	return id;
}

export function addSecrets(s, ...projects) {
	for (const name of projects)
		appendFileSync(s.secrets, `[newsletter ${name}]\ntoken =` +
			` ${LETTER_TOKEN}\n[webhook ${name}]\nsecret =` +
			` ${HOOK_SECRET}\n`);
}

export function aim(s, project, letters, hooks) {
	s.change(`UPDATE projects SET newsletter = 'all_forms',
		newsletter_url = '${letters}', webhook_url = '${hooks}'
		WHERE id = ${project}`);
}

/* s.letters and s.hooks are the receivers of project acme. */
export function outletScene(name, how, body) {
	scene(name, how, async (s) => {
		s.letters = await startReceiver();
		s.hooks = await startReceiver();
		try {
			appendFileSync(s.conf, "post_loopback = on\n");
			addSecrets(s, "acme");
			aim(s, 1, `${s.letters.url}/people`,
				`${s.hooks.url}/in/x?y=1`);
			await body(s);
		} finally {
			await s.letters.close();
			await s.hooks.close();
		}
	});
}
