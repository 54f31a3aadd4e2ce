/* schema: an empty database, as `leadpixel init` makes it, by its text. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./install.mjs";

/* The schema, its version, and the row of secrets, all zeros. */
export function schemaSql() {
	const header = readFileSync(join(ROOT, "src/store/schema.h"), "utf8");
	const [, version] = header.match(/SCHEMA_VERSION = (\d+)/);
	return `PRAGMA journal_mode = WAL; PRAGMA user_version = ${version};
		${readFileSync(join(ROOT, "schema.sql"), "utf8")}
		INSERT INTO settings (id, person_key_secret, link_secret)
		VALUES (1, zeroblob(32), zeroblob(32));`;
}
