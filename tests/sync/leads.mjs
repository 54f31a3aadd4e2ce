/* leads: what visitors of the made-up sites send, with the touches before. */
import { contactOf, DAY, MINUTE } from "./people.mjs";

export const HOLD = 7 * MINUTE;

/* pixel = project; account and CRM of each; weak: a name may be enough */
export const PROJECTS = [
	{ id: 1, account: 1, crm: "on" }, { id: 2, account: 2, crm: "on" },
	{ id: 3, account: 1, crm: "off" }, { id: 4, account: 1, crm: "watch" },
	{ id: 5, account: 1, crm: "on", weak: true },
];

const PIXELS = [[70, 1], [10, 2], [3, 3], [3, 4], [14, 5]];

const LONG = "wörter-€-😀-und-mehr-";

/* Some are absent, some too long for their field. */
function word(random, name, n) {
	if (random.chance(0.3))
		return null;
	return random.chance(0.04) ? `${name}${n}-` + LONG.repeat(20)
		: `${name}${random.int(1, 40)}`;
}

function touch(random, n, at) {
	return {
		occurred: at,
		source: random.pick(["google", "bing", "(direct)", "news"]),
		medium: random.pick(["cpc", "(none)", "email"]),
		channel: random.pick(["Paid Search", "Direct", "Email"]),
		campaign: word(random, "campaign", n),
		utm_source: word(random, "Source ", n),
		utm_term: word(random, "term", n),
		referrer: random.chance(0.5) ? null
			: `https://ref${n}.example/?q=${n}`,
		landing_url: `https://shop.example/${random.pick(["", "a/",
			"ü/"])}?n=${n}${"&x=1".repeat(random.chance(0.05)
			? 450 : 0)}`,
		[random.pick(["gclid", "fbclid", "msclkid", "wbraid"])]:
			random.chance(0.5) ? `C${n}.${random.int(0, 999)}`
				: null,
	};
}

/* Up to three before the lead, and one after it that is not the lead's. */
function touches(random, n, occurred) {
	const list = [];
	const count = random.weighted([[1, 0], [6, 1], [5, 2], [3, 3]]);
	for (let i = count; i > 0; i--)
		list.push(touch(random, n,
			occurred - random.int(1, 30) * MINUTE - i));
	if (random.chance(0.2))
		list.push(touch(random, n, occurred + MINUTE));
	return list.sort((a, b) => a.occurred - b.occurred);
}

function lead(random, n, at, circle, start) {
	const occurred = start + at - random.int(0, 5) * MINUTE;
	const list = touches(random, n, occurred);
	const before = list.filter((one) => one.occurred <= occurred);
	return {
		id: n, at, occurred, received: start + at, circle: circle.kind,
		uid: Buffer.from(String(n).padStart(16, "0")).toString("hex"),
		pixel: random.weighted(PIXELS),
		...contactOf(random, circle),
		test: random.chance(0.01) ? 1 : 0,
		form_state: random.weighted([[90, "confirmed"],
			[9, "attempted"], [1, "failed"]]),
		touches: list, first: before[0], last: before.at(-1),
	};
}

/* Often about the time when something happens to the person. */
function momentOf(random, circle, days) {
	if (circle.at === undefined || random.chance(0.5))
		return random.int(0, days * DAY);
	return Math.max(0, circle.at + random.int(-60, 240) * MINUTE);
}

/* `count` leads of the circles, by the time they come in; some people send
 * many, some within a minute. */
export function makeLeads(random, circles, count, days, start) {
	const moments = [];
	while (moments.length < count) {
		const circle = random.pick(circles);
		const at = momentOf(random, circle, days);
		const times = random.weighted([[8, 1], [2, 2], [1, 3]]);
		for (let i = times; i > 0; i--)
			moments.push([at + random.int(0, 3) * i * MINUTE,
				circle]);
	}
	moments.length = count;
	moments.sort((a, b) => a[0] - b[0]);
	return moments.map(([at, circle], i) =>
		lead(random, i + 1, at, circle, start));
}
