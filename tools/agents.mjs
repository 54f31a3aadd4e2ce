/* agents.mjs TABLE: the lists that others keep of browsers, systems and
 * robots, as rows of C on standard output.
 *
 *	browsers, systems: uap-core's expressions, with what replaces their
 *	groups ($1 to $5): {expression, {name, major, minor, patch}}
 *	bots: isbot's expressions, joined into two: what gives a robot away
 *	in any agent, and what does so only outside of a browser's
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "yaml";
import { list } from "isbot";

const EXCEPTIONS = new URL("../data/bot_exceptions.tsv", import.meta.url);

/* A C string; a "?" twice could begin a trigraph. */
function quote(text) {
	if (text === undefined || text === null)
		return "NULL";
	const plain = String(text).replace(/[\\"]/g, "\\$&")
		.replaceAll("??", "?\\?");
	if (/[\x00-\x1f\x7f]/.test(plain))
		throw new Error(`not plain text: ${plain}`);
	return `"${plain}"`;
}

/* JavaScript takes "[\w-.]" and "[\d-.]", PCRE2 wants that "-" escaped. */
function mend(expression) {
	return expression.replace(/(\\[wds])-(?=[^\]])/g, "$1\\-");
}

/* Groups stand for what is not replaced, as uap-core's document has it. */
function row(one, names) {
	if (one.regex_flag)
		throw new Error(`a flag is not foreseen: ${one.regex}`);
	return `\t{ ${quote(mend(one.regex))},\n\t    { ${
		names.map((name) => quote(one[name])).join(", ")} } },`;
}

function uap(parsers, names) {
	const file = createRequire(import.meta.url)
		.resolve("uap-core/regexes.yaml");
	const all = parse(readFileSync(file, "utf8"));
	return all[parsers].map((one) => row(one, names));
}

/* Lines of the exceptions of a kind. */
function exceptions(kind) {
	return readFileSync(EXCEPTIONS, "utf8").split("\n")
		.filter((line) => line !== "" && !line.startsWith("#"))
		.map((line) => line.split("\t"))
		.filter(([name]) => name === kind).map(([, text]) => text);
}

/* A word of a browser or device is stepped over: what is within is none. */
function bots() {
	const apps = exceptions("pattern");
	const gone = apps.filter((one) => !list.includes(one));
	if (gone.length > 0)
		throw new Error(`isbot has no such pattern: ${gone.join(" ")}`);
	const words = exceptions("word").join("|");
	const always = list.filter((one) => !apps.includes(one));
	return [`${[`(?:${words})(*SKIP)(*FAIL)`, ...always].join("|")}`,
		apps.join("|")].map((one) => `\t${quote(mend(one))},`);
}

const tables = {
	browsers: () => uap("user_agent_parsers", ["family_replacement",
		"v1_replacement", "v2_replacement", "v3_replacement"]),
	systems: () => uap("os_parsers", ["os_replacement",
		"os_v1_replacement", "os_v2_replacement", "os_v3_replacement"]),
	bots,
};

const name = process.argv[2];
console.log(`/* made by tools/agents.mjs; do not edit */\n${
	tables[name]().join("\n")}`);
