/* world: `make sync-oracle SEEDS=10 LEADS=1000`, or one seed by SEED= and
 * DAYS=: the figures of all, and what was wrong with which seed. */
import { play } from "./oracle.mjs";

const SHARE = 0.3;	/* persons per lead */
const SHOWN = 20;	/* faults of one seed */
const KINDS = 25;	/* of misfortunes, or it proves little */

function setting(name, preset, most) {
	const value = Number(process.env[name] || preset);
	if (Number.isInteger(value) && value >= 1 && value <= most)
		return value;
	console.error(`${name}= is a number from 1 to ${most}`);
	return process.exit(2);
}

/* [name, unit]; sums over all seeds, printed in this order. */
const FIGURES = [["leads", "leads"], ["persons", "persons"],
	["runs", "runs"], ["calls", "calls"], ["spoilt", "calls"],
	["writes", "calls"],
	["applied", "leads"], ["resolved", "leads"], ["values", "values"],
	["in_order", "persons"], ["wrong_person", "writes"],
	["older_over_newer", "writes"], ["twice", "writes"],
	["forbidden", "writes"]];

class Total {
	constructor() {
		this.sums = {};
		this.met = new Set();
		this.missing = new Set();
		this.wrong = 0;
	}

	add(seed, { faults, figures, met, missing }) {
		for (const [name] of FIGURES)
			this.sums[name] = (this.sums[name] ?? 0) +
				figures[name];
		met.forEach((times, name) => this.met.add(name));
		missing.forEach((name) => this.missing.add(name));
		this.wrong += faults.length;
		console.log(`# seed ${seed}: ${faults.length} wrong, ${
			Math.round(figures.ms / 1000)} s, ${
			JSON.stringify(figures.kinds)}`);
		for (const fault of faults.slice(0, SHOWN))
			console.log(`# WRONG seed ${seed}: ${fault}`);
	}

	print() {
		for (const [name, unit] of FIGURES)
			console.log(`sync_oracle_${name} ${this.sums[name]} ${
				unit}`);
		console.log(`sync_oracle_misfortunes ${this.met.size} kinds`);
		console.log(`sync_oracle_wrong ${this.wrong} faults`);
		for (const name of this.missing)
			console.log(`# NOT EXERCISED: ${name
			}: the command line does not know it`);
	}
}

const only = process.env.SEED ? setting("SEED", 1, 1e9) : undefined;
const seeds = only === undefined ? setting("SEEDS", 10, 1000) : 1;
const leads = setting("LEADS", 1000, 100000);
const days = setting("DAYS", 12, 25);
const total = new Total();
for (let seed = 1; seed <= seeds; seed++)
	total.add(only ?? seed, await play({ seed: only ?? seed, leads,
		persons: Math.ceil(leads * SHARE) }));
total.print();
const enough = only !== undefined || total.met.size >= KINDS;
process.exit(total.wrong === 0 && total.missing.size === 0 && enough ? 0 : 1);
