/* apache.conf: what it takes of a host, and what it leaves alone. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { MODES } from "../harness/apache.mjs";
import { makeHit } from "../harness/hits.mjs";
import { poll } from "../harness/poll.mjs";
import { openScene } from "../harness/scene.mjs";
import { post, send } from "../harness/send.mjs";

/* defines, and what is whose: [method, path, who answers] */
const OURS = "collector", SITE = "site", SCRIPT = "script";
const MOUNTS = [
	["on the site itself", { SITE_ONLY: "" }, [
		["POST", "/lp/t", OURS], ["POST", "/lp/l", OURS],
		["POST", "/lp/x", OURS], ["POST", "/api/track/handover", SITE],
		["GET", "/lp/p.gif", OURS], ["GET", "/lp/a.js", SCRIPT],
		["GET", "/lp/b.js", SCRIPT], ["GET", "/lp/d.js", SCRIPT],
		["GET", "/lp/c.js", SITE], ["POST", "/t", SITE],
		["POST", "/api/track", SITE], ["GET", "/health", SITE],
		["GET", "/pixel.gif", SITE], ["GET", "/pixel.js", SCRIPT],
		["GET", "/static/pixel.js", SITE], ["POST", "/lp/tt", SITE],
		["POST", "/blog/lp/t", SITE], ["GET", "/lp/", SITE]]],
	["at a path of its own", { SITE_ONLY: "", LEADPIXEL_MOUNT:
		"/k3x" }, [
		["POST", "/k3x/t", OURS], ["GET", "/k3x/p.gif", OURS],
		["GET", "/k3x/a.js", SCRIPT], ["GET", "/k3x/b.js", SCRIPT],
		["POST", "/k3x/l", OURS], ["POST", "/lp/t", SITE],
		["GET", "/lp/a.js", SITE]]],
	["on a host of its own", {}, [
		["POST", "/lp/t", OURS], ["POST", "/api/track", OURS],
		["POST", "/api/track/track", OURS], ["GET", "/health", OURS],
		["POST", "/lp/x", OURS], ["POST", "/api/track/handover", OURS],
		["GET", "/api/track/pixel.gif", OURS],
		["GET", "/pixel.js", SCRIPT], ["GET", "/static/pixel.js",
			SCRIPT], ["POST", "/t", OURS], ["POST", "/static/l",
			OURS], ["GET", "/static/p.gif", OURS],
		["GET", "/b.js", SCRIPT], ["GET", "/static/d.js", SCRIPT],
		["GET", "/api/leads", SITE],
		["GET", "/api/analytics/metrics", SITE],
		["GET", "/dashboard/", SITE], ["GET", "/health/x", SITE]]],
];

function whoAnswered({ status, headers, text }) {
	if (/X-RateLimit/i.test(headers["access-control-expose-headers"]))
		return OURS;
	if (status === 200 && /^[^<]*leadpixel/.test(text))
		return SCRIPT;
	return [404, 405].includes(status) ? SITE : `${status}`;
}

for (const [name, defines, paths] of MOUNTS)
	for (const mode of MODES)
		test(`${name}, ${mode}`, async (t) => {
			const scene = await openScene({ mode, apache: { defines } });
			t.after(() => scene.close());
			for (const [method, path, who] of paths) {
				const answer = await send(scene.url, { method, path,
					body: method === "POST" ? "{}" : undefined,
					headers: { origin: "https://a.test" } });
				assert.equal(whoAnswered(answer), who,
					`${method} ${path}: ${answer.text}`);
			}
		});

test("a site's own limits are not ours", async (t) => {
	const scene = await openScene({ apache: { defines:
		{ SITE_ONLY: "" } } });
	t.after(() => scene.close());
	const long = await send(scene.url,
		{ path: `/demo/?${"q".repeat(6000)}` });
	assert.equal(long.status, 200);
	const large = await post(scene.url, "x".repeat(200000),
		{ path: "/demo/index.html" });
	assert.notEqual(large.status, 413);
});

describe("the log", () => {
	test("has no query string", async (t) => {
		const scene = await openScene();
		t.after(() => scene.close());
		const hit = makeHit();
		const query = new URLSearchParams(hit);
		await send(scene.url, { path: `/lp/p.gif?${query}` });
		const log = join(scene.install.log, "leadpixel-access.log");
		const lines = await poll("a line", 5000, () =>
			readFileSync(log, "utf8"));
		assert.match(lines, /"GET \/lp\/p\.gif HTTP\/1\.1" 200 43 .*"stored"/);
		assert.doesNotMatch(lines, new RegExp(
			`shop\\.example|${hit.hit_id}`));
	});
});
