/* minify SOURCE: a script as browsers load it. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { minify } from 'terser';

export async function minified(source) {
	const { code } = await minify(source, { compress: { passes: 3 } });

	return code;
}

export function gzipBytes(code) {
	return gzipSync(code, { level: 9 }).length;
}

if (process.argv[1] === new URL(import.meta.url).pathname)
	process.stdout.write(await minified(
		readFileSync(process.argv[2], 'utf8')));
