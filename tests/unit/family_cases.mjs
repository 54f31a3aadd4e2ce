/* family_cases.mjs: cases for test_family.c as rows of C: agents made from
 * uap-core's own expressions, two from each, and what the list says of them
 * when JavaScript follows its document. {kind, agent, {name, three parts}} */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../tools/", import.meta.url));
const { parse } = require("yaml");
const all = parse(readFileSync(require.resolve("uap-core/regexes.yaml"),
	"utf8"));
const kinds = [
	["FAMILY_BROWSER", "user_agent_parsers", ["family_replacement",
		"v1_replacement", "v2_replacement", "v3_replacement"]],
	["FAMILY_SYSTEM", "os_parsers", ["os_replacement",
		"os_v1_replacement", "os_v2_replacement", "os_v3_replacement"]],
];

/* What the list says, NULL for nothing. */
function decide(rules, names, agent) {
	for (const { found, one } of rules) {
		const match = found.exec(agent);
		if (match)
			return names.map((name, i) => one[name] === undefined
				? match[i + 1]
				: String(one[name]).replace(/\$([1-5])/g,
					(_, digit) => match[digit] ?? ""))
				.map((text) => text?.trim() || null);
	}
	return names.map(() => null);
}

/* Writes a text that an expression takes: the shortest and first way, or
 * with `more` a longer and last one. What looks around writes nothing. */
class Writer {
	constructor(expression, more) {
		this.rest = expression;
		this.more = more;
	}

	take(pattern) {
		const match = pattern.exec(this.rest);
		if (!match)
			return undefined;
		this.rest = this.rest.slice(match[0].length);
		return match;
	}

	ways() {
		const ways = [this.row()];
		while (this.take(/^\|/))
			ways.push(this.row());
		return ways[this.more ? ways.length - 1 : 0];
	}

	row() {
		let text = "";
		while (this.rest !== "" && !/^[|)]/.test(this.rest))
			text += this.times(this.one());
		return text;
	}

	one() {
		if (this.take(/^[\^$]|^\\[bB]/))
			return "";
		const group = this.take(/^\((\?(?::|<?[!=]))?/);
		if (group) {
			const inner = this.ways();
			this.take(/^\)/);
			return /[!=]/.test(group[1] ?? "") ? "" : inner;
		}
		const [set] = this.take(/^(\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.)/);
		return this.sign(set);
	}

	/* A sign of a set; a plain one is its own. */
	sign(set) {
		const fits = new RegExp(`^${set}$`);
		const signs = this.more ? "7z -_/.,;Qa" : "aX5 -/._;,(";
		return [...signs, ...Array.from({ length: 95 },
			(_, i) => String.fromCharCode(32 + i))]
			.find((sign) => fits.test(sign)) ?? set;
	}

	times(text) {
		const how = this.take(/^([?*+]|\{(\d+)(,?)(\d*)\})[?+]?/);
		if (!how)
			return text;
		const least = how[2] !== undefined ? Number(how[2])
			: how[1] === "+" ? 1 : 0;
		const most = how[2] === undefined ? how[1] === "?" ? 1 : 3
			: how[3] ? Number(how[4] || 9) : least;
		return text.repeat(Math.min(most,
			least + (this.more ? 2 : 0)));
	}
}

function quote(text) {
	return text === null ? "NULL" : `"${text.replace(/[\\"]/g, "\\$&")
		.replaceAll("??", "?\\?")}"`;
}

for (const [kind, parsers, names] of kinds) {
	const rules = all[parsers].map((one) => ({ one,
		found: new RegExp(one.regex) }));
	const agents = new Set(rules.flatMap(({ one }) => [false, true]
		.map((more) => new Writer(one.regex, more).ways())));
	for (const agent of agents)
		console.log(`\t{ ${kind}, ${quote(agent)},\n\t    { ${
			decide(rules, names, agent).map(quote).join(", ")
		} } },`);
}
