/* player: lets the made-up time pass, with runs, misfortunes and what people
 * do meanwhile; notes each call with what stood on the person before. */
import { deletePerson, mergePersons, touchPerson }
	from "../fake/account.mjs";
import { queueFault } from "../fake/faults.mjs";
import { defaultSwitches, setSwitches } from "../fake/switches.mjs";
import { plantSeed } from "../fake/world.mjs";
import { draw } from "./misfortunes.mjs";
import { DAY, HOUR, MINUTE } from "./people.mjs";
import { accountOf, makeStage, TOKENS } from "./stage.mjs";

const STALL_MS = 60;
const SOME_RUNS = 8;	/* until a script that met no call is forgotten */
const REFUSED = [401, 402];
const ID_OF = /^\/api\/v2\/persons\/(\d+)$/;

/* How often cron comes, how often in a row, and how likely that is. */
const CADENCES = [[4, [MINUTE, 30]], [4, [5 * MINUTE, 40]],
	[2, [HOUR, 12]], [1, [DAY, 1]], [1, [2 * DAY, 1]]];

const HAPPENINGS = {
	create: (world, { person: { since, ...person } }) =>
		plantSeed(world, { persons: [person] }),
	edit: (world, { id, values }) => {
		const person = world.account.persons.get(id);
		for (const [code, value] of Object.entries(values))
			person.custom.set(code, value);
		touchPerson(world, person);
	},
	delete: (world, { id }) =>
		deletePerson(world, world.account.persons.get(id)),
	merge: ({ account, ...world }, { id, to }) => mergePersons(
		{ account, ...world }, account.persons.get(id),
		account.persons.get(to)),
	move: (world, { id, emails }) => {
		const person = world.account.persons.get(id);
		person.emails = emails.map((value) => ({ value, primary: true,
			label: "work" }));
		touchPerson(world, person);
	},
};

export class Player {
	constructor(random, people, start) {
		this.random = random;
		this.start = start;
		this.events = [...people.events];
		this.calls = [];
		this.met = new Map();
		this.lasting = 0;
		this.resolved = new Map();
		this.doubles = new Set();
		/* of the search, all the time */
		this.lag = random.pick([0, MINUTE, HOUR, 6 * HOUR]);
	}

	async open(persons, watch) {
		this.stage = await makeStage({ start: this.start,
			persons: persons.filter(({ since }) => since === null)
				.map(({ since, ...person }) => person),
			settings: { durability: "normal" },
			watch: (entry, request, world) => {
				watch?.(entry, request, world);
				this.note(entry, request);
			} });
	}

	now() {
		return this.stage.clock.now() - this.start;
	}

	note(entry, request) {
		const [, id] = ID_OF.exec(entry.path) ?? [];
		const { persons } = this.stage.fake.state.account;
		const person = persons.get(Number(id));
		this.calls.push({ entry, at: this.now(), run: this.stage.runs,
			account: accountOf(request.headers["x-api-token"]),
			person: Number(id), known: person !== undefined &&
				!person.is_deleted,
			before: entry.method === "PATCH" && person
				? new Map(person.custom) : null });
		this.during?.(entry);
	}

	/* What people did up to now. */
	happen() {
		const { events } = this;
		while (events.length > 0 && events[0].at <= this.now()) {
			const event = events.shift();
			HAPPENINGS[event.kind](this.stage.fake.state, event);
			/* this is when it was seen over there */
			event.at = this.now();
		}
	}

	set(switches) {
		const { state } = this.stage.fake;
		setSwitches(state.switches, { ...defaultSwitches(),
			index_lag_ms: this.lag, ...switches });
	}

	/* Others in the company use the day's tokens, too. */
	spendAllBut(left) {
		const { switches, limits: { budget } } = this.stage.fake.state;
		budget.spend(Math.max(0, switches.daily_tokens - left -
			budget.spent()));
	}

	prepare(bad) {
		const { state } = this.stage.fake;
		this.met.set(bad.name, (this.met.get(bad.name) ?? 0) + 1);
		for (const script of bad.faults ?? [])
			queueFault(state.faults, script);
		if (bad.switches)
			this.set(bad.switches);
		if (bad.left)
			this.spendAllBut(bad.left);
		this.lasting = Math.max(this.lasting,
			bad.runs ?? this.random.int(1, SOME_RUNS));
		if (bad.token)
			state.account.tokens.delete(this.token(bad.token));
	}

	token(account) {
		return TOKENS[account][this.stage.tokens[account]];
	}

	/* Stalls are cut short, runs ended in the middle. */
	async run(bad = {}) {
		const program = this.stage.start();
		let calls = 0;
		this.during = ({ fault }) => {
			calls += 1;
			if (["stall", "stall_body"].includes(fault))
				setTimeout(() => bad.how === "kill_stalled"
					? program.signal("SIGKILL")
					: this.stage.fake.cut(), STALL_MS);
			if (calls === bad.at && bad.how !== "twice")
				program.signal(bad.how === "stop" ? "SIGTERM"
					: "SIGKILL");
		};
		const second = bad.how === "twice" ? this.stage.start()
			: program;
		if (second !== program)
			this.doubles.add(this.stage.runs);
		await Promise.all([program.exited, second.exited]);
		this.stage.fake.cut();
		this.during = undefined;
	}

	/* What was scripted is over; the operator minds refused tokens. */
	async mend() {
		const { state } = this.stage.fake;
		this.lasting -= 1;
		if (this.lasting <= 0) {
			state.faults.length = 0;
			this.set({});
		}
		const refused = new Set(this.calls.filter(({ run, entry }) =>
			run === this.stage.runs &&
			REFUSED.includes(entry.status))
			.map(({ account }) => account));
		if (refused.size === 0)
			return;
		await this.run();
		for (const account of refused) {
			const [one, other] = TOKENS[account];
			this.stage.changeToken(account);
			plantSeed(state, { tokens: [{ token: one },
				{ token: other }] });
		}
	}

	async step(at, share) {
		this.stage.clock.moveTo(this.start + at);
		this.happen();
		const bad = this.random.chance(share) ? draw(this.random)
			: undefined;
		if (bad)
			this.prepare(bad);
		await this.run(bad);
		await this.mend();
		if (share > 0 && this.random.chance(0.04))
			this.requeueSome();
	}

	/* "Try again", whatever became of it. */
	requeueSome() {
		for (const { id } of this.stage.rows(`SELECT
			submission_id AS id FROM sync_jobs
			WHERE finished IS NOT NULL OR state = 'review'
			ORDER BY (submission_id * ${this.random.int(1, 1e6)})
			% 10007 LIMIT 3`))
			this.stage.cli("lead", "requeue", String(id));
	}

	/* Cron as it may come until `end`. */
	async live(end, share) {
		let at = 0;
		while (at < end) {
			const [every, times] = this.random.weighted(CADENCES);
			for (let i = 0; i < times && at < end; i++)
				await this.step(at += every, share);
		}
	}

	open_jobs() {
		return this.stage.rows("SELECT count(*) AS n FROM sync_jobs" +
			" WHERE finished IS NULL AND state NOT IN" +
			" ('review', 'suspect')")[0].n;
	}

	/* Nothing bad any more: until nothing is open, or `end`. */
	async rest(every, end) {
		let at = this.now();
		this.lasting = 0;
		await this.mend();
		for (let i = 0; at < end; i++) {
			if (i % 8 === 0 && this.open_jobs() === 0)
				return;
			await this.step(at += every, 0);
		}
	}
}
