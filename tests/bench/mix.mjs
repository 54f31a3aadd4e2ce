/* mix: hits as pixel.js sends them from one site, as lines
 *
 *	network <tab> user agent <tab> cookie <tab> path <tab> body
 *
 * for load.lua and replay.c alike: 70 % page views of returning visitors
 * within their visit, 29 % landings of new ones, 1 % leads. No two hits have
 * the same id; the same seed gives the same hits but for their times. */
import { AGENTS, CAMPAIGNS, MESSAGES, NAMES, PAGES, REFERRERS, SCREENS }
	from "./site.mjs";

export const SHARES = { returning: 0.70, lead: 0.01 };
const SITE = "https://www.example.com";
const HEX = "0123456789abcdef";
/* who returns landed some hits ago, but is not gone */
const KEPT = 4000, ANSWERED = 500;

/* mulberry32: 32 bits of state, good enough for a load */
function makeRandom(seed) {
	let state = seed >>> 0;
	return () => {
		state = state + 0x6d2b79f5 | 0;
		let mixed = Math.imul(state ^ state >>> 15, 1 | state);
		mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed)
			^ mixed;
		return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
	};
}

function size({ width, height }) {
	return `${width}x${height}`;
}

class Mix {
	constructor({ pixel, seed, shares = SHARES }) {
		this.pixel = pixel;
		this.shares = shares;
		this.random = makeRandom(seed);
		this.visitors = [];
		this.count = 0;
	}

	below(limit) {
		return Math.floor(this.random() * limit);
	}

	pick(list) {
		return list[this.below(list.length)];
	}

	digits(count) {
		let text = "";
		for (let i = 0; i < count; i++)
			text += HEX[this.below(16)];
		return text;
	}

	/* As newId() of pixel.js. */
	id() {
		return `0${Date.now().toString(16)}7${this.digits(3)}a${
			this.digits(15)}`;
	}

	token(size) {
		let text = "";
		while (text.length < size)
			text += this.random().toString(36).slice(2);
		return text.slice(0, size);
	}

	/* 198.18.0.0/15 is for benchmarks: RFC 2544 C.2.2. */
	network() {
		return `198.${18 + this.below(2)}.${this.below(256)}.${
			this.below(256)}`;
	}

	/* How they found us: a paid click, a newsletter, or a link. */
	landing() {
		const page = this.pick(PAGES);
		const way = this.random();
		const url = SITE + page.path;
		if (way < 0.3)
			return { url, referrer: this.pick(REFERRERS) };
		const campaign = this.pick(CAMPAIGNS);
		const query = Object.entries(campaign.utm)
			.map(([name, value]) => `${name}=${value}`).join("&");
		if (way < 0.5 || !campaign.click)
			return { url: `${url}?${query}`,
				referrer: campaign.referrer };
		return { url: `${url}?${query}&${campaign.click}=${
			this.token(campaign.size)}`,
		referrer: campaign.referrer };
	}

	newcomer() {
		const [screen, viewport] = this.pick(SCREENS);
		const visitor = { ...this.landing(), screen, viewport,
			network: this.network(), agent: this.pick(AGENTS),
			cookie: `pxl_${this.id()}`, at: Date.now(), views: 0 };
		const place = this.count % KEPT;
		this.visitors[place] = visitor;
		this.count++;
		return visitor;
	}

	/* Someone whose landing has been answered. */
	known() {
		const size = this.visitors.length;
		const back = ANSWERED + this.below(size - ANSWERED);
		return this.visitors[(this.count - 1 - back + KEPT) % KEPT
			% size];
	}

	message(visitor, type, url, page, referrer) {
		return { hit_id: this.id(), event_type: type, page_url: url,
			page_title: page.title, referrer_url: referrer,
			viewport: size(visitor.viewport),
			screen: size(visitor.screen) };
	}

	/* What post() and send() of pixel.js add. */
	line(visitor, path, message) {
		const body = { ...message, pixel_id: this.pixel, landing: {
			url: visitor.url, referrer: visitor.referrer,
			at: visitor.at,
			age_ms: visitor.views++ * 9000 + this.below(30),
		}, age_ms: this.below(30) };
		return [visitor.network, visitor.agent,
			`lp_visitor=${visitor.cookie}`, path,
			JSON.stringify(body)].join("\t");
	}

	land() {
		const visitor = this.newcomer();
		const path = new URL(visitor.url).pathname;
		const page = PAGES.find((one) => one.path === path);
		return this.line(visitor, "/lp/t", this.message(visitor,
			"pageview", visitor.url, page, visitor.referrer));
	}

	view() {
		const visitor = this.known();
		const page = this.pick(PAGES);
		return this.line(visitor, "/lp/t", this.message(visitor,
			"pageview", SITE + page.path, page,
			SITE + this.pick(PAGES).path));
	}

	lead() {
		const visitor = this.known();
		const page = { title: "Contact us | Example Pumps Ltd" };
		const url = `${SITE}/contact`;
		return this.line(visitor, "/lp/l", {
			...this.message(visitor, "form_submit", url, page,
				SITE + this.pick(PAGES).path),
			lead_id: this.id(), form_state: "attempted",
			form: { id: "contact-form", name: "contact",
				method: "post", action_host: "www.example.com",
				filled_ms: 8000 + this.below(90000) },
			form_data: this.fields(),
		});
	}

	fields() {
		const [first, last] = [this.pick(NAMES), this.pick(NAMES)];
		const mail = `${first}.${last}.${this.below(1e6)}@example.org`;
		const row = (name, type, autocomplete, label, value) =>
			({ name, type, autocomplete, label, value });
		return [row("first_name", "text", "given-name", "First name",
			first),
		row("last_name", "text", "family-name", "Last name", last),
		row("email", "email", "email", "Work e-mail",
			mail.toLowerCase()),
		row("phone", "tel", "tel", "Phone",
			`+49 30 ${1000000 + this.below(8999999)}`),
		row("company", "text", "organization", "Company",
			`${last} GmbH`),
		row("topic", "select-one", undefined, "What is it about?",
			"Quotation"),
		row("message", "textarea", undefined, "Your message",
			this.pick(MESSAGES))];
	}

	next() {
		const kind = this.random();
		if (this.visitors.length <= ANSWERED
		    || kind >= this.shares.returning + this.shares.lead)
			return this.land();
		return kind < this.shares.returning ? this.view()
			: this.lead();
	}
}

export function makeMix(how) {
	return new Mix(how);
}

/* Lines until there are `count`, in pieces that are worth a write. */
export function* pieces(mix, count, piece = 500) {
	for (let done = 0; done < count; done += piece) {
		const lines = [];
		for (let i = done; i < Math.min(done + piece, count); i++)
			lines.push(mix.next());
		yield `${lines.join("\n")}\n`;
	}
}
