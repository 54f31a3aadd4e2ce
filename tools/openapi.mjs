/* openapi.mjs PART.json...: the parts of the API's description as one.
 * "base" is the frame; a path or schema that two parts describe is an error. */
import { readFileSync } from "node:fs";

function add(into, more, what, file) {
	for (const [name, value] of Object.entries(more ?? {})) {
		if (Object.hasOwn(into, name))
			throw new Error(`${file}: ${what} ${name} is there twice`);
		into[name] = value;
	}
}

function read(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch (error) {
		throw new Error(`${file}: ${error.message}`);
	}
}

const files = process.argv.slice(2);
const whole = read(files.find((file) => file.endsWith("/base.json")));
for (const file of files.filter((name) => !name.endsWith("/base.json"))) {
	const part = read(file);
	add(whole.paths, part.paths, "path", file);
	for (const [kind, list] of Object.entries(part.components ?? {}))
		add(whole.components[kind] ??= {}, list, kind, file);
}
process.stdout.write(`${JSON.stringify(whole)}\n`);
