/* The operator's newsletter and webhook: what may be set, what is refused and
 * why, and what is still missing. */
import assert from "node:assert/strict";
import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { makeInstall } from "../harness/install.mjs";
import { runProgram, user } from "../harness/program.mjs";

const REFUSED = 65;
const URL = "https://letters.example.com/people";
const HOOK = "https://hooks.example.com/in";

/* A project "Test" without CRM, and its command. */
function scene(name, body, how = {}) {
	test(name, () => {
		const install = makeInstall({ project: [], ...how });
		try {
			body(install, (...args) => runProgram(
				install.program("leadpixel"),
				["--config", install.conf, ...args]));
		} finally {
			install.remove();
		}
	});
}

const row = (install) => install.rows("SELECT newsletter, newsletter_url," +
	" newsletter_param, newsletter_dates, webhook_url FROM projects")[0];

const AS_IT_WAS = { newsletter: "off", newsletter_url: null,
	newsletter_param: "", newsletter_dates: "wedding_date event_date date",
	webhook_url: null };

scene("what is set is kept, said, noted and shown", (install, cli) => {
	const set = cli("project", "set", "Test", "--newsletter",
		"opt_in:Send me news", "--newsletter-url", URL,
		"--newsletter-param", "join", "--newsletter-dates", "day date",
		"--webhook-url", HOOK);
	assert.equal(set.code, 0, set.err);
	assert.equal(set.out, [
		"newsletter: off -> opt_in:Send me news",
		`newsletter-url: (none) -> ${URL}`,
		"newsletter-param: (none) -> join",
		"newsletter-dates: wedding_date event_date date -> day date",
		`webhook-url: (none) -> ${HOOK}`, ""].join("\n"));
	assert.deepEqual(row(install), { newsletter: "opt_in:Send me news",
		newsletter_url: URL, newsletter_param: "join",
		newsletter_dates: "day date", webhook_url: HOOK });
	assert.match(install.value("SELECT detail FROM audit_log ORDER BY id" +
		" DESC LIMIT 1"), /newsletter: off -> opt_in/);
	const shown = cli("project", "show", "Test").out
		.replace(/\s+/g, " ");
	assert.match(shown, / Letters opt_in: a lead is signed up when/);
	assert.match(shown, /with join=1 and an e-mail/);
	assert.match(shown, /\[newsletter Test\] with a line "token = \.\.\."/);
	assert.match(shown, / Webhook each lead is sent, signed/);
	assert.match(shown, /\[webhook Test\] with a line "secret = \.\.\."/);
	const status = cli("status");
	assert.equal(status.code, 1);
	const said = status.out.replace(/\s+/g, " ");
	for (const name of ["Newsletter", "Webhook"])
		assert.match(said, new RegExp(`${name} of project "Test": nothing` +
			" is sent: the secrets file has no section" +
			` \\[${name.toLowerCase()} Test\\]`));
	const again = cli("project", "set", "Test", "--webhook-url", HOOK);
	assert.match(again.out, /^Nothing changed/);
	const off = cli("project", "set", "Test", "--newsletter", "off",
		"--newsletter-param", "", "--newsletter-url", "",
		"--newsletter-dates", "", "--webhook-url", "");
	assert.equal(off.code, 0, off.err);
	assert.deepEqual(row(install), { ...AS_IT_WAS, newsletter_dates: "" });
	assert.match(cli("project", "show", "Test").out,
		/^Letters +off: no lead is signed up$[^]*^Webhook +none$/m);
});

scene("once the secrets are there, nothing is missing", (install, cli) => {
	install.cli("project", "set", "Test", "--newsletter", "all_forms",
		"--newsletter-url", URL, "--webhook-url", HOOK);
	const path = join(install.dir, "secrets");
	writeFileSync(path, "[newsletter Test]\ntoken = abcdef-token\n" +
		"[webhook Test]\nsecret = 0123456789abcdef-secret\n");
	chmodSync(path, 0o600);
	if (user.uid !== undefined)
		chownSync(path, user.uid, user.gid);
	const shown = cli("project", "show", "Test").out;
	assert.doesNotMatch(shown, /Nothing is sent|abcdef/);
	assert.doesNotMatch(cli("status").out, /nothing is sent|abcdef/);
	const json = JSON.parse(cli("--json", "project", "show", "Test").out);
	assert.deepEqual([json.newsletter, json.newsletter_url,
		json.webhook_url, json.newsletter_missing, json.webhook_missing],
	["all_forms", URL, HOOK, undefined, undefined]);
});

scene("a name no section can hold: its number", (install, cli) => {
	const name = "The brides of Greater Manchester and Salford";
	install.cli("project", "add", name, "--privacy", "consent");
	install.cli("project", "set", name, "--webhook-url", HOOK);
	assert.match(cli("project", "show", name).out, /\[webhook #2\]/);
});

/* What is refused, and the reason in words. */
const REFUSALS = [
	[["--newsletter", "everybody"], /--newsletter is off, all_forms or/],
	[["--newsletter", "opt_in:"], /opt_in:FIELD/],
	[["--newsletter", `opt_in:${"x".repeat(101)}`], /opt_in:FIELD/],
	[["--newsletter", "all_forms"], /needs an address/],
	[["--newsletter-param", "join"], /needs an address/],
	[["--newsletter-url", "http://letters.example.com/"],
		/--newsletter-url does not begin with https/],
	[["--webhook-url", "https://a:b@hooks.example.com/"],
		/--webhook-url holds a user or a password/],
	[["--webhook-url", "https://127.0.0.1/"], /leads into an inner network/],
	[["--webhook-url", "http://127.0.0.1:8080/"],
		/does not begin with https/],
	[["--webhook-url", "https://0x7f000001/"], /in an odd way/],
	[["--webhook-url", "https://[::ffff:10.0.0.1]/"],
		/leads into an inner network/],
	[["--webhook-url", "https://metadata.google.internal/"],
		/leads into an inner network/],
	[["--webhook-url", "hooks.example.com"], /does not begin with https/],
	[["--webhook-url", `https://hooks.example.com/${"x".repeat(2048)}`],
		/is too long/],
	[["--newsletter-url", URL, "--newsletter-param", "utm_source"],
		/--newsletter-param is one name/],
	[["--newsletter-url", URL, "--newsletter-param", "password"],
		/--newsletter-param is one name/],
	[["--newsletter-url", URL, "--newsletter-param", "join me"],
		/--newsletter-param is one name/],
	[["--newsletter-dates", Array.from({ length: 100 },
		(_, i) => `date_${i}`).join(" ")], /--newsletter-dates is names/],
];

scene("what is refused changes nothing", (install, cli) => {
	for (const [options, says] of REFUSALS) {
		const done = cli("project", "set", "Test", ...options);
		assert.match(done.err, says, options.join(" "));
		assert.equal(done.code, REFUSED);
		assert.deepEqual(row(install), AS_IT_WAS);
	}
});

scene("loopback is for tests, and must be asked for", (install, cli) => {
	const done = cli("project", "set", "Test", "--webhook-url",
		"http://127.0.0.1:8080/x");
	assert.equal(done.code, 0, done.err);
	assert.equal(cli("project", "set", "Test", "--webhook-url",
		"http://127.0.0.2:8080/x").code, REFUSED);
	assert.equal(cli("project", "set", "Test", "--webhook-url",
		"https://127.0.0.1:8080/x").code, REFUSED);
}, { settings: { post_loopback: "on" } });
