/* `leadpixel pixel tag`: what it prints for each place, to the byte where it is
 * pasted. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeInstall, PIXEL } from "../harness/install.mjs";
import { runProgram } from "../harness/program.mjs";

const USAGE = 64, REFUSED = 65, CONFIG = 78;
const MOUNT = "https://www.example.com/lp";
const SRC = `src="${MOUNT}/a.js"`;
const OWN = `data-pixel-id="${PIXEL}"`;
const PLAIN = `<script async ${SRC} ${OWN}></script>`;
const GUARDED = "<script async nowprocket data-no-minify=\"1\"" +
	" data-no-optimize=\"1\" data-noptimize=\"1\" data-cfasync=\"false\"" +
	` ${SRC} ${OWN}></script>`;
const QUEUE = "<script>window.leadpixel=window.leadpixel||function(){" +
	"(leadpixel.q=leadpixel.q||[]).push(arguments)}</script>";
const HINTS = "<meta http-equiv=\"Accept-CH\" content=\"Sec-CH-UA-Model," +
	" Sec-CH-UA-Platform-Version\">";
const ORIGIN = "https://www.example.com";

/* place: [lines to paste, where, what to mind] */
const places = {
	html: [[PLAIN, QUEUE, HINTS], /In the <head> of each page/,
		/bundles or delays/],
	wordpress: [[GUARDED], /WPCode .*header\.php .*before <\/head>/,
		/SiteGround.*exclude https:\/\/www\.example\.com\/lp\/a\.js/],
	elementor: [[GUARDED], /Elementor > Custom Code > .*Entire Site/,
		/WP Rocket, LiteSpeed Cache, Autoptimize.*empty every cache/],
	wix: [[PLAIN], /Settings > Custom Code.*Head\. .*Premium plan/,
		/Embed HTML element/],
	squarespace: [[PLAIN], /Code Injection.*Header.*plan/, /Code block/],
	shopify: [[PLAIN], /layout\/theme\.liquid, just before <\/head>/,
		/Not under Settings > Customer events.*sandboxed frame/],
	webflow: [[PLAIN], /Custom code > Head code.*Publish.*paid site plan/,
		/Embed element/],
	gtm: [[`<script async src="${MOUNT}/a.js?id=${PIXEL}"></script>`],
		/Custom HTML, trigger Initialization - All Pages/,
		/settings stand in the address/],
	csp: [[`script-src ${ORIGIN}; connect-src ${ORIGIN}; img-src ${ORIGIN}`,
		PLAIN, `<script defer ${SRC} ${OWN}></script>\n` +
		`<script defer src="${MOUNT}/b.js"></script>`],
	/Wherever the policy is made/, /'self' does instead of https/],
};

let install;
const cli = (...args) => runProgram(install.program("leadpixel"),
	["--config", install.conf, ...args]);
const tag = (...args) => cli("pixel", "tag", PIXEL, ...args);

before(() => {
	install = makeInstall({ project: [] });
});
after(() => install?.remove());

function done(result) {
	assert.equal(result.code, 0, result.err);
	return result.out;
}

function refused(result, code, pattern) {
	assert.match(result.err, pattern);
	assert.equal(result.code, code, result.err);
	assert.equal(result.out, "");
}

/* Wrapped text as one line. */
const flat = (text) => text.replace(/\s+/g, " ");

test("without public_url there is no tag", () => {
	refused(tag(), CONFIG, /set public_url/);
	install.configure({ public_url: `${MOUNT}/` });
});

for (const [name, [parts, where, mind]] of Object.entries(places)) {
	test(`--for ${name}`, () => {
		const out = done(tag("--for", name));
		const answer = JSON.parse(done(tag("--for", name, "--json")));
		let at = -1;
		for (const part of parts) {
			const next = `\n${out}`.indexOf(`\n${part}\n`, at + 1);
			assert.ok(next > at, `${part}\nis missing in\n${out}`);
			at = next;
		}
		assert.match(flat(out), where);
		assert.match(flat(out), mind);
		assert.match(flat(out), new RegExp("Look .*lp_test=1 .*leadpixel" +
			` hits --pixel ${PIXEL}\`.*lp_ignore=1 .*` +
			"leadpixel\\('debug'\\)"));
		assert.doesNotMatch(out, /Consent|Hosts|\{\w+\}/);
		assert.ok(out.split("\n").every((line) => line.length <= 80 ||
			parts.join("\n").includes(line)));
		assert.deepEqual(answer.parts.map((part) => part.code), parts);
		assert.deepEqual([answer.id, answer.for, answer.hosts],
			[PIXEL, name, ""]);
		assert.match(answer.where, where);
		assert.match(flat(answer.mind), mind);
	});
}

