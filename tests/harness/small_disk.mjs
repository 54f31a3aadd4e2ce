/* small_disk: a disk with little room, for one program or under the database. */
import assert from "node:assert/strict";
import { renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./program.mjs";

/* Soft limit of the file size a running process may write. */
export function limitFiles(pid, bytes) {
	const done = runProgram("prlimit", ["--pid", String(pid),
		`--fsize=${bytes}:`]);
	assert.equal(done.code, 0, done.err);
}

/* A small disk of its own under the database; false where none may be. */
export function mountSmall(scene) {
	const { dir } = scene.install;
	const data = join(dir, "data"), aside = join(dir, "aside");
	renameSync(data, aside);
	runProgram("mkdir", ["-m", "0777", data], { asRoot: true });
	const { uid, gid } = statSync(aside);
	const done = runProgram("mount", ["-t", "tmpfs", "-o",
		`size=2m,mode=0770,uid=${uid},gid=${gid}`, "tmpfs", data],
	{ asRoot: true });
	if (done.code !== 0) {
		rmSync(data, { recursive: true });
		renameSync(aside, data);
		return false;
	}
	runProgram("cp", ["-a", `${aside}/.`, data], { asRoot: true });
	/* stopped, with the scene, before its folder is removed */
	scene.parts.push({ stop: () =>
		runProgram("umount", [data], { asRoot: true }) });
	return data;
}
