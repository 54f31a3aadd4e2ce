/* family_upstream.mjs: uap-core's own cases as rows of C for test_family.c;
 * Debian's package uap-core brings them, npm's does not. What was not found
 * is "Other" there. {kind, agent, {name, three parts}} */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../tools/", import.meta.url));
const { parse } = require("yaml");

const text = (value) => value === null || value === undefined || value === ""
	? "NULL" : JSON.stringify(String(value)).replace(/\?/g, "\\?");

function rows(kind, file) {
	const { test_cases } = parse(readFileSync(
		`/usr/share/uap-core/tests/${file}`, "utf8"));
	for (const one of test_cases) {
		const texts = [one.family, one.major, one.minor, one.patch];
		console.log(`\t{ ${kind}, ${text(one.user_agent_string)}, { ${
			texts.map(text).join(", ")} } },`);
	}
}

rows("FAMILY_BROWSER", "test_ua.yaml");
rows("FAMILY_SYSTEM", "test_os.yaml");
