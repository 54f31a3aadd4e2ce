/* audit: the ledger of the clients against the rows of the database. */
import { miscounted } from "../harness/visits.mjs";

/* Each value once per row it is in. */
function counts(rows) {
	const found = new Map();
	for (const { id } of rows)
		found.set(id, (found.get(id) ?? 0) + 1);
	return found;
}

/* How many of the ids are not there, and how many more than once. */
function compare(ids, found) {
	let lost = 0, twice = 0;
	for (const id of ids) {
		lost += !found.has(id);
		twice += found.get(id) > 1;
	}
	return { lost, twice };
}

/* A lead has one submission, and that has one job. */
function leadFaults(install, ledger) {
	const leads = [...ledger.values()].filter(Boolean);
	const submissions = counts(install.rows(
		"SELECT lower(hex(lead_id)) AS id FROM submissions"));
	const jobs = counts(install.rows("SELECT lower(hex(s.lead_id)) AS id"
		+ " FROM sync_jobs j JOIN submissions s"
		+ " ON s.id = j.submission_id"));
	const faults = [];
	for (const [name, found] of Object.entries({ submissions, jobs })) {
		const { lost, twice } = compare(leads, found);
		if (lost + twice > 0)
			faults.push(`leads: ${lost} without ${name}, ${twice}`
				+ " with several");
	}
	return leads.length === 0 ? ["the storm had no lead"] : faults;
}

function integrityFaults(install) {
	const faults = [];
	const whole = install.value("PRAGMA integrity_check");
	if (whole !== "ok")
		faults.push(`integrity: ${whole}`);
	const strays = install.rows("PRAGMA foreign_key_check").length;
	if (strays > 0)
		faults.push(`${strays} rows without their parent`);
	const bare = install.value("SELECT count(*) FROM tracking_events"
		+ " WHERE session_id NOT IN (SELECT id FROM sessions)"
		+ " OR page_id NOT IN (SELECT id FROM pages)");
	if (bare > 0)
		faults.push(`${bare} events without session or page`);
	const wrong = miscounted(install).length;
	if (wrong > 0)
		faults.push(`${wrong} visits that count their hits wrongly`);
	return faults;
}

/* {acked, lost, duplicated, faults} */
export function audit(install, ledger) {
	const events = counts(install.rows(
		"SELECT lower(hex(hit_id)) AS id FROM tracking_events"));
	const { lost } = compare(ledger.keys(), events);
	const { twice } = compare(events.keys(), events);
	return { acked: ledger.size, lost, duplicated: twice,
		faults: [...leadFaults(install, ledger),
			...integrityFaults(install)] };
}
