/* minify SOURCE: a script or style sheet as browsers load it. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { minify } from 'terser';

const MODULE = /^(?:import|export) /m;

/* A licence's first comment goes along with its code. */
export async function minified(source) {
	const { code } = await minify(source, { compress: { passes: 3 },
		module: MODULE.test(source),
		format: { comments: /Copyright/ } });

	return code;
}

/* Comments and the blanks of indentation: what is left packs well. */
export function squeezed(sheet) {
	return sheet.replace(/\/\*[^]*?\*\//g, '').replace(/\s+/g, ' ')
		.replace(/ ?([{};,]) ?/g, '$1').replaceAll(';}', '}').trim();
}

export function gzipBytes(code) {
	return gzipSync(code, { level: 9 }).length;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
	const name = process.argv[2];
	const source = readFileSync(name, 'utf8');

	process.stdout.write(name.endsWith('.css') ? squeezed(source)
		: await minified(source));
}
