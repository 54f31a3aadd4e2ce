/* stage: an installation, and hits sent to the real program as Apache sends
 * them to a CGI: a process a hit, variables and body. */
import { makeHit, makeLead, makeVisitor } from "../harness/hits.mjs";
import { makeInstall, PIXEL } from "../harness/install.mjs";
import { runProgram } from "../harness/program.mjs";

const MINUTE = 60 * 1000;
export const SHOP = "https://shop.example";

/* Sites beside the shop: one more of its project, and other projects. */
export const MAGAZINE = "magazine-pixel-01";
const SITES = [
	["Test", MAGAZINE, "identified", "magazine.example"],
	["Careful", "consent-pixel-01", "consent", "shop.example"],
	["Counting", "anonymous-pixel-01", "anonymous", "shop.example"],
	["Stranger", "stranger-pixel-01", "identified", "stranger.example"],
];

function addSite(install, [project, id, privacy, host]) {
	if (project !== "Test")
		install.cli("project", "add", project, "--privacy", privacy);
	install.cli("pixel", "add", project, host, "--id", id,
		"--hosts", host);
}

const absolute = (url) => url.startsWith("/") ? SHOP + url : url;

/* What the script knows of the visit a hit belongs to. */
function landingOf({ land, from = "", came }, now, late) {
	return { url: absolute(land), referrer: from,
		at: now - came * MINUTE, age_ms: (came + late) * MINUTE };
}

const drop = (object) => Object.fromEntries(Object.entries(object)
	.filter(([, value]) => value !== undefined));

/* The message of a hit, as pixel.js makes it; `body` has the last word.  By
 * `cookie` the visitor comes with that, and the body knows another. */
function makeMessage(hit, visitor, now) {
	const { land, page = land, from = "", ago, late, pixel } = hit;
	return drop({ ...(hit.lead ? makeLead({ lead_id: hit.id }) : makeHit()),
		hit_id: hit.id, pixel_id: pixel ?? PIXEL,
		page_url: absolute(page),
		referrer_url: page === land ? from : absolute(land),
		age_ms: (ago + late) * MINUTE,
		visitor_cookie: hit.cookie ? makeVisitor() : visitor,
		landing: landingOf(hit, now, late), ...hit.body });
}

function makePost(hit, visitor, now) {
	const body = JSON.stringify(makeMessage(hit, visitor, now));
	const cookie = hit.cookie && `${hit.cookie}=${visitor}`;
	return { input: body, env: drop({ REQUEST_METHOD: "POST",
		HTTP_COOKIE: cookie ?? hit.headers?.HTTP_COOKIE,
		REQUEST_URI: hit.lead ? "/lp/l" : "/lp/t",
		CONTENT_TYPE: "text/plain",
		CONTENT_LENGTH: String(Buffer.byteLength(body)) }) };
}

/* An image tells what a page without script can: no landing, no landing's
 * time; the visitor comes with the cookie. */
function makeImage(hit, visitor) {
	const { land, page = land, from, ago, late, pixel } = hit;
	const query = new URLSearchParams(drop({ pixel_id: pixel ?? PIXEL,
		hit_id: hit.id, age_ms: String((ago + late) * MINUTE),
		page_url: hit.header ? undefined : absolute(page),
		referrer_url: from, ...hit.query })).toString();
	return { env: drop({ REQUEST_METHOD: "GET", QUERY_STRING: query,
		REQUEST_URI: `/lp/p.gif?${query}`,
		HTTP_REFERER: hit.header ? absolute(page) : undefined,
		HTTP_COOKIE: `lp_visitor=${visitor}` }) };
}

/* The same for every hit: what one computer's requests have in common. */
function surroundings(hit) {
	return { GATEWAY_INTERFACE: "CGI/1.1", SERVER_PROTOCOL: "HTTP/1.1",
		REMOTE_ADDR: "192.0.2.1", HTTP_HOST: "shop.example",
		HTTP_SEC_FETCH_SITE: "same-origin", QUERY_STRING: "",
		HTTP_USER_AGENT: hit.agent ?? "Mozilla/5.0 (X11; Linux)",
		LEADPIXEL_CLOCK_OFFSET: String(hit.late * 60), ...hit.headers };
}

class Stage {
	constructor(install) {
		this.install = install;
		for (const site of SITES)
			addSite(install, site);
	}

	rows(sql) {
		return this.install.rows(sql);
	}

	/* Sends one hit to its end; the verdict. */
	send(hit, visitor, now) {
		const made = hit.by === "gif" ? makeImage(hit, visitor)
			: makePost(hit, visitor, now);
		const done = runProgram(this.install.program("pixel.fcgi"),
			["--config", this.install.conf], { input: made.input,
				env: { ...surroundings(hit), ...made.env } });
		const found = done.out.match(/^X-Leadpixel: (.*)\r$/m);
		if (found === null)
			throw new Error(`no verdict: ${done.out}${done.err}`);
		return found[1];
	}

	remove() {
		this.install.remove();
	}
}

export function openStage() {
	const install = makeInstall({ project: [],
		settings: { hits_per_minute: 0, leads_per_hour: 0 } });
	return new Stage(install);
}

/* A hit with what its table left out: minutes ago, minutes since the landing,
 * minutes it waited in the outbox. */
export function fillIn(hit) {
	const ago = hit.ago ?? 5;
	return { late: 0, came: ago, ...hit, ago };
}