test("html is the default, and its tag comes first", () => {
	assert.equal(done(tag()), done(tag("--for", "html")));
	assert.ok(done(tag()).startsWith(`${PLAIN}\n`));
});

test("settings: attributes, or in the address for gtm", () => {
	const given = ["--consent", "required", "--use",
		" embeds+consent  links:www.B.example,c.example "];
	const words = "embeds consent links:b.example,c.example";
	assert.ok(done(tag(...given)).startsWith(`<script async ${SRC} ${OWN}` +
		` data-use="${words}" data-consent="required"></script>\n`));
	assert.ok(done(tag("--for", "gtm", ...given)).startsWith(
		`<script async src="${MOUNT}/a.js?id=${PIXEL}` +
		`&u=${words.replaceAll(" ", "+")}&c=required"></script>\n`));
	assert.match(flat(done(tag(...given))),
		/Consent No visit is sent and nothing stored before leadpixel/);
	assert.equal(done(tag("--use", " ")), done(tag()));
});

test("an address of a port, and without a path", () => {
	install.configure({ public_url: "http://lp.example.com:8080" });
	const out = done(tag("--for", "csp"));
	install.configure({ public_url: MOUNT });
	assert.match(out, /^script-src http:\/\/lp\.example\.com:8080; /m);
	assert.match(out, /src="http:\/\/lp\.example\.com:8080\/a\.js"/);
});

test("a project that asks first, and a pixel of some hosts", () => {
	done(cli("project", "add", "Asks", "--privacy", "consent"));
	done(cli("pixel", "add", "Asks", "Site", "--id", "asks-pixel",
		"--hosts", "shop.example b.test"));
	const out = flat(done(cli("pixel", "tag", "asks-pixel")));
	assert.match(out, /Hosts Only pages of shop\.example b\.test and/);
	assert.match(out, /Consent .*does not wait: use --consent required/);
	assert.doesNotMatch(flat(done(cli("pixel", "tag", "asks-pixel",
		"--consent", "required"))), /does not wait/);
});

test("nothing leaves its attribute", () => {
	const id = "a\"b<c>&d'e";
	done(cli("pixel", "add", "Test", "Odd", "--id", "odd-pixel"));
	install.change(`UPDATE pixels SET public_id = '${
		id.replace("'", "''")}' WHERE public_id = 'odd-pixel'`);
	assert.ok(done(cli("pixel", "tag", id)).startsWith(`<script async ${SRC}` +
		" data-pixel-id=\"a&quot;b&lt;c&gt;&amp;d&#39;e\"></script>\n"));
});

test("what it does not know", () => {
	refused(tag("--for", "joomla"), USAGE, new RegExp("--for does not know" +
		` "joomla"; there are: ${Object.keys(places).join(", ")}$`, "m"));
	refused(tag("--use", "embed"), USAGE,
		/does not know "embed"; there are: consent embeds .*links:HOST/);
	refused(tag("--use", "links"), USAGE, /does not know "links"/);
	refused(tag("--use", "links:"), USAGE, /"" is no host/);
	refused(tag("--use", "links:a.test,\"b"), USAGE, /""b" is no host/);
	refused(tag("--use", `links:${"a".repeat(60)}.test,${
		"b".repeat(60)}.test,${"c".repeat(60)}.test,${
		"d".repeat(60)}.test`), USAGE, /at most 200 characters/);
	refused(tag("--consent", "yes"), USAGE, /--consent is required or not/);
	refused(cli("pixel", "tag", "nobody-01"), REFUSED, /no pixel "nobody/);
});

test("help names every place", () => {
	const help = flat(done(tag("--help")));
	for (const name of Object.keys(places))
		assert.match(help, new RegExp(`--for PLACE .*\\b${name}\\b.*--use`));
});
