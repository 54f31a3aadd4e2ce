/* control: what a test may do to the fake, under /_fake/ on the same port.
 *
 * Bodies and answers are JSON. Done: 200; not understood: 400 {"error"} and
 * nothing changed, but a refused seed may be half planted; no such verb: 404.
 * None of this is logged.
 *
 * verb                 body                         answer
 * POST reset           {} or {empty: true}          {}
 *      back to the seed of the start (empty: to nothing, not even a token);
 *      log, faults, switches, limits and clock too
 * POST seed            {account?, switches?, tokens?: [{token, user?}],
 *                       fields?: [...], persons?: [...]}     {}
 *      adds to what is there; same id, code or token replaces. A person goes
 *      to the search index with the lag. Parts: see seed-demo.json
 * GET  persons                                      {persons: [...]}
 *      all, deleted and invisible ones too: the stored row, custom_fields
 *      (values only, no nulls) and by_name (the same, by field name, with
 *      option labels)
 * GET  log                                          {calls: [...]}
 *      {n, at, method, path, query, body, host, fault, status, handled,
 *      cost, correlation_id}; status: as sent, null if none was; handled:
 *      what the call would have been told, null if it was not carried out
 * DELETE log                                        {}
 * POST fail            {match?: {method?, path_prefix?}, skip?: 0, times?: 1,
 *                       fault}                      {queued: scripts left}
 *      fault: {status, body?, html?, headers?}, or one of the names
 *        drop_before       reset the connection; not carried out
 *        drop_after_apply  carry out, then reset the connection
 *        stall             not carried out, never a byte
 *        stall_body        carry out, headers and half the body, silence
 *        truncate          carry out, half the promised body, then close
 *        not_json          carry out, own status, HTML labelled as JSON
 *        success_false     not carried out, 200 with success false
 *        big_body          carry out, right JSON of over 5 MB
 *        redirect          not carried out, 302 to localhost, same port
 *      A fault strikes before token and limits are looked at; what is not
 *      carried out costs nothing. Matching scripts are used in their order.
 * DELETE fail                                       {}
 * POST clock           {advance_ms?, now?, runs?}   {now, runs}
 *      now: whole-second RFC 3339; runs: false stops it where it stands
 * POST switches        {name: value, ...}           all switches
 * GET  switches                                     all switches
 *      names and defaults: switches.mjs
 * POST revoke_token    {token}                      {}
 * POST delete_person   {id}                         {}     (soft delete)
 * POST merge_persons   {id, merge_with_id}          {}     (id goes)
 * POST delete_field    {field_code}                 {}
 */
import { deleteField, deletePerson, mergePersons } from "./account.mjs";
import { readTime, timeText } from "./clock.mjs";
import { queueFault } from "./faults.mjs";
import { setSwitches } from "./switches.mjs";
import { isObject } from "./values.mjs";
import { plantSeed, resetWorld } from "./world.mjs";

function demand(condition, what) {
	if (!condition)
		throw new RangeError(what);
}

function personOf(world, id) {
	const person = world.account.persons.get(id);
	demand(person !== undefined, `no person ${id}`);
	return person;
}

function labelled(field, value) {
	if (field.options === null)
		return value;
	const label = (id) =>
		field.options.find((option) => option.id === id).label;
	return Array.isArray(value) ? value.map(label) : label(value);
}

/* Without a prototype, so that no field name can collide with one. */
function byName(account, custom) {
	const named = Object.create(null);
	for (const [code, value] of custom) {
		const field = account.fields.get(code);
		named[field.field_name] = labelled(field, value);
	}
	return named;
}

function dumpPersons({ account }) {
	const persons = [...account.persons.values()]
		.map(({ custom, ...row }) => ({
			...row,
			custom_fields: Object.fromEntries(custom),
			by_name: byName(account, custom),
		}));
	return { persons };
}

function clearLog(world) {
	world.log = [];
}

function fail(world, script) {
	queueFault(world.faults, script);
	const left = world.faults.filter((one) => one.times > 0);
	return { queued: left.length };
}

function clearFaults(world) {
	world.faults = [];
}

function moveClock({ clock }, { advance_ms = 0, now, runs }) {
	demand(Number.isSafeInteger(advance_ms), "advance_ms: not a number");
	demand([undefined, true, false].includes(runs), "runs: not a flag");
	demand(now === undefined || readTime(now) !== undefined,
		"now: not a whole-second time");
	if (now !== undefined)
		clock.setTo(readTime(now));
	clock.advance(advance_ms);
	if (runs !== undefined)
		clock.setRunning(runs);
	return { now: timeText(clock.now()), runs: clock.runs() };
}

function changeSwitches({ switches }, changes) {
	setSwitches(switches, changes);
	return switches;
}

function revokeToken({ account }, { token }) {
	demand(account.tokens.delete(token), "no such token");
}

function removePerson(world, { id }) {
	deletePerson(world, personOf(world, id));
}

function merge(world, { id, merge_with_id }) {
	demand(id !== merge_with_id, "a person cannot be merged with itself");
	mergePersons(world, personOf(world, id),
		personOf(world, merge_with_id));
}

function removeField({ account }, { field_code }) {
	demand(deleteField(account, field_code), "no such field");
}

const VERBS = new Map(Object.entries({
	"POST reset": resetWorld,
	"POST seed": plantSeed,
	"GET persons": dumpPersons,
	"GET log": (world) => ({ calls: world.log }),
	"DELETE log": clearLog,
	"POST fail": fail,
	"DELETE fail": clearFaults,
	"POST clock": moveClock,
	"POST switches": changeSwitches,
	"GET switches": (world) => world.switches,
	"POST revoke_token": revokeToken,
	"POST delete_person": removePerson,
	"POST merge_persons": merge,
	"POST delete_field": removeField,
}));

/* The answer to a control call; body is undefined when it was not JSON. */
export function answerControl(world, method, name, body) {
	const verb = VERBS.get(`${method} ${name}`);
	if (verb === undefined)
		return { status: 404, body: { error: "no such verb" } };
	if (!isObject(body))
		return { status: 400, body: { error: "body: no JSON object" } };
	try {
		return { status: 200, body: verb(world, body) ?? {} };
	} catch (error) {
		return { status: 400, body: { error: error.message } };
	}
}
