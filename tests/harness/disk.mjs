/* disk: what stands in the files of a database, row or not. */
import { existsSync, readFileSync } from "node:fs";

/* Whether these bytes are anywhere in the database or its log. */
export function isOnDisk(install, text) {
	return ["", "-wal"].some((end) => existsSync(install.db + end)
		&& readFileSync(install.db + end).includes(text));
}
