/* query: parameters read by a table, and pages cut by an opaque cursor. */
import { invalid } from "./answers.mjs";

const DEFAULT_LIMIT = 100;

export function readFlag(text) {
	return text === "true" ? true : text === "false" ? false : undefined;
}

export function readLimit(maximum) {
	return (text) => {
		const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
		return limit >= 1 && limit <= maximum ? limit : undefined;
	};
}

export function readChoices(...choices) {
	return (text) => {
		const chosen = text.split(",");
		return chosen.every((one) => choices.includes(one)) ?
			chosen : undefined;
	};
}

export function readChoice(...choices) {
	return (text) => (choices.includes(text) ? text : undefined);
}

export function readCursor(text) {
	const plain = Buffer.from(text, "base64url").toString();
	const found = /^after:(\d{1,9})$/.exec(plain);
	return found === null ? undefined : Number(found[1]);
}

/* Reads every parameter through readers[name]; a name without a reader, a
 * name given twice or a reader that gives undefined refuses the call. */
export function readQuery(query, readers) {
	const values = {};
	for (const [name, text] of query) {
		if (!Object.hasOwn(readers, name))
			return { refused: invalid(`${name}: not allowed`) };
		if (Object.hasOwn(values, name))
			return { refused: invalid(`${name}: given twice`) };
		values[name] = readers[name](text);
		if (values[name] === undefined)
			return { refused: invalid(`${name}: invalid value`) };
	}
	return { values };
}

/* One page of rows and the cursor of the next, null after the last. */
export function cutPage(rows, { cursor = 0, limit = DEFAULT_LIMIT }) {
	const end = cursor + limit;
	const next = end < rows.length ?
		Buffer.from(`after:${end}`).toString("base64url") : null;
	return { rows: rows.slice(cursor, end), next };
}
