/* map: what of a lead goes where in each account, and its value by the rules
 * of DESIGN 11 and the contract (reference pipedrive 6): written anew here,
 * so that it can disagree with the program. */

const VARCHAR_MAX = 255;
const PUBLIC_URL = "https://lp.example.com";
const CLICK_IDS = ["gclid", "gbraid", "wbraid", "fbclid", "msclkid", "ttclid",
	"twclid", "li_fat_id", "sc_click_id"];

const iso = (ms) => new Date(ms).toISOString();

const cut = (text) => [...text].slice(0, VARCHAR_MAX).join("");

const of = (end, name) => (lead) => lead[end]?.[name] ?? undefined;

function clickId({ last }) {
	const name = CLICK_IDS.find((one) => last?.[one]);
	return name && last[name];
}

/* our name -> [type, policy, value of a lead] */
const FIELDS = {
	first_source: ["varchar", "if_empty", of("first", "source")],
	first_campaign: ["varchar", "if_empty", of("first", "campaign")],
	first_channel: ["varchar", "if_empty", of("first", "channel")],
	last_source: ["varchar", "always", of("last", "source")],
	last_medium: ["varchar", "always", of("last", "medium")],
	last_campaign: ["varchar", "always", of("last", "campaign")],
	utm_source: ["varchar", "always", of("last", "utm_source")],
	utm_term: ["text", "always", of("last", "utm_term")],
	click_id: ["text", "always", clickId],
	landing_page: ["text", "always", of("last", "landing_url")],
	referrer_url: ["text", "always", of("last", "referrer")],
	lead_time: ["date", "always", ({ occurred }) =>
		iso(occurred).slice(0, 10)],
	event_id: ["double", "always", ({ id }) => id],
	lead_link: ["varchar", "always", ({ uid }) =>
		`${PUBLIC_URL}/dashboard/#lead/${uid}`],
};

export const ACCOUNTS = [1, 2];
export const NAMES = Object.keys(FIELDS);
export const ALWAYS = NAMES.filter((name) => FIELDS[name][1] === "always");
export const IF_EMPTY = NAMES.filter((name) => !ALWAYS.includes(name));
export const typeOf = (name) => FIELDS[name][0];
export const policyOf = (name) => FIELDS[name][1];

/* 40 hexadecimal digits, of no other account or field. */
export function codeOf(account, name) {
	const number = account * 32 + NAMES.indexOf(name);
	return number.toString(16).padStart(4, "0").repeat(10);
}

const BY_CODE = new Map(ACCOUNTS.flatMap((account) => NAMES.map((name) =>
	[codeOf(account, name), { account, name }])));

/* {account, name} of a key, undefined when it is none of ours. */
export const fieldOf = (code) => BY_CODE.get(code);

/* What a lead would have stand in a field; undefined when it has nothing. */
export function valueOf(lead, name) {
	const value = FIELDS[name][2](lead);
	if (value === undefined || value === "")
		return undefined;
	return typeOf(name) === "varchar" ? cut(value) : value;
}

/* {name: value}: what the lead changes on a person that holds `held`, a Map
 * by key.  older: than what was applied to that person before. */
export function changesOf(lead, account, held, older) {
	const changes = {};
	for (const name of NAMES) {
		const value = valueOf(lead, name);
		const before = held.get(codeOf(account, name));
		const open = policyOf(name) === "always" ? !older
			: before === undefined || before === "";
		if (open && value !== undefined && value !== before)
			changes[name] = value;
	}
	return changes;
}

/* As the fake's seed wants them. */
export function seedFields() {
	return ACCOUNTS.flatMap((account) => NAMES.map((name) => ({
		field_code: codeOf(account, name), field_type: typeOf(name),
		field_name: `${name} ${account}` })));
}
