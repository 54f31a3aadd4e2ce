/* script: what pixel.js costs a page: bytes, and time of its one thread on a
 * processor a quarter as fast; and the bytes of the whole dashboard. */
import http from "node:http";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { gzipBytes } from "../../tools/minify.mjs";
import { launch } from "../browser/chromium.mjs";
import { BUILD } from "../harness/install.mjs";

const LOADS = 15, SLOWER = 4;
const FURTHER = 4;	/* pages of the same visit, the last one measured */
const TAG = '<script async src="/a.js" data-pixel-id="bench-pixel-01">'
	+ "</script>";
/* What no script can do without: the browser's own share. */
const FLOOR = "localStorage.a = sessionStorage.a = '1';"
	+ "fetch('/t', { method: 'POST', body: '{}', keepalive: true });";

function script(name) {
	return readFileSync(join(BUILD, "htdocs", name));
}

function page(tag) {
	return `<!DOCTYPE html><title>T</title>${tag}<form>${
		"<label>Name<input name=a></label>".repeat(20)}</form>`;
}

async function openServer() {
	const code = script("pixel.min.js");
	const answers = { "/a.js": ["text/javascript", code],
		"/floor.js": ["text/javascript", FLOOR],
		"/with": ["text/html", page(TAG)],
		"/floor": ["text/html", page(TAG.replace("/a", "/floor"))],
		"/without": ["text/html", page("")],
		"/t": ["application/json", '{"success":true}'] };
	const server = http.createServer((request, response) => {
		const [type, body] = answers[request.url.split("?")[0]]
			?? ["text/plain", ""];
		response.writeHead(200, { "Content-Type": type,
			"X-Leadpixel": "stored",
			"Cache-Control": "max-age=3600" });
		response.end(body);
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	return server;
}

/* Milliseconds of script so far in this tab's process. */
async function spent(tools) {
	const { metrics } = await tools.send("Performance.getMetrics");
	return 1000 * metrics.find(({ name }) =>
		name === "ScriptDuration").value;
}

async function load(tab, url, counts) {
	const counted = counts && tab.waitForResponse((answer) =>
		answer.url().endsWith("/t"));
	await tab.goto(url, { waitUntil: "load" });
	await counted;
}

/* Of a visit's first page, and of a further one. */
async function visit(browser, url, counts) {
	const context = await browser.newContext();
	const tab = await context.newPage();
	const tools = await context.newCDPSession(tab);
	await tools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
	await tools.send("Performance.enable");
	await load(tab, url, counts);
	const first = await spent(tools);
	for (let i = 1; i < FURTHER; i++)
		await load(tab, `${url}?${i}`, counts);
	const before = await spent(tools);
	await load(tab, `${url}?${FURTHER}`, counts);
	const further = await spent(tools) - before;
	await context.close();
	return { first, further };
}

function median(list) {
	return list.sort((a, b) => a - b)[list.length >> 1];
}

async function milliseconds() {
	const server = await openServer();
	const browser = await launch();
	const at = `http://127.0.0.1:${server.address().port}`;
	const visits = { without: [], floor: [], with: [] };
	for (let i = 0; i < LOADS; i++)
		for (const [name, list] of Object.entries(visits))
			list.push(await visit(browser, `${at}/${name}`,
				name !== "without"));
	await browser.close();
	server.closeAllConnections();
	server.close();
	const beyond = (name, which) => median(visits[name].map((of) =>
		of[which])) - median(visits.without.map((of) => of[which]));
	return { pixel_js_throttled_ms: beyond("with", "first"),
		pixel_js_floor_ms: beyond("floor", "first"),
		pixel_js_further_ms: beyond("with", "further"),
		pixel_js_further_floor_ms: beyond("floor", "further") };
}

/* Each file by itself, as it is sent. */
export function dashboardBytes() {
	const root = join(BUILD, "htdocs/dashboard");

	return readdirSync(root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.reduce((sum, { path, name }) => sum
			+ gzipBytes(readFileSync(join(path, name))), 0);
}

export async function runScript(figures) {
	const gzip = (name) => gzipBytes(script(name));
	figures.add({ pixel_js_gzip_bytes: gzip("pixel.min.js"),
		pixel_js_brotli_bytes:
			brotliCompressSync(script("pixel.min.js")).length,
		pixel_more_js_gzip_bytes: gzip("pixel-more.min.js"),
		dashboard_gzip_bytes: dashboardBytes(),
		...await milliseconds() });
}
