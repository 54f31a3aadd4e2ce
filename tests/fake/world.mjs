/* world: everything the fake knows, planted from a seed document. */
import { createAccount, joinName, splitName, touchPerson } from "./account.mjs";
import { createClock, readTime, timeText } from "./clock.mjs";
import { createLimits } from "./limits.mjs";
import { createIndex, noteChange } from "./search_index.mjs";
import { defaultSwitches, setSwitches } from "./switches.mjs";
import { CREATABLE_TYPES, readValue } from "./values.mjs";

const CODE = /^[0-9a-f]{40}$/;

function demand(condition, what) {
	if (!condition)
		throw new RangeError(`seed: ${what}`);
}

function plantToken(world, { token, user }) {
	demand(typeof token === "string" && token !== "", "token without text");
	world.account.tokens.set(token, {
		id: 1,
		name: "API user",
		email: "api@example.com",
		default_currency: "EUR",
		timezone_name: "Etc/UTC",
		...user,
	});
}

function plantField(world, field) {
	const { field_code, field_type, options = null } = field;
	demand(CODE.test(field_code), `field code ${field_code}`);
	demand(CREATABLE_TYPES.includes(field_type), `type ${field_type}`);
	demand((options !== null) === ["enum", "set"].includes(field_type),
		`options of ${field_code}`);
	world.account.fields.set(field_code, { ...field, options });
}

/* A seed may give bare addresses; the API always gives objects. */
function contactsOf(entries = []) {
	return entries.map((entry, at) => ({
		value: entry,
		primary: at === 0,
		label: "work",
		...(typeof entry === "string" ? {} : entry),
	}));
}

function namesOf({ name, first_name, last_name = null }) {
	if (name === undefined)
		return { name: joinName(first_name, last_name),
			first_name: first_name ?? null, last_name };
	return { name, ...(first_name === undefined ? splitName(name) :
		{ first_name, last_name }) };
}

function customOf(world, values = {}) {
	const custom = new Map();
	const [user = {}] = world.account.tokens.values();
	for (const [code, value] of Object.entries(values)) {
		const field = world.account.fields.get(code);
		demand(field !== undefined, `custom field ${code}`);
		const stored = readValue(field, value,
			{ switches: world.switches, user });
		demand(stored !== undefined, `value of ${code}`);
		if (stored !== null)
			custom.set(code, stored);
	}
	return custom;
}

function personOf(world, seeded) {
	const now = timeText(world.clock.now());
	return {
		id: seeded.id,
		...namesOf(seeded),
		owner_id: seeded.owner_id ?? 1,
		org_id: seeded.org_id ?? null,
		add_time: seeded.add_time ?? now,
		update_time: seeded.update_time ?? now,
		emails: contactsOf(seeded.emails),
		phones: contactsOf(seeded.phones),
		notes: seeded.notes ?? [],
		is_deleted: seeded.is_deleted ?? false,
		visible: seeded.visible ?? true,
		visible_to: seeded.visible_to ?? 3,
		label_ids: seeded.label_ids ?? [],
		custom: customOf(world, seeded.custom_fields),
	};
}

/* A person replaced without a time of its own was changed by somebody now. */
function plantPerson(world, seeded) {
	demand(Number.isSafeInteger(seeded.id) && seeded.id > 0, "person id");
	const person = personOf(world, seeded);
	demand(person.name !== "", `name of person ${person.id}`);
	demand(readTime(person.update_time) !== undefined &&
		readTime(person.add_time) !== undefined, "time of a person");
	const old = world.account.persons.get(person.id);
	world.account.persons.set(person.id, person);
	if (old === undefined || seeded.update_time !== undefined)
		return noteChange(world.index, person);
	person.update_time = old.update_time;
	return touchPerson(world, person);
}

const PARTS = ["account", "switches", "tokens", "fields", "persons"];

/* Adds what the document holds; equal ids, codes and tokens are replaced. The
 * order matters: values need fields, and the lag holds for persons. */
export function plantSeed(world, document) {
	for (const name of Object.keys(document))
		demand(PARTS.includes(name), `unknown part ${name}`);
	Object.assign(world.account.company, document.account);
	setSwitches(world.switches, document.switches ?? {});
	for (const token of document.tokens ?? [])
		plantToken(world, token);
	for (const field of document.fields ?? [])
		plantField(world, field);
	for (const person of document.persons ?? [])
		plantPerson(world, person);
}

/* Back to the seed of the start, or to an account without anything. */
export function resetWorld(world, { empty = false } = {}) {
	world.clock.reset();
	world.switches = defaultSwitches();
	world.account = createAccount();
	world.index = createIndex(world.clock, world.switches);
	world.limits = createLimits(world.clock, world.switches);
	world.faults = [];
	world.log = [];
	if (!empty)
		plantSeed(world, world.seed);
}

export function createWorld({ seed, clock }) {
	const world = { seed, clock: createClock(clock) };
	resetWorld(world);
	return world;
}
