/* plant: a database full of leads as the collector leaves them, by one
 * sqlite3 for all. */
import { createHash, createHmac } from "node:crypto";
import { codeOf, NAMES, policyOf, typeOf } from "./map.mjs";
import { HOLD, PROJECTS } from "./leads.mjs";

function text(value) {
	return value === undefined || value === null ? "NULL"
		: `'${String(value).replaceAll("'", "''")}'`;
}

function insert(table, row) {
	return `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${
		Object.values(row).map((value) => typeof value === "number"
			? value : value?.sql ?? text(value)).join(", ")});`;
}

const blob = (hex) => ({ sql: `x'${hex}'` });
const digest = (what) => createHash("sha256").update(what).digest("hex");

const SECRET = Buffer.alloc(32);

/* settings.person_key_secret is a row of this database */
const keyOf = (email) => createHmac("sha256", SECRET)
	.update(email.toLowerCase()).digest("hex");

export function accountSql(id, name) {
	return insert("crm_accounts", { id, name, company_domain: name,
		created: 0 }) + NAMES.map((field) => insert("crm_fields", {
		account_id: id, name: field, crm_key: codeOf(id, field),
		crm_type: typeOf(field), policy: policyOf(field) })).join("");
}

export function projectSql({ id, account, crm, weak }) {
	return insert("projects", { id, name: `Project ${id}`,
		account_id: account, crm, privacy: "identified", created: 0,
		weak_match: weak ? "write" : "review" }) +
		insert("pixels", { id, public_id: `pixel-000${id}`,
			project_id: id, name: "Shop", created: 0 });
}

function touchSql(visitor, touch) {
	return insert("touches", { visitor_id: visitor, landed: touch.occurred,
		rule: "test", ...touch });
}

export function leadSql(lead) {
	const { id, occurred, received, email, phone, first_name, last_name,
		test, form_state, pixel } = lead;
	const person_key = email === null ? null
		: blob(keyOf(email));
	const { account } = PROJECTS.find((one) => one.id === pixel);
	return [
		insert("visitors", { id,
			token: blob(digest(`v${id}`).slice(0, 32)),
			first_seen: occurred, last_seen: occurred }),
		...lead.touches.map((touch) => touchSql(id, touch)),
		insert("sessions", { id, visitor_id: id, pixel_id: pixel,
			started: occurred, last_activity: occurred }),
		insert("submissions", { id, lead_id: blob(lead.uid),
			pixel_id: pixel, event_id: id, visitor_id: id,
			session_id: id, occurred, received, form_state,
			fields: "[]", email, phone, first_name, last_name,
			person_key, test, record: "{}",
			record_hash: blob("00") }),
		insert("sync_jobs", { submission_id: id, target: "pipedrive",
			account_id: account, person_key, state: "held",
			due: received + HOLD, created: received }),
	].join("\n");
}
